"""Taking sales back, through the services and a real database."""

import json
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.correction_errors import (
    BadReceiptNumber,
    CannotVoid,
    NothingToRefund,
    ReasonNotChosen,
    TooMuchBack,
    UnknownReceipt,
)
from pos_app.domain.day_report import XReport
from pos_app.domain.journal import DayOpened, SoldItem
from pos_app.domain.money import Quantity
from pos_app.domain.people_errors import RightIsMissing
from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.papers.paper import text_lines
from pos_app.services.correcting import Correction, LooseRefundWanted, RefundWanted
from pos_app.services.receipt_keeping import ReceiptView
from tests.tills import TillAtWork, World, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def as_text(view: ReceiptView) -> str:
    """What stands on the paper."""
    return "\n".join(text_lines(view.paper))


def sell(till: TillAtWork, *scans: str, kinds: tuple[str, ...] = ("cash",)) -> int:
    """Sell what was scanned, in equal parts by these kinds; gives the entry's number."""
    for scan in scans:
        till.app.selling.scan(scan)
    paying = till.app.paying
    for left, kind in zip(range(len(kinds), 0, -1), kinds, strict=True):
        paying.tender(kind, -(-paying.payment.missing // left))
    return paying.finish().recorded.seq


def refund(
    till: TillAtWork, seq: int, *returned: tuple[int, str], kind: str = "cash", refund_id: str = ""
) -> Correction:
    lines = tuple((line, Quantity.of(pieces)) for line, pieces in returned)
    number = refund_id or till.app.correcting.new_refund_id()
    return till.app.correcting.refund(RefundWanted(number, seq, lines, kind, "rusak"))


def x_report(till: TillAtWork) -> XReport:
    return till.app.days.x_report()


def test_a_void_takes_the_sale_out_of_the_day_and_queues_its_slip(till: TillAtWork) -> None:
    seq = sell(till, "2*MUG", kinds=("qris", "cash"))
    made = till.app.correcting.void_sale(seq, "dobel")
    assert made.receipt_number.endswith("-000002")
    sums = x_report(till).sums
    assert (sums.sales, sums.voids, sums.net) == ((1, 100_000), (1, -100_000), 0)
    assert sums.drawer.expected == 0
    papers = till.app.printing.waiting()
    assert [(paper.seq, paper.kind) for paper in papers] == [
        (seq, "receipt"),
        (made.recorded.seq, "receipt"),
    ]


def test_a_void_happens_once_however_often_it_is_pressed(till: TillAtWork) -> None:
    seq = sell(till, "MUG")
    first = till.app.correcting.void_sale(seq, "dobel")
    assert till.app.correcting.void_sale(seq, "batal-beli") == first
    assert x_report(till).sums.voids == (1, -50_000)


def test_a_void_needs_a_reason(till: TillAtWork) -> None:
    seq = sell(till, "MUG")
    with pytest.raises(ReasonNotChosen):
        till.app.correcting.void_sale(seq, "")
    with pytest.raises(ReasonNotChosen):
        till.app.correcting.refund(RefundWanted("a", seq, ((1, Quantity.of(1)),), "cash", ""))
    assert x_report(till).sums.voids == (0, 0)


def test_after_the_close_a_sale_is_refunded_not_voided(till: TillAtWork) -> None:
    seq = sell(till, "MUG")
    till.app.days.close_day()
    with pytest.raises(CannotVoid) as refused:
        till.app.correcting.void_sale(seq, "dobel")
    assert refused.value.why == "closed"
    till.world.clock.forward(days=1)
    made = refund(till, seq, (1, "1"))
    assert made.entry.money.total == -50_000
    assert isinstance(till.app.papers._recording.period[0].entry, DayOpened)
    assert x_report(till).sums.refunds == (1, -50_000)


def test_a_double_press_on_refund_pays_once(till: TillAtWork) -> None:
    seq = sell(till, "3*MUG")
    first = refund(till, seq, (1, "1"), refund_id="same")
    assert refund(till, seq, (1, "1"), refund_id="same") == first
    assert till.app.correcting.balance(seq).paid_back == 50_000


def test_refunds_are_remembered_over_closes_and_restarts(tmp_path: Path) -> None:
    folder, world = tmp_path / "till", World()
    with a_till_at_work(folder, world) as till:
        seq = sell(till, "3*MUG", "KOPI")
        refund(till, seq, (1, "1"))
        till.app.days.close_day()
    with a_till_at_work(folder, world) as till:
        refund(till, seq, (1, "1"), (2, "1"))
        (mugs, coffee) = till.app.correcting.balance(seq).lines
        assert (str(mugs.left), str(coffee.left), mugs.paid_back) == ("1", "0", 100_000)
        with pytest.raises(TooMuchBack):
            refund(till, seq, (1, "2"))
        refund(till, seq, (1, "1"))
        with pytest.raises(NothingToRefund):
            refund(till, seq, (1, "1"))
        assert till.app.correcting.balance(seq).left == 0


def test_what_is_no_sale_has_no_balance(till: TillAtWork) -> None:
    seq = sell(till, "MUG")
    void = till.app.correcting.void_sale(seq, "dobel")
    with pytest.raises(UnknownReceipt):
        till.app.correcting.balance(void.recorded.seq)


def test_a_cash_refund_is_rounded_up_to_the_booths_step(till: TillAtWork) -> None:
    till.app.arranging.change(BoothRules(rounding_step=500))
    seq = sell(till, "0,1*KOPI", "MUG", kinds=("qris",))  # 4.550 + 50.000
    balance = till.app.correcting.balance(seq)
    priced = till.app.correcting.priced(balance, [(1, Quantity.of("0.1"))], "cash")
    made = refund(till, seq, (1, "0.1"))
    assert -made.entry.money.total == priced.total == 5_000
    assert made.entry.money.rounding == -450
    assert -refund(till, seq, (2, "1"), kind="transfer").entry.money.total == 49_550


def test_goods_without_their_receipt_come_back_and_say_so(till: TillAtWork) -> None:
    item = SoldItem(code="MUG", name="Mug", quantity=Quantity.of(2), unit_price=50_000, net=100_000)
    correcting = till.app.correcting
    assert correcting.priced_without_sale((item,), "cash").total == 100_000
    wanted = LooseRefundWanted("x", (item,), "cash", "rusak", "AB12CD-000009")
    with pytest.raises(BadReceiptNumber):
        correcting.refund_without_sale(LooseRefundWanted("z", (item,), "cash", "rusak", "no 9"))
    made = correcting.refund_without_sale(wanted)
    assert correcting.refund_without_sale(wanted) == made
    assert made.entry.money.total == -100_000
    view = till.app.receipts.look(made.recorded.seq)
    assert "AB12CD-000009" in as_text(view)
    plain = correcting.refund_without_sale(LooseRefundWanted("y", (item,), "cash", "rusak"))
    text = as_text(till.app.receipts.look(plain.recorded.seq))
    assert "without receipt" in text


def test_what_needs_a_right_asks_for_a_second_person(till: TillAtWork) -> None:
    people = till.app.people
    people.set_pin("k1", "2468")
    people.add("Budi", "1357", rights=frozenset())
    seq = sell(till, "2*MUG")
    till.app.signing_in.sign_in("k2", "1357")
    correcting = till.app.correcting
    assert correcting.needs_second_person(is_refund=False)
    with pytest.raises(RightIsMissing):
        correcting.void_sale(seq, "dobel")
    with pytest.raises(RightIsMissing):
        refund(till, seq, (1, "1"))
    with pytest.raises(RightIsMissing):
        correcting.refund_without_sale(LooseRefundWanted("x", (), "cash", "rusak"))
    made = correcting.void_sale(seq, "dobel", by="k1")
    assert (made.entry.stamp.op, made.entry.stamp.by) == ("k2", "k1")


def test_day6_totals_per_tender_equal_an_independent_recomputation(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        _a_wild_day(till, random.Random(6), sales=500)
        closed = till.app.days.close_day()
        path = till.app.days.day_file_job(closed).write()
        joined = till.app.joining.joined()
    assert joined is not None
    links = {joined.pack.version: joined.pack_link}
    file = read_day_file(path.read_bytes(), pack=joined.pack, pack_links=links)
    assert isinstance(file, DayFile)
    assert file.remarks == ()
    told, recounted = dict(closed.report.sums.pay), Counter[str]()
    entries = [json.loads(line) for line in path.read_text("utf-8").split("\n\n")[0].splitlines()]
    for entry in entries:
        if entry.get("t") in ("sale", "void", "refund"):
            for kind, amount, *_ in entry["pay"]:
                recounted[kind] += amount
    assert told == dict(recounted)
    kinds = Counter(entry.get("t") for entry in entries)
    assert kinds["sale"] == 500
    assert kinds["void"] > 20
    assert kinds["refund"] > 40


def _a_wild_day(till: TillAtWork, chance: random.Random, *, sales: int) -> None:
    """Random sales, of which some are voided and some come back in part or whole."""
    open_sales: list[int] = []
    for _ in range(sales):
        scans = [f"{chance.randint(1, 4)}*MUG", f"{chance.randint(1, 3)}*KRI-004", "0,35*KOPI"]
        kinds = chance.sample(["cash", "qris", "transfer", "card"], chance.randint(1, 3))
        scanned = chance.sample(scans, chance.randint(1, 3))
        open_sales.append(sell(till, *scanned, kinds=tuple(kinds)))
        if chance.random() < 0.08:
            till.app.correcting.void_sale(open_sales.pop(), "batal-beli")
        elif chance.random() < 0.15:
            _return_something(till, chance, chance.choice(open_sales))


def _return_something(till: TillAtWork, chance: random.Random, seq: int) -> None:
    balance = till.app.correcting.balance(seq)
    for line in balance.lines:
        if line.left.thousandths:
            back = chance.choice([str(line.left), "1" if line.left.is_whole else str(line.left)])
            refund(till, seq, (line.line, back), kind=chance.choice(["cash", "qris", "transfer"]))
            return
