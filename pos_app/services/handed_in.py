"""What is handed in to the organizer: the files of sticks and folders, and what became of each."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pos_app.domain.errors import Problem, Verdict
from pos_app.domain.outcome import OtherKind, Outcome
from pos_app.exchange.day_file import DayFile
from pos_app.exchange.day_header import KIND as DAY_KIND
from pos_app.exchange.enrolment import REQUEST_KIND
from pos_app.exchange.pack_lines import PACK_KIND
from pos_app.exchange.signed_note import KINDS, MAGIC, claims_of
from pos_app.files import FileTrouble

_SHEET_ENDINGS = frozenset({".csv", ".xlsx", ".xls", ".ods"})
_PAPERS = frozenset({".pdf", ".doc", ".docx", ".odt", ".pptx", ".html", ".zip", ".rar", ".7z"})
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".webp", ".heic", ".svg", ".mp4", ".mov"})
_LITTER = frozenset({".ini", ".db", ".lnk", ".url", ".exe", ".ds_store"})
_FOREIGN_ENDINGS = _PAPERS | _PICTURES | _LITTER
_FOREIGN_STARTS = (
    b"%PDF-",
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff",  # JPEG
    b"GIF8",
    b"RIFF",
    b"PK\x03\x04",  # zip, and office documents
    b"\xd0\xcf\x11\xe0",  # office documents of old
)
_OWN_ENDING = ".txt"


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file that was handed in.

    `other` says what it is instead of a day file: then it was neither judged nor kept, so the
    verdict is not its own; `claimed_booth` is whose it says it is. `is_known`: it is held already,
    or is a key request that was approved.
    """

    path: Path
    verdict: Verdict
    problem: Problem | None = None
    trouble: FileTrouble | None = None
    is_known: bool = False
    day_file: DayFile | None = field(default=None, repr=False)
    other: OtherKind | None = None
    claimed_booth: str = ""

    @property
    def outcome(self) -> Outcome:
        """The one word for what became of it."""
        if self.other is not None:
            return "other"
        if self.verdict == "accepted":
            return "known" if self.is_known else "new"
        return self.verdict


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of all of them, in the order they were handed in."""

    files: tuple[TakenFile, ...]

    def count(self, outcome: Outcome) -> int:
        """Files of that outcome; over all outcomes it is the number of files."""
        return sum(file.outcome == outcome for file in self.files)

    @property
    def added(self) -> int:
        """Files that were accepted and new."""
        return self.count("new")

    @property
    def known(self) -> int:
        """Accepted files that were held already."""
        return self.count("known")

    @property
    def refused(self) -> int:
        """Files that are not kept."""
        return self.count("refused")

    @property
    def aside(self) -> int:
        """Files that are kept and do not count yet, or not wholly."""
        return self.count("aside")


def other_kind(path: Path, raw: bytes) -> OtherKind | None:
    """What a file is by its own words when it is no day file; nothing where it may be one.

    Newer kinds and versions are left to the reader, which has words for them.
    """
    if not raw.startswith(MAGIC):
        return _foreign_kind(path, raw)
    kind = claims_of(raw).kind
    if kind == DAY_KIND or kind not in KINDS:
        return None
    kinds: dict[str, OtherKind] = {REQUEST_KIND: "request", PACK_KIND: "pack"}
    return kinds.get(kind, "paper")


def kind_by_name(path: Path) -> OtherKind | None:
    """What a file is by the ending of its name, for one that is not read; nothing for ours."""
    ending = (path.suffix or path.name).casefold()
    if ending in _SHEET_ENDINGS:
        return "sheet"
    return "foreign" if ending in _FOREIGN_ENDINGS else None


def _foreign_kind(path: Path, raw: bytes) -> OtherKind | None:
    """What lies beside day files on any stick; whatever is called like ours is left to the reader.

    The till itself puts the day's report as a PDF beside the day file.
    """
    if path.suffix.casefold() == _OWN_ENDING:
        return None
    return kind_by_name(path) or ("foreign" if raw.startswith(_FOREIGN_STARTS) else None)


def files_in(paths: Iterable[Path]) -> Iterator[Path | FileTrouble]:
    """Files as they are named, and of folders all that lies in them, by name.

    Links are not followed. A folder that cannot be read is told as its trouble, and the next one
    comes.
    """
    for path in paths:
        if _is_folder(path):
            yield from _inside(path)
        else:
            yield path  # what cannot be looked at is told by the one who reads it


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir() and not path.is_symlink()
    except (OSError, ValueError):
        return False


def _inside(folder: Path) -> Iterator[Path | FileTrouble]:
    try:
        with os.scandir(folder) as found:
            entries = sorted(found, key=lambda entry: entry.name)
    except OSError:
        yield FileTrouble(folder, "denied")
        return
    yield from files_in(folder / entry.name for entry in entries)
