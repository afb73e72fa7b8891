"""A random operator: whatever is sold, taken back, parked and closed, all figures agree."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule

from pos_app.domain.booth_rules import RoundingWay, Taxes
from pos_app.domain.drawer import CashCount
from pos_app.domain.event_totals import event_totals
from pos_app.domain.feed import FeedPart, feed_part
from pos_app.domain.merge import merge
from pos_app.exchange.day_file import DayFile, read_day_file
from tests.machines.cart_operator import TYPED
from tests.machines.money_operator import MoneyOperator
from tests.tills import MORNING


class RandomOperator(MoneyOperator):
    """Opens, counts, closes and restarts; what always holds is looked at after every step."""

    @rule(amount=st.integers(0, 500_000))
    def set_float(self, amount: int) -> None:
        """Put the opening cash in; a second one replaces the first."""
        self.till.app.cash.set_float(amount)
        self.truth.put_float(amount)

    @precondition(lambda self: self.till.app.days.state().is_open)
    @rule(pieces=st.integers(0, 500), closes=st.booleans())
    def count(self, pieces: int, closes: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
        """Count the drawer, and close the day with it or go on."""
        count = CashCount(((1_000, pieces),)) if pieces else None
        if not closes:
            if count is not None:
                assert self.till.app.cash.count(count).expected == self.truth.drawer
            return
        parked = self.till.app.selling.parked
        closed = self.till.app.days.close_day(count)
        assert closed.report.sums.net == self.truth.net_of_day
        assert closed.report.sums.drawer.expected == self.truth.drawer
        assert self.till.app.selling.parked == parked, "nothing vanishes by itself"
        self.files.append(self.till.app.days.day_file_job(closed).write())
        assert TYPED.encode() not in self.files[-1].read_bytes()
        assert self.till.app.days.closed_days()[0] == closed
        self.truth.close()

    @rule(
        step=st.sampled_from((0, 100, 500, 1_000)),
        way=st.sampled_from(("down", "nearest", "up")),
        taxes=st.sampled_from(("none", "local", "pkp")),
        on_top=st.booleans(),
    )
    def change_the_rules(self, step: int, way: RoundingWay, taxes: Taxes, on_top: bool) -> None:  # noqa: FBT001 -- drawn by hypothesis
        """The booth thinks again about rounding and taxes."""
        arranging = self.till.app.arranging
        arranging.change(
            replace(
                arranging.own,
                rounding_step=step,
                rounding_way=way,
                taxes=taxes,
                npwp="123456789012345",
                price_on_top=on_top,
            )
        )

    @rule()
    def restart(self) -> None:
        """Stop in the middle of whatever is going on, and start again."""
        selling = self.till.app.selling
        selling.save_cart()
        before = selling.cart, selling.parked
        self.context.__exit__(None, None, None)
        self.open()
        if before[0].lines:
            assert self.cart == before[0]
        assert self.till.app.selling.parked == before[1]

    @rule(minutes=st.integers(1, 2_000))
    def time_passes(self, minutes: int) -> None:
        """Minutes or a night go by."""
        self.world.clock.forward(minutes=minutes)

    @rule(minutes=st.integers(-2_000, 2_000))
    def somebody_sets_the_clock(self, minutes: int) -> None:
        """The clock jumps; what was sold stays what it was."""
        self.world.clock.jump_to(self.world.clock.at + timedelta(minutes=minutes))

    # --- what always holds -----------------------------------------------------------------------

    @invariant()
    def x_report_says_what_was_recorded_since_the_close(self) -> None:
        """Screen and X show the same as what was sold, taken back and moved."""
        days = self.till.app.days
        if not days.state().is_open:
            assert self.truth.net_of_day == 0
            return
        sums = days.x_report().sums
        assert sums.net == self.truth.net_of_day
        assert dict(sums.pay) == {k: v for k, v in self.truth.by_kind.items() if v} | {
            kind: 0 for kind, amount in sums.pay if not amount
        }
        assert (sums.discount, sums.rounding) == (self.truth.discount, self.truth.rounding)
        assert self.till.app.cash.expected() == sums.drawer.expected == self.truth.drawer

    @invariant()
    def change_owed_is_listed_until_it_is_paid(self) -> None:
        """The list and the books name the same sum, over all days."""
        assert sum(owed.amount for owed in self.till.app.owing.owed()) == self.truth.owed

    @invariant()
    def the_organizers_total_is_the_sum_of_the_closes(self) -> None:
        """Day files, merged in any order, say what was sold in the closed days."""
        if not self.files:
            return
        joined = self.till.app.joining.joined()
        assert joined is not None
        parts = list(map(self._part_of, reversed(self.files)))
        totals = event_totals(merge(parts, joined.pack), joined.pack, as_of=MORNING)
        outside = sum(row.net for row in totals.outside)
        assert totals.net + outside == self.truth.net - self.truth.net_of_day

    def _part_of(self, path: Path) -> FeedPart:
        joined = self.till.app.joining.joined()
        assert joined is not None
        links = {joined.pack.version: joined.pack_link}
        file = read_day_file(path.read_bytes(), pack=joined.pack, pack_links=links)
        assert isinstance(file, DayFile), file
        till = file.header.till
        return feed_part(till.booth_id, till.dev, file.entries, detailed=True)


RandomOperator.TestCase.settings = settings(max_examples=8, stateful_step_count=30, deadline=None)
TestRandomOperator = RandomOperator.TestCase
