"""People at the window: the settings page, the lock that keeps the cart, and the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.people import Right
from pos_app.files import data_dir
from pos_app.settings import Settings
from tests.tills import a_till_at_work
from tests.ui.kit import WallClock, press, settle, tap, type_text
from tests.ui.program import a_program, booth_of
from ui.lock_page import LockDialog
from ui.printing.backlog import BacklogDialog
from ui.setup.people_page import PeoplePage
from ui.widgets import PracticeBand, StatusPill

PRACTICE = Settings(language="en", role="booth", is_practice=True)


@dataclass
class OpenPeople:
    """The page of the people of a till with one person, Rahma, and nothing around it."""

    app: BoothApp
    page: PeoplePage


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenPeople]:
    with a_till_at_work(tmp_path / "till") as till:
        app = till.app
        page = PeoplePage(app.signing_in, app.people, app.arranging)
        page.retranslate()
        page.show()
        page.activateWindow()
        settle()
        yield OpenPeople(app, page)
        page.close()
        page.deleteLater()
        settle()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[BoothApp]:
    with a_till_at_work(tmp_path / "till") as till:
        add_budi(till.app)
        yield till.app


def add_budi(app: BoothApp) -> None:
    """Rahma with all rights, Budi with none."""
    app.people.set_pin("k1", "1111")
    app.people.add("Budi", "2222", rights=frozenset[Right]())


@contextmanager
def a_lock(app: BoothApp) -> Iterator[LockDialog]:
    app.signing_in.lock()
    dialog = LockDialog(app.signing_in, app.people)
    dialog.open()
    settle()
    yield dialog
    if app.signing_in.is_locked:
        dialog.done(0)
        settle()


def test_people_are_added_on_the_settings_page_with_the_keyboard(opened: OpenPeople) -> None:
    page = opened.page
    tap(page.list.edit_buttons["k1"])  # with a helper everybody needs a PIN
    press(page, Qt.Key.Key_Return)
    type_text(page, "1111")
    press(page, Qt.Key.Key_Return)
    tap(page.list.add_button)
    type_text(page, "budi")
    press(page, Qt.Key.Key_Return)
    type_text(page, "2222")
    press(page, Qt.Key.Key_Return)
    settle()
    team = opened.app.signing_in.people
    assert [(one.name, one.pin is not None) for one in team.active] == [
        ("Rahma", True),
        ("budi", True),
    ]
    assert team.operators[1].rights == frozenset({"no_sale"})
    assert set(page.list.edit_buttons) == {"k1", "k2"}


def test_what_is_wrong_with_a_person_stands_at_its_field(opened: OpenPeople) -> None:
    page = opened.page
    tap(page.list.add_button)
    tap(page.form.save_button)
    assert page.form.name.refusal.text() == "Type the person's name."
    type_text(page, "ani")
    press(page, Qt.Key.Key_Return)
    type_text(page, "12")
    press(page, Qt.Key.Key_Return)
    assert page.form.pin.refusal.text() == "A PIN has four to eight digits."
    tap(page.form.back_button)
    assert len(opened.app.signing_in.people.operators) == 1


def test_a_helper_changes_people_only_with_a_second_person(opened: OpenPeople) -> None:
    page = opened.page
    add_budi(opened.app)
    opened.app.signing_in.sign_in("k2", "2222")
    page.show_now()
    tap(page.list.edit_buttons["k2"])
    page.form.boxes["void"].setChecked(True)
    tap(page.form.save_button)
    assert page.second_person is not None
    settle()
    type_text(page.second_person, "1111")
    press(page.second_person, Qt.Key.Key_Return)
    settle()
    budi = opened.app.signing_in.people.by_code("k2")
    assert budi is not None
    assert budi.rights == frozenset({"void"})


def test_whoever_has_no_right_is_asked_before_a_form_opens(opened: OpenPeople) -> None:
    page = opened.page
    add_budi(opened.app)
    opened.app.signing_in.sign_in("k2", "2222")
    page.start_anew()
    tap(page.list.edit_buttons["k1"])
    assert page.second_person is not None
    assert not page.form.isVisible()
    settle()
    type_text(page.second_person, "1111")
    press(page.second_person, Qt.Key.Key_Return)
    settle()
    page.form.name.field.setText("Rahma Wati")
    tap(page.form.save_button)  # what was allowed is not asked for again
    assert opened.app.signing_in.people.by_code("k1").name == "Rahma Wati"  # type: ignore[union-attr]
    page.second_person = None
    tap(page.list.add_button)  # but the next thing is
    assert page.second_person is not None
    assert not page.form.isVisible()
    page.second_person.reject()


def test_only_a_pin_opens_the_lock_and_a_wrong_one_says_how_many_tries_are_left(
    app: BoothApp,
) -> None:
    with a_lock(app) as dialog:
        press(dialog, Qt.Key.Key_Escape)
        assert dialog.isVisible()
        type_text(dialog, "9999")
        press(dialog, Qt.Key.Key_Return)
        assert dialog.refusal.text().startswith("The PIN is wrong. 4 tries are left")
        assert dialog.pin.text() == ""
        press(dialog, Qt.Key.Key_Down)
        assert dialog.people.code() == "k2"
        press(dialog, Qt.Key.Key_Down)
        assert dialog.people.code() == "k1"
        press(dialog, Qt.Key.Key_Up)
        type_text(dialog, "2222")
        press(dialog, Qt.Key.Key_Return)
    assert not app.signing_in.is_locked
    assert app.signing_in.current is not None
    assert app.signing_in.current.name == "Budi"


def test_a_forgotten_pin_is_set_anew_with_the_claim_code(app: BoothApp) -> None:
    with a_lock(app) as dialog:
        hint = dialog.minimumSizeHint()
        assert (hint.width() <= 1024, hint.height() <= 540) == (True, True)
        tap(dialog.forgot_button)
        type_text(dialog, "aaaa")  # in practice any code will do
        press(dialog, Qt.Key.Key_Return)
        type_text(dialog, "44")
        press(dialog, Qt.Key.Key_Return)
        assert dialog.refusal.text() == "A PIN has four to eight digits."
        type_text(dialog, "44")
        press(dialog, Qt.Key.Key_Return)
    assert app.signing_in.current is not None
    assert app.signing_in.sign_in(app.signing_in.current.code, "4444")


def test_ctrl_l_locks_keeps_the_cart_and_refuses_scans_and_a_clock_that_jumped_is_told_once(
    qtbot: QtBot,
) -> None:
    till = TillFolder(data_dir() / "practice", Surroundings(clock=WallClock()))
    till.practise()
    till.close()
    with a_program(settings=PRACTICE) as gerai:
        booth = booth_of(gerai)
        press(booth.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        assert "Nobody here has a PIN" in booth.window.notices.shown()[0].text
        booth.parts.people.add("Rahma", "1111")
        booth.scans.take("KOP-007")
        press(booth.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        settle()
        dialog = booth.people.locking.dialog
        assert dialog is not None
        booth.scans.take("KOP-001")
        notices = booth.window.notices.shown()
        assert notices[0].text == "The till is locked. Sign in, then scan again."
        type_text(dialog, "1111")
        press(dialog, Qt.Key.Key_Return)
        settle()
        assert booth.people.locking.dialog is None
        assert [line.code for line in booth.parts.selling.cart.lines] == ["KOP-007"]
        press(booth.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        settle()
        dialog = booth.people.locking.dialog
        assert dialog is not None
        booth.printing.backlog_found.emit(3)
        assert QApplication.activeModalWidget() is dialog
        type_text(dialog, "1111")
        press(dialog, Qt.Key.Key_Return)
        settle()
        question = QApplication.activeModalWidget()
        assert isinstance(question, BacklogDialog)
        press(question, Qt.Key.Key_Escape)
        settle()
        booth.parts.cash.set_float(0)
        clock = gerai._surroundings.clock
        assert isinstance(clock, WallClock)
        clock.now -= timedelta(days=2)
        for _ in range(2):
            booth.people.look_at_clock()
        told = [one for one in booth.window.notices.past() if "clock jumped" in one.text]
        assert len(told) == 1
        assert QApplication.activeModalWidget() is None


def test_the_settings_page_follows_whoever_comes_to_the_till() -> None:
    till = TillFolder(data_dir() / "practice", Surroundings(clock=WallClock()))
    till.practise()
    till.close()
    with a_program(settings=PRACTICE) as gerai:
        booth = booth_of(gerai)
        for name, pin in (("Rahma", "1111"), ("Budi", "2222")):
            booth.parts.people.add(name, pin)
        booth.window.open_page("settings")
        page = booth.pages.settings.show_page(PeoplePage)
        tap(page.list.edit_buttons["k1"])
        press(booth.window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        settle()
        dialog = booth.people.locking.dialog
        assert dialog is not None
        assert [band.isVisible() for band in dialog.findChildren(PracticeBand)] == [True]
        press(dialog, Qt.Key.Key_Down)
        type_text(dialog, "2222")
        press(dialog, Qt.Key.Key_Return)
        settle()
        assert not page.form.isVisible()
        row = page.list.edit_buttons["k2"].parentWidget()
        assert row is not None
        assert [pill.word() for pill in row.findChildren(StatusPill)] == ["at the till"]
