"""One paper that is not out: which, since when, where it stands and why, and what can be done."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeAlias

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QMenu

from pos_app.i18n import _
from pos_app.services.print_keeping import PaperState
from ui.buttons import Button, doubled
from ui.cards import Card
from ui.printing.print_presenter import PrintPresenter
from ui.widgets import ElidedLabel, Status, StatusPill, TextLabel

_PILLS: Final[dict[str, tuple[Status, str]]] = {
    "queued": ("info", "hourglass"),
    "sending": ("info", "printer"),
    "awaited": ("info", "hourglass"),
    "uncertain": ("warning", "circle-help"),
    "failed": ("danger", "circle-x"),
    "kept": ("neutral", "file-text"),
    "held": ("neutral", "clock"),
}

_ACTIONS: Final[dict[str, tuple[str, ...]]] = {
    "queued": ("try_again", "elsewhere", "pdf", "discard"),
    "sending": (),
    "awaited": ("came_out", "copy"),
    "uncertain": ("came_out", "copy", "elsewhere", "pdf", "discard"),
    "failed": ("try_again", "elsewhere", "pdf", "discard"),
    "kept": ("discard",),
    "held": ("elsewhere", "pdf", "discard"),
}
"""What makes sense in each state; the first is the likeliest, and dropping is always the last."""

_RARE: Final = ("elsewhere", "pdf", "discard")
"""Where there is no room for all of them, these go behind one button."""

_Entry: TypeAlias = tuple[str, Callable[..., None]]

_ICONS: Final = {
    "try_again": "refresh-cw",
    "came_out": "check",
    "copy": "copy",
    "elsewhere": "printer",
    "pdf": "save",
    "discard": "trash-2",
}


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper as its row shows it; `state` is a key of the pills.

    `others` are the printers it could go to instead, `folder` the one that takes it as a PDF.
    """

    paper: PaperState
    state: str
    name: str
    since: str
    state_words: str
    reason: str
    others: tuple[str, ...]
    folder: str


class PaperRow(Card):
    """`acted` comes after a person did something about it. The row follows its paper's state."""

    acted = Signal()

    def __init__(self, presenter: PrintPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._shown: ShownPaper | None = None
        self._is_narrow = False
        self._build()

    @property
    def paper(self) -> PaperState:
        """The paper it shows."""
        assert self._shown is not None
        return self._shown.paper

    def show_paper(self, shown: ShownPaper) -> None:
        """Show another state of it, or another paper."""
        if shown == self._shown:
            return
        self._shown = shown
        self.name.setText(shown.name)
        self.since.setText(shown.since)
        self.reason.setText(shown.reason)
        status, icon = _PILLS[shown.state]
        self.pill.show_status(status, shown.state_words, icon=icon)
        self.setAccessibleName(f"{shown.name}, {shown.state_words}")
        self._fit()

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Put the rarer actions behind one button."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._fit()

    def first_button(self) -> Button | None:
        """The first thing to do about it that does not drop it, or what that stands behind."""
        first = next((action for action in self._offered() if action != "discard"), None)
        if first is None:
            return None
        return self.more if first in self._behind() else self.buttons[first]

    def retranslate(self) -> None:
        """Set the words of the buttons in the language of the moment."""
        words = _action_words()
        for action, button in self.buttons.items():
            button.setText(words[action])
        self.more.setText(_("More"))

    def menu_words(self) -> list[str]:
        """What stands behind the button for more."""
        return [words for words, _act in self._menu_entries()]

    def _build(self) -> None:
        self.name = TextLabel(look="strong")
        self.since = ElidedLabel(look="caption")
        self.pill = StatusPill()
        self.reason = TextLabel(look="caption", wrap=True)
        head, foot = QHBoxLayout(), QHBoxLayout()
        head.setSpacing(12)
        foot.setSpacing(8)
        head.addWidget(self.name)
        head.addWidget(self.since, 1)
        head.addWidget(self.pill)
        foot.addWidget(self.reason, 1)
        self.buttons = {
            action: Button(kind="plain" if action in _RARE else "outlined", icon=icon)
            for action, icon in _ICONS.items()
        }
        self.more = Button(kind="plain", icon="chevron-down")
        for action, button in self.buttons.items():
            button.clicked.connect(partial(self._press, action))
            foot.addWidget(button)
        self.more.clicked.connect(self._open_more)
        foot.addWidget(self.more)
        frame = self.layout()
        assert frame is not None
        frame.setContentsMargins(18, 8, 12, 8)
        self.body.setSpacing(4)
        self.body.addLayout(head)
        self.body.addLayout(foot)
        self.retranslate()

    # --- what can be done ----------------------------------------------------------------------

    def _offered(self) -> list[str]:
        shown = self._shown
        if shown is None:
            return []
        missing = set() if shown.others else {"elsewhere"}
        missing |= set() if shown.folder else {"pdf"}
        return [action for action in _ACTIONS[shown.state] if action not in missing]

    def _behind(self) -> list[str]:
        """What stands behind the button for more; a single one has room in its place."""
        rare = [action for action in self._offered() if action in _RARE]
        return rare if self._is_narrow and len(rare) > 1 else []

    def _fit(self) -> None:
        """Show the buttons that make sense now, each naming the paper for who cannot see."""
        offered, behind = self._offered(), self._behind()
        for action, button in self.buttons.items():
            button.setVisible(action in offered and action not in behind)
            button.setAccessibleDescription(self.name.text())
        self.reason.setVisible(bool(offered or self.reason.text()))
        self.more.setVisible(bool(behind))
        self.more.setAccessibleDescription(self.name.text())

    def _press(self, action: str, *_checked: bool) -> None:
        if action == "elsewhere":
            self._open(self.buttons[action], self._elsewhere_entries())
        else:
            self._do(action)

    @Slot()
    def _open_more(self) -> None:
        self._open(self.more, self._menu_entries())

    def _menu_entries(self) -> Iterator[_Entry]:
        words = _action_words()
        for action in self._offered():
            if action == "elsewhere":
                yield from self._elsewhere_entries()
            elif action in _RARE:
                yield words[action], partial(self._do, action)

    def _elsewhere_entries(self) -> Iterator[_Entry]:
        assert self._shown is not None
        for printer in self._shown.others:
            words = _("Print on {printer}").format(printer=printer)
            yield words, partial(self._send_to, printer)

    def _open(self, button: Button, entries: Iterator[_Entry]) -> None:
        menu = QMenu(button)
        for words, act in entries:
            menu.addAction(doubled(words)).triggered.connect(act)
        menu.setActiveAction(menu.actions()[0])  # so that Enter has something in hand
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _send_to(self, printer: str, *_checked: bool) -> None:
        self._presenter.send_elsewhere(self.paper.job_id, printer)
        self.acted.emit()

    def _do(self, action: str, *_checked: bool) -> None:
        presenter = self._presenter
        acts: dict[str, Callable[[int], None]] = {
            "came_out": presenter.confirm,
            "try_again": presenter.try_again_with,
            "copy": presenter.print_copy,
            "discard": presenter.discard,
        }
        if action == "pdf" and self._shown is not None:
            presenter.save_as_pdf(self.paper.job_id, self._shown.folder)
        else:
            acts[action](self.paper.job_id)
        self.acted.emit()


def _action_words() -> dict[str, str]:
    return {
        "try_again": _("Try again"),
        "came_out": _("It came out"),
        "copy": _("Print a copy"),
        "elsewhere": _("Other printer"),
        "pdf": "PDF",
        "discard": _("Drop"),
    }
