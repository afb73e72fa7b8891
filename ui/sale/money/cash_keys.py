"""Buttons for the cash that was handed over: likely amounts, and notes that add up."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.rupiah import NOTES, round_ups
from pos_app.i18n import _, format_money, format_plain
from ui.buttons import BigButton
from ui.theme import note_colour
from ui.widgets import TextLabel

_ROUND_UPS = 3
_WIDE_COLUMNS, _NARROW_COLUMNS = 4, 2
_KEY_PX, _LOW_PX = 54, 46


class CashKeys(QWidget):
    """*Exact*, up to three round-ups, seven notes, *clear*."""

    exact_chosen = Signal()
    amount_chosen = Signal(object)
    note_added = Signal(object)
    cleared = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._amounts: tuple[Money, ...] = ()
        self._build()
        self._wire()
        self.retranslate()

    def show_total(self, total: Money) -> None:
        """Show what is likely to be handed over for this total."""
        self._amounts = round_ups(total, _ROUND_UPS)
        for place, button in enumerate(self.higher):
            has_amount = place < len(self._amounts)
            button.setText(format_money(self._amounts[place]) if has_amount else "")
            button.setVisible(has_amount)

    def show_received(self, amount: Money | None, due: Money) -> None:
        """Mark the amount that counts now; None, nothing said yet, is exactly what is due."""
        self.exact.set_kind("soft" if amount in (None, due) else "outlined")
        for place, button in enumerate(self.higher):
            is_it = place < len(self._amounts) and amount == self._amounts[place]
            button.set_kind("soft" if is_it else "outlined")

    def show_notes(self, values: tuple[Money, ...]) -> None:
        """Offer only these notes: the booth has put the others away."""
        for note, button in zip(NOTES, self.notes, strict=True):
            button.setVisible(note.value in values)

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use two columns instead of four in a narrow window, lower buttons in a low one."""
        for button in (self.exact, *self.higher, *self.notes, self.clear):
            button.setFixedHeight(_LOW_PX if is_narrow and is_low else _KEY_PX)
        columns = _NARROW_COLUMNS if is_narrow else _WIDE_COLUMNS
        _set_out(self._likely, columns, self.exact, *self.higher)
        _set_out(self._notes, columns, *self.notes, self.clear)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.exact.setText(_("Exact cash"))
        self.caption.setText(_("Tap the notes that were handed over"))
        self.clear.setText(_("Clear"))
        for note, button in zip(NOTES, self.notes, strict=True):
            button.setText(f"+{format_plain(note.value)}")

    def _build(self) -> None:
        self.exact = _money_button(BigButton(kind="soft"))
        self.higher = tuple(_money_button(BigButton()) for _number in range(_ROUND_UPS))
        self.notes = tuple(_money_button(BigButton()) for _note in NOTES)
        self.clear = _money_button(BigButton(kind="plain"))
        self.caption = TextLabel(look="caption")
        for note, button in zip(NOTES, self.notes, strict=True):
            button.set_stripe(note_colour(note.value))
        for button in (*self.higher, *self.notes):
            button.use_figures()
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        self._likely, self._notes = QGridLayout(), QGridLayout()
        for grid in (self._likely, self._notes):
            grid.setSpacing(8)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._likely)
        layout.addWidget(self.caption)
        layout.addLayout(self._notes)
        layout.addStretch(1)
        self.set_form(is_narrow=False, is_low=False)

    def _wire(self) -> None:
        self.exact.clicked.connect(self.exact_chosen)
        self.clear.clicked.connect(self.cleared)
        for place, button in enumerate(self.higher):
            button.clicked.connect(partial(self._choose, place))
        for note, button in zip(NOTES, self.notes, strict=True):
            button.clicked.connect(partial(self._add, note.value))

    def _choose(self, place: int, *_checked: bool) -> None:
        self.amount_chosen.emit(self._amounts[place])

    def _add(self, amount: Money, *_checked: bool) -> None:
        self.note_added.emit(amount)


def _money_button(button: BigButton) -> BigButton:
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return button


def _set_out(grid: QGridLayout, columns: int, *buttons: BigButton) -> None:
    for button in buttons:
        grid.removeWidget(button)
    for place, button in enumerate(buttons):
        grid.addWidget(button, place // columns, place % columns)
    for column in range(_WIDE_COLUMNS):
        grid.setColumnStretch(column, 1 if column < columns else 0)
