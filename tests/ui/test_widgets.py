"""The small widgets: heard by screen readers, hit by fingers, plain about people's text."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialogButtonBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from pos_app.i18n import use_language
from tests.ui.kit import settle, tap
from ui.buttons import BigButton, Button, IconButton, KeyCap, PayButton, RailButton, plain_tip
from ui.cards import Card, FigureCard
from ui.chips import Chip, ChipRow
from ui.folders import FilePathRow, FolderDialog
from ui.keypad import Keypad, QuantityStepper
from ui.notices import Notice, NoticeBar
from ui.qt_words import QT_WORDS, QtWords
from ui.theme import LIGHT, SUN, apply_theme
from ui.widgets import (
    ElidedLabel,
    FigureLabel,
    MoneyLabel,
    PageTitle,
    PracticeBand,
    StatusPill,
    TextLabel,
)


@pytest.fixture(autouse=True)
def _in_light_and_english(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    use_language("en")
    yield
    use_language("en")


def heard(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)


def test_every_button_has_a_name_and_room_for_a_finger(qtbot: QtBot) -> None:
    page = QWidget()
    layout = QVBoxLayout(page)
    stepper, pad, chips, row = QuantityStepper(), Keypad(), ChipRow(), FilePathRow()
    chips.show_chips([Chip("all", "All"), Chip("food", "Food")])
    buttons = [
        Button("Pay in", icon="plus"),
        BigButton("Cash", icon="banknote", key="F5"),
        PayButton("Pay", key="F12"),
        IconButton("x", "Close"),
        RailButton("Sell", "shopping-cart"),
    ]
    for widget in (stepper, pad, chips, row, *buttons):
        layout.addWidget(widget)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    for button in page.findChildren(QPushButton):
        assert heard(button)
        assert button.width() >= 44
        assert button.height() >= 44


def test_an_ampersand_of_a_person_is_neither_lost_nor_a_shortcut(qtbot: QtBot) -> None:
    button = Button("Batik & Kain")
    qtbot.addWidget(button)
    assert button.words() == "Batik & Kain"
    assert button.text() == "Batik && Kain"
    assert button.shortcut().isEmpty()
    assert heard(button) == "Batik & Kain"


def test_a_key_cap_is_no_part_of_the_text(qtbot: QtBot, qapp: QApplication) -> None:
    button = PayButton("Pay", key="F12")
    qtbot.addWidget(button)
    with_cap = button.sizeHint().width()
    assert heard(button) == "Pay"
    apply_theme(qapp, LIGHT, key_hints=False)
    assert button.sizeHint().width() < with_cap
    apply_theme(qapp, LIGHT)
    assert KeyCap("Esc").sizeHint().width() > KeyCap("F5").sizeHint().width()


def test_a_long_name_on_a_button_is_elided_with_a_tip(qtbot: QtBot) -> None:
    button = Button("A very long name of a product that nobody has room for")
    button.allow_elide()
    qtbot.addWidget(button)
    button.setFixedWidth(120)
    button.show()
    button.grab()
    assert "nobody has room for" in button.toolTip()


def test_markup_in_a_name_stays_letters(qtbot: QtBot) -> None:
    label = TextLabel("<b>Promo</b>")
    qtbot.addWidget(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert plain_tip("<b>Promo</b>") == "<span>&lt;b&gt;Promo&lt;/b&gt;</span>"


def test_an_amount_is_shown_and_heard_as_rupiah(qtbot: QtBot) -> None:
    label = MoneyLabel(40, 800)
    qtbot.addWidget(label)
    label.set_name("Total")
    label.show_amount(354_000)
    assert label.text() == "Rp354.000"
    assert heard(label) == "Total Rp354.000"
    label.show_amount(-25_000)
    assert label.text() == "−Rp25.000"  # the true minus of the screen
    label.show_amount(None)
    assert label.text() == ""


def test_a_figure_follows_another_theme(qtbot: QtBot, qapp: QApplication) -> None:
    label = FigureLabel(20, 600)
    qtbot.addWidget(label)
    label.show()
    apply_theme(qapp, SUN, text_percent=130)
    assert (label.font().pixelSize(), label.font().weight()) == (26, 700)
    apply_theme(qapp, LIGHT)
    assert (label.font().pixelSize(), label.font().weight()) == (20, 600)


def test_the_largest_amount_needs_no_more_room_than_it_asks_for(qtbot: QtBot) -> None:
    label = MoneyLabel(58, 800)
    qtbot.addWidget(label)
    label.show_amount(10**12)
    assert label.minimumSizeHint().width() < label.sizeHint().width()
    label.resize(label.minimumSizeHint())
    label.show()
    assert not label.grab().isNull()


@pytest.mark.parametrize("status", ["info", "ok", "warning", "danger", "neutral"])
def test_a_state_is_told_in_a_word(qtbot: QtBot, status: str) -> None:
    pill = StatusPill()
    qtbot.addWidget(pill)
    pill.show_status(status, "Printer ready")  # type: ignore[arg-type]
    assert heard(pill) == "Printer ready"
    assert not pill.grab().isNull()


def test_a_cut_off_path_is_whole_in_the_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("/media/stick/Gerai/Bazar Nusantara 2026", middle=True)
    qtbot.addWidget(label)
    label.resize(90, 20)
    label.show()
    assert "Bazar Nusantara 2026" in label.toolTip()
    label.resize(900, 20)
    assert label.toolTip() == ""


def test_where_no_program_shows_folders_the_path_can_be_copied(
    qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = FolderDialog(tmp_path)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.path.text() == str(tmp_path)
    tap(dialog.copy)
    assert QGuiApplication.clipboard().text() == str(tmp_path)


def test_the_folder_of_a_written_file_opens(qtbot: QtBot, tmp_path: Path) -> None:
    opened: list[Path] = []
    row = FilePathRow(open_folder=opened.append)
    qtbot.addWidget(row)
    row.show_path(tmp_path / "day.gerai")
    QTest.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert opened == [tmp_path]
    assert row.name.text() == "day.gerai"


def test_a_card_shows_one_figure_with_its_remark(qtbot: QtBot) -> None:
    card = FigureCard("Net sales")
    qtbot.addWidget(card)
    card.show_amount(148_250_000)
    card.show_note("2 booths to check", "warning")
    card.show()
    assert heard(card.amount) == "Net sales Rp148.250.000"
    card.show_figure("2 booths")
    assert card.figure.isVisible()
    assert not card.amount.isVisible()
    assert Card("Tenders").title.text() == "Tenders"


def test_a_page_title_without_a_second_line_takes_no_room_for_it(qtbot: QtBot) -> None:
    title = PageTitle("Board")
    qtbot.addWidget(title)
    title.show()
    assert not title.subtitle.isVisible()
    title.show_words("Board", "24 of 26 booths")
    assert title.subtitle.isVisible()


def test_a_narrow_rail_keeps_its_words_as_name_and_tip(qtbot: QtBot) -> None:
    button = RailButton("Sell", "shopping-cart")
    qtbot.addWidget(button)
    button.set_narrow(True)
    assert heard(button) == "Sell"
    assert "Sell" in button.toolTip()
    assert button.sizeHint().width() == 52


def test_chips_choose_one_and_tell_which(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_chips([Chip(None, "All"), Chip(7, "Batik & Kain")])
    row.show()
    assert row.button(None).isChecked()
    with qtbot.waitSignal(row.chosen) as chosen:
        QTest.mouseClick(row.button(7), Qt.MouseButton.LeftButton)
    assert chosen.args == [7]
    assert not row.button(None).isChecked()


def test_chips_shown_anew_are_in_sight_from_the_first_on(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.resize(300, 52)
    row.show()
    for _time in range(2):
        row.show_chips([Chip(number, f"Category {number}") for number in range(12)])
        row.choose(0)
        settle()
        assert row.horizontalScrollBar().value() == 0
        assert row.button(0).isVisible()
    row.choose(11)
    settle()
    last = row.button(11)
    assert row.viewport().rect().contains(last.mapTo(row.viewport(), last.rect().center()))


def test_many_chips_scroll_instead_of_widening_the_window(qtbot: QtBot) -> None:
    row = ChipRow()
    qtbot.addWidget(row)
    row.show_chips([Chip(number, f"Category {number}") for number in range(40)])
    assert row.minimumSizeHint().width() < 500


def test_steps_around_a_quantity(qtbot: QtBot) -> None:
    stepper = QuantityStepper()
    qtbot.addWidget(stepper)
    stepper.show_quantity("1,5")
    steps: list[int] = []
    stepper.stepped.connect(steps.append)
    QTest.mouseClick(stepper.more, Qt.MouseButton.LeftButton)
    QTest.mouseClick(stepper.less, Qt.MouseButton.LeftButton)
    assert steps == [1, -1]
    assert stepper.shown.text() == "1,5"


def test_the_number_pad_never_takes_the_focus(qtbot: QtBot) -> None:
    pad = Keypad()
    qtbot.addWidget(pad)
    assert {key.focusPolicy() for key in pad.findChildren(Button)} == {Qt.FocusPolicy.NoFocus}


def test_practice_is_said_in_a_band(qtbot: QtBot) -> None:
    band = PracticeBand()
    qtbot.addWidget(band)
    assert "Practice" in heard(band)
    assert not band.grab().isNull()


# --- notices -----------------------------------------------------------------------------------


def test_notices_stack_to_three_newest_first_and_all_are_kept(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    notices = [Notice("info", f"Notice {number}") for number in range(5)]
    for notice in notices:
        bar.show_notice(notice)
    assert bar.shown() == (notices[4], notices[3], notices[2])
    assert bar.past() == tuple(reversed(notices))


def test_a_toast_makes_room_before_a_notice_that_asks_for_something(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    warning = Notice("warning", "The paper is out.")
    toasts = [Notice("ok", f"Toast {number}", is_toast=True) for number in range(3)]
    for notice in (warning, *toasts):
        bar.show_notice(notice)
    assert bar.shown() == (toasts[2], toasts[1], warning)


def test_the_same_notice_twice_is_shown_once(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    silent = Notice("danger", "The printer does not answer.")
    bar.show_notice(silent)
    bar.show_notice(silent)
    assert bar.shown() == (silent,)


class Page(QWidget):
    """A page whose field has the focus, with room for notices above it."""

    def __init__(self) -> None:
        super().__init__()
        self.field = QLineEdit()
        self._layout = QVBoxLayout(self)
        self._layout.addWidget(self.field)

    def with_notices(self, bar: NoticeBar) -> NoticeBar:
        self._layout.insertWidget(0, bar)
        return bar


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    page = Page()
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.field.setFocus()
    return page


def test_a_notice_never_takes_the_focus(page: Page) -> None:
    bar = page.with_notices(NoticeBar())
    done: list[str] = []
    bar.show_notice(Notice("ok", "Line out.", "Undo", lambda: done.append("undone")))
    assert page.field.hasFocus()
    QTest.mouseClick(bar.rows()[0].action, Qt.MouseButton.LeftButton)
    assert done == ["undone"]
    assert page.field.hasFocus()
    assert bar.shown() == ()
    assert bar.isHidden()


def test_a_notice_says_its_kind_in_a_word(qtbot: QtBot) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    bar.show_notice(Notice("danger", "The printer does not answer."))
    assert heard(bar.rows()[0]) == "Failed: The printer does not answer."
    QTest.mouseClick(bar.rows()[0].close_button, Qt.MouseButton.LeftButton)
    assert bar.shown() == ()


@pytest.mark.parametrize("fade", ["animated", "still"])
def test_a_toast_goes_by_itself_and_another_notice_stays(
    qtbot: QtBot, page: Page, fade: str
) -> None:
    bar = page.with_notices(NoticeBar(toast_ms=1, animated=fade == "animated"))
    bar.show_notice(Notice("warning", "Paper is low."))
    bar.show_notice(Notice("ok", "Line out.", is_toast=True))
    qtbot.waitUntil(lambda: len(bar.shown()) == 1)
    assert bar.shown()[0].text == "Paper is low."


def test_a_toast_stays_while_the_pointer_or_the_focus_is_on_it(qtbot: QtBot, page: Page) -> None:
    bar = page.with_notices(NoticeBar(toast_ms=1, animated=False))
    bar.show_notice(Notice("ok", "Line out.", is_toast=True))
    row = bar.rows()[0]
    row.hold()
    with qtbot.assertNotEmitted(row.closed, wait=20):
        row.close_button.setFocus()
    row.let_go()
    with qtbot.assertNotEmitted(row.closed, wait=20):
        pass
    page.field.setFocus()
    qtbot.waitUntil(lambda: bar.shown() == ())


# --- Qt's own words ----------------------------------------------------------------------------


@pytest.fixture
def indonesian(qapp: QApplication) -> Iterator[QtWords]:
    words = QtWords()
    qapp.installTranslator(words)
    use_language("id")
    yield words
    use_language("en")
    qapp.removeTranslator(words)


def test_the_buttons_of_boxes_speak_indonesian(qtbot: QtBot, indonesian: QtWords) -> None:
    button = QDialogButtonBox.StandardButton
    expected = {
        button.Ok: "Oke",
        button.Save: "Simpan",
        button.Cancel: "Batal",
        button.Yes: "&Ya",
        button.No: "&Tidak",
        button.Close: "Tutup",
        button.Open: "Buka",
        button.Apply: "Terapkan",
        button.Reset: "Atur ulang",
        button.Discard: "Buang",
        button.Help: "Bantuan",
        button.Retry: "Coba lagi",
        button.Ignore: "Abaikan",
    }
    box = QDialogButtonBox()
    qtbot.addWidget(box)
    for standard in expected:
        box.addButton(standard)
    shown = {standard: box.button(standard).text() for standard in expected}
    assert shown == expected


def test_the_menu_of_a_field_speaks_indonesian(qtbot: QtBot, indonesian: QtWords) -> None:
    field = QLineEdit("text")
    qtbot.addWidget(field)
    menu = field.createStandardContextMenu()
    qtbot.addWidget(menu)
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    assert words == list(QT_WORDS["QLineEdit"].values())[: len(words)]


def test_english_and_unknown_words_are_left_to_qt(qapp: QApplication, indonesian: QtWords) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "A word of tomorrow") == (
        "A word of tomorrow"
    )
    use_language("en")
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Cancel"


def test_deleted_notices_leave_no_widgets_behind(qtbot: QtBot, qapp: QApplication) -> None:
    bar = NoticeBar()
    qtbot.addWidget(bar)
    for number in range(10):
        bar.show_notice(Notice("info", f"Notice {number}"))
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len([child for child in bar.children() if child.isWidgetType()]) == 3


# --- two clicks in one ---------------------------------------------------------------------------

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


class TwoButtons(QWidget):
    """A button that goes when it is pressed, and the one that stands in its place then."""

    def __init__(self) -> None:
        super().__init__()
        self.pressed: list[str] = []
        layout = QVBoxLayout(self)
        self.first, self.second = Button("Paid to Ani"), Button("Paid to Budi")
        for button in (self.first, self.second):
            button.clicked.connect(partial(self._note, button))
            layout.addWidget(button)
        self.second.hide()

    def _note(self, button: Button, *_checked: bool) -> None:
        self.pressed.append(button.words())
        self.first.setVisible(button is not self.first)
        self.second.show()


def tap_at(button: Button, time_ms: int, *, is_second: bool = False) -> None:
    """A tap with the time the hardware gave it; Qt has a kind of its own for the second of two."""
    down = QEvent.Type.MouseButtonDblClick if is_second else QEvent.Type.MouseButtonPress
    left, up, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, _NO_MODIFIER
    where = QPointF(button.rect().center())
    for kind, held in ((down, left), (QEvent.Type.MouseButtonRelease, up)):
        event = QMouseEvent(kind, where, button.mapToGlobal(where), left, held, none)
        event.setTimestamp(time_ms)
        QApplication.sendEvent(button, event)


def test_the_second_tap_of_two_never_presses_what_has_moved_under_the_finger(
    qtbot: QtBot,
) -> None:
    window = TwoButtons()
    qtbot.addWidget(window)
    window.show()
    settle()
    tap_at(window.first, 10_000)
    tap_at(window.second, 10_200, is_second=True)
    assert window.pressed == ["Paid to Ani"]
    tap_at(window.second, 20_000)
    tap_at(window.second, 20_200, is_second=True)
    assert window.pressed == ["Paid to Ani", "Paid to Budi", "Paid to Budi"]
    tap_at(window.second, 90_000, is_second=True)  # the first tap was on something else
    assert len(window.pressed) == 3
