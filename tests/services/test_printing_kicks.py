"""The drawer opens when hands go into it, at once or not at all (printing.md 9)."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from pos_app.domain.drawer import Movement
from pos_app.domain.errors import NothingToPrint
from pos_app.domain.journal import CashMoved, SaleRecorded
from pos_app.domain.money import Quantity
from pos_app.domain.printer import PrinterProfile
from pos_app.services.correcting import RefundWanted
from pos_app.storage.print_queue import StoredJob
from tests.services.sending import send, state
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work

DRAWER = replace(NETWORK, drawer="pin2", answers_status=False)
KICK = b"\x1bp\x00\x19\xfa"


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till", printer=DRAWER) as at_work:
        yield at_work


def kicks(till: TillAtWork) -> list[StoredJob]:
    queue = till.app.printing._queue
    return [
        job
        for number in range(1, queue.last_number() + 1)
        if (job := queue.job(number)) and job.kind == "kick"
    ]


def test_a_cash_sale_opens_the_drawer_before_its_receipt_with_five_bytes(till: TillAtWork) -> None:
    seq = till.sell()
    first, second = send(till), send(till)
    assert (first.stored.kind, second.stored.kind) == ("kick", "receipt")
    assert first.stored.job_id < second.stored.job_id
    assert till.world.paper.papers[0] == KICK
    assert till.world.paper.papers[1].startswith(b"\x1b@")
    assert state(till, seq).state == "handed_over"


def test_a_kick_goes_before_papers_that_wait(till: TillAtWork) -> None:
    till.sell(kind="card")
    till.sell(kind="card")
    till.sell()
    assert send(till).is_kick


@pytest.mark.parametrize("kind", ["card", "qris"])
def test_a_sale_without_cash_leaves_the_drawer_shut(till: TillAtWork, kind: str) -> None:
    till.sell(kind=kind)
    assert kicks(till) == []


def void(till: TillAtWork) -> None:
    till.app.correcting.void_sale(till.sell(kind="cash"), "salah-ketik")


def refund(till: TillAtWork) -> None:
    wanted = RefundWanted("r1", till.sell(), ((1, Quantity.of(1)),), "cash", "rusak")
    till.app.correcting.refund(wanted)


def move(kind: str) -> Callable[[TillAtWork], None]:
    def moved(till: TillAtWork) -> None:
        amount = 0 if kind == "open" else 10_000
        movement = Movement(kind=kind, amount=amount, why="uang-kembalian")  # type: ignore[arg-type]
        till.app.cash.move(movement, is_sure=True)

    return moved


@pytest.mark.parametrize("work", [void, refund, *map(move, ("in", "out", "drop", "open"))])
def test_whatever_moves_cash_opens_the_drawer(
    till: TillAtWork, work: Callable[[TillAtWork], None]
) -> None:
    before = len(till.app.papers._recording.period)
    work(till)
    moved = [one.seq for one in till.app.papers._recording.period[before:]]
    assert kicks(till)[-1].seq == moved[-1]


def test_an_entry_that_moves_no_cash_opens_no_drawer(till: TillAtWork) -> None:
    till.app.cash.set_float(100_000)
    opened, *_rest = till.app.papers._recording.period
    with till.app.papers._recording.together():
        till.app.printing.kick(opened)
    assert kicks(till) == []


def test_a_kick_that_waits_while_its_printer_is_set_up_anew_stays_those_five_bytes(
    till: TillAtWork,
) -> None:
    till.sell()
    till.app.printing.use_printer(replace(DRAWER, version=2))
    assert send(till).stored.content == KICK


def test_a_refund_to_a_card_leaves_the_drawer_shut(till: TillAtWork) -> None:
    seq = till.sell(kind="card")
    wanted = RefundWanted("r1", seq, ((1, Quantity.of(1)),), "card", "rusak")
    till.app.correcting.refund(wanted)
    assert kicks(till) == []


def test_change_that_is_paid_out_later_opens_the_drawer_and_change_given_up_does_not(
    till: TillAtWork,
) -> None:
    owed = []
    for _sale in range(2):
        till.app.selling.scan("MUG")
        till.app.paying.tender("cash", 60_000)
        till.app.paying.owe(500)
        owed.append(till.app.paying.finish().recorded.seq)
    assert len(kicks(till)) == 2
    till.app.owing.pay_out(owed[0])
    assert len(kicks(till)) == 3
    till.world.clock.forward(days=2)
    till.app.owing.give_up(owed[1], "lain-lain")
    assert len(kicks(till)) == 3


def test_pb23_an_expired_kick_is_never_sent(till: TillAtWork) -> None:
    till.world.paper.mood = "refuses"
    seq = till.sell()
    till.world.clock.forward(seconds=10)
    till.world.paper.mood = "fine"
    assert send(till).stored.seq == seq
    assert till.world.paper.papers[0] != KICK
    assert till.app.printing.next_job() is None
    (kick,) = kicks(till)
    assert (kick.state, kick.reason) == ("cancelled", "EXPIRED")


def test_pb23_a_kick_that_expires_while_the_printer_is_reached_is_never_sent(
    till: TillAtWork,
) -> None:
    till.sell()
    job = till.app.printing.next_job()
    assert job is not None
    job.connect()
    till.world.clock.forward(seconds=11)
    with pytest.raises(NothingToPrint):
        till.app.printing.mark_sending(job)
    assert kicks(till)[0].state == "cancelled"
    assert till.world.paper.bytes_seen == 0


def test_a_kick_is_not_sent_by_a_clock_that_was_set_back(till: TillAtWork) -> None:
    till.sell()
    till.world.clock.jump_to(till.world.clock.at - timedelta(hours=1))
    assert not send(till).is_kick


def test_a_kick_that_fails_is_not_tried_again_and_nobody_is_asked(till: TillAtWork) -> None:
    till.world.paper.mood = "refuses"
    till.sell()
    assert send(till).is_kick
    assert (kicks(till)[0].state, kicks(till)[0].reason) == ("cancelled", "REFUSED")
    till.world.paper.mood, till.world.paper.takes = "closes", 2
    till.sell()
    assert send(till).is_kick
    assert kicks(till)[1].state == "cancelled"
    assert till.app.printing.counts() == (2, 0)
    assert all(paper.kind == "receipt" for paper in till.app.printing.waiting())


def test_a_drawer_stays_shut_while_its_printer_has_no_paper(tmp_path: Path) -> None:
    printer = replace(DRAWER, answers_status=True)
    with a_till_at_work(tmp_path / "till", printer=printer) as till:
        till.world.paper.health = "PAPER_OUT"  # it would keep the kick and open the drawer later
        till.sell()
        send(till)
        assert kicks(till)[0].state == "cancelled"


def test_a_copy_opens_no_drawer(till: TillAtWork) -> None:
    seq = till.sell()
    send(till)
    send(till)
    till.app.printing.reprint(seq)
    assert len(kicks(till)) == 1
    assert not send(till).is_kick


def test_no_kick_survives_the_program_that_queued_it(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world, printer=DRAWER) as till:
        till.sell()
        till.sell()
        job = till.app.printing.next_job()
        assert job is not None
        till.app.printing.mark_sending(job)
    with a_till_at_work(tmp_path / "till", world, printer=DRAWER) as till:
        assert [kick.state for kick in kicks(till)] == ["cancelled"] * 2
        assert not send(till).is_kick


def test_without_a_drawer_nothing_is_kicked(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.sell()
        assert kicks(till) == []


def test_no_drawer_hangs_on_a_folder(tmp_path: Path) -> None:
    folder = PrinterProfile("pdf", folder=str(tmp_path), drawer="pin2")
    with a_till_at_work(tmp_path / "till", printer=folder) as till:
        till.sell()
        assert kicks(till) == []


def test_the_drawer_is_opened_by_the_printer_it_hangs_on(tmp_path: Path) -> None:
    beside = replace(DRAWER, address="kitchen.test")
    with a_till_at_work(tmp_path / "till") as till:
        till.app.printing.use_printers(NETWORK, (beside,))
        till.sell()
        assert till.app.printing.waiting_printers() == (NETWORK.name, beside.name)
        assert send(till, beside.name).is_kick
        assert not send(till).is_kick


def test_a_sale_that_is_not_recorded_opens_no_drawer(till: TillAtWork) -> None:
    disk = till.app.printing._database._connection
    disk.execute(
        "CREATE TEMP TRIGGER no_receipt BEFORE INSERT ON main.print_job WHEN NEW.kind = 'receipt'"
        " BEGIN SELECT RAISE(ABORT, 'no'); END"
    )
    with pytest.raises(sqlite3.IntegrityError):
        till.sell()
    assert till.app.printing.next_job() is None
    disk.execute("DROP TRIGGER no_receipt")
    till.app.paying.finish()
    assert [send(till).stored.kind for _job in range(2)] == ["kick", "receipt"]


def test_d14_the_journal_says_who_opened_the_drawer_and_why(till: TillAtWork) -> None:
    till.sell()
    move("open")(till)
    entries = [one.entry for one in till.app.papers._recording.period]
    sale = next(entry for entry in entries if isinstance(entry, SaleRecorded))
    opened = next(entry for entry in entries if isinstance(entry, CashMoved))
    assert sale.stamp.op == opened.stamp.op != ""
    assert (opened.kind, opened.amount, opened.why) == ("open", 0, "uang-kembalian")
