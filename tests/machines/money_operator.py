"""What a random operator does with money: sales, voids, refunds, the drawer."""

import contextlib
from typing import Literal

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from pos_app.domain.drawer import MoveKind, Movement
from pos_app.domain.errors import OwedTooMuch
from pos_app.domain.money import Quantity
from pos_app.domain.tender import CASH, TENDER_KINDS, Payment, Sighting
from pos_app.services.correcting import RefundWanted
from pos_app.services.paying import RecordedSale
from tests.machines.cart_operator import SMALL, TYPED, CartOperator

KINDS = (*TENDER_KINDS, "qris", "cash")


class MoneyOperator(CartOperator):
    """Takes money and gives it back."""

    @precondition(lambda self: self.cart.lines)
    @rule(
        tenders=st.lists(
            st.tuples(st.sampled_from(KINDS), st.integers(1, 200), st.booleans()), max_size=4
        ),
        parts=st.integers(1, 8),
        owed=st.integers(0, 4),
    )
    def pay(self, tenders: list[tuple[str, int, bool]], parts: int, owed: int) -> None:
        """Any kinds in any order, too much of each, in even parts; what is left in cash."""
        paying, total = self.till.app.paying, self.cart.total
        if not total:
            self._note(paying.finish(why="lainnya"))
            return
        if parts > 1 and paying.payment.missing:
            paying.divide(parts)
        for kind, percent, is_unsure in tenders:
            open_amount = paying.payment.missing_in(kind)
            if not open_amount:
                break
            amount = max(1, open_amount * percent // 100)
            state: Literal["unsure", "received"] = "received"
            if is_unsure and kind != CASH:
                state = "unsure"
            sighting = Sighting(state=state, reference=TYPED)
            paying.tender(kind, amount, sighting, really_paid=amount > open_amount)
        while paying.payment.missing:
            paying.tender("cash", paying.payment.next_amount("cash"))
        if paying.payment.excess > paying.payment.accepted_excess:
            paying.accept_excess()
        if owed and paying.payment.change:
            with contextlib.suppress(OwedTooMuch):  # what one of several got back is gone
                paying.owe(paying.payment.change // owed)
        self._finish(paying.payment)

    def _finish(self, payment: Payment) -> None:
        """What was shown is what is recorded (R2)."""
        cart, paying = self.cart, self.till.app.paying
        sold = paying.finish()
        money = sold.sale.money
        assert paying.finish(cart.sale_id) == sold, "a second press changes nothing"
        assert money.total == cart.total + money.rounding == payment.due
        assert money.rounding == payment.rounding
        assert money.goods + cart.tax_on_top == cart.total
        given = money.given or 0
        assert given - money.cash_part - money.owed == payment.change
        self._note(sold)

    def _note(self, sold: RecordedSale) -> None:
        self.truth.count_receipt(sold.sale.money)
        self.truth.left_of[sold.recorded.seq] = sold.sale.money.total
        self.truth.sales_of_day.append(sold.recorded.seq)
        assert not self.cart.lines

    @precondition(lambda self: self.truth.sales_of_day)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        """Take a sale of the open day back, twice: it has the effect of once."""
        seq = data.draw(st.sampled_from(self.truth.sales_of_day))
        with self.allowed_to_refuse():
            made = self.till.app.correcting.void_sale(seq, "salah-barang")
            again = self.till.app.correcting.void_sale(seq, "dobel")
            assert again == made
            self.till.app.selling.take_again(self.till.app.correcting.balance(seq).recorded)
            if made.entry.money.no > self.truth.receipts:
                self.truth.count_receipt(made.entry.money)
                assert self.truth.left_of[seq] == -made.entry.money.total
                self.truth.left_of[seq] = 0

    @precondition(lambda self: self.truth.left_of)
    @rule(data=st.data(), share=st.integers(1, 4), kind=st.sampled_from(("cash", "transfer")))
    def refund(self, data: st.DataObject, share: int, kind: str) -> None:
        """Some goods of any earlier sale come back, a part or all that is left of a line."""
        correcting = self.till.app.correcting
        seq = data.draw(st.sampled_from(sorted(self.truth.left_of)))
        balance = correcting.balance(seq)
        lines = [line for line in balance.lines if line.left > Quantity(0)]
        if not lines or not balance.may_refund:
            return
        line = data.draw(st.sampled_from(lines))
        whole = line.left.thousandths
        part = whole // share // 1_000 * 1_000 or whole
        wanted = RefundWanted(
            correcting.new_refund_id(), seq, ((line.line, Quantity(part)),), kind, "rusak"
        )
        with self.allowed_to_refuse():
            made = correcting.refund(wanted)
            assert correcting.refund(wanted) == made
            self.truth.count_receipt(made.entry.money)
            self.truth.left_of[seq] += made.entry.money.total
            assert self.truth.left_of[seq] >= 0
            if not correcting.balance(seq).may_refund:
                assert self.truth.left_of[seq] == 0, "the last return takes the remainder"

    @rule(kind=st.sampled_from(("in", "out", "drop", "open")), amount=SMALL)
    def move_cash(self, kind: MoveKind, amount: int) -> None:
        """Pay in, pay out, drop, no sale."""
        amount = 0 if kind == "open" else amount
        movement = Movement(kind=kind, amount=amount, words=TYPED)
        self.till.app.cash.move(movement, is_sure=True)
        self.truth.drawer += amount if kind == "in" else -amount

    @precondition(lambda self: self.truth.owed)
    @rule()
    def settle_what_is_owed(self) -> None:
        """The buyer comes back, or nobody does."""
        owing = self.till.app.owing
        owed = owing.owed()[0]
        if owed.may_be_given_up:
            owing.give_up(owed.recorded.seq, "lainnya")
        else:
            owing.pay_out(owed.recorded.seq)
            self.truth.drawer -= owed.amount
        self.truth.owed -= owed.amount

    @precondition(lambda self: self.till.app.qris.unsure())
    @rule(data=st.data(), arrived=st.booleans())
    def look_for_money(self, data: st.DataObject, arrived: bool) -> None:  # noqa: FBT001
        """Somebody looks whether the money came after all."""
        qris = self.till.app.qris
        one = data.draw(st.sampled_from(qris.unsure()))
        qris.confirm(one, Sighting(state="received" if arrived else "unsure"))
        assert (one not in qris.unsure()) is arrived

    @precondition(lambda self: self.cart.lines)
    @rule(kind=st.sampled_from(KINDS), percent=st.integers(1, 99), takes_back=st.booleans())
    def pay_a_part(self, kind: str, percent: int, takes_back: bool) -> None:  # noqa: FBT001
        """Money on the table while the cart is still open; perhaps it goes back."""
        paying = self.till.app.paying
        amount = paying.payment.missing_in(kind) * percent // 100
        if not amount or len(paying.payment.taken) > 3:
            return
        paying.tender(kind, amount)
        if takes_back:
            paying.without_tender(len(paying.payment.taken) - 1)

    @precondition(lambda self: self.till.app.days.qris_sales())
    @rule(data=st.data(), found=st.booleans())
    def tick_off(self, data: st.DataObject, found: bool) -> None:  # noqa: FBT001
        """A QRIS sale is in the merchant's list, or is not."""
        days = self.till.app.days
        days.tick(data.draw(st.sampled_from(days.qris_sales())), found=found)
