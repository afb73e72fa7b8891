"""An event of three booths on two days, worked by hand: every total adds up to 1.250.000."""

from datetime import date, datetime, timedelta, timezone

from pos_app.domain.event_totals import BoothTotal, Coverage, EventTotals, OutsideTotal
from pos_app.domain.identity import Booth, Event, EventPack
from pos_app.domain.merge import Gap
from pos_app.domain.money import Quantity
from pos_app.domain.turnover import SoldGoods

WIB = timezone(timedelta(hours=7))
DAY_1, DAY_2 = date(2026, 11, 25), date(2026, 11, 26)
AS_OF = datetime(2026, 11, 26, 21, 40, tzinfo=WIB)
EVENT = Event("bazar-nusantara-2026", "Bazar Nusantara 2026", (DAY_1, DAY_2))

PACK = EventPack(
    event=EVENT,
    version=3,
    previous="0" * 64,
    made_at=AS_OF,
    organizer_vkey="",
    booths=(
        Booth("B02", "Tapis Muli Senja", "Lampung Selatan"),
        Booth("B07", "Keripik Dua Tandan", "Bandar Lampung"),
        Booth("B11", "=HYPERLINK(1)", "Bandar Lampung"),
    ),
    tender_names=(("ovo", "OVO"),),
)

COMPLETE = Coverage(
    as_of=AS_OF,
    enrolled=3,
    expected=tuple((booth.booth_id, day) for booth in PACK.booths for day in EVENT.days),
    missing=(),
)

LACKING = Coverage(
    as_of=AS_OF,
    enrolled=3,
    expected=COMPLETE.expected,
    missing=(("B11", DAY_2), ("B07", DAY_2)),
    gaps=(Gap("B02", "4hd7wn", 20, 24, 3, 125_000),),
    disputed=(("B07", "7k3mq2", 31),),
    aside=2,
)


BOOTHS = (
    BoothTotal(
        booth_id="B02",
        name="Tapis Muli Senja",
        region="Lampung Selatan",
        receipts=10,
        net=700_000,
        gross=720_000,
        discount=20_000,
        voids=(1, -40_000),
        refunds=(0, 0),
        pay=(("cash", 400_000), ("ovo", 50_000), ("qris", 250_000)),
        unsure_pay=(("qris", 1, 60_000),),
    ),
    BoothTotal(
        booth_id="B07",
        name="Keripik Dua Tandan",
        region="Bandar Lampung",
        receipts=9,
        net=450_000,
        gross=480_000,
        discount=29_500,
        voids=(0, 0),
        refunds=(2, -60_000),
        pay=(("cash", 300_000), ("qris", 150_000)),
    ),
    BoothTotal(
        booth_id="B11",
        name="=HYPERLINK(1)",
        region="Bandar Lampung",
        receipts=4,
        net=100_000,
        gross=100_000,
        discount=0,
        voids=(0, 0),
        refunds=(0, 0),
        pay=(("cash", 100_000),),
    ),
)


def event_of(coverage: Coverage = COMPLETE) -> EventTotals:
    return EventTotals(
        event_id=EVENT.event_id,
        currency="IDR",
        coverage=coverage,
        net=1_250_000,
        receipts=23,
        sales=(20, 1_350_000),
        voids=(1, -40_000),
        refunds=(2, -60_000),
        gross=1_300_000,
        discount=49_500,
        rounding=-500,
        tax_on_top=0,
        extras=(),
        booths=BOOTHS,
        days=((DAY_1, 13, 600_000), (DAY_2, 10, 650_000)),
        pay=(("cash", 800_000), ("ovo", 50_000), ("qris", 400_000)),
        hours=((9, 5, 250_000), (14, 12, 800_000), (20, 6, 200_000)),
        regions=(("Bandar Lampung", 13, 550_000), ("Lampung Selatan", 10, 700_000)),
        categories=(
            SoldGoods("", Quantity.of(1), 50_500),
            SoldGoods("Kriya", Quantity.of(9), 650_000),
            SoldGoods("Makanan", Quantity.of("21.5"), 550_000),
        ),
        best_sellers=(
            SoldGoods("Selendang tapis benang perak", Quantity.of(4), 500_000, "TPS-01"),
            SoldGoods("Keripik pisang cokelat 250 g", Quantity.of(12), 300_000, "KRP-01"),
            SoldGoods("\ua9b2\ua9a0\ua9c0", Quantity.of("1.5"), 60_000, "JWA-01"),
        ),
        unnamed_goods=0,
        orders=(2, 100_000),
        order_pay=(("cash", 100_000),),
        delivered=(1, 150_000),
        unsure_pay=(("qris", 1, 60_000),),
        outside=(OutsideTotal("B07", "7k3mq2", 2, 30_000),) if coverage is LACKING else (),
    )
