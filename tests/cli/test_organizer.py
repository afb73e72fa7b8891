"""An event from the command line: made, enrolled, taken in, added up, reported."""

import json
import shutil
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from pos_app.cli.file_words import shell_word
from pos_app.cli.main import run
from pos_app.cli.totals_words import open_point_lines
from pos_app.domain.event_totals import Coverage
from pos_app.exchange.keys import VerifyingKey
from pos_app.i18n import format_date, format_money, use_language
from pos_app.services.event_folder import EventFolder
from pos_app.simulation.demo import WIB, DemoResult
from tests.services.small_event import BOOTHS, DAYS, SALES, an_empty_event, day_files

NEW = ["--id", "bazar-uji-1", "--name", "Bazar Uji", "--days", "2026-11-24..2026-11-26"]


@pytest.fixture
def booths(tmp_path: Path) -> str:
    path = tmp_path / "booths.csv"
    path.write_text("kode,nama,region\nA1,Kopi Senja,1871\nB2,Batik Hujan,\n", encoding="utf-8")
    return str(path)


def asked(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> Any:  # noqa: ANN401 - JSON
    """The document a command answers with; nothing else may be on standard output."""
    assert run([*arguments, "--json"]) == code
    return json.loads(capsys.readouterr().out)


# --- event new ---------------------------------------------------------------------------------


def test_a_new_event_has_key_pack_and_claims_and_says_that_its_key_is_not_locked(
    tmp_path: Path, booths: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "acara é 1"
    arguments = ["--lang", "en", "event", "new", "--event", str(event), *NEW, "--booths", booths]
    assert run(arguments) == 0
    said = capsys.readouterr().out
    assert "UNENCRYPTED" in said
    assert str(event / "claims.csv") in said
    assert (event / "organizer.key").read_text().startswith("-----BEGIN PRIVATE KEY-----")
    claims = (event / "claims.csv").read_text().splitlines()
    assert claims[0] == "Booth,Name,Claim code"
    assert [row.split(",")[0] for row in claims[1:]] == ["A1", "B2"]
    assert "Give every booth the event pack and its own claim code" in said
    assert f"gerai event approve --event {shell_word(event)}" in said
    assert "your eyes only" not in said


def test_the_list_of_claim_codes_has_the_words_of_the_join_page(
    tmp_path: Path, booths: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "event"
    use_language("id")
    assert run(["event", "new", "--event", str(event), *NEW, "--booths", booths]) == 0
    assert (event / "claims.csv").read_text().splitlines()[0] == "Stan,Nama,Kode klaim"
    assert sorted(EventFolder(event).claim_codes()) == ["A1", "B2"]
    capsys.readouterr()


def test_a_passphrase_file_locks_the_key(
    tmp_path: Path, booths: str, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("rahasia besar\n")
    event = str(tmp_path / "event")
    options = ["--booths", booths, "--passphrase-file", str(secret)]
    told = asked(capsys, "event", "new", "--event", event, *NEW, *options)
    assert told["encrypted"] is True
    assert " ".join(told) == "event dir booths pack claims key encrypted fingerprint"
    assert "ENCRYPTED PRIVATE KEY" in Path(told["key"]).read_text()

    request = a_request(tmp_path, event)
    capsys.readouterr()
    assert run(["event", "approve", request, "--event", event]) == 2
    assert str(tmp_path / "event" / "organizer.key") in capsys.readouterr().err
    unlocked = ["--event", event, "--passphrase-file", str(secret)]
    assert asked(capsys, "event", "approve", request, *unlocked)["version"] == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ["--days", "2026-11-26..2026-11-24"],
        ["--days", "2026-11-31"],
        ["--days", "2026-11-24..2028-11-24"],
        ["--days", "besok"],
        ["--zone", "WIB"],
        ["--zone", "+07:99"],
        ["--cut-off", "25:00"],
        ["--currency", "XXX"],
        ["--id", "Bazar Uji"],
        ["--name", ""],
        ["--booths", "not-there.csv"],
    ],
    ids=" ".join,
)
def test_what_cannot_be_an_event_is_refused_in_words_and_makes_nothing(
    tmp_path: Path, booths: str, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "event"
    arguments = ["--event", str(event), *NEW, "--booths", booths, *wrong]
    assert run(["event", "new", *arguments]) == 2
    assert capsys.readouterr().err != ""
    assert not event.exists()


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ("2026-11-26..2026-11-24", "ends before it begins"),
        ("2026-11-31..2026-12-02", "“2026-11-31”: there is no such day"),
        ("24-11-2026", "cannot be read as days"),
        ("2026-01-01..2027-12-31", "too many days"),
    ],
)
def test_days_that_cannot_be_are_told_apart(
    tmp_path: Path, booths: str, days: str, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    where = ["--event", str(tmp_path / "event"), *NEW, "--booths", booths, "--days", days]
    assert run(["--lang", "en", "event", "new", *where]) == 2
    assert sentence in capsys.readouterr().err


def test_a_faulty_booth_list_names_the_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "stan.csv"
    listed.write_text("kode,nama\nA1,Kopi\n\nA1,Batik\n", encoding="utf-8")
    where = ["--event", str(tmp_path / "event"), *NEW, "--booths", str(listed)]
    assert run(["--lang", "en", "event", "new", *where]) == 2
    assert capsys.readouterr().err.startswith("Row 4 of the booth list: The booth A1 stands")


def test_an_event_is_never_made_over_another(
    tmp_path: Path, booths: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["event", "new", "--event", str(tmp_path / "e"), *NEW, "--booths", booths]
    assert run(arguments) == 0
    key = (tmp_path / "e" / "organizer.key").read_bytes()
    assert run(arguments) == 2
    assert (tmp_path / "e" / "organizer.key").read_bytes() == key
    capsys.readouterr()


# --- enrolment ---------------------------------------------------------------------------------


def claim_of(event: str, booth: str) -> str:
    rows = (Path(event) / "claims.csv").read_text().splitlines()
    return next(row.split(",")[2] for row in rows if row.startswith(f"{booth},"))


def enrolling(event: str, data: Path, out: Path, claim: str) -> list[str]:
    pack = str(Path(event) / "packs" / "pack-0001.gerai.txt")
    where = ["--data", str(data), "--pack", pack, "--out", str(out)]
    return ["booth", "enrol", *where, "--claim", claim]


def a_request(tmp_path: Path, event: str) -> str:
    out = tmp_path / "request.gerai.txt"
    assert run(enrolling(event, tmp_path / "till", out, claim_of(event, "A1"))) == 0
    return str(out)


def test_a_till_enrols_by_the_code_on_its_paper_and_is_approved_once(
    tmp_path: Path, booths: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(tmp_path / "event")
    asked(capsys, "event", "new", "--event", event, *NEW, "--booths", booths)
    out = tmp_path / "bawa" / "request.gerai.txt"
    typed = " ".join(claim_of(event, "B2")[at : at + 4] for at in range(0, 20, 4)).lower()
    joined = asked(capsys, *enrolling(event, tmp_path / "till", out, typed))
    assert (joined["booth"], joined["name"]) == ("B2", "Batik Hujan")
    told = asked(capsys, "event", "approve", str(out), "--event", event)
    (request,) = told["requests"]
    assert (request["approved"], request["known"], request["dev"]) == (True, False, joined["dev"])
    assert Path(told["pack"]).name == "pack-0002.gerai.txt"
    assert asked(capsys, "event", "approve", str(out), "--event", event)["version"] == 2

    other = tmp_path / "other.gerai.txt"
    assert run(enrolling(event, tmp_path / "second till", other, typed)) == 0
    capsys.readouterr()
    again = asked(capsys, "event", "approve", str(other), "--event", event, code=1)
    assert again["requests"][0]["code"] == "E_CLAIM"
    digits = VerifyingKey.of(json.loads(other.read_text().splitlines()[0])["vkey"]).fingerprint
    typed_digits = ["--fingerprint", digits.replace(" ", "-")]
    by_hand = asked(capsys, "event", "approve", str(other), "--event", event, *typed_digits)
    assert (by_hand["requests"][0]["approved"], by_hand["version"]) == (True, 3)


def test_approval_says_what_to_do_with_the_new_pack_and_knows_a_day_file(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event", packs=1))
    request = str(min((demo.event / "requests").iterdir()))
    assert run(["--lang", "en", "event", "approve", request, "--event", event]) == 0
    assert "Settings > Event and keys" in capsys.readouterr().out
    assert run(["--lang", "en", "event", "approve", request, "--event", event]) == 0
    assert "What comes next" not in capsys.readouterr().out, "nothing new to hand out"
    day = str(day_files(demo)[0])
    assert run(["--lang", "en", "event", "approve", day, "--event", event]) == 1
    assert "no key request" in capsys.readouterr().out


def test_a_wrong_code_a_wrong_booth_and_a_second_joining_are_refused(
    tmp_path: Path, booths: str, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(tmp_path / "event")
    asked(capsys, "event", "new", "--event", event, *NEW, "--booths", booths)
    out, claim = tmp_path / "request.gerai.txt", claim_of(event, "A1")
    assert run(enrolling(event, tmp_path / "till", out, "A" * 20)) == 1
    capsys.readouterr()
    asks = ["--lang", "en", *enrolling(event, tmp_path / "till", out, claim)]
    assert run([*asks, "--booth", "B2"]) == 1
    assert "belongs to booth A1, not to booth B2" in capsys.readouterr().err
    assert run([*asks, "--booth", "Z9"]) == 1
    assert "has no booth “Z9”" in capsys.readouterr().err
    assert not out.exists()
    assert run([*enrolling(event, tmp_path / "till", out, claim), "--booth", "A1"]) == 0
    assert run(enrolling(event, tmp_path / "till", out, claim)) == 1
    capsys.readouterr()


# --- taking in, totals, reports ----------------------------------------------------------------


def test_taking_in_gives_every_file_its_line_and_a_summary(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event"))
    assert run(["--lang", "en", "take-in", str(demo.files), "--event", event]) == 0
    said = capsys.readouterr()
    *files, summary = said.out.splitlines()
    assert all(line.startswith("OK ") for line in files)
    assert summary == "6 files: 6 new"
    assert said.err == "", "progress is for terminals"
    again = asked(capsys, "take-in", str(demo.files), "--event", event)
    assert (again["added"], again["known"]) == (0, BOOTHS * DAYS)
    assert again["files"][0]["verdict"] == "accepted"
    assert again["files"][0]["outcome"] == "known"


def test_a_key_request_among_day_files_is_named_with_the_command_that_approves_it(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = an_empty_event(demo, tmp_path / "event", packs=1)
    request = min((demo.event / "requests").iterdir())
    pack = EventFolder(demo.event).pack_path(2)
    prices = tmp_path / "harga.xlsx"
    prices.write_bytes(b"PK\x03\x04")
    handed_in = [str(request), str(pack), str(prices)]
    assert run(["--lang", "en", "take-in", *handed_in, "--event", str(event)]) == 0
    of_request, of_pack, of_prices, summary, *_open = capsys.readouterr().out.splitlines()
    assert "A key request of booth" in of_request
    typed = f"gerai event approve --event {shell_word(event)} {shell_word(request)}"
    assert of_request.endswith(typed)
    assert "An event pack" in of_pack
    assert "A spreadsheet" in of_prices
    assert summary == "3 files: 3 not day files"
    assert list((event / "files").iterdir()) == []
    told = asked(capsys, "take-in", str(request), "--event", str(event))
    assert (told["other"], told["refused"], told["files"][0]["kind"]) == (1, 0, "request")
    assert run(["event", "approve", str(request), "--event", str(event)]) == 0
    capsys.readouterr()
    assert run(["--lang", "en", "take-in", str(request), "--event", str(event)]) == 0
    assert "approved already" in capsys.readouterr().out.splitlines()[0]


def test_the_folder_a_till_shows_is_taken_in_in_peace(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event"))
    handed_in = tmp_path / "for-organizer"
    shutil.copytree(demo.files, handed_in)
    (handed_in / "bazar_A017-abcdef_Z001.pdf").write_bytes(b"%PDF-1.4\n")
    (handed_in / "foto-struk").write_bytes(b"\xff\xd8\xff\xe0")
    assert run(["--lang", "en", "take-in", str(handed_in), "--event", event]) == 0
    of_pdf, of_photo, *files, summary = capsys.readouterr().out.splitlines()
    assert len(files) == BOOTHS * DAYS
    assert of_pdf.endswith("_Z001.pdf Not a day file, passed over.")
    assert of_photo.endswith("foto-struk Not a day file, passed over.")
    assert summary == "8 files: 6 new, 2 not day files"
    broken = handed_in / "rusak.gerai.txt"
    broken.write_bytes(b"%PDF-1.4\n")
    told = asked(capsys, "take-in", str(broken), "--event", event, code=1)
    assert (told["refused"], told["files"][0]["code"]) == (1, "E_MAGIC")


def test_money_that_nobody_has_seen_is_told_apart(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(demo.event)
    told = asked(capsys, "totals", "--event", event)
    ((kind, count, amount),) = told["unsure_pay"]
    assert (kind, [count, amount]) == ("qris", told["unsure"])
    assert run(["--lang", "en", "totals", "--event", event]) == 0
    lines = [" ".join(line.split()) for line in capsys.readouterr().out.splitlines()]
    sure = format_money(dict(told["pay"])["qris"] - amount)
    assert f"QRIS received {sure}" in lines
    assert f"QRIS NOT YET CERTAIN ({count}) {format_money(amount)}" in lines


def test_a_flipped_bit_ends_with_1_and_its_reason(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = bytearray(day_files(demo)[0].read_bytes())
    raw[len(raw) // 2] ^= 4
    bad = tmp_path / "rusak.gerai.txt"
    bad.write_bytes(raw)
    event = str(an_empty_event(demo, tmp_path / "event"))
    told = asked(capsys, "take-in", str(bad), str(demo.files), "--event", event, code=1)
    assert (told["refused"], told["added"]) == (1, BOOTHS * DAYS)
    assert told["files"][0]["code"] == "E_SIG"


def test_an_unknown_till_is_aside_in_take_in_and_in_the_totals(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event", packs=1))
    told = asked(capsys, "take-in", str(demo.files), "--event", event, code=1)
    assert told["aside"] == BOOTHS * DAYS
    totals = asked(capsys, "totals", "--event", event, code=1)
    assert (totals["net"], totals["coverage"]["aside"]) == (0, BOOTHS * DAYS)


def test_what_is_not_there_ends_with_2_and_the_rest_is_taken_in(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event"))
    told = asked(capsys, "take-in", "not-there", str(demo.files), "--event", event, code=2)
    assert told["added"] == BOOTHS * DAYS


def test_totals_are_told_with_coverage_to_people_and_programs(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event"))
    files = [str(path) for path in day_files(demo)[1:]]
    assert run(["take-in", *files, "--event", event]) == 0, "a gap is a remark"
    capsys.readouterr()
    told = asked(capsys, "totals", "--event", event)
    assert told["receipts"] == (BOOTHS * DAYS - 1) * SALES
    (gap,) = told["coverage"]["gaps"]
    assert run(["--lang", "en", "totals", "--event", event]) == 0
    said = capsys.readouterr().out
    assert "5 of 6 booth days" in said
    assert "not complete" in said
    assert f"Gap: booth {gap['booth']}" in said
    assert f"Not yet reported: booth {gap['booth']}" in said


def test_totals_before_the_first_sale_have_no_empty_blocks(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = str(an_empty_event(demo, tmp_path / "event"))
    assert run(["--lang", "en", "totals", "--event", event]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [number for number, line in enumerate(lines) if not line] == [2, 5]
    days = ", ".join(format_date(day) for day in demo.plan.event_days)
    booths = [line for line in lines if line.startswith("Not yet reported: ")]
    assert len(booths) == BOOTHS, "one line for each booth"
    assert all(line.endswith(days) for line in booths)


def test_only_days_that_are_over_are_told_as_missing(demo: DemoResult) -> None:
    pack = EventFolder(demo.event).held_packs().newest
    first_day, second_day = demo.plan.event_days
    expected = tuple(
        (booth.booth_id, day) for booth in pack.booths for day in (first_day, second_day)
    )

    def told(day: date, hour: int) -> list[str]:
        as_of = datetime.combine(day, time(hour), WIB)
        coverage = Coverage(as_of=as_of, enrolled=0, expected=expected, missing=expected)
        return list(open_point_lines(coverage, pack))

    use_language("en")
    assert told(first_day - timedelta(days=1), 12) == []
    (today,) = told(first_day, 12)
    assert today.startswith(f"Today, {format_date(first_day)}, is still running")
    *late, today = told(second_day, 12)
    assert len(late) == BOOTHS
    assert format_date(second_day) not in "".join(late)
    assert len(told(second_day + timedelta(days=1), 12)) == BOOTHS
    assert len(told(second_day + timedelta(days=1), 3)) == BOOTHS + 1, "until the cut-off"


def test_reports_are_written_where_they_are_wanted(
    demo: DemoResult, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    event = tmp_path / "event"
    shutil.copytree(demo.event, event)
    places = {kind: tmp_path / "laporan" / f"r.{kind}" for kind in ("pdf", "xlsx", "csv")}
    options = [word for kind, path in places.items() for word in (f"--{kind}", str(path))]
    told = asked(capsys, "report", "--event", str(event), *options)
    assert told == {kind: str(path) for kind, path in places.items()}
    assert all(path.stat().st_size > 100 for path in places.values())
    only_csv = asked(capsys, "report", "--event", str(event), "--csv", str(tmp_path / "c.csv"))
    assert only_csv["pdf"] is None
    assert run(["report", "--event", str(event)]) == 2


def test_a_folder_that_is_no_event_ends_with_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["--lang", "en", "totals", "--event", str(tmp_path)]) == 2
    assert "There is no event in" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [], "looking at it makes nothing"
    capsys.readouterr()
