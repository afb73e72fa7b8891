"""The first line of a day file: whose chain, which stretch of it, under which pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import time
from typing import Final, Literal, TypeAlias

from pos_app.domain.identity import Event, EventPack, Till
from pos_app.exchange.fields import (
    MOST_HEADER_BYTES,
    BadLine,
    Record,
    Shape,
    booth_id,
    canonical,
    clock_time,
    code,
    counter,
    currency,
    event_id,
    id_,
    integer,
    link,
    one_of,
    parse_line,
    row,
    rows,
    text,
    zone_offset,
)

Detail: TypeAlias = Literal["items", "money"]
"""With the baskets, or the money alone."""

KIND: Final = "gerai.day/1"
KNOWN_FEATURES: Final[frozenset[str]] = frozenset()
"""What `need` may ask for; this version of the format has nothing to ask for yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayFileHeader:
    """Says which entries follow. `previous` is the link of entry `first` - 1.

    For `first` 1 that is the link of the till's key request. `pack` is version and link of the
    pack in force; offset and cut-off are minutes.
    """

    app: str
    till: Till
    currency: str
    exponent: int
    cut_off_min: int
    offset_min: int
    detail: Detail
    first: int
    last: int
    previous: str
    pack: tuple[int, str]

    @classmethod
    def of(  # noqa: PLR0913 - keyword-only, one for each fact the event does not know
        cls,
        event: Event,
        till: Till,
        *,
        app: str,
        detail: Detail,
        first: int,
        last: int,
        previous: str,
        pack: tuple[int, str],
    ) -> "DayFileHeader":
        """The header of a stretch of this till's chain."""
        return cls(
            app=app,
            till=till,
            currency=event.currency,
            exponent=event.exponent,
            cut_off_min=event.cut_off_min,
            offset_min=event.offset_min,
            detail=detail,
            first=first,
            last=last,
            previous=previous,
            pack=pack,
        )


def write_header(header: DayFileHeader) -> bytes:
    """The header line without LF."""
    cut_off = divmod(header.cut_off_min, 60)
    offset = divmod(abs(header.offset_min), 60)
    sign = "-" if header.offset_min < 0 else "+"
    return canonical(
        {
            "_": KIND,
            "app": header.app,
            "event": header.till.event_id,
            "booth": header.till.booth_id,
            "dev": header.till.dev,
            "cur": header.currency,
            "exp": header.exponent,
            "cut": f"{cut_off[0]:02d}:{cut_off[1]:02d}",
            "tz": f"{sign}{offset[0]:02d}:{offset[1]:02d}",
            "detail": header.detail,
            "first": header.first,
            "last": header.last,
            "need": [],
            "pack": header.pack,
            "prev": header.previous,
        }
    )


def read_header(line: bytes) -> tuple[DayFileHeader, bool]:
    """The header, and whether it has `x_` keys; raises BadLine, U_NEED before E_FIELD."""
    record = parse_line(line, most_bytes=MOST_HEADER_BYTES)
    _check_need(record)
    values, is_newer = _HEADER.read(record)
    if values["first"] > values["last"]:
        raise BadLine("E_FIELD", "last")
    cut_off: time = values["cut"]
    header = DayFileHeader(
        app=values["app"],
        till=Till(values["event"], values["booth"], values["dev"]),
        currency=values["cur"],
        exponent=values["exp"],
        cut_off_min=cut_off.hour * 60 + cut_off.minute,
        offset_min=_minutes(values["tz"]),
        detail=values["detail"],
        first=values["first"],
        last=values["last"],
        previous=values["prev"],
        pack=values["pack"],
    )
    return header, is_newer


def check_against_pack(
    header: DayFileHeader, pack: EventPack, pack_links: Mapping[int, str]
) -> None:
    """Whether the file is of this event as its pack describes it; raises BadLine (9, 8).

    The event's id was compared before anything else, when the note was opened.
    """
    till, event = header.till, pack.event
    enrolled = pack.till(till.booth_id, till.dev)
    booth = pack.booth(till.booth_id)
    if enrolled is None or booth is None or booth.booth_id != till.booth_id:
        raise BadLine("E_BOOTH", till.key_name)
    if (header.currency, header.exponent) != (event.currency, event.exponent):
        raise BadLine("E_CURRENCY", header.currency)
    if (header.cut_off_min, header.offset_min) != (event.cut_off_min, event.offset_min):
        raise BadLine("E_EVENT", "cut-off or zone")
    version, pack_link = header.pack
    if pack_links.get(version, pack_link) != pack_link:
        raise BadLine("E_EVENT", "another pack of that version")
    if header.first == 1 and header.previous != enrolled.request:
        raise BadLine("E_CHAIN", "not the approved key request")


def _check_need(record: Record) -> None:
    """A feature we do not know may change any key, so nothing else is judged after it."""
    try:
        needed = _needed(record.get("need"))
    except ValueError:
        return  # the table of keys says so in its turn
    unknown = [each for each in needed if each not in KNOWN_FEATURES]
    if unknown:
        raise BadLine("U_NEED", unknown[0])


def _needed(value: object) -> tuple[str, ...]:
    found = _codes(value)
    if list(found) != sorted(set(found)):
        raise ValueError(value)
    return found


def _minutes(offset: str) -> int:
    minutes = int(offset[1:3]) * 60 + int(offset[4:6])
    return -minutes if offset.startswith("-") else minutes


_codes = rows(code, least=0)
_HEADER: Final = Shape(
    {
        "_": one_of(KIND),
        "app": text(40),
        "event": event_id,
        "booth": booth_id,
        "dev": id_,
        "cur": currency,
        "exp": integer(0, 4),
        "cut": clock_time,
        "tz": zone_offset,
        "detail": one_of("items", "money"),
        "first": counter,
        "last": counter,
        "need": _needed,
        "pack": row(counter, link),
        "prev": link,
    }
)
