"""Modes N1 to N10 of printing.md 13 below a whole till: selling goes on, nothing goes unsaid."""

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Literal, TypeAlias

import pytest
from pytestqt.qtbot import QtBot

from pos_app.domain.printer import PrinterProfile
from pos_app.printing.network import NetworkPrinter
from pos_app.printing.network import Patience as NetworkPatience
from pos_app.printing.port_printer import PortPatience
from pos_app.printing.serial_port import SerialPrinter
from pos_app.printing.transport import Progress, Question, Transport, nobody_asks
from pos_app.services.print_jobs import Patience
from tests.printing.nasty_printer import (
    HEALTHY,
    N1,
    N2,
    N3,
    N6,
    N7,
    N8,
    N9_LATE,
    N10,
    Moods,
    NastyPrinter,
    n4,
    n5,
    n9,
    nasty_printer,
)
from tests.printing.nasty_pty import nasty_pty
from tests.tills import TillAtWork, World, a_till_at_work
from ui.printing.print_presenter import PrintPresenter
from ui.printing.rhythm import Rhythm

SALES = 2
WAIT_MS = 20_000
SHORTLY = Patience(status_s=0.05, least_s=0.05, margin_s=0.0, mm_per_s=1e6, late_s=0.1)
NETWORK = NetworkPatience(connect_s=0.1, stalled_s=0.2, farewell_s=0.05)
PORT = PortPatience(stalled_s=0.2, tries=1)
QUICK = Rhythm(again_ms=(10,), settle_ms=10)

_PROLOGUE = b"\x1b@\x1c."
_COPY_MARK = b"COPY NO. "


class NeverFromTheWindow:
    """A way to a printer that tells which thread may be kept waiting by it."""

    def __init__(self, way: Transport) -> None:
        self._way = way

    def connect(self) -> None:
        _is_a_workers()
        self._way.connect()

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        _is_a_workers()
        self._way.send(data, progress)

    def ask(self, question: Question, wait_s: float) -> int | None:
        _is_a_workers()
        return self._way.ask(question, wait_s)

    def finish(self) -> None:
        _is_a_workers()
        self._way.finish()

    def close(self) -> None:
        """The window may let go of a link: that never waits."""
        self._way.close()


def _is_a_workers() -> None:
    assert threading.current_thread() is not threading.main_thread()


def _open(at: PrinterProfile, _file_name: str) -> Transport:
    """The real ways, which only wait less long."""
    if at.kind == "serial":
        return NeverFromTheWindow(SerialPrinter(at, PORT))
    return NeverFromTheWindow(NetworkPrinter(at.address, at.port, NETWORK))


# --- two places where a printer can be ---------------------------------------------------------

Plug: TypeAlias = Callable[[Moods], AbstractContextManager[NastyPrinter]]
"""Puts a printer there; one after the other has the same place."""

Place: TypeAlias = Callable[[Path], tuple[PrinterProfile, Plug]]


def _in_the_net(_folder: Path) -> tuple[PrinterProfile, Plug]:
    with nasty_printer(N1) as free:
        port = free.port
    return (
        PrinterProfile("network", address="127.0.0.1", port=port),
        lambda moods: nasty_printer(moods, port=port),
    )


def _at_a_port(folder: Path) -> tuple[PrinterProfile, Plug]:
    place = folder / "rfcomm0"

    @contextmanager
    def plug(moods: Moods) -> Iterator[NastyPrinter]:
        with nasty_pty(moods) as stub:
            place.symlink_to(stub.path)
            try:
                yield stub
            finally:
                place.unlink()

    return PrinterProfile("serial", path=str(place), chunk_bytes=4096, pause_ms=1), plug


DROPS = replace(N6, buffer_bytes=512)
LATE = replace(N9_LATE, late_s=0.2)  # of 8 s, with less patience
ALONE = replace(N7, alone_s=0.05)

UNKNOWN = [
    ("n1", N1, _in_the_net),
    ("n2", N2, _in_the_net),
    ("n3", N3, _in_the_net),
    ("n3", N3, _at_a_port),
    ("n4", n4(300), _in_the_net),
    ("n4", n4(300), _at_a_port),
    ("n5", n5(300), _in_the_net),
    ("n6", DROPS, _in_the_net),
    ("n6", DROPS, _at_a_port),
    ("n7", ALONE, _in_the_net),
    ("n8", N8, _in_the_net),
    ("n8", N8, _at_a_port),
    ("n9", n9(b"\x00"), _in_the_net),
    ("n9", n9(b"\x00"), _at_a_port),
    ("n9-late", LATE, _in_the_net),
    ("n10", N10, _in_the_net),
    ("n10", N10, _at_a_port),
]
"""Modes of a printer nobody has tried out."""

