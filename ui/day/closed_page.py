"""The page of a closed day: what came of it, and each step after the close by itself."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from pos_app.i18n import _, format_long_date
from pos_app.papers.reasons import reason_words
from pos_app.services.print_keeping import PaperState
from pos_app.wording import words_for
from ui.buttons import Button
from ui.cards import Card, FigureCard
from ui.day.day_values import DayView, FileStep, ShownClose, StepState
from ui.day.day_words import difference_words, paper_reason, paper_status
from ui.folders import FilePathRow, open_in_files
from ui.widgets import PageTitle, Status, StatusPill, TextLabel, touch_scroll


class ClosedPage(QWidget):
    """Shows a close. The signals carry the ClosedDay, those of the paper a job's number."""

    left = Signal()
    file_wanted = Signal(object)
    pdf_wanted = Signal(object)
    stick_wanted = Signal(object)
    reprint_wanted = Signal(object)
    paper_seen = Signal(int)
    copy_wanted = Signal(int)
    ticks_wanted = Signal()

    def __init__(self, *, open_folder: Callable[[Path], None] = open_in_files) -> None:
        super().__init__()
        self._shown: ShownClose | None = None
        self._build(open_folder)
        self._wire()
        self.retranslate()

    def show_day(self, view: DayView) -> None:
        """Show the close that is looked at."""
        if view.shown is not None:
            self._shown = view.shown
            self.tick_button.setVisible(bool(view.qris))
            self._show(view.shown)

    def _show(self, shown: ShownClose) -> None:
        closed, sums = shown.closed, shown.closed.report.sums
        title = _("Day closed: Z {number}") if shown.is_new else _("Closed day Z {number}")
        self.title.show_words(title.format(number=closed.z), format_long_date(closed.day))
        self._net.show_amount(sums.net)
        self._receipts.show_figure(str(sums.receipts))
        self._show_drawer(shown)
        self.file.show_step(shown.file)
        self.pdf.show_step(shown.pdf)
        self.stick.show_step(shown.copy)
        self.paper.show_paper(shown.paper)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.back.setText(_("Back to the day"))
        self.tick_button.setText(_("QRIS list"))
        self._net.set_caption(_("Net sales"))
        self._receipts.set_caption(_("Receipts"))
        self._drawer.set_caption(_("Drawer"))
        self.file.set_title(_("Day file, signed"))
        self.file.set_remark(_("This is what the organizer takes in. Hand it over on a stick."))
        self.pdf.set_title(_("Z report as PDF"))
        self.stick.set_title(_("On a stick for the organizer"))
        self.paper.set_title(_("Z report on paper"))
        for step in (self.file, self.stick, self.pdf, self.paper):
            step.retranslate()
        if self._shown is not None:
            self._show(self._shown)

    def _show_drawer(self, shown: ShownClose) -> None:
        report = shown.closed.report
        difference = report.sums.drawer.over_short
        if difference is None:
            self._drawer.show_figure("–")
            self._drawer.show_note(difference_words(report), "neutral")
            return
        counted = report.sums.drawer.counted
        assert counted is not None
        self._drawer.show_amount(counted)
        words = difference_words(report)
        if report.why:
            words = f"{words} · {reason_words(report.why)}"
        self._drawer.show_note(words, "warning" if difference else "ok")

    def _build(self, open_folder: Callable[[Path], None]) -> None:
        self.title = PageTitle()
        self.back = Button(icon="arrow-left")
        self.tick_button = Button(icon="list-checks")
        self.title.buttons.addWidget(self.tick_button)
        self.title.buttons.addWidget(self.back)
        figures = QHBoxLayout()
        figures.setSpacing(12)
        self._net, self._receipts, self._drawer = FigureCard(), FigureCard(), FigureCard()
        for card in (self._net, self._receipts, self._drawer):
            figures.addWidget(card, 1)
        self.file, self.pdf = FileCard(open_folder), FileCard(open_folder)
        self.stick = StickCard(open_folder)
        self.paper = PaperCard()
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        steps = QVBoxLayout(inside)
        steps.setContentsMargins(0, 0, 0, 0)
        steps.setSpacing(12)
        for step in (self.file, self.stick, self.pdf, self.paper):
            steps.addWidget(step)
        steps.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        touch_scroll(scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(figures)
        layout.addWidget(scroll, 1)

    def _wire(self) -> None:
        self.back.clicked.connect(self.left)
        self.tick_button.clicked.connect(self.ticks_wanted)
        self.file.again.clicked.connect(self._write_file)
        self.pdf.again.clicked.connect(self._write_pdf)
        self.stick.again.clicked.connect(self._copy)
        self.paper.again.clicked.connect(self._print)
        self.paper.seen.clicked.connect(self._say_seen)

    @Slot()
    def _write_file(self) -> None:
        if self._shown is not None:
            self.file_wanted.emit(self._shown.closed)

    @Slot()
    def _write_pdf(self) -> None:
        if self._shown is not None:
            self.pdf_wanted.emit(self._shown.closed)

    @Slot()
    def _copy(self) -> None:
        if self._shown is not None:
            self.stick_wanted.emit(self._shown.closed)

    @Slot()
    def _print(self) -> None:
        if self._shown is None:
            return
        paper = self._shown.paper
        if paper is not None and paper.state in ("uncertain", "failed"):
            self.copy_wanted.emit(paper.job_id)
        else:
            self.reprint_wanted.emit(self._shown.closed)

    @Slot()
    def _say_seen(self) -> None:
        if self._shown is not None and self._shown.paper is not None:
            self.paper_seen.emit(self._shown.paper.job_id)


class StepCard(Card):
    """One step after the close: its name, its state in words, and a button that repeats it."""

    def __init__(self, icon: str) -> None:
        super().__init__()
        self.state = StatusPill()
        self.again = Button(icon=icon)
        self.head.addWidget(self.state)
        self.head.addWidget(self.again)
        self.sentence = TextLabel(wrap=True)
        self.body.setSpacing(6)
        self.body.addWidget(self.sentence)

    def say(self, sentence: str, look: str) -> None:
        """Show a sentence below the head; an empty one takes no room."""
        self.sentence.set_look(look)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence))

    def retranslate(self) -> None:
        """Set the words that never change in the language of the moment."""


