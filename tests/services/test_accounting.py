"""Totals are told with their coverage, in one form for people and one for programs."""

import csv
import io
import json
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.bootstrap import open_organizer
from pos_app.services.accounting import EventReport, totals_as_json, totals_json
from pos_app.simulation.demo import DemoResult
from tests.services.small_event import BOOTHS, DAYS, SALES, an_organizer, day_files, evening


@pytest.fixture
def report(demo: DemoResult) -> EventReport:
    with closing(open_organizer(demo.event, evening(demo))) as organizer:
        return organizer.accounting.report()


def test_the_document_has_the_keys_of_the_contract(report: EventReport) -> None:
    told = totals_as_json(report.totals)
    contract = "event cur net receipts sales voids refunds booths days pay orders unsure coverage"
    assert " ".join(told) == f"{contract} unsure_pay"
    coverage = told["coverage"]
    assert isinstance(coverage, dict)
    contract = "as_of enrolled expected missing gaps disputed aside by_slip"
    assert " ".join(coverage) == f"{contract} refused"


def test_event_booths_days_and_tenders_come_to_the_same(report: EventReport) -> None:
    totals = report.totals
    assert totals.receipts == BOOTHS * DAYS * SALES
    assert totals.net == sum(booth.net for booth in totals.booths)
    assert totals.net == sum(net for _, _, net in totals.days)
    assert totals.net == sum(amount for _, amount in totals.pay)


def test_a_gap_is_told_with_its_numbers_and_its_money(demo: DemoResult, tmp_path: Path) -> None:
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        organizer.organizing.take_in(day_files(demo)[1:])
        told = json.loads(totals_json(organizer.accounting.totals()))
    (gap,) = told["coverage"]["gaps"]
    assert sorted(gap) == ["booth", "dev", "first", "last", "net", "receipts"]
    assert gap["receipts"] == SALES
    assert told["coverage"]["missing"] == [[gap["booth"], "2026-11-20"]]


def test_an_event_without_files_misses_every_booth_day(demo: DemoResult, tmp_path: Path) -> None:
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        totals = organizer.accounting.totals()
    assert (totals.net, totals.receipts) == (0, 0)
    assert len(totals.coverage.missing) == len(totals.coverage.expected) == BOOTHS * DAYS
    assert totals.coverage.as_of == evening(demo).clock()


def test_reports_are_what_their_names_say(report: EventReport, tmp_path: Path) -> None:
    folder = tmp_path / "reports here"
    report.write_pdf(folder / "r.pdf")
    report.write_xlsx(folder / "r.xlsx")
    report.write_csv(folder / "r.csv")
    report.write_json(folder / "t.json")
    assert (folder / "r.pdf").read_bytes().startswith(b"%PDF-")
    assert (folder / "r.xlsx").read_bytes().startswith(b"PK")
    rows = list(csv.reader(io.StringIO((folder / "r.csv").read_text("utf-8"))))
    for booth in report.totals.booths:
        assert any({booth.booth_id, str(booth.net)} <= set(row) for row in rows)
    assert (folder / "t.json").read_text("ascii") == totals_json(report.totals) + "\n"
