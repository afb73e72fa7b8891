"""An entry line into its parts: what can be said of one line alone.

Equations are the business of `entry_equations`, its place among others that of `day_walk`.
"""

from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256
from typing import Final

from pos_app.domain.identity import Event
from pos_app.domain.journal import Entry, Stamp
from pos_app.exchange.entry_kind import STAMP_OPTIONAL, STAMP_REQUIRED, Goods
from pos_app.exchange.entry_kinds import ENTRY_KINDS, FOREIGN_KIND
from pos_app.exchange.fields import BadLine, Record, code, parse_line


@dataclass(slots=True)
class EntryRecord:
    """An entry line as read: its place in the chain, its values, the hash of its items-line."""

    kind: str
    seq: int
    previous: str
    link: str
    items_link: str
    is_newer: bool
    stamp: Stamp
    values: Record

    def entry(self, goods: Goods) -> Entry:
        """The entry with the goods of its items-line; None where there are none at hand."""
        return ENTRY_KINDS.get(self.kind, FOREIGN_KIND).make(self.stamp, self.values, goods)


def read_entry_record(line: bytes, event: Event | None = None) -> EntryRecord:
    """Read one line without LF; raises BadLine up to U_TYPE and E_FIELD.

    With an event, `at` must have the event's offset, and `late` must be true.
    """
    record = parse_line(line)
    name = record.get("t")
    kind = ENTRY_KINDS.get(name) if type(name) is str else None
    if kind is None:
        kind = FOREIGN_KIND
        record = _with_any_keys(record)
    values, is_newer = kind.shape.read(record)
    stamp = Stamp(
        at=values["at"],
        day=values["day"],
        op=values.get("op", ""),
        by=values.get("by", ""),
        late="late" in values,
    )
    if event is not None:
        _check_time(stamp, event)
    kind.prepare(values)
    return EntryRecord(
        kind=values["t"],
        seq=values["seq"],
        previous=values["prev"],
        link=sha256(line).hexdigest(),
        items_link=values.get("items", ""),
        is_newer=is_newer and kind is not FOREIGN_KIND,
        stamp=stamp,
        values=values,
    )


_STAMP_KEYS: Final = frozenset({**STAMP_REQUIRED, **STAMP_OPTIONAL})


def _with_any_keys(record: Record) -> Record:
    """A record of an `x-` kind: its other keys are checked for nothing but their form."""
    try:
        name = code(record.get("t"))
    except ValueError:
        raise BadLine("E_FIELD", "t") from None
    if name == "items":
        raise BadLine("E_ITEMS", "no entry before it")
    if not name.startswith("x-") or name == "x-":
        raise BadLine("U_TYPE", name)
    ours = {key: value for key, value in record.items() if key in _STAMP_KEYS}
    theirs = {key: value for key, value in record.items() if key not in _STAMP_KEYS}
    return {**ours, "x_any": theirs}


_offset = cache(lambda minutes: timedelta(minutes=minutes))


def _check_time(stamp: Stamp, event: Event) -> None:
    if stamp.at.utcoffset() != _offset(event.offset_min):
        raise BadLine("E_FIELD", "at")
    if stamp.late and stamp.day >= event.business_day(stamp.at):
        raise BadLine("E_FIELD", "late")
