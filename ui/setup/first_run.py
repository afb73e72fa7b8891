"""The first run: language, what this laptop is for, and the way there. Back is always possible."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.domain.errors import PosError
from pos_app.i18n import Language, _
from pos_app.wording import words_for
from ui.buttons import Button
from ui.laptop import Laptop
from ui.notices import Notice, NoticeBar
from ui.setup.choice_card import ChoiceCard
from ui.setup.doors import MadeEvent, SetupDoors
from ui.setup.form_rows import scrolling
from ui.setup.join_page import JoinPage
from ui.setup.joined_page import JoinedPage
from ui.setup.language_names import OWN_NAMES
from ui.setup.made_event_page import MadeEventPage
from ui.setup.organize_page import OrganizePage
from ui.spoken import Spoken
from ui.widgets import IconSign, PageTitle, RefusalLabel, TextLabel

_COLUMN_PX = 720


class FirstRun(Spoken):
    """The window before there is a till or an event. Nothing in it is final."""

    closing = Signal()

    def __init__(self, doors: SetupDoors, laptop: Laptop) -> None:
        super().__init__()
        self._doors = doors
        self._laptop = laptop
        self._way: list[QWidget] = []
        self._build()
        self._wire()
        self.retranslate()
        self.resize(1366, 768)
        self._go(self.languages)

    def page(self) -> QWidget:
        """The page that is up."""
        return self._way[-1]

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setWindowTitle("Gerai")
        self._name_back()
        self._step_words.setText(_("First start"))
        for page in (
            self.languages,
            self.roles,
            self.join,
            self.joined,
            self.organize,
            self.made,
        ):
            page.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back with Esc."""
        if event.key() == Qt.Key.Key_Escape and len(self._way) > 1:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the window goes."""
        super().closeEvent(event)
        self.closing.emit()

    def ask_role(self) -> None:
        """Go on at the second page: the language was chosen before."""
        self._go(self.roles)

    def show_notice(self, notice: Notice) -> None:
        """Show a notice over a corner of the page."""
        self.notices.show_notice(notice)

    @Slot()
    def go_back(self) -> None:
        """Go one page back; after joining to the choice, since joined is joined."""
        if len(self._way) > 1:
            left = self._way.pop()
            while left is self.joined and self.page() not in (self.roles, self.languages):
                self._way.pop()
            self._show()

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.back = Button(kind="plain", icon="arrow-left")
        self.languages = LanguagePage()
        self.roles = RolePage()
        self.join = JoinPage(self._doors)
        self.joined = JoinedPage(self._doors, self._laptop.settings.printer)
        self.organize = OrganizePage(self._doors)
        self.made = MadeEventPage(self._doors)
        self._pages = QStackedWidget()
        self._places: dict[QWidget, QWidget] = {}
        for page in (
            self.languages,
            self.roles,
            self.join,
            self.joined,
            self.organize,
            self.made,
        ):
            self._places[page] = _in_the_middle(page)
            self._pages.addWidget(self._places[page])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._build_head())
        layout.addWidget(self._pages, 1)
        self.notices = NoticeBar()
        self.notices.float_over(self)
        self.setMinimumSize(1024, 540)

    def _build_head(self) -> QFrame:
        head = QFrame()
        head.setProperty("class", "top-bar")
        head.setFixedHeight(64)
        self._step_words = TextLabel(look="caption")
        row = QHBoxLayout(head)
        row.setContentsMargins(24, 0, 24, 0)
        row.setSpacing(12)
        row.addWidget(IconSign("store", "primary", 28))
        row.addWidget(TextLabel("Gerai", look="page-title"))
        row.addWidget(self._step_words)
        row.addStretch(1)
        row.addWidget(self.back)
        return head

    def _wire(self) -> None:
        self.back.clicked.connect(self.go_back)
        for code, card in self.languages.cards.items():
            card.clicked.connect(partial(self._choose_language, code))
        self.roles.practise.clicked.connect(self._practise)
        self.roles.join.clicked.connect(self._begin_to_join)
        self.roles.organize.clicked.connect(partial(self._go, self.organize))
        self.join.joined.connect(partial(self._go, self.joined))
        self.organize.made.connect(self._show_made)

    def _choose_language(self, code: Language, *_checked: bool) -> None:
        self._laptop.choose(language=code)
        self._go(self.roles)

    @Slot()
    def _practise(self) -> None:
        self.roles.refuse("")
        try:
            self._doors.practise()
        except PosError as error:
            self.roles.refuse(words_for(error))

    @Slot()
    def _begin_to_join(self) -> None:
        self.roles.refuse("")
        try:
            joined = self._doors.joining().joined()
        except PosError as error:
            self.roles.refuse(words_for(error))
            return
        self._go(self.join if joined is None else self.joined)

    @Slot(object)
    def _show_made(self, event: MadeEvent) -> None:
        self.made.show_event(event)
        self._go(self.made)

    def _name_back(self) -> None:
        has_joined = bool(self._way) and self.page() is self.joined
        self.back.setText(_("Something else than selling") if has_joined else _("Back"))

    def _go(self, page: QWidget, *_checked: bool) -> None:
        self._way.append(page)
        self._show()

    def _show(self) -> None:
        page = self._way[-1]
        self._pages.setCurrentWidget(self._places[page])
        self.back.setVisible(len(self._way) > 1)
        self._name_back()
        if isinstance(page, LanguagePage | RolePage | JoinPage | JoinedPage | OrganizePage):
            page.start()


class LanguagePage(QWidget):
    """Two languages, each named in itself, so that everybody finds the own one."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PageTitle()
        self.cards = {code: ChoiceCard("languages") for code in OWN_NAMES}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addStretch(1)
        layout.addWidget(self.title)
        for card in self.cards.values():
            layout.addWidget(card)
        layout.addStretch(2)
        self.retranslate()

    def start(self) -> None:
        """Have Indonesian in hand: Enter goes on."""
        self.cards["id"].setFocus()

    def retranslate(self) -> None:
        """Set the title in the language of the moment; the languages keep their own names."""
        self.title.show_words(_("Welcome"), _("Choose the language. It can be changed later."))
        for code, card in self.cards.items():
            card.show_words(OWN_NAMES[code])


class RolePage(QWidget):
    """What this laptop is for."""

    def __init__(self) -> None:
        super().__init__()
        self.title = PageTitle()
        self.practise = ChoiceCard("package")
        self.join = ChoiceCard("store")
        self.organize = ChoiceCard("tent")
        self.refusal = RefusalLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        layout.addStretch(1)
        for widget in (self.title, self.practise, self.join, self.organize, self.refusal):
            layout.addWidget(widget)
        layout.addStretch(2)
        self.retranslate()

    def start(self) -> None:
        """Have the first card in hand."""
        self.practise.setFocus()

    def refuse(self, words: str) -> None:
        """Say why a way is closed."""
        self.refusal.say(words)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("What do you want to do?"), _("This can be changed later."))
        self.practise.show_words(
            _("Try with practice data"),
            _("Sample goods and a practice event; nothing of it counts."),
        )
        self.join.show_words(
            _("Join an event"), _("You sell at a booth and got an event pack from the organizer.")
        )
        self.organize.show_words(
            _("Organize an event"), _("You gather the day files of all booths and total them.")
        )


def _in_the_middle(page: QWidget) -> QWidget:
    inside = QWidget()
    page.setMaximumWidth(_COLUMN_PX)
    row = QHBoxLayout(inside)
    row.setContentsMargins(24, 20, 24, 20)
    row.addStretch(1)
    row.addWidget(page, 1000)
    row.addStretch(1)
    return scrolling(inside)
