"""Settings: cash rounding, note buttons, how amounts are typed."""

from typing import get_args

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from pos_app.domain.booth_rules import ROUNDING_STEPS, BoothRules, RoundingWay
from pos_app.domain.rupiah import NOTES
from pos_app.i18n import _, format_money
from pos_app.services.arranging import Arranging
from pos_app.services.signing_in import SigningIn
from ui.buttons import Button
from ui.cards import Card
from ui.setup.choices import Choices, Flow
from ui.setup.rules_page import RulesPage
from ui.setup.tick_box import TickBox
from ui.theme import note_colour

_WAYS: tuple[RoundingWay, ...] = get_args(RoundingWay)


class MoneyPage(RulesPage):
    """What happens with cash at this booth."""

    def __init__(self, arranging: Arranging, signing_in: SigningIn) -> None:
        super().__init__(arranging, signing_in)
        self.steps = Choices(ROUNDING_STEPS)
        self.ways = Choices(_WAYS, icons=("arrow-down", "minus", "arrow-up"))
        self.notes = NoteChoices()
        self.thousands = TickBox()
        self._build()
        self.steps.chosen.connect(self._choose_step)
        self.ways.chosen.connect(self._choose_way)
        self.thousands.clicked.connect(self._choose_thousands)
        for button in self.notes.buttons.values():
            button.clicked.connect(self._choose_notes)
        self.offer_default(self.restore_rules)

    def show_rules(self, rules: BoothRules) -> None:
        """Show the rules as they are."""
        self.steps.show_value(rules.rounding_step)
        self.ways.show_value(rules.rounding_way)
        self.rows["rounding_way"].setVisible(rules.rounding_step > 0)
        self.notes.show_values(rules.notes_shown)
        self.thousands.setChecked(rules.type_in_thousands)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._rounding.set_title(_("Cash rounding"))
        self.rows["rounding_step"].show_words(
            _("Round what is paid in cash to"),
            _(
                "Only cash is rounded. The difference stands as a line of its own on screen and"
                " receipt; tell the buyer at payment."
            ),
        )
        steps = {step: format_money(step) for step in ROUNDING_STEPS}
        self.steps.show_words({**steps, 0: _("Do not round")})
        self.rows["rounding_way"].show_words(_("Round"))
        self.ways.show_words(
            {"down": _("down, for the buyer"), "nearest": _("to the nearest"), "up": _("up")}
        )
        self._typing.set_title(_("Amounts"))
        self.thousands.setText(_("Type in thousands: 25 means Rp25.000"))
        self.rows["type_in_thousands"].show_words("")
        self._notes.set_title(_("Note buttons"))
        self.rows["notes_shown"].show_words(_("Shown where cash is taken"))

    def _build(self) -> None:
        self._rounding, self._typing, self._notes = Card(), Card(), Card()
        self._rounding.body.addWidget(self.add_rule("rounding_step", self.steps))
        self._rounding.body.addWidget(self.add_rule("rounding_way", self.ways))
        row = self.add_rule("type_in_thousands", self.thousands, has_caption=False)
        self._typing.body.addWidget(row)
        self._notes.body.addWidget(self.add_rule("notes_shown", self.notes))
        self.show_cards(self._rounding, self._typing, self._notes)

    @Slot(object)
    def _choose_step(self, step: int) -> None:
        self.change(rounding_step=step)

    @Slot(object)
    def _choose_way(self, way: RoundingWay) -> None:
        self.change(rounding_way=way)

    @Slot(bool)
    def _choose_thousands(self, is_on: bool) -> None:
        self.change(type_in_thousands=is_on)

    @Slot()
    def _choose_notes(self) -> None:
        if not self.change(notes_shown=self.notes.values()):
            self.notes.show_values(self.rules.notes_shown)


class NoteChoices(QWidget):
    """A button for each note; those that are pressed in are shown."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[int, Button] = {}
        flow = Flow()
        self.setLayout(flow)
        for note in NOTES:
            button = Button(format_money(note.value))
            button.use_figures()
            button.set_stripe(note_colour(note.value))
            button.setCheckable(True)
            button.setMinimumWidth(132)
            self.buttons[note.value] = button
            flow.addWidget(button)

    def values(self) -> tuple[int, ...]:
        """The notes that are pressed in, largest first."""
        return tuple(value for value, button in self.buttons.items() if button.isChecked())

    def show_values(self, values: tuple[int, ...]) -> None:
        """Press these in; tells nobody."""
        for value, button in self.buttons.items():
            button.setChecked(value in values)
