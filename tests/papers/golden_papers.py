"""The golden files: what a paper must look like, as text that a person can judge.

To accept a new look, run this module (`python -m tests.papers.golden_papers`) and read the diff.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from pos_app.domain.identity import Till
from pos_app.domain.journal import Audited, CashMoved, Tender
from pos_app.domain.money import Percent, Quantity
from pos_app.domain.qris import offer, read_own_code
from pos_app.domain.sale import TypedWords
from pos_app.domain.shift_report import ShiftReport
from pos_app.domain.taxes import TaxRules
from pos_app.domain.tender import Sighting
from pos_app.i18n import Language, use_language
from pos_app.papers.day_report import x_paper, z_paper
from pos_app.papers.goods_slip import GoodsLine, GoodsSlipKind, facts_of_sale, goods_slip
from pos_app.papers.layout import CopyMark
from pos_app.papers.lettering import Letters
from pos_app.papers.movement_slip import movement_slip
from pos_app.papers.paper import Paper, Picture, qr_code, text_lines
from pos_app.papers.qris_slip import qris_slip
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.papers.shift_paper import shift_paper
from pos_app.papers.tax_rows import TaxWords
from tests.papers import till_day as day
from tests.papers.worked_day import EMPTY_X, HEADING, X_SO_FAR, Z3

NOBODY_DRAWS: Final = "\u0e28\u0e39\u0e19\u0e22\u0e4c"
STATIC: Final = (
    "00020101021126670016ID.CO.CONTOH.WWW01189360000000000000170214ID.CONTOH.00010303UMI"
    "51440014ID.CO.QRIS.WWW0215ID00000000000010303UMI5204594753033605802ID"
    "5919STAN CONTOH LAMPUNG6014BANDAR LAMPUNG61053511862070703A0163043949"
)
FOLDER: Final = Path(__file__).parent / "golden"
COPY: Final = CopyMark(1, datetime(2026, 11, 26, 19, 5, tzinfo=day.WIB), "Rahma")


def _long_names(columns: int) -> Paper:
    sale = day.sale_of(
        day.item("Kain batik semi tulis motif sembagi (2 m)", "2", 285_000, 57_000),
        day.item("\ua9b2\ua9a0\ua9c0", "1.235", 45_500),
        day.item("Kopi \u201cTubruk\u201d \u2615 Cr\u00e8me", "1", 15_000),
        given=1_000_000,
    )
    return receipt(ReceiptFacts(day.recorded(sale), "Rahma"), heading=day.KERIPIK, columns=columns)


def draw_a_bar(text: str, width_dots: int) -> Picture:
    """Stands for a drawn name: as long as the name has letters."""
    row_bytes = min(len(text), width_dots // 8)
    return Picture(row_bytes * 8, b"\x5a" * row_bytes * 34)


def _unprintable(columns: int) -> Paper:
    """Names and words that no printer has letters for; one of them nobody can draw."""

    def draw(text: str, width_dots: int) -> Picture | None:
        return None if text == NOBODY_DRAWS else draw_a_bar(text, width_dots)

    sale = day.sale_of(
        day.item("\ua9b2\ua9a0\ua9c0\ua997\ua9ae", "2", 25_000),
        day.item("Bakso \u725b\u8089 \u2615 besar", "1", 45_000, 4_500),
        day.item(NOBODY_DRAWS, "1", 5_000),
        given=100_000,
    )
    heading = replace(day.KERIPIK, footer=("\u0634\u0643\u0631\u0627",), letters=Letters(draw=draw))
    return receipt(ReceiptFacts(day.recorded(sale), "Rahma"), heading=heading, columns=columns)


def _accents(columns: int) -> Paper:
    """For a printer whose test page showed accents; \u00e7 is not among them."""
    heading = replace(
        day.KERIPIK, shop_name="Cr\u00eaperie \u00c9toile", letters=Letters(has_accents=True)
    )
    sale = day.sale_of(day.item("Cr\u00e8me br\u00fbl\u00e9e fran\u00e7aise", "1", 15_000))
    return receipt(ReceiptFacts(day.recorded(sale), "Zo\u00eb"), heading=heading, columns=columns)


def _with_logo(columns: int) -> Paper:
    logo = Picture(256, b"\xaa\x55" * 16 * 100)
    heading = replace(day.KERIPIK, logo=logo)
    return receipt(day.cash_sale(), heading=heading, columns=columns)


def _exact_cash(columns: int) -> Paper:
    sale = day.sale_of(day.item("Keripik", "1", 15_000), given=15_000)
    return receipt(ReceiptFacts(day.recorded(sale), "Rahma"), heading=day.KERIPIK, columns=columns)


def _qris_copy(columns: int) -> Paper:
    """Certain on the copy, not at the sale; with a second code whose money was seen at once."""
    sale = day.sale_of(
        day.item("Keripik", "4", 15_000),
        pay=(Tender("qris", 20_000, unsure=True), Tender("qris", 40_000)),
    )
    said = (
        (0, Sighting(state="unsure")),
        (1, Sighting(seen="phone", reference="441709")),
        (0, Sighting(seen="statement", reference="98 1203")),
    )
    facts = ReceiptFacts(day.recorded(sale), "Rahma", said=said)
    return receipt(facts, heading=day.KERIPIK, columns=columns, copy=COPY)


def _qris_slip(columns: int) -> Paper:
    code = read_own_code(STATIC)
    slip = day.recorded(Audited(day.stamp(15, 2), "qris-slip", now=60_000))
    offered = offer(code, 60_000, puts_amount_in=True, limit=10_000_000)
    return qris_slip(slip, offered, heading=day.KERIPIK, columns=columns)


def _goods(kind: GoodsSlipKind) -> "_Maker":
    def make(columns: int) -> Paper:
        facts = facts_of_sale(
            day.cash_sale().recorded,
            TypedWords(note="diambil Bu Ani", line_notes=((2, "tanpa gula, bungkus dua"),)),
            day.KERIPIK,
        )
        heading = replace(day.KERIPIK, letters=Letters(draw=draw_a_bar))
        strange = GoodsLine(Quantity.of("0.5"), "\u725b\u8089", "BKS", "kg")
        facts = replace(facts, lines=(*facts.lines, strange))
        if kind == "order":
            facts = replace(facts, number="7K3MQ2-ORD7", call="7")
        return goods_slip(kind, facts, heading=heading, columns=columns)

    return make


def _signed_z(columns: int) -> Paper:
    code = qr_code("GERAI1:" + "0123456789ABCDEF" * 12)
    return z_paper(Z3, heading=HEADING, columns=columns, close_code=code)


def _practice(columns: int) -> Paper:
    event = replace(day.EVENT, event_id="practice-1")
    heading = replace(day.KERIPIK, event=event, till=Till(event.event_id, "B07", "7k3mq2"))
    sale = day.sale_of(day.item("Keripik", "1", 15_000), given=15_000)
    return receipt(ReceiptFacts(day.recorded(sale), ""), heading=heading, columns=columns)


def _everything(columns: int) -> Paper:
    """Rounding, a tax inside and one on top, service, change owed, a kind of the pack."""
    return receipt(
        ReceiptFacts(day.recorded(day.sale_with_everything()), "Rahma"),
        heading=replace(day.KERIPIK, tender_names=(("ovo", "OVO"),)),
        columns=columns,
    )


def _free(columns: int) -> Paper:
    sale = replace(
        day.sale_of(day.item("Kalender", "1", 20_000, 20_000), pay=(Tender("cash", 0),)),
        why="hadiah",
    )
    sale = replace(sale, money=replace(sale.money, pay=()))
    return receipt(ReceiptFacts(day.recorded(sale), "Rahma"), heading=day.KERIPIK, columns=columns)


def _slip(columns: int) -> Paper:
    moved = day.recorded(CashMoved(replace(day.stamp(19, 30), by="k2"), "out", -35_500, "listrik"))
    heading = replace(HEADING, operators=(("k1", "Rahma"), ("k2", "Budi")))
    return movement_slip(moved, "token untuk dua stan", heading=heading, columns=columns)


def _shift(columns: int) -> Paper:
    first, last = day.stamp(9, 41).at, day.stamp(15, 0).at
    return shift_paper(
        ShiftReport("k1", first, last, Z3.sums, 183, 231), heading=HEADING, columns=columns
    )


def _local_tax(columns: int) -> Paper:
    """On top of the prices, under the booth's own name for it."""
    rules = TaxRules("local", Percent.of("2.5"), on_top=True)
    heading = replace(day.KERIPIK, taxes=TaxWords("PBJT"))
    return receipt(day.taxed_sale(rules), heading=heading, columns=columns)


