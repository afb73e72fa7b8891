"""The bar above the goods: where we are, the scan field, and how things stand in words."""

from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout

from pos_app.i18n import _
from ui.buttons import Button, Kind
from ui.sale.scan_field import ScanField
from ui.theme import colour, paint_icon
from ui.widgets import STATUS_ICON, ElidedLabel, Status

_HEIGHT = 64
_LOW_HEIGHT = 56
_ICON_GAP = 8
_KINDS: dict[str, Kind] = {"danger": "danger", "warning": "outlined", "ok": "plain"}


class StatusButton(Button):
    """A state in small words that opens the page which helps; on two lines where room is dear."""

    _px = 13
    _padding = 8

    def __init__(self) -> None:
        super().__init__()
        self._is_stacked = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.allow_elide()

    def set_stacked(self, is_stacked: bool) -> None:
        """Break the words into two lines, or put them on one."""
        self._is_stacked = is_stacked
        self.updateGeometry()
        self.update()

    def lines(self) -> list[str]:
        """The words as they are shown: broken between words so that the longer line is short."""
        words = self.words().split()
        whole = [" ".join(words)]
        if not self._is_stacked:
            return whole
        breaks = [[" ".join(words[:at]), " ".join(words[at:])] for at in range(1, len(words))]
        return min(breaks, key=self._widest, default=whole)

    def sizeHint(self) -> QSize:
        """Return room for the icon and the longest line."""
        hint = super().sizeHint()
        saved = self._widest([self.words()]) - self._widest(self.lines())
        return QSize(hint.width() - int(saved), hint.height())

    def _paint_content(self, painter: QPainter) -> None:
        lines = self.lines()
        left = self._padding + self._icon_px + _ICON_GAP
        room = QRectF(self.rect()).adjusted(left, 0, -self._padding, 0)
        if len(lines) == 1 or self._widest(lines) > room.width() + 1:
            super()._paint_content(painter)
            return
        self.setToolTip("")
        top = (self.height() - self._icon_px) / 2
        place = QRectF(self._padding, top, self._icon_px, self._icon_px)
        paint_icon(painter, place, self._icon_name, self.word_token())
        painter.setFont(self._font())
        painter.setPen(colour(self.word_token()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "\n".join(lines))

    def _widest(self, lines: list[str]) -> float:
        metrics = QFontMetricsF(self._font())
        return max(metrics.horizontalAdvance(line) for line in lines)


class TopBar(QFrame):
    """Event, booth, scan field, and one button for each thing whose state matters."""

    status_chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("class", "top-bar")
        self._statuses: dict[str, StatusButton] = {}
        self._is_narrow = False
        self._build()
        self.retranslate()

    def show_place(self, event: str, booth: str) -> None:
        """Show where this till stands."""
        self.event_name.setText(event)
        self.booth_name.setText(booth)

    def set_status(self, key: str, status: Status, word: str, *, icon: str = "") -> None:
        """Show a state as icon and word; empty words take it away. A tap tells its key."""
        button = self._statuses.get(key)
        if button is None:
            button = StatusButton()
            button.set_stacked(self._is_narrow)
            button.clicked.connect(partial(self._choose, key))
            self._statuses[key] = button
            self._row.addWidget(button)
        button.set_kind(_KINDS.get(status, "plain"))
        button.set_icon(icon or STATUS_ICON[status])
        button.setText(word)
        button.setVisible(bool(word))

    def status(self, key: str) -> StatusButton:
        """The button of a state."""
        return self._statuses[key]

    def set_low(self, is_low: bool) -> None:
        """Drop the second line in a low window."""
        self.booth_name.setVisible(not is_low)
        self.setFixedHeight(_LOW_HEIGHT if is_low else _HEIGHT)

    def set_narrow(self, is_narrow: bool) -> None:
        """Give the scan field most of a narrow window."""
        self._is_narrow = is_narrow
        for button in self._statuses.values():
            button.set_stacked(is_narrow)
        self.event_name.setMaximumWidth(150 if is_narrow else 200)
        self.booth_name.setMaximumWidth(150 if is_narrow else 200)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.scan_field.retranslate()
        self.setAccessibleName(_("Scan field and states"))

    def _build(self) -> None:
        self.event_name = ElidedLabel(look="section-title")
        self.booth_name = ElidedLabel(look="caption")
        for label in (self.event_name, self.booth_name):
            label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.scan_field = ScanField()
        self.scan_field.setMinimumWidth(200)
        self._names = QVBoxLayout()
        self._names.setSpacing(1)
        self._names.addStretch(1)
        self._names.addWidget(self.event_name)
        self._names.addWidget(self.booth_name)
        self._names.addStretch(1)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(18, 0, 10, 0)
        self._row.setSpacing(6)
        self._row.addLayout(self._names)
        self._row.addSpacing(10)
        self._row.addWidget(self.scan_field, 1)
        self.set_low(False)

    def _choose(self, key: str, *_checked: bool) -> None:
        self.status_chosen.emit(key)
