"""Helpers for tests of the organizer's page: a real event folder, real signed files, real input."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import open_organizer
from pos_app.simulation.demo import DemoResult
from tests.services.small_event import evening
from tests.ui.kit import dress, settle, tap
from ui.background import Background
from ui.file_choice import Take
from ui.organizer.board_presenter import BoardPresenter
from ui.organizer.board_screen import BoardScreen
from ui.organizer.choosing import TakeMany
from ui.theme import undressed

WAIT_MS = 20_000


@dataclass
class Answers:
    """A file chooser that answers at once with what was laid ready."""

    paths: list[Path] = field(default_factory=list)
    names_offered: list[str] = field(default_factory=list)

    def choose_files(self, _parent: QWidget, _title: str, take: TakeMany) -> None:
        take(self.paths)

    def choose_folder(self, _parent: QWidget, _title: str, take: Take) -> None:
        take(self.paths[0])

    def choose_target(self, _parent: QWidget, _title: str, name: str, take: Take) -> None:
        self.names_offered.append(name)
        take(self.paths[0] / name)


@dataclass
class OpenBoard:
    """The page over an event, and what stands around it."""

    screen: BoardScreen
    presenter: BoardPresenter
    worker: Background
    answers: Answers
    opened: list[Path]
    qtbot: QtBot

    def until_done(self) -> None:
        """Let the office worker finish and its answers be shown."""
        for _ in range(2):  # an answer may ask for more work: the totals after an approval
            self.qtbot.waitUntil(lambda: not self.worker.is_busy(), timeout=WAIT_MS)
            settle()

    def take_in(self, *paths: Path) -> None:
        """Choose files by the button and wait for what becomes of them."""
        self.answers.paths = list(paths)
        tap(self.screen.head.take_in)
        self.until_done()

    def approve(self, *paths: Path) -> None:
        """Choose key requests by the button."""
        self.answers.paths = list(paths)
        tap(self.screen.head.approve)
        self.until_done()

    def drop(self, *paths: Path) -> None:
        """Let files go over the page."""
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
        where, action = QPointF(200, 200), Qt.DropAction.CopyAction
        left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(where.toPoint(), action, mime, left, none)
        QApplication.sendEvent(self.screen, enter)
        assert enter.isAccepted()
        QApplication.sendEvent(self.screen, QDropEvent(where, action, mime, left, none))
        self.until_done()

    def verdicts(self) -> list[str]:
        """The words of the rows, from top to bottom."""
        model = self.screen.taken.model
        return [model.words(row).word for row in range(model.rowCount())]

    def sentences(self) -> list[str]:
        model = self.screen.taken.model
        return [model.words(row).sentence for row in range(model.rowCount())]

    def net(self) -> str:
        return self.screen.cards.net.amount.text()

    def coverage(self) -> str:
        return self.screen.head.coverage.word()


@contextmanager
def an_open_board(
    demo: DemoResult, folder: Path, qtbot: QtBot, *, size: tuple[int, int] = (1286, 768)
) -> Iterator[OpenBoard]:
    """The organizer's page over that event folder, on the evening of its last day."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    worker, answers, opened = Background("office"), Answers(), list[Path]()
    open_event = partial(open_organizer, surroundings=evening(demo))
    presenter = BoardPresenter(folder, open_event=open_event, worker=worker)
    with undressed(app):
        screen = BoardScreen(presenter, chooser=answers, open_folder=opened.append)
    screen.resize(*size)
    screen.show()
    screen.activateWindow()
    board = OpenBoard(screen, presenter, worker, answers, opened, qtbot)
    board.until_done()
    try:
        yield board
    finally:
        assert presenter.close(20)
        assert worker.close(20)
        screen.close()
        screen.deleteLater()
        settle()
