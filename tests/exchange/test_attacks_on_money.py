"""Attacks on the money of a day file by an insider: signs, sums, numbers, voids, refunds.

Named by the catalogue of day-file.md 18, like those of test_attacks.
"""

from dataclasses import replace

import pytest

from pos_app.exchange.fields import canonical, link_of
from tests.builders import a_sale_entry, cash
from tests.exchange.rewriting import (
    Change,
    Rewriting,
    accepted,
    both,
    put,
    put_into,
    put_item,
    rewritten,
    verdict_on,
)
from tests.exchange.signed_feed import SignedFeed
from tests.exchange.vector_files import vector

DAY_1 = "a017-day1.gerai.txt"
BOTH_DAYS = "a017-both-days.gerai.txt"
ALL_KINDS = "c003-all-kinds.gerai.txt"


def put_sums(seq: int, **values: object) -> Change:
    def change(file: Rewriting) -> None:
        put_into(file.entry(seq)["sums"], values)

    return change


def put_grand(seq: int, **values: object) -> Change:
    def change(file: Rewriting) -> None:
        put_into(file.entry(seq)["grand"], values)

    return change


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        (put_sums(15, sales=[7, 396_694]), 15),
        (put_sums(15, voids=[0, -15_000]), 15),
        (put_sums(15, days=[["2026-11-24", 8, 381_694]]), 15),
        (put_sums(15, pay=[["cash", 195_000], ["qris", 186_693]]), 15),
        (put_sums(15, disc=None), 15),
        (put_sums(15, round=-321), 15),
        (put_sums(15, owed=None), 15),
        (put_sums(15, orders=[1, 49_999]), 15),
        (put_sums(15, ticks=[1, 0]), 15),
        (put_sums(8, unsure=None), 8),
        (put_grand(15, no=9), 15),
        (put_grand(15, sales=[7, 396_694]), 15),
        (put(15, z=2), 15),
        (put(30, z=3), 30),
        (put(3, pay=[["cash", 94_999]]), 3),
        (put(3, total=95_001), 3),
        (put(3, goods=95_001), 3),
        (put(3, given=94_999), 3),
        (put(5, disc=9_999), 5),
        (put(12, owed=5_501), 12),
        (put(24, tax=[["10", "in", 30_001, 3_000]]), 24),
        (put(24, tax=[["10", "in", 30_000, 2_999]]), 24),
        (put(24, tax=None), 24),
        (put(22, pay=[["dp", 50_001], ["qris", 139_999]]), 22),
        (put(2, rows=[[20_000, 5], [10_000, 6], [5_000, 7]]), 2),
        (put(14, other=501), 14),
        (put_item(3, unit=95_001), 3),
        (put_item(3, qty="1.001"), 3),
        (put_item(5, disc=6_382), 5),
        (put_item(24, tax=2_999), 24),
    ],
)
def test_a39_sums_that_are_off_by_one_are_refused(change: Change, seq: int) -> None:
    assert verdict_on(rewritten(BOTH_DAYS, change)) == ("E_TOTAL", seq)


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        (put(7, tax=[["11", "on", 91_000, 10_011]]), 7),
        (put(7, adj=[["service", 4_001]]), 7),
        (put(9, pay=[["cash", 99_999]]), 9),
        (put_item(9, net=900_001), 9),
        (put(11, amount=-100_001, pay=[["cash", -100_001]]), 11),
        (put(12, amount=40_001), 12),
        (put(18, pay=[["cash", -150_000], ["transfer", -49_999]]), 18),
        (put_sums(26, makers=[["bu-ani", -199_999]]), 26),
        (put_sums(26, settle_pay=None), 26),
        (put_sums(26, order_pay=[["cash", 40_001], ["qris", 40_000]]), 26),
        (put_sums(26, adj=[["service", 4_001]]), 26),
        (put_sums(26, tax=[["11", "on", 91_000, 10_011]]), 26),
    ],
)
def test_a39_sums_of_every_kind_are_checked(change: Change, seq: int) -> None:
    assert verdict_on(rewritten(ALL_KINDS, change)) == ("E_TOTAL", seq)


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (put(5, no=4), ("E_NUMBER", 5)),
        (put(3, no=2), ("E_NUMBER", 3)),
        (put(11, no=7), ("E_NUMBER", 11)),
    ],
)
def test_receipt_numbers_have_no_gaps(change: Change, verdict: tuple[str, int]) -> None:
    assert verdict_on(rewritten(DAY_1, change)) == verdict


