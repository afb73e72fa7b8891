"""The booth's products: by form and by price list."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.catalog import Product
from pos_app.domain.errors import CodeIsTaken, ProductIsIncomplete, UnknownCode
from pos_app.domain.money import Quantity
from pos_app.domain.price_preview import ListedProduct
from pos_app.services.catalog_keeping import CatalogKeeping, ImportDone
from tests.tills import World, a_till_at_work


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
        catalog.edit_product(Product(product_id=0, name="X", price=1, **{field: "77"}))
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
        catalog.import_price_list([listed("Kopi A", code="77")])
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


def test_a_row_without_a_code_never_hits_what_another_row_means_by_its_code(
    catalog: CatalogKeeping,
) -> None:
    catalog.import_price_list([listed("Susu", 5_000, "K1")])
    rows = [listed("Susu", 6_000, "K1"), listed("Susu", 7_000)]
    assert catalog.import_price_list(rows) == ImportDone(added=1, changed=1, same=0)
    assert catalog.catalog.find("K1").price == 6_000
    assert catalog.import_price_list(rows) == ImportDone(added=0, changed=0, same=2)


def test_k2_undo_puts_everything_back_as_it_was_before_the_list(catalog: CatalogKeeping) -> None:
    catalog.import_price_list([listed("Kopi A", code="A"), listed("Kopi B", code="B")])
    before = catalog.catalog.for_sale
    catalog.import_price_list(
        [listed("Kopi A", 9_000, "A"), listed("Kopi B", code="B"), listed("Kopi C", code="C")]
    )
    assert catalog.can_undo_import
    assert catalog.undo_import() == 2
    assert catalog.catalog.for_sale == before
    assert not catalog.can_undo_import
    again = catalog.import_price_list([listed("Kopi C", code="C")])
    assert again == ImportDone(added=1, changed=0, same=0)


def test_an_import_is_not_undone_over_a_later_change(catalog: CatalogKeeping) -> None:
    catalog.import_price_list([listed("Kopi A", code="A")])
    catalog.retire_product(catalog.catalog.find("A").product_id)
    assert not catalog.can_undo_import
    assert catalog.undo_import() == 0


def test_s4_a_quick_code_of_a_list_is_given_to_nobody_elses_product(
    catalog: CatalogKeeping,
) -> None:
    with pytest.raises(CodeIsTaken) as refused:
        catalog.import_price_list([replace(listed("Kopi", code="A"), quick_code="77")])
    assert refused.value.product_name == "Mug"
    two = [replace(listed(name, code=name), quick_code="88") for name in ("A", "B")]
    with pytest.raises(CodeIsTaken):
        catalog.import_price_list(two)
    catalog.import_price_list([replace(listed("Kopi", code="A"), quick_code="88")])
    assert catalog.catalog.find("88").name == "Kopi"


def test_s2_what_sold_most_today_is_found_first(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "selling") as till:
        catalog = till.app.catalog
        catalog.import_price_list([listed("Zeta A", code="A"), listed("Zeta B", code="B")])
        assert [product.code for product in catalog.search("zeta")] == ["A", "B"]
        till.sell("B")
        assert [product.code for product in catalog.search("zeta")] == ["B", "A"]
        assert [product.code for product in catalog.search("a zeta")][:1] == ["A"]


def test_where_goods_keep_their_places_a_slip_is_forgiven_only_if_nothing_else_fits(
    catalog: CatalogKeeping,
) -> None:
    catalog.import_price_list([listed("Zebruk", code="U"), listed("Zebrak", code="A")])
    assert [product.code for product in catalog.search("zebrak")] == ["A", "U"]
    assert [product.code for product in catalog.narrowed("zebrak")] == ["A"]
    assert {product.code for product in catalog.narrowed("zebrik")} == {"A", "U"}


def test_a_search_made_ready_by_a_worker_is_used_while_the_goods_are_the_same(
    catalog: CatalogKeeping,
) -> None:
    ready = catalog.search_job().make()
    catalog.use_search(ready)
    assert catalog.search("mug")[0].code == "MUG"
    catalog.import_price_list([listed("Mug baru", code="M2")])
    catalog.use_search(ready)  # too late: there are new goods
    assert {product.code for product in catalog.search("mug")} == {"MUG", "M2"}


DAT1 = """\ufeffKode;Nama;Harga;Stok
00123;"Keripik ""pedas""; besar";15.000;7

00124;Kopi;0;
A-1;Teh;5rb;
a-1;Teh manis;6rb;
00125;;9.000;
"""


def test_dat1_a_messy_list_tells_every_cell_and_writes_nothing_before_take_over(
    catalog: CatalogKeeping, tmp_path: Path
) -> None:
    path = tmp_path / "daftar.csv"
    path.write_text(DAT1, encoding="utf-8")
    before = catalog.catalog.for_sale
    read = catalog.preview_import(path).read()
    assert [(row.row, row.verdict, row.why) for row in read.rows] == [
        (1, "skipped", "header"),
        (2, "taken", None),
        (4, "asked", "price_zero"),
        (5, "asked", "code_duplicate"),
        (6, "asked", "code_duplicate"),
        (7, "refused", "name_missing"),
    ]
    assert catalog.catalog.for_sale == before
    catalog.import_price_list(read.products)
    taken = catalog.catalog.find("00123")
    assert (taken.name, taken.price) == ('Keripik "pedas"; besar', 15_000)
    catalog.undo_import()
    assert catalog.catalog.for_sale == before


def test_dat3_a_product_without_a_price_is_refused_and_keeps_its_old_one(
    catalog: CatalogKeeping, tmp_path: Path
) -> None:
    catalog.import_price_list([listed("Teh", 5_000, "T"), listed("Susu", 6_000, "S")])
    path = tmp_path / "siang.csv"
    path.write_text("Kode;Nama;Harga\nT;Teh;7.000\nS;Susu;\n", encoding="utf-8")
    read = catalog.preview_import(path).read()
    assert read.rows[-1].why == "price_missing"
    catalog.import_price_list(read.products)
    assert catalog.catalog.find("T").price == 7_000
    assert catalog.catalog.find("S").price == 6_000


def test_spd1_the_last_of_very_many_products_is_found_and_sold_after_a_restart(
    tmp_path: Path,
) -> None:
    world = World()
    with a_till_at_work(tmp_path / "many", world) as till:
        goods = (listed(f"Barang {n}", code=f"C{n:05d}") for n in range(20_000))
        till.app.catalog.import_price_list(goods)
    with a_till_at_work(tmp_path / "many", world) as till:
        last = "barang 19999"
        for length in range(1, len(last) + 1):  # letter by letter, as it is typed (SPD2)
            found = till.app.catalog.search(last[:length])
            assert 0 < len(found) <= 50
        assert found[0].code == "C19999"
        assert till.sell("C19999")
