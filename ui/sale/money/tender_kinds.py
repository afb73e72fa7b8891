"""How it is paid: one button for each kind of tender, and the way back to the goods."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.key_table import Command
from pos_app.domain.tender import CASH, TENDER_KINDS
from pos_app.i18n import _
from pos_app.papers.layout import tender_word as word_of
from ui.buttons import BigButton, Button, KeyCap
from ui.widgets import TextLabel, clear_layout, touch_scroll

WITH_KEY: Final[tuple[Command, ...]] = ("cash", "qris", "card")
"""Commands of the key table; the other kinds are chosen by tap or arrow."""

ICONS: Final = {
    "cash": "banknote",
    "qris": "qr-code",
    "card": "credit-card",
    "transfer": "landmark",
    "voucher": "ticket",
    "subsidy": "hand-coins",
}
SUBSIDY: Final = "subsidy"
_OTHER_ICON: Final = "wallet"
_ARROWS: Final = ("↑", "↓")
_GAP = 8
_MOST_ROWS = 3


class TenderKinds(QWidget):
    """The kinds that have a key below one another, the others in two columns under them."""

    chosen = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._chosen = CASH
        self._names: tuple[tuple[str, str], ...] = tuple((kind, "") for kind in TENDER_KINDS)
        self.buttons: dict[str, Button] = {}
        self._build()
        self._fill()

    def show_kinds(self, names: tuple[tuple[str, str], ...]) -> None:
        """Show these kinds: code, and the booth's own name where it has one."""
        if names != self._names:
            self._names = names
            self._fill()

    def show_kind(self, kind: str) -> None:
        """Mark a kind."""
        self._chosen = kind
        for name, button in self.buttons.items():
            button.setChecked(name == kind)
        if kind not in WITH_KEY:
            self._scroll.ensureWidgetVisible(self.buttons[kind])

    def word(self, kind: str) -> str:
        """What a kind is called here."""
        return tender_word(kind, self._names)

    def kind_after(self, kind: str, by: int) -> str:
        """The kind below (1) or above (-1) another one, round the list."""
        kinds = list(self.buttons)
        return kinds[(kinds.index(kind) + by) % len(kinds)]

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.back.setText(_("Back"))
        self._title_words.setText(_("How to pay"))
        for kind, button in self.buttons.items():
            button.setText(self.word(kind))

    def _build(self) -> None:
        self.back = Button(kind="plain", icon="arrow-left", key="Esc")
        self.back.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.back.align_left()
        self.back.clicked.connect(self.left)
        self.title = QWidget()
        self._title_words = TextLabel(look="section-title")
        title = QHBoxLayout(self.title)
        title.setContentsMargins(0, 0, 10, 0)
        title.setSpacing(4)
        title.addWidget(self._title_words, 1)
        for arrow in _ARROWS:
            title.addWidget(KeyCap(arrow))
        self._usual = QVBoxLayout()
        self._usual.setSpacing(_GAP)
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        self._others = QGridLayout(inside)
        self._others.setContentsMargins(0, 0, 0, 0)
        self._others.setSpacing(_GAP)
        self._scroll = QScrollArea()
        self._scroll.setWidget(inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        touch_scroll(self._scroll)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(_GAP)
        layout.addWidget(self.back)
        layout.addWidget(self.title)
        layout.addLayout(self._usual)
        layout.addWidget(self._scroll)

    def _fill(self) -> None:
        clear_layout(self._usual)
        clear_layout(self._others)
        self.buttons = {kind: self._button(kind) for kind, _name in self._names}
        others = [button for kind, button in self.buttons.items() if kind not in WITH_KEY]
        for kind in WITH_KEY:
            self._usual.addWidget(self.buttons[kind])
        for place, button in enumerate(others):
            self._others.addWidget(button, place // 2, place % 2)
        for column in range(2):
            self._others.setColumnStretch(column, 1)
        rows = min(-(-len(others) // 2), _MOST_ROWS)
        height = others[0].sizeHint().height() if others else 0
        self._scroll.setFixedHeight(rows * height + max(0, rows - 1) * _GAP)
        self.retranslate()
        self.show_kind(self._chosen if self._chosen in self.buttons else CASH)

    def _button(self, kind: str) -> Button:
        icon = ICONS.get(kind, _OTHER_ICON)
        if kind in WITH_KEY:
            button: Button = BigButton(icon=icon, key=kind)
        else:
            button = KindButton(icon=icon)
            button.allow_elide()
        button.setCheckable(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.align_left()
        button.clicked.connect(partial(self._choose, kind))
        return button

    def _choose(self, kind: str, *_checked: bool) -> None:
        self.show_kind(kind)
        self.chosen.emit(kind)


class KindButton(Button):
    """A kind in half a column: a small sign and a word that may be cut."""

    _px = 14
    _padding = 9
    _icon_px = 16

    def __init__(self, *, icon: str) -> None:
        super().__init__(icon=icon)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)


def tender_word(kind: str, names: tuple[tuple[str, str], ...] = ()) -> str:
    """The name of a kind of tender; one nobody named is shown as it is recorded."""
    given = dict(names).get(kind)
    if kind == SUBSIDY and not given:
        return _("Subsidy")  # whose it is stands on paper
    return word_of(kind, tuple((code, name) for code, name in names if name))
