"""Organizing: make an event, enrol its tills, and take their files in."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app.domain.errors import Problem, Verdict
from pos_app.domain.identity import EventPack
from pos_app.exchange.day_file import DayFileReader
from pos_app.exchange.enrolment import (
    MOST_PACK_BYTES,
    REQUEST_KIND,
    KeyRequest,
    read_key_request,
    write_pack,
)
from pos_app.exchange.keys import VerifyingKey, is_key_locked, read_organizer_key
from pos_app.exchange.signed_note import MOST_FILE_BYTES, claims_of
from pos_app.files import FileTrouble, lock_folder, read_at_most, write_whole
from pos_app.services.event_folder import EventFolder
from pos_app.services.handed_in import TakenFile, TakenIn, files_in, kind_by_name, other_kind
from pos_app.services.held_files import HeldFiles
from pos_app.services.recording import Clock


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
        self.held = HeldFiles(folder, self._reader, clock=clock)
        self.held.read_anew()

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

    @property
    def is_key_locked(self) -> bool:
        """Whether signing asks for a passphrase. Raises FileTrouble where the key is not here."""
        return is_key_locked(self.folder.key)

    def close(self) -> None:
        """Let go of the index."""
        self.held.close()

    # --- enrolment -----------------------------------------------------------------------------

    def approve(
        self, paths: Sequence[Path], *, passphrase: str = "", fingerprint: str = ""
    ) -> list[Approved]:
        """Take key requests and write the next pack when one of them was new.

        Without a claim code a typed fingerprint must fit. Files set aside for an unknown key are
        read again. Raises AlreadyOpen, KeyFileError, FileTrouble.
        """
        before = self._packs.newest_link
        try:
            with lock_folder(self.folder.root):  # two desks must not write one version twice
                self._packs = self.folder.held_packs()
                return self._approve(paths, passphrase, fingerprint)
        finally:  # another desk's pack is in force even where this key could not sign
            if self._packs.newest_link != before:
                self.held.read_anew()

    def _approve(self, paths: Sequence[Path], passphrase: str, fingerprint: str) -> list[Approved]:
        claims, pack = self.folder.claim_codes(), self.pack
        results = []
        for path in paths:
            result, request = self._request(path, pack, claims, fingerprint)
            results.append(result)
            if request is not None and not request.is_known:
                pack = replace(pack, tills=(*pack.tills, request.enrolled()))
        if pack != self.pack:
            self._publish(pack, passphrase)
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
        for found in files_in(paths):
            path = found.path if isinstance(found, FileTrouble) else found
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
        found = list(files_in(paths))
        reader = self._reader()
        taken: list[TakenFile] = []
        for number, path in enumerate(found, start=1):
            if is_stopped():
                break
            taken.append(self._take(path, reader))
            if progress is not None:
                progress(number, len(found))
        return TakenIn(tuple(taken))

    def _take(self, found: Path | FileTrouble, reader: DayFileReader) -> TakenFile:
        if isinstance(found, FileTrouble):
            return TakenFile(found.path, "refused", trouble=found)
        try:
            raw = read_at_most(found, MOST_FILE_BYTES)
        except FileTrouble as trouble:
            if trouble.what == "too_big":
                other = kind_by_name(found)
                return TakenFile(found, "refused", Problem("E_SIZE"), other=other)
            return TakenFile(found, "refused", trouble=trouble)
        other = other_kind(found, raw)
        if other is None:
            return self._judge(found, raw, reader)
        return TakenFile(
            found,
            "refused",
            is_known=other == "request" and self._is_approved(raw),
            other=other,
            claimed_booth=claims_of(raw).booth_id if other == "request" else "",
        )

    def _is_approved(self, raw: bytes) -> bool:
        request = read_key_request(raw, pack=self.pack)
        return not isinstance(request, Problem) and request.is_known

    def _judge(self, path: Path, raw: bytes, reader: DayFileReader) -> TakenFile:
        read = reader.read(raw, now=self._clock())
        problem = read if isinstance(read, Problem) else read.problem
        day_file = None if isinstance(read, Problem) else read
        verdict: Verdict = "accepted" if problem is None else problem.verdict
        if verdict == "refused":
            return TakenFile(path, verdict, problem)
        is_known = not self.held.keep(path.name, raw, read)
        return TakenFile(path, verdict, problem, is_known=is_known, day_file=day_file)

    def _reader(self) -> DayFileReader:
        packs = self._packs
        return DayFileReader(packs.newest, packs.links, same_since=packs.same_since)


def _is_key_request(path: Path) -> bool:
    try:
        return claims_of(read_at_most(path, MOST_PACK_BYTES)).kind == REQUEST_KIND
    except FileTrouble:
        return False  # taking it in says what is wrong with it
