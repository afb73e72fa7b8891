"""The settings: saved at once, at work at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

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
from ui.notices import Notice
from ui.setup.keys_page import KeysPage
from ui.setup.language_page import LanguageSettings
from ui.setup.look_page import LookPage
from ui.setup.printer_page import PrinterPage
from ui.setup.scanner_page import ScannerPage
from ui.setup.settings_screen import SettingsScreen

pytestmark = pytest.mark.usefixtures("qapp")


@dataclass
class Running:
    """A practice till, opened once for all tests of its settings, and its settings file."""

    gerai: Gerai
    answers: Answers
    file: Path


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory, qapp: QApplication) -> Iterator[Running]:
    answers = Answers()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GERAI_DATA", str(tmp_path_factory.mktemp("settings") / "data"))
        with a_program(answers=answers) as gerai:
            first_run(gerai).roles.practise.click()
            yield Running(gerai, answers, config_dir() / SETTINGS_NAME)


@pytest.fixture
def gerai(running: Running) -> Gerai:
    settings = booth_of(running.gerai).pages.settings
    settings.show_page(PrinterPage).form.show_printer(None)
    settings.show_page(LanguageSettings)
    usual = Settings(language="en", role="booth", is_practice=True)
    running.gerai.laptop.choose(**{name: getattr(usual, name) for name in Settings.__slots__})
    window = booth_of(running.gerai).window
    window.open_page("settings")
    window.activateWindow()
    settle()
    return running.gerai


@pytest.fixture
def saved(running: Running) -> Callable[[], Settings]:
    return lambda: load_settings(running.file).settings


@pytest.fixture
def answers(running: Running) -> Answers:
    return running.answers


@pytest.fixture
def screen(gerai: Gerai) -> SettingsScreen:
    return booth_of(gerai).pages.settings


def test_the_language_changes_in_the_whole_window_at_once(
    gerai: Gerai, screen: SettingsScreen, saved: Callable[[], Settings]
) -> None:
    tap(screen.show_page(LanguageSettings).languages.buttons["id"])
    settle()
    assert language() == "id"
    assert saved().language == "id"
    tap(screen.show_page(LanguageSettings).languages.buttons["en"])
    settle()
    assert booth_of(gerai).window.rail_buttons["settings"].words() == "Settings"
    assert screen.title.title.text() == "Settings"


def test_key_hints_go_and_come(screen: SettingsScreen, saved: Callable[[], Settings]) -> None:
    button = Button("Pay", key="F12")
    with_hint = button.sizeHint().width()
    look = screen.show_page(LookPage)
    look.hints.click()
    assert not saved().show_key_hints
    assert button.sizeHint().width() < with_hint
    look.hints.click()
    assert button.sizeHint().width() == with_hint


def test_a_network_printer_is_used_as_soon_as_its_address_is_whole(
    gerai: Gerai, screen: SettingsScreen, saved: Callable[[], Settings]
) -> None:
    form = screen.show_page(PrinterPage).form
    tap(form.kind_button("network"))
    assert saved().printer is None
    form.address.field.setFocus()
    QTest.keyClicks(form.address.field, "192.168.1.50")
    press(screen, Qt.Key.Key_Tab)
    form.cutter.click()
    expected = PrinterProfile("network", address="192.168.1.50", has_cutter=True, version=2)
    assert saved().printer == expected
    assert booth_of(gerai).parts.printing.printer == expected


def test_a_pdf_folder_is_chosen_on_purpose(
    screen: SettingsScreen, answers: Answers, tmp_path: Path, saved: Callable[[], Settings]
) -> None:
    form = screen.show_page(PrinterPage).form
    tap(form.kind_button("pdf"))
    assert saved().printer is None
    answers.path = tmp_path
    tap(form.folder_button)
    assert saved().printer == PrinterProfile("pdf", folder=str(tmp_path))
    tap(form.kind_button("none"))
    assert saved().printer is None


@pytest.mark.parametrize(("typed", "kept"), [("150", 150), ("0", 40), ("x", 40), ("201", 40)])
def test_a_gap_that_cannot_be_right_is_refused_next_to_its_field(
    screen: SettingsScreen, typed: str, kept: int, saved: Callable[[], Settings]
) -> None:
    scanner = screen.show_page(ScannerPage)
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
    gerai: Gerai, screen: SettingsScreen, saved: Callable[[], Settings]
) -> None:
    leave = screen.show_page(KeysPage).leave
    assert leave.words() == "Leave practice"
    tap(leave)
    window = first_run(gerai)
    assert window.page() is window.roles
    assert saved().role is None
    tap(window.roles.practise)
    assert booth_of(gerai).window.isVisible()


def test_a_newer_pack_says_that_the_key_is_approved(tmp_path: Path) -> None:
    event, answers = an_event_folder(tmp_path / "event"), Answers()
    answers.path = event.pack_path(1)
    with a_program(answers=answers) as gerai:
        window = first_run(gerai)
        tap(window.languages.cards["en"])
        tap(window.roles.join)
        window.join.take_pack(event.pack_path(1))
        window.join.claim.field.setText(event.claim_codes()["B01"])
        tap(window.join.join)
        tap(window.joined.sell)
        settle()
        booth = booth_of(gerai)
        booth.window.open_page("settings")
        keys = booth.pages.settings.show_page(KeysPage)
        assert keys.state.word() == "waiting for approval"
        said: list[Notice] = []
        keys.noticed.connect(said.append)
        tap(keys.take_pack)
        assert keys.refusal.isVisible() is False
        assert said[-1].text == "This is the event pack in use. The key is not approved yet."
        tap(keys.write)
        answers.path = newer_pack(event, booth.parts.joining, tmp_path)
        tap(keys.take_pack)
        assert said[-1].text == "The newer event pack is in use."
        assert keys.state.word() == "approved"
        assert booth.sale_screen.sell.top.status("approval").isHidden()


def newer_pack(event: EventFolder, joining: Joining, folder: Path) -> Path:
    """The pack an organizer gives out after approving the till's key request."""
    organizing = Organizing(event, clock=WallClock())
    organizing.approve([joining.write_request(folder)])
    organizing.close()
    return organizing.pack_file
