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
_COLUMNS = 2


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
        for button in self.higher:
            policy = button.sizePolicy()
            policy.setRetainSizeWhenHidden(True)
            button.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(_in_columns(self.exact, *self.higher), 2)
        layout.addWidget(self.caption)
        layout.addLayout(_in_columns(*self.notes, self.clear), 4)

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
    button.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.MinimumExpanding)
    return button


def _in_columns(*buttons: BigButton) -> QGridLayout:
    grid = QGridLayout()
    grid.setSpacing(8)
    for place, button in enumerate(buttons):
        grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
    for column in range(_COLUMNS):
        grid.setColumnStretch(column, 1)
    return grid
