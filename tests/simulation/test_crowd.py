"""Invented buyers: the same for the same seed, and like those of a bazaar."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from pos_app.simulation.crowd import (
    Bargain,
    Crowd,
    Piece,
    Purchase,
    Scoop,
    Stand,
    Taken,
    price_list_rows,
    stands,
)
from pos_app.simulation.demo import WIB

DAY = date(2026, 11, 20)


def bought(seed: int = 1, count: int = 60, *, among: int = 20) -> list[tuple[Stand, Purchase]]:
    crowd = Crowd(seed, WIB)
    return [(stand, each) for stand in stands(among) for each in crowd.buyers(stand, DAY, count)]


def test_the_same_seed_brings_the_same_buyers_and_another_brings_others() -> None:
    assert bought(1) == bought(1)
    assert bought(1) != bought(2)


def test_a_stand_has_the_same_buyers_whoever_stands_beside_it() -> None:
    first = stands(1)[0]
    alone = list(Crowd(1, WIB).buyers(first, DAY, 60))
    assert alone == [purchase for stand, purchase in bought(1) if stand == first]


def test_tenders_add_up_and_nobody_hands_over_too_little() -> None:
    for _stand, purchase in bought():
        assert sum(amount for _kind, amount in purchase.paid) == purchase.total > 0
        assert purchase.handed >= dict(purchase.paid).get("cash", 0)


def test_people_come_while_the_bazaar_is_open_in_order_and_mostly_at_the_peaks() -> None:
    purchases = list(Crowd(1, WIB).buyers(stands(1)[0], DAY, 2_000))
    times = [purchase.at for purchase in purchases]
    assert times == sorted(times)
    hours = Counter(at.hour for at in times)
    assert set(hours) == set(range(10, 21))
    assert {hour for hour, _ in hours.most_common(2)} == {12, 19}
    assert 0.20 < hours[19] / len(times) < 0.28


def test_ways_of_paying_are_about_as_common_as_at_a_bazaar() -> None:
    kinds = Counter(purchase.paid[-1][0] for _stand, purchase in bought(3, 300))
    shares = {kind: 100 * count / kinds.total() for kind, count in kinds.items()}
    assert shares["cash"] == pytest.approx(45, abs=6)
    assert shares["qris"] == pytest.approx(42, abs=6)
    assert shares["transfer"] == pytest.approx(8, abs=5)
    assert shares["card"] == pytest.approx(5, abs=3)
    mixed = sum(len(purchase.paid) > 1 for _stand, purchase in bought(3, 300))
    assert 0.01 < mixed / kinds.total() < 0.05


def test_dear_goods_are_bought_one_at_a_time_and_each_only_once_in_a_cart() -> None:
    for _stand, purchase in bought():
        codes = [piece.code for piece in purchase.taken.pieces]
        assert len(codes) == len(set(codes)) <= 4
        assert all(
            piece.quantity == 1 for piece in purchase.taken.pieces if piece.price >= 1_000_000
        )


def test_some_haggle_some_get_something_off_and_some_take_loose_goods_by_weight() -> None:
    taken = [purchase.taken for _stand, purchase in bought(3, 300)]
    kinds = Counter(each.bargain.kind for each in taken if each.bargain is not None)
    assert set(kinds) == {"percent", "amount", "agreed"}
    assert 0.03 < kinds.total() / len(taken) < 0.15
    assert 0.005 < sum(each.scoop is not None for each in taken) / len(taken) < 0.05
    assert all(0 < each.total <= each.gross for each in taken)


def test_cash_is_rounded_down_where_a_stand_does_so_and_some_qris_is_not_certain() -> None:
    purchases = bought(3, 300)
    rounded = [(stand, each) for stand, each in purchases if each.rounding]
    assert rounded
    for stand, each in rounded:
        cash = dict(each.paid)["cash"]
        assert stand.rounds_cash
        assert -500 < each.rounding < 0
        assert cash % 500 == 0
        assert each.total == each.taken.total + each.rounding
    assert any(len(each.paid) == 3 for _stand, each in purchases)
    by_qris = [each for _stand, each in purchases if "qris" in dict(each.paid)]
    assert 0.005 < sum(each.is_unsure for each in by_qris) / len(by_qris) < 0.04
    assert not any(each.is_unsure for _s, each in purchases if "qris" not in dict(each.paid))


def test_a_bargain_and_a_weight_cost_what_one_reckons_by_hand() -> None:
    scoop = Scoop("Kopi", 125, 75_500)
    assert scoop.cost == 9_438
    taken = Taken((Piece("A", 2, 15_000),), scoop)
    assert taken.gross == 39_438
    assert replace(taken, bargain=Bargain("percent", 5)).total == 37_466
    assert replace(taken, bargain=Bargain("amount", 2_500)).total == 36_938
    assert replace(taken, bargain=Bargain("agreed", 35_000)).total == 35_000


def test_few_stands_are_of_different_kinds_and_many_have_different_ids() -> None:
    assert len({stand.profile for stand in stands(5)}) >= 3
    many = stands(45)
    assert len({stand.booth_id for stand in many}) == 45
    assert len({stand.name for stand in many}) == 45
    assert all(stand.wares for stand in many)


def test_a_price_list_holds_everything_the_stand_sells_at_its_price() -> None:
    for stand in stands(20):
        headings, *rows = price_list_rows(stand)
        code, price = headings.index("kode"), headings.index("harga_rp")
        listed = {row[code]: int(row[price]) for row in rows}
        assert {ware.code: ware.price for ware in stand.wares}.items() <= listed.items()
