"""The line rules of day-file.md 4: one line of JSON into values that were checked, and back.

Every file that leaves or enters is made of such lines. A line is canonical (RFC 8785) or refused.
Nothing here knows a kind of file; whoever does writes its table of keys as a `Shape`.
"""

import hashlib
import operator
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from functools import lru_cache
from typing import Any, Final, TypeAlias, TypeVar

import orjson

from pos_app.domain.money import MOST_MONEY, Percent, Quantity

MOST_INTEGER: Final = 2**53 - 1
MOST_SUM: Final = 10**15
MOST_COUNT: Final = 2**31 - 1
MOST_LINE_BYTES: Final = 256 * 1024
MOST_HEADER_BYTES: Final = 4 * 1024
MOST_NESTING: Final = 5
MOST_ITEMS: Final = 200
MOST_TENDERS: Final = 8

Record: TypeAlias = dict[str, Any]
"""A line as JSON gave it, or the values a `Shape` made of it."""

T = TypeVar("T")
Reader: TypeAlias = Callable[[object], T]
"""Makes a checked value of a JSON value; raises ValueError for anything its rule forbids."""


class BadLine(Exception):
    """A line, or what is around the lines, breaks a rule.

    Never leaves `exchange`: readers of files turn it into a Problem.
    """

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


def canonical(record: Mapping[str, object]) -> bytes:
    """The one way to write a record (RFC 8785), without LF."""
    return orjson.dumps(record, option=_CANONICAL)


def link_of(signed: bytes) -> str:
    """What others name an entry line or the whole text of a file by: its SHA-256 in hex."""
    return hashlib.sha256(signed).hexdigest()


def parse_line(line: bytes, *, most_bytes: int = MOST_LINE_BYTES) -> Record:
    """Read a line without its LF; raises BadLine in the order of day-file.md 9.

    TEXT for broken UTF-8, LIMIT for length and nesting, JSON, NUM, CANON, TEXT for what strings
    hold, LIMIT for items and tenders, FIELD when it is no object. Fields are the Shape's business.
    """
    if len(line) > most_bytes:
        _check_encoding(line)
        raise BadLine("E_LIMIT", "length")
    record = _parsed(line)
    has_fraction = _look_into(record, MOST_NESTING)
    try:
        again = b"" if has_fraction else orjson.dumps(record, option=_CANONICAL)
    except TypeError:
        again = b""  # beyond 53 bits
    if again != line:
        is_number = not again or _MINUS_ZERO.search(_STRING.sub(b'""', line))
        raise BadLine("E_NUM" if is_number else "E_CANON")
    if not line.isascii() or b"\\" in line or b"\x7f" in line:
        _check_text(line)
    if type(record) is not dict:
        raise BadLine("E_FIELD", "no object")
    _check_lengths(record)
    return record


def is_fit_text(typed: str, most: int) -> bool:
    """Whether a person may enter this as a name; stricter than reading (day-file.md 4).

    A reader takes characters that Unicode gave no meaning yet, because a later one may have.
    """
    if not 0 < len(typed) <= most or _BANNED.search(typed):
        return False
    kinds = {unicodedata.category(character) for character in typed}
    return unicodedata.is_normalized("NFC", typed) and not kinds & {"Cn", "Cs"}


class Shape:
    """The keys of one kind of record, as a table of day-file.md lists them, with their readers."""

    def __init__(
        self,
        required: Mapping[str, Reader[Any]],
        optional: Mapping[str, Reader[Any]] | None = None,
    ) -> None:
        self._readers = {**required, **(optional or {})}
        self._required = frozenset(required)

    def read(self, record: Record) -> tuple[Record, bool]:
        """The checked values, and whether there were `x_` keys besides; raises BadLine E_FIELD."""
        readers = self._readers
        is_newer = False
        try:
            values = {key: readers[key](value) for key, value in record.items()}
        except (KeyError, ValueError):
            values, is_newer = self._read_with_care(record)
        if not self._required <= values.keys():
            raise BadLine("E_FIELD", min(self._required - values.keys()))
        return values, is_newer

    def _read_with_care(self, record: Record) -> tuple[Record, bool]:
        """A record with keys or values out of the table: sort them out, one by one."""
        readers = self._readers
        values: Record = {}
        is_newer = False
        key = ""
        try:
            for key, value in record.items():
                reader = readers.get(key)
                if reader is None:
                    _check_foreign(key, value)
                    is_newer = True
                else:
                    values[key] = reader(value)
        except ValueError:
            raise BadLine("E_FIELD", key[:24]) from None
        return values, is_newer


