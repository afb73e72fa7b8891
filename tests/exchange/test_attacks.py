"""Attacks on a day file, named by the catalogue of day-file.md 18.

"Signed" ones come from an insider: somebody who has the till's own key.
"""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from pos_app.domain.errors import Problem
from pos_app.domain.identity import Event
from pos_app.domain.journal import SaleRecorded, Stamp
from pos_app.exchange.any_file import read_file
from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.exchange.fields import canonical
from pos_app.exchange.signed_note import seal, split_note
from tests.builders import WIB, a_sale_entry, cash
from tests.exchange.rewriting import (
    PACK,
    PACK_LINKS,
    Change,
    Rewriting,
    accepted,
    put,
    put_header,
    put_into,
    rewritten,
    verdict_on,
)
from tests.exchange.signed_feed import SignedFeed
from tests.exchange.vector_files import organizer_signer, till_signer, vector

DAY_1 = "a017-day1.gerai.txt"
ALL_KINDS = "c003-all-kinds.gerai.txt"
SMALL = "b002-day1.gerai.txt"


# --- container and bytes -------------------------------------------------------------------------


def test_a01_one_changed_byte_of_a_price_is_refused_and_counts_nothing() -> None:
    raw = vector(DAY_1).replace(b'"total":95000', b'"total":95001', 1)
    assert read_day_file(raw, pack=PACK.pack, pack_links=PACK_LINKS) == Problem("E_SIG")


@pytest.mark.parametrize(
    "save",
    [
        lambda raw: raw.replace(b"\n", b"\r\n"),
        lambda raw: b"\xef\xbb\xbf" + raw,
        lambda raw: raw.decode().encode("utf-16"),
        lambda raw: b"\xfe\xff" + raw.decode().encode("utf-16-be"),
    ],
    ids=["crlf", "bom", "utf-16", "utf-16-be"],
)
def test_a03_a_file_saved_by_an_editor_says_so(save: Callable[[bytes], bytes]) -> None:
    assert verdict_on(save(vector(DAY_1))) == ("E_RESAVED", 0)


def test_a04_a_file_cut_anywhere_is_refused() -> None:
    raw = vector(SMALL)
    text = split_note(raw)[0]
    for length in (*range(len(raw) - 1, len(raw) - 140, -1), len(text), len(text) + 1):
        code, _ = verdict_on(raw[:length])
        assert code == "E_TRUNC", length
    assert verdict_on(raw[:11])[0] == "E_MAGIC"


def test_a11_a_signature_of_another_day_fits_no_other() -> None:
    text = split_note(vector(DAY_1))[0]
    block = vector("a017-day2.gerai.txt").rpartition(b"\n\n")[2]
    assert verdict_on(text + b"\n" + block) == ("E_SIG", 0)


@pytest.mark.parametrize(
    "raw",
    [b"", b"PK\x03\x04zip", b"%PDF-1.7\n", b"SQLite format 3\x00", b"{}\n", b'{"_":"gera'],
    ids=["empty", "zip", "pdf", "sqlite", "json", "short"],
)
def test_a13_what_is_no_file_of_ours_is_told_apart(raw: bytes) -> None:
    assert verdict_on(raw) == ("E_MAGIC", 0)


def test_every_single_changed_byte_is_refused() -> None:
    raw = vector(SMALL)
    for place in range(len(raw)):
        spoiled = bytearray(raw)
        spoiled[place] ^= 1 << place % 8
        result = read_day_file(bytes(spoiled), pack=PACK.pack, pack_links=PACK_LINKS)
        assert isinstance(result, Problem), place
        assert result.verdict != "accepted", place


# --- keys and identity ---------------------------------------------------------------------------


def test_a15_a_stranger_naming_a_real_booth_is_set_aside() -> None:
    result = read_day_file(
        vector("aside-unknown-key.gerai.txt"), pack=PACK.pack, pack_links=PACK_LINKS
    )
    assert isinstance(result, Problem)
    assert (result.verdict, result.code, result.detail) == ("aside", "Q_UNKNOWN_KEY", "A017")


def test_a17_a_file_of_another_event_is_refused() -> None:
    assert verdict_on(rewritten(DAY_1, put_header(event="pesta-2025"))) == ("E_EVENT", 0)


@pytest.mark.parametrize("kind", ["ruling", "ack", "sum"])
def test_a26_what_only_the_organizer_may_sign_is_refused_from_a_till(kind: str) -> None:
    text = b'{"_":"gerai.%s/1","event":"pesta-umkm-2026-7f3a"}\n' % kind.encode()
    raw = seal(text, till_signer("A017"))
    problem = read_file(raw, pack=PACK.pack, pack_links=PACK_LINKS)
    assert isinstance(problem, Problem)
    assert problem.code == "E_KEY"


