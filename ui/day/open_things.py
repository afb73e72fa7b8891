"""What is still open at the end of a day, a row and its buttons for each thing (D10)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.cart_history import ParkedCart
from pos_app.domain.drawer import GIVE_UP_REASONS
from pos_app.domain.tender import QRIS
from pos_app.i18n import _, format_clock, format_date, format_money, ngettext
from pos_app.papers.layout import tender_word
from pos_app.papers.reasons import reason_words
from pos_app.services.owing import OwedChange
from pos_app.services.print_keeping import PaperState
from pos_app.services.qris_keeping import UnsureTender
from ui.buttons import Button
from ui.cards import Card
from ui.day.day_values import OpenThings
from ui.day.day_words import paper_reason, paper_status
from ui.reason_chips import ReasonChips
from ui.widgets import ElidedLabel, Status, StatusPill, TextLabel, clear_layout

_MOST_SHOWN = 6


class OpenThingsCard(Card):
    """Nothing here stops the close; what is not decided is carried over and stays in its list.

    `answered`: the question about change owed is done with; a further Enter must not do another
    thing of the list.
    """

    cart_carried = Signal(str)
    cart_abandoned = Signal(str)
    paper_seen = Signal(int)
    copy_wanted = Signal(int)
    owed_settled = Signal(object, str)
    look_wanted = Signal(int)
    unsure_settled = Signal(object, bool)
    answered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._things: OpenThings | None = None
        self.buttons: list[Button] = []
        self._why = TextLabel(look="caption", wrap=True)
        self.reasons = ReasonChips(columns=len(GIVE_UP_REASONS))
        self.reasons.chosen.connect(self._give_up)
        self._asked: OwedChange | None = None
        self.pay_button, self.not_yet = Button(kind="soft", icon="hand-coins"), Button()
        self.pay_button.clicked.connect(self._pay_out)
        self.not_yet.clicked.connect(self.leave_question)
        self._answers = QWidget()
        answers = QHBoxLayout(self._answers)
        answers.setContentsMargins(0, 0, 0, 0)
        for button in (self.pay_button, self.not_yet):
            answers.addWidget(button)
        answers.addStretch(1)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        for widget in (self._why, self.reasons, self._answers):
            self.body.addWidget(widget)
            widget.hide()

    def show_things(self, things: OpenThings) -> None:
        """Show a row for each; the focus stays in the list when a row was dealt with."""
        if things == self._things and self.buttons:
            return
        place = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), None)
        answers = (self.pay_button, self.not_yet, *self.reasons.buttons.values())
        if any(one.hasFocus() for one in answers):
            self.answered.emit()
        self._things = things
        self.buttons = []
        self._why.hide()
        self.reasons.hide()
        self._answers.hide()
        clear_layout(self._rows)
        self._add_rows(things)
        if place is not None and self.buttons:
            self.buttons[min(place, len(self.buttons) - 1)].setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("1. Still open"))
        self.reasons.show_reasons([(code, reason_words(code)) for code in GIVE_UP_REASONS])
        self.pay_button.setText(_("The buyer has it now"))
        self.not_yet.setText(_("Not yet"))
        if self._things is not None:
            things, self._things = self._things, None
            self.show_things(things)

    def _add_rows(self, things: OpenThings) -> None:
        for cart in things.carts[:_MOST_SHOWN]:
            self._add_cart(cart, is_carried=cart.cart.sale_id in things.carried)
        for paper in things.papers[:_MOST_SHOWN]:
            self._add_paper(paper)
        for unsure in things.unsure[:_MOST_SHOWN]:
            self._add_unsure(unsure, things.tender_names)
        for owed in things.owed[:_MOST_SHOWN]:
            self._add_owed(owed)
        counts = [len(kind) for kind in (things.carts, things.papers, things.unsure, things.owed)]
        rest = sum(max(0, count - _MOST_SHOWN) for count in counts)
        if rest:
            words = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            self._rows.addWidget(TextLabel(words, look="caption"))
        if not any(counts):
            self._rows.addWidget(StatusPill("ok", _("nothing is open")))

    def _add_cart(self, parked: ParkedCart, *, is_carried: bool) -> None:
        name = parked.name or format_clock(parked.parked_at)
        words = _("Parked cart {name}, {amount}").format(
            name=name, amount=format_money(parked.cart.total)
        )
        cart_id = parked.cart.sale_id
        if is_carried:
            state: tuple[Status, str] = ("ok", _("is carried over"))
            self._add(words, state, (_("Abandon"), partial(self.cart_abandoned.emit, cart_id)))
            return
        self._add(
            words,
            None,
            (_("Carry over"), partial(self.cart_carried.emit, cart_id)),
            (_("Abandon"), partial(self.cart_abandoned.emit, cart_id)),
        )

    def _add_paper(self, paper: PaperState) -> None:
        words = f"{paper.number} {paper_reason(paper)}".strip()
        actions = [(_("Print a copy"), partial(self.copy_wanted.emit, paper.job_id))]
        if paper.state == "uncertain":
            actions.insert(0, (_("It came out"), partial(self.paper_seen.emit, paper.job_id)))
        self._add(words, paper_status(paper), *actions)

    def _add_unsure(self, unsure: UnsureTender, names: tuple[tuple[str, str], ...]) -> None:
        words = _("{tender} {amount} not seen, receipt {number}, {day}").format(
            tender=tender_word(unsure.kind, names),
            amount=format_money(unsure.amount),
            number=unsure.receipt_number,
            day=format_date(unsure.recorded.entry.stamp.day),
        )
        if unsure.kind == QRIS:
            self._add(words, None, (_("Look for it"), partial(self._look_for, unsure)))
            return
        came = (_("It came"), partial(self._settle, unsure, came=True))
        missing = (_("It did not come"), partial(self._settle, unsure, came=False))
        self._add(words, None, came, missing)

    def _look_for(self, unsure: UnsureTender) -> None:
        self.look_wanted.emit(unsure.recorded.seq)

    def _settle(self, unsure: UnsureTender, *, came: bool) -> None:
        self.unsure_settled.emit(unsure, came)

    def _add_owed(self, owed: OwedChange) -> None:
        words = _("Change owed {amount}, receipt {number}, {day}").format(
            amount=format_money(owed.amount),
            number=owed.receipt_number,
            day=format_date(owed.recorded.entry.stamp.day),
        )
        actions = [(_("Pay it out"), partial(self._ask_to_pay, owed))]
        if owed.may_be_given_up:
            actions.append((_("Give it up"), partial(self._ask_why, owed)))
        self._add(words, None, *actions)

    @Slot()
    def leave_question(self) -> bool:
        """Take the question about change owed back; False where none was put."""
        was_asked = self._why.isVisible()
        for widget in (self._why, self.reasons, self._answers):
            widget.hide()
        if was_asked and self.buttons:
            self.buttons[-1].setFocus()
        return was_asked

    def _ask_to_pay(self, owed: OwedChange) -> None:
        """Money that went out of the drawer does not come back by a tap, so it is asked first."""
        self._put_question(owed, _("Take {amount} out of the drawer for receipt {number}?"))
        self.reasons.hide()
        self._answers.show()
        self.pay_button.setFocus()

    def _ask_why(self, owed: OwedChange) -> None:
        words = _("Why is the change of receipt {number} given up? {amount} become other income.")
        self._put_question(owed, words)
        self._answers.hide()
        self.reasons.clear()
        self.reasons.show()
        self.reasons.put_focus()

    def _put_question(self, owed: OwedChange, words: str) -> None:
        self._asked = owed
        amount = format_money(owed.amount)
        self._why.setText(words.format(number=owed.receipt_number, amount=amount))
        self._why.show()

    @Slot()
    def _pay_out(self) -> None:
        if self._asked is not None:
            self.owed_settled.emit(self._asked, "")

    @Slot(str)
    def _give_up(self, why: str) -> None:
        if self._asked is not None:
            self.owed_settled.emit(self._asked, why)

    def _add(
        self,
        words: str,
        state: tuple[Status, str] | None,
        *actions: tuple[str, Callable[[], object]],
    ) -> None:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(ElidedLabel(words), 1)
        if state is not None:
            layout.addWidget(StatusPill(*state))
        for text, act in actions:
            button = Button(text)
            button.setAccessibleDescription(words)
            button.clicked.connect(partial(_call, act))
            layout.addWidget(button)
            self.buttons.append(button)
        self._rows.addWidget(row)


def _call(act: Callable[[], object], *_checked: bool) -> None:
    act()
