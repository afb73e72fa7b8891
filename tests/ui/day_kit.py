"""The day screen of a practice till, to be opened, counted and closed in tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.services.day_keeping import ClosedDay
from tests.ui.kit import WallClock, dress, practice_chance, press, settle, tap, type_text
from tests.ui.program import Answers
from ui.background import Background
from ui.day.day_presenter import DayPresenter
from ui.day.day_screen import DayScreen
from ui.theme import undressed

SMALLEST, USUAL = (944, 476), (1286, 704)


@dataclass
class OpenedDay:
    """The day screen of a practice till, shown."""

    booth: BoothApp
    screen: DayScreen
    presenter: DayPresenter
    office: Background
    clock: WallClock
    folders: list[Path]
    answers: Answers

    def sell(self, code: str, *, kind: str = "cash") -> None:
        selling = self.booth.selling
        selling.scan(code)
        self.booth.paying.tender(kind, selling.cart.total)
        self.booth.paying.finish()

    def enter(self, *texts: str) -> None:
        """Type each text where the focus is, with Enter behind it."""
        for text in texts:
            type_text(self.screen, text)
            press(self.screen, Qt.Key.Key_Return)

    def page(self) -> QWidget | None:
        return self.screen.pages.currentWidget()

    def close(self) -> None:
        """Close from the page of the running day, saying yes to the one question."""
        tap(self.screen.pages.running.drawer.close_button)
        self.say_yes()

    def say_yes(self) -> None:
        """Press the last button of the close page, and say yes."""
        tap(self.screen.pages.closing.close_button)
        assert self.screen.dialog is not None
        tap(self.screen.dialog.close_button)
        settle()

    def newest(self) -> ClosedDay:
        return self.booth.days.closed_days()[0]

    def day_files(self) -> list[Path]:
        return sorted(self.booth.days.folder.glob("*.gerai.txt"))


@contextmanager
def an_opened_day(folder: Path, *, size: tuple[int, int] = USUAL) -> Iterator[OpenedDay]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    clock, office, folders = WallClock(), Background("office"), list[Path]()
    chance = practice_chance(folder, clock, operator_name="Rahma")
    till = TillFolder(folder, Surroundings(clock=clock, randomness=chance))
    booth = till.open_booth()
    assert booth is not None
    presenter = DayPresenter(booth, office=office)
    answers = Answers()
    with undressed(app):
        screen = DayScreen(presenter, chooser=answers, open_folder=folders.append)
    screen.resize(*size)
    screen.show()
    screen.activateWindow()
    settle()
    try:
        yield OpenedDay(booth, screen, presenter, office, clock, folders, answers)
    finally:
        assert office.close(5)
        screen.close()
        screen.deleteLater()
        settle()
        till.close()


def wait_for_files(day: OpenedDay, qtbot: QtBot) -> None:
    def both_are_settled() -> None:
        shown = day.presenter.view().shown
        assert shown is not None
        assert {shown.file.state, shown.pdf.state} <= {"done", "failed"}

    qtbot.waitUntil(both_are_settled)
    settle()


def shown_words(page: QWidget) -> str:
    """Everything a screen reader finds on a page, in one line."""
    heard = []
    for widget in page.findChildren(QWidget):
        if widget.isVisible():
            interface = QAccessible.queryAccessibleInterface(widget)
            heard.append(interface.text(QAccessible.Text.Name) if interface else "")
    return " | ".join(heard)
