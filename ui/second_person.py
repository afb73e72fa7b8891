"""A second person allows one action: who, and the PIN. The operator at the till stays."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.errors import Refusal
from pos_app.domain.people import MOST_DIGITS, Right
from pos_app.i18n import _
from pos_app.people_words import right_words
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.buttons import BigButton, Button
from ui.keypad import Keypad
from ui.reason_chips import ReasonChips
from ui.widgets import RefusalLabel, TextLabel


class PinField(QLineEdit):
    """Digits that are not shown."""

    def __init__(self) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(MOST_DIGITS)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData
        )
        self.setMinimumHeight(48)
        self.setAccessibleName(_("PIN"))
        self.setPlaceholderText(_("PIN"))


class SecondPersonDialog(QDialog):
    """Asks for the PIN of somebody with the right. `allowed` carries that person's code."""

    allowed = Signal(str)

    def __init__(self, signing_in: SigningIn, right: Right, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._signing_in = signing_in
        self._right = right
        self._build()
        self._wire()
        self.pin.setFocus()

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Second person"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(10)
        what = _("{right}: somebody with the right types a PIN.")
        title = TextLabel(what.format(right=right_words(self._right)), look="strong", wrap=True)
        layout.addWidget(title)
        self.people = ReasonChips(columns=2)
        holders = self._signing_in.who_may_allow(self._right)
        self.people.show_reasons([(one.code, one.name) for one in holders])
        self.people.setVisible(len(holders) > 1)
        layout.addWidget(self.people)
        self.pin = PinField()
        self.refusal = RefusalLabel()
        self.keypad = Keypad()
        self.keypad.show_corner("")
        for widget in (self.pin, self.refusal, self.keypad):
            layout.addWidget(widget)
        if not holders:
            self._say(_("Nobody else here has this right."))
        self.back = Button(_("Back"), icon="arrow-left")
        self.allow_button = BigButton(_("Allow once"), kind="soft", icon="check")
        self.allow_button.setEnabled(bool(holders))
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addWidget(self.back, 1)
        buttons.addWidget(self.allow_button, 1)
        layout.addLayout(buttons)
        self.setMinimumWidth(420)

    def _wire(self) -> None:
        self.people.chosen.connect(self._go_to_pin)
        self.keypad.typed.connect(self.pin.insert)
        self.keypad.erased.connect(self.pin.backspace)
        self.pin.returnPressed.connect(self._try)
        self.allow_button.clicked.connect(self._try)
        self.back.clicked.connect(self.reject)

    @Slot(str)
    def _go_to_pin(self, _code: str) -> None:
        self.pin.setFocus()

    @Slot()
    def _try(self) -> None:
        try:
            code = self._signing_in.allow(self._right, self.pin.text(), code=self.people.code())
        except Refusal as refusal:
            self.pin.clear()
            self._say(words_for(refusal))
            return
        self.allowed.emit(code)
        self.accept()

    def _say(self, words: str) -> None:
        self.refusal.say(words)
        self.pin.setFocus()


def ask_second_person(
    signing_in: SigningIn, right: Right, parent: QWidget, then: Callable[[str], None]
) -> SecondPersonDialog:
    """Open the dialog; `then` gets the code of who allowed it."""
    dialog = SecondPersonDialog(signing_in, right, parent)
    dialog.allowed.connect(then)
    dialog.open()
    return dialog