class FileCard(StepCard):
    """A file: where it is, or why it could not be written."""

    def __init__(self, open_folder: Callable[[Path], None]) -> None:
        super().__init__("refresh-cw")
        self._remark = ""
        self._error_words = ""
        self.place = FilePathRow(open_folder=open_folder)
        self.body.insertWidget(0, self.place)

    def set_remark(self, remark: str) -> None:
        """Say what the file is for, once it is there."""
        self._remark = remark

    def show_step(self, step: FileStep) -> None:
        """Show where the file stands."""
        is_done = step.state == "done"
        self.state.show_status(*_step_status(step.state))
        self.place.show_path(step.path)
        self.place.setVisible(is_done)
        self.again.setText(_again_words(step.state))
        self.again.setEnabled(step.state != "working")
        if step.state != "failed":
            self.say(self._remark if is_done else "", "caption")
        elif step.error is None:
            self.say(_("It was not written. The day stays closed; try again."), "refusal")
        else:
            self.say(
                _("{what} The day stays closed.").format(what=words_for(step.error)), "refusal"
            )

    def retranslate(self) -> None:
        """Set the words that never change in the language of the moment."""
        self.place.retranslate()


class StickCard(StepCard):
    """A copy of day file and PDF in a folder somebody chose; the close does not wait for it."""

    def __init__(self, open_folder: Callable[[Path], None]) -> None:
        super().__init__("copy")
        self.place = FilePathRow(open_folder=open_folder)
        self.body.insertWidget(0, self.place)

    def show_step(self, step: FileStep) -> None:
        """Show where the copy stands, as far as this run of the program knows."""
        is_done = step.state == "done"
        self.state.show_status(*_copy_status(step.state))
        self.place.show_path(step.path)
        self.place.setVisible(is_done)
        self.again.setText(_("Copy to stick"))
        self.again.setEnabled(step.state != "working")
        if is_done:
            words = _(
                "Copied to {folder} with the PDF and read back. Eject the stick before you pull it."
            )
            self.say(words.format(folder=step.path.parent), "caption")
        elif step.state != "failed":
            self.say("", "caption")
        elif step.error is None:
            self.say(_("It was not copied. The day stays closed; try again."), "refusal")
        else:
            words = _("{what} The day stays closed.").format(what=words_for(step.error))
            self.say(words, "refusal")

    def retranslate(self) -> None:
        """Set the words that never change in the language of the moment."""
        self.place.retranslate()


class PaperCard(StepCard):
    """The Z paper on its way through the print queue."""

    def __init__(self) -> None:
        super().__init__("printer")
        self.seen = Button(icon="check")
        self.head.insertWidget(2, self.seen)

    def show_paper(self, paper: PaperState | None) -> None:
        """Show where the paper stands, and the buttons that make sense for it."""
        is_known = paper is not None
        self.state.setVisible(is_known)
        self.again.setText(_("Print a copy"))
        self.seen.setText(_("It came out"))
        self.seen.setVisible(paper is not None and paper.state == "uncertain")
        self.again.setEnabled(paper is not None and paper.state not in ("queued", "sending"))
        if paper is not None:
            self.state.show_status(*paper_status(paper))
            self.say(paper_reason(paper), "caption")


def _step_status(state: StepState) -> tuple[Status, str]:
    match state:
        case "open":
            return "neutral", _("Not written yet")
        case "working":
            return "info", _("Being written")
        case "done":
            return "ok", _("Written")
        case "failed":
            return "danger", _("Not written")


def _copy_status(state: StepState) -> tuple[Status, str]:
    match state:
        case "open":
            return "neutral", _("Not copied yet")
        case "working":
            return "info", _("Being copied")
        case "done":
            return "ok", _("Copied")
        case "failed":
            return "danger", _("Not copied")


def _again_words(state: StepState) -> str:
    match state:
        case "done":
            return _("Write again")
        case "failed":
            return _("Try again")
        case _:
            return _("Write")
