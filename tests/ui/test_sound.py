"""Sounds: short, off the GUI thread, and silent where nothing plays them."""

import threading
import wave
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from ui.sound import Sounds

pytestmark = pytest.mark.usefixtures("qapp")


class Loudspeaker:
    """Keeps what was played, and on which thread; may be broken."""

    def __init__(self, *, is_broken: bool = False) -> None:
        self.played: list[tuple[str, int]] = []
        self.threads: set[int] = set()
        self._is_broken = is_broken

    def __call__(self, path: Path) -> None:
        self.threads.add(threading.get_ident())
        with wave.open(str(path), "rb") as file:
            self.played.append((path.stem, file.getnframes() * 1000 // file.getframerate()))
        if self._is_broken:
            raise OSError("no sound card")


def test_each_sound_is_short_and_never_played_by_the_gui_thread(qtbot: QtBot) -> None:
    speaker = Loudspeaker()
    sounds = Sounds(speaker)
    for wanted, sound in enumerate(("added", "not_found", "sold"), start=1):
        sounds.play(sound)  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: not sounds._worker.is_busy())
        assert len(speaker.played) == wanted
    assert sounds.close(5)
    assert [name for name, _ms in speaker.played] == ["added-loud", "not_found-loud", "sold-loud"]
    assert all(0 < ms <= 300 for _name, ms in speaker.played)
    assert threading.get_ident() not in speaker.threads


def test_off_is_silent(qtbot: QtBot) -> None:
    speaker = Loudspeaker()
    sounds = Sounds(speaker)
    sounds.set_loudness("off")
    sounds.play("added")
    assert sounds.close(5)
    assert speaker.played == []


def test_a_player_that_fails_is_not_tried_at_every_scan(qtbot: QtBot) -> None:
    speaker = Loudspeaker(is_broken=True)
    sounds = Sounds(speaker)
    sounds.play("added")
    qtbot.waitUntil(lambda: sounds._player is None)
    sounds.play("added")
    assert sounds.close(5)
    assert len(speaker.played) == 1


def test_where_there_is_no_player_nothing_happens() -> None:
    sounds = Sounds(None)
    sounds.play("sold")
    assert sounds.close(5)
