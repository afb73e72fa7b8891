"""A day at the screen: opened, read, counted, closed and handed over with real keys and taps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.journal import CashCounted, DayClosed
from pos_app.domain.printer import PrinterProfile
from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.i18n import use_language
from tests.ui.day_kit import SMALLEST, OpenedDay, an_opened_day, shown_words, wait_for_files
from tests.ui.kit import make_every_part, press, settle, tap, type_text
from ui.notices import Notice


@pytest.fixture
def day(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenedDay]:
    with an_opened_day(tmp_path / "till") as day:
        yield day


# --- opening -----------------------------------------------------------------------------------


def test_the_float_typed_as_one_sum_and_enter_open_the_day(day: OpenedDay) -> None:
    assert day.page() is day.screen.pages.opening
    day.enter("200rb")
    assert day.booth.days.state().float_amount == 200_000
    assert day.page() is day.screen.pages.running


def test_ux22_fingers_alone_open_the_day(day: OpenedDay) -> None:
    keys = {
        key.text(): key for key in day.screen.pages.opening.keypad.findChildren(QAbstractButton)
    }
    for digits in ("1", "5", "0", "000"):
        tap(keys[digits])
    tap(day.screen.pages.opening.open_button)
    assert day.booth.days.state().float_amount == 150_000


def test_a_float_that_is_not_understood_opens_nothing(day: OpenedDay) -> None:
    type_text(day.screen, "12,34,5")
    tap(day.screen.pages.opening.open_button)
    assert not day.booth.days.state().is_open
    assert day.screen.pages.opening.amount.remark.isVisible()


def test_a_sale_opens_the_day_and_the_float_is_typed_in_afterwards(day: OpenedDay) -> None:
    day.sell("KOP-007")
    day.presenter.refresh()
    drawer = day.screen.pages.running.drawer
    assert day.booth.days.state().float_amount is None
    tap(drawer.float_button)
    day.enter("100000")
    assert day.booth.days.state().float_amount == 100_000
    assert not drawer.float_field.isVisible()


# --- reading -----------------------------------------------------------------------------------


def test_the_report_hides_the_expected_cash_until_it_is_counted(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.sell("KOP-007")  # 15.000 in cash
    day.sell("KOP-001", kind="qris")  # 45.000
    day.presenter.refresh()
    words = shown_words(day.screen.pages.running.sheet)
    assert "Net Rp60.000" in words
    assert "Opening float Rp200.000" in words
    assert "Rp215.000" not in words
    tap(day.screen.pages.running.drawer.count_button)
    day.enter("2", "", "", "1", "1")
    tap(day.screen.pages.counting.done)
    day.screen.pages.counting.left.emit()
    words = shown_words(day.screen.pages.running.sheet)
    assert "Expected Rp215.000" in words
    assert "exact" in words


def test_a_forgotten_day_is_announced_and_may_wait(day: OpenedDay) -> None:
    day.booth.cash.set_float(0)
    day.clock.pass_by(days=1)
    day.presenter.refresh()
    forgotten = day.screen.pages.running.forgotten
    assert forgotten.isVisible()
    tap(forgotten.later_button)
    day.presenter.refresh()
    assert not forgotten.isVisible()


def test_a_forgotten_day_is_closed_under_its_own_date(day: OpenedDay) -> None:
    day.booth.cash.set_float(0)
    opened = day.booth.days.state().day
    day.clock.pass_by(days=1)
    day.presenter.refresh()
    tap(day.screen.pages.running.forgotten.close_button)
    assert day.page() is day.screen.pages.closing
    day.say_yes()
    assert day.newest().day == opened
    assert day.newest().report.stamp.day == opened


# --- counting ----------------------------------------------------------------------------------


def test_every_row_shows_its_sum_and_nothing_counted_shows_as_nothing(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    press(day.screen, Qt.Key.Key_Space)
    rows = day.screen.pages.counting.form.rows
    assert {row.sum.text() for row in rows} == {"Rp0"}
    day.enter("3")
    assert [row.sum.text() for row in rows][:2] == ["Rp300.000", "Rp0"]


def test_the_keyboard_alone_counts_the_drawer_row_by_row(day: OpenedDay) -> None:
    day.booth.cash.set_float(200_000)
    day.presenter.refresh()
    press(day.screen, Qt.Key.Key_Space)  # the focus is on "Count the cash"
    rows = ("1", "1", "2", "", "1", "2", "", "3", "", "2", "1")
    day.enter(*rows)
    assert day.screen.pages.counting.sum.text() == "Rp202.500"
    day.enter("75000")  # other money, the last row
    drawer = day.booth.days.x_report().sums.drawer
    assert (drawer.counted, drawer.expected) == (277_500, 200_000)
    counted = day.booth.days.x_report().count
    assert isinstance(counted, CashCounted)
    assert counted.other == 75_000
    assert counted.rows[:2] == ((100_000, 1), (50_000, 1))


def test_plus_minus_and_arrows_work_in_a_row(day: OpenedDay) -> None:
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.count_button)
    for key in (Qt.Key.Key_Plus, Qt.Key.Key_Plus, Qt.Key.Key_Minus, Qt.Key.Key_Down):
        press(day.screen, key)
    type_text(day.screen, "4")
    press(day.screen, Qt.Key.Key_Up)
    form = day.screen.pages.counting.form
    assert form.rows[0].field.hasFocus()
    assert [row.pieces() for row in form.rows[:3]] == [1, 4, 0]


def test_ux22_fingers_alone_count_the_drawer(day: OpenedDay) -> None:
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.count_button)
    page = day.screen.pages.counting
    keys = {key.text(): key for key in page.keypad.findChildren(QAbstractButton)}
    tap(page.form.rows[2].field)
    tap(keys["1"])
    tap(keys["2"])
    tap(page.form.rows[0].more)
    tap(page.done)
    assert day.booth.days.x_report().sums.drawer.counted == 12 * 20_000 + 100_000


def test_a_recount_is_recorded_beside_the_first_count(day: OpenedDay) -> None:
    day.booth.cash.set_float(100_000)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.count_button)
    day.enter("2")
    tap(day.screen.pages.counting.done)
    tap(day.screen.pages.counting.answer.recount)
    day.enter("1")
    tap(day.screen.pages.counting.done)
    day.screen.pages.counting.close_wanted.emit()
    day.say_yes()
    report = day.newest().report
    assert report.sums.drawer.over_short == 0
    joined = day.booth.joining.joined()
    assert joined is not None
    file = read_day_file(
        day.booth.days.day_file_job(day.newest()).write().read_bytes(),
        pack=joined.pack,
        pack_links={joined.pack.version: joined.pack_link},
    )
    assert isinstance(file, DayFile)
    counts = [r.entry.amount for r in file.entries if isinstance(r.entry, CashCounted)]
    assert counts == [200_000, 100_000]


# --- closing -----------------------------------------------------------------------------------


def test_count_reason_and_close_leave_a_file_that_verifies(day: OpenedDay, qtbot: QtBot) -> None:
    day.enter("200000")
    day.sell("KOP-007")
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.count_button)
    day.enter("2", "", "", "1")  # 210.000 of 215.000
    tap(day.screen.pages.counting.done)
    answer = day.screen.pages.counting.answer
    tap(answer.reasons["salah-kembalian"])
    tap(answer.close_button)
    day.say_yes()
    wait_for_files(day, qtbot)
    (path,) = day.day_files()
    joined = day.booth.joining.joined()
    assert joined is not None
    file = read_day_file(
        path.read_bytes(), pack=joined.pack, pack_links={joined.pack.version: joined.pack_link}
    )
    assert isinstance(file, DayFile)
    closed = file.entries[-1].entry
    assert isinstance(closed, DayClosed)
    assert (closed.z, closed.why, closed.sums.drawer.over_short) == (1, "salah-kembalian", -5_000)
    assert day.page() is day.screen.pages.closed
    assert day.screen.pages.closed.file.place.name.text() == path.name
    assert day.screen.pages.closed.pdf.state.word() == "Written"


def test_the_safe_answer_is_the_default_and_closes_nothing(day: OpenedDay) -> None:
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    tap(day.screen.pages.closing.close_button)
    dialog = day.screen.dialog
    assert dialog is not None
    press(dialog, Qt.Key.Key_Return)
    settle()
    assert day.screen.dialog is None
    assert day.booth.days.state().is_open


def test_a_day_is_closed_without_counting_and_papers_that_wait_are_named(
    day: OpenedDay,
) -> None:
    day.booth.printing.use_printer(PrinterProfile("network", address="printer.test"))
    day.sell("KOP-007")
    day.presenter.refresh()
    tap(day.screen.pages.running.drawer.close_button)
    tap(day.screen.pages.closing.close_button)
    dialog = day.screen.dialog
    assert dialog is not None
    words = shown_words(dialog)
    assert "1 paper is not out yet. It keeps waiting after the close:" in words
    assert "Drawer: not counted" in words
    tap(dialog.close_button)
    settle()
    assert day.newest().report.sums.drawer.over_short is None


def test_papers_that_are_held_back_are_not_said_to_wait_for_the_printer(day: OpenedDay) -> None:
    for _ in range(2):
        day.sell("KOP-007")
    day.booth.printing.use_printer(PrinterProfile("network", address="printer.test"))
    day.presenter.refresh()
    running = shown_words(day.screen.pages.running)
    assert "2 papers are held back. Decide under Papers." in running
    assert "for the printer" not in running
    tap(day.screen.pages.running.drawer.close_button)
    tap(day.screen.pages.closing.close_button)
    dialog = day.screen.dialog
    assert dialog is not None
    words = shown_words(dialog)
    assert words.count("Held back") == 2
    assert "Waiting for the printer" not in words


def test_a_folder_that_fails_leaves_the_close_alone_and_is_tried_again(
    day: OpenedDay, qtbot: QtBot
) -> None:
    folder = day.booth.days.folder
    folder.write_text("in the way", encoding="utf-8")
    day.sell("KOP-007")
    day.presenter.refresh()
    day.close()
    wait_for_files(day, qtbot)
    file = day.screen.pages.closed.file
    assert file.state.word() == "Not written"
    assert file.sentence.text().endswith("The day stays closed.")
    assert not day.booth.days.state().is_open
    folder.unlink()
    tap(file.again)
    wait_for_files(day, qtbot)
    assert file.state.word() == "Written"
    assert len(day.day_files()) == 1


def test_written_again_the_file_has_the_same_bytes(day: OpenedDay, qtbot: QtBot) -> None:
    day.sell("KOP-007")
    day.presenter.refresh()
    day.close()
    wait_for_files(day, qtbot)
    (path,) = day.day_files()
    before = path.read_bytes()
    path.unlink()
    tap(day.screen.pages.closed.back)
    table = day.screen.pages.opening.closed_days.table
    tap(table.viewport(), table.visualRect(table.model().index(0, 1)).center())
    assert day.page() is day.screen.pages.closed
    tap(day.screen.pages.closed.file.again)
    wait_for_files(day, qtbot)
    assert path.read_bytes() == before


def test_the_folder_of_the_file_is_shown(day: OpenedDay, qtbot: QtBot) -> None:
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    day.close()
    wait_for_files(day, qtbot)
    tap(day.screen.pages.closed.file.place.button)
    assert day.folders == [day.booth.days.folder]


def test_e7_the_files_are_copied_to_a_stick_that_may_be_out_at_first(
    day: OpenedDay, qtbot: QtBot, tmp_path: Path
) -> None:
    day.sell("KOP-007")
    day.presenter.refresh()
    day.close()
    wait_for_files(day, qtbot)
    card, stick = day.screen.pages.closed.stick, tmp_path / "stick"
    assert card.state.word() == "Not copied yet"
    day.answers.path = stick
    tap(card.again)
    qtbot.waitUntil(lambda: card.state.word() == "Not copied")
    assert str(stick) in card.sentence.text()
    assert card.sentence.text().endswith("The day stays closed.")
    stick.mkdir()
    tap(card.again)
    qtbot.waitUntil(lambda: card.state.word() == "Copied")
    assert card.sentence.text().startswith(f"Copied to {stick} with the PDF and read back.")
    tap(card.place.button)
    assert day.folders == [stick]
    (written,) = day.day_files()
    assert (stick / written.name).read_bytes() == written.read_bytes()
    assert len(list(stick.glob("*.pdf"))) == 1


def test_a_close_asks_for_its_paper_and_the_paper_waits(day: OpenedDay, qtbot: QtBot) -> None:
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    with qtbot.waitSignal(day.presenter.paper_waits):
        day.close()
    paper = day.screen.pages.closed.paper
    assert paper.state.word() == "Kept, without a printer"
    assert not paper.again.isEnabled()


def test_a_refusal_becomes_a_notice(day: OpenedDay) -> None:
    heard: list[Notice] = []
    day.screen.noticed.connect(heard.append)
    day.presenter.close_day()
    assert [notice.kind for notice in heard] == ["warning"]
    assert heard[0].text.startswith("No day is open.")


# --- every page --------------------------------------------------------------------------------


def test_the_language_changes_while_the_page_is_up(day: OpenedDay) -> None:
    use_language("id")
    QApplication.sendEvent(day.screen, QEvent(QEvent.Type.LanguageChange))
    settle()
    use_language("en")
    QApplication.sendEvent(day.screen, QEvent(QEvent.Type.LanguageChange))
    assert day.screen.pages.opening.open_button.words() == "Open the day"


@pytest.mark.parametrize("words", ["id", "en"])
def test_every_page_fits_the_smallest_window(day: OpenedDay, words: str) -> None:
    use_language("id" if words == "id" else "en")
    make_every_part(day.screen.pages)
    day.screen.retranslate()
    hint = day.screen.minimumSizeHint()
    assert (hint.width() <= SMALLEST[0], hint.height() <= SMALLEST[1]) == (True, True)


def test_every_control_has_a_name_and_room_for_a_finger(tmp_path: Path, qtbot: QtBot) -> None:
    with an_opened_day(tmp_path / "till", size=SMALLEST) as day:
        faults = faults_of(day.screen)
        day.enter("200000")
        day.sell("KOP-007")
        day.presenter.refresh()
        faults += faults_of(day.screen)
        tap(day.screen.pages.running.drawer.count_button)
        settle()
        faults += faults_of(day.screen)
        day.enter("1")
        tap(day.screen.pages.counting.done)
        settle()
        faults += faults_of(day.screen)
        tap(day.screen.pages.counting.answer.close_button)
        settle()
        faults += faults_of(day.screen)
        tap(day.screen.pages.closing.close_button)
        assert day.screen.dialog is not None
        settle()
        faults += faults_of(day.screen.dialog)
        tap(day.screen.dialog.close_button)
        settle()
        wait_for_files(day, qtbot)
        faults += faults_of(day.screen)
    assert faults == []


def test_tab_reaches_every_control_of_the_running_day(day: OpenedDay) -> None:
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    day.close()
    day.presenter.leave_closed()
    day.booth.cash.set_float(0)
    day.presenter.refresh()
    day.screen.activateWindow()  # no window manager does it here when a dialog has gone
    settle()
    drawer = day.screen.pages.running.drawer
    wanted = {drawer.float_button, drawer.count_button, drawer.close_button}
    reached = set()
    for _step in range(8):
        press(day.screen, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    assert wanted - reached == set()


def faults_of(page: QWidget) -> list[str]:
    """Visible buttons and fields that are too small or have no name."""
    faults = []
    for widget in page.findChildren(QWidget):
        if not isinstance(widget, QAbstractButton | QLineEdit) or not widget.isVisible():
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        name = interface.text(QAccessible.Text.Name) if interface else ""
        if not name or min(widget.width(), widget.height()) < 44:
            faults.append(f"{type(widget).__name__} “{name}” {widget.size().toTuple()}")
    return faults
