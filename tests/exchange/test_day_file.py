"""The signed file of a till's day: published verdicts, writing, and checking it without Gerai."""

import base64
import json
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pos_app.domain.errors import Problem
from pos_app.domain.identity import Till
from pos_app.domain.journal import Head
from pos_app.exchange.any_file import AnyFile, read_file
from pos_app.exchange.day_file import (
    DayFile,
    DayFileReader,
    read_day_file,
    suggested_name,
    write_day_file,
)
from pos_app.exchange.day_header import DayFileHeader, read_header, write_header
from pos_app.exchange.enrolment import KeyRequest, TakenPack
from pos_app.exchange.fields import canonical
from pos_app.exchange.keys import SigningKey
from pos_app.exchange.signed_note import seal, split_note
from tests.builders import a_refund_entry, a_stamp, cash
from tests.exchange.rewriting import PACK, PACK_LINKS, Rewriting, accepted, rewritten
from tests.exchange.signed_feed import SignedFeed
from tests.exchange.vector_files import EVENT_ID, FACTS, taken_pack, till_signer, vector

CHECK = Path(__file__).with_name("check.py")
OTHER_KINDS = ("pack-", "request-", "ack-", "ruling-", "sum-", "bad-sum", "bad-ruling", "bad-old-")
DAY_FILE_CASES = [
    case
    for case in FACTS["cases"]
    if not case["file"].startswith((*OTHER_KINDS, "bad-weak-")) and "slip" not in case["file"]
]


def what_was_found(result: DayFile | Problem) -> dict[str, Any]:
    """In the words of vectors.json."""
    if isinstance(result, Problem):
        return {"verdict": result.verdict, "code": result.code, "seq": result.seq}
    found = {
        "verdict": "accepted",
        "booth": result.header.till.booth_id,
        "dev": result.header.till.dev,
        "first": result.header.first,
        "last": result.header.last,
        "head": result.head.link,
        "days": [[day.isoformat(), receipts, net] for day, receipts, net in result.days],
        "remarks": [list(remark) for remark in result.remarks],
    }
    return found if result.problem is None else found | what_was_found(result.problem)


def items_and_lines(name: str) -> list[tuple[bytes, bytes | None]]:
    """The lines of a published file as a journal keeps them."""
    lines = split_note(vector(name))[0].rstrip(b"\n").split(b"\n")[1:]
    kept: list[tuple[bytes, bytes | None]] = []
    for line in lines:
        if line.startswith(b'{"i":'):
            kept[-1] = (kept[-1][0], line)
        else:
            kept.append((line, None))
    return kept


def header_of(name: str) -> DayFileHeader:
    return read_header(vector(name).partition(b"\n")[0])[0]


@pytest.mark.parametrize(
    "case", DAY_FILE_CASES, ids=[case["file"] + case.get("pack", "") for case in DAY_FILE_CASES]
)
def test_every_published_day_file_gets_its_verdict(case: dict[str, Any]) -> None:
    pack = taken_pack(case.get("pack", "pack-2.gerai.txt"))
    links = PACK_LINKS | {pack.pack.version: pack.link}
    found = what_was_found(read_day_file(vector(case["file"]), pack=pack.pack, pack_links=links))
    expected = {key: case[key] for key in case.keys() - {"file", "pack", "same_as"}}
    assert {key: found.get(key) for key in expected} == expected


def test_the_cases_are_all_there() -> None:
    assert len(DAY_FILE_CASES) == 66


def test_a_file_with_one_more_signature_is_the_same_file() -> None:
    one = accepted(vector("a017-day1.gerai.txt"))
    other = accepted(vector("good-extra-signature.gerai.txt"))
    assert one == other


def test_the_file_of_an_unknown_key_says_only_whose_it_claims_to_be() -> None:
    problem = read_day_file(
        vector("aside-unknown-key.gerai.txt"), pack=PACK.pack, pack_links=PACK_LINKS
    )
    assert problem == Problem("Q_UNKNOWN_KEY", 0, "A017")


