"""Organizing: make an event, enrol its tills, and take their files in."""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from pos_app.domain.errors import Problem, Verdict
from pos_app.domain.feed import FeedPart, feed_part
from pos_app.domain.identity import EventPack
from pos_app.domain.journal import Recorded
from pos_app.exchange.day_file import DayFile, DayFileReader
from pos_app.exchange.enrolment import (
    MOST_PACK_BYTES,
    REQUEST_KIND,
    KeyRequest,
    read_key_request,
    write_pack,
)
from pos_app.exchange.keys import VerifyingKey, read_organizer_key
from pos_app.exchange.signed_note import MOST_FILE_BYTES, claims_of, text_link_of
from pos_app.files import FileTrouble, lock_folder, read_at_most, write_whole
from pos_app.services.event_folder import EventFolder
from pos_app.services.recording import Clock
from pos_app.storage.event_index import EventIndex, HeldFile

LINK_LENGTH = 64
"""Hex digits of a link; a second copy of one text has more behind it."""


@dataclass(frozen=True, slots=True)
class TakenFile:
    """What became of one file that was handed in."""

    path: Path
    verdict: Verdict
    problem: Problem | None = None
    trouble: FileTrouble | None = None
    is_known: bool = False
    day_file: DayFile | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What became of all of them, in the order they were handed in."""

    files: tuple[TakenFile, ...]

    @property
    def added(self) -> int:
        """Files that were accepted and new."""
        return sum(f.verdict == "accepted" and not f.is_known for f in self.files)

    @property
    def known(self) -> int:
        """Files that are held already."""
        return sum(f.is_known for f in self.files)

    @property
    def refused(self) -> int:
        """Files that are not kept."""
        return sum(f.verdict == "refused" for f in self.files)

    @property
    def aside(self) -> int:
        """Files that are kept and do not count yet, or not wholly."""
        return sum(f.verdict in ("aside", "newer") for f in self.files)


@dataclass(frozen=True, slots=True)
class Approved:
    """What became of one key request. `booth_id` is empty when it could not be read."""

    path: Path
    booth_id: str = ""
    dev: str = ""
    problem: Problem | None = None
    trouble: FileTrouble | None = None
    is_known: bool = False


class Organizing:
    """One event: all its files and its index, used by the thread that opened it."""

    def __init__(self, folder: EventFolder, *, clock: Clock) -> None:
        """Open the event. Raises FileTrouble, FileIsRefused, StorageError."""
        self.folder = folder
        self._clock = clock
        self._packs = folder.held_packs()
        self._index = EventIndex(folder.index)
        self._parts: dict[str, FeedPart] = {}
        self._read_held_files()

    @property
    def pack(self) -> EventPack:
        """The newest pack."""
        return self._packs.newest

    @property
    def pack_file(self) -> Path:
        """Where the newest pack lies; booths get this file."""
        return self.folder.pack_path(self.pack.version)

    @property
    def fingerprint(self) -> str:
        """The organizer's fingerprint, for booths without a claim code to type."""
        return VerifyingKey.of(self.pack.organizer_vkey).fingerprint

    def held_files(self) -> list[HeldFile]:
        """All files that are kept, with their verdicts."""
        return self._index.files()

    def parts(self) -> list[FeedPart]:
        """What all accepted files tell; merged anew each time they are asked for."""
        return list(self._parts.values())

    def aside(self) -> int:
        """How many files are kept and do not count, or not wholly.

        Not the damaged copy of a text that counts from another copy.
        """
        return sum(
            held.verdict != "accepted" and not self._is_spoilt_twin(held)
            for held in self.held_files()
        )

    def _is_spoilt_twin(self, held: HeldFile) -> bool:
        return held.verdict == "refused" and held.text_link[:LINK_LENGTH] in self._parts

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()

    # --- enrolment -----------------------------------------------------------------------------

    def approve(
        self, paths: Sequence[Path], *, passphrase: str = "", fingerprint: str = ""
    ) -> list[Approved]:
        """Take key requests and write the next pack when one of them was new.

        Without a claim code a typed fingerprint must fit. Files set aside for an unknown key are
        read again. Raises AlreadyOpen, KeyFileError, FileTrouble.
        """
        claims, before = self.folder.claim_codes(), self._packs.newest_link
        with lock_folder(self.folder.root):  # two desks must not write one version twice
            self._packs = self.folder.held_packs()
            pack, results = self.pack, []
            for path in paths:
                result, request = self._request(path, pack, claims, fingerprint)
                results.append(result)
                if request is not None and not request.is_known:
                    pack = replace(pack, tills=(*pack.tills, request.enrolled()))
            if pack != self.pack:
                self._publish(pack, passphrase)
        if self._packs.newest_link != before:
            self._read_held_files()
        return results

    def _request(
        self, path: Path, pack: EventPack, claims: dict[str, str], fingerprint: str
    ) -> tuple[Approved, KeyRequest | None]:
        try:
            raw = read_at_most(path, MOST_PACK_BYTES)
        except FileTrouble as trouble:
            return Approved(path, trouble=trouble), None
        used = {till.booth_id for till in pack.tills}
        request = read_key_request(
            raw, pack=pack, claims=claims, used=used, fingerprint=fingerprint
        )
        if isinstance(request, Problem):
            return Approved(path, problem=request), None
        kept = self.folder.requests / f"{request.booth_id}-{request.dev}.gerai.txt"
        write_whole(kept, raw)
        approved = Approved(path, request.booth_id, request.dev, is_known=request.is_known)
        return approved, request

    def _publish(self, pack: EventPack, passphrase: str) -> None:
        key = read_organizer_key(
            self.folder.key, event_id=pack.event.event_id, passphrase=passphrase
        )
        following = replace(
            pack,
            version=pack.version + 1,
            previous=self._packs.newest_link,
            made_at=pack.event.local(self._clock()),
        )
        self.folder.keep_pack(following.version, write_pack(following, key))
        self._packs = self.folder.held_packs()

    # --- taking in -----------------------------------------------------------------------------

    def sort_out(self, paths: Sequence[Path]) -> tuple[list[Path], list[Path]]:
        """Key requests, and all other files, among files and folders as they come on a stick."""
        requests: list[Path] = []
        others: list[Path] = []
        for path in _files_in(paths):
            (requests if _is_key_request(path) else others).append(path)
        return requests, others

    def take_in(
        self,
        paths: Sequence[Path],
        progress: Callable[[int, int], None] | None = None,
        is_stopped: Callable[[], bool] = lambda: False,
    ) -> TakenIn:
        """Take files and folders in, any number of times, in any order.

        One transaction per file; a bad file gets its verdict and stops nothing. `progress` is
        told how many of how many files are done; once `is_stopped`, no other file is begun.
        """
        found = list(_files_in(paths))
        reader = self._reader()
        taken: list[TakenFile] = []
        for number, path in enumerate(found, start=1):
            if is_stopped():
                break
            taken.append(self._take(path, reader))
            if progress is not None:
                progress(number, len(found))
        return TakenIn(tuple(taken))

    def _take(self, path: Path, reader: DayFileReader) -> TakenFile:
        try:
            raw = read_at_most(path, MOST_FILE_BYTES)
        except FileTrouble as trouble:
            if trouble.what == "too_big":
                return TakenFile(path, "refused", Problem("E_SIZE"))
            return TakenFile(path, "refused", trouble=trouble)
        read = reader.read(raw, now=self._clock())
        problem = read if isinstance(read, Problem) else read.problem
        day_file = None if isinstance(read, Problem) else read
        verdict: Verdict = "accepted" if problem is None else problem.verdict
        if verdict == "refused":
            return TakenFile(path, verdict, problem)
        place = self._place_for(raw, counts=day_file is not None)
        if place is not None:
            write_whole(self.folder.raw_path(place), raw)
            with self._index.transaction():
                self._index.put(_held(place, path.name, self._clock(), read))
            self._count(place, day_file)
        return TakenFile(path, verdict, problem, is_known=place is None, day_file=day_file)

    def _place_for(self, raw: bytes, *, counts: bool) -> str | None:
        """Under which name to keep a file; none when it is held already.

        While its signature cannot be checked, a damaged copy has the same text as the good one:
        both are kept, and the good one counts once its key is known.
        """
        link = text_link_of(raw)
        if link in self._parts:
            return None
        for place in (link, f"{link}-{hashlib.sha256(raw).hexdigest()[:16]}"):
            path = self.folder.raw_path(place)
            if not path.exists():
                return place
            if read_at_most(path, MOST_FILE_BYTES) == raw:
                return place if counts else None
        return None

    def _read_held_files(self) -> None:
        """Make index and parts anew from the raw files, under the newest pack."""
        before = {held.text_link: held for held in self._index.files()}
        reader = self._reader()
        self._parts = {}
        links = self.folder.raw_links()
        for gone in before.keys() - set(links):
            with self._index.transaction():
                self._index.remove(gone)
        for link in links:
            path = self.folder.raw_path(link)
            try:
                read = reader.read(read_at_most(path, MOST_FILE_BYTES))
            except FileTrouble:
                read = Problem("E_MAGIC")  # what cannot be read stays, and is counted as aside
            known = before.get(link)
            name = path.name if known is None else known.name
            taken_at = _written_at(path) if known is None else known.taken_at
            held = _held(link, name, taken_at, read)
            if held != known:
                with self._index.transaction():
                    self._index.put(held)
            self._count(link, None if isinstance(read, Problem) else read)

    def _count(self, place: str, day_file: DayFile | None) -> None:
        if day_file is not None and day_file.entries:
            self._parts[day_file.text_link] = self._part_of(place, day_file)

    def _part_of(self, place: str, day_file: DayFile) -> FeedPart:
        header = day_file.header

        def again() -> Sequence[Recorded]:
            raw = read_at_most(self.folder.raw_path(place), MOST_FILE_BYTES)
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

    def _reader(self) -> DayFileReader:
        return DayFileReader(self._packs.newest, self._packs.links)


def _files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as they are named, and of folders all that lies in them, by name; links are not
    followed."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            yield from sorted(
                inner for inner in path.rglob("*") if inner.is_symlink() or not inner.is_dir()
            )
        else:
            yield path


def _is_key_request(path: Path) -> bool:
    try:
        return claims_of(read_at_most(path, MOST_PACK_BYTES)).kind == REQUEST_KIND
    except FileTrouble:
        return False  # taking it in says what is wrong with it


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


def _written_at(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
