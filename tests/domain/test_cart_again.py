"""A sale that was taken back becomes a cart with the same total."""

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.cart_again import lines_again
from pos_app.domain.catalog import Catalog, Product
from pos_app.domain.discount import AmountOff
from pos_app.domain.journal import SoldItem
from pos_app.domain.money import Quantity
from pos_app.domain.sale import TypedWords
from pos_app.domain.taxes import UNTAXED

MUG = Product(product_id=7, name="Mug", price=50_000, code="MUG", unit="buah", floor_price=40_000)


def sold(code: str, *, discount: int = 0, list_price: int | None = None) -> SoldItem:
    quantity = Quantity.of(2)
    return SoldItem(
        code=code,
        name="As sold",
        quantity=quantity,
        unit_price=45_000,
        net=90_000 - discount,
        discount=discount,
        list_price=list_price,
        category="Kriya",
    )


def test_goods_prices_and_discounts_are_as_they_were_sold() -> None:
    items = (sold("MUG", discount=6_383, list_price=50_000), sold("GONE"))
    words = TypedWords(line_notes=((2, "merah"),), price_reasons=((1, "cacat"),))
    mug, gone = lines_again(items, Catalog((MUG,)), words, UNTAXED)
    assert Cart("a", (mug, gone)).total == 90_000 - 6_383 + 90_000
    assert (mug.product_id, mug.name, mug.unit, mug.floor_price) == (7, "As sold", "buah", 40_000)
    assert (mug.discount, mug.list_price, mug.price_reason) == (AmountOff(6_383), 50_000, "cacat")
    assert isinstance(gone, LineItem)
    assert (gone.product_id, gone.code, gone.note, gone.discount) == (0, "GONE", "merah", None)
