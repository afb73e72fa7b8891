"""The booth's products: by form and by price list."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.catalog import Product
from pos_app.domain.errors import CodeIsTaken, ProductIsIncomplete, UnknownCode
from pos_app.domain.money import Quantity
from pos_app.domain.price_preview import ListedProduct
from pos_app.services.catalog_keeping import CatalogKeeping, ImportDone
from tests.tills import a_till_at_work


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[CatalogKeeping]:
    with a_till_at_work(tmp_path / "till") as till:
        yield till.app.catalog


def listed(name: str, price: int = 5_000, code: str = "") -> ListedProduct:
    return ListedProduct(name=name, price=price, code=code, category="Kopi", stock=7)


def test_a_product_without_a_code_gets_one_of_the_till(catalog: CatalogKeeping) -> None:
    product = catalog.edit_product(Product(product_id=0, name="Es batu", price=2_000))
    assert product.code
    assert catalog.catalog.find(product.code) == product


@pytest.mark.parametrize("field", ["code", "quick_code"])
def test_s4_a_code_that_is_taken_names_its_holder(catalog: CatalogKeeping, field: str) -> None:
    with pytest.raises(CodeIsTaken) as refused:
        catalog.edit_product(Product(product_id=0, name="X", price=1, **{field: "12"}))
    assert refused.value.product_name == "Mug"


def test_an_edit_keeps_the_number_and_the_old_code_is_free_again(catalog: CatalogKeeping) -> None:
    mug = catalog.catalog.find("MUG")
    again = catalog.edit_product(
        Product(product_id=mug.product_id, name="Mug besar", price=60_000, code="MUG-2")
    )
    assert again.product_id == mug.product_id
    with pytest.raises(UnknownCode):
        catalog.catalog.find("MUG")


def test_a_retired_product_is_neither_found_nor_searched(catalog: CatalogKeeping) -> None:
    catalog.retire_product(catalog.catalog.find("MUG").product_id)
    with pytest.raises(UnknownCode):
        catalog.catalog.find("MUG")
    assert catalog.search("mug") == ()


def test_a_price_list_adds_changes_and_leaves_alone(catalog: CatalogKeeping) -> None:
    first = catalog.import_price_list([listed("Kopi A", code="A"), listed("Kopi B", code="B")])
    assert first == ImportDone(added=2, changed=0, same=0)
    second = catalog.import_price_list(
        [listed("Kopi A", code="a"), listed("Kopi B", 6_000, code="B"), listed("Kopi C")]
    )
    assert second == ImportDone(added=1, changed=1, same=1)
    assert catalog.catalog.find("B").price == 6_000
    assert catalog.catalog.find("A").stock == Quantity.of(7)


def test_two_rows_with_one_code_take_nothing_over(catalog: CatalogKeeping) -> None:
    before = catalog.catalog.products
    with pytest.raises(CodeIsTaken) as refused:
        catalog.import_price_list([listed("Kopi A", code="Z9"), listed("Kopi B", code="z9")])
    assert refused.value.product_name == "Kopi A"
    assert catalog.catalog.products == before


def test_a_row_that_cannot_be_a_product_takes_nothing_over(catalog: CatalogKeeping) -> None:
    before = catalog.catalog.products
    with pytest.raises(ProductIsIncomplete):
        catalog.import_price_list([listed("Kopi A"), listed("Kopi B", 0)])
    assert catalog.catalog.products == before


def test_products_are_there_after_a_restart_in_the_order_of_the_list(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.app.catalog.import_price_list([listed("Zz", code="ZZ"), listed("Aa", code="AA")])
        before = till.app.catalog.catalog.products
    with a_till_at_work(tmp_path / "till") as till:
        assert till.app.catalog.catalog.products == before
        assert [product.code for product in before[-2:]] == ["ZZ", "AA"]


def test_a_listed_code_that_is_a_quick_code_takes_nothing_over(catalog: CatalogKeeping) -> None:
    with pytest.raises(CodeIsTaken) as refused:
        catalog.import_price_list([listed("Kopi A", code="12")])
    assert refused.value.product_name == "Mug"


def test_a_code_of_the_till_never_meets_a_code_of_the_list(catalog: CatalogKeeping) -> None:
    number = max(product.product_id for product in catalog.catalog.products) + 1
    catalog.import_price_list([listed("Kopi A"), listed("Kopi B", code=f"G{number:04d}")])
    codes = [product.code for product in catalog.catalog.products[-2:]]
    assert codes == [f"G{number:04d}-1", f"G{number:04d}"]


def test_a_preview_reads_and_writes_nothing(catalog: CatalogKeeping, tmp_path: Path) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text("nama,harga\nKopi tubruk,8000\n", encoding="utf-8")
    before = catalog.catalog.products
    preview = catalog.preview_import(path).read()
    assert [row.verdict for row in preview.rows] == ["skipped", "taken"]
    assert catalog.catalog.products == before


def test_a_list_without_codes_that_comes_again_adds_nothing_twice(catalog: CatalogKeeping) -> None:
    rows = [listed("Teh"), listed("Kemplang", 22_000), listed("Kemplang", 30_000)]
    assert catalog.import_price_list(rows[:1]) == ImportDone(added=1, changed=0, same=0)
    again = catalog.import_price_list([listed("Teh", 6_000)])
    assert again == ImportDone(added=0, changed=1, same=0)
    both = catalog.import_price_list(rows[1:])
    assert both == ImportDone(added=2, changed=0, same=0)
    assert catalog.import_price_list(rows[1:]) == ImportDone(added=0, changed=0, same=2)
