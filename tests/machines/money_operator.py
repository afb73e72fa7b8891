"""What a random operator does with money: sales, voids, refunds, the drawer."""

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from pos_app.domain.drawer import MoveKind, Movement
from pos_app.domain.money import Quantity
from pos_app.services.correcting import RefundWanted
from pos_app.services.paying import RecordedSale
from tests.machines.cart_operator import SMALL, CartOperator

NON_CASH = ("qris", "card", "transfer", "voucher")


class MoneyOperator(CartOperator):
    """Takes money and gives it back."""

    @precondition(lambda self: self.cart.lines)
    @rule(
        kind=st.sampled_from(NON_CASH),
        part=st.integers(0, 4),
        too_much=st.integers(0, 100_000),
        owes=st.booleans(),
    )
    def pay(self, kind: str, part: int, too_much: int, owes: bool) -> None:  # noqa: FBT001
        """Pay in one or two tenders, cash perhaps with too much, and finish."""
        paying, total = self.till.app.paying, self.cart.total
        if not total:
            self._note(paying.finish(why="lainnya"))
            return
        if part and total // part:
            paying.tender(kind, total // part)
        missing = paying.payment.missing_in("cash")
        if missing:
            paying.tender("cash", missing + too_much)
            if owes and paying.payment.change:
                paying.owe(paying.payment.change)
        sold = paying.finish()
        assert sold.sale.money.total == total + sold.sale.money.rounding
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
        self.till.app.cash.move(Movement(kind=kind, amount=amount, why="lainnya"), is_sure=True)
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
