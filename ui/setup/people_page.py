"""Settings: who works at this till, what each may do, and when a PIN is asked for."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QRegularExpression, Qt, Signal, Slot
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.errors import OutsideError, Refusal
from pos_app.domain.people import (
    ALL_RIGHTS,
    LONGEST_NAME,
    MOST_DIGITS,
    RIGHTS,
    Operator,
    Right,
)
from pos_app.domain.people_errors import OperatorIsIncomplete, RightIsMissing
from pos_app.i18n import _, ngettext
from pos_app.people_words import right_words
from pos_app.services.arranging import Arranging
from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.buttons import Button
from ui.cards import Card
from ui.second_person import SecondPersonDialog, ask_second_person
from ui.setup.form_rows import FieldRow
from ui.setup.lock_rule import LockCard
from ui.setup.settings_page import SettingsPage
from ui.setup.tick_box import TickBox
from ui.widgets import ElidedLabel, RefusalLabel, StatusPill, TextLabel, clear_layout

_NEW_RIGHTS: frozenset[Right] = frozenset({"no_sale"})
"""What a helper may do at once; everything else is given on purpose."""


class PeoplePage(SettingsPage):
    """A list, and a form for one person. `failed` carries an error of the world."""

    failed = Signal(object)

    def __init__(self, signing_in: SigningIn, people: PeopleKeeping, arranging: Arranging) -> None:
        super().__init__()
        self._signing_in = signing_in
        self._people = people
        self._allowed_by = ""
        self.second_person: SecondPersonDialog | None = None
        self.list = PeopleCard()
        self.form = PersonForm()
        self.lock = LockCard(arranging)
        self.show_cards(self.list, self.form, self.lock)
        self.form.hide()
        self.list.edit_wanted.connect(self._edit)
        self.list.add_button.clicked.connect(self._add)
        self.form.saved.connect(self._save)
        self.form.retired.connect(self._retire)
        self.form.left.connect(self._leave)
        self.lock.refused.connect(self._try_lock_rule)

    def show_now(self) -> None:
        """Show who works here now."""
        current = self._signing_in.current
        self.list.show_people(
            self._signing_in.people.active, at_the_till="" if current is None else current.code
        )
        self.lock.show_now(has_pins=self._signing_in.has_pins)

    def start_anew(self) -> None:
        """Leave what was begun, as when somebody else came to the till."""
        self._allowed_by = ""
        self.form.hide()
        self.list.setEnabled(True)
        self.show_now()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        for card in (self.list, self.form, self.lock):
            card.retranslate()
        self.show_now()

    @Slot()
    def _add(self) -> None:
        self._ask_first(self._open_new)

    def _open_new(self) -> None:
        needs_pin = bool(self._signing_in.people.active)
        rights = _NEW_RIGHTS if needs_pin else ALL_RIGHTS
        self._open(Operator("", "", rights), needs_pin=needs_pin)

    @Slot(str)
    def _edit(self, code: str) -> None:
        current = self._signing_in.current
        if current is not None and current.code == code:
            self._open_known(code)  # a PIN of one's own needs no right
        else:
            self._ask_first(partial(self._open_known, code))

    def _ask_first(self, open_form: Callable[[], None], by: str = "") -> None:
        """Ask for the right before somebody fills the form in, not after."""
        try:
            self._signing_in.check("settings", by=by)
        except RightIsMissing as missing:
            then = partial(self._ask_first, open_form)
            self.second_person = ask_second_person(self._signing_in, missing.right, self, then)
        else:
            self._allowed_by = by
            open_form()

    def _open_known(self, code: str) -> None:
        operator = self._signing_in.people.by_code(code)
        if operator is not None:
            self._open(operator, needs_pin=not self._signing_in.people.is_one_person)

    def _open(self, operator: Operator, *, needs_pin: bool) -> None:
        self.list.setEnabled(False)
        self.form.show_person(operator, needs_pin=needs_pin)
        self.form.show()
        self.form.name.field.setFocus()

    @Slot()
    def _leave(self) -> None:
        self.start_anew()
        self.list.add_button.setFocus()

    @Slot()
    def _save(self) -> None:
        self._try(self._save_by)

    @Slot()
    def _retire(self) -> None:
        self._try(lambda by: self._people.retire(self.form.code, by=by))

    def _save_by(self, by: str) -> None:
        form = self.form
        if not form.code:
            self._people.add(form.name.text(), form.pin.text(), rights=form.rights(), by=by)
            return
        before = self._signing_in.people.by_code(form.code)
        assert before is not None
        if form.pin.text():
            self._people.set_pin(form.code, form.pin.text(), by=by)
        if form.name.text() != before.name:
            self._people.rename(form.code, form.name.text(), by=by)
        if form.rights() != before.rights:
            self._people.set_rights(form.code, form.rights(), by=by)

    def _try(self, act: Callable[[str], None], by: str = "") -> None:
        try:
            act(by or self._allowed_by)
        except RightIsMissing as missing:
            self.second_person = ask_second_person(
                self._signing_in, missing.right, self, partial(self._try, act)
            )
        except OperatorIsIncomplete as refusal:
            self.form.refuse(refusal)
        except Refusal as refusal:
            self.form.say(words_for(refusal))
        except OutsideError as error:
            self.failed.emit(error)
        else:
            self._leave()

    @Slot(object)
    def _try_lock_rule(self, error: OutsideError) -> None:
        self.failed.emit(error)


class PeopleCard(Card):
    """Everybody who works here, with what stands out about each."""

    edit_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.edit_buttons: dict[str, Button] = {}
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self._about = TextLabel(look="caption", wrap=True)
        self.add_button = Button(icon="plus")
        self.body.addLayout(self._rows)
        self.body.addWidget(self._about)
        self.body.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)

    def show_people(self, people: tuple[Operator, ...], *, at_the_till: str) -> None:
        """Show these people; one of them is at the till."""
        clear_layout(self._rows)
        self.edit_buttons = {}
        for one in people:
            self._rows.addWidget(self._row(one, is_here=one.code == at_the_till))

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Who works here"))
        self._about.setText(
            _(
                "Whoever works alone needs no PIN and may do everything. From two people on each"
                " has a PIN, and what each may do is set here. Names stay on this laptop."
            )
        )
        self.add_button.setText(_("Add a person"))

    def _row(self, operator: Operator, *, is_here: bool) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        count = len(operator.rights)
        words = ngettext("{count} right", "{count} rights", count).format(count=count)
        if operator.rights == ALL_RIGHTS:
            words = _("may do everything")
        pin = _("PIN") if operator.pin else _("no PIN")
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(ElidedLabel(operator.name, look="strong"))
        lines.addWidget(TextLabel(f"{words}  ·  {pin}", look="caption", wrap=True))
        layout.addLayout(lines, 1)
        if is_here:
            layout.addWidget(StatusPill("ok", _("at the till")))
        button = Button(_("Edit"), icon="pencil")
        button.setAccessibleDescription(operator.name)
        button.clicked.connect(partial(self._want_edit, operator.code))
        self.edit_buttons[operator.code] = button
        layout.addWidget(button)
        return row

    def _want_edit(self, code: str, *_checked: bool) -> None:
        self.edit_wanted.emit(code)


class PersonForm(Card):
    """Name, PIN and rights of one person; `code` is empty for somebody new."""

    saved = Signal()
    retired = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.code = ""
        self._needs_pin = False
        self._build()
        self._wire()

    def show_person(self, operator: Operator, *, needs_pin: bool) -> None:
        """Show a person; what is typed as a PIN replaces the one there is."""
        self.code, self._needs_pin = operator.code, needs_pin
        self.name.field.setText(operator.name)
        self.pin.field.clear()
        for right, box in self.boxes.items():
            box.setChecked(right in operator.rights)
        self.retire_button.setVisible(bool(operator.code))
        self.say("")
        self.name.refuse("")
        self.pin.refuse("")
        self.retranslate()

    def rights(self) -> frozenset[Right]:
        """What is ticked."""
        return frozenset(right for right, box in self.boxes.items() if box.isChecked())

    def refuse(self, refusal: OperatorIsIncomplete) -> None:
        """Say at its field what is wrong."""
        field = self.pin if refusal.field == "pin" else self.name
        field.refuse(words_for(refusal))

    def say(self, words: str) -> None:
        """Say what is wrong with the whole; empty words take that away."""
        self._refusal.say(words)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("Change a person") if self.code else _("Add a person"))
        self.name.show_words(_("Name"), hint=_("Printed on receipts."))
        hint = _("Four to eight digits.")
        if self.code:
            hint = _("Four to eight digits; leave it empty to keep the PIN there is.")
        elif not self._needs_pin:
            hint = _("Four to eight digits; may stay empty while nobody else works here.")
        self.pin.show_words(_("PIN"), hint=hint)
        self._may.setText(_("May do without asking"))
        for right, box in self.boxes.items():
            box.setText(right_words(right))
        self.save_button.setText(_("Save"))
        self.back_button.setText(_("Back"))
        self.retire_button.setText(_("Works here no more"))

    def _build(self) -> None:
        self.name, self.pin = FieldRow(most=LONGEST_NAME), FieldRow(most=MOST_DIGITS)
        self.pin.field.setEchoMode(QLineEdit.EchoMode.Password)
        digits = QRegularExpression("[0-9]*")
        self.pin.field.setValidator(QRegularExpressionValidator(digits, self.pin.field))
        self._may = TextLabel(look="strong")
        self.boxes: dict[Right, TickBox] = {right: TickBox() for right in RIGHTS}
        rights = QGridLayout()
        for place, box in enumerate(self.boxes.values()):
            box.setMinimumHeight(44)
            rights.addWidget(box, place // 2, place % 2)
        self._refusal = RefusalLabel()
        self.save_button = Button(kind="soft", icon="check")
        self.back_button, self.retire_button = Button(), Button(kind="danger")
        buttons = QHBoxLayout()
        for button in (self.save_button, self.back_button):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.retire_button)
        fields = QHBoxLayout()
        fields.setSpacing(16)
        for field in (self.name, self.pin):
            fields.addWidget(field, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(fields)
        self.body.addWidget(self._may)
        self.body.addLayout(rights)
        self.body.addWidget(self._refusal)
        self.body.addLayout(buttons)

    def _wire(self) -> None:
        self.name.field.returnPressed.connect(self.pin.field.setFocus)
        self.pin.field.returnPressed.connect(self.saved)
        self.save_button.clicked.connect(self.saved)
        self.back_button.clicked.connect(self.left)
        self.retire_button.clicked.connect(self.retired)
