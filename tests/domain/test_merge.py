from collections.abc import Iterable
from dataclasses import replace

from pos_app.domain.event_totals import EventTotals, all_booths, event_totals
from pos_app.domain.feed import FeedPart, feed_part
from pos_app.domain.identity import Booth, EnrolledTill, EventPack, KeyState
from pos_app.domain.journal import FeedEnded, Grand, OrderPaid, SaleTicked
from pos_app.domain.merge import Fork, Gap, MergedFeed, merge
from pos_app.domain.money import Quantity
from tests.builders import (
    BOOTH,
    DAY_1,
    DAY_2,
    DEV,
    AFeed,
    a_basket,
    a_pack,
    a_sale_entry,
    a_stamp,
    a_till,
    an_item,
    at,
    cash,
    qris,
    rp,
    without_basket,
)

AS_OF = at(DAY_2, 23)


def part_of(feed: AFeed, first: int, last: int, *, detailed: bool = True) -> FeedPart:
    """A file of these entries; without detail it has no baskets."""
    entries = feed.entries[first - 1 : last]
    if not detailed:
        entries = [without_basket(recorded) for recorded in entries]
    return feed_part(feed.booth, feed.dev, entries, detailed=detailed)


def two_days(dev: str = DEV, *, booth: str = BOOTH) -> AFeed:
    """Day 1 is entries 1 to 5 (40.000), day 2 is 6 to 9 (50.000)."""
    feed = AFeed(dev, booth=booth)
    feed.open_with(rp(100_000))
    feed.sell(cash(15_000))
    feed.mark()
    feed.sell(qris(25_000))
    feed.close()
    feed.day = DAY_2
    feed.sell(cash(30_000))
    feed.sell(cash(35_000))
    feed.refund(rp(15_000))
    feed.close()
    return feed


def one(parts: Iterable[FeedPart], pack: EventPack | None = None) -> MergedFeed:
    """The only feed of these files."""
    (feed,) = merge(parts, pack or a_pack()).feeds
    return feed


def totals(parts: Iterable[FeedPart], pack: EventPack | None = None) -> EventTotals:
    pack = pack or a_pack()
    return event_totals(merge(parts, pack), pack, as_of=AS_OF)


def ended(feed: AFeed, seq: int, *, state: KeyState = "retired") -> EventPack:
    """A pack that lets the till's key end after that entry."""
    last = (seq, feed.entries[seq - 1].link)
    return a_pack([EnrolledTill(feed.booth, feed.dev, "v", "r", state, last)])


def test_doubles_marks_and_overlaps_add_nothing() -> None:
    feed = two_days()
    days = [part_of(feed, 1, 5), part_of(feed, 6, 9)]
    more = [
        *days,
        *days,
        part_of(feed, 1, 3),
        part_of(feed, 1, 9),
        part_of(feed, 1, 5, detailed=False),
    ]
    assert totals(more) == totals(days)
    assert totals(days).net == rp(90_000)
    assert totals(days).days == ((DAY_1, 2, 40_000), (DAY_2, 3, 50_000))
    assert totals(days).coverage.is_complete


def test_a_mark_counts_what_it_tells_until_the_day_file_comes() -> None:
    feed = two_days()
    held = totals([part_of(feed, 1, 3)])
    assert held.net == rp(15_000)
    assert held.coverage.missing == ((BOOTH, DAY_1), (BOOTH, DAY_2))
    assert held.coverage.received == 0


def test_baskets_handed_in_later_add_detail_and_no_money() -> None:
    feed = two_days()
    money = totals([part_of(feed, 1, 9, detailed=False)])
    assert (money.categories, money.unnamed_goods) == ((), 90_000)
    mixed = totals([part_of(feed, 1, 9, detailed=False), part_of(feed, 6, 9)])
    assert (mixed.net, mixed.unnamed_goods) == (90_000, 40_000)
    assert [(row.name, row.goods) for row in mixed.categories] == [("Makanan", 50_000)]


