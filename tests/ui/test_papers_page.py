"""The page of papers: a row for each that is not out, in words, with all that can be done."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp
from pos_app.domain.drawer import Movement
from pos_app.domain.errors import PrinterError
from pos_app.domain.money import Quantity
from pos_app.i18n import LANGUAGES, Language, use_language
from pos_app.services.correcting import RefundWanted
from pos_app.services.paper_making import GOODS_SLIPS
from pos_app.services.print_jobs import PrintJob
from pos_app.wording import words_for
from tests.ui.kit import WallClock, dress, press, settle, tap
from tests.ui.print_kit import KITCHEN, NETWORK, ARealPrinter, a_booth_that_prints, sell, state
from ui.buttons import TARGET_PX, Button
from ui.printing.paper_row import PaperRow
from ui.printing.papers_screen import PapersScreen
from ui.printing.print_presenter import PrintPresenter
from ui.printing.rhythm import Rhythm

SMALLEST, USUAL = (960, 540), (1286, 704)
DATA = Path(__file__).resolve().parents[1] / "data"
QUIET = Rhythm(again_ms=(60_000,), settle_ms=20)


@pytest.fixture
def printer() -> ARealPrinter:
    return ARealPrinter(fault=PrinterError("PAPER_OUT"))


@pytest.fixture
def clock() -> WallClock:
    return WallClock()


@pytest.fixture
def booth(
    qapp: QApplication, tmp_path: Path, printer: ARealPrinter, clock: WallClock
) -> Iterator[BoothApp]:
    dress(qapp)
    with a_booth_that_prints(tmp_path, printer.open, clock=clock, others=(KITCHEN,)) as booth:
        yield booth


@pytest.fixture
def pump(booth: BoothApp, tmp_path: Path) -> Iterator[PrintPresenter]:
    pump = PrintPresenter(booth.printing, folder=tmp_path / "pdf", rhythm=QUIET)
    yield pump
    assert pump.close(5)


@pytest.fixture
def page(booth: BoothApp, pump: PrintPresenter, qtbot: QtBot) -> PapersScreen:
    page = PapersScreen(pump, booth.event)
    qtbot.addWidget(page)
    page.resize(*USUAL)
    page.show()
    page.activateWindow()
    settle()
    return page


def sent(booth: BoothApp) -> PrintJob:
    """The next paper, with its first bytes on the way."""
    job = booth.printing.next_job()
    assert job is not None
    return booth.printing.mark_sending(job)


def one_of_each(booth: BoothApp) -> None:
    """Uncertain, waiting for its answer, being sent, and waiting with and without a reason."""
    for _ in range(5):
        sell(booth)
    printing = booth.printing
    printing.mark_broken(sent(booth), PrinterError("DISCONNECTED", bytes_accepted=9))
    printing.mark_sent(sent(booth), "waiting")
    sent(booth)
    job = printing.next_job()
    assert job is not None
    printing.mark_not_reached(job, PrinterError("COVER_OPEN"))


def make_every_kind(booth: BoothApp) -> None:
    """Two sales with all that can come of them, and the end of the day."""
    first, second = sell(booth), sell(booth)
    booth.printing.mark_broken(sent(booth), PrinterError("STALLED", bytes_accepted=9))
    booth.printing.print_copy(booth.printing.waiting()[0].job_id)
    booth.correcting.void_sale(first, "dobel")
    booth.correcting.refund(RefundWanted("r", second, ((1, Quantity.of(1)),), "cash", "rusak"))
    booth.cash.move(Movement(kind="in", amount=5_000, why="tambah-modal"), slip=True)
    vectors = json.loads((DATA / "qris-vectors.json").read_text("utf-8"))["vectors"]
    sign = str(next(one["payload"] for one in vectors if one["id"] == "S1"))
    booth.arranging.change(replace(booth.arranging.own, qris_payload=sign))
    booth.qris.print_code(20_000)
    for kind in GOODS_SLIPS:
        booth.printing.print_goods_slip(second, kind)
    booth.days.print_x()
    booth.days.print_shift(booth.printing.entry_of(first).stamp.op)
    booth.days.close_day()


def offered(row: PaperRow) -> list[str]:
    return [action for action, button in row.buttons.items() if button.isVisible()]


def menu() -> QMenu:
    """The menu that is open."""
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu)
    return opened


# --- words -------------------------------------------------------------------------------------


def test_each_state_has_its_words_its_reason_and_what_makes_sense(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen
) -> None:
    one_of_each(booth)
    pump.papers_changed.emit()
    seen = [(row.pill.word(), row.reason.text(), offered(row)) for row in page.rows()]
    assert seen == [
        (
            "Not certain whether printed: look at the paper",
            "The connection broke. Check the printer and its cable.",
            ["came_out", "copy", "elsewhere", "discard"],
        ),
        (
            "Waiting for the printer's answer",
            "It has left. The printer's answer is still to come.",
            ["came_out", "copy"],
        ),
        ("Being printed", "", []),
        (
            "Waiting for the printer",
            "The printer's cover is open. Close it and try again.",
            ["try_again", "elsewhere", "discard"],
        ),
        ("Waiting for the printer", "", ["try_again", "elsewhere", "discard"]),
    ]


def test_every_kind_of_paper_has_a_name(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen
) -> None:
    make_every_kind(booth)
    pump.papers_changed.emit()
    names = [row.name.text().replace(row.paper.number, "N") for row in page.rows()]
    assert names == [
        "Receipt N",
        "Receipt N, copy 1",
        "Void slip N",
        "Refund N",
        "Drawer slip N",
        "QRIS slip N",
        "Slip to prepare N",
        "Pick-up slip N",
        "X report N",
        "Shift report N",
        "Day report N",
    ]


def test_a_booth_without_a_printer_keeps_papers_and_reports_nothing(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, page: PapersScreen
) -> None:
    pump.use_printers(None)
    sell(booth)
    pump.wake()
    assert (pump.status.pump, pump.status.waiting) == ("no_printer", 1)
    assert pump.status.words() == "No printer yet"
    qtbot.waitUntil(lambda: len(page.rows()) == 1)
    (row,) = page.rows()
    assert row.pill.word() == "Kept, without a printer"
    assert row.reason.text() == ""
    assert offered(row) == ["discard"]
    page.resize(*SMALLEST)
    settle()
    assert (offered(row), row.more.isVisible()) == (["discard"], False), "no menu of one entry"


# --- doing -------------------------------------------------------------------------------------


def test_what_a_person_decides_shows_at_once(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen
) -> None:
    one_of_each(booth)
    pump.papers_changed.emit()
    uncertain, awaited, _sending, *waiting = page.rows()
    tap(uncertain.buttons["came_out"])
    tap(awaited.buttons["came_out"])
    for row in waiting:
        tap(row.buttons["discard"])
    assert [row.pill.word() for row in page.rows()] == ["Being printed"]


def test_rows_stay_the_same_widgets_while_papers_come_and_go(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen
) -> None:
    for _ in range(3):
        sell(booth)
    pump.papers_changed.emit()
    first, second, third = page.rows()
    second.buttons["try_again"].setFocus()
    booth.printing.discard(first.paper.job_id)
    page._refresh()
    assert page.rows() == [second, third]
    assert page.focusWidget() is second.buttons["try_again"]
    tap(second.buttons["discard"])
    assert page.rows() == [third]
    focused = page.focusWidget()
    assert isinstance(focused, Button)
    assert focused.words() == "Print what waits", "never the next button that drops a paper"


def test_a_paper_goes_to_another_printer_by_touch_and_by_keys(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, page: PapersScreen, printer: ARealPrinter
) -> None:
    printer.fault = None
    first, second = sell(booth), sell(booth)
    page._refresh()
    tap(page.rows()[0].buttons["elsewhere"])
    (action,) = menu().actions()
    assert action.text() == "Print on kitchen.test:9100"
    assert menu().actionGeometry(action).height() >= TARGET_PX
    menu().close()
    settle()
    page.rows()[0].buttons["elsewhere"].setFocus()
    press(page, Qt.Key.Key_Return)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: state(booth, first) == "handed_over")
    paper = booth.printing.state_of(first)
    assert paper is not None
    assert paper.printer == KITCHEN.name
    qtbot.waitUntil(lambda: state(booth, second) == "handed_over")


def test_a_paper_is_had_as_a_pdf_in_place_of_printing_it(
    qtbot: QtBot, booth: BoothApp, pump: PrintPresenter, page: PapersScreen, tmp_path: Path
) -> None:
    pump.start(NETWORK, (KITCHEN,))
    seq = sell(booth)
    page._refresh()
    with qtbot.waitSignal(pump.paper_written) as told:
        tap(page.rows()[0].buttons["pdf"])
    assert told.args is not None
    path = told.args[0]
    assert path.parent == tmp_path / "pdf"
    assert path.read_bytes().startswith(b"%PDF")
    assert state(booth, seq) == "confirmed"
    qtbot.waitUntil(lambda: page.rows() == [])


def test_pb22_a_second_press_on_print_a_copy_shows_the_paper_that_took_its_place(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen, qtbot: QtBot
) -> None:
    one_of_each(booth)
    page._refresh()
    old = page.rows()[0]
    copy = booth.printing.print_copy(old.paper.job_id)  # on another page of the till
    with qtbot.waitSignal(pump.refused) as refused:
        tap(old.buttons["copy"])
    assert refused.args is not None
    assert words_for(refused.args[0]).startswith("Copy 1")
    (shown,) = [row for row in page.rows() if row.paper.job_id == copy.job_id]
    assert page.focusWidget() is shown.buttons["try_again"]
    assert len(booth.printing.waiting()) == 5, "no third paper"


# --- room --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", [SMALLEST, USUAL])
def test_nothing_is_cut_off_in_either_language(
    booth: BoothApp, page: PapersScreen, size: tuple[int, int], language: Language
) -> None:
    one_of_each(booth)
    use_language(language)
    try:
        page.retranslate()
        page.resize(*size)
        settle()
        for row in page.rows():
            assert row.name.width() >= row.name.sizeHint().width()
            assert row.since.toolTip() == ""
            assert row.reason.height() >= row.reason.heightForWidth(row.reason.width())
            shown = [button for button in row.findChildren(Button) if button.isVisible()]
            assert all(button.width() >= button.sizeHint().width() for button in shown)
            assert row.width() <= page.width()
    finally:
        use_language("en")


def test_in_a_narrow_window_the_rarer_actions_stand_behind_one_button(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen
) -> None:
    pump.start(NETWORK, (KITCHEN,))
    seq = sell(booth)
    page.resize(*SMALLEST)
    settle()
    page._refresh()
    (row,) = page.rows()
    assert offered(row) == ["try_again"]
    assert row.more.accessibleDescription() == row.name.text()
    row.more.setFocus()
    press(page, Qt.Key.Key_Return)
    words = [action.text() for action in menu().actions()]
    assert words == ["Print on kitchen.test:9100", "PDF", "Drop"]
    QTest.keyClick(menu(), Qt.Key.Key_Up)
    QTest.keyClick(menu(), Qt.Key.Key_Return)
    assert state(booth, seq) == "cancelled"


def test_many_papers_are_listed_a_page_at_a_time(booth: BoothApp, page: PapersScreen) -> None:
    for _ in range(33):
        sell(booth)
    page._refresh()
    assert len(page.rows()) == 30
    assert page.more.words() == "Show 3 more"
    tap(page.more)
    assert len(page.rows()) == 33
    assert page.more.isHidden()


def test_old_papers_are_asked_about_on_the_page(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen, clock: WallClock
) -> None:
    for _ in range(2):
        sell(booth)
    clock.pass_by(minutes=11)
    booth.printing.hold_old()
    page._refresh()
    assert page.backlog.words.text() == "2 papers have waited: print them or drop them?"
    row = page.rows()[0]
    page.go_to(row.paper.job_id)
    assert page.focusWidget() is row.buttons["elsewhere"], "a button that is there to be pressed"
    tap(page.backlog.reasons["BUYERS_GONE"])
    assert page.rows() == []


def test_a_button_that_goes_hands_its_focus_to_none_that_decides(
    booth: BoothApp, pump: PrintPresenter, page: PapersScreen, clock: WallClock
) -> None:
    sell(booth)
    booth.printing.mark_broken(sent(booth), PrinterError("STALLED", bytes_accepted=9))
    sell(booth)
    pump.papers_changed.emit()
    page.go_to_first()
    assert page._again.hasFocus()
    booth.printing.discard(booth.printing.waiting()[-1].job_id)
    page._refresh()
    assert not page._again.isVisible()
    assert page.focusWidget() is page, "not the button that says that a paper came out"
    for _ in range(2):
        sell(booth)
    clock.pass_by(minutes=11)
    booth.printing.hold_old()
    page._refresh()
    page.backlog.reasons["NOT_NEEDED"].setFocus()
    press(page, Qt.Key.Key_Return)
    settle()
    assert not page.backlog.isVisible()
    assert page.focusWidget() is page
