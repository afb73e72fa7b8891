"""How a file gets spoilt: by disks, editors, spreadsheet programs, and by somebody with a key."""

import json
from collections.abc import Callable, Sequence
from random import Random
from typing import Any, Final

from tests.exchange.rewriting import Rewriting

_MOST_JSON: Final = 2**53 - 1
STRANGE_BYTES: Final = (
    b"\0",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\r\n",
    b"\n\n",
    b'"',
    b"{",
    b"=",
    b"\xe2",
)
STRANGE_VALUES: Final[tuple[Any, ...]] = (
    None, True, -1, 0, 10**12 + 1, _MOST_JSON, 1.5, "", "-0", "9" * 400, "\u202e", [], {}, [[]],
    ["cash", 1], {"a": {"a": {}}}, "2026-02-30", "2026-11-24T24:00:00+07:00", "0" * 64,
)  # fmt: skip


def spoilt(raw: bytes, chance: Random) -> bytes:
    """The file after one to four accidents."""
    for _ in range(chance.randint(1, 4)):
        raw = chance.choice(_ACCIDENTS)(raw, chance)
    return raw


def resigned(name: str, chance: Random) -> bytes:
    """A published day file in which the till's own key holder put nonsense, chained and signed."""
    file = Rewriting(name)
    for _ in range(chance.randint(1, 3)):
        place = chance.choice(file.lines)
        record = place.entry if place.items is None or chance.random() < 0.6 else place.items
        _put_nonsense(record, chance)
    return file.signed()


def _put_nonsense(record: dict[str, Any], chance: Random) -> None:
    key = chance.choice(sorted(record))
    value = record[key]
    if isinstance(value, list) and value and chance.random() < 0.7:
        inner = chance.randrange(len(value))
        if isinstance(value[inner], dict):
            _put_nonsense(value[inner], chance)
        else:
            value[inner] = chance.choice(STRANGE_VALUES)
    elif isinstance(value, int) and chance.random() < 0.5:
        record[key] = min(value + chance.choice((-1, 1, 1000, -(10**6))), _MOST_JSON)
    elif chance.random() < 0.2:
        del record[key]
    else:
        record[chance.choice((key, "x-extra", "total", "pay"))] = chance.choice(STRANGE_VALUES)


def _flip(raw: bytes, chance: Random) -> bytes:
    if not raw:
        return b"\0"
    place = chance.randrange(len(raw))
    return raw[:place] + bytes([raw[place] ^ (1 << chance.randrange(8))]) + raw[place + 1 :]


def _cut(raw: bytes, chance: Random) -> bytes:
    return raw[: chance.randint(0, len(raw))]


def _lose(raw: bytes, chance: Random) -> bytes:
    start = chance.randint(0, len(raw))
    return raw[:start] + raw[start + chance.choice((1, 7, 80, 4096)) :]


def _insert(raw: bytes, chance: Random) -> bytes:
    place = chance.randint(0, len(raw))
    return raw[:place] + chance.choice(STRANGE_BYTES) * chance.choice((1, 1, 1, 300)) + raw[place:]


def _shuffle_lines(raw: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return b"\n".join(lines)


def _repeat_lines(raw: bytes, chance: Random) -> bytes:
    lines = raw.split(b"\n")
    place = chance.randrange(len(lines))
    return b"\n".join([*lines[:place], *[lines[place]] * chance.choice((2, 50)), *lines[place:]])


def _strange_number(raw: bytes, chance: Random) -> bytes:
    value = json.dumps(chance.choice((*STRANGE_VALUES, 2**53, 10**40))).encode()
    parts = raw.split(b":")
    if len(parts) < 2:
        return raw + value
    place = chance.randrange(1, len(parts))
    rest = parts[place].split(b",", 1)
    parts[place] = b",".join([value, *rest[1:]])
    return b":".join(parts)


_ACCIDENTS: Final[Sequence[Callable[[bytes, Random], bytes]]] = (
    _flip, _cut, _lose, _insert, _shuffle_lines, _repeat_lines, _strange_number,
)  # fmt: skip
