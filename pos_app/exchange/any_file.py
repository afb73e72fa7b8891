"""One door for every kind of file, for `gerai verify` and for whatever lies on a stick."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final, TypeAlias

from pos_app.domain.errors import Problem
from pos_app.domain.identity import EventPack
from pos_app.exchange import day_header
from pos_app.exchange.day_file import DayFile, DayFileReader
from pos_app.exchange.enrolment import (
    REQUEST_KIND,
    KeyRequest,
    TakenPack,
    read_key_request,
    read_newer_pack,
)
from pos_app.exchange.keys import organizer_key_name
from pos_app.exchange.pack_lines import PACK_KIND
from pos_app.exchange.signed_note import claims_of

SIGNED_BY_ORGANIZER: Final = frozenset({"gerai.ack/1", "gerai.ruling/1", "gerai.sum/1"})
SIGNED_BY_TILL: Final = frozenset({"gerai.slip/1"})

AnyFile: TypeAlias = DayFile | TakenPack | KeyRequest


class FileReader:
    """Reads what belongs to one event, whatever kind it is. Make one for many files."""

    def __init__(self, pack: EventPack, pack_links: Mapping[int, str]) -> None:
        self._pack = pack
        self._pack_link = pack_links.get(pack.version, "")
        self._day_files = DayFileReader(pack, pack_links)

    def read(self, raw: bytes, *, now: datetime | None = None) -> AnyFile | Problem:
        """The content by its kind, or what is wrong with it.

        The pack held and every newer one are fine. Kinds that this program knows by
        name but does not read are U_VERSION, once their signature is right.
        """
        kind = claims_of(raw).kind
        if kind == PACK_KIND:
            return read_newer_pack(raw, held=self._pack, held_link=self._pack_link)
        if kind == REQUEST_KIND:
            return read_key_request(raw, pack=self._pack)
        if kind == day_header.KIND:
            return self._day_files.read(raw, now=now)
        return self._not_read_yet(raw)

    def _not_read_yet(self, raw: bytes) -> Problem:
        note = self._day_files.open(raw)
        if isinstance(note, Problem):
            return note
        organizer = organizer_key_name(self._pack.event.event_id)
        sorts = {signer.name == organizer for signer in note.signers}
        wanted = note.kind not in SIGNED_BY_TILL
        if wanted not in sorts:
            return Problem("E_KEY", detail=note.kind)
        return Problem("U_VERSION", detail=note.kind)


def read_file(
    raw: bytes, *, pack: EventPack, pack_links: Mapping[int, str], now: datetime | None = None
) -> AnyFile | Problem:
    """Read one file of any kind; `pack_links` are the links of all packs held, by version."""
    return FileReader(pack, pack_links).read(raw, now=now)
