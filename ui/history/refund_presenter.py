"""Putting a refund together: what comes back, how it is paid, what that gives."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.correction import SaleBalance
from pos_app.domain.correction_errors import TooMuchBack
from pos_app.domain.errors import BadQuantity, Refusal
from pos_app.domain.journal import SoldItem
from pos_app.domain.money import Money, Quantity
from pos_app.domain.money_back import MoneyBack
from pos_app.domain.rupiah import Refused, read_quantity
from pos_app.domain.tender import CASH
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.correcting import (
    Correction,
    LooseRefundWanted,
    RefundWanted,
)
from ui.history.history_presenter import HistoryPresenter
from ui.history.history_values import OpenCart, RefundState

_ONE = Quantity(1000)
_TENTH = Quantity(100)
_NONE = Quantity(0)
_CODE_OF_NOTHING = "-"

NO_CART = OpenCart(lambda: 0, lambda _amount: False)
"""Where nothing is sold, nothing is exchanged."""


class RefundPresenter(QObject):
    """`changed` carries a RefundState; what was recorded is told by the HistoryPresenter.

    The id of the refund is made when its form is opened, so a second press pays nothing twice.
    """

    changed = Signal(object)

    def __init__(
        self, history: HistoryPresenter, catalog: CatalogKeeping, cart: OpenCart = NO_CART
    ) -> None:
        super().__init__()
        self._history = history
        self._catalog = catalog
        self._cart = cart
        self._exchanged_seq = 0
        self._state: RefundState | None = None
        self._refund_id = ""

    # --- of a sale -------------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Begin a refund of the sale in hand, with nothing chosen yet."""
        balance = self._history.balance()
        kinds = self._history.kinds(tuple(t.kind for t in balance.sale.money.pay))
        number = self._history.services.receipts.look(balance.recorded.seq).number
        self._refund_id = self._history.services.correcting.new_refund_id()
        weighed = frozenset(one.line for one in balance.lines if self._is_weighed(one.item))
        state = RefundState(balance, number, {}, kinds[0][0], kinds, weighed=weighed)
        step = self._history.services.correcting.rounding_step
        self._show(replace(state, open_in_cart=self._cart.missing(), cash_step=step))

    def step(self, line: int, by: int) -> None:
        """One piece more or less of a line.

        What was weighed mostly comes back whole: the first step takes all of it, and those after
        it a tenth more or less.
        """
        state = self._state
        assert state is not None
        left, now = state.balance.lines[line - 1].left, state.coming.get(line, _NONE)
        step = _TENTH if line in state.weighed else _ONE
        if line in state.weighed and by > 0 and now == _NONE:
            step = left
        self._take(line, min(max(now + step if by > 0 else now + -step, _NONE), left))

    def type_quantity(self, line: int, text: str) -> None:
        """So much of a weighed line comes back, as it was typed; nothing typed is nothing."""
        assert self._state is not None
        held = self._state.balance.lines[line - 1]
        read = read_quantity(text) if text.strip() else _NONE
        if isinstance(read, Refused):
            self._take(line, _NONE)
            if read.code != "zero":
                self._history.refused.emit(BadQuantity(text.strip(), "form"))
        elif read > held.left:
            self._take(line, _NONE)
            self._history.refused.emit(TooMuchBack(held.item.name, held.left))
        else:
            self._take(line, read)

    @Slot()
    def take_all(self) -> None:
        """Let everything come back that still can."""
        assert self._state is not None
        coming = {line.line: line.left for line in self._state.balance.lines}
        self._show(replace(self._state, coming=coming))

    def choose_kind(self, kind: str) -> None:
        """Pay it back that way."""
        assert self._state is not None
        self._show(replace(self._state, kind=kind))

    def was_exchanged(self, made: Correction) -> bool:
        """Whether the money of that refund went towards the open cart instead of back."""
        return made.recorded.seq == self._exchanged_seq

    def exchange(self, why: str) -> None:
        """Take the goods back in cash, and put that cash towards the open cart (S21).

        Refund and sale stay two entries; only the difference goes over the counter.
        """
        self.refund(why, exchanges=True)

    def refund(self, why: str, *, exchanges: bool = False) -> None:
        """Pay it back."""
        state = self._state
        assert state is not None
        correcting = self._history.services.correcting
        returned = tuple(state.coming.items())
        wanted = RefundWanted(
            self._refund_id, state.balance.recorded.seq, returned, state.kind, why
        )

        def act(by: str) -> Correction:
            made = correcting.refund(wanted, by=by)
            if exchanges and not self.was_exchanged(made):  # a repeat pays nothing twice
                amount = -made.entry.money.total
                self._exchanged_seq = made.recorded.seq if self._cart.take(amount) else 0
            return made

        self._history.ask("refund", act)

    # --- without its sale ------------------------------------------------------------------------

    def start_loose(self) -> None:
        """Begin a refund whose sale this till does not hold."""
        self._refund_id = self._history.services.correcting.new_refund_id()

    def item(self, text: str, pieces: int, price: Money) -> SoldItem | None:
        """The goods that come back: a product by its code or name, else words as typed."""
        words = text.strip()
        if not words or pieces <= 0 or price <= 0:
            return None
        product = self._catalog.catalog.holder_of(words) or next(
            (one for one in self._catalog.search(words, 1) if one.name == words), None
        )
        quantity = Quantity(pieces * _ONE.thousandths)
        return SoldItem(
            code=_CODE_OF_NOTHING if product is None else product.code,
            name=words if product is None else product.name,
            quantity=quantity,
            unit_price=price,
            net=quantity.times(price),
            category="" if product is None else product.category,
        )

    def price_loose(self, item: SoldItem | None, kind: str) -> MoneyBack | None:
        """What that would pay."""
        if item is None:
            return None
        return self._history.services.correcting.priced_without_sale((item,), kind)

    def refund_loose(self, item: SoldItem | None, kind: str, why: str, typed: str) -> None:
        """Pay it back; needs a second person where there is one."""
        items = () if item is None else (item,)
        wanted = LooseRefundWanted(self._refund_id, items, kind, why, typed)
        correcting = self._history.services.correcting

        def act(by: str) -> Correction:
            return correcting.refund_without_sale(wanted, by=by)

        self._history.ask("refund", act, always=True)

    # --- inside ----------------------------------------------------------------------------------

    def _take(self, line: int, quantity: Quantity) -> None:
        assert self._state is not None
        self._show(replace(self._state, coming={**self._state.coming, line: quantity}))

    def _is_weighed(self, item: SoldItem) -> bool:
        """By its quantity, and for a whole kilogram by the product of today."""
        product = self._catalog.catalog.holder_of(item.code)
        return not item.quantity.is_whole or (product is not None and product.sold_by_weight)

    def _show(self, state: RefundState) -> None:
        self._state = replace(state, priced=self._priced(state.balance, state))
        self.changed.emit(self._state)

    def _priced(self, balance: SaleBalance, state: RefundState) -> MoneyBack | None:
        correcting = self._history.services.correcting
        try:
            return correcting.priced(balance, tuple(state.coming.items()), state.kind or CASH)
        except Refusal:
            return None  # nothing chosen yet
