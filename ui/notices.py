"""Notices: at most three, newest first, never in the way and never with the focus."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QObject,
    QPropertyAnimation,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QAccessible, QAccessibleEvent, QEnterEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QGraphicsOpacityEffect,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from pos_app.i18n import _
from ui.buttons import Button, IconButton
from ui.theme import text_px
from ui.widgets import STATUS_ICON, IconSign, TextLabel

NoticeKind = Literal["info", "ok", "warning", "danger"]

_MOST = 3
_KEPT = 200
_TOAST_MS = 6000
_FADE_MS = 120

_EDGE_PX = 16
_WIDEST_PX = 560
_NARROWEST_PX = 320
_CART_PX = 404
"""What a notice leaves free at the right: the cart pane with total and pay button."""
_NARROW_CART_PX = 340
_NARROW_BELOW_PX = 1120
_LONG = 110
"""More letters than this, at the usual size, would stand beside a button in a column of words."""


@dataclass(frozen=True, slots=True)
class Notice:
    """What happened and what to do next, in finished sentences.

    A toast goes by itself after six seconds, the others stay until they are closed.
    """

    kind: NoticeKind
    text: str
    action: str = ""
    on_action: Callable[[], None] | None = None
    is_toast: bool = False


class NoticeBar(QWidget):
    """The notices of one window; also remembers those that are gone."""

    def __init__(self, *, toast_ms: int = _TOAST_MS, animated: bool = True) -> None:
        super().__init__()
        self._toast_ms = toast_ms
        self._animated = animated
        self._past: list[Notice] = []
        self._rows: list[NoticeRow] = []
        self._area: QWidget | None = None
        self._corner: QWidget | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(8)
        self.hide()

    def show_notice(self, notice: Notice) -> None:
        """Show a notice on top. The same one twice is shown once.

        The oldest makes room, but a toast before one that asks for something.
        """
        self._past = [notice, *self._past][:_KEPT]
        for row in [row for row in self._rows if row.notice == notice]:
            self._remove(row)
        row = NoticeRow(notice, fade_ms=_FADE_MS if self._animated else 0)
        row.closed.connect(self._forget)
        self._rows.insert(0, row)
        self._layout.insertWidget(0, row)
        while len(self._rows) > _MOST:
            older = self._rows[:0:-1]
            self._remove(next((old for old in older if old.notice.is_toast), older[0]))
        self.show()
        row.show()
        if notice.is_toast:
            row.start(self._toast_ms)
        self._place()
        QAccessible.updateAccessibility(QAccessibleEvent(row, QAccessible.Event.Alert))

    def float_over(self, area: QWidget) -> None:
        """Lie over the lower left corner of `area`, so that nothing on a page moves."""
        self._area = area
        self.setParent(area)
        area.installEventFilter(self)

    def keep_to(self, corner: QWidget | None) -> None:
        """Stay inside a part of a page that has no other free corner; None: the usual place.

        Only the newest notice has room there, the others wait behind it.
        """
        if self._corner is not None:
            self._corner.removeEventFilter(self)
        self._corner = corner
        if corner is not None:
            corner.installEventFilter(self)
        self._place()

    def drop_toasts(self) -> None:
        """Take away what would soon go by itself: it told of a page that is left."""
        for row in [row for row in self._rows if row.notice.is_toast]:
            self._remove(row)

    def event(self, event: QEvent) -> bool:
        """Follow the height of what is said."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()
        return done

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the corner of an area that changes its size."""
        is_moved = event.type() in (QEvent.Type.Resize, QEvent.Type.Move)
        if is_moved and watched in (self._area, self._corner):
            self._place()
        return False

    def shown(self) -> tuple[Notice, ...]:
        """Return what is on the screen, newest first."""
        return tuple(row.notice for row in self._rows)

    def rows(self) -> "tuple[NoticeRow, ...]":
        """Return the rows on the screen, newest first."""
        return tuple(self._rows)

    def past(self) -> tuple[Notice, ...]:
        """Return everything that was shown since the start, newest first."""
        return tuple(self._past)

    def clear(self) -> None:
        """Take all notices off the screen; the list keeps them."""
        for row in list(self._rows):
            self._remove(row)

    def _place(self) -> None:
        area = self._area
        if area is None or not self._rows:
            return
        corner = self._corner
        for place, row in enumerate(self._rows):
            row.set_slim(is_slim=corner is not None)
            row.setVisible(corner is None or place == 0)
        if corner is None:
            cart = _NARROW_CART_PX if area.width() < _NARROW_BELOW_PX else _CART_PX
            room = area.width() - cart - 2 * _EDGE_PX
            width = max(_NARROWEST_PX, min(_WIDEST_PX, room))
            left, bottom = _EDGE_PX, area.height() - _EDGE_PX
        else:
            foot = corner.mapTo(area, corner.rect().bottomLeft())
            left, bottom, width = foot.x(), foot.y() + 1, corner.width()
        height = self._layout.totalHeightForWidth(width)
        self.setGeometry(left, bottom - height, width, height)
        self.raise_()

    @Slot(object)
    def _forget(self, row: "NoticeRow") -> None:
        if row in self._rows:
            self._remove(row)

    def _remove(self, row: "NoticeRow") -> None:
        self._rows.remove(row)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.setVisible(bool(self._rows))
        self._place()


class NoticeRow(QFrame):
    """One notice: icon, word and sentence, perhaps a button, and a way to close it."""

    closed = Signal(object)

    def __init__(self, notice: Notice, *, fade_ms: int) -> None:
        super().__init__()
        self.notice = notice
        self._fade_ms = fade_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self.setProperty("class", f"notice-{notice.kind}")
        self._build()

    def start(self, toast_ms: int) -> None:
        """Go after this time, unless the pointer or the focus is on it then."""
        self._timer.start(toast_ms)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        super().enterEvent(event)
        self.hold()

    def leaveEvent(self, event: QEvent) -> None:
        """Let time run again."""
        super().leaveEvent(event)
        self.let_go()

    def hold(self) -> None:
        """Stay until let go, however long that takes."""
        self._is_held = True

    def let_go(self) -> None:
        """Go when the time is up, or soon if it already is."""
        self._is_held = False

    def set_slim(self, *, is_slim: bool) -> None:
        """Put sign, sentence and buttons below each other, for a narrow column."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        notice = self.notice
        is_long = bool(notice.action) and text_px(len(notice.text) + len(notice.action)) > _LONG
        self._parts.setDirection(down if is_slim or is_long else across)

    def _build(self) -> None:
        notice = self.notice
        self._is_held = False
        word = TextLabel(_kind_word(notice.kind), look=f"note-{notice.kind}")
        self.text = TextLabel(notice.text, wrap=True)
        self.setAccessibleName(f"{word.text()}: {notice.text}")
        head, buttons = QHBoxLayout(), QHBoxLayout()
        head.addWidget(IconSign(STATUS_ICON[notice.kind], notice.kind, 20))
        head.addWidget(word, 1)
        if notice.action:
            self.action = Button(notice.action)
            self.action.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.action.clicked.connect(self._act)
            buttons.addWidget(self.action, 1)
        self.close_button = IconButton("x", _("Close the notice"), kind="plain")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self._leave)
        buttons.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._parts.setContentsMargins(14, 4, 4, 4)
        for layout in (self._parts, head, buttons):
            layout.setSpacing(10)
        self._parts.addLayout(head)
        self._parts.addWidget(self.text, 1)
        self._parts.addLayout(buttons)

    @Slot()
    def _act(self) -> None:
        if self.notice.on_action is not None:
            self.notice.on_action()
        self._leave()

    @Slot()
    def _time_is_up(self) -> None:
        focused = self.focusWidget()
        if self._is_held or (focused is not None and focused.hasFocus()):
            self._timer.start(max(self._timer.interval() // 4, 1))
            return
        if not self._fade_ms:
            self._leave()
            return
        effect = QGraphicsOpacityEffect(self)
        self.setGraphicsEffect(effect)
        self._fading = QPropertyAnimation(effect, b"opacity", self)
        self._fading.setDuration(self._fade_ms)
        self._fading.setStartValue(1.0)
        self._fading.setEndValue(0.0)
        self._fading.setEasingCurve(QEasingCurve.Type.OutQuad)
        self._fading.finished.connect(self._leave)
        self._fading.start()

    @Slot()
    def _leave(self) -> None:
        self._timer.stop()
        self.closed.emit(self)


def _kind_word(kind: NoticeKind) -> str:
    words = {
        "info": _("Note"),
        "ok": _("Done"),
        "warning": _("Please look"),
        "danger": _("Failed"),
    }
    return words[kind]
