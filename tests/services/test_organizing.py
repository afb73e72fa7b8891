"""Taking files in: any order, any number of times; what is wrong has a name and counts nothing."""

import base64
import hashlib
import json
import shutil
import tempfile
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.bootstrap import OrganizerApp, open_organizer
from pos_app.domain.errors import KeyFileError
from pos_app.domain.outcome import OUTCOMES
from pos_app.exchange.enrolment import write_pack
from pos_app.exchange.keys import read_organizer_key
from pos_app.services.accounting import totals_as_json
from pos_app.services.event_folder import EventFolder
from pos_app.simulation.crowd import stands
from pos_app.simulation.demo import DemoResult
from tests.services.small_event import (
    BOOTHS,
    DAYS,
    SALES,
    AnotherTill,
    an_empty_event,
    an_organizer,
    day_files,
    evening,
    shuffled,
)

ALL_FILES = BOOTHS * DAYS


def digest(organizer: OrganizerApp) -> str:
    """All that an organizer can be asked: totals with their coverage, and the statement."""
    report = organizer.accounting.report()
    told = json.dumps(totals_as_json(report.totals), sort_keys=True).encode()
    index = [
        (held.text_link, held.verdict, held.booth_id, held.first, held.last, held.net)
        for held in organizer.organizing.held.all()
    ]
    return hashlib.sha256(told + repr(index).encode()).hexdigest()


@pytest.fixture(scope="module")
def whole(demo: DemoResult) -> str:
    """The digest of the event with every file taken in."""
    with closing(open_organizer(demo.event, evening(demo))) as organizer:
        return digest(organizer)


# --- repeats and orders ------------------------------------------------------------------------


