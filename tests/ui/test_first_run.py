"""The first run: by keyboard to a practice sale, by pack and claim code into an event."""

import secrets
from collections.abc import Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from pos_app.domain.identity import Booth
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, new_event
from pos_app.services.practising import sample_price_list
from tests.builders import DAY_1, DAY_2
from tests.ui.kit import WallClock, press, settle, tap, type_text
from tests.ui.program import Answers, a_program, booth_of, first_run
from ui.setup.claim_field import grouped_code
from ui.setup.event_form import days_between, suggested_id, typed_day

pytestmark = pytest.mark.usefixtures("qapp")

BOOTHS = (Booth("B01", "Kedai Lestari"), Booth("B02", "Batik & Kain"))


def an_event_folder(folder: Path, booths: Sequence[Booth] = BOOTHS) -> EventFolder:
    event = EventFolder(folder)
    details = NewEvent(event_id="bazar-2026", name="Bazar Nusantara", days=(DAY_1, DAY_2))
    new_event(event, details, booths, clock=WallClock(), randomness=secrets.token_bytes)
    return event


def test_the_keyboard_alone_leads_from_the_first_start_to_a_practice_sale(qtbot: QtBot) -> None:
    with a_program() as gerai:
        window = first_run(gerai)
        press(window, Qt.Key.Key_Tab)
        press(window, Qt.Key.Key_Return)  # English, so that the words stay ours
        press(window, Qt.Key.Key_Return)  # practice is the first card
        booth = booth_of(gerai)
        type_text(booth.window, "kopi")
        press(booth.window, Qt.Key.Key_Down)
        press(booth.window, Qt.Key.Key_Return)
        press(booth.window, Qt.Key.Key_F12)

        def is_paid() -> bool:
            press(booth.window, Qt.Key.Key_Return)
            return not booth.sale_screen.is_paying()

        qtbot.waitUntil(is_paid)
        last = booth.sale_screen.pages.last
        assert last is not None
        assert last.made.sale.money.no == 1


def test_indonesian_is_in_hand_and_enter_takes_it() -> None:
    with a_program() as gerai:
        window = first_run(gerai)
        press(window, Qt.Key.Key_Return)
        assert window.page() is window.roles
        assert gerai.laptop.settings.language == "id"


def test_back_is_possible_from_every_page() -> None:
    with a_program() as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        for card in (window.roles.join, window.roles.organize):
            tap(card)
            assert window.page() is not window.roles
            press(window, Qt.Key.Key_Escape)
            assert window.page() is window.roles
        tap(window.back)
        assert window.page() is window.languages


def test_after_joining_the_way_back_leads_to_the_choice_and_says_so(tmp_path: Path) -> None:
    event = an_event_folder(tmp_path / "event")
    with a_program() as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.join)
        window.join.take_pack(event.pack_path(1))
        type_text(window, event.claim_codes()["B01"].lower())
        press(window, Qt.Key.Key_Return)
        press(window, Qt.Key.Key_Return)
        assert window.page() is window.joined
        assert window.back.words() == "Something else than selling"
        tap(window.back)
        assert window.page() is window.roles
        assert window.back.words() == "Back"


def test_pack_and_claim_code_join_the_event_and_selling_starts_at_once(tmp_path: Path) -> None:
    event = an_event_folder(tmp_path / "event")
    answers = Answers()
    answers.path = event.pack_path(1)
    with a_program(answers=answers) as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.join)
        tap(window.join.event_card.choose)
        assert window.join.event_card.name.text() == "Bazar Nusantara"
        assert window.join.event_card.fingerprint.text()
        type_text(window, f" {event.claim_codes()['B02'].lower()} ")
        press(window, Qt.Key.Key_Return)
        type_text(window, "sari")
        press(window, Qt.Key.Key_Return)
        assert window.page() is window.joined
        request = next((tmp_path / "data" / "for-organizer").iterdir())
        assert request.name == window.joined.path.name.text()
        tap(window.joined.sell)
        assert window.joined.sell.words() == "Preparing…"
        assert not window.joined.sell.isEnabled()
        settle()
        booth = booth_of(gerai)
        assert booth.window.page() == "sell"
        assert booth.parts.booth.booth_id == "B02"
        approval = booth.sale_screen.sell.top.status("approval")
        assert approval.words() == "waiting for approval"
        tap(booth.sale_screen.sell.nothing.list)  # there are no goods yet
        assert booth.window.page() == "goods"
        (dialog,) = [one for one in booth.window.findChildren(QFileDialog) if one.isVisible()]
        dialog.reject()
    with a_program() as gerai:
        assert booth_of(gerai).window.isVisible()


