"""Old papers, from when there was no printer: print them, drop them, or decide later."""

from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _, ngettext
from pos_app.services.held_papers import DROP_REASONS
from ui.buttons import Button
from ui.widgets import TextLabel


class BacklogQuestion(QWidget):
    """`printed` and `dropped` (with a code of DROP_REASONS) carry what a person decided."""

    printed = Signal()
    dropped = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._count = 0
        self.words = TextLabel(look="strong", wrap=True)
        self._about = TextLabel(look="caption", wrap=True)
        self.print_all = Button(icon="printer")
        self.print_all.clicked.connect(self.printed)
        self._why = TextLabel(look="caption")
        self.reasons = {reason: Button(icon="trash-2") for reason in DROP_REASONS}
        head, drop = QHBoxLayout(), QHBoxLayout()
        for line in (head, drop):
            line.setSpacing(8)
        head.addWidget(self.words, 1)
        head.addWidget(self.print_all)
        for reason, button in self.reasons.items():
            button.clicked.connect(partial(self._drop, reason))
            drop.addWidget(button)
        drop.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(head)
        layout.addWidget(self._about)
        layout.addWidget(self._why)
        layout.addLayout(drop)
        self.retranslate()

    def show_count(self, count: int) -> None:
        """Say how many papers wait."""
        self._count = count
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        words = ngettext(
            "{count} paper has waited: print it or drop it?",
            "{count} papers have waited: print them or drop them?",
            self._count,
        )
        self.words.setText(words.format(count=self._count))
        self._about.setText(
            _(
                "Their buyers may have left. New receipts are printed in any case, and the sales"
                " themselves stay."
            )
        )
        self.print_all.setText(_("Print all of them"))
        self._why.setText(_("Or drop all of them, because"))
        reasons = {
            "BUYERS_GONE": _("the buyers have left"),
            "PRINTED_ELSEWHERE": _("they were written by hand"),
            "NOT_NEEDED": _("they are not needed"),
        }
        for reason, button in self.reasons.items():
            button.setText(reasons[reason])

    def _drop(self, reason: str, *_checked: bool) -> None:
        self.dropped.emit(reason)


class BacklogDialog(QDialog):
    """Asks once, when the first printer is chosen. Closing it decides nothing."""

    def __init__(self, parent: QWidget, count: int) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.question = BacklogQuestion()
        self.question.show_count(count)
        self.later = Button(icon="clock")
        self.later.setDefault(True)
        self._after = TextLabel(look="caption", wrap=True)
        for done in (self.question.printed, self.question.dropped):
            done.connect(self.accept)
        self.later.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(28, 22, 28, 20)
        layout.setSpacing(14)
        layout.addWidget(self.question)
        layout.addWidget(self.later)
        layout.addWidget(self._after)
        self.retranslate()
        self.later.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setWindowTitle(_("Papers that wait"))
        self.setAccessibleName(_("Papers that wait"))
        self.later.setText(_("Decide later"))
        self._after.setText(_("Until then they stand on the page Papers."))
        self.question.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