def _vat(columns: int) -> Paper:
    """A registered seller's: number, tax inside the price and both of its bases."""
    rate = Percent.of(11)
    words = TaxWords(vat_rate=rate, npwp="0012345678901234", says_included=True)
    heading = replace(day.KERIPIK, taxes=words)
    return receipt(day.taxed_sale(TaxRules("pkp", rate)), heading=heading, columns=columns)


_Maker = Callable[[int], Paper]


def _of(facts: ReceiptFacts, *, tapis: bool = False, copy: CopyMark | None = None) -> _Maker:
    heading = day.TAPIS if tapis else day.KERIPIK
    return lambda columns: receipt(facts, heading=heading, columns=columns, copy=copy)


MAKERS: Final[dict[str, _Maker]] = {
    "cash": _of(day.cash_sale()),
    "copy": _of(day.unsure_sale(), copy=COPY),
    "shawls": _of(day.shawl_sale(), tapis=True),
    "refund": _of(day.shawl_refund(), tapis=True),
    "refund-typed": _of(day.typed_refund(), tapis=True),
    "void": _of(day.voided_sale()),
    "long-names": _long_names,
    "practice": _practice,
    "everything": _everything,
    "free": _free,
    "agreed": _of(day.agreed_sale()),
    "twice-reduced": _of(day.twice_reduced_sale()),
    "local-tax": _local_tax,
    "vat": _vat,
    "z": lambda columns: z_paper(Z3, heading=HEADING, columns=columns),
    "z-copy": lambda columns: z_paper(Z3, heading=HEADING, columns=columns, copy=COPY),
    "x": lambda columns: x_paper(X_SO_FAR, heading=HEADING, columns=columns),
    "slip": _slip,
    "shift": _shift,
    "change-0": _exact_cash,
    "unprintable": _unprintable,
    "logo": _with_logo,
    "qris-copy": _qris_copy,
    "qris-slip": _qris_slip,
    "refund-copy": _of(day.shawl_refund(), tapis=True, copy=COPY),
    "preparation": _goods("preparation"),
    "pick-up": _goods("pick-up"),
    "order": _goods("order"),
    "z-signed": _signed_z,
    "x-empty": lambda columns: x_paper(EMPTY_X, heading=HEADING, columns=columns),
}

ACCENTED: Final[dict[str, _Maker]] = {"accents": _accents}
"""For printers that were seen to have them."""

ALL: Final = MAKERS | ACCENTED

INDONESIAN: Final = (
    ("cash", 32),
    ("copy", 32),
    ("shawls", 48),
    ("refund", 48),
    ("z", 32),
    ("qris-copy", 48),
    ("preparation", 32),
    ("pick-up", 32),
)
"""The five example papers of the design and some more, in the language buyers get first."""

CASES: Final[tuple[tuple[str, int, Language], ...]] = (
    *((name, columns, "en") for name in ALL for columns in (32, 42, 48)),
    *((name, columns, "id") for name, columns in INDONESIAN),
)


def golden_file(name: str, columns: int, language: Language) -> Path:
    return FOLDER / f"{name}-{columns}-{language}.txt"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, columns, language in CASES:
        use_language(language)
        text = "\n".join(text_lines(ALL[name](columns))) + "\n"
        golden_file(name, columns, language).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