def test_a_dropped_pack_is_read(tmp_path: Path) -> None:
    event = an_event_folder(tmp_path / "event")
    with a_program() as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.join)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(event.pack_path(1)))])
        drop = QDropEvent(
            QPointF(10, 10),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        window.join.event_card.dropEvent(drop)
        assert window.join.event_card.name.text() == "Bazar Nusantara"


def test_every_refusal_stands_next_to_its_field(tmp_path: Path) -> None:
    event = an_event_folder(tmp_path / "event")
    answers = Answers()
    answers.path = sample_price_list()
    with a_program(answers=answers) as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.join)
        join = window.join
        tap(join.join)
        assert join.event_card.refusal.isVisible()
        tap(join.event_card.choose)
        assert "no file of Gerai's" in join.event_card.refusal.text()
        answers.path = event.pack_path(1)
        tap(join.event_card.choose)
        assert not join.event_card.refusal.isVisible()
        type_text(window, "ABCD")
        tap(join.join)
        assert "these are 4" in join.claim.refusal.text()
        join.claim.field.clear()
        QTest.keyClicks(join.claim.field, "A" * 19 + "7")
        tap(join.join)
        assert "fits no booth" in join.claim.refusal.text()
        assert join.claim.text() == "AAAA-AAAA-AAAA-AAAA-AAA7"


def test_an_organizer_makes_an_event_and_finds_pack_and_claim_codes(tmp_path: Path) -> None:
    answers = Answers()
    answers.path = sample_price_list().with_name("booths.csv")
    with a_program(answers=answers) as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.organize)
        form = window.organize
        tap(form.make)
        assert form.list_refusal.isVisible()
        QTest.keyClicks(form.name.field, "Bazar Nusantara")
        assert form.event_id.text() == "bazar-nusantara-2026"
        tap(form.choose_list)
        assert "20 booths" in form.list_words.text()
        tap(form.make)
        assert window.page() is window.made
        folder = tmp_path / "data" / "events" / "bazar-nusantara-2026"
        assert (folder / "claims.csv").exists()
        tap(window.made.board)
        settle()
        assert gerai.organizer is not None
        assert gerai.laptop.settings.event_folder == str(folder)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("abcd", "ABCD"),
        ("abcde", "ABCD-E"),
        ("ab cd-ef", "ABCD-EF"),
        ("a" * 25, "AAAA-AAAA-AAAA-AAAA-AAAA"),
        ("", ""),
    ],
)
def test_a_claim_code_is_grouped_however_it_is_typed(typed: str, shown: str) -> None:
    assert grouped_code(typed) == shown


def test_days_are_read_as_people_write_them() -> None:
    assert typed_day("24-11-2026") == typed_day("24/11/2026") == typed_day("2026-11-24") == DAY_1
    assert typed_day("31-02-2026") is None
    assert typed_day("besok") is None
    assert days_between(DAY_1, DAY_2) == (DAY_1, DAY_2)
    assert days_between(DAY_2, DAY_1) == ()


def test_an_id_is_suggested_that_can_stand_in_file_names() -> None:
    assert suggested_id("Pasar Malam & Kuliner", DAY_1) == "pasar-malam-kuliner-2026"
    assert suggested_id("Bazar 2026", DAY_1) == "bazar-2026"
    assert len(suggested_id("Pekan Kerajinan Nusantara Raya Sekali", DAY_1)) <= 24
    assert suggested_id("", DAY_1) == ""