def test_a_missing_day_is_a_gap_whose_money_is_known_and_not_counted() -> None:
    feed = two_days()
    held = totals([part_of(feed, 6, 9)])
    assert held.coverage.gaps == (Gap(BOOTH, DEV, 1, 5, receipts=2, net=40_000),)
    assert held.net == rp(50_000)
    assert held.coverage.missing == ((BOOTH, DAY_1),)


def test_a_gap_after_a_mark_is_the_rest_of_that_day() -> None:
    feed = two_days()
    assert one([part_of(feed, 1, 3), part_of(feed, 6, 9)]).gaps == (
        Gap(BOOTH, DEV, 4, 5, receipts=1, net=25_000),
    )


def test_from_a_fork_on_neither_history_counts() -> None:
    feed = two_days()
    other = AFeed()
    for recorded in feed.entries[:6]:
        other.record(recorded.entry)
    other.sell(cash(99_000))
    other.day = DAY_2
    other.close()
    files = [part_of(feed, 1, 5), part_of(feed, 6, 9), part_of(other, 6, 8)]
    merged = one(files)
    links = tuple(sorted([feed.entries[6].link, other.entries[6].link]))
    assert merged.fork == Fork(BOOTH, DEV, 7, links)
    assert merged.head is not None
    assert merged.head.seq == 6
    held = totals(files)
    assert held.net == rp(70_000)
    assert held.coverage.disputed == ((BOOTH, DEV, 7),)
    assert held.coverage.missing == ((BOOTH, DAY_2),)


def test_two_closes_at_one_number_are_a_fork_there() -> None:
    feed, other = two_days(), AFeed()
    for recorded in feed.entries[:4]:
        other.record(recorded.entry)
    other.close("salah")
    merged = one([part_of(feed, 1, 5), part_of(other, 1, 5)])
    assert merged.fork is not None
    assert (merged.fork.seq, merged.closed_days) == (5, frozenset())


def test_two_files_that_name_different_pasts_are_a_fork_there() -> None:
    feed, other = two_days(), AFeed()
    for recorded in feed.entries[:4]:
        other.record(recorded.entry)
    other.record(OrderPaid(a_stamp(), "kept", 1, 1, why="batal"))  # instead of the close
    foreign = part_of(feed, 6, 9)
    merged = one([part_of(feed, 1, 5), replace(foreign, previous=other.entries[4].link)])
    assert merged.fork is not None
    assert merged.fork.seq == 5
    assert sum(day.turnover.net for day in merged.figures.values()) == rp(40_000)


def lowered(receipts: int) -> FeedPart:
    """Day 2 as a till would tell it that sold only so many times on day 1, for 15.000 each."""
    part = part_of(two_days(), 6, 9)
    return replace(part, before=Grand(no=receipts, sales=(receipts, receipts * 15_000)))


def test_counters_that_do_not_go_on_dispute_their_period() -> None:
    feed = two_days()
    merged = one([part_of(feed, 1, 5), lowered(1)])
    assert [(dispute.seq, dispute.since) for dispute in merged.counters] == [(9, 6)]
    assert merged.is_disputed
    held = totals([part_of(feed, 1, 5), lowered(1)])
    assert (held.net, held.coverage.disputed) == (40_000, ((BOOTH, DEV, 9),))


def test_across_a_gap_counters_may_grow_and_never_go_back() -> None:
    feed = two_days()
    assert one([part_of(feed, 1, 3), part_of(feed, 6, 9)]).counters == ()
    merged = one([part_of(feed, 1, 3), lowered(0)])
    assert [dispute.seq for dispute in merged.counters] == [9]
    assert merged.gaps == (Gap(BOOTH, DEV, 4, 5),)


def with_z(part: FeedPart, z: int) -> FeedPart:
    last = replace(part.stretches[-1], z=z)
    return replace(part, stretches=(*part.stretches[:-1], last))