# --- readers of numbers --------------------------------------------------------------------------


def integer(least: int, most: int) -> Reader[int]:
    """An integer of this range."""

    def read(value: object) -> int:
        if type(value) is not int or not least <= value <= most:
            raise ValueError(value)
        return value

    return read


def not_zero(reader: Reader[int]) -> Reader[int]:
    """An optional amount is left out instead of being 0."""

    def read(value: object) -> int:
        number = reader(value)
        if not number:
            raise ValueError(value)
        return number

    return read


money = integer(-MOST_MONEY, MOST_MONEY)
sum_of_money = integer(-MOST_SUM, MOST_SUM)
counter = integer(1, MOST_COUNT)
count = integer(0, MOST_COUNT)


def quantity(value: object) -> Quantity:
    """A quantity in its one spelling."""
    return _quantity(_string(value))


def percent(value: object) -> Percent:
    """A percentage; the format lets `11` be spelled `11.0`, so compare values, not spellings."""
    return _percent(_string(value))


# --- readers of strings --------------------------------------------------------------------------


def text(most: int) -> Reader[str]:
    """1 to `most` code points; which ones they may be was settled for the whole line."""

    def read(value: object) -> str:
        if type(value) is not str or not 0 < len(value) <= most:
            raise ValueError(value)
        return value

    return read


def matching(pattern: str) -> Reader[str]:
    """A string that the whole pattern describes."""
    fits = re.compile(pattern).fullmatch

    def read(value: object) -> str:
        if type(value) is not str or not fits(value):
            raise ValueError(value)
        return value

    return read


def one_of(*words: str) -> Reader[str]:
    """One of a closed set of words."""
    known = frozenset(words)

    def read(value: object) -> str:
        if type(value) is not str or value not in known:
            raise ValueError(value)
        return value

    return read


code = matching(r"[a-z][a-z0-9_-]{0,23}")
id_ = matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,31}")
link = matching(r"[0-9a-f]{64}")
salt = matching(r"[0-9a-f]{32}")
currency = matching(r"[A-Z]{3}")
zone_offset = matching(r"(?!-00:00)[+-](0[0-9]|1[0-4]):[0-5][0-9]")


def event_id(value: object) -> str:
    """An id that may name an event: it becomes part of key names and of a folder's name."""
    return _name_part(_event_id(value))


def booth_id(value: object) -> str:
    """An id that may name a booth: it becomes part of key names and of files' names."""
    return _name_part(_booth_id(value))


def clock_time(value: object) -> time:
    """`04:00`."""
    return time.fromisoformat(_clock_time(value))


def day(value: object) -> date:
    """A real date."""
    return _day(_string(value))


def moment(value: object) -> datetime:
    """A real time with its offset, whole seconds; whether it is the event's, the caller knows."""
    return datetime.fromisoformat(_moment(value))


# --- readers of rows -----------------------------------------------------------------------------


def row(*readers: Reader[Any]) -> Reader[tuple[Any, ...]]:
    """An array with one value for each reader."""

    def read(value: object) -> tuple[Any, ...]:
        if type(value) is not list or len(value) != len(readers):
            raise ValueError(value)
        return tuple(map(operator.call, readers, value))

    return read


def rows(reader: Reader[T], *, least: int = 1, most: int = MOST_COUNT) -> Reader[tuple[T, ...]]:
    """An array of equal things; one that may be empty says so."""

    def read(value: object) -> tuple[T, ...]:
        if type(value) is not list or not least <= len(value) <= most:
            raise ValueError(value)
        return tuple([reader(each) for each in value])

    return read


def either(*readers: Reader[Any]) -> Reader[Any]:
    """What the first reader that takes it makes of it."""

    def read(value: object) -> Any:  # noqa: ANN401 - as different as its readers
        for reader in readers:
            try:
                return reader(value)
            except ValueError:
                continue
        raise ValueError(value)

    return read


# --- inside --------------------------------------------------------------------------------------

