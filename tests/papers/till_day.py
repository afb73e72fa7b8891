"""A till and its receipts as the design's example papers show them, for tests of papers."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AgreedTotal, PercentOff
from pos_app.domain.identity import Event, Till
from pos_app.domain.journal import (
    Basket,
    Entry,
    Pointer,
    Recorded,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleVoided,
    SoldItem,
    Stamp,
    TaxPart,
    Tender,
)
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.sale import NewReceipt, TypedWords, ring_up
from pos_app.domain.taxes import TaxRules
from pos_app.domain.tender import Payment
from pos_app.papers.layout import PaperHeading
from pos_app.papers.receipt import ReceiptFacts

WIB = timezone(timedelta(hours=7))
DAY = date(2026, 11, 26)
SALT = "0" * 32
EVENT = Event("bazar-nusantara-2026", "Bazar Nusantara 2026", (DAY,))

KERIPIK = PaperHeading(
    event=EVENT,
    till=Till(EVENT.event_id, "B07", "7k3mq2"),
    shop_name="Keripik Dua Tandan",
    place="Bandar Lampung",
    footer=("Tukar/tanya: 0800-0000-001",),
)
TAPIS = PaperHeading(
    event=EVENT,
    till=Till(EVENT.event_id, "B02", "4hd7wn"),
    shop_name="Tapis Muli Senja",
    place="Lampung Selatan",
    footer=("Tukar/tanya: 0800-0000-002",),
)


def stamp(hour: int, minute: int) -> Stamp:
    return Stamp(at=datetime(2026, 11, 26, hour, minute, tzinfo=WIB), day=DAY, op="k1")


def item(
    name: str, quantity: str, unit: int, discount: int = 0, line: int | None = None
) -> SoldItem:
    amount = Quantity.of(quantity)
    return SoldItem(
        code="X1",
        name=name,
        quantity=amount,
        unit_price=unit,
        net=amount.times(unit) - discount,
        discount=discount,
        line=line,
    )


def basket(*items: SoldItem) -> Basket:
    return Basket(items, SALT)


def recorded(entry: Entry, seq: int = 431, link: str = "5f0c91ab3e") -> Recorded:
    return Recorded(seq, "0" * 64, link.ljust(64, "0"), entry)


def sale_of(
    *items: SoldItem,
    pay: tuple[Tender, ...] = (),
    given: int | None = None,
    no: int = 214,
    at: tuple[int, int] = (14, 32),
) -> SaleRecorded:
    """A sale without rounding, taxes or extras; without `pay` it is paid in cash."""
    goods = sum(line.net for line in items)
    money = SaleMoney(
        no=no,
        total=goods,
        goods=goods,
        discount=sum(line.discount for line in items),
        pay=pay or (Tender("cash", goods),),
        given=given,
    )
    return SaleRecorded(stamp(*at), money, basket(*items))


def cash_sale() -> ReceiptFacts:
    sale = sale_of(
        item("Keripik pisang cokelat 250 g", "2", 25_000),
        item("Keripik pisang aneka rasa 500 g", "1", 45_000, 4_500),
        item("Keripik singkong pedas 200 g", "3", 15_000),
        given=150_000,
    )
    return ReceiptFacts(recorded(sale), "Rahma")


def unsure_sale() -> ReceiptFacts:
    sale = sale_of(
        item("Keripik pisang aneka rasa 500 g", "1", 45_000),
        item("Keripik singkong pedas 200 g", "1", 15_000),
        pay=(Tender("qris", 60_000, unsure=True),),
        no=219,
        at=(15, 2),
    )
    return ReceiptFacts(recorded(sale, 436, "b2c07d114e"), "Rahma")


def shawl_sale() -> ReceiptFacts:
    """A discount of 10 % on the whole cart, spread over its lines."""
    sale = sale_of(
        item("Selendang tapis benang perak", "2", 190_000, 38_000),
        item("Peci tapis sulam penuh", "1", 400_000, 40_000),
        item("Dompet kartu tapis", "3", 85_000, 25_500),
        pay=(Tender("cash", 431_500), Tender("qris", 500_000)),
        given=450_000,
        no=52,
        at=(16, 47),
    )
    return ReceiptFacts(recorded(sale, 118, "e07a3c5d92"), "Melati")


def shawl_refund() -> ReceiptFacts:
    original = shawl_sale().recorded
    back = SoldItem(
        code="X1",
        name="Selendang tapis benang perak",
        quantity=Quantity.of("-1"),
        unit_price=190_000,
        net=-171_000,
        discount=-19_000,
        line=1,
    )
    money = SaleMoney(
        no=58, total=-171_000, goods=-171_000, discount=-19_000, pay=(Tender("cash", -171_000),)
    )
    refund = RefundGiven(
        stamp(17, 20), money, basket(back), "jahitan_lepas", of=original.pointer("4hd7wn")
    )
    return ReceiptFacts(recorded(refund, 125, "1f88b0c6a4"), "Melati", original)


def voided_sale() -> ReceiptFacts:
    original = recorded(
        sale_of(
            item("Keripik pisang cokelat 250 g", "2", 25_000),
            given=50_000,
            no=197,
            at=(10, 55),
        ),
        400,
    )
    back = item("Keripik pisang cokelat 250 g", "-2", 25_000)
    money = SaleMoney(no=198, total=-50_000, goods=-50_000, pay=(Tender("cash", -50_000),))
    of = Pointer("7k3mq2", 400, original.link)
    void = SaleVoided(stamp(11, 7), money, basket(back), of, "salah_barang")
    return ReceiptFacts(recorded(void, 402, "77aa12c0ff"), "Rahma", original)


def typed_refund() -> ReceiptFacts:
    """Of a receipt that only the buyer's paper tells of."""
    facts = shawl_refund()
    entry = facts.recorded.entry
    assert isinstance(entry, RefundGiven)
    typed = replace(entry, of=None, typed="4HD7WN-000052")
    return ReceiptFacts(recorded(typed, 126), "Melati", reason="Jahitan lepas di tepi")


