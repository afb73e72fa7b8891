"""Verifying: what is to be said of a single file, of whatever kind, against a pack or one key.

Nothing is kept and nothing is compared with other files; taking in does that.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias, assert_never

from pos_app.domain.errors import FileIsRefused, Problem, Verdict
from pos_app.domain.identity import FIRST_LINK, Booth, EnrolledTill, Event, EventPack
from pos_app.exchange.any_file import AnyFile, FileReader
from pos_app.exchange.day_file import DayFile, DayRow
from pos_app.exchange.day_header import KIND as DAY_KIND
from pos_app.exchange.day_header import DayFileHeader, read_header
from pos_app.exchange.day_neighbours import Remark
from pos_app.exchange.enrolment import MOST_PACK_BYTES, KeyRequest, TakenPack, read_pack
from pos_app.exchange.fields import BadLine
from pos_app.exchange.keys import VerifyingKey
from pos_app.exchange.pack_lines import PACK_KIND
from pos_app.exchange.signed_note import MOST_FILE_BYTES, claims_of, lines_of, split_note
from pos_app.files import FileTrouble, read_at_most
from pos_app.services.recording import Clock

Read: TypeAlias = AnyFile | Problem
"""What a reader makes of the bytes of a file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckedFile:
    """What was found out about one file.

    `kind` is what its first line claims, empty where it claims nothing. `trouble`: it could not
    be read at all. `line` is the line of the entry meant, 0 for the whole file. `head` is the
    link of the last entry that counts; for packs and key requests the link of the text.
    """

    path: Path
    verdict: Verdict
    kind: str = ""
    problem: Problem | None = None
    trouble: FileTrouble | None = None
    line: int = 0
    remarks: tuple[Remark, ...] = ()
    booth_id: str = ""
    dev: str = ""
    first: int = 0
    last: int = 0
    head: str = ""
    days: tuple[DayRow, ...] = ()
    counts: bool = False
    """Whether any money of it counts."""
    pack_version: int = 0

    @property
    def receipts(self) -> int:
        """Receipts that count."""
        return sum(receipts for _, receipts, _ in self.days)

    @property
    def net(self) -> int:
        """Turnover that counts, minor units."""
        return sum(net for _, _, net in self.days)


class Verifying:
    """Checks files one by one. Make one for many files."""

    def __init__(self, read: Callable[[bytes, datetime], Read], *, clock: Clock) -> None:
        """`read` decides; use `against_pack` or `against_key`."""
        self._read = read
        self._clock = clock

    @classmethod
    def against_pack(cls, path: Path, *, clock: Clock) -> "Verifying":
        """By the keys of an event pack, which is trusted. Raises FileIsRefused, FileTrouble."""
        taken = read_pack(read_at_most(path, MOST_PACK_BYTES))
        if isinstance(taken, Problem):
            raise FileIsRefused(taken, path.name)
        reader = FileReader(taken.pack, {taken.pack.version: taken.link})
        return cls(lambda raw, now: reader.read(raw, now=now), clock=clock)

    @classmethod
    def against_key(cls, vkey: str, *, clock: Clock) -> "Verifying":
        """By one public key, of a till or of the organizer. Raises ValueError for no key.

        Without a pack nobody can tell on which days the event is, nor whether it approved the
        till: such remarks stay out.
        """
        key = VerifyingKey.of(vkey)
        return cls(lambda raw, now: _read_by_key(raw, key, now), clock=clock)

    def check(self, path: Path) -> CheckedFile:
        """What is to be said of a file; a file that cannot be read is said to be so."""
        try:
            raw = read_at_most(path, MOST_FILE_BYTES)
        except FileTrouble as trouble:
            if trouble.what == "too_big":
                return CheckedFile(path=path, verdict="refused", problem=Problem("E_SIZE"))
            return CheckedFile(path=path, verdict="refused", trouble=trouble)
        return _checked(path, raw, self._read(raw, self._clock()))


# --- one key instead of a pack -----------------------------------------------------------------