_CANONICAL: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_STRING = re.compile(rb'"(?:[^"\\]|\\.)*"')
_MINUS_ZERO = re.compile(rb"-0(?![0-9.eE])")
_LEGAL_ESCAPE = re.compile(rb'\\["\\]')
_KEY = re.compile(r"[a-z_][a-z0-9_]{0,23}")
_BANNED = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)
# Windows gives these names to devices, whatever follows a dot.
_DEVICE = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)
_event_id = matching(r"[a-z0-9][a-z0-9._-]{0,23}")
_booth_id = matching(r"[A-Za-z0-9][A-Za-z0-9._-]{0,15}")
_clock_time = matching(r"([01][0-9]|2[0-3]):[0-5][0-9]")
_moment = matching(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
    r"(?!-00:00)[+-](0[0-9]|1[0-4]):[0-5][0-9]"
)


def _parsed(line: bytes) -> Any:  # noqa: ANN401 - whatever JSON holds
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        _check_encoding(line)
        if _nesting(line) > MOST_NESTING:
            raise BadLine("E_LIMIT", "nesting") from None
        raise BadLine("E_JSON") from None


def _check_encoding(line: bytes) -> None:
    try:
        line.decode()
    except UnicodeDecodeError:
        raise BadLine("E_TEXT", "utf-8") from None


def _nesting(line: bytes) -> int:
    """How deep the brackets of a line go that is no JSON, strings left out as far as they end."""
    deepest = depth = 0
    for byte in _STRING.sub(b"", line):
        if byte in b"[{":
            depth += 1
            deepest = max(deepest, depth)
        elif byte in b"]}":
            depth -= 1
    return deepest


def _look_into(value: Any, levels: int) -> bool:  # noqa: ANN401 - whatever JSON holds
    """Whether it holds a number with a fraction; raises BadLine when it nests too deep."""
    kind = type(value)
    if kind is not dict and kind is not list:
        return kind is float
    if not levels:
        raise BadLine("E_LIMIT", "nesting")
    has_fraction = False
    for each in value.values() if kind is dict else value:
        kind = type(each)
        if kind is str or kind is int:
            continue
        has_fraction |= _look_into(each, levels - 1)
    return has_fraction


def _check_text(line: bytes) -> None:
    """The characters of a canonical line, at once: a quote composes with nothing (NFC)."""
    if b"\\" in _LEGAL_ESCAPE.sub(b"", line):
        raise BadLine("E_TEXT", "control character")
    characters = line.decode()
    if _BANNED.search(characters):
        raise BadLine("E_TEXT", "character")
    if not unicodedata.is_normalized("NFC", characters):
        raise BadLine("E_TEXT", "not NFC")


def _check_lengths(record: Record) -> None:
    for key, most in (("i", MOST_ITEMS), ("pay", MOST_TENDERS)):
        values = record.get(key)
        if type(values) is list and len(values) > most:
            raise BadLine("E_LIMIT", key)


def _check_foreign(key: str, value: object) -> None:
    """Keys of a later program or of somebody else: kept, if they look like ours."""
    if not key.startswith("x_"):
        raise ValueError(key)
    _check_foreign_value({key: value})


def _check_foreign_value(value: object) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            if not _KEY.fullmatch(key):
                raise ValueError(key)
            _check_foreign_value(inner)
    elif isinstance(value, list):
        for inner in value:
            _check_foreign_value(inner)
    elif type(value) is not str and type(value) is not int:
        raise ValueError(value)


def _string(value: object) -> str:
    if type(value) is not str:
        raise ValueError(value)
    return value


def _name_part(part: str) -> str:
    if part.endswith(".") or _DEVICE.fullmatch(part):
        raise ValueError(part)
    return part


@lru_cache(maxsize=1024)
def _quantity(spelling: str) -> Quantity:
    value = Quantity.of(spelling)
    if str(value) != spelling:
        raise ValueError(spelling)
    return value


@lru_cache(maxsize=64)
def _percent(spelling: str) -> Percent:
    return Percent.of(spelling)


@lru_cache(maxsize=256)
def _day(spelling: str) -> date:
    value = date.fromisoformat(spelling)
    if value.isoformat() != spelling:  # Python reads 20261124 as well
        raise ValueError(spelling)
    return value
