"""The window: a rail with the pages, the notices, the practice band. It holds no rules."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QCloseEvent,
    QFontMetricsF,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QMainWindow,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.i18n import _
from ui.buttons import RailButton
from ui.key_list import KeyGroups, KeyListDialog
from ui.keys_in_use import CommandShortcut
from ui.notices import Notice, NoticeBar
from ui.theme import colour, number_font
from ui.widgets import PracticeBand

NARROW_BELOW_PX = 1200
_RAIL_PX = 80
_NARROW_RAIL_PX = 64
_RAIL_MARGINS_PX = 4
_MOST_ON_BADGE = 99
_PAGE_KEYS = 6


class Screen(Protocol):
    """What a page of the window can do besides being a widget."""

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""


@dataclass(frozen=True, eq=False)
class Page:
    """A page of the rail; `word` is looked up anew when the language changes.

    `make` makes its screen when the page first comes up: a till is ready to scan long before
    all pages could be. `arrived` is called each time after, to put the focus where work goes on;
    `again` when its button is pressed while the page is up already.
    """

    key: str
    icon: str
    word: Callable[[], str]
    make: Callable[[], QWidget]
    is_at_bottom: bool = False
    arrived: Callable[[], None] | None = None
    again: Callable[[], None] | None = None

    @cached_property
    def screen(self) -> QWidget:
        """What is shown."""
        return self.make()


class MainWindow(QMainWindow):
    """Shows one page at a time. `page_changed` carries its key, `closing` comes when it goes.

    `sun_wanted` asks to put the theme for the open air on or off, `keys_chosen` carries a KeyTable.
    """

    page_changed = Signal(str)
    sun_wanted = Signal()
    keys_chosen = Signal(object)
    closing = Signal()

    def __init__(self, pages: Sequence[Page], *, is_practice: bool = False) -> None:
        super().__init__()
        self.pages = {page.key: page for page in pages}
        self._is_practice = is_practice
        self.key_list: KeyListDialog | None = None
        self.print_keys: Callable[[KeyGroups], None] | None = None
        self._up = ""
        self._is_narrow = False
        self._stack = QStackedWidget()
        self._build(pages)
        self._wire(pages)
        self.retranslate()
        self.resize(1366, 768)

    # --- for whoever joins the screens ---------------------------------------------------------

    def page(self) -> str:
        """The key of the page that is up."""
        return self._up

    @Slot(str)
    def open_page(self, key: str) -> None:
        """Bring a page up and put the focus where work goes on."""
        page = self.pages[key]
        is_new = key != self._up
        self._up = key
        if is_new:
            self.notices.drop_toasts()
        self.rail_buttons[key].setChecked(True)
        if self._stack.indexOf(page.screen) < 0:
            self._stack.addWidget(page.screen)
        self._stack.setCurrentWidget(page.screen)
        if page.arrived is not None:
            page.arrived()
        elif not page.screen.isAncestorOf(self.focusWidget() or self):
            _focus_first(page.screen)
        if is_new:
            self.page_changed.emit(key)

    def show_badge(self, key: str, count: int) -> None:
        """Show a count at a page of the rail; 0 takes it away."""
        self.rail_buttons[key].show_badge(count)

    @Slot(object)
    def show_notice(self, notice: Notice) -> None:
        """Show a notice over a corner of the page."""
        self.notices.show_notice(notice)

    def take_notice_back(self, notice: Notice) -> None:
        """Take a notice off the screen that is not true any more."""
        for row in self.notices.rows():
            if row.notice == notice:
                row.closed.emit(row)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setWindowTitle("Gerai")
        self._rail.setAccessibleName(_("Pages"))
        self.band.retranslate()
        for key, button in self.rail_buttons.items():
            button.setText(self.pages[key].word())
        self._fit_rail()

    # --- Qt ------------------------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language, with all pages, and of the size of text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.StyleChange and self._up:
            self._fit_rail()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the words of the rail out of a narrow window."""
        super().resizeEvent(event)
        is_narrow = self.width() < NARROW_BELOW_PX
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fit_rail()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window goes; whoever runs the program ends the work."""
        super().closeEvent(event)
        self.closing.emit()

    def sizeHint(self) -> QSize:
        """Return the size of a small laptop."""
        return QSize(1366, 768)

    # --- inside --------------------------------------------------------------------------------

    def _build(self, pages: Sequence[Page]) -> None:
        self.band = PracticeBand()
        if not self._is_practice:
            self.band.hide()
        self._rail = self._build_rail(pages)
        self.notices = NoticeBar()
        # From the outside in: whoever gets another parent is dressed anew, with all he holds.
        whole, area = QWidget(), QWidget()
        self.setCentralWidget(whole)
        beside = QVBoxLayout(area)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.addWidget(self._stack)
        self.notices.float_over(area)
        below = QHBoxLayout()
        below.setSpacing(0)
        below.addWidget(self._rail)
        below.addWidget(area, 1)
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addLayout(below, 1)
        self.setMinimumSize(1024, 540)
        self._fit_rail()

    def _build_rail(self, pages: Sequence[Page]) -> QFrame:
        rail = QFrame()
        rail.setProperty("class", "rail")
        column = QVBoxLayout(rail)
        column.setContentsMargins(4, 10, 4, 10)
        column.setSpacing(5)
        self.rail_buttons = {page.key: PageButton(page.word(), page.icon) for page in pages}
        for page in pages:
            if not page.is_at_bottom:
                column.addWidget(self.rail_buttons[page.key])
        column.addStretch(1)
        for page in pages:
            if page.is_at_bottom:
                column.addWidget(self.rail_buttons[page.key])
        return rail

    def _wire(self, pages: Sequence[Page]) -> None:
        for number, page in enumerate(pages, start=1):
            button = self.rail_buttons[page.key]
            button.page_wanted.connect(self._press)
            button.key = page.key
            if number <= _PAGE_KEYS:
                self._add_key(f"Ctrl+{number}", button.click)
        self._add_key("F1", self.show_key_list)
        CommandShortcut("sun", self).activated.connect(self.sun_wanted)
        CommandShortcut("full_screen", self).activated.connect(self.toggle_full_screen)

    @Slot(str)
    def _press(self, key: str) -> None:
        again = self.pages[key].again
        if key == self._up and again is not None:
            again()
        else:
            self.open_page(key)

    def _add_key(self, key: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(key), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(act)

    @Slot()
    def show_key_list(self) -> None:
        """Show which key does what."""
        if self.key_list is None:
            dialog = self.key_list = KeyListDialog(self, may_print=self.print_keys is not None)
            dialog.chosen.connect(self.keys_chosen)
            if self.print_keys is not None:
                dialog.print_wanted.connect(self.print_keys)
            dialog.finished.connect(self._forget_key_list)
            dialog.open()

    @Slot()
    def toggle_full_screen(self) -> None:
        """Fill the screen, or go back to a window."""
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    @Slot()
    def _forget_key_list(self) -> None:
        self.key_list = None
        self.activateWindow()
        self.open_page(self._up)

    def _fit_rail(self) -> None:
        for button in self.rail_buttons.values():
            button.set_narrow(self._is_narrow)
        wanted = max(button.sizeHint().width() for button in self.rail_buttons.values())
        least = _NARROW_RAIL_PX if self._is_narrow else _RAIL_PX
        self._rail.setFixedWidth(max(least, wanted + _RAIL_MARGINS_PX))


def _focus_first(screen: QWidget) -> None:
    """Put the focus on the first control of a page, so that Tab goes on from there."""
    widget: QWidget | None = screen.nextInFocusChain()
    while widget is not None and widget is not screen:
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        is_there = widget.isVisibleTo(screen) and widget.isEnabledTo(screen)
        if takes_tab and is_there and screen.isAncestorOf(widget):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        widget = widget.nextInFocusChain()
    screen.setFocus(Qt.FocusReason.OtherFocusReason)


class PageButton(RailButton):
    """A page of the rail with a count in its corner."""

    page_wanted = Signal(str)

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text, icon)
        self.key = ""
        self._badge = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.clicked.connect(self._want_page)

    def show_badge(self, count: int) -> None:
        """Show a count; a screen reader hears it with the name."""
        if count == self._badge:
            return
        self._badge = count
        self.setAccessibleName(f"{self.words()} {count}" if count else self.words())
        self.update()

    def badge(self) -> int:
        """The count shown."""
        return self._badge

    def setText(self, text: str) -> None:
        """Show another word; the count stays in the name."""
        super().setText(text)
        if getattr(self, "_badge", 0):
            self.setAccessibleName(f"{text} {self._badge}")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and the count."""
        super().paintEvent(event)
        if not self._badge:
            return
        words = str(self._badge) if self._badge <= _MOST_ON_BADGE else f"{_MOST_ON_BADGE}+"
        font = number_font(12, 700)
        width = max(20.0, QFontMetricsF(font).horizontalAdvance(words) + 10)
        place = QRectF(self.width() / 2 + 4, 5, width, 20)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("warning_soft"))
        painter.drawRoundedRect(place, 10, 10)
        painter.setFont(font)
        painter.setPen(colour("warning"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, words)

    @Slot()
    def _want_page(self) -> None:
        self.page_wanted.emit(self.key)