def test_one_close_number_used_twice_in_one_history_is_a_counter() -> None:
    feed = two_days()
    merged = one([part_of(feed, 1, 5), with_z(part_of(feed, 6, 9), 1)])
    assert [(dispute.seq, dispute.since) for dispute in merged.counters] == [(9, 6)]
    assert merged.fork is None


def test_a_close_number_used_again_is_found_through_the_files_between() -> None:
    feed = two_days()
    feed.sell()
    feed.close()
    files = [part_of(feed, 1, 5), part_of(feed, 6, 9), with_z(part_of(feed, 10, 11), 1)]
    assert [(dispute.seq, dispute.since) for dispute in one(files).counters] == [(11, 10)]


def test_one_close_number_in_two_histories_is_a_fork_even_across_a_gap() -> None:
    feed = two_days()
    feed.sell()
    feed.close()
    merged = one([part_of(feed, 1, 5), with_z(part_of(feed, 10, 11), 1)])
    assert merged.fork is not None
    assert merged.fork.seq == 5
    assert merged.head is not None
    assert merged.head.seq == 4


def test_a_revoked_key_counts_up_to_its_last_entry() -> None:
    feed = two_days()
    merged = one([part_of(feed, 1, 9)], ended(feed, 7, state="revoked"))
    assert sum(day.turnover.net for day in merged.figures.values()) == rp(105_000)
    assert merged.closed_days == {DAY_1}
    assert merged.head is not None
    assert merged.head.link == feed.entries[6].link


def test_files_wholly_past_the_end_of_a_key_count_nothing() -> None:
    feed = two_days()
    pack = ended(feed, 5)
    assert totals([part_of(feed, 6, 9)], pack).net == 0
    assert one([part_of(feed, 6, 9)], pack).gaps == (Gap(BOOTH, DEV, 1, 5),)
    assert totals([part_of(feed, 1, 9)], pack).net == rp(40_000)


def test_the_end_of_a_key_decides_between_histories() -> None:
    feed = two_days()
    other = AFeed()
    for recorded in feed.entries[:6]:
        other.record(recorded.entry)
    other.sell(cash(99_000))
    other.close()
    files = [part_of(feed, 1, 5), part_of(feed, 6, 9), part_of(other, 6, 8), lowered(1)]
    merged = one(files, ended(feed, 9))
    assert (merged.fork, merged.counters, merged.gaps) == (None, (), ())
    assert sum(day.turnover.net for day in merged.figures.values()) == rp(90_000)
    assert one(files[:3], ended(other, 8)).head is not None
    other_net = sum(d.turnover.net for d in one(files[:3], ended(other, 8)).figures.values())
    assert other_net == rp(40_000 + 30_000 + 99_000)


def test_what_only_contradicts_the_end_of_a_key_is_evidence() -> None:
    feed, other = two_days(), AFeed()
    other.sell(cash(1_000))
    for _ in range(7):
        other.move("open")
    other.close()
    pack = ended(feed, 9)
    assert totals([part_of(other, 1, 9)], pack).net == 0
    assert one([part_of(other, 1, 9)], pack).gaps == (Gap(BOOTH, DEV, 1, 9),)
    assert totals([part_of(other, 1, 9), part_of(feed, 6, 9)], pack).net == rp(50_000)
    assert totals([part_of(other, 1, 9), part_of(feed, 1, 9)], pack).net == rp(90_000)


def test_a_day_below_a_hole_still_counts_when_the_key_ends_above() -> None:
    feed = two_days()
    feed.sell(cash(5_000))
    feed.close()
    merged = totals([part_of(feed, 1, 5), part_of(feed, 10, 11)], ended(feed, 11))
    assert merged.net == rp(45_000)
    assert merged.coverage.gaps == (Gap(BOOTH, DEV, 6, 9, receipts=3, net=50_000),)


def test_keys_revoked_altogether_or_unknown_count_nothing() -> None:
    feed = two_days()
    revoked = a_pack([EnrolledTill(BOOTH, DEV, "v", "r", "revoked")])
    assert totals([part_of(feed, 1, 9)], revoked).net == 0
    assert totals([part_of(feed, 1, 9)], a_pack([a_till("zzzzzz")])).net == 0