def test_a26_a_day_file_signed_by_the_organizer_is_refused() -> None:
    assert verdict_on(Rewriting(DAY_1).signed(organizer_signer())) == ("E_KEY", 0)


def test_a26_a_pack_signed_by_a_till_is_refused() -> None:
    text = split_note(vector("pack-3.gerai.txt"))[0]
    problem = read_file(seal(text, till_signer("A017")), pack=PACK.pack, pack_links=PACK_LINKS)
    assert isinstance(problem, Problem)
    assert problem.code == "E_KEY"


def test_a26_the_slip_of_a_booth_is_not_the_organizers_to_sign() -> None:
    text = split_note(vector("a017-day2-slip.gerai.txt"))[0]
    problem = read_file(seal(text, organizer_signer()), pack=PACK.pack, pack_links=PACK_LINKS)
    assert isinstance(problem, Problem)
    assert problem.code == "E_KEY"


def test_dat2_another_till_cannot_sign_for_a_booth() -> None:
    assert verdict_on(Rewriting(DAY_1).signed(till_signer("B002"))) == ("E_BOOTH", 0)


def test_a_booth_spelled_in_another_case_is_not_the_booth_of_the_pack() -> None:
    file = Rewriting(DAY_1)
    file.header["booth"] = "a017"
    assert verdict_on(file.signed(till_signer("A017"))) == ("E_BOOTH", 0)


# --- JSON and text -------------------------------------------------------------------------------


def test_a31_what_nests_too_deep_is_refused_before_it_is_read() -> None:
    text = split_note(vector(DAY_1))[0]
    first = text.partition(b"\n")[0]
    nested = first + b"\n" + b"[" * 8_000 + b"]" * 8_000 + b"\n"
    assert verdict_on(seal(nested, till_signer("A017"))) == ("E_LIMIT", 1)


def test_a31_a_line_of_300_kib_is_refused() -> None:
    change = put(2, x_fat="m" * 300 * 1024)
    assert verdict_on(rewritten(DAY_1, change)) == ("E_LIMIT", 2)


def test_a31_201_items_or_9_payments_are_refused() -> None:
    def many_items(file: Rewriting) -> None:
        file.items_line(3)["i"] *= 201

    assert verdict_on(rewritten(DAY_1, many_items)) == ("E_LIMIT", 3)
    nine = put(3, pay=[["cash", 1]] * 9)
    assert verdict_on(rewritten(DAY_1, nine)) == ("E_LIMIT", 3)


def test_a_file_of_too_many_lines_is_refused_without_splitting_it() -> None:
    text = split_note(vector(DAY_1))[0] + b"{}\n" * 80_001
    assert verdict_on(seal(text, till_signer("A017"))) == ("E_LIMIT", 0)


@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        (lambda line: line.replace(b'"seq":3', b'"seq":3,"seq":3'), "E_CANON"),
        (lambda line: line.replace(b'"total":95000', b'"total":9.5e4'), "E_NUM"),
        (lambda line: line.replace(b'"total":95000', b'"total":18446744073709551616'), "E_NUM"),
        (lambda line: line.replace(b'"no":1', b'"no":true'), "E_FIELD"),
        (lambda line: line.replace(b'"op":"k1"', b'"op":null'), "E_FIELD"),
        (lambda line: line.replace(b'"op":"k1"', b'"op":"\\u006b1"'), "E_CANON"),
        (lambda line: line.replace(b'"op":"k1"', b'"op":"\xff"'), "E_TEXT"),
        (lambda line: line[:-1], "E_JSON"),
        (lambda line: b"[" + line + b"]", "E_FIELD"),
        (lambda line: line.replace(b'"goods"', b'"Goods"'), "E_CANON"),
        (lambda line: line + b" ", "E_CANON"),
        (lambda _: b"", "E_JSON"),
    ],
)
def test_a_signed_line_out_of_form_is_refused_with_its_number(
    spoil: Callable[[bytes], bytes], code: str
) -> None:
    lines = split_note(vector(DAY_1))[0].split(b"\n")
    lines[3] = spoil(lines[3])
    assert verdict_on(seal(b"\n".join(lines), till_signer("A017"))) == (code, 3)


# --- chain ---------------------------------------------------------------------------------------


