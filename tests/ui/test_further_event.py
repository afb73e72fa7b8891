"""A further event on the same laptop: the till before is kept whole, and nothing gets mixed."""

from contextlib import closing
from pathlib import Path

import pytest

from pos_app.bootstrap import Surroundings, TillFolder
from pos_app.files import data_dir
from pos_app.services.event_folder import EventFolder
from pos_app.settings import Settings
from tests.ui.kit import WallClock, settle, tap, type_text
from tests.ui.program import Answers, a_program, booth_of, first_run
from tests.ui.test_first_run import an_event_folder
from ui.app import Gerai
from ui.setup.further_card import FurtherCard
from ui.setup.keys_page import KeysPage

pytestmark = pytest.mark.usefixtures("qapp")


def join(gerai: Gerai, event: EventFolder, booth_id: str, answers: Answers) -> None:
    """From the page of roles to the page that says that all is ready."""
    window = first_run(gerai)
    answers.path = event.pack_path(1)
    tap(window.roles.join)
    tap(window.join.event_card.choose)
    type_text(window, event.claim_codes()[booth_id])
    tap(window.join.join)
    assert window.page() is window.joined


def further(gerai: Gerai) -> FurtherCard:
    """The card on the page of event and keys."""
    booth = booth_of(gerai)
    booth.window.open_page("settings")
    card = booth.pages.settings.show_page(KeysPage).further
    assert card is not None
    return card


def test_a_further_event_begins_once_all_is_handed_over_and_keeps_the_till_before_whole(
    tmp_path: Path,
) -> None:
    event, answers, data = an_event_folder(tmp_path / "event"), Answers(), data_dir()
    with closing(TillFolder(data / "till", Surroundings(clock=WallClock()))) as till:
        before = till.joining.join(event.pack_path(1), event.claim_codes()["B01"]).till
        app = till.open_booth()
        assert app is not None
        app.cash.set_float(100_000)
    settings = Settings(language="en", role="booth")
    with a_program(settings=settings, answers=answers) as gerai:
        days, card = booth_of(gerai).parts.days, further(gerai)
        tap(card.start)
        assert "Close the day first" in card.refusal.text()
        closed = days.close_day()
        tap(card.start)
        assert "not written yet" in card.refusal.text()
        days.day_file_job(closed).write()
        tap(card.start)
        join(gerai, event, "B02", answers)
    with a_program(answers=answers) as gerai:  # it ended before the new till sold anything
        assert booth_of(gerai).parts.booth.booth_id == before.booth_id
        tap(further(gerai).start)
        tap(first_run(gerai).roles.join)
        tap(first_run(gerai).joined.sell)
        settle()
        assert booth_of(gerai).parts.booth.booth_id == "B02"
        assert booth_of(gerai).parts.days.closed_days() == []
        assert further(gerai).earlier.name.text() == "earlier-tills"
    (kept,) = (data / "earlier-tills").iterdir()
    assert kept.name == f"{before.event_id}_{before.booth_id}-{before.dev}"
    with closing(TillFolder(kept)) as till:
        app = till.open_booth()
        assert app is not None
        assert len(app.days.closed_days()) == 1
