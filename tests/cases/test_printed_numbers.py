"""Every number on a paper is a stored sale of the same total, whatever fails (OFF4)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.errors import PrinterError, StorageError
from pos_app.domain.journal import SaleRecorded
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transport import Progress, Question, Transport
from tests.printing.escpos_reader import read
from tests.tills import NETWORK

LIVES, SALES = 4, 25
"""The kills of `run.py torture` go on from here for as long as asked."""

_END = b"\x1bd\x04"
_NUMBER = re.compile(r"[A-Z2-7]{6}-\d{6}")
_TOTAL = re.compile(r"TOTAL +Rp([\d.]+)")


@dataclass
class MoodyPrinter:
    """Is off, breaks off anywhere or takes the paper, by chance; keeps whatever reached it."""

    chance: Random
    jobs: list[bytes] = field(default_factory=list)
    taken: int = 0

    def open(self, _printer: PrinterProfile, _file_name: str) -> Transport:
        return self

    def connect(self) -> None:
        self.taken = 0
        if self.chance.random() < 0.2:
            raise PrinterError("REFUSED")

    def send(self, data: bytes, progress: Progress = lambda _accepted: None) -> None:
        breaks = self.chance.random() < 0.2
        taken = self.chance.randrange(len(data)) if breaks else len(data)
        self.jobs.append(data[:taken])
        self.taken += taken
        if taken:
            progress(self.taken)
        if breaks:
            raise PrinterError("DISCONNECTED", "", self.taken)

    def ask(self, question: Question, wait_s: float) -> int | None:
        """It never answers."""

    def finish(self) -> None:
        """The paper is out."""

    def close(self) -> None:
        """Nothing is held."""

    def totals(self) -> Iterator[tuple[str, int]]:
        """Number and total of each paper that came out whole."""
        for job in self.jobs:
            if job.endswith(_END):
                paper = "\n".join(read(job).as_text(32))
                number, total = _NUMBER.search(paper), _TOTAL.search(paper)
                assert number is not None, paper
                assert total is not None, paper
                yield number[0], int(total[1].replace(".", ""))

    def numbers(self) -> set[str]:
        """Every number on any scrap of paper."""
        return {found for job in self.jobs for found in _NUMBER.findall(job.decode("latin-1"))}


@contextmanager
def _a_life(folder: Path, printer: MoodyPrinter) -> Iterator[BoothApp]:
    """From one start to an end at which nothing was saved on purpose."""
    opened = TillFolder(folder, Surroundings(open_transport=printer.open))
    try:
        if opened.joining.joined() is None:
            opened.practise()
        app = opened.open_booth(NETWORK)
        assert app is not None
        yield app
    finally:
        opened.close()


def _sell(app: BoothApp, chance: Random) -> tuple[str, int]:
    """Sell something; now and then there is no room on the disk until a second try."""
    disk = app.selling._database._connection
    is_full = chance.random() < 0.4
    app.selling.scan(f"{chance.randint(1, 9)}*KOP-007")
    if is_full:
        disk.execute("PRAGMA max_page_count = 1")  # SQLite reads it as: not a page more
    try:
        app.paying.tender("cash", app.paying.payment.missing)
        sold = app.paying.finish()
    except StorageError:
        disk.execute("PRAGMA max_page_count = 1073741823")
        sold = app.paying.finish()
    disk.execute("PRAGMA max_page_count = 1073741823")
    return sold.receipt_number, sold.sale.money.total


def _print(app: BoothApp, chance: Random) -> None:
    """What window and worker do with the papers that wait, until the printer fails."""
    printing = app.printing
    while (job := printing.next_job()) is not None:
        try:
            job.connect()
        except PrinterError as error:
            printing.mark_not_reached(job, error)
            return
        job = printing.mark_sending(job)
        try:
            handed = job.send()
        except PrinterError as error:
            printing.mark_broken(job, error)
            return
        if chance.random() < 0.9:  # else the program ends before it is written down
            printing.mark_sent(job, handed)
        else:
            return


def test_off4_every_printed_number_is_a_stored_sale_of_the_same_total(tmp_path: Path) -> None:
    chance = Random(4)
    printer = MoodyPrinter(chance)
    sold: dict[str, int] = {}
    for _life in range(LIVES):
        with _a_life(tmp_path / "till", printer) as app:
            for _sale in range(SALES):
                number, total = _sell(app, chance)
                assert number not in sold
                sold[number] = total
                _print(app, chance)
    with _a_life(tmp_path / "till", printer) as app:
        entries = [recorded.entry for recorded in app.papers._recording.entries()]
    sales = [entry.money for entry in entries if isinstance(entry, SaleRecorded)]
    stored = {f"{app.till.dev.upper()}-{sale.no:06d}": sale.total for sale in sales}
    assert stored == sold
    assert [sale.no for sale in sales] == list(range(1, LIVES * SALES + 1))
    printed = list(printer.totals())
    assert len(printed) > LIVES * SALES // 2
    assert set(printed) <= stored.items()
    assert printer.numbers() <= stored.keys()
