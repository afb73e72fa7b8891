"""A random operator: whatever is sold, counted, closed and restarted, all figures agree."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from pos_app.domain.drawer import CashCount
from pos_app.domain.event_totals import event_totals
from pos_app.domain.feed import feed_part
from pos_app.domain.journal import Grand
from pos_app.domain.merge import merge
from pos_app.domain.money import Quantity
from pos_app.exchange.day_file import DayFile, read_day_file
from tests.tills import MORNING, TillAtWork, World, a_till_at_work

CODES = ("MUG", "KOPI", "KRI-004", "FES-001")
KINDS = ("cash", "qris", "card", "transfer")


class RandomOperator(RuleBasedStateMachine):
    """Drives one till through the services. What it sold itself is the independent truth."""

    def __init__(self) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory()
        self._world = World()
        self._open()
        self.net = 0
        self.receipts = 0
        self.by_kind = dict.fromkeys(KINDS, 0)
        self.net_of_day = 0
        self.drawer = 0
        self.files: list[Path] = []

    def _open(self) -> None:
        self._context = a_till_at_work(Path(self._folder.name) / "till", self._world)
        self.till: TillAtWork = self._context.__enter__()

    def teardown(self) -> None:
        """Let go of the till and its folder."""
        self._context.__exit__(None, None, None)
        self._folder.cleanup()

    @rule(code=st.sampled_from(CODES), pieces=st.integers(1, 9))
    def scan(self, code: str, pieces: int) -> None:
        """Put goods into the cart."""
        self.till.app.selling.scan(f"{pieces}*{code}")

    @precondition(lambda self: self.till.app.selling.cart.lines)
    @rule(data=st.data())
    def change_a_line(self, data: st.DataObject) -> None:
        """Change a quantity, take a line out, or undo."""
        selling = self.till.app.selling
        place = data.draw(st.integers(0, len(selling.cart.lines) - 1))
        match data.draw(st.sampled_from(["more", "out", "undo"])):
            case "more":
                selling.change_quantity(place, Quantity.of(data.draw(st.integers(1, 20))))
            case "out":
                selling.remove_line(place)
            case _ if selling.may_undo:
                selling.undo()

    @precondition(lambda self: self.till.app.selling.cart.lines)
    @rule(kind=st.sampled_from(KINDS), part=st.integers(1, 4), too_much=st.integers(0, 100_000))
    def pay(self, kind: str, part: int, too_much: int) -> None:
        """Pay in one or two tenders, cash perhaps with too much, and finish."""
        selling = self.till.app.selling
        total = selling.cart.total
        if part > 1 and total >= part:
            selling.tender(kind, total // part)
            self.by_kind[kind] += total // part
        rest = selling.payment.missing
        if rest:
            selling.tender("cash", rest + too_much)
            self.by_kind["cash"] += rest
        sold = selling.finish()
        assert sold.sale.money.total == total
        self.receipts += 1
        assert sold.sale.money.no == self.receipts
        self.net += total
        self.net_of_day += total
        self.drawer += sold.sale.money.cash_part

    @rule(amount=st.integers(0, 500_000))
    def set_float(self, amount: int) -> None:
        """Put the opening cash in; a second one replaces the first."""
        state = self.till.app.days.state()
        self.till.app.cash.set_float(amount)
        self.drawer += amount - (state.float_amount or 0)

    @precondition(lambda self: self.till.app.days.state().is_open)
    @rule(pieces=st.integers(0, 500), closes=st.booleans())
    def count(self, pieces: int, closes: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
        """Count the drawer, and close the day with it or go on."""
        count = CashCount(((1_000, pieces),)) if pieces else None
        if not closes and count is not None:
            result = self.till.app.cash.count(count)
            assert result.expected == self.drawer
            return
        closed = self.till.app.days.close_day(count)
        assert closed.report.sums.net == self.net_of_day
        assert closed.report.sums.drawer.expected == self.drawer
        self.files.append(self.till.app.days.day_file_job(closed).write())
        self.net_of_day = self.drawer = 0

    @rule()
    def restart(self) -> None:
        """Stop in the middle of whatever is going on, and start again."""
        self.till.app.selling.save_cart()
        cart = self.till.app.selling.cart
        self._context.__exit__(None, None, None)
        self._open()
        if cart.lines:
            assert self.till.app.selling.cart == cart

    @rule(minutes=st.integers(1, 2_000))
    def time_passes(self, minutes: int) -> None:
        """Minutes or a night go by."""
        self._world.clock.forward(minutes=minutes)

    @invariant()
    def x_report_says_what_was_sold_since_the_close(self) -> None:
        """Screen and X show the same as what was sold."""
        days = self.till.app.days
        if not days.state().is_open:
            assert self.net_of_day == 0
            return
        sums = days.x_report().sums
        assert sums.net == self.net_of_day
        assert sum(amount for _, amount in sums.pay) == self.net_of_day
        assert self.till.app.cash.expected() == sums.drawer.expected == self.drawer

    @invariant()
    def the_organizers_total_is_the_sum_of_the_closes(self) -> None:
        """Day files, merged in any order, say what was sold in the closed days."""
        if not self.files:
            return
        joined = self.till.app.joining.joined()
        assert joined is not None
        links = {joined.pack.version: joined.pack_link}
        parts = []
        for path in reversed(self.files):
            file = read_day_file(path.read_bytes(), pack=joined.pack, pack_links=links)
            assert isinstance(file, DayFile)
            till = file.header.till
            parts.append(feed_part(till.booth_id, till.dev, file.entries, detailed=True))
        totals = event_totals(merge(parts, joined.pack), joined.pack, as_of=MORNING)
        outside = sum(row.net for row in totals.outside)
        assert totals.net + outside == self.net - self.net_of_day
        grand = self.till.app.papers._recording.grand_before
        assert grand != Grand() or self.net == self.net_of_day
        assert grand.net == self.net - self.net_of_day


RandomOperator.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestRandomOperator = RandomOperator.TestCase
