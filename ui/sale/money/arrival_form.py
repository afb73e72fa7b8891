"""How money without notes was seen to arrive: state, where it was seen, reference."""

from math import ceil
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.tender import LONGEST_REFERENCE, SEEN_ON, WEAK_PROOF, SeenHow, Sighting
from pos_app.i18n import _
from pos_app.payment_words import seen_words
from ui.buttons import TARGET_PX
from ui.chips import ChipButton
from ui.sale.money.payment_values import ArrivalState
from ui.theme import colour
from ui.widgets import TextLabel

_STATES: Final[tuple[ArrivalState, ...]] = ("waiting", "received", "unsure")
_LOOKED_AT: Final = frozenset({"qris", "transfer"})
"""Kinds whose money shows up on a phone or an account; others leave a paper in the hand."""


class ArrivalForm(QWidget):
    """Asks what somebody knows of the money. Enter on a waiting payment means it was seen."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = "qris"
        self._build()
        self._wire()
        self.retranslate()

    def show_kind(self, kind: str) -> None:
        """Ask what makes sense for a kind, nothing answered yet; where it was seen last stays."""
        self._kind = kind
        is_looked_at = kind in _LOOKED_AT
        for widget in (self.states_row, self.hint, self.seen_grid):
            widget.setVisible(is_looked_at)
        self.clear()

    def clear(self) -> None:
        """Begin another payment: nobody has looked yet."""
        self.states["waiting"].setChecked(True)
        self.reference.clear()
        self._follow()

    @property
    def state(self) -> ArrivalState:
        """What is said of the money so far."""
        if self._kind not in _LOOKED_AT:
            return "received"
        return next(state for state, chip in self.states.items() if chip.isChecked())

    def sighting(self) -> Sighting:
        """What will be kept at the till when the payment is taken now."""
        reference = self.reference.text().strip()
        if self._kind not in _LOOKED_AT:
            return Sighting(reference=reference)
        if self.state == "unsure":
            return Sighting(state="unsure", reference=reference)
        return Sighting(seen=self._seen(), reference=reference)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        words = {"waiting": _("Waiting"), "received": _("Arrived"), "unsure": _("Not certain")}
        for state, chip in self.states.items():
            chip.setText(words[state])
        for seen, chip in self.seen.items():
            chip.setText(seen_words(seen))
        self.reference.setPlaceholderText(_("Reference number, if there is one"))
        self.reference.setAccessibleName(_("Reference number"))
        self._follow()

    def _build(self) -> None:
        self.states_row, self.seen_grid = QWidget(), QWidget()
        self.states: dict[ArrivalState, ChipButton] = {s: _chip() for s in _STATES}
        self.seen: dict[SeenHow, ChipButton] = {seen: _chip() for seen in SEEN_ON}
        for first in (self.states["waiting"], self.seen[SEEN_ON[0]]):
            first.setChecked(True)
        self.hint = TextLabel(look="caption", wrap=True)
        self.reference = QLineEdit()
        self.reference.setMaxLength(LONGEST_REFERENCE)
        self.reference.setMinimumHeight(44)
        states = QHBoxLayout(self.states_row)
        states.setContentsMargins(0, 0, 0, 0)
        states.setSpacing(8)
        for chip in self.states.values():
            states.addWidget(chip, 1)
        seen = QGridLayout(self.seen_grid)
        seen.setContentsMargins(0, 0, 0, 0)
        seen.setSpacing(8)
        for place, chip in enumerate(self.seen.values()):
            seen.addWidget(chip, place // 2, place % 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        for widget in (self.states_row, self.hint, self.seen_grid, self.reference):
            layout.addWidget(widget)

    def _wire(self) -> None:
        for chip in (*self.states.values(), *self.seen.values()):
            chip.clicked.connect(self._answer)

    @Slot()
    def _answer(self) -> None:
        self._follow()
        self.changed.emit()

    def _seen(self) -> SeenHow:
        return next(seen for seen, chip in self.seen.items() if chip.isChecked())

    def _follow(self) -> None:
        is_unsure = self.state == "unsure"
        self.seen_grid.setVisible(not is_unsure and self._kind in _LOOKED_AT)
        if is_unsure:
            words = _("It is marked on receipt and reports until somebody sees the money.")
        elif self._seen() == WEAK_PROOF:
            words = _("Weak proof: pictures may be edited or old. Look at your own phone.")
        else:
            words = _("Seen where?")
            if self.state == "waiting":
                words = _("Look first: Enter says that the money has arrived. Seen where?")
        self.hint.setText(words)


class AnswerChip(ChipButton):
    """A chip in a narrow place: its words stand on two lines where one has no room for them."""

    _padding = 6

    def minimumSizeHint(self) -> QSize:
        """Return room for the longest word."""
        metrics = QFontMetricsF(self._font())
        longest = max(metrics.horizontalAdvance(word) for word in self.words().split() or [""])
        return QSize(max(TARGET_PX, ceil(longest) + 2 * self._padding), self.sizeHint().height())

    def _paint_content(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(self._padding, 0, -self._padding, 0)
        if QFontMetricsF(self._font()).horizontalAdvance(self.words()) <= room.width():
            super()._paint_content(painter)
            return
        painter.setFont(self._font())
        painter.setPen(colour(self.word_token()))
        painter.drawText(room, _ON_TWO_LINES, self.words())


_ON_TWO_LINES: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)


def _chip() -> ChipButton:
    chip = AnswerChip("")
    chip.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    chip.setMinimumHeight(44)
    return chip
