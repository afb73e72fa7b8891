"""How it is paid: one button for each kind of tender, and the way back to the goods."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.tender import CASH, TENDER_KINDS
from pos_app.i18n import _
from ui.buttons import BigButton, Button
from ui.widgets import TextLabel

KEYS: Final = {"cash": "F5", "qris": "F6", "card": "F7"}
"""Keys of ux.md 4; the transfer is chosen by tap or arrow."""

ICONS: Final = {
    "cash": "banknote",
    "qris": "qr-code",
    "card": "credit-card",
    "transfer": "landmark",
}

_WORDS: Final[dict[str, Callable[[], str]]] = {
    "cash": lambda: _("Cash"),
    "qris": lambda: _("QRIS"),
    "card": lambda: _("Card"),
    "transfer": lambda: _("Transfer"),
}


class TenderKinds(QWidget):
    """The kinds below one another, the chosen one marked."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = CASH
        self._build()
        self.retranslate()

    def show_kind(self, kind: str) -> None:
        """Mark a kind."""
        self._chosen = kind
        for name, button in self.buttons.items():
            button.setChecked(name == kind)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.back.setText(_("Back"))
        self.title.setText(_("How to pay"))
        for kind, button in self.buttons.items():
            button.setText(tender_word(kind))

    def _build(self) -> None:
        self.back = Button(kind="plain", icon="arrow-left", key="Esc")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.align_left()
        self.back.clicked.connect(self.left)
        self.title = TextLabel(look="section-title")
        self.buttons = {kind: self._button(kind) for kind in TENDER_KINDS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.back)
        layout.addWidget(self.title)
        for button in self.buttons.values():
            layout.addWidget(button)

    def _button(self, kind: str) -> BigButton:
        button = BigButton(icon=ICONS[kind], key=KEYS.get(kind, ""))
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.align_left()
        button.clicked.connect(partial(self._choose, kind))
        return button

    def _choose(self, kind: str, *_checked: bool) -> None:
        self.show_kind(kind)
        self.chosen.emit(kind)


def tender_word(kind: str) -> str:
    """The name of a kind of tender; one this till does not know is shown as it is recorded."""
    return _WORDS[kind]() if kind in _WORDS else kind


def tender_after(kind: str, by: int) -> str:
    """The kind below (1) or above (-1) another one, round the list."""
    return TENDER_KINDS[(TENDER_KINDS.index(kind) + by) % len(TENDER_KINDS)]