def test_what_a_revoked_key_signed_counts_up_to_the_last_held_entry() -> None:
    pack = taken_pack("pack-3.gerai.txt")
    file = DayFileReader(pack.pack, {3: pack.link}).read(vector("b002-day1.gerai.txt"))
    assert isinstance(file, DayFile)
    assert [recorded.seq for recorded in file.entries] == [1, 2]
    assert (file.receipts, file.net) == (1, 91_000)
    last = pack.pack.tills[1].last
    assert last is not None
    assert file.head == Head(*last)


@pytest.mark.parametrize(
    ("last", "problem", "counted"),
    [
        (0, Problem("Q_REVOKED", 1), 0),
        (3, Problem("Q_REVOKED", 4), 3),
        (4, None, 4),
        (9, None, 4),
    ],
)
def test_a_retired_key_takes_no_later_entry_along(
    last: int, problem: Problem | None, counted: int
) -> None:
    pack = PACK.pack
    tills = tuple(
        replace(till, state="retired", last=(last, "0" * 64) if last else None)
        if till.booth_id == "B002"
        else till
        for till in pack.tills
    )
    raw = vector("b002-day1.gerai.txt")
    file = read_day_file(raw, pack=replace(pack, tills=tills), pack_links=PACK_LINKS)
    assert isinstance(file, DayFile)
    assert file.problem == problem
    assert len(file.entries) == counted
    assert file.head.seq == counted


def test_a_stranger_with_an_impossible_booth_claims_nothing() -> None:
    header = json.loads(vector("aside-unknown-key.gerai.txt").partition(b"\n")[0])
    text = canonical(header | {"booth": "../../x"}) + b"\n"
    stranger = SigningKey.for_till(b"s" * 32, event_id=EVENT_ID, booth_id="A017")
    problem = read_day_file(seal(text, stranger), pack=PACK.pack, pack_links=PACK_LINKS)
    assert problem == Problem("Q_UNKNOWN_KEY")


# --- any kind ------------------------------------------------------------------------------------


def test_every_kind_goes_through_one_door() -> None:
    def read(name: str) -> AnyFile | Problem:
        return read_file(vector(name), pack=PACK.pack, pack_links=PACK_LINKS)

    assert isinstance(read("a017-day1.gerai.txt"), DayFile)
    held, following = read("pack-2.gerai.txt"), read("pack-3.gerai.txt")
    assert isinstance(held, TakenPack)
    assert held.is_known
    assert isinstance(following, TakenPack)
    assert following.pack.version == 3
    assert isinstance(read("request-a017.gerai.txt"), KeyRequest)
    assert read("bad-old-pack.gerai.txt") == replace(Problem("E_OLD"), detail="version 2")
    first = taken_pack("pack-1.gerai.txt")
    newest = read_file(vector("pack-3.gerai.txt"), pack=first.pack, pack_links={1: first.link})
    assert isinstance(newest, TakenPack), "one in between was missed"
    assert read("bad-ruling-by-booth.gerai.txt") == Problem("E_KEY", detail="gerai.ruling/1")


def test_a_file_under_an_older_pack_is_nothing_to_remark_on_where_only_keys_were_added() -> None:
    raw = vector("remark-old-pack.gerai.txt")
    told = DayFileReader(PACK.pack, PACK_LINKS).read(raw)
    quiet = DayFileReader(PACK.pack, PACK_LINKS, same_since=1).read(raw)
    assert isinstance(told, DayFile)
    assert isinstance(quiet, DayFile)
    assert told.remarks == (("W_OLDPACK", 0),)
    assert quiet == replace(told, remarks=())


@pytest.mark.parametrize("name", ["ack-a017", "ruling-a017", "sum-1", "a017-day2-slip"])
def test_a_kind_that_is_not_read_yet_says_so_once_its_signature_is_right(name: str) -> None:
    raw = vector(f"{name}.gerai.txt")
    problem = read_file(raw, pack=PACK.pack, pack_links=PACK_LINKS)
    assert isinstance(problem, Problem)
    assert problem.code == "U_VERSION"
    spoiled = raw.replace(b'"event"', b'"Event"', 1)
    refused = read_file(spoiled, pack=PACK.pack, pack_links=PACK_LINKS)
    assert isinstance(refused, Problem)
    assert refused.code == "E_SIG"


