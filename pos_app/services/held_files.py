"""The files an organizer holds: kept as they came, listed in the index, summed up in memory."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import Problem
from pos_app.domain.feed import FeedPart, feed_part
from pos_app.domain.journal import Recorded
from pos_app.exchange.day_file import DayFile, DayFileReader
from pos_app.exchange.fields import BadLine
from pos_app.exchange.signed_note import MOST_FILE_BYTES, text_link_of
from pos_app.files import FileTrouble, read_at_most, write_whole
from pos_app.services.event_folder import EventFolder
from pos_app.services.recording import Clock
from pos_app.storage.event_index import EventIndex, HeldFile

LINK_LENGTH = 64
"""Hex digits of a link; a second copy of one text has more behind it."""


class HeldFiles:
    """The raw files are the truth; index and parts are made from them. No file is ever deleted."""

    def __init__(
        self, folder: EventFolder, reader: Callable[[], DayFileReader], *, clock: Clock
    ) -> None:
        """`reader` makes one that checks by the newest pack. Raises StorageError."""
        self._folder = folder
        self._reader = reader
        self._clock = clock
        self._index = EventIndex(folder.index)
        self._parts: dict[str, FeedPart] = {}

    def all(self) -> list[HeldFile]:
        """All files that are kept, with their verdicts."""
        return self._index.files()

    def parts(self) -> list[FeedPart]:
        """What all accepted files tell; merged anew each time they are asked for."""
        return list(self._parts.values())

    def waiting(self) -> list[HeldFile]:
        """Files set aside: kept, and not counted, or not wholly, until something more is known.

        Also a file that has spoilt on this disk, until another copy of it is taken in.
        """
        return [held for held in self._not_counted() if held.verdict in ("aside", "newer")]

    def refused(self) -> list[HeldFile]:
        """Files kept while their key was unknown that turned out wrong; nothing will count them."""
        return [held for held in self._not_counted() if held.verdict == "refused"]

    def _not_counted(self) -> list[HeldFile]:
        """All but accepted files and damaged copies of a text that counts from another copy."""
        return [
            held
            for held in self.all()
            if held.verdict != "accepted"
            and not (held.code.startswith("E") and held.text_link[:LINK_LENGTH] in self._parts)
        ]

    def keep(self, name: str, raw: bytes, read: DayFile | Problem) -> bool:
        """Keep a file that was not refused; False when it is held already. Raises FileTrouble."""
        day_file = None if isinstance(read, Problem) else read
        place = self._place_for(raw, counts=day_file is not None and bool(day_file.entries))
        if place is None:
            return False
        write_whole(self._folder.raw_path(place), raw)
        with self._index.transaction():
            self._index.put(_held(place, name, self._clock(), read))
        self._count(place, day_file)
        return True

    def read_anew(self) -> None:
        """Make index and parts anew from the raw files, under the newest pack."""
        before = {held.text_link: held for held in self._index.files()}
        reader = self._reader()
        self._parts = {}
        links = self._folder.raw_links()
        for gone in before.keys() - set(links):
            with self._index.transaction():
                self._index.remove(gone)
        for link in links:
            path = self._folder.raw_path(link)
            raw = self._raw_at(link) or b""  # what cannot be read stays, and waits for a copy
            read = reader.read(raw)
            known = before.get(link)
            name = path.name if known is None else known.name
            taken_at = self._written_at(path) if known is None else known.taken_at
            held = _held(link, name, taken_at, read)
            if held.verdict == "refused" and not _is_as_named(link, raw):
                held = replace(held, verdict="aside")
            if held != known:
                with self._index.transaction():
                    self._index.put(held)
            self._count(link, None if isinstance(read, Problem) else read)

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    # --- inside --------------------------------------------------------------------------------

    def _place_for(self, raw: bytes, *, counts: bool) -> str | None:
        """Under which name to keep a file; none when it is held already.

        While its signature cannot be checked, a damaged copy has the same text as the good one:
        both are kept, and the good one counts once its key is known.
        """
        link = text_link_of(raw)
        if link in self._parts:
            return None
        for place in (link, f"{link}-{hashlib.sha256(raw).hexdigest()[:16]}"):
            held = self._raw_at(place)
            if held is None:
                return place
            if held == raw:
                return place if counts else None
        return place  # that copy has spoilt; its name says which bytes belong there

    def _raw_at(self, place: str) -> bytes | None:
        """What is kept under a name; nothing where it is free, no bytes where it is unreadable."""
        try:
            return read_at_most(self._folder.raw_path(place), MOST_FILE_BYTES)
        except FileTrouble as trouble:
            return None if trouble.what == "missing" else b""

    def _written_at(self, path: Path) -> datetime:
        try:
            return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
        except OSError:  # a link that leads nowhere
            return self._clock()

    def _count(self, place: str, day_file: DayFile | None) -> None:
        if day_file is not None and day_file.entries:
            self._parts[day_file.text_link] = self._part_of(place, day_file)

    def _part_of(self, place: str, day_file: DayFile) -> FeedPart:
        header = day_file.header

        def again() -> Sequence[Recorded]:
            raw = read_at_most(self._folder.raw_path(place), MOST_FILE_BYTES)
            read = self._reader().read(raw)
            assert not isinstance(read, Problem), "it was accepted before"
            return read.entries

        return feed_part(
            header.till.booth_id,
            header.till.dev,
            day_file.entries,
            detailed=header.detail == "items",
            again=again,
        )


def _is_as_named(link: str, raw: bytes) -> bool:
    """Whether a raw file still holds the text it was kept for."""
    try:
        return text_link_of(raw) == link[:LINK_LENGTH]
    except BadLine:
        return False


def _held(link: str, name: str, taken_at: datetime, read: DayFile | Problem) -> HeldFile:
    if isinstance(read, Problem):
        return HeldFile(
            text_link=link,
            name=name,
            taken_at=taken_at,
            verdict=read.verdict,
            code=read.code,
            seq=read.seq,
        )
    problem = read.problem
    return HeldFile(
        text_link=link,
        name=name,
        taken_at=taken_at,
        verdict="accepted" if problem is None else problem.verdict,
        code="" if problem is None else problem.code,
        seq=0 if problem is None else problem.seq,
        booth_id=read.header.till.booth_id,
        dev=read.header.till.dev,
        first=read.header.first,
        last=read.header.last,
        receipts=read.receipts,
        net=read.net,
    )
