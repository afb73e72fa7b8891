"""Perpetual totals of a long feed: exact however the feed is read (cases.md OLD1)."""

from dataclasses import replace
from datetime import timedelta
from random import Random

from pos_app.domain.journal import DayClosed, Receipted, Recorded, SaleRecorded, SaleVoided
from pos_app.domain.totals import Tally, fold
from tests.builders import DAY_1, DEV, a_refund_entry, a_sale_entry, a_stamp, cash, qris, turned

_PER_DAY = 1_000
_MADE = 4_000
"""So many random receipts are made and folded again and again, until it is 200,000."""


def random_receipts() -> list[Recorded]:
    """Sales, voids and refunds; links are numbers, since nobody checks them here."""
    chance, made = Random(11), list[Recorded]()
    for no in range(1, _MADE + 1):
        roll, last = chance.random(), made[-1] if made else None
        stamp = a_stamp(DAY_1 + timedelta(days=no // _PER_DAY))
        amount = chance.randrange(1, 900_000)
        entry: Receipted
        if roll < 0.06 and last is not None and isinstance(last.entry, SaleRecorded):
            money = turned(last.entry.money, no)
            entry = SaleVoided(stamp, money, None, last.pointer(DEV), "salah")
        elif roll < 0.12:
            entry = replace(a_refund_entry(amount, no=no, stamp=stamp), basket=None)
        else:
            part = chance.randrange(1, amount + 1)
            pay = [cash(part)] + ([qris(amount - part)] if amount > part else [])
            entry = replace(a_sale_entry(*pay, no=no, stamp=stamp), basket=None)
        made.append(Recorded(no, "", str(no), entry))
    return made


def test_old1_200_000_receipts_fold_to_the_same_totals_at_once_and_day_by_day() -> None:
    receipts = random_receipts()
    at_once, by_days = Tally(DEV), Tally(DEV)
    for place in range(200_000):
        recorded = receipts[place % _MADE]
        at_once.add(recorded)
        by_days.add(recorded)
        if place % _PER_DAY == _PER_DAY - 1:
            stamp = recorded.entry.stamp
            closed = DayClosed(stamp, by_days.z + 1, by_days.sums(), by_days.grand())
            by_days.add(Recorded(place, "", "", closed))
            assert by_days.sums().receipts == 0
    assert at_once.grand() == by_days.grand()
    once = fold(receipts, DEV).grand()
    times = 200_000 // _MADE
    for kind in ("sales", "voids", "refunds"):
        count, amount = getattr(once, kind)
        assert getattr(by_days.grand(), kind) == (count * times, amount * times)