def test_entries_up_to_the_end_count_and_those_after_it_do_not() -> None:
    file = accepted(vector("bad-after-end.gerai.txt"))
    assert file.problem == Problem("Q_AFTER_END", 5)
    assert [recorded.seq for recorded in file.entries] == [1, 2, 3, 4]
    assert (file.receipts, file.net) == (1, 30_000)


# --- writing -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name", ["a017-day1", "a017-day1-money", "a017-mark", "a017-both-days", "c003-all-kinds"]
)
def test_writing_a_published_file_again_gives_the_same_bytes(name: str) -> None:
    file_name = f"{name}.gerai.txt"
    header = header_of(file_name)
    lines = items_and_lines(file_name.replace("-money", ""))
    signer = till_signer(header.till.booth_id)
    assert write_day_file(header, lines, signer) == vector(file_name)


def test_a_money_file_has_the_same_chain_without_the_goods() -> None:
    with_goods = accepted(vector("c003-all-kinds.gerai.txt"))
    money = accepted(vector("c003-all-kinds-money.gerai.txt"))
    assert money.head == with_goods.head
    assert money.days == with_goods.days
    assert [each.link for each in money.entries] == [each.link for each in with_goods.entries]
    assert b'"t":"items"' not in vector("c003-all-kinds-money.gerai.txt")


def test_a_name_says_event_booth_till_day_and_numbers() -> None:
    header = header_of("a017-day2.gerai.txt")
    expected = "pesta-umkm-2026-7f3a_A017-mpp3ef_2026-11-25_16-30.gerai.txt"
    assert suggested_name(header, date(2026, 11, 25)) == expected


def test_a_name_never_gets_too_long_for_a_chat() -> None:
    event = PACK.pack.event
    header = DayFileHeader.of(
        event,
        Till("e" * 24, "b" * 16, "d" * 32),
        app="gerai 1.0.0",
        detail="items",
        first=2**31 - 2,
        last=2**31 - 1,
        previous="0" * 64,
        pack=(1, "0" * 64),
    )
    name = suggested_name(header, date(2026, 11, 25))
    assert len(name) == 100
    assert name.endswith("_2026-11-25_2147483646-2147483647.gerai.txt")


def test_a_header_west_of_greenwich_reads_back() -> None:
    header = header_of("a017-day1.gerai.txt")
    event = PACK.pack.event
    west = DayFileHeader(
        app=header.app,
        till=header.till,
        currency=event.currency,
        exponent=2,
        cut_off_min=0,
        offset_min=-210,
        detail="money",
        first=1,
        last=9,
        previous=header.previous,
        pack=header.pack,
    )
    line = write_header(west)
    assert b'"tz":"-03:30"' in line
    assert read_header(line) == (west, False)


# --- remarks -------------------------------------------------------------------------------------


def test_an_entry_from_the_day_after_tomorrow_is_remarked_when_it_is_taken_in() -> None:
    closed_at = datetime.fromisoformat("2026-11-25T01:00:00+07:00")
    raw = vector("a017-day1.gerai.txt")

    def remarks(now: datetime) -> tuple[tuple[str, int], ...]:
        file = read_day_file(raw, pack=PACK.pack, pack_links=PACK_LINKS, now=now)
        assert isinstance(file, DayFile)
        return file.remarks

    assert remarks(closed_at - timedelta(days=1)) == ()
    assert remarks(closed_at - timedelta(days=1, seconds=1)) == (("W_FUTURE", 15),)


def test_a_refund_of_a_voided_sale_is_remarked() -> None:
    feed = SignedFeed()
    sale = feed.sell(cash(30_000))
    feed.void(sale)
    refund = replace(a_refund_entry(10_000, no=feed.next_no), of=sale.pointer(feed.dev))
    feed.record(replace(refund, stamp=a_stamp(feed.day)))
    feed.close()
    assert accepted(feed.file()).remarks == (("W_OVERREFUND", 3),)


def test_refunds_up_to_the_price_paid_are_nothing_to_remark() -> None:
    feed = SignedFeed()
    sale = feed.sell(cash(30_000))
    for _ in range(2):
        refund = replace(a_refund_entry(15_000, no=feed.next_no), of=sale.pointer(feed.dev))
        feed.record(replace(refund, stamp=a_stamp(feed.day)))
    feed.close()
    assert accepted(feed.file()).remarks == ()


