"""Tenders, cash rounding, change: hand-computed examples, then whatever anybody may pay."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.booth_rules import ROUNDING_STEPS, RoundingWay
from pos_app.domain.errors import OwedTooMuch, PaidTooMuch, TooManyTenders
from pos_app.domain.journal import Tender
from pos_app.domain.rounding import CashRounding
from pos_app.domain.tender import Payment, Sighting

DOWN_500 = CashRounding(500)
UNSURE = Sighting(state="unsure")

# --- cash rounding ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("step", "way", "cash_part", "difference"),
    [
        (0, "down", 4_550, 0),
        (100, "down", 115, -15),  # MON2
        (500, "down", 4_550, -50),  # MON2
        (500, "down", 44_820, -320),  # R7
        (500, "down", 499, 0),  # below one step it stays as it is
        (500, "down", 500, 0),
        (1_000, "up", 12_001, 999),
        (1_000, "up", 12_000, 0),
        (1_000, "nearest", 12_499, -499),
        (1_000, "nearest", 12_500, -500),  # a half goes to the buyer
        (1_000, "nearest", 12_501, 499),
        (500, "up", 0, 0),
        (500, "up", -5_180, 0),  # money that goes back is not rounded
    ],
)
def test_mon2_cash_is_rounded_to_the_step(
    step: int, way: RoundingWay, cash_part: int, difference: int
) -> None:
    assert CashRounding(step, way).difference(cash_part) == difference


def test_mon2_due_rounding_and_what_is_recorded_agree() -> None:
    payment = Payment(4_550, DOWN_500).with_tender("cash", 5_000)
    assert (payment.rounding, payment.due, payment.change) == (-50, 4_500, 500)
    assert payment.tenders == (Tender("cash", 4_500),)


def test_r7_only_the_cash_part_is_rounded() -> None:
    payment = Payment(64_820, DOWN_500).with_tender("qris", 20_000)
    assert (payment.rounding, payment.missing, payment.missing_in("cash")) == (0, 44_820, 44_500)
    assert payment.rounding_in("cash") == -320
    paid = payment.with_tender("cash", 44_500)
    assert (paid.rounding, paid.due, paid.is_settled) == (-320, 64_500, True)
    assert paid.tenders == (Tender("qris", 20_000), Tender("cash", 44_500))


def test_r7_rounding_goes_away_with_the_cash_part() -> None:
    payment = Payment(64_820, DOWN_500).with_tender("cash", 64_500)
    assert payment.rounding == -320
    instead = payment.without_tender(0)
    assert (instead.rounding, instead.missing_in("qris")) == (0, 64_820)
    assert instead.with_tender("qris", 64_820).due == 64_820


def test_r7_the_rest_after_cash_is_paid_exactly_by_other_means() -> None:
    payment = Payment(64_820, DOWN_500).with_tender("cash", 44_500)
    assert payment.missing_in("qris") == 20_320
    assert (payment.rounding_in("cash"), payment.rounding_in("qris")) == (-320, 0)
    paid = payment.with_tender("qris", 20_320)
    assert (paid.rounding, paid.due, paid.change) == (0, 64_820, 0)


def test_mon3_off_means_no_trace_of_rounding() -> None:
    payment = Payment(4_550).with_tender("cash", 5_000)
    assert (payment.rounding, payment.due, payment.change) == (0, 4_550, 450)


# --- split -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("parts", "shown"),
    [
        (3, (33_334, 33_333, 33_333)),
        (7, (14_286,) * 5 + (14_285,) * 2),
        (2, (50_000, 50_000)),
        (1, ()),
    ],
)
def test_mon4_even_parts_come_to_the_total(parts: int, shown: tuple[int, ...]) -> None:
    assert Payment(100_000).divided(parts).parts == shown


def test_mon4_finish_is_possible_exactly_when_nothing_is_open() -> None:
    payment = Payment(100_000).divided(3)
    for open_amount in (100_000, 66_666, 33_333):
        assert (payment.missing, payment.is_settled) == (open_amount, False)
        payment = payment.with_tender("qris", payment.next_amount("qris"))
    assert payment.is_settled
    assert [tender.amount for tender in payment.tenders] == [33_334, 33_333, 33_333]


def test_m3_one_of_several_may_pay_his_part_with_a_larger_note() -> None:
    payment = Payment(100_000).divided(3).with_tender("cash", 50_000)
    assert (payment.missing, payment.change) == (66_666, 16_666)
    payment = payment.with_tender("qris", 33_333).with_tender("cash", 40_000)
    assert payment.tenders == (Tender("cash", 66_667), Tender("qris", 33_333))
    assert (payment.cash_given, payment.change) == (90_000, 23_333)


def test_m3_another_amount_than_the_part_ends_the_plan() -> None:
    payment = Payment(100_000).divided(4).with_tender("card", 30_000)
    assert payment.parts == ()
    assert payment.next_amount("cash") == 70_000


def test_mon5_a_cash_part_typed_too_large_and_removed_changes_nothing() -> None:
    payment = Payment(10_000).with_tender("cash", 10_000).without_tender(0)
    payment = payment.with_tender("cash", 4_000).with_tender("card", 6_000)
    assert payment.tenders == (Tender("cash", 4_000), Tender("card", 6_000))
    assert payment.is_settled


# --- paying too much -------------------------------------------------------------------------


def test_m6_what_was_really_paid_is_recorded_in_full_and_goes_back_in_cash() -> None:
    with pytest.raises(PaidTooMuch):
        Payment(45_000).with_tender("qris", 54_000)
    payment = Payment(45_000).with_tender("qris", 54_000, really_paid=True)
    assert payment.tenders == (Tender("qris", 54_000), Tender("cash", -9_000))
    assert (payment.change, payment.cash_given, payment.is_settled) == (9_000, None, True)


def test_m6_or_the_excess_stays_owed() -> None:
    payment = Payment(45_000).with_tender("qris", 54_000, really_paid=True).with_owed(9_000)
    assert (payment.change, payment.owed) == (0, 9_000)
    assert payment.tenders == (Tender("qris", 54_000), Tender("cash", -9_000))


def test_m6_a_cart_that_became_cheaper_asks_again() -> None:
    payment = Payment(45_000).with_tender("qris", 45_000).for_total(30_000)
    assert (payment.missing, payment.excess, payment.is_settled) == (0, 15_000, False)
    assert payment.accepting_excess().is_settled


def test_m6_cash_that_was_there_before_goes_back_whole() -> None:
    payment = Payment(10_000).with_tender("cash", 5_000)
    with pytest.raises(PaidTooMuch) as refused:
        payment.with_tender("card", 10_000)
    assert refused.value.open_amount == 5_000
    paid = payment.with_tender("card", 10_000, really_paid=True)
    assert (paid.tenders, paid.change) == ((Tender("card", 10_000),), 5_000)


# --- change owed -----------------------------------------------------------------------------


def test_m8_a_part_of_the_change_may_stay_owed() -> None:
    payment = Payment(75_000).with_tender("cash", 100_000).with_owed(5_000)
    assert (payment.change, payment.owed, payment.cash_given) == (20_000, 5_000, 100_000)
    with pytest.raises(OwedTooMuch) as refused:
        payment.with_owed(25_001)
    assert refused.value.most == 25_000
    assert payment.without_tender(0).owed == 0
    assert payment.for_total(80_000).owed == 0


def test_a_tender_nobody_has_seen_is_marked() -> None:
    payment = Payment(45_000).with_tender("qris", 45_000, UNSURE)
    assert payment.tenders == (Tender("qris", 45_000, unsure=True),)


# --- whatever anybody pays -------------------------------------------------------------------

PAID = st.lists(
    st.tuples(
        st.sampled_from(["cash", "qris", "card", "kupon"]), st.integers(1, 150_000), st.booleans()
    ),
    max_size=9,
)


@given(
    total=st.integers(1, 200_000),
    step=st.sampled_from(ROUNDING_STEPS),
    way=st.sampled_from(get_args(RoundingWay)),
    paid=PAID,
    parts=st.integers(1, 8),
)
def test_tenders_always_add_up_to_what_is_due(
    total: int, step: int, way: RoundingWay, paid: list[tuple[str, int, bool]], parts: int
) -> None:
    payment = Payment(total, CashRounding(step, way)).divided(parts)
    for kind, amount, really_paid in paid:
        try:
            payment = payment.with_tender(kind, amount, really_paid=really_paid)
        except (PaidTooMuch, TooManyTenders):
            break
    while payment.missing:  # whatever cash rounding leaves open is paid in cash
        payment = payment.without_tender(0) if len(payment.tenders) > 7 else payment
        payment = payment.with_tender("cash", max(1, payment.missing_in("cash")))
    payment = payment.accepting_excess()
    cash = sum(tender.amount for tender in payment.tenders if tender.kind == "cash")
    assert payment.is_settled
    assert sum(tender.amount for tender in payment.tenders) == payment.due
    assert payment.due == total + payment.rounding
    assert abs(payment.rounding) < 1_000
    assert not payment.rounding or cash > 0
    assert payment.change == (payment.cash_given or 0) - cash >= 0
    assert all(tender.kind == "cash" or tender.amount > 0 for tender in payment.tenders)
    assert all(tender.amount for tender in payment.tenders)
    assert len(payment.tenders) <= 8
