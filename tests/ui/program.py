"""Helpers for tests of the whole program: started, driven, and ended as a person does."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from pos_app.bootstrap import Surroundings
from pos_app.files import config_dir, data_dir
from pos_app.settings import Settings, save_settings
from tests.ui.kit import WallClock, settle
from ui.app import Gerai
from ui.booth_window import BoothWindow
from ui.file_choice import Take
from ui.setup.first_run import FirstRun

SETTINGS_NAME = "settings.json"


class Answers:
    """A file chooser that answers at once with what was laid ready."""

    def __init__(self) -> None:
        self.path = Path()

    def choose_file(self, _parent: QWidget, _title: str, _kinds: str, take: Take) -> None:
        take(self.path)

    def choose_folder(self, _parent: QWidget, _title: str, take: Take) -> None:
        take(self.path)


@contextmanager
def a_program(
    *, settings: Settings | None = None, answers: Answers | None = None
) -> Iterator[Gerai]:
    """The program on this test's data folder, in English; goes on where it was before."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    if not (config_dir() / SETTINGS_NAME).exists():
        save_settings(config_dir() / SETTINGS_NAME, settings or Settings(language="en"))
    surroundings = Surroundings(clock=WallClock(), randomness=secrets.token_bytes)
    gerai = Gerai(app, data_dir(), surroundings=surroundings, chooser=answers)
    gerai.start()
    settle()
    try:
        yield gerai
    finally:
        gerai.finish()
        if gerai.window is not None:
            gerai.window.deleteLater()
        settle()


def first_run(gerai: Gerai) -> FirstRun:
    """The window of the first run, which has to be up."""
    assert isinstance(gerai.window, FirstRun)
    return gerai.window


def booth_of(gerai: Gerai) -> BoothWindow:
    """The booth at work, whose window has to be up."""
    assert gerai.booth is not None
    assert gerai.window is gerai.booth.window
    return gerai.booth
