"""How a till gets its event, its booth and its key."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pos_app.bootstrap import Surroundings, TillFolder
from pos_app.domain.errors import (
    AlreadyJoined,
    BadEventDetails,
    ClaimOfAnotherBooth,
    FileIsRefused,
    KeyFileError,
    UnknownBooth,
)
from pos_app.domain.identity import FIRST_LINK, Booth, Event, EventPack
from pos_app.domain.journal import Audited
from pos_app.domain.people_errors import OperatorIsIncomplete
from pos_app.files import AlreadyOpen, FileTrouble
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, new_event
from pos_app.services.organizing import Organizing
from tests.fakes import ChanceInOrder, ClockYouSet
from tests.tills import MORNING, World

DAYS = (date(2026, 11, 26), date(2026, 11, 27))


@pytest.fixture
def event(tmp_path: Path) -> Iterator[Organizing]:
    folder = EventFolder(tmp_path / "event")
    details = NewEvent(event_id="pesta-2026", name="Pesta UMKM", days=DAYS)
    booths = [Booth("A017", "Anyaman Way Kanan", region="1807"), Booth("B002", "Kopi Liwa")]
    chance = ChanceInOrder()
    new_event(
        folder, details, booths, clock=ClockYouSet(MORNING), randomness=lambda n: chance(n)[::-1]
    )
    organizing = Organizing(folder, clock=ClockYouSet(MORNING))
    yield organizing
    organizing.close()


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillFolder]:
    opened = TillFolder(tmp_path / "till", World().surroundings())
    yield opened
    opened.close()


def test_a_pack_is_seen_before_it_is_trusted(event: Organizing, till: TillFolder) -> None:
    seen = till.joining.look_at_pack(event.pack_file)
    assert seen.pack.event.name == "Pesta UMKM"
    assert seen.fingerprint == event.fingerprint
    assert till.joining.joined() is None


def test_the_claim_code_finds_the_booth_however_it_is_typed(
    event: Organizing, till: TillFolder
) -> None:
    code = event.folder.claim_codes()["B002"]
    typed = " ".join(code[at : at + 5].lower() for at in range(0, 20, 5))
    joined = till.joining.join(event.pack_file, typed, operator_name="Rahma")
    assert joined.booth.booth_id == "B002"
    assert not joined.is_approved
    app = till.open_booth()
    assert app is not None
    assert app.booth.name == "Kopi Liwa"


@pytest.mark.parametrize("code", ["", "AAAAAAAAAAAAAAAAAAAA", "not a code at all"])
def test_a_wrong_claim_code_joins_nothing(event: Organizing, till: TillFolder, code: str) -> None:
    with pytest.raises(UnknownBooth):
        till.joining.join(event.pack_file, code)
    assert till.joining.joined() is None
    assert not (till.folder / "keys").exists()


def test_a_till_joins_once(event: Organizing, till: TillFolder) -> None:
    codes = event.folder.claim_codes()
    till.joining.join(event.pack_file, codes["A017"])
    with pytest.raises(AlreadyJoined):
        till.joining.join(event.pack_file, codes["B002"])


def test_a_file_that_is_no_pack_is_refused_with_its_name(till: TillFolder, tmp_path: Path) -> None:
    other = tmp_path / "surat.txt"
    other.write_text("Yth. panitia")
    with pytest.raises(FileIsRefused) as refused:
        till.joining.look_at_pack(other)
    assert refused.value.problem.code == "E_MAGIC"
    assert refused.value.file_name == "surat.txt"
    with pytest.raises(FileTrouble):
        till.joining.look_at_pack(tmp_path / "missing.txt")


def test_a_request_is_approved_and_the_next_pack_says_so(
    event: Organizing, till: TillFolder, tmp_path: Path
) -> None:
    till.joining.join(event.pack_file, event.folder.claim_codes()["A017"])
    request = till.joining.write_request(tmp_path / "out")
    (result,) = event.approve([request])
    assert (result.booth_id, result.problem, result.is_known) == ("A017", None, False)
    assert event.pack.version == 2
    joined = till.joining.take_pack(event.pack_file)
    assert joined.is_approved
    (again,) = event.approve([request])
    assert again.is_known
    assert event.pack.version == 2


def test_an_older_pack_and_a_foreign_one_are_refused(
    event: Organizing, till: TillFolder, tmp_path: Path
) -> None:
    first_pack = event.pack_file
    till.joining.join(first_pack, event.folder.claim_codes()["A017"])
    event.approve([till.joining.write_request(tmp_path / "out")])
    till.joining.take_pack(event.pack_file)
    with pytest.raises(FileIsRefused) as refused:
        till.joining.take_pack(first_pack)
    assert refused.value.problem.code == "E_OLD"
    joined = till.joining.joined()
    assert joined is not None
    assert joined.pack.version == 2


def test_a_till_that_missed_a_pack_takes_the_newest(
    event: Organizing, till: TillFolder, tmp_path: Path
) -> None:
    first_pack, codes = event.pack_file, event.folder.claim_codes()
    till.joining.join(first_pack, codes["A017"])
    with closing(TillFolder(tmp_path / "other", Surroundings(clock=ClockYouSet(MORNING)))) as other:
        other.joining.join(first_pack, codes["B002"])
        event.approve([other.joining.write_request(tmp_path / "out")])
    event.approve([till.joining.write_request(tmp_path / "out")])
    assert event.pack.version == 3
    joined = till.joining.take_pack(event.pack_file)
    assert joined.pack.version == 3
    assert joined.is_approved


def test_the_code_of_another_booth_is_said_to_be_that(event: Organizing, till: TillFolder) -> None:
    code = event.folder.claim_codes()["B002"]
    with pytest.raises(ClaimOfAnotherBooth) as refused:
        till.joining.join(event.pack_file, code, booth_id="A017")
    assert (refused.value.booth_id, refused.value.asked) == ("B002", "A017")
    with pytest.raises(UnknownBooth) as unknown:
        till.joining.join(event.pack_file, code, booth_id="Z999")
    assert unknown.value.booth_id == "Z999"
    assert till.joining.joined() is None


def test_the_request_is_the_same_bytes_each_time(
    event: Organizing, till: TillFolder, tmp_path: Path
) -> None:
    till.joining.join(event.pack_file, event.folder.claim_codes()["A017"])
    first = till.joining.write_request(tmp_path / "one").read_bytes()
    assert till.joining.write_request(tmp_path / "two").read_bytes() == first


def test_practice_has_goods_is_approved_and_is_no_real_event(till: TillFolder) -> None:
    joined = till.practise(operator_name="Rahma")
    assert joined.pack.event.is_practice
    assert joined.is_approved
    app = till.open_booth()
    assert app is not None
    assert len(app.catalog.catalog.for_sale) == 60


def test_practice_that_was_cut_short_before_its_goods_came_is_finished(till: TillFolder) -> None:
    booth = Booth("B01", "Latihan")
    pack = EventPack(
        event=Event("practice-0a", "Latihan", DAYS),
        version=1,
        previous=FIRST_LINK,
        made_at=MORNING,
        organizer_vkey="",
        booths=(booth,),
    )
    joined = till.joining.practice(pack, booth)
    assert joined.is_approved
    assert till.practise() == joined
    app = till.open_booth()
    assert app is not None
    assert len(app.catalog.catalog.for_sale) == 60
    assert till.practise() == joined, "a third time changes nothing"


def test_a_till_of_a_real_event_is_no_practice(event: Organizing, till: TillFolder) -> None:
    till.joining.join(event.pack_file, event.folder.claim_codes()["A017"])
    with pytest.raises(AlreadyJoined):
        till.practise()


def test_num2_a_second_till_on_the_same_folder_is_refused(till: TillFolder) -> None:
    with pytest.raises(AlreadyOpen):
        TillFolder(till.folder)


def test_the_key_file_is_for_its_owner_alone(event: Organizing, till: TillFolder) -> None:
    joined = till.joining.join(event.pack_file, event.folder.claim_codes()["A017"])
    (key,) = (till.folder / "keys").iterdir()
    assert key.stat().st_mode & 0o077 == 0
    assert till.joining.signing_key(joined.till).dev in key.name


def test_a_day_file_keeps_its_bytes_whatever_pack_is_taken_later(
    event: Organizing, till: TillFolder, tmp_path: Path
) -> None:
    till.joining.join(event.pack_file, event.folder.claim_codes()["A017"])
    app = till.open_booth()
    assert app is not None
    app.cash.set_float(100_000)
    closed = app.days.close_day()
    before = app.days.day_file_job(closed).write().read_bytes()
    event.approve([till.joining.write_request(tmp_path / "out")])
    till.joining.take_pack(event.pack_file)
    assert app.days.day_file_job(closed).write().read_bytes() == before
    app.cash.set_float(100_000)
    later = app.days.day_file_job(app.days.close_day())
    assert later.header.pack[0] == 2


def test_an_event_that_was_cut_short_before_its_first_pack_is_finished(tmp_path: Path) -> None:
    folder, booths = EventFolder(tmp_path / "event"), [Booth("A017", "Anyaman")]
    details = NewEvent(event_id="pesta-2026", name="Pesta", days=DAYS, passphrase="rahasia")

    def make(details: NewEvent = details) -> None:
        new_event(folder, details, booths, clock=ClockYouSet(MORNING), randomness=ChanceInOrder())

    make()
    key = folder.key.read_bytes()
    folder.pack_path(1).unlink()  # what a crash right before it leaves behind
    folder.claims.unlink()
    with pytest.raises(KeyFileError):
        make(replace(details, passphrase=""))
    make()
    assert folder.key.read_bytes() == key
    (code,) = folder.claim_codes().values()
    with closing(TillFolder(tmp_path / "till", World().surroundings())) as till:
        assert till.joining.join(folder.pack_path(1), code).booth.booth_id == "A017"
    with pytest.raises(BadEventDetails):
        make()


def test_a_folder_without_an_event_is_said_to_have_none(tmp_path: Path) -> None:
    with pytest.raises(BadEventDetails) as refused:
        Organizing(EventFolder(tmp_path), clock=ClockYouSet(MORNING))
    assert (refused.value.field, refused.value.value) == ("no_event", str(tmp_path))
    with pytest.raises(FileTrouble):
        Organizing(EventFolder(tmp_path / "nowhere"), clock=ClockYouSet(MORNING))
    assert list(tmp_path.iterdir()) == [], "looking at it makes nothing"


def test_the_booths_claim_code_opens_a_till_whose_pin_was_forgotten(
    event: Organizing, till: TillFolder
) -> None:
    codes = event.folder.claim_codes()
    till.joining.join(event.pack_file, codes["B002"], operator_name="Rahma")
    app = till.open_booth()
    assert app is not None
    app.people.set_pin("k1", "1111")
    app.signing_in.lock()
    with pytest.raises(OperatorIsIncomplete) as refused:
        app.people.forget_pin("k1", codes["A017"], "4444")
    assert refused.value.field == "claim"
    assert app.signing_in.is_locked
    app.people.forget_pin("k1", codes["B002"].lower(), "4444")
    assert not app.signing_in.is_locked
    noted = [r.entry.what for r in app.days.period if isinstance(r.entry, Audited)]
    assert noted == ["pin-set", "pin-wrong", "pin-by-claim"]
