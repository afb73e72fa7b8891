"""The settings: saved at once, at work at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.domain.printer import PrinterProfile
from pos_app.files import config_dir
from pos_app.i18n import language
from pos_app.services.event_folder import EventFolder
from pos_app.services.joining import Joining
from pos_app.services.organizing import Organizing
from pos_app.settings import Settings, load_settings
from tests.ui.kit import WallClock, press, settle, tap
from tests.ui.program import SETTINGS_NAME, Answers, a_program, booth_of, first_run
from tests.ui.test_first_run import an_event_folder
from ui.app import Gerai
from ui.buttons import Button
from ui.setup.settings_screen import SettingsScreen

pytestmark = pytest.mark.usefixtures("qapp")


def saved() -> Settings:
    return load_settings(config_dir() / SETTINGS_NAME).settings


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def gerai(answers: Answers) -> Iterator[Gerai]:
    with a_program(answers=answers) as gerai:
        first_run(gerai).roles.practise.click()
        booth_of(gerai).window.open_page("settings")
        yield gerai


@pytest.fixture
def screen(gerai: Gerai) -> SettingsScreen:
    return booth_of(gerai).settings_screen


def test_the_language_changes_in_the_whole_window_at_once(
    gerai: Gerai, screen: SettingsScreen
) -> None:
    tap(screen.pages.language.languages.buttons["id"])
    settle()
    assert language() == "id"
    assert saved().language == "id"
    tap(screen.pages.language.languages.buttons["en"])
    settle()
    assert booth_of(gerai).window.rail_buttons["settings"].words() == "Settings"
    assert screen.title.title.text() == "Settings"


def test_key_hints_go_and_come(screen: SettingsScreen) -> None:
    button = Button("Pay", key="F12")
    with_hint = button.sizeHint().width()
    screen.pages.look.hints.click()
    assert not saved().show_key_hints
    assert button.sizeHint().width() < with_hint
    screen.pages.look.hints.click()
    assert button.sizeHint().width() == with_hint


def test_a_network_printer_is_used_as_soon_as_its_address_is_whole(
    gerai: Gerai, screen: SettingsScreen
) -> None:
    screen.show_printer()
    form = screen.printer_page.form
    tap(form.kind_button("network"))
    assert saved().printer is None
    form.address.field.setFocus()
    QTest.keyClicks(form.address.field, "192.168.1.50")
    press(screen, Qt.Key.Key_Tab)
    form.cutter.click()
    expected = PrinterProfile("network", address="192.168.1.50", has_cutter=True)
    assert saved().printer == expected
    assert booth_of(gerai).parts.printing.printer == expected


def test_a_pdf_folder_is_chosen_on_purpose(
    screen: SettingsScreen, answers: Answers, tmp_path: Path
) -> None:
    screen.show_printer()
    form = screen.printer_page.form
    tap(form.kind_button("pdf"))
    assert saved().printer is None
    answers.path = tmp_path
    tap(form.folder_button)
    assert saved().printer == PrinterProfile("pdf", folder=str(tmp_path))
    tap(form.kind_button("none"))
    assert saved().printer is None


@pytest.mark.parametrize(("typed", "kept"), [("150", 150), ("0", 40), ("x", 40), ("201", 40)])
def test_a_gap_that_cannot_be_right_is_refused_next_to_its_field(
    screen: SettingsScreen, typed: str, kept: int
) -> None:
    scanner = screen.pages.scanner
    assert scanner is not None
    screen.show_page(scanner)
    row = scanner.gap
    row.field.setFocus()
    row.field.selectAll()
    QTest.keyClicks(row.field, typed)
    press(screen, Qt.Key.Key_Tab)
    assert saved().scanner_mean_gap_ms == kept
    assert row.refusal.isVisible() == (kept == 40)
    scanner.default.click()
    assert row.text() == "40"
    assert saved().scanner_mean_gap_ms == 40


def test_leaving_practice_leads_back_and_the_practice_till_is_kept(
    gerai: Gerai, screen: SettingsScreen
) -> None:
    screen.show_keys()
    assert screen.pages.keys.leave.words() == "Leave practice"
    tap(screen.pages.keys.leave)
    window = first_run(gerai)
    assert window.page() is window.roles
    assert saved().role is None
    tap(window.roles.practise)
    assert booth_of(gerai).window.isVisible()


def test_a_newer_pack_says_that_the_key_is_approved(tmp_path: Path, answers: Answers) -> None:
    event = an_event_folder(tmp_path / "event")
    answers.path = event.pack_path(1)
    with a_program(answers=answers) as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.join)
        window.join.take_pack(event.pack_path(1))
        window.join.claim.field.setText(event.claim_codes()["B01"])
        tap(window.join.join)
        tap(window.joined.sell)
        booth = booth_of(gerai)
        keys = booth.settings_screen.pages.keys
        booth.window.open_page("settings")
        booth.settings_screen.show_keys()
        assert keys.state.word() == "waiting for approval"
        tap(keys.take_pack)
        assert keys.refusal.isVisible() is False
        tap(keys.write)
        answers.path = newer_pack(event, booth.parts.joining, tmp_path)
        tap(keys.take_pack)
        assert keys.state.word() == "approved"
        assert booth.sale_screen.sell.top.status("approval").isHidden()


def newer_pack(event: EventFolder, joining: Joining, folder: Path) -> Path:
    """The pack an organizer gives out after approving the till's key request."""
    organizing = Organizing(event, clock=WallClock())
    organizing.approve([joining.write_request(folder)])
    organizing.close()
    return organizing.pack_file