def test_numbers_go_on_where_a_mark_says_the_feed_stood() -> None:
    def mark_first(file: Rewriting) -> None:
        mark = {key: value for key, value in file.entry(30).items() if key not in ("z", "op")}
        zero = {"float": 0, "in": 0, "out": 0, "drop": 0, "no_sale": 0, "expected": 0}
        none = {"sales": [0, 0], "voids": [0, 0], "refunds": [0, 0], "days": [], "pay": []}
        grand = {"no": 8, "sales": [7, 396_693], "voids": [1, -15_000], "refunds": [0, 0]}
        mark |= {"t": "mark", "sums": none | {"drawer": zero}, "grand": grand}
        mark |= {"at": "2026-11-25T08:15:00+07:00", "seq": 16}
        file.lines[0].entry = mark

    name = "a017-day2.gerai.txt"
    assert verdict_on(rewritten(name, mark_first)) == ("OK", 0)
    late = both(mark_first, put_grand(16, no=9, sales=[8, 396_693]))
    assert verdict_on(rewritten(name, late)) == ("E_NUMBER", 20)
    odd = both(mark_first, put_grand(16, no=9))
    assert verdict_on(rewritten(name, odd)) == ("E_TOTAL", 16)
    other = both(mark_first, put_grand(16, sales=[7, 396_694]))
    assert verdict_on(rewritten(name, other)) == ("E_TOTAL", 30)


@pytest.mark.parametrize(
    "change",
    [
        put_grand(30, no=15),
        put_grand(30, sales=[4, 809_693]),
        put_grand(30, sales=[12, 100]),
        put_grand(30, voids=[1, 15_000]),
        put(30, z=1),
    ],
)
def test_a_later_file_cannot_have_impossible_totals_before_it(change: Change) -> None:
    assert verdict_on(rewritten("a017-day2.gerai.txt", change)) == ("E_TOTAL", 30)


A_LINK = "ab" * 32

