"""What is needed now and then: paying in even parts, and change that small money is missing for."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.domain.tender import LEAST_PARTS, MOST_PARTS
from pos_app.i18n import _
from ui.buttons import Button
from ui.money_field import MoneyField
from ui.sale.money.payment_values import PaymentState
from ui.widgets import TextLabel

_COLUMNS = 4


class MoneyExtras(QWidget):
    """Two buttons that open what they are about; one at a time."""

    divided = Signal(int)
    owed_changed = Signal()
    opened = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._typed: Money | None = None
        self._build()
        self._wire()
        self.retranslate()

    def is_open(self) -> bool:
        """Whether parts or change owed are being asked for."""
        return self._parts_row.isVisibleTo(self) or self.owe.isChecked()

    def owed(self) -> Money:
        """How much of the change stays owed."""
        return (self._typed or 0) if self.owe.isChecked() else 0

    def settle(self) -> bool:
        """Take over what stands in the field; False while it is not understood."""
        if not self.owe.isChecked():
            return True
        self.owed_field.commit()
        return self.owed_field.is_settled()

    def clear(self) -> None:
        """Begin another payment."""
        self.split.setChecked(False)
        self._leave_owe()
        self._show_open()

    def show_state(self, state: PaymentState) -> None:
        """Offer what is possible now: parts of what is open, owing of what goes back."""
        gives_change = state.after.change + state.after.owed > 0
        self.split.setVisible(state.so_far.missing > 1 and not gives_change)
        if not gives_change and self.owe.isChecked():
            self._leave_owe()
        self.owe.setVisible(gives_change)
        for count, button in self.parts.items():
            button.setChecked(len(state.so_far.parts) == count)
        self._show_open()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.split.setText(_("Split evenly"))
        self.owe.setText(_("Owe change"))
        self.owed_word.setText(_("How much stays owed to the buyer?"))
        self.owed_field.set_name(self.owed_word.text())
        self.owed_field.retranslate()
        for count, button in self.parts.items():
            button.setText(str(count))
            button.setAccessibleName(_("In {count} even parts").format(count=count))

    def _build(self) -> None:
        self.split = Button(kind="plain", icon="users")
        self.owe = Button(kind="plain", icon="hand-coins")
        self.parts = {count: PartButton() for count in range(LEAST_PARTS, MOST_PARTS + 1)}
        self.owed_word = TextLabel(look="caption", wrap=True)
        self.owed_field = MoneyField(kind="exact")
        self._parts_row = QWidget()
        grid = QGridLayout(self._parts_row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(6)
        for place, button in enumerate(self.parts.values()):
            grid.addWidget(button, place // _COLUMNS, place % _COLUMNS)
        self.openers = QHBoxLayout()
        self.openers.setSpacing(8)
        for opener in (self.split, self.owe):
            opener.setCheckable(True)
            opener.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self.openers.addWidget(opener)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(self.openers)
        for widget in (self._parts_row, self.owed_word, self.owed_field):
            layout.addWidget(widget)
        self._show_open()

    def _wire(self) -> None:
        self.split.clicked.connect(self._open_split)
        self.owe.clicked.connect(self._open_owe)
        self.owed_field.edited.connect(self._follow)
        self.owed_field.changed.connect(self._follow)
        for count, button in self.parts.items():
            button.clicked.connect(partial(self._divide, count))

    @Slot()
    def _open_split(self) -> None:
        self.owe.setChecked(False)
        self._show_open()

    @Slot()
    def _open_owe(self) -> None:
        self.split.setChecked(False)
        self._show_open()
        if self.owe.isChecked():
            self.owed_field.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.owed_changed.emit()

    @Slot(object)
    def _follow(self, amount: Money | None) -> None:
        self._typed = amount
        self.owed_changed.emit()

    def _leave_owe(self) -> None:
        self.owe.setChecked(False)
        self._typed = None
        self.owed_field.clear()

    def _show_open(self) -> None:
        splits = self.split.isChecked() and not self.split.isHidden()
        self._parts_row.setVisible(splits)
        for widget in (self.owed_word, self.owed_field):
            widget.setVisible(self.owe.isChecked())
        self.opened.emit()

    def _divide(self, count: int, *_checked: bool) -> None:
        is_on = self.parts[count].isChecked()
        self.divided.emit(count if is_on else 1)


class PartButton(Button):
    """Into how many parts: one digit."""

    _padding = 4

    def __init__(self) -> None:
        super().__init__()
        self.setCheckable(True)
        self.use_figures()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