def test_the_end_of_a_feed_may_come_in_a_file_of_its_own() -> None:
    feed = two_days()
    feed.record(FeedEnded(a_stamp(DAY_2, 22), "finished"))
    merged = one([part_of(feed, 1, 9), part_of(feed, 10, 10)])
    assert (merged.is_disputed, merged.gaps) == (False, ())
    alone = one([part_of(feed, 10, 10)])
    assert alone.gaps == (Gap(BOOTH, DEV, 1, 9),)


def test_two_tills_of_a_booth_are_two_feeds_that_add() -> None:
    one_till, other = two_days("aaaaaa"), two_days("bbbbbb")
    pack = a_pack([a_till("aaaaaa"), a_till("bbbbbb")])
    merged = merge([part_of(one_till, 1, 9), part_of(other, 1, 9)], pack)
    both = event_totals(merged, pack, as_of=AS_OF)
    assert [(booth.booth_id, booth.receipts, booth.net) for booth in both.booths] == [
        (BOOTH, 10, 180_000)
    ]
    assert merged.feed(BOOTH, "aaaaaa") is not None
    assert merged.feed(BOOTH, "cccccc") is None


def test_the_event_is_the_sum_of_booths_days_tenders_hours_and_regions() -> None:
    booths = (Booth("A017", "Satu", "1808"), Booth("B002", "Dua", "1804"), Booth("C003", "Tiga"))
    pack = a_pack([a_till("aaaaaa"), a_till("bbbbbb", booth="B002")], booths=booths)
    satu, dua = two_days("aaaaaa"), AFeed("bbbbbb", booth="B002")
    dua.sell(qris(20_000, unsure=True), hour=2)
    dua.void(dua.sell(cash(11_000), hour=22))
    dua.record(OrderPaid(a_stamp(), "paid", 1, rp(7_000), (cash(7_000),)))
    delivery = a_sale_entry(cash(5_000), no=dua.next_no, stamp=a_stamp(hour=8))
    dua.record(replace(delivery, money=replace(delivery.money, order=1)))
    dua.close()
    event = totals([part_of(satu, 1, 9), part_of(dua, 1, 6)], pack)
    assert (event.net, event.receipts) == (115_000, 9)
    assert event.pay == (("cash", 70_000), ("qris", 45_000))
    assert event.regions == (("1804", 4, 25_000), ("1808", 5, 90_000))
    assert [hour for hour, _, _ in event.hours] == [8, 9, 22, 2]
    assert (event.orders, event.order_pay) == ((1, 7_000), (("cash", 7_000),))
    assert (event.delivered, event.direct_sales) == ((1, 5_000), (8, 110_000))
    assert event.unsure == (1, 20_000)
    assert (event.booth_mean, event.booth_median) == (57_500, 57_500)
    assert event.coverage.missing == (("B002", DAY_2), ("C003", DAY_1), ("C003", DAY_2))
    assert event.coverage.received == 3


def test_days_that_are_none_of_the_events_stand_apart() -> None:
    feed = AFeed(day=at().date().replace(day=30))
    feed.sell(cash(25_000))
    feed.close()
    event = totals([part_of(feed, 1, 2)])
    assert event.net == 0
    assert [(row.dev, row.receipts, row.net) for row in event.outside] == [(DEV, 1, 25_000)]


def test_a_late_entry_changes_its_day_and_does_not_cover_it() -> None:
    feed = AFeed(day=DAY_2)
    late = replace(a_stamp(DAY_2), day=DAY_1, late=True)
    feed.record(a_sale_entry(cash(12_000), no=1, stamp=late))
    feed.close()
    event = totals([part_of(feed, 1, 2)])
    assert event.days == ((DAY_1, 1, 12_000),)
    assert event.coverage.missing == ((BOOTH, DAY_1),)


