"""What is left of a product by the journal."""

from dataclasses import replace

from pos_app.domain.catalog import Catalog, Product
from pos_app.domain.journal import Basket, SaleRecorded, SoldItem
from pos_app.domain.money import Quantity
from pos_app.domain.stock import SoldSoFar
from tests.builders import SALT, AFeed, a_sale_entry, cash, without_basket

CHIPS = Product(product_id=1, name="Keripik", price=15_000, code="krp-01", stock=Quantity.of(10))


def test_sales_go_off_what_was_counted_and_voids_and_refunds_come_back() -> None:
    feed, sold = AFeed(), SoldSoFar()
    feed.open_with(100_000)
    sale = feed.sell(cash(15_000))
    feed.sell(cash(15_000))
    sold.add(feed.entries)
    assert sold.left(CHIPS) == Quantity.of(8)
    feed.void(sale)
    sold.add(feed.entries[-1:])
    assert sold.left(CHIPS) == Quantity.of(9)
    feed.refund(15_000)
    sold.add(feed.entries[-1:])
    assert sold.left(CHIPS) == Quantity.of(10)


def test_only_what_went_out_after_the_count_matters() -> None:
    feed, sold = AFeed(), SoldSoFar()
    for _sale in range(4):
        feed.sell(cash(15_000))
    sold.add(feed.entries)
    assert [sold.left(replace(CHIPS, stock_seq=seq)) for seq in (0, feed.entries[1].seq, 99)] == [
        Quantity.of(6),
        Quantity.of(8),
        Quantity.of(10),
    ]


def test_weighed_goods_count_down_by_weight_and_may_fall_below_nothing() -> None:
    feed, sold = AFeed(), SoldSoFar()
    item = SoldItem(
        code="IKAN", name="Ikan", quantity=Quantity.of("2.75"), unit_price=4_000, net=11_000
    )
    sale = a_sale_entry(cash(11_000))
    feed.record(SaleRecorded(sale.stamp, sale.money, Basket((item,), SALT)))
    sold.add(feed.entries)
    fish = Product(product_id=2, name="Ikan", price=4_000, code="ikan", stock=Quantity.of("2.5"))
    assert sold.left(fish) == Quantity.of("-0.25")


def test_what_nobody_counted_or_tells_is_not_known() -> None:
    feed, sold = AFeed(), SoldSoFar()
    sold.add([without_basket(feed.sell(cash(15_000)))])
    assert sold.left(replace(CHIPS, stock=None)) is None
    assert sold.left(CHIPS) == Quantity.of(10)


def test_variants_are_found_in_the_order_of_the_list() -> None:
    shirts = [
        replace(CHIPS, product_id=number, variant_group="Kaos", variant_label=label)
        for number, label in enumerate("SML", start=2)
    ]
    catalog = Catalog([CHIPS, *shirts])
    assert [product.variant_label for product in catalog.variants("Kaos")] == ["S", "M", "L"]
    assert catalog.variants("") == ()
