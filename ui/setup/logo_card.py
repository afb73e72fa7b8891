"""The booth's logo on its receipts: chosen from a picture, shown as it will print, taken away."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal, Slot

from pos_app.domain.errors import OutsideError, PosError
from pos_app.domain.printer import DOTS
from pos_app.files import read_at_most
from pos_app.i18n import _
from pos_app.papers.paper import Paper
from pos_app.services.logo_keeping import Logo, LogoKeeping, read_logo
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.background import Background
from ui.buttons import Button
from ui.cards import Card
from ui.file_choice import FileChooser
from ui.paper_preview import PaperPreview
from ui.second_person import SecondPersonDialog, ask_second_person
from ui.setup.choices import Flow
from ui.widgets import RefusalLabel, TextLabel

_MOST_FILE_BYTES: Final = 20_000_000
_SHOWN_COLUMNS: Final = 32


class LogoCard(Card):
    """`changed` comes when another logo, or none, is printed from now on.

    Reading a picture takes a while, so a worker does it. Where the person at the till may not
    change settings, a second one is asked first.
    """

    changed = Signal()

    def __init__(self, logo: LogoKeeping, signing_in: SigningIn, chooser: FileChooser) -> None:
        super().__init__()
        self._logo, self._signing_in, self._chooser = logo, signing_in, chooser
        self._worker = Background("logo")
        self._worker.end_with(self)
        self._before: Logo | None = None
        self.second_person: SecondPersonDialog | None = None
        self._build()
        self._wire()
        self.show_logo()

    def show_logo(self) -> None:
        """Show the logo as it prints, if there is one."""
        picture = self._logo.picture(_SHOWN_COLUMNS)
        if picture is not None:
            self.preview.show_paper(Paper(_SHOWN_COLUMNS, (picture,)))
            self.preview.setAccessibleName(_("The logo as it prints"))
        self.preview.setVisible(picture is not None)
        self.remove.setVisible(picture is not None)
        self.undo.setVisible(self._before is not None)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Logo"))
        self._about.setText(
            _("A picture that is dark on white prints best. It stands above the name of the shop.")
        )
        self.choose.setText(_("Choose a picture"))
        self.remove.setText(_("Print no logo"))
        self.undo.setText(_("Put it back"))
        self.show_logo()

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self._about = TextLabel(look="caption", wrap=True)
        self.choose = Button(icon="folder-open")
        self.remove = Button(kind="plain", icon="trash-2")
        self.undo = Button(icon="undo-2")
        self.refusal = RefusalLabel()
        self.preview = PaperPreview()
        buttons = Flow()
        for button in (self.choose, self.remove, self.undo):
            buttons.addWidget(button)
        self.body.addWidget(self._about)
        self.body.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addLayout(buttons)
        self.body.addWidget(self.refusal)

    def _wire(self) -> None:
        self.choose.clicked.connect(self._ask_file)
        self.remove.clicked.connect(self._remove)
        self.undo.clicked.connect(self._put_back)

    @Slot()
    def _ask_file(self) -> None:
        if self._worker.is_busy():  # the button keeps the focus: the next one drops the logo
            return
        kinds = _("Pictures") + " (*.png *.jpg *.jpeg *.bmp *.gif *.webp)"
        self._chooser.choose_file(self, _("Picture of the logo"), kinds, self._read)

    def _read(self, path: Path) -> None:
        self.refuse("")
        self._worker.run(partial(_logo_in, path), done=self._take_read, failed=self._not_read)

    def _take_read(self, logo: Logo) -> None:
        self._allowed(partial(self._keep, logo))

    def _not_read(self, error: Exception) -> None:
        if not isinstance(error, PosError):
            raise error
        self.refuse(words_for(error))

    @Slot()
    def _remove(self) -> None:
        self._allowed(self._drop)

    @Slot()
    def _put_back(self) -> None:
        if self._before is not None:
            self._allowed(partial(self._keep, self._before))

    def _allowed(self, act: Callable[[str], None]) -> None:
        """Do it with the code of who allowed it; the person at the till needs no other."""
        if self._signing_in.may("settings"):
            act("")
        else:
            self.second_person = ask_second_person(self._signing_in, "settings", self, act)

    def _keep(self, logo: Logo, by: str) -> None:
        self._change(partial(self._logo.keep, logo, by=by))
        self.choose.setFocus()

    def _drop(self, by: str) -> None:
        self._change(partial(self._logo.drop, by=by))
        self.undo.setFocus()

    def _printed_now(self) -> Logo | None:
        pictures = [(columns, self._logo.picture(columns)) for columns in DOTS]
        there = tuple((columns, one) for columns, one in pictures if one is not None)
        return Logo(there) if there else None

    def _change(self, change: Callable[[], None]) -> None:
        """Do it; what was printed before can be put back, whether it was dropped or replaced."""
        before = self._printed_now()
        try:
            change()
        except OutsideError as error:
            self.refuse(words_for(error))
            return
        self._before = before
        self.refuse("")
        self.show_logo()
        self.changed.emit()

    def refuse(self, words: str) -> None:
        """Say what is wrong; empty words take that away."""
        self.refusal.say(words)


def _logo_in(path: Path) -> Logo:
    return read_logo(read_at_most(path, _MOST_FILE_BYTES))