def test_keys_of_a_later_program_are_kept_and_remarked_once_per_entry() -> None:
    def add_keys(file: Rewriting) -> None:
        file.header["x_lane"] = {"n": [1, "two"]}
        file.entry(3)["x_mood"] = "good"
        file.item(3)["x_shelf"] = 4
        file.item(4, 1)["x_shelf"] = 5

    file = accepted(rewritten("a017-mark.gerai.txt", add_keys))
    assert [remark for remark in file.remarks if remark[0] == "W_NEWER"] == [
        ("W_NEWER", 0),
        ("W_NEWER", 3),
        ("W_NEWER", 4),
    ]


# --- without Gerai -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "booth_id"),
    [("a017-day1", "A017"), ("a017-day2", "A017"), ("c003-all-kinds", "C003")],
)
def test_the_printed_script_says_the_same(name: str, booth_id: str, tmp_path: Path) -> None:
    header = header_of(f"{name}.gerai.txt")
    lines = items_and_lines(f"{name}.gerai.txt")
    path = tmp_path / "day.gerai.txt"
    path.write_bytes(write_day_file(header, lines, till_signer(booth_id)))
    vkey = till_signer(booth_id).verifying_key.vkey
    ran = subprocess.run(
        [sys.executable, str(CHECK), str(path), vkey], capture_output=True, text=True, check=True
    )
    file = accepted(path.read_bytes())
    assert ran.stdout.startswith(f"OK {header.till.key_name} entries {header.first} to ")
    assert f"head {file.head.link[:16]}\n" in ran.stdout
    net = {day.isoformat(): amount for day, _, amount in file.days}
    assert f"receipts {file.receipts} net {net} IDR\n" in ran.stdout


def test_the_script_in_the_manual_is_the_one_that_is_tested() -> None:
    manual = Path(__file__).parents[2] / "docs" / "verify.md"
    code = CHECK.read_text(encoding="utf-8")
    assert code
    assert code in manual.read_text(encoding="utf-8")


def test_openssl_says_the_same(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    assert openssl is not None, "the openssl program is needed to check what the manual promises"
    raw = vector("a017-day1.gerai.txt")
    text, (signature,) = split_note(raw)
    public = till_signer("A017").verifying_key.public
    der = bytes.fromhex("302a300506032b6570032100") + public
    key = base64.encodebytes(der).decode()
    (tmp_path / "till.pem").write_text(
        f"-----BEGIN PUBLIC KEY-----\n{key}-----END PUBLIC KEY-----\n", encoding="ascii"
    )
    (tmp_path / "body").write_bytes(text)
    (tmp_path / "sig").write_bytes(signature.signature)
    command = [openssl, "pkeyutl", "-verify", "-pubin", "-inkey", "till.pem", "-rawin"]
    command += ["-in", "body", "-sigfile", "sig"]
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    (tmp_path / "body").write_bytes(text.replace(b"95000", b"95001", 1))
    ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ran.returncode != 0


def test_the_shell_recipe_of_the_manual_works_as_printed(tmp_path: Path) -> None:
    manual = (Path(__file__).parents[2] / "docs" / "verify.md").read_text(encoding="utf-8")
    recipe = manual.partition("```sh\n")[2].partition("```")[0]
    assert "openssl pkeyutl -verify" in recipe
    key = till_signer("A017").verifying_key
    (tmp_path / "day.gerai.txt").write_bytes(vector("a017-day1.gerai.txt"))
    ran = subprocess.run(
        ["bash", "-euc", recipe],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin", "VKEY": key.vkey, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "Verified Successfully" in ran.stdout


def test_a_link_is_the_hash_of_the_line_without_its_end() -> None:
    lines = items_and_lines("a017-day1.gerai.txt")
    file = accepted(vector("a017-day1.gerai.txt"))
    for (line, _), recorded in zip(lines, file.entries, strict=True):
        record = json.loads(line)
        assert (record["seq"], record["prev"]) == (recorded.seq, recorded.previous)
    assert file.entries[1].previous == file.entries[0].link
