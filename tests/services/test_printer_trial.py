"""The guided trial of a printer: what its page and the answers teach."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pos_app.bootstrap import Surroundings, TillFolder
from pos_app.domain.errors import PrinterError
from pos_app.domain.journal import Audited
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.transport import Transport
from pos_app.printing.transports import transport_for
from pos_app.services.loose_pages import LoosePages
from pos_app.services.printer_finding import (
    Finding,
    PrinterSearch,
    Step,
    Wish,
    find_printers,
    kinds_here,
)
from pos_app.services.printer_trial import (
    Answers,
    Heard,
    PrinterTrial,
    TrialPatience,
    learned,
)
from tests.fakes import ChanceInOrder, ClockYouSet, PaperInMemory
from tests.printing.escpos_reader import read
from tests.printing.nasty_printer import ASKS_FENCE, HEALTHY, N10, Moods, nasty_printer
from tests.tills import MORNING, NETWORK

QUICK = TrialPatience(status_s=0.2, busy_s=0.0, fence_s=0.2)
TODAY = date(2026, 11, 26)


def trial_on(moods: Moods) -> tuple[Heard, bytes]:
    """Print a short page on a printer in the network."""
    with nasty_printer(moods) as printer:
        profile = PrinterProfile("network", address="127.0.0.1", port=printer.port)
        trial = PrinterTrial(profile, b"page\n", lambda: transport_for(profile), patience=QUICK)
        heard = trial.run()
        printer.left.wait(5)
        return heard, printer.received


# --- what the printer itself says --------------------------------------------------------------


def test_a_printer_that_answers_is_known_to_answer() -> None:
    heard, received = trial_on(HEALTHY)
    assert heard == Heard(answers_status=True, answers_fence=True)
    assert received.count(b"page\n") == 1


def test_pb2_a_silent_printer_gets_its_page_all_the_same() -> None:
    heard, received = trial_on(N10)
    assert heard == Heard(answers_status=False, answers_fence=False)
    assert received.count(b"page\n") == 1


def test_a_printer_silent_about_its_state_may_still_tell_when_a_paper_is_out() -> None:
    heard, _received = trial_on(Moods(answers={ASKS_FENCE: b"\x00"}))
    assert heard == Heard(answers_status=False, answers_fence=True)


def test_pb2_a_printer_that_hangs_up_on_the_question_gets_its_page_on_a_new_link() -> None:
    paper = PaperInMemory("hangs_up")
    heard = PrinterTrial(NETWORK, b"page\n", lambda: paper, patience=QUICK).run()
    assert heard == Heard(answers_status=False, answers_fence=False)
    assert paper.papers == [b"page\n"]


def test_nothing_is_printed_while_the_paper_is_out() -> None:
    paper = PaperInMemory()
    paper.health = "PAPER_OUT"
    with pytest.raises(PrinterError) as refused:
        PrinterTrial(NETWORK, b"page\n", lambda: paper, patience=QUICK).run()
    assert refused.value.code == "PAPER_OUT"
    assert paper.papers == []
    assert paper.closed >= 1


def test_a_queue_is_asked_nothing() -> None:
    paper = PaperInMemory()
    queue = PrinterProfile("cups", queue="till")
    assert PrinterTrial(queue, b"page\n", lambda: paper).run() == Heard()
    assert paper.questions == []


class Busy(PaperInMemory):
    """Another paper is on its way; `tried` is set when somebody knocked."""

    def __init__(self, times: int) -> None:
        super().__init__()
        self.times = times
        self.tried = threading.Event()

    def connect(self) -> None:
        self.tried.set()
        if self.times:
            self.times -= 1
            raise PrinterError("BUSY")
        super().connect()


def test_the_page_waits_for_the_paper_that_is_on_its_way() -> None:
    printer = Busy(1)
    PrinterTrial(NETWORK, b"page\n", lambda: printer, patience=replace(QUICK, busy_s=5)).run()
    assert b"page\n" in b"".join(printer.papers)


def test_a_printer_that_stays_busy_is_given_up() -> None:
    with pytest.raises(PrinterError, match="BUSY"):
        PrinterTrial(NETWORK, b"page\n", lambda: Busy(9), patience=QUICK).run()


def test_a_page_that_was_given_up_between_two_links_is_not_printed() -> None:
    paper = PaperInMemory()

    def link() -> Transport:
        if paper.links:  # it said nothing on the first one, which is closed
            trial.give_up()
        return paper

    trial = PrinterTrial(NETWORK, b"page\n", link, patience=QUICK)
    with pytest.raises(PrinterError):
        trial.run()
    assert paper.papers == []


def test_somebody_who_gives_up_is_not_kept_waiting() -> None:
    printer = Busy(1_000)
    patient = replace(QUICK, busy_s=600)
    trial = PrinterTrial(NETWORK, b"page\n", lambda: printer, patience=patient)
    ended = threading.Event()

    def run() -> None:
        with pytest.raises(PrinterError):
            trial.run()
        ended.set()

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    assert printer.tried.wait(5)
    trial.give_up()
    assert ended.wait(1)
    assert printer.papers == []


# --- what a person saw -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "after"),
    [
        ({}, {}),
        ({"columns": "48"}, {"paper_columns": 48}),
        ({"accents": "right"}, {"has_accents": True}),
        ({"accents": "chinese"}, {"has_accents": False}),
        ({"codes": "both"}, {"qr": "native"}),
        ({"codes": "first"}, {"qr": "native"}),
        ({"codes": "second"}, {"qr": "raster"}),
        ({"codes": "none"}, {"qr": "off"}),
        ({"pictures": "clean"}, {"avoids_48_rows": False}),
        ({"pictures": "signs"}, {"avoids_48_rows": True}),
        ({"pictures": "letters"}, {"graphics": "column"}),
        ({"cut": "cut"}, {"has_cutter": True, "feed_lines": 4}),
        ({"cut": "through"}, {"has_cutter": True, "feed_lines": 7}),
        ({"cut": "uncut"}, {"has_cutter": False}),
        ({"drawer": "before"}, {"drawer": "pin2"}),
        ({"drawer": "after"}, {"drawer": "pin5"}),
        ({"drawer": "closed"}, {"drawer": "none"}),
    ],
)
def test_each_answer_teaches_one_thing_and_leaves_the_rest(
    answers: Answers, after: dict[str, object]
) -> None:
    printer = replace(NETWORK, version=3, answers_status=True)
    expected = replace(printer, tested_on="2026-11-26", version=4, **after)  # type: ignore[arg-type]
    assert learned(printer, answers, None, TODAY) == expected


def test_the_feed_never_grows_beyond_what_a_job_may_hold() -> None:
    printer = replace(NETWORK, feed_lines=9)
    assert learned(printer, {"cut": "through"}, None, TODAY).feed_lines == 10


def test_what_the_printer_said_is_kept_with_what_was_seen() -> None:
    after = learned(NETWORK, {"columns": "42"}, Heard(answers_status=True), TODAY)
    assert (after.answers_status, after.answers_fence, after.paper_columns) == (True, False, 42)


# --- the page of a till ------------------------------------------------------------------------


@contextmanager
def pages_of(folder: Path, printer: Transport) -> Iterator[tuple[LoosePages, TillFolder]]:
    clock = ClockYouSet(MORNING)
    world = Surroundings(
        clock=clock, randomness=ChanceInOrder(), open_transport=lambda *_way: printer
    )
    till = TillFolder(folder, world)
    try:
        till.practise(operator_name="Rahma")
        app = till.open_booth(NETWORK)
        assert app is not None
        yield app.printing.loose, till
    finally:
        till.close()


def test_a_drawer_is_only_tried_when_asked_for_and_then_written_down(tmp_path: Path) -> None:
    with pages_of(tmp_path, PaperInMemory()) as (pages, _till):
        recording = pages._recording
        assert read(pages.trial(NETWORK).content).kicks == []
        before = recording.head.seq
        kicks = read(pages.trial(NETWORK, tries_drawer=True).content).kicks
        assert [kick[0] for kick in kicks] == [0, 1]  # pin 2 before the paper, pin 5 after it
        note = next(recording.entries(before + 1))
        assert isinstance(note.entry, Audited)
        assert note.entry.what == "drawer-tried"
        assert pages.today() == TODAY


def test_a_folder_gets_a_page_to_look_at(tmp_path: Path) -> None:
    paper = PaperInMemory()
    with pages_of(tmp_path / "till", paper) as (pages, _till):
        trial = pages.trial(PrinterProfile("pdf", folder=str(tmp_path)))
        assert trial.path == tmp_path / "gerai-test-page.pdf"
        assert trial.run() == Heard()
        assert paper.papers[0].startswith(b"%PDF")


# --- looking for printers ----------------------------------------------------------------------

FOUND = Finding(NETWORK, "Printer", "address")


def test_a_search_tells_how_far_it_is_and_hears_that_nobody_waits() -> None:
    heard: list[bool] = []

    def find(wish: Wish, progress: object, is_cancelled: object) -> tuple[Finding, ...]:
        assert wish.address == "printer.test"
        assert callable(progress)
        assert callable(is_cancelled)
        heard.append(is_cancelled())
        progress(Step(0, 2, "address", (FOUND,)))
        search.cancel()
        heard.append(is_cancelled())
        return (FOUND,)

    search = PrinterSearch(find, Wish("printer.test"))
    assert search.step is None
    assert search.run() == (FOUND,)
    assert heard == [False, True]
    assert search.step == Step(0, 2, "address", (FOUND,))


@pytest.mark.parametrize(
    ("platform", "own"), [("win32", "windows"), ("darwin", "cups"), ("linux", "device")]
)
def test_each_system_has_its_own_ways_and_all_have_folders_last(platform: str, own: str) -> None:
    kinds = kinds_here(platform)
    assert own in kinds
    assert kinds[-1] == "pdf"


def test_a_search_that_nobody_waits_for_looks_nowhere() -> None:
    assert find_printers(Wish("printer.test"), _never_told, lambda: True) == ()


def _never_told(_step: Step) -> None:
    raise AssertionError("it looked")
