"""What a till hands over is what it recorded, counts once, and cannot be forged (cases.md)."""

import json
import runpy
import shutil
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.errors import Problem
from pos_app.domain.journal import Recorded, SaleRecorded
from pos_app.domain.money import Quantity
from pos_app.services.day_files import DayFileJob
from pos_app.simulation.demo_till import print_waiting
from tests.cases.enrolled_till import EnrolledTill, an_enrolled_till
from tests.printing.escpos_reader import read

CHECK = Path(__file__).parents[1] / "exchange" / "check.py"
DAYS = 50


@pytest.fixture(scope="module")
def fifty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[EnrolledTill, list[Path]]]:
    """Fifty days, each sold on, closed and written; the files oldest first."""
    with an_enrolled_till(tmp_path_factory.mktemp("fifty days"), days=DAYS) as till:
        files = []
        for _day in range(DAYS):
            till.sell()
            files.append(till.close_day())
        yield till, files


@pytest.fixture
def till(tmp_path: Path) -> Iterator[EnrolledTill]:
    with an_enrolled_till(tmp_path / "bazaar", days=3) as till:
        yield till


def test_off5_one_spoilt_file_of_fifty_is_named_and_stops_no_other(
    fifty: tuple[EnrolledTill, list[Path]], tmp_path: Path
) -> None:
    till, files = fifty
    stick = Path(shutil.copytree(till.files, tmp_path / "stick"))
    spoilt = stick / files[16].name
    raw = bytearray(spoilt.read_bytes())
    raw[raw.index(b'"total":50000') + len(b'"total":')] ^= 1
    spoilt.write_bytes(raw)
    with closing(till.organizer(tmp_path / "event")) as organizer:
        taken = organizer.organizing.take_in([stick])
        assert (len(taken.files), taken.added, taken.refused) == (50, 49, 1)
        (refused,) = (file for file in taken.files if file.verdict == "refused")
        assert (refused.path, refused.problem) == (spoilt, Problem("E_SIG"))
        totals = organizer.accounting.totals()
        assert (totals.net, totals.receipts) == (49 * 50_000, 49)
        assert (totals.coverage.received, len(totals.coverage.expected)) == (49, 50)
        assert [(gap.receipts, gap.net) for gap in totals.coverage.gaps] == [(1, 50_000)]
        assert organizer.organizing.take_in([files[16]]).added == 1
        totals = organizer.accounting.totals()
        assert (totals.net, totals.receipts) == (50 * 50_000, 50)
        assert totals.coverage.received == 50
        assert totals.coverage.is_complete


def test_off6_quantities_arrive_as_they_were_sold_and_printed(
    till: EnrolledTill, tmp_path: Path
) -> None:
    for typed in ("4*MUG", "12*MUG", "0,35*KOPI", "1,235*KOPI"):
        till.app.selling.scan(typed)
        till.app.paying.tender("cash", till.app.paying.payment.missing)
        till.app.paying.finish()
    print_waiting(till.app)
    handed_over = till.close_day()
    journal = list(till.app.papers._recording.entries())
    with closing(till.organizer(tmp_path / "event")) as organizer:
        (taken,) = organizer.organizing.take_in([handed_over]).files
        assert taken.day_file is not None
        assert list(taken.day_file.entries) == journal
        (kept,) = organizer.organizing.folder.files.iterdir()
        assert kept.read_bytes() == handed_over.read_bytes()
        sold = [item for entry in taken.day_file.entries for item in _items(entry)]
    assert [(item.quantity, item.net) for item in sold] == [
        (Quantity.of("4"), 200_000),
        (Quantity.of("12"), 600_000),
        (Quantity.of("0.35"), 15_925),
        (Quantity.of("1.235"), 56_193),
    ]
    papers = ["\n".join(read(paper).as_text(32)) for paper in till.world.paper.papers]
    printed = ("4 x 50.000", "12 x 50.000", "0,35 x 45.500", "1,235 x 45.500")
    assert all(words in paper for words, paper in zip(printed, papers, strict=True))


def _items(recorded: Recorded) -> tuple[Any, ...]:
    entry = recorded.entry
    if not isinstance(entry, SaleRecorded):
        return ()
    assert entry.basket is not None
    return entry.basket.items


@pytest.mark.parametrize("is_whole_first", [False, True])
def test_num3_a_copy_and_a_catch_up_that_holds_it_count_once(
    till: EnrolledTill, tmp_path: Path, *, is_whole_first: bool
) -> None:
    till.sell()
    till.sell("MUG", kind="transfer")
    first = till.close_day()
    till.sell()
    second = till.close_day()
    copy = Path(shutil.copy(first, first.with_name(first.name.replace(".gerai", " (1).gerai"))))
    whole = _catch_up(till, tmp_path / "catch-up.gerai.txt")
    order = [whole, first, copy, second] if is_whole_first else [first, copy, whole, second]
    with closing(till.organizer(tmp_path / "event")) as organizer:
        taken = organizer.organizing.take_in(order)
        assert {file.verdict for file in taken.files} == {"accepted"}
        assert taken.files[order.index(copy)].is_known
        totals = organizer.accounting.totals()
        assert (totals.receipts, totals.net) == (3, 150_000)
        assert totals.pay == (("cash", 100_000), ("transfer", 50_000))
        (mugs,) = totals.best_sellers
        assert (mugs.quantity, mugs.goods) == (Quantity.of(3), 150_000)
        assert (totals.coverage.gaps, totals.coverage.disputed) == ((), ())


def _catch_up(till: EnrolledTill, path: Path) -> Path:
    """One file with everything so far, as a till makes it when earlier files were lost."""
    newest = till.app.days.closed_days()[0]
    recording = till.app.papers._recording
    last = newest.recorded.seq
    header = till.app.joining.day_file_header(
        newest.z, first=1, last=last, previous=recording.first_link
    )
    lines = tuple(recording.lines(1, last))
    return DayFileJob(
        path, header, lines, lambda: till.app.joining.signing_key(till.app.till)
    ).write()


def test_dat4_thirty_days_without_network_are_checked_elsewhere_by_the_published_script(
    fifty: tuple[EnrolledTill, list[Path]],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    till, files = fifty
    pack = till.app.joining.joined()
    assert pack is not None
    (enrolled,) = pack.pack.tills
    closes, headers, heads = [], [], []
    for path in files[:30]:
        monkeypatch.setattr(sys, "argv", ["check.py", str(path), enrolled.vkey])
        runpy.run_path(str(CHECK), run_name="__main__")
        said = capsys.readouterr().out
        assert said.startswith("OK bazar-nusantara/a12/"), said
        assert "receipts 1 net " in said
        heads.append(said.splitlines()[0].rpartition(" head ")[2])
        lines = path.read_bytes().rpartition(b"\n\n")[0].splitlines()
        headers.append(json.loads(lines[0]))
        closes += [json.loads(line) for line in lines if b'"t":"close"' in line]
    assert [close["z"] for close in closes] == list(range(1, 31))
    assert [close["grand"]["no"] for close in closes] == list(range(1, 31))
    assert [close["grand"]["sales"] for close in closes] == [
        [days, 50_000 * days] for days in range(1, 31)
    ]
    assert [head["first"] for head in headers[1:]] == [head["last"] + 1 for head in headers[:-1]]
    assert [head["prev"][:16] for head in headers[1:]] == heads[:-1]
