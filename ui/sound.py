"""Short sounds with a visible twin: added, not found, sale done. Never on the GUI thread.

Where the system has no player that is found, Gerai stays silent.
"""

import math
import shutil
import struct
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from PySide6.QtCore import QTemporaryDir

from ui.background import Background

if sys.platform == "win32":
    import winsound

Sound = Literal["added", "not_found", "sold"]
Player = Callable[[Path], None]

_RATE: Final = 22_050
_EDGE_S: Final = 0.006
"""Tones swell and fade this long: cut off sharply they would click."""

_PLAY_S: Final = 3.0
_TONES: Final[dict[Sound, tuple[tuple[int, float], ...]]] = {
    "added": ((1_320, 0.06),),
    "not_found": ((220, 0.11), (0, 0.06), (220, 0.11)),
    "sold": ((880, 0.09), (1_175, 0.14)),
}
"""Hertz and seconds; 0 Hz is a rest."""

_LOUDNESS: Final = {"soft": 0.15, "loud": 0.5}
_PROGRAMS: Final = (("pw-play",), ("paplay",), ("aplay", "-q"), ("afplay",))


class Sounds:
    """Plays by a worker of its own; a sound that would come too late is left out."""

    def __init__(self, player: Player | None) -> None:
        self._player = player
        self._worker = Background("sound")
        self._folder = QTemporaryDir()
        self._loudness = "loud"

    def set_loudness(self, loudness: str) -> None:
        """`off`, `soft` or `loud`."""
        self._loudness = loudness

    def play(self, sound: Sound) -> None:
        """Play a sound, unless one is still being played."""
        player, loudness = self._player, self._loudness
        if player is None or loudness not in _LOUDNESS or self._worker.is_busy():
            return
        path = Path(self._folder.path()) / f"{sound}-{loudness}.wav"

        def make_and_play() -> None:
            if not path.exists():
                write_tones(path, _TONES[sound], _LOUDNESS[loudness])
            player(path)

        self._worker.run(make_and_play, done=_nothing_to_say, failed=self._give_up)

    def close(self, timeout_s: float) -> bool:
        """End the worker; False when a sound is still being played."""
        return self._worker.close(timeout_s)

    def _give_up(self, _error: Exception) -> None:
        """A player that fails once is not tried at every scan."""
        self._player = None


def find_player() -> Player | None:
    """The way this system plays a file; None where there is none."""
    if sys.platform == "win32":
        return _play_on_windows
    for program, *arguments in _PROGRAMS:
        found = shutil.which(program)
        if found is not None:
            command = [found, *arguments]
            return lambda path: _run([*command, str(path)])
    return None


def write_tones(path: Path, tones: tuple[tuple[int, float], ...], loudness: float) -> None:
    """Write tones as a WAV file of one channel."""
    samples = [sample for hertz, seconds in tones for sample in _tone(hertz, seconds, loudness)]
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(_RATE)
        file.writeframes(struct.pack(f"<{len(samples)}h", *samples))


def _tone(hertz: int, seconds: float, loudness: float) -> list[int]:
    count, edge = round(seconds * _RATE), round(_EDGE_S * _RATE)
    return [
        round(
            32_767
            * loudness
            * min(1.0, place / edge, (count - place) / edge)
            * math.sin(2 * math.pi * hertz * place / _RATE)
        )
        for place in range(count)
    ]


def _run(command: list[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, timeout=_PLAY_S)


if sys.platform == "win32":

    def _play_on_windows(path: Path) -> None:
        winsound.PlaySound(str(path), winsound.SND_FILENAME | winsound.SND_NODEFAULT)


def _nothing_to_say(_answer: None) -> None:
    """It was played."""