FIELDS_OF_DAY_1: list[tuple[Change, int]] = [
    (put(3, total=-95_000), 3),
    (put(3, goods=-95_000), 3),
    (put(3, pay=[]), 3),
    (put(3, pay=[["cash", 0], ["cash", 95_000]]), 3),
    (put(3, pay=[["other", 95_000]]), 3),
    (put(3, pay=[["qris", -5_000], ["cash", 100_000]]), 3),
    (put(3, pay=[["cash", 95_000, "sure"]]), 3),
    (put(3, pay=[["cash"]]), 3),
    (put(3, pay="cash"), 3),
    (put(3, disc=0), 3),
    (put(3, disc=-1), 3),
    (put(3, given=0), 3),
    (put(3, owed=0), 3),
    (put(3, tax=[]), 3),
    (put(3, adj=[]), 3),
    (put(3, vouchers=[]), 3),
    (put(3, vouchers=["blank in it"]), 3),
    (put(3, round=1_000), 3),
    (put(4, round=-100), 4),
    (put(3, order=0), 3),
    (put(3, why="Words of a person"), 3),
    (put(3, items=None), 3),
    (put(3, t=3), 3),
    (put(3, t=None), 3),
    (put(3, t="Sale"), 3),
    (put(3, of=["mpp3ef", 2, A_LINK]), 3),
    (put(3, op="k0"), 3),
    (put(3, by="k100"), 3),
    (put(3, late=0), 3),
    (put(3, late=1), 3),
    (put(3, x_flag={"Upper": 1}), 3),
    (put(3, x_list=[{"bad key": 1}]), 3),
    (put_item(3, qty="-1"), 3),
    (put_item(3, qty="0"), 3),
    (put_item(3, qty="1.0"), 3),
    (put_item(3, net=-1), 3),
    (put_item(3, unit=-1), 3),
    (put_item(3, disc=0), 3),
    (put_item(3, tax=100), 3),
    (put_item(3, maker="bu-ani"), 3),
    (put_item(3, share=100), 3),
    (put_item(3, line=1), 3),
    (put_item(3, list=95_000), 3),
    (put_item(3, name="n" * 121), 3),
    (put_item(3, code=""), 3),
    (put_item(3, note="hello"), 3),
    (put(9, amount=30_000), 9),
    (put(9, **{"as": "in"}), 9),
    (put(9, **{"as": "owed"}), 9),
    (put(9, **{"as": "gone"}), 9),
    (put(10, amount=-50_000), 10),
    (put(10, pay=None), 10),
    (put(10, pay=[["qris", -1], ["cash", 50_001]]), 10),
    (put(10, **{"as": "kept"}), 10),
    (put(11, total=15_000), 11),
    (put(11, given=15_000), 11),
    (put(11, owed=500), 11),
    (put(11, why=None), 11),
    (put(11, of=None), 11),
    (put(14, rows=[[50_000, 2], [100_000, 2]]), 14),
    (put(14, rows=[[100_000, 1], [100_000, 1], [100_000, 1]]), 14),
    (put(14, rows=[[100_000, 0]]), 14),
    (put(14, other=-1), 14),
    (put(2, rows=[]), 2),
    (put(2, amount=-1), 2),
    (put_sums(15, disc=0), 15),
    (put_sums(15, x_more=1), 15),
    (put_sums(15, orders=[0, 0]), 15),
    (put_sums(15, drawer=None), 15),
    (put_sums(15, drawer=[]), 15),
    (put_grand(15, x_more=1), 15),
    (put(15, z=0), 15),
]


@pytest.mark.parametrize(("change", "seq"), FIELDS_OF_DAY_1)
def test_a42_signs_ranges_and_missing_partners_are_refused(change: Change, seq: int) -> None:
    assert verdict_on(rewritten(DAY_1, change)) == ("E_FIELD", seq)


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        (put(2, op=None), 2),
        (put(12, why=None), 12),
        (put(12, pay=[["cash", 40_000]]), 12),
        (put(11, pay=[["qris", 1], ["cash", -60_001]]), 11),
        (put(15, why=None), 15),
        (put(15, of=None), 15),
        (put(16, of=["pe5shv", 6, A_LINK]), 16),
        (put(16, total=15_000), 16),
        (put(16, owed=-500), 16),
        (put(16, of=["pe5shv", 6, A_LINK], typed="7K3MQ2-000214"), 16),
        (put(18, pay=[["dp", -200_000]]), 18),
        (put(18, amount=200_000), 18),
        (put(19, ok=2), 19),
        (put(19, of=["pe5shv", 6]), 19),
        (put(21, now={"a": 1}), 21),
        (put(22, at="2026-11-24"), 22),
        (put(22, lumen=[{"Upper": 1}]), 22),
        (put(27, why="tired"), 27),
        (put_item(4, net=1), 4),
    ],
)
def test_a42_fields_of_the_other_kinds_are_refused(change: Change, seq: int) -> None:
    assert verdict_on(rewritten(ALL_KINDS, change)) == ("E_FIELD", seq)


def test_a42_a_sale_of_nothing_says_why() -> None:
    assert verdict_on(rewritten(BOTH_DAYS, put(25, why=None))) == ("E_FIELD", 25)


def test_a42_an_item_that_is_no_object_is_refused() -> None:
    def spoil(file: Rewriting) -> None:
        file.items_line(3)["i"] = ["Tas Anyam Pandan"]

    assert verdict_on(rewritten(DAY_1, spoil)) == ("E_FIELD", 3)


