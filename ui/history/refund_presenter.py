"""Putting a refund together: what comes back, how it is paid, what that gives."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.correction import SaleBalance
from pos_app.domain.errors import Refusal
from pos_app.domain.journal import SoldItem
from pos_app.domain.money import Money, Quantity
from pos_app.domain.money_back import MoneyBack
from pos_app.domain.tender import CASH
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.correcting import (
    Correction,
    LooseRefundWanted,
    RefundWanted,
)
from ui.history.history_presenter import HistoryPresenter
from ui.history.history_values import RefundState

_ONE = Quantity(1000)
_NONE = Quantity(0)
_CODE_OF_NOTHING = "-"


class RefundPresenter(QObject):
    """`changed` carries a RefundState; what was recorded is told by the HistoryPresenter.

    The id of the refund is made when its form is opened, so a second press pays nothing twice.
    """

    changed = Signal(object)

    def __init__(self, history: HistoryPresenter, catalog: CatalogKeeping) -> None:
        super().__init__()
        self._history = history
        self._catalog = catalog
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
        self._show(RefundState(balance, number, {}, kinds[0][0], kinds))

    def step(self, line: int, by: int) -> None:
        """One piece more or less of a line; what was weighed comes back whole or not."""
        state = self._state
        assert state is not None
        held = state.balance.lines[line - 1]
        now = state.coming.get(line, _NONE)
        step = _ONE if held.item.quantity.is_whole else held.left
        wanted = now + step if by > 0 else now + -step
        wanted = min(max(wanted, _NONE), held.left)
        self._show(replace(state, coming={**state.coming, line: wanted}))

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

    def refund(self, why: str) -> None:
        """Pay it back."""
        state = self._state
        assert state is not None
        correcting = self._history.services.correcting
        returned = tuple(state.coming.items())
        wanted = RefundWanted(
            self._refund_id, state.balance.recorded.seq, returned, state.kind, why
        )

        def act(by: str) -> Correction:
            return correcting.refund(wanted, by=by)

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

    def _show(self, state: RefundState) -> None:
        self._state = replace(state, priced=self._priced(state.balance, state))
        self.changed.emit(self._state)

    def _priced(self, balance: SaleBalance, state: RefundState) -> MoneyBack | None:
        correcting = self._history.services.correcting
        try:
            return correcting.priced(balance, tuple(state.coming.items()), state.kind or CASH)
        except Refusal:
            return None  # nothing chosen yet