def _read_by_key(raw: bytes, key: VerifyingKey, now: datetime) -> Read:
    claims = claims_of(raw)
    if claims.kind == PACK_KIND:
        taken = read_pack(raw)
        is_ours = isinstance(taken, Problem) or taken.pack.organizer_vkey == key.vkey
        return taken if is_ours else Problem("Q_UNKNOWN_KEY")
    pack = _pack_around(raw, key)
    read = FileReader(pack, {}).read(raw, now=now)
    match read:
        case KeyRequest() if read.vkey != key.vkey:
            return Problem("Q_UNKNOWN_KEY")
        case DayFile():
            known = tuple(remark for remark in read.remarks if remark[0] not in _NEEDS_A_PACK)
            return replace(read, remarks=known)
        case _:
            return read


_NEEDS_A_PACK = frozenset({"W_OUTSIDE", "W_OLDPACK"})


def _pack_around(raw: bytes, key: VerifyingKey) -> EventPack:
    """The smallest pack that names this key: what only a pack can say is taken from the file.

    Nothing of it is believed before the signature is right; the reader sees to that.
    """
    claims = claims_of(raw)
    header = _day_header(raw)
    event_id, _, _ = key.name.partition("/")
    event = Event(event_id, "", ())
    tills: tuple[EnrolledTill, ...] = ()
    if header is not None:
        event = Event(
            event_id,
            "",
            (),
            header.offset_min,
            header.cut_off_min,
            header.currency,
            header.exponent,
        )
        request = header.previous if header.first == 1 else ""
        tills = (EnrolledTill(header.till.booth_id, header.till.dev, key.vkey, request),)
    return EventPack(
        event=event,
        version=header.pack[0] if header else 1,
        previous=FIRST_LINK,
        made_at=datetime.fromtimestamp(0, UTC),
        organizer_vkey=key.vkey,
        booths=(Booth(claims.booth_id, ""),),
        tills=tills,
    )


def _day_header(raw: bytes) -> DayFileHeader | None:
    """The header of a day file, unproven; nothing where it cannot be read."""
    try:
        text, _ = split_note(raw)
        first_line = lines_of(text)[0]
        return read_header(first_line)[0] if claims_of(raw).kind == DAY_KIND else None
    except BadLine:
        return None


# --- what to say -------------------------------------------------------------------------------


def _checked(path: Path, raw: bytes, read: Read) -> CheckedFile:
    claims = claims_of(raw)
    match read:
        case Problem():
            return CheckedFile(
                path=path,
                kind=claims.kind,
                verdict=read.verdict,
                problem=read,
                line=_line_of(raw, read.seq),
                booth_id=claims.booth_id,
                dev=claims.dev,
            )
        case TakenPack():
            remarks: tuple[Remark, ...] = (("W_NEWER", 0),) if read.is_newer else ()
            return CheckedFile(
                path=path,
                kind=claims.kind,
                verdict="accepted",
                remarks=remarks,
                head=read.link,
                pack_version=read.pack.version,
            )
        case KeyRequest():
            return CheckedFile(
                path=path,
                kind=claims.kind,
                verdict="accepted",
                booth_id=read.booth_id,
                dev=read.dev,
                head=read.link,
            )
        case DayFile():
            return _checked_day(path, raw, read)
        case unknown:
            assert_never(unknown)


def _checked_day(path: Path, raw: bytes, read: DayFile) -> CheckedFile:
    header, problem = read.header, read.problem
    return CheckedFile(
        path=path,
        kind=DAY_KIND,
        verdict="accepted" if problem is None else problem.verdict,
        problem=problem,
        line=0 if problem is None else _line_of(raw, problem.seq),
        remarks=read.remarks,
        booth_id=header.till.booth_id,
        dev=header.till.dev,
        first=header.first,
        last=header.last,
        head=read.head.link,
        days=read.days,
        counts=bool(read.entries),
    )


def _line_of(raw: bytes, seq: int) -> int:
    """The line that carries this number, counted from 1; 0 where none or no single entry does."""
    mark = f'"seq":{seq},'.encode()
    lines = raw.split(b"\n") if seq else []
    return next((number for number, line in enumerate(lines, start=1) if mark in line), 0)
