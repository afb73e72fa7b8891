"""What pages have in common that change the booth's own rules."""

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import BadRule, PosError, Refusal
from pos_app.domain.money import Percent
from pos_app.i18n import _, format_percent
from pos_app.services.arranging import Arranging
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.second_person import SecondPersonDialog, ask_second_person
from ui.setup.settings_page import SettingsPage
from ui.widgets import RefusalLabel, TextLabel


class RuleRow(QWidget):
    """One rule: what it is about, the control, a hint, and what is wrong with it."""

    def __init__(self, control: QWidget, *, has_caption: bool = True) -> None:
        super().__init__()
        self.control = control
        self.caption = TextLabel(look="strong", wrap=True)
        self.hint = TextLabel(look="caption", wrap=True)
        self.fixed = TextLabel(look="hint", wrap=True)
        self.refusal = RefusalLabel()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for widget in (self.caption, control, self.hint, self.fixed, self.refusal):
            layout.addWidget(widget)
        for label in (self.hint, self.fixed, self.refusal):
            label.hide()
        if not has_caption:  # and never show what has no place yet: it would be a window
            self.caption.hide()

    def show_words(self, caption: str, hint: str = "") -> None:
        """Name the rule and say more about it."""
        self.caption.setText(caption)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        if caption:
            self.control.setAccessibleName(caption)

    def refuse(self, words: str) -> None:
        """Say what is wrong; empty words take that away."""
        self.refusal.say(words)

    def fix(self, *, is_fixed: bool) -> None:
        """Show whether the event's pack decides this."""
        self.control.setEnabled(not is_fixed)
        self.fixed.setText(_("The event's pack sets this for all booths."))
        self.fixed.setVisible(is_fixed)


class RulesPage(SettingsPage):
    """Keeps every change at once. `rules_changed` carries the BoothRules that hold now.

    A subclass names its fields with `add_rule` and shows values in `show_rules`.
    """

    rules_changed = Signal(object)
    failed = Signal(object)

    def __init__(self, arranging: Arranging, signing_in: SigningIn) -> None:
        super().__init__()
        self._arranging = arranging
        self._signing_in = signing_in
        self.second_person: SecondPersonDialog | None = None
        self.rows: dict[str, RuleRow] = {}

    @property
    def rules(self) -> BoothRules:
        """What holds now."""
        return self._arranging.rules

    def add_rule(self, field: str, control: QWidget, *, has_caption: bool = True) -> RuleRow:
        """Make the row of a field."""
        row = self.rows[field] = RuleRow(control, has_caption=has_caption)
        return row

    def change(self, **fields: Any) -> bool:
        """Keep new values; False when they were refused, which is said next to the field.

        Where the person at the till may not change settings, a second one is asked first (H1).
        """
        own = self._arranging.own
        if replace(own, **fields) == own or self._signing_in.may("settings"):
            return self._keep_fields(fields)
        self.second_person = ask_second_person(
            self._signing_in, "settings", self, partial(self._keep_allowed, fields)
        )
        self.show_now()
        return False

    def _keep_allowed(self, fields: dict[str, Any], by: str) -> None:
        self._keep_fields(fields, by)

    def _keep_fields(self, fields: dict[str, Any], by: str = "") -> bool:
        for row in self.rows.values():
            row.refuse("")
        try:
            rules = self._arranging.change(replace(self._arranging.own, **fields), by=by)
        except Refusal as refusal:
            field = refusal.field if isinstance(refusal, BadRule) else next(iter(fields))
            self.rows[field if field in self.rows else next(iter(fields))].refuse(
                words_for(refusal)
            )
            return False
        except PosError as error:
            self.failed.emit(error)
            return False
        self.show_now()
        self.rules_changed.emit(rules)
        return True

    def take_percent(self, field: str, text: str) -> None:
        """Keep a percentage as people type it: `10`, `12,5 %`."""
        try:
            percent = Percent.of(text.strip().rstrip("%").strip().replace(",", "."))
        except ValueError:
            self.rows[field].refuse(words_for(BadRule(field)))
        else:
            self.change(**{field: percent})

    def show_now(self) -> None:
        """Show the rules as they are, and which of them the pack has fixed."""
        for field, row in self.rows.items():
            row.fix(is_fixed=field in self._arranging.fixed)
        self.show_rules(self.rules)

    def show_rules(self, rules: BoothRules) -> None:
        """Show the values; the subclass knows its controls."""
        raise NotImplementedError

    def restore_rules(self) -> None:
        """Set the fields of this page back to what a new booth has."""
        usual = BoothRules()
        self.change(**{field: getattr(usual, field) for field in self.rows})

    def retranslate(self) -> None:
        """Set all words in the language of the moment; the subclass adds its own."""
        super().retranslate()
        self.show_now()


def plain_percent(percent: Percent) -> str:
    """A percentage for a field: `12,5`."""
    return format_percent(percent).rstrip("%")
