"""Practice tills that have just begun, made once and copied: most tests start from one."""

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from pos_app.bootstrap import Surroundings, TillFolder
from pos_app.i18n import Language, language

Chance = Callable[[int], bytes]
"""Gives the same bytes in the same order whenever it is made anew, whatever length is asked."""


def begin_practice(
    folder: Path,
    make_chance: Callable[[], Chance],
    at: datetime,
    *,
    operator_name: str = "",
    chance: Chance | None = None,
) -> Chance:
    """Let `folder` hold what a practice till begun at this moment would have written there.

    `chance` is as new as one from `make_chance`; returned is the one that was asked as often as
    the till would have asked it.
    """
    began = _begun(make_chance, at, operator_name, language())
    shutil.copytree(began.folder.name, folder, dirs_exist_ok=True)
    chance = chance or make_chance()
    for _piece in range(began.asked):
        chance(16)
    return chance


@dataclass(frozen=True)
class _Begun:
    folder: tempfile.TemporaryDirectory[str]
    asked: int


@cache
def _begun(
    make_chance: Callable[[], Chance], at: datetime, operator_name: str, _words: Language
) -> _Begun:
    folder = tempfile.TemporaryDirectory(prefix="gerai-practice-")
    chance, asked = make_chance(), list[int]()

    def counted(length: int) -> bytes:
        asked.append(length)
        return chance(length)

    till = TillFolder(Path(folder.name), Surroundings(clock=lambda: at, randomness=counted))
    try:
        till.practise(operator_name=operator_name)
    finally:
        till.close()
    return _Begun(folder, len(asked))
