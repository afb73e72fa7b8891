from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.day_report import XReport, ZReport
from pos_app.domain.journal import CashCounted, RefundGiven, SaleVoided, TaxPart, Tender
from pos_app.domain.money import Percent
from pos_app.domain.printer import PaperColumns, PrinterProfile
from pos_app.domain.sale import TypedWords
from pos_app.domain.tender import Sighting
from pos_app.i18n import Language, use_language
from pos_app.papers.day_report import drawer_rows, net_rows, x_paper, z_paper
from pos_app.papers.layout import CopyMark, tender_word
from pos_app.papers.lettering import Letters
from pos_app.papers.paper import DrawnText, Picture, Row, qr_code, text_lines
from pos_app.papers.reasons import reason_words
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.papers.tax_rows import UNTAXED_WORDS, TaxWords
from pos_app.printing.escpos import encode
from tests.papers import till_day as day
from tests.papers.golden_papers import COPY, draw_a_bar
from tests.papers.worked_day import EMPTY_X, HEADING, X_SO_FAR, Z3
from tests.printing.escpos_reader import read


def lines_of(facts: ReceiptFacts) -> list[str]:
    return text_lines(receipt(facts, heading=day.KERIPIK, columns=48))


def test_a_copy_says_so_at_both_ends_and_keeps_what_is_between() -> None:
    from_first = lines_of(day.cash_sale())
    copied = text_lines(
        receipt(
            day.cash_sale(),
            heading=day.KERIPIK,
            columns=48,
            copy=CopyMark(2, day.stamp(19, 5).at, "Rahma"),
        )
    )
    assert copied[0].strip() == copied[-1].strip() == "COPY NO. 2"
    assert copied[4 : 4 + len(from_first)] == from_first


def test_goods_that_are_not_told_stand_as_one_amount() -> None:
    sale = replace(day.sale_of(day.item("Kopi", "1", 15_000)), basket=None)
    assert "Goods" + " " * 37 + "15.000" in lines_of(ReceiptFacts(day.recorded(sale), "Rahma"))


def test_a_void_whose_sale_is_not_at_hand_names_its_till() -> None:
    facts = replace(day.voided_sale(), original=None)
    assert isinstance(facts.entry, SaleVoided)
    assert "Takes back receipt 7K3MQ2" in lines_of(facts)


def test_a_refund_without_a_receipt_says_so() -> None:
    facts = day.typed_refund()
    assert isinstance(facts.entry, RefundGiven)
    entry = replace(facts.entry, typed="")
    assert "Refund without receipt" in lines_of(ReceiptFacts(day.recorded(entry), "Melati"))


def test_change_out_of_a_payment_without_cash_is_change_too() -> None:
    sale = day.sale_of(
        day.item("Kopi", "1", 15_000), pay=(Tender("card", 20_000), Tender("cash", -5_000))
    )
    lines = lines_of(ReceiptFacts(day.recorded(sale), "Rahma"))
    assert "Card" + " " * 38 + "20.000" in lines
    assert "Change" + " " * 37 + "5.000" in lines


def test_m6_what_was_paid_too_much_may_stay_owed_instead_of_going_back() -> None:
    pay = (Tender("qris", 20_000), Tender("cash", -5_000))
    sale = day.sale_of(day.item("Kopi", "1", 15_000), pay=pay)
    owed = replace(sale, money=replace(sale.money, owed=5_000))
    lines = lines_of(ReceiptFacts(day.recorded(owed), "Rahma"))
    assert not any(line.startswith("Change ") and "owed" not in line for line in lines)
    assert "Change still owed" + " " * 26 + "5.000" in lines


def test_a_percentage_is_named_only_where_it_is_exact() -> None:
    sale = day.sale_of(
        day.item("Kopi", "1", 15_000, 1_000), day.item("Teh", "1", 10_000), given=50_000
    )
    lines = lines_of(ReceiptFacts(day.recorded(sale), "Rahma"))
    assert "  Discount" + " " * 32 + "-1.000" in lines


def test_a_line_shows_its_own_discount_and_the_carts_stands_apart() -> None:
    lines = lines_of(day.twice_reduced_sale())
    assert "  Discount 10%" + " " * 27 + "-45.000" in lines
    assert "Subtotal (4 items)" + " " * 23 + "445.200" in lines
    assert "Discount 5%" + " " * 30 + "-22.260" in lines
    assert "TOTAL" + " " * 34 + "Rp422.940" in lines


