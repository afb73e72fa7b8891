"""What the pages of the settings have in common: cards one below the other."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button


class SettingsPage(QWidget):
    """A column of cards; each page sets its own words in `retranslate`."""

    def __init__(self) -> None:
        super().__init__()
        self.back_to_default: Button | None = None
        self._restore: Callable[[], None] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_cards(self, *cards: QWidget) -> None:
        """Put the cards of the page below one another."""
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)

    def offer_default(self, restore: Callable[[], None]) -> None:
        """Put a button below the cards that calls `restore`."""
        self._restore = restore
        button = self.back_to_default = Button(kind="plain", icon="undo-2")
        button.clicked.connect(self._go_back)
        last = self._column.count() - 1
        self._column.insertWidget(last, button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_now(self) -> None:
        """Show how things stand when the page comes up; most pages follow by signals."""

    def retranslate(self) -> None:
        """Set all words in the language of the moment; the subclass adds its own."""
        if self.back_to_default is not None:
            self.back_to_default.setText(_("Back to default"))

    @Slot()
    def _go_back(self) -> None:
        assert self._restore is not None
        self._restore()
