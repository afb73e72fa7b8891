"""The worked day of the design's example Z: every block of it adds up."""

from dataclasses import replace
from datetime import date

from pos_app.domain.day_report import MovedCash, PayLine, ToCheck, XReport, ZReport
from pos_app.domain.journal import CashCounted, CashKind, CashMoved, DrawerSums, Grand, Head, Sums
from pos_app.papers.layout import PaperHeading
from tests.papers.till_day import DAY, KERIPIK, stamp

HEADING: PaperHeading = replace(KERIPIK, operators=(("k1", "Rahma"),))

_ROWS = (
    (100_000, 5),
    (50_000, 5),
    (20_000, 5),
    (10_000, 7),
    (5_000, 6),
    (2_000, 5),
    (1_000, 3),
    (1_000, 1),
    (500, 3),
    (200, 2),
    (100, 1),
)


def _moved(seq: int, kind: CashKind, amount: int, why: str, words: str = "") -> MovedCash:
    return MovedCash(seq, CashMoved(stamp(9 + seq % 10, 30), kind, amount, why), words)


_MOVEMENTS = (
    _moved(391, "in", 100_000, "uang-kembalian"),
    _moved(402, "open", 0, "tukar-uang"),
    _moved(415, "out", -35_000, "listrik", "token untuk dua stan"),
    _moved(440, "drop", -1_000_000, "setor-brankas"),
    _moved(451, "open", 0, "lainnya", "mencari kunci"),
)

_SUMS = Sums(
    sales=(47, 3_819_500),
    voids=(1, -50_000),
    refunds=(1, -25_000),
    days=((DAY, 49, 3_744_500),),
    pay=(("cash", 1_702_500), ("qris", 1_902_000), ("transfer", 140_000)),
    drawer=DrawerSums(
        float_amount=200_000,
        paid_in=100_000,
        paid_out=-35_000,
        dropped=-1_000_000,
        no_sale=2,
        expected=968_000,
        counted=966_000,
    ),
    discount=85_500,
    owed=500,
    unsure=(("qris", 1, 60_000),),
)

Z3 = ZReport(
    dev="7k3mq2",
    sums=_SUMS,
    grand=Grand(no=231, sales=(224, 10_954_500), voids=(4, -120_000), refunds=(3, -75_000)),
    days=(DAY,),
    from_at=stamp(9, 41).at,
    to_at=stamp(21, 18).at,
    first_seq=390,
    head=Head(462, "9c41d07be2".ljust(64, "0")),
    first_no=183,
    last_no=231,
    gross=3_830_000,
    pay=(
        PayLine("cash", 26, 1_702_500),
        PayLine("qris", 20, 1_902_000, 1, 60_000),
        PayLine("transfer", 1, 140_000),
    ),
    cash_counts=(("drop", 1), ("in", 1), ("open", 2), ("out", 1)),
    movements=_MOVEMENTS,
    float_is_set=True,
    counts_made=1,
    count=CashCounted(stamp(21, 15), 966_000, _ROWS),
    audits=(("price", 1), ("reprint", 3), ("uncertain", 1)),
    to_check=(
        ToCheck("void", 197, -50_000, stamp(11, 7), "salah_barang"),
        ToCheck("refund", 223, -25_000, stamp(16, 55), "kemasan_sobek"),
        ToCheck("unsure", 219, 60_000, stamp(15, 2)),
    ),
    z=3,
    stamp=stamp(21, 18),
    why="salah_kembalian",
)

X_SO_FAR = XReport(
    dev="7k3mq2",
    sums=replace(
        _SUMS,
        days=((date(2026, 11, 25), 9, 744_500), (DAY, 40, 3_000_000)),
        drawer=replace(_SUMS.drawer, counted=None),
    ),
    grand=Z3.grand,
    days=(date(2026, 11, 25), DAY),
    from_at=Z3.from_at,
    to_at=stamp(17, 0).at,
    head=Z3.head,
    first_no=183,
    last_no=231,
    gross=3_830_000,
    pay=Z3.pay,
    cash_counts=Z3.cash_counts,
    movements=_MOVEMENTS,
    float_is_set=True,
    z=2,
)

EMPTY_X = XReport(dev="7k3mq2", sums=Sums(), grand=Grand(), z=0)
