import ast
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.files import FileTrouble, lock_file, shared_locks_dir
from pos_app.printing.device_lock import LockedPrinter, lock_name
from pos_app.printing.transport import Progress, Question, nobody_asks
from pos_app.printing.transports import transport_for
from tests.printing.nasty_printer import HEALTHY, N1, nasty_printer

ROOT = Path(__file__).parents[2]
COUNTER = PrinterProfile("network", address="192.168.1.50")


class WaitingWay:
    """A printer that keeps everybody waiting until it is let go."""

    def __init__(self) -> None:
        self.asked = threading.Event()
        self.let_go = threading.Event()
        self.may_end = threading.Event()

    def connect(self) -> None:
        pass

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        progress(len(data))

    def ask(self, question: Question, wait_s: float) -> int | None:
        self.asked.set()
        self.let_go.wait(10)
        self.may_end.wait(10)
        raise PrinterError("DISCONNECTED")

    def finish(self) -> None:
        pass

    def close(self) -> None:
        self.let_go.set()


def two_tills(folder: Path) -> tuple[LockedPrinter, LockedPrinter]:
    first, second = (
        LockedPrinter(WaitingWay(), COUNTER, folder=folder, wait_s=0.05) for _ in range(2)
    )
    return first, second


def test_the_second_till_finds_the_printer_busy_until_the_first_is_done(tmp_path: Path) -> None:
    first, second = two_tills(tmp_path)
    first.connect()
    with pytest.raises(PrinterError) as refused:
        second.connect()
    assert (refused.value.code, refused.value.bytes_accepted) == ("BUSY", 0)
    first.send(b"paper")
    first.finish()
    second.connect()
    second.close()
    second.close()
    first.connect()
    first.close()


def test_waiting_for_the_other_till_can_be_called_off(tmp_path: Path) -> None:
    patient = LockedPrinter(WaitingWay(), COUNTER, folder=tmp_path, wait_s=60)
    with ExitStack() as other_till:
        lock = lock_file(tmp_path / lock_name(COUNTER))
        assert lock is not None
        other_till.enter_context(lock)
        threading.Timer(0.05, patient.close).start()
        with pytest.raises(PrinterError) as refused:
            patient.connect()
        assert refused.value.code == "BUSY"


def test_a_till_that_only_waits_a_moment_gets_its_turn(tmp_path: Path) -> None:
    first, _second = two_tills(tmp_path)
    patient = LockedPrinter(WaitingWay(), COUNTER, folder=tmp_path, wait_s=10)
    first.connect()
    threading.Timer(0.05, first.finish).start()
    patient.connect()
    patient.close()


def test_letting_go_keeps_the_others_out_until_the_worker_is_out(tmp_path: Path) -> None:
    way = WaitingWay()
    first = LockedPrinter(way, COUNTER, folder=tmp_path)
    _first, second = two_tills(tmp_path)
    first.connect()
    worker = threading.Thread(target=_asks_in_vain, args=(first,))
    worker.start()
    assert way.asked.wait(10)
    first.close()
    with pytest.raises(PrinterError):
        second.connect()
    way.may_end.set()
    worker.join(10)
    second.connect()
    second.close()


def _asks_in_vain(printer: LockedPrinter) -> None:
    with pytest.raises(PrinterError):
        printer.ask(Question(b"?", lambda _byte: True), 300)


def test_a_printer_that_cannot_be_reached_is_free_for_the_others() -> None:
    with nasty_printer(N1) as stub:
        profile = PrinterProfile("network", address="127.0.0.1", port=stub.port)
        for _till in range(2):
            with pytest.raises(PrinterError) as refused:
                transport_for(profile).connect()
            assert refused.value.code == "REFUSED"


_ANOTHER_TILL = """
import sys
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transports import transport_for
way = transport_for(PrinterProfile("network", address="127.0.0.1", port=int(sys.argv[1])))
way.connect()
print("connected", flush=True)
sys.stdin.read()
"""


@contextmanager
def another_till(port: int) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(
        [sys.executable, "-c", _ANOTHER_TILL, str(port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"connected\n"
        yield other


def test_the_printer_of_a_killed_till_is_free_at_once() -> None:
    with nasty_printer(HEALTHY) as stub:
        profile = PrinterProfile("network", address="127.0.0.1", port=stub.port)
        shared = shared_locks_dir() / lock_name(profile)
        with another_till(stub.port) as other:
            assert lock_file(shared) is None
            other.kill()
        way = transport_for(profile)
        way.connect()
        way.send(b"paper")
        way.finish()
        assert stub.received == b"paper"


@pytest.mark.logs("printing without a lock: not_a_file")
def test_a_till_prints_also_where_no_lock_can_be_made(tmp_path: Path) -> None:
    in_the_way = tmp_path / "locks"
    in_the_way.mkdir()
    (in_the_way / lock_name(COUNTER)).mkdir()
    printer = LockedPrinter(WaitingWay(), COUNTER, folder=in_the_way)
    printer.connect()
    printer.send(b"paper")
    printer.finish()


def test_one_device_has_one_lock_whatever_a_till_knows_of_it(tmp_path: Path) -> None:
    port = tmp_path / "ttyUSB0"
    port.touch()
    by_name = tmp_path / "receipt-printer"
    by_name.symlink_to(port)
    same = [
        {
            lock_name(PrinterProfile("network", address="Printer.local", paper_columns=48)),
            lock_name(PrinterProfile("network", address="printer.local", answers_status=True)),
        },
        {
            lock_name(PrinterProfile("serial", path=str(port), baud=115_200)),
            lock_name(PrinterProfile("serial", path=str(by_name))),
            lock_name(PrinterProfile("device", path=str(port))),
        },
        {
            lock_name(PrinterProfile("device", path="/dev/usb/lp0", usb_id="0416:5011:1")),
            lock_name(PrinterProfile("device", path="/dev/usb/lp1", usb_id="0416:5011:1")),
        },
        {lock_name(PrinterProfile("cups", queue="kasir"))},
        {lock_name(PrinterProfile("network", address="printer.local", port=9101))},
    ]
    assert [len(names) for names in same] == [1] * len(same)
    assert len(set().union(*same)) == len(same)


def test_all_tills_of_a_person_look_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    first = shared_locks_dir()
    monkeypatch.setenv("GERAI_DATA", "elsewhere")
    assert shared_locks_dir() == first
    assert first.is_dir()


def test_a_folder_in_the_way_of_a_lock_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.lock").mkdir()
    with pytest.raises(FileTrouble):
        lock_file(tmp_path / "a.lock")


def test_a_folder_of_pdf_files_takes_any_number(tmp_path: Path) -> None:
    profile = PrinterProfile("pdf", folder=str(tmp_path))
    ways = [transport_for(profile, file_name=f"{number}.pdf") for number in (1, 2)]
    for way in ways:
        way.connect()
    for way in ways:
        way.send(b"%PDF")
        way.finish()
    assert len(list(tmp_path.glob("*.pdf"))) == 2


@pytest.mark.parametrize("path", sorted((ROOT / "pos_app" / "printing").glob("*.py")), ids=str)
def test_nothing_is_sent_or_ended_behind_everybodys_back(path: Path) -> None:
    """A destructor that prints gave people half receipts (printing.md 2.3)."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = {getattr(node, "name", getattr(node, "id", "")) for node in ast.walk(tree)}
    attributes = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    assert not (names | attributes) & {"__del__", "finalize", "atexit"}
