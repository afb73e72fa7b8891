"""A second person allows what the one at the till may not do alone."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos_app.i18n import _
from ui.buttons import BigButton
from ui.history.history_values import PinWanted
from ui.history.pane_page import PanePage
from ui.keypad import Keypad

_LONGEST_PIN = 8


class PinForm(PanePage):
    """Asks for a PIN; `allowed` carries it and nothing keeps it."""

    allowed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._wanted = PinWanted(())
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.pin.setMaxLength(_LONGEST_PIN)
        self.pin.setProperty("class", "big-money")
        self.keypad = Keypad()
        self.keypad.show_corner("")
        self.allow = BigButton(kind="soft", icon="check")
        self.body.addWidget(self.pin)
        self.body.addWidget(self.refusal)
        self.body.addWidget(self.keypad, 1)
        self.body.addWidget(self.allow)
        self.keypad.typed.connect(self.pin.insert)
        self.keypad.erased.connect(self.pin.backspace)
        self.pin.returnPressed.connect(self._tell)
        self.allow.clicked.connect(self._tell)
        self.retranslate()

    def ask(self, wanted: PinWanted) -> None:
        """Ask one of the people named."""
        self._wanted = wanted
        self.pin.clear()
        self.show_refusal("")
        self.retranslate()

    def show_refusal(self, words: str) -> None:
        """Begin anew with a PIN that was wrong."""
        super().show_refusal(words)
        if words:
            self.pin.clear()
            self.put_focus()

    def put_focus(self) -> None:
        """Begin at the PIN."""
        self.pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.title.setText(_("Who allows it?"))
        names = ", ".join(self._wanted.names)
        self.about.setText(names)
        self.about.setVisible(bool(names))
        self.pin.setAccessibleName(_("PIN"))
        self.pin.setPlaceholderText(_("PIN"))
        self.allow.setText(_("Allow"))
        self.keypad.retranslate()

    @Slot()
    def _tell(self) -> None:
        self.allowed.emit(self.pin.text())
