"""Carts and products on the disk, also those written before carts had terms."""

import sqlite3
from datetime import datetime
from pathlib import Path

from pos_app.domain.cart import Cart
from pos_app.domain.cart_history import Carts, ParkedCart
from pos_app.domain.catalog import Product
from pos_app.domain.discount import AgreedTotal, AmountOff, PercentOff
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.taxes import TaxRules
from pos_app.storage.database import APPLICATION_ID, TillDatabase, migration_files
from tests.builders import WIB

EVERYTHING = Product(
    product_id=1,
    name="Kaos Gerai M",
    price=85_000,
    code="KAOS-M",
    quick_code="21",
    category="Fesyen",
    unit="potong",
    stock=Quantity.of("12.5"),
    floor_price=70_000,
    tax_rate=Percent.of("2.5"),
    variant_group="Kaos Gerai",
    variant_label="M",
    is_favourite=True,
    position=-3,
    stock_seq=7,
)


def test_a_product_keeps_all_it_knows(tmp_path: Path) -> None:
    database = TillDatabase(tmp_path / "till.db")
    plain = Product(product_id=2, name="Mug", price=50_000, code="MUG")
    with database.transaction():
        database.catalog.save([plain, EVERYTHING])
    assert database.catalog.load() == [EVERYTHING, plain]
    database.close()


def test_a_cart_keeps_all_it_knows_and_a_parked_one_too(tmp_path: Path) -> None:
    cart = Cart("a", taxes=TaxRules("pkp", Percent.of(11), on_top=True), allowed_by="k2")
    cart, _ = cart.with_product(EVERYTHING, Quantity.of(2))
    cart, _ = cart.with_open_item("Ikan", 40_000, Quantity.of("1.5"))
    cart = cart.with_price(0, 80_000, "lecet").with_line_discount(0, AmountOff(7_500))
    cart = cart.with_line_note(1, "bungkus dua").with_note("Bu Ani")
    parked = ParkedCart(
        cart.with_discount(PercentOff(Percent.of("12.5"))),
        datetime(2026, 11, 26, 9, 30, tzinfo=WIB),
        "Bu Ani",
    )
    agreed = Cart("b", cart.lines).with_agreed_total(AgreedTotal(90_000, breaks_floors=True))
    database = TillDatabase(tmp_path / "till.db")
    with database.transaction():
        database.carts.save_all(Carts(agreed, (parked,)))
    loaded = database.carts.load()
    assert loaded == agreed
    assert loaded is not None
    assert loaded.total == 90_000
    (again,) = database.carts.load_parked(WIB)
    assert again == parked
    assert again.cart.tax_rows == parked.cart.tax_rows
    database.close()


def test_a_till_of_the_first_release_keeps_its_open_cart_and_its_goods(tmp_path: Path) -> None:
    path = tmp_path / "till.db"
    connection = sqlite3.connect(path)
    connection.executescript(migration_files()[0].read_text(encoding="utf-8"))
    connection.execute(
        "INSERT INTO product VALUES (1, 1, 'Mug', 50000, 'MUG', '12', '', '', 0, 3000, 0)"
    )
    connection.execute(
        "INSERT INTO open_cart VALUES (1, 'a', ?)",
        (
            '[{"product_id": 1, "code": "MUG", "name": "Mug", "unit_price": 50000,'
            ' "quantity": "2", "category": "", "unit": "", "sold_by_weight": 0}]',
        ),
    )
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    database = TillDatabase(path)
    mug = Product(
        product_id=1, name="Mug", price=50_000, code="MUG", quick_code="12", stock=Quantity.of(3)
    )
    assert database.catalog.load() == [mug]
    assert database.carts.load() == Cart("a").with_product(mug, Quantity.of(2))[0]
    database.close()