def unlinked(change: Change) -> Change:
    """Leave every `prev` and `items` as it was."""

    def first_fix(file: Rewriting) -> None:
        file.text()
        file.keeps_links = True
        change(file)

    return first_fix


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (unlinked(put(4, prev="0" * 64)), ("E_CHAIN", 4)),
        (unlinked(put(3, op="k2")), ("E_CHAIN", 4)),
        (put(4, seq=3), ("E_SEQ", 3)),
        (put(4, seq=5), ("E_SEQ", 5)),
        (put(4, seq=0), ("E_FIELD", 0)),
        (put(4, seq=2**31), ("E_FIELD", 2**31)),
        (put(1, seq=2), ("E_SEQ", 2)),
        (put_header(last=14), ("E_SEQ", 15)),
        (put_header(last=16), ("E_SEQ", 0)),
        (put_header(first=2), ("E_SEQ", 1)),
        (lambda file: file.lines.clear(), ("E_SEQ", 0)),
    ],
)
def test_a38_a_chain_that_does_not_hold_is_refused(
    change: Change, verdict: tuple[str, int]
) -> None:
    assert verdict_on(rewritten(DAY_1, change)) == verdict


def test_a38_the_first_link_is_bound_to_the_key_request() -> None:
    assert verdict_on(rewritten(DAY_1, put_header(prev="0" * 64))) == ("E_CHAIN", 0)


def test_a43_goods_replaced_moved_missing_or_nobodys_are_refused() -> None:
    def replaced(file: Rewriting) -> None:
        file.item(3)["name"] = "Another name"

    def moved(file: Rewriting) -> None:
        file.lines[2].items, file.lines[5].items = file.lines[5].items, file.lines[2].items

    def missing(file: Rewriting) -> None:
        file.lines[2].items = None

    def nobodys(file: Rewriting) -> None:
        file.lines[1].items = file.items_line(3)

    for change in (replaced, moved, missing):
        assert verdict_on(rewritten(DAY_1, unlinked(change))) == ("E_ITEMS", 3)
    assert verdict_on(rewritten(DAY_1, unlinked(nobodys))) == ("E_ITEMS", 2)
    assert verdict_on(rewritten(DAY_1, put_header(detail="money"))) == ("E_ITEMS", 3)


def test_a43_goods_before_any_entry_or_after_the_last_are_refused() -> None:
    lines = split_note(vector(SMALL))[0].split(b"\n")
    goods = next(line for line in lines if line.startswith(b'{"i":'))
    first = b"\n".join([lines[0], goods, *lines[1:]])
    assert verdict_on(seal(first, till_signer("B002"))) == ("E_ITEMS", 0)
    last = b"\n".join([*lines[:-1], goods, b""])
    assert verdict_on(seal(last, till_signer("B002"))) == ("E_ITEMS", 4)


def test_a43_a_sale_at_the_very_end_misses_its_goods() -> None:
    def end_with_a_sale(file: Rewriting) -> None:
        file.cut_after(3)
        file.text()
        file.lines[-1].items = None
        file.keeps_links = True

    assert verdict_on(rewritten(DAY_1, end_with_a_sale)) == ("E_ITEMS", 3)


def test_a44_a_file_that_starts_inside_a_day_cannot_cover_its_close() -> None:
    feed = SignedFeed()
    feed.open_with(100_000)
    feed.sell(cash(30_000))
    feed.sell(cash(15_000))
    feed.close()
    assert verdict_on(feed.file()) == ("OK", 0)
    assert verdict_on(feed.file(first=3)) == ("E_TOTAL", 4)


@pytest.mark.parametrize("seq", [2, 14])
def test_a44_a_file_that_ends_without_a_close_mark_or_end_is_refused(seq: int) -> None:
    assert verdict_on(rewritten(DAY_1, lambda file: file.cut_after(seq))) == ("E_SEQ", 0)


def test_a45_nothing_counts_after_the_end() -> None:
    file = accepted(vector("bad-after-end.gerai.txt"))
    assert file.problem == Problem("Q_AFTER_END", 5)


def test_an_end_follows_a_close() -> None:
    def end_early(file: Rewriting) -> None:
        put_into(file.entry(21), {"now": None, "was": None, "what": None, "t": "end"})
        put_into(file.entry(21), {"why": "finished"})

    assert verdict_on(rewritten(ALL_KINDS, end_early)) == ("E_SEQ", 21)


# --- time ----------------------------------------------------------------------------------------


def test_a60_a_sale_before_the_cut_off_belongs_to_the_day_before() -> None:
    feed = SignedFeed()
    event = PACK.pack.event
    moments = ("2026-11-25T03:59:59", "2026-11-25T04:00:00")
    for moment in moments:
        at = datetime.fromisoformat(moment).replace(tzinfo=WIB)
        sale = replace(
            a_sale_entry(no=feed.next_no), stamp=Stamp(at=at, day=event.business_day(at))
        )
        feed.record(sale)
    feed.close()
    file = accepted(feed.file())
    assert [str(day) for day, _, _ in file.days] == ["2026-11-24", "2026-11-25"]
    assert file.remarks == ()


