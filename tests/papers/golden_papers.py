"""The golden files: what a paper must look like, as text that a person can judge.

To accept a new look, run this module (`python -m tests.papers.golden_papers`) and read the diff.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Final

from pos_app.domain.identity import Till
from pos_app.domain.journal import CashMoved, Tender
from pos_app.domain.money import Percent
from pos_app.domain.shift_report import ShiftReport
from pos_app.domain.taxes import TaxRules
from pos_app.i18n import Language, use_language
from pos_app.papers.day_report import x_paper, z_paper
from pos_app.papers.layout import CopyMark
from pos_app.papers.movement_slip import movement_slip
from pos_app.papers.paper import Paper, text_lines
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.papers.shift_paper import shift_paper
from pos_app.papers.tax_rows import TaxWords
from tests.papers import till_day as day
from tests.papers.worked_day import EMPTY_X, HEADING, X_SO_FAR, Z3

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
    "x-empty": lambda columns: x_paper(EMPTY_X, heading=HEADING, columns=columns),
}

INDONESIAN: Final = (("cash", 32), ("copy", 32), ("shawls", 48), ("refund", 48), ("z", 32))
"""The five example papers of the design, in the language buyers get first."""

CASES: Final[tuple[tuple[str, int, Language], ...]] = (
    *((name, columns, "en") for name in MAKERS for columns in (32, 42, 48)),
    *((name, columns, "id") for name, columns in INDONESIAN),
)


def golden_file(name: str, columns: int, language: Language) -> Path:
    return FOLDER / f"{name}-{columns}-{language}.txt"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, columns, language in CASES:
        use_language(language)
        text = "\n".join(text_lines(MAKERS[name](columns))) + "\n"
        golden_file(name, columns, language).write_text(text, encoding="ascii")


if __name__ == "__main__":
    main()
