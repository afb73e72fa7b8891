"""Logo keeping: the booth's logo, ready to print for every width of paper."""

from dataclasses import dataclass
from typing import Final

from pos_app.domain.journal import Audited
from pos_app.domain.printer import DOTS
from pos_app.papers.paper import Picture
from pos_app.printing.logo import convert
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase

_FACT: Final = "logo-"
_WIDTH_BYTES: Final = 2


@dataclass(frozen=True, slots=True)
class Logo:
    """A logo as it will be printed: (columns of the paper, picture)."""

    pictures: tuple[tuple[int, Picture], ...]

    def on(self, columns: int) -> Picture:
        """How it looks on paper of that width."""
        return dict(self.pictures)[columns]


def read_logo(image: bytes) -> Logo:
    """The logo in an image file; slow for photos, so for a worker. Raises LogoIsUnusable."""
    return Logo(tuple((columns, convert(image, dots)) for columns, dots in DOTS.items()))


class LogoKeeping:
    """Keeps the finished rasters with the booth; the file they came from is not kept.

    Papers that wait already keep the logo they were made with.
    """

    def __init__(self, database: TillDatabase, recording: Recording) -> None:
        self._database = database
        self._recording = recording
        self._known: dict[int, Picture | None] = {}

    def keep(self, logo: Logo, *, by: str = "") -> None:
        """Print this logo from now on; `by` is who allowed it. Raises StorageError."""
        self._set(dict(logo.pictures), by)

    def drop(self, *, by: str = "") -> None:
        """Print no logo any more; `by` is who allowed it. Raises StorageError."""
        self._set({}, by)

    def picture(self, columns: int) -> Picture | None:
        """The logo for paper of that width, where the booth has one."""
        if columns not in self._known:
            self._known[columns] = _read(self._database.booth.value(f"{_FACT}{columns}"))
        return self._known[columns]

    def _set(self, pictures: dict[int, Picture], by: str) -> None:
        with self._recording.together():
            for columns in DOTS:
                fact = _written(pictures.get(columns))
                self._database.booth.set_value(f"{_FACT}{columns}", fact)
            self._recording.record(Audited(self._recording.stamp(by=by), "logo"))
        self._known = {}


def _written(picture: Picture | None) -> bytes:
    if picture is None:
        return b""
    return picture.width_dots.to_bytes(_WIDTH_BYTES, "big") + picture.bits


def _read(fact: bytes | None) -> Picture | None:
    if not fact:
        return None
    return Picture(int.from_bytes(fact[:_WIDTH_BYTES], "big"), fact[_WIDTH_BYTES:])