def test_an_item_seen_before_is_not_taken_in_another_spelling() -> None:
    assert verdict_on(vector(DAY_1)) == ("OK", 0)
    assert verdict_on(rewritten(DAY_1, put_item(6, qty=1))) == ("E_FIELD", 6)
    assert verdict_on(rewritten(DAY_1, put_item(6, net=True))) == ("E_FIELD", 6)
    assert verdict_on(rewritten(DAY_1, put_item(6, x_long="m" * 1_000))) == ("OK", 0)


def test_a42_refunds_beyond_the_sale_or_of_an_unknown_one_are_remarked() -> None:
    over = accepted(vector("remark-overrefund.gerai.txt"))
    assert over.remarks == tuple(("W_OVERREFUND", seq) for seq in (3, 4, 5))
    assert accepted(vector("remark-ref.gerai.txt")).remarks == (("W_REF", 3),)


@pytest.mark.parametrize(
    ("change", "remarks"),
    [
        (put(15, of=["pe5shv", 5, A_LINK]), (("W_REF", 15),)),
        (put(15, of=["pe5shv", 21, A_LINK]), (("W_REF", 15),)),
        (put(15, of=["pe5shv", 99, A_LINK]), ()),
        (put(15, of=["mpp3ef", 8, A_LINK]), ()),
        (put(21, of=["pe5shv", 6, A_LINK]), (("W_REF", 21),)),
    ],
)
def test_pointers_inside_the_file_have_to_fit(
    change: Change, remarks: tuple[tuple[str, int], ...]
) -> None:
    assert accepted(rewritten(ALL_KINDS, change)).remarks == remarks


def test_an_audit_may_point_at_any_entry_and_a_tick_only_at_sales() -> None:
    def point_at_the_float(file: Rewriting) -> None:
        file.text()
        pointer = ["pe5shv", 5, link_of(canonical(file.entry(5)))]
        file.entry(21)["of"] = pointer
        file.entry(15)["of"] = pointer

    assert accepted(rewritten(ALL_KINDS, point_at_the_float)).remarks == (("W_REF", 15),)


# --- voids ---------------------------------------------------------------------------------------


def point_void_at(seq: int) -> Change:
    def change(file: Rewriting) -> None:
        file.text()
        file.entry(11)["of"] = ["mpp3ef", seq, link_of(canonical(file.entry(seq)))]

    return change


@pytest.mark.parametrize(
    "change",
    [
        put(11, of=["mpp3ef", 7, A_LINK]),
        put(11, of=["b0b0b0", 7, A_LINK]),
        point_void_at(2),
        point_void_at(3),
        put_item(11, name="Something else"),
        put(11, vouchers=["V-1"]),
        put(11, order=1),
    ],
)
def test_a_void_is_its_sale_turned_or_refused(change: Change) -> None:
    assert verdict_on(rewritten(DAY_1, change)) == ("E_VOID", 11)


def test_a_void_may_take_back_any_sale_that_was_equal() -> None:
    assert verdict_on(rewritten(DAY_1, point_void_at(6))) == ("OK", 0)


def test_a_sale_whose_change_owed_was_paid_out_is_not_voided() -> None:
    feed = SignedFeed()
    money = replace(a_sale_entry().money, given=20_000, owed=500)
    sale = feed.record(replace(a_sale_entry(), money=money))
    feed.move("owed", -500, of=sale.pointer(feed.dev))
    feed.void(sale)
    feed.close()
    assert verdict_on(feed.file()) == ("E_VOID", 3)


def test_a_sale_of_the_day_before_is_not_voided() -> None:
    feed = SignedFeed()
    sale = feed.sell(cash(15_000))
    feed.close()
    feed.void(sale)
    feed.close()
    assert verdict_on(feed.file()) == ("E_VOID", 3)
    assert verdict_on(feed.file("money")) == ("E_VOID", 3)
