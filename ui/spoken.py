"""Pages and windows whose words follow the language while they are up."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget


class Spoken(QWidget):
    """Sets its words anew when the language changes; Qt tells every widget of a window."""

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.follow_language()

    def follow_language(self) -> None:
        """Set the words anew, and whatever is shown in words."""
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        raise NotImplementedError