def test_what_is_weighed_stands_with_its_unit() -> None:
    assert "  0,335 kg x 120.000" in lines_of(day.twice_reduced_sale())


def test_a_weighed_line_is_one_item_also_where_its_weight_is_whole() -> None:
    sale = day.sale_of(day.item("Dodol", "2", 90_000), day.item("Mug", "3", 10_000), given=210_000)
    facts = ReceiptFacts(day.recorded(sale), "Rahma", typed=TypedWords(units=((1, "kg"),)))
    assert {"  2 kg x 90.000", "4 items"} <= {line.split("   ")[0] for line in lines_of(facts)}


def test_unknown_codes_name_themselves() -> None:
    assert tender_word("e-money") == "E money"
    assert tender_word("e-money", (("e-money", "Kartu Tol"),)) == "Kartu Tol"
    assert reason_words("kemasan_sobek") == "kemasan sobek"


@pytest.mark.parametrize(
    ("language", "words"), [("en", "Reason: wrong goods"), ("id", "Alasan: salah barang")]
)
def test_a_reason_stands_on_paper_in_the_papers_language(language: Language, words: str) -> None:
    use_language(language)
    assert words in lines_of(day.voided_sale())


def test_the_report_calls_a_tax_as_the_booth_does() -> None:
    on_top = replace(X_SO_FAR.sums, tax=(TaxPart(Percent.of(10), "on", 100_000, 10_000),))
    heading = replace(HEADING, taxes=TaxWords("PBJT"))
    paper = x_paper(replace(X_SO_FAR, sums=on_top), heading=heading, columns=42)
    assert "  PBJT 10%" + " " * 26 + "10.000" in text_lines(paper)


def test_printed_qris_slips_and_kuitansi_are_no_changes_of_settings() -> None:
    report = replace(X_SO_FAR, audits=(("kuitansi", 3), ("qris-slip", 2)))
    lines = text_lines(x_paper(report, heading=HEADING, columns=42))
    assert "QRIS slip printed" + " " * 24 + "2" in lines
    assert "Kuitansi written" + " " * 25 + "3" in lines
    assert not any(line.startswith("Settings changed") for line in lines)


def test_the_reading_counts_the_carts_put_aside() -> None:
    paper = x_paper(replace(X_SO_FAR, parked_carts=2), heading=HEADING, columns=42)
    assert "Parked carts" + " " * 29 + "2" in text_lines(paper)


# --- money that was looked for since, logo, other scripts --------------------------------------


def _unsure_sale(*said: Sighting) -> ReceiptFacts:
    return replace(day.unsure_sale(), said=tuple((0, one) for one in said))


@pytest.mark.parametrize(
    ("since", "line"),
    [
        ((Sighting(state="received"),), "Since then: RECEIVED"),
        ((Sighting(state="missing"), Sighting(seen="phone")), "Since then: RECEIVED, seller's"),
        ((Sighting(state="received"), Sighting(state="missing")), "Since then: NOT RECEIVED"),
        ((Sighting(state="missing"), Sighting(state="unsure")), ""),
        ((), ""),
    ],
)
def test_a_copy_says_what_has_become_of_money_since_the_sale(
    since: tuple[Sighting, ...], line: str
) -> None:
    facts = _unsure_sale(Sighting(state="unsure"), *since)
    copied = receipt(facts, heading=day.KERIPIK, columns=42, copy=COPY)
    text = "\n".join(text_lines(copied))
    assert "NOT YET CERTAIN: the money" in text  # as it was at the sale
    assert text.count("Since then") == bool(line)
    assert line in text
    first = receipt(facts, heading=day.KERIPIK, columns=42)
    assert first == receipt(_unsure_sale(), heading=day.KERIPIK, columns=42)


def test_a_receipt_says_where_the_money_was_seen() -> None:
    facts = replace(day.shawl_sale(), said=((1, Sighting(seen="box", reference="441709")),))
    assert "  RECEIVED, sound box, ref 441709" in lines_of(facts)


