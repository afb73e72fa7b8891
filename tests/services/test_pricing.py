"""Discounts, haggling, taxes, notes and open prices through the services and a real database."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.cart_errors import AgreedTooLow, ReasonMissing, SoldOut
from pos_app.domain.cart_notices import AgreementDropped, DiscountCapped, OlderPriceKept
from pos_app.domain.discount import AmountOff, PercentOff
from pos_app.domain.errors import BadAmount, UnknownCode
from pos_app.domain.journal import SaleRecorded
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.people_errors import RightIsMissing
from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.papers.paper import text_lines
from tests.tills import TillAtWork, a_till_at_work

TEN = PercentOff(Percent.of(10))


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def finish(till: TillAtWork, *, why: str = "") -> SaleRecorded:
    """Pay the open cart in cash and finish."""
    paying = till.app.paying
    if paying.payment.missing:
        paying.tender("cash", paying.payment.missing)
    return paying.finish(why=why).sale


def paper_of_last(till: TillAtWork, columns: int = 48) -> list[str]:
    last = till.app.paying.last_sale()
    assert last is not None
    return text_lines(till.app.papers.paper(last.recorded, columns))


def is_accepted_by_the_organizer(till: TillAtWork) -> bool:
    """Close the day and read its file as an organizer does, every equation checked."""
    path = till.app.days.day_file_job(till.app.days.close_day(None)).write()
    joined = till.app.joining.joined()
    assert joined is not None
    links = {joined.pack.version: joined.pack_link}
    return isinstance(read_day_file(path.read_bytes(), pack=joined.pack, pack_links=links), DayFile)


# --- open prices -------------------------------------------------------------------------------


def test_x10_a_typed_line_adds_one_open_price_item(till: TillAtWork) -> None:
    selling = till.app.selling
    place = selling.scan("3x kripik pedas 15rb")
    line = selling.cart.lines[place]
    assert (line.name, line.quantity, line.unit_price) == ("kripik pedas", Quantity.of(3), 15_000)
    assert (line.is_open_price, selling.cart.total) == (True, 45_000)


@pytest.mark.parametrize(
    ("text", "name", "total"),
    [
        ("2x15rb", "Other item", 30_000),
        ("1x12345", "Other item", 12_345),
        ("2 × teh manis Rp 5.000", "teh manis", 10_000),
        ("1,5x ikan asap 40 rb", "ikan asap", 60_000),
        ("1*es teh 2 7.500", "es teh 2", 7_500),
        ("3x 2024", "Other item", 6_072),
    ],
)
def test_an_open_price_is_read_as_people_say_it(
    till: TillAtWork, text: str, name: str, total: int
) -> None:
    till.app.selling.scan(text)
    assert (till.app.selling.cart.lines[0].name, till.app.selling.cart.total) == (name, total)


@pytest.mark.parametrize(
    "text",
    [
        "3*99",
        "2*8991234567890",
        "kripik pedas 15rb",
        "2x kripik pedas",
        "2x -5rb",
        "1x0",
    ],
)
def test_what_may_mean_something_else_is_an_unknown_code(till: TillAtWork, text: str) -> None:
    with pytest.raises(UnknownCode):
        till.app.selling.scan(text)
    assert till.app.selling.cart.lines == ()


def test_mon10_an_open_price_is_one_number_everywhere(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.add_open_item(12_345)
    keypad = finish(till)
    selling.scan("1x12345")
    typed = finish(till)
    mug = till.product("MUG")
    till.app.catalog.edit_product(
        replace(mug, product_id=0, name="Teh", price=12_345, code="TEH", quick_code="")
    )
    selling.scan("TEH")
    listed = finish(till)
    assert {sale.money.total for sale in (keypad, typed, listed)} == {12_345}
    assert any(re.search(r"TOTAL +Rp12\.345", line) for line in paper_of_last(till))
    assert till.app.days.x_report().sums.net == 3 * 12_345
    assert is_accepted_by_the_organizer(till)


def test_an_open_price_of_nothing_is_refused(till: TillAtWork) -> None:
    with pytest.raises(BadAmount):
        till.app.selling.add_open_item(0)


# --- discounts and agreed totals ---------------------------------------------------------------


def test_a_reduced_sale_is_recorded_as_it_was_shown(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("2*MUG")
    selling.scan("1,5*KOPI")
    selling.discount_line(0, PercentOff(Percent.of("12.5")))
    selling.discount_cart(AmountOff(5_750))
    assert selling.cart.total == 87_500 + 68_250 - 5_750
    sale = finish(till)
    assert sale.basket is not None
    assert [item.discount for item in sale.basket.items] == [12_500 + 3_230, 2_520]
    assert (sale.money.discount, sale.money.total) == (18_250, 150_000)
    assert is_accepted_by_the_organizer(till)


def test_mon7_a_capped_discount_is_told_once(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.scan("KOPI")
    selling.discount_cart(AmountOff(60_000))
    assert selling.take_notices() == ()
    selling.remove_line(0)
    assert selling.take_notices() == (DiscountCapped("", 60_000, 45_500),)
    assert selling.take_notices() == ()
    assert selling.cart.total == 0


def test_a_cart_at_zero_is_a_sale_of_nothing_with_a_reason_and_no_tender(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    selling.discount_cart(PercentOff(Percent.of(100)))
    with pytest.raises(ReasonMissing):
        till.app.paying.finish()
    sale = finish(till, why="hadiah")
    assert (sale.money.total, sale.money.pay, sale.why) == (0, (), "hadiah")
    assert sale.money.discount == 50_000
    assert is_accepted_by_the_organizer(till)


def with_floor(till: TillAtWork) -> None:
    till.app.catalog.edit_product(replace(till.product("MUG"), floor_price=40_000))
    till.app.selling.scan("2*MUG")


def test_an_agreed_total_is_recorded_and_stands_on_the_receipt(till: TillAtWork) -> None:
    with_floor(till)
    till.app.selling.scan("KOPI")
    till.app.selling.agree_total(130_000)
    sale = finish(till)
    assert (sale.money.total, sale.money.discount) == (130_000, 15_500)
    assert any(line.startswith("Agreed price") for line in paper_of_last(till))
    assert is_accepted_by_the_organizer(till)


def test_a_later_change_drops_the_agreement_with_a_notice_and_undo_brings_it_back(
    till: TillAtWork,
) -> None:
    with_floor(till)
    selling = till.app.selling
    selling.agree_total(90_000)
    selling.scan("KOPI")
    assert selling.take_notices() == (AgreementDropped(90_000),)
    assert selling.cart.total == 145_500
    selling.undo()
    assert selling.cart.total == 90_000
    selling.discount_cart(None)
    assert (selling.take_notices(), selling.cart.total) == ((), 100_000)


# --- prices and rights -------------------------------------------------------------------------


def test_a_changed_price_is_recorded_beside_the_list_price(till: TillAtWork) -> None:
    selling = till.app.selling
    selling.scan("MUG")
    with pytest.raises(ReasonMissing):
        selling.change_price(0, 45_000, "")
    selling.change_price(0, 45_000, "lecet")
    sale = finish(till)
    assert sale.basket is not None
    assert (sale.basket.items[0].unit_price, sale.basket.items[0].list_price) == (45_000, 50_000)
    assert is_accepted_by_the_organizer(till)


@pytest.fixture
def helper(till: TillAtWork) -> TillAtWork:
    """Rahma (k1) may do everything; Budi, who is at the till now, may do nothing special."""
    people, signing_in = till.app.people, till.app.signing_in
    if not signing_in.people.active:
        people.add("Rahma")
    people.set_pin("k1", "2468")
    people.add("Budi", "1357", rights=frozenset())
    signing_in.sign_in("k2", "1357")
    arranging = till.app.arranging
    with_limit = replace(arranging.own, discount_limit=Percent.of(10))
    arranging.change(with_limit)
    return till


def test_a_price_or_a_discount_above_the_limit_asks_for_the_right(helper: TillAtWork) -> None:
    selling = helper.app.selling
    selling.scan("2*MUG")
    selling.discount_cart(TEN)
    changes: list[Callable[[str], None]] = [
        lambda by: selling.change_price(0, 45_000, "lecet", by=by),
        lambda by: selling.discount_line(0, AmountOff(10_001), by=by),
        lambda by: selling.discount_cart(AmountOff(10_001), by=by),
        lambda by: selling.agree_total(89_999, by=by),
    ]
    for change in changes:
        with pytest.raises(RightIsMissing):
            change("")
        assert selling.cart.total == 90_000
        change("k1")
        selling.undo()


def test_a_second_person_may_allow_less_than_the_floor_and_stands_in_the_journal(
    helper: TillAtWork,
) -> None:
    selling = helper.app.selling
    selling.scan("MUG")
    helper.app.catalog.edit_product(replace(helper.product("KOPI"), floor_price=45_000))
    selling.scan("KOPI")
    with pytest.raises(AgreedTooLow) as refused:
        selling.agree_total(44_999)
    assert refused.value.lowest == 45_000
    with pytest.raises(RightIsMissing):
        selling.agree_total(44_999, breaks_floors=True)
    allowed = helper.app.signing_in.allow("discount", "2468")
    selling.agree_total(44_999, breaks_floors=True, by=allowed)
    sale = finish(helper)
    assert (sale.money.total, sale.stamp.op, sale.stamp.by) == (44_999, "k2", "k1")
    assert is_accepted_by_the_organizer(helper)


def test_dat3_a_new_price_is_for_new_lines_and_the_open_cart_says_so(till: TillAtWork) -> None:
    selling, catalog = till.app.selling, till.app.catalog
    selling.scan("MUG")
    finish(till)
    before = paper_of_last(till)
    selling.scan("MUG")
    catalog.edit_product(replace(till.product("MUG"), price=60_000))
    older = OlderPriceKept("Mug", 50_000, 60_000)
    assert selling.older_prices == (older,)
    assert selling.cart.total == 50_000
    selling.scan("MUG")
    assert selling.take_notices() == (older,)
    assert [line.unit_price for line in selling.cart.lines] == [50_000, 60_000]
    assert paper_of_last(till) == before


def test_k4_the_new_price_is_taken_over_when_somebody_says_so(till: TillAtWork) -> None:
    selling, catalog = till.app.selling, till.app.catalog
    selling.scan("2*MUG")
    selling.add_open_item(7_000)  # in no price list: nothing changes for it
    selling.scan("0,1*KOPI")
    by_hand = len(selling.cart.lines) - 1
    selling.change_price(by_hand, 40_000, "toko sebelah")
    for code, price in (("MUG", 60_000), ("KOPI", 50_000)):
        catalog.edit_product(replace(till.product(code), price=price))
    selling.take_new_prices()
    assert selling.older_prices == ()
    assert [(line.unit_price, line.list_price) for line in selling.cart.lines] == [
        (60_000, None),
        (7_000, None),
        (40_000, 50_000),
    ]
    selling.undo()
    assert selling.cart.lines[0].unit_price == 50_000
    selling.redo()
    finish(till)
    assert is_accepted_by_the_organizer(till)


def test_dat3_a_product_without_a_price_is_never_taken_from_a_list(
    till: TillAtWork, tmp_path: Path
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("kode,nama,harga\nMUG,Mug,60000\nKOPI,Kopi,\nTEH,Teh,0\n", encoding="utf-8")
    preview = till.app.catalog.preview_import(path).read()
    till.app.catalog.import_price_list(preview.products)
    assert till.product("MUG").price == 60_000
    assert till.product("KOPI").price == 45_500
    with pytest.raises(UnknownCode):
        till.app.selling.scan("TEH")


# --- taxes -------------------------------------------------------------------------------------


def test_mon1_taxes_inside_the_price_add_up_in_screen_receipt_and_file(till: TillAtWork) -> None:
    rules = till.app.arranging.own
    till.app.arranging.change(replace(rules, taxes="local", local_tax=Percent.of(10)))
    mug = replace(till.product("MUG"), price=28_900, tax_rate=Percent.of(11))
    till.app.catalog.edit_product(mug)
    till.app.catalog.edit_product(replace(till.product("KOPI"), price=1_250))
    till.app.selling.scan("MUG")
    till.app.selling.scan("KOPI")
    assert till.app.selling.cart.total == 30_150
    sale = finish(till)
    assert [(part.base, part.amount) for part in sale.money.tax] == [(1_136, 114), (26_036, 2_864)]
    assert any(re.search(r"PBJT 11% included +2\.864", line) for line in paper_of_last(till))
    assert is_accepted_by_the_organizer(till)


def test_tax_on_top_is_a_line_of_its_own_and_part_of_the_total(till: TillAtWork) -> None:
    rules = till.app.arranging.own
    till.app.arranging.change(replace(rules, taxes="local", price_on_top=True))
    till.app.selling.scan("MUG")
    assert till.app.selling.cart.total == 55_000
    sale = finish(till)
    assert (sale.money.goods, sale.money.total) == (50_000, 55_000)
    assert any(re.search(r"PBJT 10% +5\.000", line) for line in paper_of_last(till))
    assert is_accepted_by_the_organizer(till)


def test_m11_only_a_registered_seller_prints_value_added_tax_and_its_base(
    till: TillAtWork,
) -> None:
    arranging = till.app.arranging
    arranging.change(replace(arranging.own, taxes="pkp", npwp="0012345678901234"))
    till.app.catalog.edit_product(replace(till.product("MUG"), price=111_000))
    till.app.selling.scan("MUG")
    finish(till)
    paper = "\n".join(paper_of_last(till))
    assert "NPWP 0012345678901234" in paper
    assert re.search(
        r"VAT 11% included +11\.000\nVAT base +100\.000\nOther VAT base +91\.667", paper
    )
    arranging.change(replace(arranging.own, taxes="local"))
    assert "VAT" not in "\n".join(paper_of_last(till))
    till.app.selling.scan("MUG")
    finish(till)
    assert "VAT" not in "\n".join(paper_of_last(till))


def test_an_open_cart_keeps_the_taxes_it_was_opened_with(till: TillAtWork) -> None:
    till.app.selling.scan("MUG")
    till.app.arranging.change(replace(till.app.arranging.own, taxes="local", price_on_top=True))
    till.app.selling.scan("KOPI")
    assert till.app.selling.cart.total == 95_500


def test_a_sale_taken_back_is_in_the_cart_again_as_it_was_with_the_taxes_of_now(
    till: TillAtWork,
) -> None:
    selling, arranging = till.app.selling, till.app.arranging
    arranging.change(replace(arranging.own, taxes="local"))
    selling.scan("2*MUG")
    selling.scan("1,5x ikan asap 40rb")
    selling.change_price(0, 45_000, "lecet")
    selling.note_line(1, "tanpa sambal")
    selling.note_cart("Bu Ani")
    selling.discount_cart(AmountOff(7_500))
    finish(till)
    sold = till.app.paying.last_sale()
    assert sold is not None
    arranging.change(replace(arranging.own, taxes="none"))
    selling.take_again(sold.recorded)
    cart = selling.cart
    assert (cart.total, cart.note, cart.tax_rows) == (sold.sale.money.total, "Bu Ani", ())
    assert [line.note for line in cart.lines] == ["", "tanpa sambal"]
    assert (cart.lines[0].list_price, cart.lines[0].price_reason) == (50_000, "lecet")
    assert [line.is_open_price for line in cart.lines] == [False, True]


# --- notes -------------------------------------------------------------------------------------


def test_s15_notes_stand_on_the_paper_when_chosen_and_never_leave_the_till(
    till: TillAtWork,
) -> None:
    selling = till.app.selling
    arranging = till.app.arranging
    arranging.change(replace(arranging.own, shows_notes_on_paper=True))
    selling.scan("MUG")
    selling.note_line(0, "ukir nama Sari")
    selling.note_cart("diambil jam lima")
    finish(till)
    paper = "\n".join(paper_of_last(till))
    assert "  Note: ukir nama Sari" in paper
    assert "Note: diambil jam lima" in paper
    arranging.change(replace(arranging.own, shows_notes_on_paper=False))
    assert "Note:" not in "\n".join(paper_of_last(till))
    path = till.app.days.day_file_job(till.app.days.close_day(None)).write()
    assert b"ukir" not in path.read_bytes()
    assert b"jam lima" not in path.read_bytes()


# --- stock -------------------------------------------------------------------------------------


def test_the_stock_shown_is_what_is_left(till: TillAtWork) -> None:
    catalog = till.app.catalog
    till.sell()
    mug = catalog.edit_product(replace(till.product("MUG"), stock=Quantity.of(10)))
    assert catalog.stock_left(mug.product_id) == Quantity.of(10)
    till.app.selling.scan("3*MUG")
    assert catalog.stock_left(mug.product_id) == Quantity.of(10)
    finish(till)
    assert catalog.stock_left(mug.product_id) == Quantity.of(7)
    assert catalog.stock_left(till.product("KOPI").product_id) is None


def test_a_price_or_code_changed_later_leaves_the_stock_as_it_is(till: TillAtWork) -> None:
    catalog = till.app.catalog
    catalog.edit_product(replace(till.product("MUG"), stock=Quantity.of(10)))
    till.sell("MUG")
    mug = catalog.edit_product(replace(till.product("MUG"), price=60_000))
    assert catalog.stock_left(mug.product_id) == Quantity.of(9)
    mug = catalog.edit_product(replace(mug, code="MUG-2"))
    assert catalog.stock_left(mug.product_id) == Quantity.of(9)
    till.sell("MUG-2")
    assert catalog.stock_left(mug.product_id) == Quantity.of(8)


def test_s3_a_sold_out_product_is_sold_unless_the_booth_forbids_it(till: TillAtWork) -> None:
    catalog, selling, arranging = till.app.catalog, till.app.selling, till.app.arranging
    catalog.edit_product(replace(till.product("MUG"), stock=Quantity.of(2)))
    selling.scan("3*MUG")
    selling.remove_line(0)
    arranging.change(replace(arranging.own, sells_sold_out=False))
    selling.scan("MUG")
    with pytest.raises(SoldOut) as refused:
        selling.scan("2*MUG")
    assert refused.value.left == Quantity.of(2)
    selling.change_quantity(0, Quantity.of(2))
    with pytest.raises(SoldOut):
        selling.change_quantity(0, Quantity.of(3))
    selling.add_open_item(5_000)
    selling.change_quantity(1, Quantity.of(9))
    selling.scan("9*KOPI")
