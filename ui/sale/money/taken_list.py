"""The tenders taken so far, each with a button that gives it back, and the parts still to come."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.domain.tender import Payment, TakenTender
from pos_app.i18n import _, format_money, format_plain
from ui.buttons import IconButton
from ui.sale.money.tender_kinds import ICONS, tender_word
from ui.widgets import ElidedLabel, IconSign, MoneyLabel, TextLabel, clear_layout, touch_scroll

_ROW_PX = 44
_GAP = 4
_MOST_ROWS, _MOST_ROWS_LOW = 3, 1


class TakenList(QWidget):
    """Takes no room while nothing was taken; more rows than fit are scrolled."""

    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._payment = Payment(0)
        self._names: tuple[tuple[str, str], ...] = ()
        self._is_low = False
        self.buttons: list[IconButton] = []
        self._build()

    def show_payment(self, payment: Payment, names: tuple[tuple[str, str], ...]) -> None:
        """Show what was taken, in order."""
        if (payment, names) != (self._payment, self._names):
            self._payment, self._names = payment, names
            self.retranslate()

    def set_low(self, is_low: bool) -> None:
        """Use the height of a low window."""
        self._is_low = is_low
        self._fit()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        clear_layout(self._rows)
        self.buttons = []
        for place, taken in enumerate(self._payment.taken):
            self._rows.addWidget(self._row(place, taken))
        parts = self._payment.parts
        shown = "  ·  ".join(format_plain(part) for part in parts)
        self.parts.setText(_("Parts: {amounts}").format(amounts=shown) if parts else "")
        self.parts.setVisible(bool(parts))
        self._fit()

    def _build(self) -> None:
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(_GAP)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        touch_scroll(self._scroll)
        self.parts = TextLabel(look="caption", wrap=True)
        self.parts.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self._scroll)
        layout.addWidget(self.parts)
        self._fit()

    def _fit(self) -> None:
        most = _MOST_ROWS_LOW if self._is_low else _MOST_ROWS
        rows = min(len(self._payment.taken), most)
        self._scroll.setFixedHeight(rows * (_ROW_PX + _GAP))
        self.setVisible(bool(rows or self._payment.parts))
        if rows:
            bar = self._scroll.verticalScrollBar()
            bar.setValue(bar.maximum())

    def _row(self, place: int, taken: TakenTender) -> QWidget:
        word = tender_word(taken.kind, self._names)
        said = _("{tender}, not certain").format(tender=word) if taken.is_unsure else word
        row = QWidget()
        row.setFixedHeight(_ROW_PX)
        token = "warning" if taken.is_unsure else "text_2"
        amount = MoneyLabel(19, 700)
        amount.set_name(said)
        amount.show_amount(taken.amount)
        remove = IconButton("x", _("Take {tender} back").format(tender=_named(word, taken)))
        remove.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        remove.clicked.connect(partial(self._remove, place))
        self.buttons.append(remove)
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        line.addWidget(IconSign(ICONS.get(taken.kind, "wallet"), token, 20))
        line.addWidget(ElidedLabel(said, look="strong"), 1)
        line.addWidget(amount)
        line.addWidget(remove, 0, Qt.AlignmentFlag.AlignVCenter)
        return row

    def _remove(self, place: int, *_checked: bool) -> None:
        self.removed.emit(place)


def _named(word: str, taken: TakenTender) -> str:
    return f"{word} {format_money(taken.amount)}"