@pytest.mark.parametrize(
    "at",
    [
        "2026-11-24T10:01:42+08:00",
        "2026-11-24T09:01:42",
        "2026-11-24T02:01:42Z",
        "2026-11-24T09:01:60+07:00",
        "2026-02-29T09:01:42+07:00",
        "2026-11-24T24:00:00+07:00",
        "2026-11-24 09:01:42+07:00",
    ],
)
def test_a62_a_time_that_is_none_or_of_another_zone_is_refused(at: str) -> None:
    assert verdict_on(rewritten(DAY_1, put(3, at=at))) == ("E_FIELD", 3)


# --- versions ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("change", "verdict"),
    [
        (put_header(_="gerai.day/2"), ("U_VERSION", 0)),
        (put_header(_="gerai.gift/1"), ("U_VERSION", 0)),
        (put_header(need=["split-close"]), ("U_NEED", 0)),
        (put_header(need=["split-close"], lanes=2, first="one"), ("U_NEED", 0)),
        (put_header(need=["b", "a"]), ("E_FIELD", 0)),
        (put_header(need=None), ("E_FIELD", 0)),
        (put_header(lanes=2), ("E_FIELD", 0)),
        (put_header(first=2, last=1), ("E_FIELD", 0)),
        (put_header(cut="24:00"), ("E_FIELD", 0)),
        (put_header(cut="05:00"), ("E_EVENT", 0)),
        (put_header(tz="+08:00"), ("E_EVENT", 0)),
        (put_header(exp=2), ("E_CURRENCY", 0)),
        (put_header(pack=[1, "0" * 64]), ("E_EVENT", 0)),
        (put_header(pack=[7, "0" * 64]), ("OK", 0)),
        (put(1, t="gift"), ("U_TYPE", 1)),
        (put(1, t="x-"), ("U_TYPE", 1)),
        (put(1, t="x-gift"), ("OK", 0)),
        (put(1, x_gift="kept"), ("OK", 0)),
    ],
)
def test_a64_what_a_later_program_writes_is_told_apart(
    change: Change, verdict: tuple[str, int]
) -> None:
    assert verdict_on(rewritten(DAY_1, change)) == verdict


def test_a64_unknown_keys_are_remarked_and_unknown_x_entries_are_not() -> None:
    assert accepted(rewritten(DAY_1, put(1, x_gift="kept"))).remarks == (("W_NEWER", 1),)
    assert accepted(rewritten(DAY_1, put(1, t="x-gift", any=["key"]))).remarks == ()


def test_a66_money_first_and_goods_later_are_one_chain() -> None:
    feed = SignedFeed()
    feed.sell(cash(30_000))
    feed.close()
    money, whole = accepted(feed.file("money")), accepted(feed.file())
    assert money.head == whole.head
    assert money.days == whole.days
    assert money.text_link != whole.text_link
    first = money.entries[0].entry
    assert isinstance(first, SaleRecorded)
    assert first.basket is None
    assert whole.entries == tuple(feed.entries)


def test_no_other_file_of_ours_is_taken_for_a_day_file() -> None:
    assert verdict_on(vector("pack-2.gerai.txt")) == ("E_MAGIC", 0)


def test_a_practice_file_is_refused_by_a_real_event() -> None:
    text = split_note(vector(DAY_1))[0]
    header = json.loads(text.partition(b"\n")[0]) | {"event": "practice-1"}
    raw = seal(canonical(header) + b"\n", till_signer("A017"))
    assert verdict_on(raw) == ("E_EVENT", 0)


def test_a_file_is_read_by_the_event_it_belongs_to_and_no_other() -> None:
    other = replace(PACK.pack, event=Event("another-2026", "Another", PACK.pack.event.days))
    result = read_day_file(vector(DAY_1), pack=other, pack_links=PACK_LINKS)
    assert not isinstance(result, DayFile)
    assert result.code == "E_EVENT"


# --- a forged chain ------------------------------------------------------------------------------


def test_dat2_a_forged_chain_is_recomputed_and_fails_by_its_signature_or_its_booth() -> None:
    honest, forged = (_a_day_with_a_sale_of(price) for price in (150_000, 15_000))
    forged_text = split_note(forged)[0]
    assert accepted(forged).net == 35_000, "every hash and sum in it is right"
    block = honest.rpartition(b"\n\n")[2]
    assert verdict_on(forged_text + b"\n" + block) == ("E_SIG", 0)
    assert verdict_on(seal(forged_text, till_signer("B002"))) == ("E_BOOTH", 0)
    assert verdict_on(seal(forged_text, organizer_signer())) == ("E_KEY", 0)


def _a_day_with_a_sale_of(price: int) -> bytes:
    feed = SignedFeed("D004")
    feed.open_with(200_000)
    feed.sell(cash(price))
    feed.sell(cash(20_000))
    feed.close()
    return feed.file()