def test_no_file_is_an_event_of_zeros() -> None:
    event = totals([])
    assert (event.net, event.booths, event.booth_mean, event.booth_median) == (0, (), None, None)
    assert event.coverage.enrolled == 1


def test_the_middle_booth_is_the_median() -> None:
    pack = a_pack([a_till(dev, booth=dev) for dev in ("aaaaaa", "bbbbbb", "cccccc")])
    feeds = []
    for dev, amount in (("aaaaaa", 10_000), ("bbbbbb", 70_000), ("cccccc", 20_000)):
        feed = AFeed(dev, booth=dev)
        feed.sell(cash(amount))
        feed.close()
        feeds.append(part_of(feed, 1, 2))
    assert (totals(feeds, pack).booth_median, totals(feeds, pack).booth_mean) == (20_000, 33_333)


def test_a_tick_of_a_later_file_makes_qris_money_certain() -> None:
    feed = AFeed()
    sale = feed.sell(qris(20_000, unsure=True))
    feed.sell(qris(30_000, unsure=True))
    feed.close()
    first = part_of(feed, 1, 3)
    assert totals([first]).unsure_pay == (("qris", 2, 50_000),)
    feed.day = DAY_2
    feed.record(SaleTicked(a_stamp(DAY_2), sale.pointer(DEV), found=True))
    feed.mark()
    marked = part_of(feed, 4, 5)
    for held in ([first, marked], [marked, first], [first, marked, part_of(feed, 1, 5)]):
        event = totals(held)
        assert event.unsure_pay == (("qris", 1, 30_000),)
        assert event.pay == (("qris", 50_000),), "what it was paid with stays"
        assert event.booths[0].unsure_pay == event.unsure_pay
    feed.record(SaleTicked(a_stamp(DAY_2), sale.pointer(DEV), found=False))
    feed.close()
    assert totals([part_of(feed, 6, 7), marked, first]).unsure == (2, 50_000), "the last one counts"


def test_a_void_after_a_tick_leaves_nothing_in_doubt() -> None:
    feed = AFeed()
    sale = feed.sell(qris(20_000, unsure=True))
    feed.record(SaleTicked(a_stamp(), sale.pointer(DEV), found=True))
    feed.void(sale)
    feed.close()
    assert totals([part_of(feed, 1, 4)]).unsure_pay == ()


def test_goods_without_a_product_are_one_row_whatever_the_tills_call_them() -> None:
    feed = AFeed()
    for name, no in (("Barang lain", 1), ("Other item", 2)):
        item = replace(an_item(15_000, code="LAIN"), name=name)
        entry = replace(a_sale_entry(cash(15_000), no=no), basket=a_basket(item))
        feed.record(entry)
    feed.close()
    (other,) = totals([part_of(feed, 1, 3)]).best_sellers
    assert (other.code, other.name, other.quantity) == ("LAIN", "", Quantity.of(2))


def test_best_sellers_are_ordered_by_how_much_was_sold() -> None:
    feed = AFeed()
    dear = an_item(90_000, code="TAPIS")
    cheap = replace(an_item(15_000, code="KERIPIK"), quantity=Quantity.of(3), unit_price=5_000)
    entry = replace(a_sale_entry(cash(105_000), no=1), basket=a_basket(dear, cheap))
    feed.record(entry)
    feed.close()
    sold = totals([part_of(feed, 1, 2)]).best_sellers
    assert [one.code for one in sold] == ["KERIPIK", "TAPIS"]


def test_a_booth_without_a_sale_is_among_all_booths() -> None:
    booths = (Booth("A017", "Satu"), Booth("B002", "Dua"))
    pack = a_pack(booths=booths)
    event = totals([part_of(two_days(), 1, 9)], pack)
    listed = [(one.booth_id, one.name, one.net) for one in all_booths(event, pack)]
    assert listed == [("A017", "Satu", 90_000), ("B002", "Dua", 0)]
    assert event.booth_mean == 90_000, "of those that brought something"