def sale_with_everything() -> SaleRecorded:
    """64.500 = goods 60.000 + tax on top 3.000 + service 1.820 - rounding 320."""
    money = SaleMoney(
        no=215,
        total=64_500,
        goods=60_000,
        pay=(Tender("ovo", 20_000), Tender("cash", 44_500)),
        rounding=-320,
        tax=(
            TaxPart(Percent.of(10), "in", 27_273, 2_727),
            TaxPart(Percent.of("5"), "on", 60_000, 3_000),
        ),
        extras=(("service", 1_820),),
        given=50_000,
        owed=500,
    )
    return SaleRecorded(stamp(14, 40), money, basket(item("Nasi bakar", "2", 30_000)))


def agreed_sale() -> ReceiptFacts:
    """Haggled down from 113.000 to 100.000; one thing had another price already. With notes."""
    cart, _ = Cart("a").with_product(_product("Tas anyam pandan", 60_000, floor=55_000))
    cart, _ = cart.with_product(_product("Dompet anyam", 45_000))
    cart, _ = cart.with_open_item("Gantungan kunci", 6_500, Quantity.of(2))
    cart = cart.with_price(1, 40_000, "lecet").with_agreed_total(AgreedTotal(100_000))
    typed = TypedWords(note="diambil Bu Ani", line_notes=((1, "warna merah"),), is_agreed=True)
    return ReceiptFacts(recorded(_rung_up(cart, 100_000)), "Rahma", typed=typed)


def twice_reduced_sale() -> ReceiptFacts:
    """10 % off one line (45.000 of 450.000), then 5 % off the whole (22.260 of 445.200)."""
    cart, _ = Cart("a").with_product(_product("Peci tapis", 150_000), Quantity.of(3))
    dodol = replace(_product("Dodol durian", 120_000), sold_by_weight=True, unit="kg")
    cart, _ = cart.with_product(dodol, Quantity.of("0.335"))
    cart = cart.with_line_discount(0, PercentOff(Percent.of(10)))
    cart = cart.with_discount(PercentOff(Percent.of(5)))
    typed = TypedWords(shares=((1, 20_250), (2, 2_010)), units=((2, "kg"),))
    return ReceiptFacts(recorded(_rung_up(cart, 422_940)), "Rahma", typed=typed)


def taxed_sale(rules: TaxRules) -> ReceiptFacts:
    """Two goods of the booth's rate, one exempt, 10 % off the whole."""
    cart = Cart("a", taxes=rules)
    cart, _ = cart.with_product(_product("Nasi bakar", 30_000), Quantity.of(2))
    cart, _ = cart.with_product(_product("Es cendol", 18_000))
    cart, _ = cart.with_product(_product("Buku resep", 45_000, rate=Percent(0)))
    cart = cart.with_discount(PercentOff(Percent.of(10)))
    return ReceiptFacts(recorded(_rung_up(cart, 150_000)), "Rahma")


def _product(
    name: str, price: int, *, floor: int | None = None, rate: Percent | None = None
) -> Product:
    return Product(
        product_id=len(name), name=name, price=price, code="X1", floor_price=floor, tax_rate=rate
    )


def _rung_up(cart: Cart, given: int) -> SaleRecorded:
    payment = Payment(cart.total).with_tender("cash", given)
    return ring_up(cart, payment, NewReceipt(no=216, stamp=stamp(14, 45), salt=SALT))
