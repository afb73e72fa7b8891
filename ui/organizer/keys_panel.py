"""Keys: approving tills, the organizer's locked key, and the files that go to the booths."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.i18n import _
from pos_app.services.organizing import Approved
from pos_app.verdict_words import problem_words
from pos_app.wording import words_for
from ui.buttons import TARGET_PX, Button
from ui.cards import Card
from ui.folders import FilePathRow, open_in_files
from ui.organizer.office import Approval, BoardState
from ui.theme import set_class
from ui.widgets import STATUS_ICON, IconSign, RefusalLabel, Status, TextLabel, clear_layout

FINGERPRINT_DIGITS = 24


class AskLine(QWidget):
    """A field with its question above and one button; what was typed stays until it was right."""

    answered = Signal(str)

    def __init__(self, *, is_secret: bool = False) -> None:
        super().__init__()
        self.question = TextLabel(look="caption", wrap=True)
        self.field = QLineEdit()
        self.field.setMinimumHeight(TARGET_PX)
        if is_secret:
            self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.button = Button(icon="check")
        self.refusal = RefusalLabel()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.question)
        layout.addLayout(row)
        layout.addWidget(self.refusal)
        self.button.clicked.connect(self._answer)
        self.field.returnPressed.connect(self._answer)

    def show_words(self, question: str, button: str) -> None:
        """Set the question and the verb."""
        self.question.setText(question)
        self.field.setAccessibleName(question)
        self.button.setText(button)

    def show_refusal(self, words: str) -> None:
        """Say why the answer did not do; empty takes the sentence away."""
        self.refusal.say(words)
        set_class(self.field, "refused" if words else "")

    @Slot()
    def _answer(self) -> None:
        if self.field.text().strip():
            self.answered.emit(self.field.text())


class RequestLine(QWidget):
    """One key request: what became of it, and the way by fingerprint where no code proves it."""

    fingerprint_typed = Signal(object, str)

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._approved = Approved(path)
        self._tried = False
        self.sign = IconSign("info", "info", 20)
        self.title = TextLabel(look="strong", wrap=True)
        self.text = TextLabel(look="caption", wrap=True)
        self.ask = AskLine()
        words = QVBoxLayout()
        words.setSpacing(4)
        for widget in (self.title, self.text, self.ask):
            words.addWidget(widget)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        side = QVBoxLayout()
        side.addWidget(self.sign)
        side.addStretch(1)
        layout.addLayout(side)
        layout.addLayout(words, 1)
        self.ask.answered.connect(self._take_fingerprint)

    def show_approved(self, approved: Approved, *, tried: bool) -> None:
        """Show what became of it; `tried` says that a fingerprint was typed."""
        self._approved, self._tried = approved, tried
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        approved = self._approved
        status, word, text = _approved_words(approved)
        needs_proof = approved.problem is not None and approved.problem.code == "E_CLAIM"
        self.sign.show_icon(STATUS_ICON[status], status)
        self.title.setText(f"{word}: {approved.booth_id or self._path.name}")
        self.text.setText(text)
        self.ask.setVisible(needs_proof)
        self.ask.show_words(
            _("Or have the booth read its fingerprint out and type the 24 digits."), _("Approve")
        )
        wrong = _("This fingerprint does not fit. Have it read out again, in groups of four.")
        self.ask.show_refusal(wrong if needs_proof and self._tried else "")

    @Slot(str)
    def _take_fingerprint(self, typed: str) -> None:
        digits = "".join(sign for sign in typed if not sign.isspace() and sign != "-")
        if len(digits) == FINGERPRINT_DIGITS and digits.isascii() and digits.isdigit():
            self.ask.show_refusal("")
            self.fingerprint_typed.emit(self._path, digits)
        else:
            self.ask.show_refusal(_("A fingerprint has 24 digits. Type all of them."))


class KeysPanel(Card):
    """Approves nothing itself: says which files, passphrase and fingerprint were given."""

    approve_wanted = Signal(object, str, str)  # paths, passphrase, fingerprint

    def __init__(self, *, open_folder: Callable[[Path], None] = open_in_files) -> None:
        super().__init__()
        self._state: BoardState | None = None
        self._locked: Approval | None = None
        self.lines: dict[Path, RequestLine] = {}
        self.passphrase = AskLine(is_secret=True)
        self.passphrase.hide()
        self.pack_words = TextLabel(look="caption", wrap=True)
        self.pack_file = FilePathRow(open_folder=open_folder)
        self.claims_words = TextLabel(look="caption", wrap=True)
        self.claims_file = FilePathRow(open_folder=open_folder)
        self.fingerprint = TextLabel(look="caption", wrap=True)
        self._requests = QVBoxLayout()
        self._requests.setSpacing(12)
        self.body.addWidget(self.passphrase)
        self.body.addLayout(self._requests)
        for widget in (
            self.pack_words,
            self.pack_file,
            self.claims_words,
            self.claims_file,
            self.fingerprint,
        ):
            self.body.addWidget(widget)
        self.passphrase.answered.connect(self._take_passphrase)
        self.retranslate()

    def minimumSizeHint(self) -> QSize:
        """Return a width in which names and paths may be cut."""
        return QSize(280, super().minimumSizeHint().height())

    def show_state(self, state: BoardState) -> None:
        """Show the files to hand out."""
        self._state = state
        self.pack_file.show_path(state.pack_file)
        has_claims = state.claims_file is not None
        if state.claims_file is not None:
            self.claims_file.show_path(state.claims_file)
        self.claims_file.setVisible(has_claims)
        self.claims_words.setVisible(has_claims)
        self.retranslate()

    def show_approval(self, approval: Approval) -> None:
        """Show what became of requests, or ask for what is missing."""
        self._locked = approval if approval.locked is not None else None
        if approval.locked is not None:
            self.passphrase.show()
            is_wrong = approval.locked.what == "passphrase_wrong"
            self.passphrase.show_refusal(words_for(approval.locked) if is_wrong else "")
            self.passphrase.field.selectAll()
            self.passphrase.field.setFocus()
            return
        self.passphrase.field.clear()
        self.passphrase.show_refusal("")
        self.passphrase.hide()
        for approved in approval.rows:
            self._show_request(approved, tried=bool(approval.fingerprint))

    def clear_requests(self) -> None:
        """Forget what became of earlier requests."""
        clear_layout(self._requests)
        self.lines.clear()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Keys and event pack"))
        self.passphrase.show_words(
            _("The organizer's key is locked. Type its passphrase to sign the next event pack."),
            _("Unlock and approve"),
        )
        self.claims_words.setText(
            _("Claim codes, one for each booth. Hand each booth only its own.")
        )
        for row in (self.pack_file, self.claims_file):
            row.retranslate()
        for line in self.lines.values():
            line.retranslate()
        if self._state is not None:
            version = self._state.pack.version
            self.pack_words.setText(
                _("Event pack, version {version}. Give this file to every booth.").format(
                    version=version
                )
            )
            self.fingerprint.setText(
                _("The organizer's fingerprint: {digits}").format(digits=self._state.fingerprint)
            )

    def _show_request(self, approved: Approved, *, tried: bool) -> None:
        line = self.lines.get(approved.path)
        if line is None:
            line = self.lines[approved.path] = RequestLine(approved.path)
            line.fingerprint_typed.connect(self._take_fingerprint)
            self._requests.addWidget(line)
        line.show_approved(approved, tried=tried)

    @Slot(object, str)
    def _take_fingerprint(self, path: Path, digits: str) -> None:
        self.approve_wanted.emit((path,), "", digits)

    @Slot(str)
    def _take_passphrase(self, typed: str) -> None:
        if self._locked is not None:
            self.approve_wanted.emit(self._locked.paths, typed, self._locked.fingerprint)


def _approved_words(approved: Approved) -> tuple[Status, str, str]:
    if approved.trouble is not None:
        return "danger", _("refused"), words_for(approved.trouble)
    if approved.problem is not None:
        status: Status = "warning" if approved.problem.code == "E_CLAIM" else "danger"
        return status, _("not approved"), problem_words(approved.problem)
    if approved.is_known:
        return "info", _("already approved"), _("This till was approved before.")
    return (
        "ok",
        _("approved"),
        _(
            "Its files count from now on. Give the new pack back to the booths; they take it under"
            " Settings > Event and keys."
        ),
    )