def test_a_logo_stands_on_top_of_receipts_and_on_nothing_else() -> None:
    logo = Picture(64, bytes(8 * 30))
    heading = replace(day.KERIPIK, logo=logo)
    assert receipt(day.cash_sale(), heading=heading, columns=32).rows[0] == logo
    others = (
        receipt(day.voided_sale(), heading=heading, columns=32),
        receipt(day.shawl_refund(), heading=heading, columns=32),
        x_paper(X_SO_FAR, heading=replace(HEADING, logo=logo), columns=32),
    )
    assert not any(logo in paper.rows for paper in others)


def test_names_of_another_script_are_drawn_wherever_they_stand() -> None:
    arabic = "\u0634\u0643\u0631\u0627"
    heading = replace(
        day.KERIPIK,
        shop_name=arabic,
        tender_names=(("ovo", arabic),),
        operators=(("k1", arabic),),
        letters=Letters(draw=draw_a_bar),
    )
    sale = day.sale_of(day.item("Kopi", "1", 15_000), pay=(Tender("ovo", 15_000),))
    facts = ReceiptFacts(day.recorded(sale), arabic, typed=TypedWords(note=arabic))
    paper = receipt(facts, heading=heading, columns=48)
    drawn = [row.text for row in paper.rows if isinstance(row, DrawnText)]
    assert drawn == [arabic, f"Operator: {arabic}", f"Note: {arabic}", arabic]
    assert Row("15.000".rjust(48)) in paper.rows
    z = z_paper(Z3, heading=replace(HEADING, operators=heading.operators), columns=48)
    assert text_lines(z)
    drawn_z = z_paper(
        Z3,
        heading=replace(HEADING, operators=heading.operators, letters=heading.letters),
        columns=48,
    )
    assert any(isinstance(row, DrawnText) and row.text == arabic for row in drawn_z.rows)


# --- X and Z -----------------------------------------------------------------------------------


@pytest.mark.parametrize("report", [Z3, X_SO_FAR, EMPTY_X], ids=["z", "x", "empty"])
def test_every_block_adds_up_on_paper(report: XReport | ZReport) -> None:
    assert sum(amount for _label, amount in drawer_rows(report)) == report.sums.drawer.expected
    made_of = net_rows(report, UNTAXED_WORDS)
    assert not made_of or sum(amount for _label, amount in made_of) == report.sums.net


@given(
    st.integers(0, 10**12),
    st.integers(0, 10**9),
    st.text(max_size=60),
    st.sampled_from((32, 42, 48)),
)
def test_the_largest_day_keeps_the_width(
    amount: int, pieces: int, words: str, columns: PaperColumns
) -> None:
    drawer = replace(Z3.sums.drawer, expected=amount, counted=-amount, paid_in=amount)
    report = replace(
        Z3,
        sums=replace(Z3.sums, drawer=drawer, sales=(pieces, amount)),
        count=CashCounted(day.stamp(21, 0), amount, ((amount, pieces), (amount, 1)), amount),
        why=words,
    )
    heading = replace(HEADING, shop_name=words, operators=(("k1", words),))
    paper = z_paper(report, heading=heading, columns=columns)
    printed = read(encode(paper, PrinterProfile("network", paper_columns=columns, feed_lines=0)))
    assert printed.as_text(columns) == text_lines(paper)
    assert all(line.columns <= columns for line in printed.lines)


def test_a_reading_has_no_lines_to_sign_on() -> None:
    assert not any(
        "___" in line for line in text_lines(x_paper(X_SO_FAR, heading=HEADING, columns=32))
    )
    assert any("___" in line for line in text_lines(z_paper(Z3, heading=HEADING, columns=32)))


def test_a_signed_close_stands_below_the_figures_and_nothing_in_its_place_without_one() -> None:
    code = qr_code("GERAI1:123")
    signed = z_paper(Z3, heading=HEADING, columns=32, close_code=code)
    plain = z_paper(Z3, heading=HEADING, columns=32)
    place = signed.rows.index(code)
    assert not any(isinstance(row, Row) and "code holds" in row.text for row in plain.rows)
    assert signed.rows[place - 1] == Row("above and the till's signature.")
    assert [row for row in signed.rows if row in plain.rows] == list(plain.rows)
