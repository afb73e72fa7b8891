"""The steps of a trial: what is going to happen, and one question with drawings as answers."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from pos_app.services.printer_trial import TRIAL_ANSWERS, TrialQuestion
from ui.buttons import BigButton
from ui.setup.drawn_choice import DrawnChoice
from ui.setup.printer_drawings import drawing_of
from ui.setup.printer_questions import answer_words, drawing_words
from ui.setup.tick_box import TickBox
from ui.widgets import RefusalLabel, TextLabel


class TrialStart(QWidget):
    """What is going to happen, and the button that begins it."""

    def __init__(self) -> None:
        super().__init__()
        self._about = TextLabel(wrap=True)
        self.drawer = TickBox()
        self.print_page = BigButton(kind="soft", icon="printer")
        self.refusal = RefusalLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (self._about, self.drawer, self.refusal):
            layout.addWidget(widget)
        layout.addWidget(self.print_page, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addStretch(1)

    def refuse(self, words: str) -> None:
        """Say why no page came; empty words take that away."""
        self.refusal.say(words)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._about.setText(
            _(
                "A page of about 20 cm is printed. Then you are asked what you see on it; from the"
                " answers Gerai learns what this printer can do. Signs that make no sense are no"
                " fault: they show what the printer does not know."
            )
        )
        self.drawer.setText(_("Open the cash drawer too (this is written in the journal)"))
        self.print_page.setText(_("Print the test page"))


class TrialAsked(QWidget):
    """One question's answers as drawings; `answered` carries the answer that was chosen."""

    answered = Signal(str)

    def __init__(self, question: TrialQuestion) -> None:
        super().__init__()
        self._question = question
        self.choices = {
            answer: DrawnChoice(drawing_of(question, answer)) for answer in TRIAL_ANSWERS[question]
        }
        row = QHBoxLayout()
        row.setSpacing(12)
        for answer, choice in self.choices.items():
            choice.clicked.connect(partial(self._choose, answer))
            row.addWidget(choice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.addLayout(row)
        layout.addStretch(1)

    def start(self, answer: str | None) -> None:
        """Ask, with the earlier answer pressed in."""
        for one, choice in self.choices.items():
            choice.setChecked(one == answer)
        self.choices[answer or next(iter(self.choices))].setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        words = answer_words(self._question)
        for answer, choice in self.choices.items():
            choice.setText(words[answer])
            choice.setAccessibleDescription(drawing_words(self._question, answer))

    def _choose(self, answer: str, *_checked: bool) -> None:
        self.answered.emit(answer)
