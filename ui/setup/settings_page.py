"""What the pages of the settings have in common: cards one below the other."""

from PySide6.QtWidgets import QVBoxLayout, QWidget


class SettingsPage(QWidget):
    """A column of cards; each page sets its own words in `retranslate`."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)

    def show_cards(self, *cards: QWidget) -> None:
        """Put the cards of the page below one another."""
        for card in cards:
            self._column.addWidget(card)
        self._column.addStretch(1)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        raise NotImplementedError
