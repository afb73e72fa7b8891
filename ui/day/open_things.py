"""What is still open at the end of a day, a row and its buttons for each thing (D10)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.cart_history import ParkedCart
from pos_app.i18n import _, format_clock, format_date, format_money, ngettext
from pos_app.services.owing import OwedChange
from pos_app.services.print_keeping import PaperState
from ui.buttons import Button
from ui.cards import Card
from ui.day.day_values import OpenThings
from ui.day.day_words import paper_reason, paper_status
from ui.widgets import ElidedLabel, Status, StatusPill, TextLabel, clear_layout

_MOST_SHOWN = 6


class OpenThingsCard(Card):
    """Nothing here stops the close; what is not decided is carried over and stays in its list."""

    cart_carried = Signal(str)
    cart_abandoned = Signal(str)
    paper_seen = Signal(int)
    copy_wanted = Signal(int)
    owed_paid = Signal(object)
    ticks_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._things: OpenThings | None = None
        self.buttons: list[Button] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)

    def show_things(self, things: OpenThings) -> None:
        """Show a row for each; the focus stays in the list when a row was dealt with."""
        if things == self._things and self.buttons:
            return
        place = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), None)
        self._things = things
        self.buttons = []
        clear_layout(self._rows)
        self._add_rows(things)
        if place is not None and self.buttons:
            self.buttons[min(place, len(self.buttons) - 1)].setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.set_title(_("1. Still open"))
        if self._things is not None:
            things, self._things = self._things, None
            self.show_things(things)

    def _add_rows(self, things: OpenThings) -> None:
        for cart in things.carts[:_MOST_SHOWN]:
            self._add_cart(cart, is_carried=cart.cart.sale_id in things.carried)
        for paper in things.papers[:_MOST_SHOWN]:
            self._add_paper(paper)
        if things.unsure:
            self._add_unsure(things)
        for owed in things.owed[:_MOST_SHOWN]:
            self._add_owed(owed)
        shown = sum(min(len(kind), _MOST_SHOWN) for kind in (things.carts, things.papers))
        shown += min(len(things.owed), _MOST_SHOWN)
        rest = len(things.carts) + len(things.papers) + len(things.owed) - shown
        if rest:
            words = ngettext("and {count} more", "and {count} more", rest).format(count=rest)
            self._rows.addWidget(TextLabel(words, look="caption"))
        if not (things.carts or things.papers or things.unsure or things.owed):
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

    def _add_unsure(self, things: OpenThings) -> None:
        count = len(things.unsure)
        amount = format_money(sum(one.amount for one in things.unsure))
        words = ngettext(
            "{count} payment whose money nobody has seen, {amount}",
            "{count} payments whose money nobody has seen, {amount}",
            count,
        ).format(count=count, amount=amount)
        self._add(words, None, (_("Look for it"), self.ticks_wanted.emit))

    def _add_owed(self, owed: OwedChange) -> None:
        words = _("Change owed {amount}, receipt {number}, {day}").format(
            amount=format_money(owed.amount),
            number=owed.receipt_number,
            day=format_date(owed.recorded.entry.stamp.day),
        )
        self._add(words, None, (_("Pay it out"), partial(self.owed_paid.emit, owed)))

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