def test_num1_a46_the_same_file_again_and_renamed_and_from_another_stick_changes_nothing(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    first, *_rest = day_files(demo)
    sticks = [tmp_path / "stick 1", tmp_path / "stick 2"]
    for stick in sticks:
        stick.mkdir()
        shutil.copy(first, stick / first.name)
    shutil.copy(first, sticks[0] / first.name.replace(".gerai", " (1).gerai"))
    shutil.copy(first, sticks[1] / "kiriman.txt")
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        assert organizer.organizing.take_in([demo.files]).added == ALL_FILES
        again = organizer.organizing.take_in([*sticks, first])
        assert [file.outcome for file in again.files] == ["known"] * 5
        assert digest(organizer) == whole


def test_a46_two_laptops_that_take_one_another_s_files_in_tell_the_same(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    files = day_files(demo)
    here, there = tmp_path / "here", tmp_path / "there"
    with (
        closing(an_organizer(demo, here)) as one,
        closing(an_organizer(demo, there)) as other,
    ):
        one.organizing.take_in(files[:4])
        other.organizing.take_in(files[2:])
        assert digest(one) != digest(other)
        one.organizing.take_in([there / "files"])
        other.organizing.take_in([here / "files"])
        assert digest(one) == digest(other) == whole


@pytest.mark.parametrize("seed", range(20))
def test_a47_every_order_of_the_files_gives_the_same_digest(
    demo: DemoResult, tmp_path: Path, whole: str, seed: int
) -> None:
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        organizer.organizing.take_in(shuffled(day_files(demo), seed))
        assert digest(organizer) == whole


@settings(max_examples=12)
@given(data=st.data())
def test_any_repeats_in_any_order_and_in_any_portions_give_the_same_totals(
    demo: DemoResult, whole: str, data: st.DataObject
) -> None:
    files = day_files(demo)
    extra = data.draw(st.lists(st.sampled_from(files), max_size=4))
    order = data.draw(st.permutations([*files, *extra]))
    cut = data.draw(st.integers(0, len(order)))
    with (
        tempfile.TemporaryDirectory() as place,
        closing(an_organizer(demo, Path(place) / "event")) as organizer,
    ):
        organizer.organizing.take_in(order[:cut])
        organizer.organizing.take_in(order[cut:])
        assert digest(organizer) == whole


# --- what is missing ---------------------------------------------------------------------------


def test_a48_a_missing_first_day_is_a_gap_with_its_money_by_the_counters_until_it_comes(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    first_day, second_day, *others = day_files(demo)
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        organizer.organizing.take_in([second_day, *others])
        totals = organizer.accounting.totals()
        (gap,) = totals.coverage.gaps
        taken = organizer.organizing.take_in([first_day]).files[0].day_file
        assert taken is not None
        assert (gap.first, gap.last) == (taken.header.first, taken.header.last)
        assert (gap.receipts, gap.net) == (SALES, taken.net)
        booth_id = taken.header.till.booth_id
        assert totals.coverage.missing == ((booth_id, demo.plan.event_days[0]),)
        assert totals.net + taken.net == organizer.accounting.totals().net
        assert digest(organizer) == whole


def test_two_histories_of_one_till_are_named_and_neither_counts_from_there_on(
    demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    files = [till.sell(0, tmp_path / "files")]
    copied = till.copied_to(demo, tmp_path / "copied till")
    files.append(till.sell(1, tmp_path / "files"))
    files.append(copied.sell(1, tmp_path / "other files", crowd=2))
    with closing(an_organizer(demo, tmp_path / "event", packs=1)) as organizer:
        organizer.organizing.approve([request])
        taken = organizer.organizing.take_in(files)
        assert taken.added == 3, "each file is good by itself"
        first_day = taken.files[0].day_file
        assert first_day is not None
        totals = organizer.accounting.totals()
        ((booth, dev, seq),) = totals.coverage.disputed
        till_id = first_day.header.till
        assert (booth, dev) == (till_id.booth_id, till_id.dev)
        # Both opened the second day; then their floats or their first sales differ.
        assert seq > first_day.header.last + 1
        assert totals.net == first_day.net


# --- what is refused or set aside --------------------------------------------------------------


def test_dat2_a_changed_price_is_refused_by_name_and_counts_nothing(
    demo: DemoResult, tmp_path: Path
) -> None:
    raw = bytearray(day_files(demo)[0].read_bytes())
    raw[raw.index(b'"total":') + len(b'"total":')] ^= 1
    changed = tmp_path / "changed.gerai.txt"
    changed.write_bytes(raw)
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        (taken,) = organizer.organizing.take_in([changed]).files
        assert taken.problem is not None
        assert (taken.verdict, taken.problem.code) == ("refused", "E_SIG")
        assert organizer.accounting.totals().receipts == 0
        assert list((tmp_path / "event" / "files").iterdir()) == []


@given(data=st.data())
def test_no_flipped_bit_passes(demo: DemoResult, data: st.DataObject) -> None:
    raw = bytearray(day_files(demo)[0].read_bytes())
    place = data.draw(st.integers(0, len(raw) * 8 - 1))
    raw[place // 8] ^= 1 << place % 8
    with tempfile.TemporaryDirectory() as folder:
        changed = Path(folder) / "changed.gerai.txt"
        changed.write_bytes(raw)
        with closing(an_organizer(demo, Path(folder) / "event")) as organizer:
            (taken,) = organizer.organizing.take_in([changed]).files
            assert taken.problem is not None
            assert taken.verdict != "accepted"
            assert organizer.accounting.totals().receipts == 0


def test_a_till_nobody_approved_is_set_aside_and_heals_with_its_approval(
    demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    till.sell(0, tmp_path / "files")
    with closing(an_organizer(demo, tmp_path / "event", packs=1)) as organizer:
        (taken,) = organizer.organizing.take_in([tmp_path / "files"]).files
        assert taken.problem is not None
        assert (taken.verdict, taken.problem.code) == ("aside", "Q_UNKNOWN_KEY")
        assert taken.problem.detail == till.stand.booth_id, "who it claims to be"
        totals = organizer.accounting.totals()
        assert (totals.receipts, totals.coverage.aside) == (0, 1)
        organizer.organizing.approve([request])
        healed = organizer.accounting.totals()
        assert (healed.receipts, healed.coverage.aside) == (SALES, 0)


def test_a_damaged_copy_that_comes_first_never_keeps_the_good_one_out(
    demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    good = till.sell(0, tmp_path / "files")
    text, block = good.read_bytes().rsplit(b"\n\n", 1)
    name, encoded = block.rstrip().rsplit(b" ", 1)
    signature = bytearray(base64.b64decode(encoded))
    signature[40] ^= 1
    bad = tmp_path / "bad.gerai.txt"
    bad.write_bytes(text + b"\n\n" + name + b" " + base64.b64encode(signature) + b"\n")
    with closing(an_organizer(demo, tmp_path / "event", packs=1)) as organizer:
        taken = organizer.organizing.take_in([bad, good, good])
        assert [file.is_known for file in taken.files] == [False, False, True]
        assert [file.outcome for file in taken.files] == ["aside"] * 3
        (second_copy,) = (tmp_path / "event" / "files").glob("*-*")
        second_copy.write_bytes(b"spoilt")
        assert not organizer.organizing.take_in([good]).files[0].is_known, "it heals its copy"
        organizer.organizing.approve([request])
        totals = organizer.accounting.totals()
        assert (totals.receipts, totals.coverage.aside) == (SALES, 0)
        assert totals.coverage.refused == 0, "its text counts from the good copy"


def test_a_held_file_that_spoils_stays_and_is_counted(demo: DemoResult, tmp_path: Path) -> None:
    folder = an_empty_event(demo, tmp_path / "event")
    with closing(open_organizer(folder, evening(demo))) as organizer:
        organizer.organizing.take_in(day_files(demo))
    raw = sorted((folder / "files").iterdir())[0]
    spoilt = bytearray(raw.read_bytes())
    spoilt[700] ^= 1
    raw.write_bytes(spoilt)
    with closing(open_organizer(folder, evening(demo))) as organizer:
        assert raw.read_bytes() == spoilt
        assert len(organizer.organizing.held.waiting()) == 1
        assert len(organizer.organizing.held.all()) == ALL_FILES
        assert organizer.organizing.take_in(day_files(demo)).added == 1, "another copy heals it"
        assert organizer.organizing.held.waiting() == []
        assert raw.read_bytes() == spoilt, "no raw file is deleted"
    raw.unlink()
    with closing(open_organizer(folder, evening(demo))) as organizer:
        assert organizer.organizing.held.waiting() == []


def test_a_file_set_aside_that_turns_out_wrong_is_refused_and_no_longer_waits(
    demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    raw = bytearray(till.sell(0, tmp_path / "files").read_bytes())
    raw[raw.index(b'"total":') + len(b'"total":')] ^= 1
    changed = tmp_path / "changed.gerai.txt"
    changed.write_bytes(raw)
    with closing(an_organizer(demo, tmp_path / "event", packs=1)) as organizer:
        organizer.organizing.take_in([changed])
        organizer.organizing.approve([request])
        (held,) = organizer.organizing.held.refused()
        assert (held.name, held.code) == (changed.name, "E_SIG")
        coverage = organizer.accounting.totals().coverage
        assert (coverage.aside, coverage.refused) == (0, 1)
    assert len(list((tmp_path / "event" / "files").iterdir())) == 1, "no raw file is deleted"


def test_a_first_file_made_before_the_key_was_approved_brings_no_remark(
    demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    files = till.sell(0, tmp_path / "files")
    with closing(an_organizer(demo, tmp_path / "event", packs=1)) as organizer:
        organizer.organizing.approve([request])
        (taken,) = organizer.organizing.take_in([files]).files
        assert taken.day_file is not None
        assert taken.day_file.header.pack[0] < organizer.organizing.pack.version
        assert taken.day_file.remarks == ()


def test_what_is_no_day_file_is_named_and_neither_stored_nor_refused(
    demo: DemoResult, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    request = AnotherTill(demo, tmp_path / "till").request_key()
    shutil.copy(request, stick / "a-request.gerai.txt")
    shutil.copy(EventFolder(demo.event).pack_path(2), stick / "b-pack.gerai.txt")
    (stick / "c-harga.csv").write_text("nama;harga\nKopi;5000\n")
    (stick / "d-surat.txt").write_text("Yth. penyelenggara")
    shutil.copy(day_files(demo)[0], stick / "e-day.gerai.txt")
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        taken = organizer.organizing.take_in([stick])
        assert [(file.outcome, file.other) for file in taken.files] == [
            ("other", "request"),
            ("other", "pack"),
            ("other", "sheet"),
            ("refused", None),
            ("new", None),
        ]
        assert taken.files[0].claimed_booth == stands(demo.plan.booths)[0].booth_id
        assert sum(taken.count(outcome) for outcome in OUTCOMES) == len(taken.files)
        assert len(organizer.organizing.held.all()) == 1


def test_a_file_wholly_behind_a_revoked_key_is_known_the_second_time(
    demo: DemoResult, tmp_path: Path
) -> None:
    event = EventFolder(an_empty_event(demo, tmp_path / "event"))
    _first_day, second_day, *_others = day_files(demo)
    held = event.held_packs()
    with closing(open_organizer(event.root, evening(demo))) as organizer:
        organizer.organizing.take_in([day_files(demo)[0]])
        (part,) = organizer.organizing.held.parts()
    last = (part.last, part.link_at(part.last))
    tills = tuple(
        replace(till, state="revoked", last=last) if till.dev == part.dev else till
        for till in held.newest.tills
    )
    key = read_organizer_key(event.key, event_id=held.newest.event.event_id)
    revoking = replace(held.newest, version=3, previous=held.newest_link, tills=tills)
    event.keep_pack(3, write_pack(revoking, key))
    with closing(open_organizer(event.root, evening(demo))) as organizer:
        for known in (False, True):
            (taken,) = organizer.organizing.take_in([second_day]).files
            assert taken.problem is not None
            assert (taken.problem.code, taken.is_known) == ("Q_REVOKED", known)


def test_another_desk_s_pack_counts_though_this_one_could_not_unlock_its_key(
    demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request, other = till.request_key(), max((demo.event / "requests").iterdir())
    file = till.sell(0, tmp_path / "files")
    folder = EventFolder(an_empty_event(demo, tmp_path / "event", packs=1))
    with closing(open_organizer(folder.root, evening(demo))) as organizer:
        organizer.organizing.take_in([file])
        with closing(open_organizer(folder.root, evening(demo))) as second_desk:
            second_desk.organizing.approve([request])
        key = read_organizer_key(folder.key, event_id=organizer.organizing.pack.event.event_id)
        folder.key.unlink()
        key.write(folder.key, "rahasia")
        with pytest.raises(KeyFileError):
            organizer.organizing.approve([other])
        assert organizer.organizing.pack.version == 2
        assert organizer.organizing.held.waiting() == []
        assert organizer.accounting.totals().receipts == SALES


def test_what_cannot_be_read_gets_its_line_and_the_others_go_on(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    too_long = tmp_path / ("x" * 300)
    event = EventFolder(an_empty_event(demo, tmp_path / "event"))
    first, *_rest = day_files(demo)
    with closing(open_organizer(event.root, evening(demo))) as organizer:
        (taken,) = organizer.organizing.take_in([first]).files
        assert taken.day_file is not None
    raw = event.raw_path(taken.day_file.text_link)
    raw.unlink()
    raw.mkdir()  # something stands in the way of the raw file
    (event.files / "liar.gerai.txt").symlink_to(tmp_path / "nowhere")
    with closing(open_organizer(event.root, evening(demo))) as organizer:
        told = organizer.organizing.take_in([too_long, demo.files])
        assert told.files[0].trouble is not None
        assert [file.outcome for file in told.files[1:]] == ["new"] * ALL_FILES
        assert organizer.accounting.totals().net == demo.totals.net


def test_two_desks_that_approve_at_once_lose_no_till(demo: DemoResult, tmp_path: Path) -> None:
    requests = sorted((demo.event / "requests").iterdir())
    folder = an_empty_event(demo, tmp_path / "event", packs=1)
    with (
        closing(open_organizer(folder, evening(demo))) as one,
        closing(open_organizer(folder, evening(demo))) as other,
    ):
        one.organizing.approve([requests[0]])
        other.organizing.approve([requests[1]])
        assert other.organizing.pack.version == 3
        assert len(other.organizing.pack.tills) == 2


def test_a_claim_code_enrols_one_till_and_the_same_request_again_is_known(
    demo: DemoResult, tmp_path: Path
) -> None:
    request = AnotherTill(demo, tmp_path / "till").request_key()
    second = AnotherTill(demo, tmp_path / "second till", seed=200).request_key()
    with closing(an_organizer(demo, tmp_path / "event", packs=1)) as organizer:
        (first,) = organizer.organizing.approve([request])
        assert (first.problem, first.is_known) == (None, False)
        assert organizer.organizing.pack.version == 2
        (again,) = organizer.organizing.approve([request])
        assert (again.problem, again.is_known) == (None, True)
        (used,) = organizer.organizing.approve([second])
        assert used.problem is not None
        assert used.problem.code == "E_CLAIM"
        assert organizer.organizing.pack.version == 2, "nothing new, no new pack"


def test_a57_whatever_else_lies_in_the_folder_gets_a_line_and_stops_nothing(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    stick = tmp_path / "stick"
    shutil.copytree(demo.files, stick / "gerai")
    (stick / "jadwal.pdf").write_bytes(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    (stick / "Thumbs.db").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 64)
    (stick / "kosong.gerai.txt").touch()
    (stick / "link.gerai.txt").symlink_to("/dev/zero")
    with (stick / "film.mp4").open("wb") as film:
        film.truncate(2 * 1024**3)  # takes no room on the disk
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        taken = organizer.organizing.take_in([stick])
        assert (taken.added, taken.refused, taken.count("other")) == (ALL_FILES, 2, 3)
        reasons = {
            file.path.name: file.problem.code
            if file.problem
            else file.trouble and file.trouble.what
            for file in taken.files
            if file.outcome == "refused"
        }
        assert reasons == {"kosong.gerai.txt": "E_MAGIC", "link.gerai.txt": "link"}
        foreign = [file.path.name for file in taken.files if file.other == "foreign"]
        assert foreign == ["Thumbs.db", "film.mp4", "jadwal.pdf"]
        assert len(organizer.organizing.held.all()) == ALL_FILES
        assert digest(organizer) == whole


# --- the folder is the truth -------------------------------------------------------------------


def test_a58_a_deleted_index_is_made_anew_from_the_files(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        organizer.organizing.take_in([demo.files])
    for index in (tmp_path / "event").glob("index.sqlite*"):
        index.unlink()
    with closing(open_organizer(tmp_path / "event", evening(demo))) as organizer:
        assert digest(organizer) == whole


def test_a_broken_index_is_put_aside_and_made_anew(
    demo: DemoResult, tmp_path: Path, whole: str
) -> None:
    with closing(an_organizer(demo, tmp_path / "event")) as organizer:
        organizer.organizing.take_in([demo.files])
    index = EventFolder(tmp_path / "event").index
    index.write_bytes(b"no database" * 1000)
    with closing(open_organizer(tmp_path / "event", evening(demo))) as organizer:
        assert digest(organizer) == whole


def test_progress_counts_every_file_once(demo: DemoResult, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    event = an_empty_event(demo, tmp_path / "event")
    with closing(open_organizer(event, evening(demo))) as organizer:
        organizer.organizing.take_in([demo.files], lambda done, of: told.append((done, of)))
    assert told == [(number, ALL_FILES) for number in range(1, ALL_FILES + 1)]
