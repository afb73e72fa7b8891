"""The guided trial of a printer: a test page, then one question at a time with drawings."""

from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.errors import OutsideError
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import _
from pos_app.services.printer_trial import (
    TRIAL_ANSWERS,
    Heard,
    PrinterTrial,
    TrialQuestion,
    learned,
)
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.background import Background
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.second_person import SecondPersonDialog, ask_second_person
from ui.setup.drawn_choice import DrawnChoice
from ui.setup.form_rows import scrolling
from ui.setup.printer_questions import heard_words, learned_words, question_words
from ui.setup.printer_trial_steps import TrialAsked, TrialStart
from ui.setup.printer_words import printer_title
from ui.widgets import TextLabel


class TrialPages(Protocol):
    """Makes the page that shows what a printer can do."""

    def trial(
        self, printer: PrinterProfile, *, tries_drawer: bool = False, by: str = ""
    ) -> PrinterTrial:
        """The page for the worker. Raises PrinterError, StorageError."""

    def today(self) -> date:
        """The day that the printer remembers it by."""


class TrialDialog(QDialog):
    """`learned` carries the PrinterProfile with what was seen, when a person keeps it.

    Closed before that, it changes nothing. Whether the printer answers is found out meanwhile.
    """

    learned = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        pages: TrialPages,
        printer: PrinterProfile,
        signing_in: SigningIn,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._pages, self._printer, self._signing_in = pages, printer, signing_in
        self.second_person: SecondPersonDialog | None = None
        self._worker = Background("printer-trial")
        self._trial: PrinterTrial | None = None
        self._heard: Heard | None = None
        self._answers: dict[TrialQuestion, str] = {}
        self._step = 0
        self._build()
        self._wire()
        self.retranslate()
        self._show_step(0)

    @property
    def questions(self) -> tuple[TrialQuestion, ...]:
        """What is asked this time."""
        has_drawer = self.start.drawer.isChecked()
        return tuple(one for one in TRIAL_ANSWERS if has_drawer or one != "drawer")

    def question(self) -> TrialQuestion | None:
        """What is being asked now."""
        number = self._step - 1
        return self.questions[number] if 0 <= number < len(self.questions) else None

    def choice(self, answer: str) -> DrawnChoice:
        """The drawing of an answer to the present question."""
        question = self.question()
        assert question is not None
        return self._asked[question].choices[answer]

    def outcome(self) -> PrinterProfile:
        """The printer with what was seen and heard so far."""
        answers = {one: self._answers[one] for one in self.questions if one in self._answers}
        return learned(self._printer, answers, self._heard, self._pages.today())

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setWindowTitle(_("Test page"))
        self.setAccessibleName(_("Test page"))
        self.start.retranslate()
        for page in self._asked.values():
            page.retranslate()
        self.back.setText(_("Back"))
        self.skip.setText(_("Skip"))
        self.cancel.setText(_("Cancel"))
        self.again.setText(_("Print again"))
        self.keep.setText(_("Keep this"))
        self._show_words()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def done(self, result: int) -> None:
        """Let go of the printer, whichever way it is closed."""
        if self._trial is not None:
            self._trial.give_up()
        self._worker.close(0)
        super().done(result)

    # --- inside: building ----------------------------------------------------------------------

    def _build(self) -> None:
        self.title = TextLabel(look="section-title", wrap=True)
        self.about = TextLabel(look="caption", wrap=True)
        self.place = TextLabel(look="caption")
        self.start = TrialStart()
        self.start.drawer.setChecked(self._printer.drawer != "none")
        self._asked = {question: TrialAsked(question) for question in TRIAL_ANSWERS}
        self.summary = Card()
        self._learned = TextLabel(wrap=True)
        self.summary.body.addWidget(self._learned)
        self.summary.body.addStretch(1)
        self._stack = QStackedWidget()
        self._places: dict[QWidget, QWidget] = {self.summary: self.summary}
        for page in (self.start, *self._asked.values()):
            self._places[page] = scrolling(page)
        for place in self._places.values():
            self._stack.addWidget(place)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.place, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 16)
        layout.setSpacing(10)
        layout.addLayout(head)
        layout.addWidget(self.about)
        layout.addWidget(self._stack, 1)
        layout.addLayout(self._build_foot())
        self.resize(860, 480)

    def _build_foot(self) -> QHBoxLayout:
        self.back = Button(icon="arrow-left")
        self.skip = Button(kind="plain", icon="chevron-right")
        self.again = Button(icon="printer")
        self.cancel = Button(kind="plain", icon="x")
        self.keep = BigButton(kind="soft", icon="check")
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self.back)
        foot.addWidget(self.again)
        foot.addStretch(1)
        for button in (self.cancel, self.skip, self.keep):
            foot.addWidget(button)
        return foot

    def _wire(self) -> None:
        self.start.print_page.clicked.connect(self._print)
        self.again.clicked.connect(partial(self._show_step, 0))
        self.back.clicked.connect(self._go_back)
        self.skip.clicked.connect(self._go_on)
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        for question, page in self._asked.items():
            page.answered.connect(partial(self._answer, question))

    # --- inside: printing ----------------------------------------------------------------------

    @Slot()
    def _print(self) -> None:
        """Print, once somebody allowed that the drawer opens."""
        if self.start.drawer.isChecked() and not self._signing_in.may("no_sale"):
            self.second_person = ask_second_person(self._signing_in, "no_sale", self, self._send)
        else:
            self._send("")

    def _send(self, by: str) -> None:
        """Send the page and ask at once: paper comes faster than answers."""
        self.start.refuse("")
        has_drawer = self.start.drawer.isChecked()
        try:
            trial = self._pages.trial(self._printer, tries_drawer=has_drawer, by=by)
        except OutsideError as error:
            self.start.refuse(words_for(error))
            return
        self._trial, self._heard = trial, None
        self._worker.run(
            trial.run, done=partial(self._hear, trial), failed=partial(self._fail, trial)
        )
        self._show_step(1)

    def _hear(self, trial: PrinterTrial, heard: Heard) -> None:
        if trial is self._trial:
            self._trial, self._heard = None, heard
            self._show_words()

    def _fail(self, trial: PrinterTrial, error: Exception) -> None:
        if trial is self._trial:
            self._trial = None
            self._show_step(0)
            if isinstance(error, OutsideError):
                self.start.refuse(words_for(error))
        if not isinstance(error, OutsideError):
            raise error

    # --- inside: asking ------------------------------------------------------------------------

    def _answer(self, question: TrialQuestion, answer: str) -> None:
        self._answers[question] = answer
        self._go_on()

    @Slot()
    def _go_on(self) -> None:
        self._show_step(self._step + 1)

    @Slot()
    def _go_back(self) -> None:
        self._show_step(self._step - 1)

    def _show_step(self, step: int, *_checked: bool) -> None:
        if step == 0 and self._trial is not None:
            self._trial.give_up()  # another page is wanted, or none
            self._trial = None
        self._step = step
        question = self.question()
        is_last = step > len(self.questions)
        page = (
            self.summary if is_last else self.start if question is None else self._asked[question]
        )
        self._stack.setCurrentWidget(self._places[page])
        self.back.setVisible(step > 1)  # the page itself cannot be taken back
        self.again.setVisible(step > 0)
        self.skip.setVisible(question is not None)
        self.keep.setVisible(is_last)
        self._show_words()
        if question is not None:
            self._asked[question].start(self._answers.get(question))
        else:
            (self.keep if is_last else self.start.print_page).setFocus()

    def _show_words(self) -> None:
        question = self.question()
        title, about, place = _("What was learned"), "", ""
        if question is not None:
            title, about = question_words(question)
            place = _("{number} of {total}").format(number=self._step, total=len(self.questions))
        elif self._step == 0:
            title = _("Test page for {printer}").format(printer=printer_title(self._printer))
        self.title.setText(title)
        self.about.setText(about)
        self.about.setVisible(bool(about))
        self.place.setText(place)
        self._learned.setText("\n".join(self._summary()))

    def _summary(self) -> list[str]:
        outcome = self.outcome()
        heard = heard_words(outcome)
        if self._trial is not None:
            heard = _("Whether the printer answers is still being found out.")
        return [*learned_words(outcome), heard]

    @Slot()
    def _keep(self) -> None:
        outcome = self.outcome()
        self.accept()
        self.learned.emit(outcome)