KNOWN_TO_ANSWER = [
    ("n3", N3, _in_the_net),
    ("n3", N3, _at_a_port),
    ("n6", DROPS, _in_the_net),
    ("n9-late", LATE, _in_the_net),
    ("n9-late", LATE, _at_a_port),
    ("n10", N10, _in_the_net),
]
"""And of one whose test page was answered once."""

SWALLOWS = (
    (N3, _in_the_net),
    (N3, _at_a_port),
    (DROPS, _in_the_net),
    (DROPS, _at_a_port),
    (n4(300), _at_a_port),
)
"""What they take does not all come out, and nobody can tell: the system took it in their stead.
Of the others all comes out or is in doubt.
"""


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize(
    ("moods", "place", "answers"),
    [
        pytest.param(moods, place, answers, id=f"{name}{place.__name__}{said}")
        for answers, said, cases in (
            (None, "", UNKNOWN),
            (True, "_should_answer", KNOWN_TO_ANSWER),
        )
        for name, moods, place in cases
    ],
)
def test_n1_to_n10_hold_up_no_sale_and_lose_or_double_no_receipt_unsaid(
    moods: Moods,
    place: Place,
    answers: Literal[True] | None,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    """First a printer in its mood, then one that is well, and a person who looks at the paper."""
    profile, plug = place(tmp_path)
    profile = replace(profile, answers_status=answers, answers_fence=answers)
    world = World()
    world.way, world.patience = _open, SHORTLY
    with a_till_at_work(tmp_path / "till", world, printer=profile) as till:
        pump = PrintPresenter(till.app.printing, rhythm=QUICK)
        with plug(moods) as nasty:
            sold = [_sell(till, pump) for _ in range(SALES)]
            assert till.app.days.x_report().sums.sales[0] == SALES
            qtbot.waitUntil(lambda: _has_shown_itself(pump), timeout=WAIT_MS)
        with plug(HEALTHY) as well:
            pump.try_again()
            qtbot.waitUntil(lambda: pump.status.waiting == 0, timeout=WAIT_MS)
            for paper in till.app.printing.waiting():
                assert paper.state == "uncertain"
                pump.print_copy(paper.job_id)
            qtbot.waitUntil(lambda: pump.status.words() == "Printer ready", timeout=WAIT_MS)
            assert pump.close(5)
        papers = [paper for stub in (nasty, well) for paper in stub.received.split(_PROLOGUE)[1:]]
        for seq in sold:
            _is_there_once_or_said(till, seq, papers, may_be_lost=(moods, place) in SWALLOWS)


def _sell(till: TillAtWork, pump: PrintPresenter) -> int:
    seq = till.sell()
    pump.wake()
    return seq


def _has_shown_itself(pump: PrintPresenter) -> bool:
    return pump.status.waiting == 0 or pump.status.pump == "stopped"


def _is_there_once_or_said(
    till: TillAtWork, seq: int, papers: list[bytes], *, may_be_lost: bool
) -> None:
    """`papers` are all that came out, each without its first bytes and maybe broken off."""
    first, *copies = till.app.printing._queue.jobs_of(seq, "receipt")
    state = till.app.printing.state_of(seq)
    assert state is not None
    number = state.number.encode()
    unmarked = [paper for paper in papers if number in paper and _COPY_MARK not in paper]
    assert len(unmarked) <= 1, "a second paper without its mark"
    assert first.state in ("handed_over", "confirmed", "cancelled")
    if first.state == "cancelled":
        (copy,) = copies
        assert (first.reason, first.replaced_by) == ("REPLACED", copy.job_id)
        assert _times_whole(copy.content, papers) == 1
        assert _COPY_MARK in copy.content
        return
    assert copies == []
    if first.state == "confirmed" or not may_be_lost:
        assert _times_whole(first.content, papers) == 1


def _times_whole(content: bytes, papers: list[bytes]) -> int:
    return sum(paper.startswith(content.removeprefix(_PROLOGUE)) for paper in papers)
