"""Split payments, rounding, money nobody saw, change owed: through services and a real database."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.errors import BadQris, MoneyIsTaken, NothingIsOwed, OwedTooShort, PaidTooMuch
from pos_app.domain.journal import CashMoved, SaleTicked, Tender
from pos_app.domain.money import Quantity
from pos_app.domain.qris import QrisCode, read_qris
from pos_app.domain.receipt_search import ReceiptQuery
from pos_app.domain.tender import Sighting
from pos_app.papers.paper import text_lines
from pos_app.services.owing import Owing
from pos_app.services.paying import Paying
from tests.tills import TillAtWork, World, a_till_at_work

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "qris-vectors.json").read_text(encoding="utf-8")
)["vectors"]
SIGN = str(next(vector["payload"] for vector in VECTORS if vector["id"] == "S1"))
OTHER_SIGN = str(next(vector["payload"] for vector in VECTORS if vector["id"] == "S10"))


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def with_rounding(till: TillAtWork, step: int) -> None:
    till.app.arranging.change(replace(till.app.arranging.own, rounding_step=step))


def with_sign(till: TillAtWork, *, puts_amount_in: bool = True) -> None:
    own = replace(till.app.arranging.own, qris_puts_amount_in=puts_amount_in)
    till.app.arranging.change(own)
    keep_code(till, SIGN)


def keep_code(till: TillAtWork, text: str) -> QrisCode:
    till.app.arranging.change(replace(till.app.arranging.own, qris_payload=text))
    kept = till.app.qris.own_code
    assert kept is not None
    return kept


def drawer(till: TillAtWork) -> int:
    return till.app.days.x_report().sums.drawer.expected


# --- rounding --------------------------------------------------------------------------------


def test_mon2_receipt_x_and_entry_show_the_same_rounding(till: TillAtWork) -> None:
    with_rounding(till, 500)
    till.app.selling.scan("0,1*KOPI")  # 4.550
    paying = till.app.paying
    assert paying.payment.missing_in("cash") == 4_500
    paying.tender("cash", 5_000)
    sold = paying.finish()
    money = sold.sale.money
    assert (money.goods, money.rounding, money.total) == (4_550, -50, 4_500)
    receipt = "\n".join(text_lines(till.app.papers.paper(sold.recorded, 32)))
    assert "-50" in receipt
    assert "4.500" in receipt
    sums = till.app.days.x_report().sums
    assert (sums.rounding, sums.net, sums.drawer.expected) == (-50, 4_500, 4_500)


def test_mon3_switched_off_there_is_no_trace_and_old_receipts_stay(till: TillAtWork) -> None:
    with_rounding(till, 500)
    till.app.selling.scan("0,1*KOPI")
    till.app.paying.tender("cash", 4_500)
    old = till.app.paying.finish()
    paper = text_lines(till.app.papers.paper(old.recorded, 32))
    with_rounding(till, 0)
    till.app.selling.scan("0,1*KOPI")
    assert till.app.paying.payment.missing_in("cash") == 4_550
    till.app.paying.tender("cash", 4_550)
    assert till.app.paying.finish().sale.money.rounding == 0
    assert text_lines(till.app.papers.paper(old.recorded, 32)) == paper


# --- parts -----------------------------------------------------------------------------------


def test_part_payments_survive_a_kill_and_belong_to_their_cart(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        till.app.selling.scan("2*MUG")
        till.app.selling.save_cart()
        seen = Sighting(seen="phone", reference="RRN 77")
        till.app.paying.tender("qris", 30_000, seen)
    with a_till_at_work(tmp_path / "till", world) as till:
        (taken,) = till.app.paying.payment.taken
        assert (taken.kind, taken.amount, taken.sighting) == ("qris", 30_000, seen)
        till.app.paying.tender("cash", 70_000)
        pay = till.app.paying.finish().sale.money.pay
        assert pay == (Tender("qris", 30_000), Tender("cash", 70_000))
        till.app.selling.scan("MUG")
        assert till.app.paying.payment.taken == ()


def test_money_in_the_list_survives_a_kill_also_when_it_is_all_there_is_to_pay(
    tmp_path: Path,
) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.app.selling.scan("2*MUG")  # and nobody had a moment to keep the cart
        till.app.paying.tender("qris", 40_000)
        till.app.paying.tender("cash", 60_000)
    with a_till_at_work(tmp_path / "till") as till:
        assert till.app.selling.cart.total == 100_000
        assert till.app.paying.payment.is_settled
        assert [one.amount for one in till.app.paying.payment.taken] == [40_000, 60_000]


def test_money_given_back_stays_given_back_after_a_kill(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.app.selling.scan("2*MUG")
        till.app.paying.tender("cash", 50_000)
        till.app.paying.tender("cash", 20_000)
        till.app.selling.change_quantity(0, Quantity.of(1))
        till.app.paying.without_tender(1)
    with a_till_at_work(tmp_path / "till") as till:
        assert [one.amount for one in till.app.paying.payment.taken] == [50_000]


def test_a_cart_that_money_was_taken_for_cannot_be_emptied(till: TillAtWork) -> None:
    selling, paying = till.app.selling, till.app.paying
    selling.scan("MUG")
    paying.tender("qris", 10_000)
    for empty in (selling.abandon, selling.undo, lambda: selling.remove_line(0)):
        with pytest.raises(MoneyIsTaken):
            empty()
    sale_id = selling.cart.sale_id
    selling.park()
    assert paying.payment.taken == ()
    with pytest.raises(MoneyIsTaken):
        selling.abandon_parked(sale_id)
    selling.recall(sale_id)
    assert paying.payment.missing == 40_000  # the money came back with its cart
    paying.without_tender(0)
    selling.abandon()
    assert selling.cart.lines == ()


def test_mon4_three_parts_make_one_sale(till: TillAtWork) -> None:
    till.app.selling.scan("2*MUG")
    paying = till.app.paying
    assert paying.divide(3).parts == (33_334, 33_333, 33_333)
    for kind in ("qris", "card", "cash"):
        paying.tender(kind, paying.payment.next_amount(kind))
    pay = paying.finish().sale.money.pay
    assert [(tender.kind, tender.amount) for tender in pay] == [
        ("qris", 33_334),
        ("card", 33_333),
        ("cash", 33_333),
    ]


def test_mon5_a_part_is_taken_back_by_its_place(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    paying = till.app.paying
    paying.tender("cash", 20_000)
    paying.tender("card", 10_000)
    assert paying.without_tender(0).missing == 40_000
    assert [one.kind for one in paying.payment.taken] == ["card"]


def test_m6_what_was_really_paid_too_much_leaves_the_drawer(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    with pytest.raises(PaidTooMuch):
        till.app.paying.tender("transfer", 55_000)
    till.app.paying.tender("transfer", 55_000, really_paid=True)
    sold = till.app.paying.finish()
    assert sold.sale.money.pay == (Tender("transfer", 55_000), Tender("cash", -5_000))
    assert sold.sale.change == 5_000
    assert drawer(till) == -5_000


def test_m6_a_line_taken_out_after_payment_asks_before_the_sale_is_made(till: TillAtWork) -> None:
    till.app.selling.scan("2*MUG")
    till.app.selling.scan("0,1*KOPI")
    till.app.paying.tender("qris", 100_000)
    till.app.paying.tender("cash", 5_000)
    till.app.selling.remove_line(0)
    with pytest.raises(PaidTooMuch):
        till.app.paying.finish()
    till.app.paying.accept_excess()
    assert till.app.paying.finish().sale.change == 100_450


# --- change owed -----------------------------------------------------------------------------


def owe(till: TillAtWork, amount: int = 5_000) -> int:
    """A sale of a mug for a note of 100.000, with part of the change owed; gives its number."""
    till.app.selling.scan("MUG")
    till.app.paying.tender("cash", 100_000)
    till.app.paying.owe(amount)
    return till.app.paying.finish().recorded.seq


def test_m8_change_owed_stays_in_drawer_and_list_until_it_is_paid_out(till: TillAtWork) -> None:
    seq, owing = owe(till), till.app.owing
    (owed,) = owing.owed()
    assert (owed.recorded.seq, owed.amount, owed.may_be_given_up) == (seq, 5_000, False)
    assert drawer(till) == 55_000
    owing.pay_out(seq)
    assert owing.owed() == ()
    assert drawer(till) == 50_000
    with pytest.raises(NothingIsOwed):
        owing.pay_out(seq)


def test_m8_it_is_given_up_on_a_later_day_only_and_stays_in_the_drawer(till: TillAtWork) -> None:
    seq, owing = owe(till), till.app.owing
    with pytest.raises(OwedTooShort):
        owing.give_up(seq, "lain-lain")
    till.app.days.close_day()
    till.world.clock.forward(minutes=24 * 60)
    assert isinstance(owing, Owing)
    (owed,) = owing.owed()  # also after the close
    assert owed.may_be_given_up
    owing.give_up(seq, "lain-lain")
    kept = till.app.papers._recording.period[-1].entry
    assert isinstance(kept, CashMoved)
    assert (kept.kind, kept.amount, kept.why) == ("kept", -5_000, "lain-lain")
    assert owing.owed() == ()


# --- QRIS ------------------------------------------------------------------------------------


def test_m4_the_sign_of_the_booth_gets_the_amount_offline(till: TillAtWork) -> None:
    assert till.app.qris.offer(50_000) is None
    with_sign(till)
    offered = till.app.qris.offer(50_000)
    assert offered is not None
    assert (read_qris(offered.text).amount, offered.has_amount) == (50_000, True)
    original = till.app.qris.offer(50_000, original=True)
    assert original is not None
    assert (original.text, original.has_amount) == (SIGN, False)
    with pytest.raises(BadQris) as refused:
        till.app.qris.offer(10_000_001)
    assert (refused.value.code, refused.value.limit) == ("Q_AMOUNT_LIMIT", 10_000_000)


def test_m4_no_amount_is_put_in_before_the_booth_chose_that(till: TillAtWork) -> None:
    with_sign(till, puts_amount_in=False)
    offered = till.app.qris.offer(50_000)
    assert offered is not None
    assert (offered.text, offered.has_amount) == (SIGN, False)


def test_a_bad_sign_changes_nothing_and_another_one_is_recorded(till: TillAtWork) -> None:
    with_sign(till)
    with pytest.raises(BadQris):
        keep_code(till, SIGN[:-1] + "0")
    assert till.app.qris.own_code is not None
    assert till.app.qris.own_code.text == SIGN
    assert keep_code(till, OTHER_SIGN).name == "STAN CONTOH 305"
    audit = till.app.papers._recording.period[-1].entry
    assert getattr(audit, "what", "") == "qris-code"


def test_m4_money_nobody_saw_is_marked_in_the_entry_and_confirmed_later(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    paying: Paying = till.app.paying
    paying.tender("qris", 50_000, Sighting(state="unsure"))
    sold = paying.finish()
    assert sold.sale.money.pay == (Tender("qris", 50_000, unsure=True),)
    (unsure,) = till.app.qris.unsure()
    assert (unsure.receipt_number, unsure.amount) == (sold.receipt_number, 50_000)
    till.app.qris.confirm(unsure, Sighting(seen="statement", reference="123456"))
    assert till.app.qris.unsure() == ()
    ticked = till.app.papers._recording.period[-1].entry
    assert isinstance(ticked, SaleTicked)
    assert ticked.found
    said = [one.sighting.seen for one in till.app.qris.sightings(sold.recorded.seq)]
    assert said == ["", "statement"]


def test_a_transfer_seen_later_is_noted_at_the_till_alone(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    till.app.paying.tender("transfer", 50_000, Sighting(state="unsure"))
    sold = till.app.paying.finish()
    (unsure,) = till.app.qris.unsure()
    till.app.qris.confirm(unsure, Sighting(seen="statement"))
    assert till.app.qris.unsure() == ()
    assert till.app.papers._recording.period[-1] == sold.recorded


def test_a_sale_is_unsure_until_all_of_its_money_was_seen_or_it_was_taken_back(
    till: TillAtWork,
) -> None:
    app, unsure = till.app, Sighting(state="unsure")
    for kinds in (("qris", "qris", "transfer"), ("qris",)):
        app.selling.scan("3*MUG")
        for kind in kinds:
            app.paying.tender(kind, 150_000 // len(kinds), unsure)
        app.paying.finish()
    wanted = ReceiptQuery(state="unsure")
    later, first = (row.seq for row in app.receipts.find(wanted))
    for place, is_ticked in ((2, False), (0, False), (1, True)):
        assert first in [row.seq for row in app.receipts.find(wanted)]
        one = next(o for o in app.qris.unsure() if (o.recorded.seq, o.place) == (first, place))
        app.qris.confirm(one, Sighting(seen="statement"))
        ticks = [r.entry for r in app.days.period if isinstance(r.entry, SaleTicked)]
        assert [tick.found for tick in ticks] == [True] * is_ticked
    assert [row.seq for row in app.receipts.find(wanted)] == [later]
    app.correcting.void_sale(later, "salah-barang")
    assert app.receipts.find(wanted) == []


def test_money_nobody_saw_waits_over_days_until_somebody_looked(till: TillAtWork) -> None:
    app = till.app
    sales = []
    for kind in ("qris", "qris", "transfer"):
        app.selling.scan("MUG")
        app.paying.tender(kind, 50_000, Sighting(state="unsure"))
        sales.append(app.paying.finish().recorded.seq)
    app.days.close_day()
    till.world.clock.forward(days=1)
    till.sell()
    assert [one.recorded.seq for one in app.qris.unsure()] == sales
    assert app.qris.settle(sales[0], came=True)  # its day is closed: the next file has the tick
    ticked = app.days.period[-1].entry
    assert isinstance(ticked, SaleTicked)
    assert (ticked.of.seq, ticked.found) == (sales[0], True)
    assert app.qris.settle(sales[1], came=False)
    assert not app.qris.settle(sales[2], came=False)  # of a transfer no file says anything
    assert app.qris.unsure() == ()
    found = app.receipts.find(ReceiptQuery(state="unsure"))
    assert [(row.seq, row.is_missing) for row in found] == [(sales[2], True), (sales[1], True)]
    app.qris.settle(sales[1], came=True)  # it came after all
    assert [row.seq for row in app.receipts.find(ReceiptQuery(state="unsure"))] == [sales[2]]


def test_what_was_seen_stays_at_the_till(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    till.app.paying.tender("card", 50_000, Sighting(seen="phone", reference="EDC-4711-RAHASIA"))
    sold = till.app.paying.finish()
    (stored,) = till.app.qris.sightings(sold.recorded.seq)
    assert stored.sighting.reference == "EDC-4711-RAHASIA"
    assert stored.at == sold.sale.stamp.at
    lines = till.app.papers._recording.lines(1, sold.recorded.seq)
    assert not any(b"RAHASIA" in line + (items or b"") for line, items in lines)


def test_a_code_is_printed_with_its_amount_and_merchant(till: TillAtWork) -> None:
    with_sign(till)
    state = till.app.qris.print_code(50_000)
    assert state.state == "queued"
    recorded = till.app.papers._recording.period[-1]
    lines = "\n".join(text_lines(till.app.papers.paper(recorded, 32)))
    assert "STAN CONTOH LAMPUNG" in lines
    assert "Rp50.000" in lines
    assert "ID0000000000001" in lines


def test_a_slip_says_to_type_the_amount_and_when_its_code_is_gone(till: TillAtWork) -> None:
    with_sign(till, puts_amount_in=False)
    till.app.qris.print_code(50_000)
    recorded = till.app.papers._recording.period[-1]

    def lines() -> str:
        return " ".join(text_lines(till.app.papers.paper(recorded, 48)))

    assert "type this amount" in lines()
    till.app.arranging.change(replace(till.app.arranging.own, qris_payload=""))
    assert "No QRIS code is kept" in lines()
