"""Joining an event: the organizer's pack, the booth's claim code, and who is at the till."""

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.errors import PosError, UnknownBooth
from pos_app.i18n import _
from pos_app.services.joining import PackSeen
from pos_app.wording import words_for
from ui.buttons import BigButton
from ui.cards import Card
from ui.setup.claim_field import CODE_LENGTH, ClaimField, grouped_code
from ui.setup.doors import SetupDoors
from ui.setup.event_card import EventCard
from ui.setup.form_rows import FieldRow
from ui.widgets import PageTitle, RefusalLabel

_LONGEST_NAME = 40


class JoinPage(QWidget):
    """`joined` comes when the till has its event, its booth and its key."""

    joined = Signal()

    def __init__(self, doors: SetupDoors) -> None:
        super().__init__()
        self._doors = doors
        self._seen: PackSeen | None = None
        self._build()
        self._wire()
        self.retranslate()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(
            _("Join an event"), _("You need the event pack and the booth's claim code.")
        )
        self.event_card.retranslate()
        self.claim.show_words(
            _("Claim code"),
            hint=_("On the organizer's sheet; capitals, blanks and hyphens do not matter."),
            example="ABCD-EFGH-2345-6767-ABCD",
        )
        self.operator.show_words(_("Your name"), hint=_("Printed on receipts; may stay empty."))
        self.join.setText(_("Join"))

    def start(self) -> None:
        """Put the focus where work begins."""
        (self.event_card.choose if self._seen is None else self.claim.field).setFocus()

    def _build(self) -> None:
        self.title = PageTitle()
        self.event_card = EventCard(self._doors.chooser)
        self.claim = FieldRow()
        self._claim_field = ClaimField(self.claim.field)
        self.operator = FieldRow(most=_LONGEST_NAME)
        self.refusal = RefusalLabel()
        self.join = BigButton(kind="soft", icon="arrow-right")
        self.join.setAutoDefault(True)
        fields = Card()
        fields.body.addWidget(self.claim)
        fields.body.addWidget(self.operator)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (self.title, self.event_card, fields, self.refusal, self.join):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _wire(self) -> None:
        self.event_card.dropped.connect(self.take_pack)
        self.claim.field.returnPressed.connect(self.operator.field.setFocus)
        self.operator.field.returnPressed.connect(self._join)
        self.join.clicked.connect(self._join)

    @Slot(object)
    def take_pack(self, path: Path) -> None:
        """Read a pack and show what stands in it."""
        try:
            self._seen = self._doors.joining().look_at_pack(path)
        except PosError as error:
            self._seen = None
            self.event_card.show_pack(None)
            self.event_card.refuse(words_for(error))
            return
        self.event_card.show_pack(self._seen)
        self.claim.field.setFocus()

    @Slot()
    def _join(self) -> None:
        self.refusal.say("")
        if self._seen is None:
            self.event_card.refuse(_("Choose the event pack first."))
            self.event_card.choose.setFocus()
            return
        code = self.claim.text()
        letters = len(grouped_code(code).replace("-", ""))
        if letters < CODE_LENGTH:
            words = _("A claim code has {length} letters and digits; these are {count}.")
            self.claim.refuse(words.format(length=CODE_LENGTH, count=letters))
            return
        try:
            self._doors.joining().join(self._seen.path, code, operator_name=self.operator.text())
        except UnknownBooth as refusal:
            self.claim.refuse(words_for(refusal))
        except PosError as error:
            self.refusal.say(words_for(error))
        else:
            self.joined.emit()
