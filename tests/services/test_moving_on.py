"""A further event on the same laptop: what comes first, and how the tills change places."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from pos_app.bootstrap import TillFolders
from pos_app.domain.identity import Booth
from pos_app.files import FileTrouble, move_folder
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, new_event
from pos_app.services.joining import Joined
from pos_app.services.moving_on import left_to_do
from tests.fakes import ChanceInOrder
from tests.services.test_joining import DAYS
from tests.tills import World, a_till_at_work


@pytest.fixture
def event(tmp_path: Path) -> EventFolder:
    folder = EventFolder(tmp_path / "event")
    details = NewEvent(event_id="pesta-2026", name="Pesta", days=DAYS)
    booths = [Booth("A017", "Anyaman"), Booth("B002", "Kopi")]
    new_event(folder, details, booths, clock=World().clock, randomness=ChanceInOrder())
    return folder


@pytest.fixture
def tills(tmp_path: Path) -> Iterator[TillFolders]:
    folders = TillFolders(tmp_path / "laptop", World().surroundings())
    with closing(folders):
        yield folders


def joined(tills: TillFolders, event: EventFolder, booth_id: str) -> Joined:
    joining = tills.take(is_practice=False).joining
    return joining.join(event.pack_path(1), event.claim_codes()[booth_id])


def test_carts_days_and_day_files_come_before_a_further_event(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as at_work:
        selling, days = at_work.app.selling, at_work.app.days
        assert left_to_do(selling, days) is None
        selling.scan("MUG")
        assert left_to_do(selling, days) == "cart"
        selling.park()
        assert left_to_do(selling, days) == "cart"
        selling.recall(selling.parked[0].cart.sale_id)
        selling.abandon()
        at_work.sell()
        assert left_to_do(selling, days) == "day"
        closed = days.close_day()
        assert left_to_do(selling, days) == "file"
        days.day_file_job(closed).write()
        assert left_to_do(selling, days) is None


def test_the_till_before_moves_aside_whole_and_the_new_one_takes_its_place(
    tills: TillFolders, event: EventFolder, tmp_path: Path
) -> None:
    first = joined(tills, event, "A017")
    tills.is_moving_on = True
    second = joined(tills, event, "B002")
    tills.is_moving_on = False
    assert tills.take(is_practice=False).joining.joined() == first, "until the new one sells"
    tills.is_moving_on = True
    tills.move_on()
    assert tills.take(is_practice=False).joining.joined() == second
    (aside,) = tills.earlier.iterdir()
    assert sorted(path.name for path in (aside / "keys").iterdir()) == [
        f"{first.till.event_id}_A017-{first.till.dev}.key.pem"
    ]


def test_a_crash_between_the_two_moves_is_finished_at_the_next_start(
    tills: TillFolders, event: EventFolder, tmp_path: Path
) -> None:
    joined(tills, event, "A017")
    tills.is_moving_on = True
    second = joined(tills, event, "B002")
    tills.close()
    laptop = tmp_path / "laptop"
    move_folder(laptop / "till", tmp_path / "aside")  # and then the power went
    with closing(TillFolders(laptop, World().surroundings())) as later:
        assert later.take(is_practice=False).joining.joined() == second


def test_a_folder_never_moves_over_another(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    with pytest.raises(FileTrouble):
        move_folder(tmp_path / "one", tmp_path / "other")
    with pytest.raises(FileTrouble):
        move_folder(tmp_path / "not there", tmp_path / "new")
    assert (tmp_path / "one").is_dir()
