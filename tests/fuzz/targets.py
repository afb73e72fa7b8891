"""What takes in things from outside, each with its seeds and with what it may answer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Final

from pos_app.domain.errors import PosError, Problem
from pos_app.domain.feed import feed_part
from pos_app.domain.merge import merge
from pos_app.domain.rupiah import read_amount, read_quantity, read_scan_line
from pos_app.exchange.any_file import read_file
from pos_app.exchange.booth_list import read_booth_list, read_claims
from pos_app.exchange.day_file import DayFile
from pos_app.exchange.enrolment import read_key_request, read_pack
from pos_app.exchange.price_list import read_price_list
from tests.exchange.rewriting import PACK, PACK_LINKS
from tests.exchange.vector_files import VECTORS
from tests.fuzz.spoiling import resigned, spoilt

_DATA: Final = Path(__file__).resolve().parent.parent / "data"
_DAYS: Final = (date(2026, 11, 24), date(2026, 11, 25))
_TEXTS: Final = ("25.000", "1,5jt", "Rp 25.000,-", "3*12", "1,5*KOPI", "3x kripik 15rb", "=1+1")


@dataclass(frozen=True, slots=True)
class Target:
    """`spoil` gives one hostile input, `take` meets it and raises only what it promises."""

    name: str
    spoil: Callable[[Random], bytes]
    take: Callable[[bytes], object]


def _take_any_file(raw: bytes) -> object:
    """Any file of the event; what is accepted must also merge."""
    result = read_file(raw, pack=PACK.pack, pack_links=PACK_LINKS)
    if isinstance(result, DayFile):
        till = result.header.till
        part = feed_part(
            till.booth_id, till.dev, result.entries, detailed=result.header.detail == "items"
        )
        merge([part, part], PACK.pack)
    elif isinstance(result, Problem):
        assert result.code[:2] in ("E_", "Q_", "U_"), result
    return result


def _take_first_pack(raw: bytes) -> object:
    return read_pack(raw)


def _take_request(raw: bytes) -> object:
    return read_key_request(raw, pack=PACK.pack)


def _take_lists(raw: bytes) -> object:
    """Price lists answer with verdicts; booth lists and claims refuse in words."""
    preview = read_price_list(raw)
    for read in (lambda: read_booth_list(raw, _DAYS), lambda: read_claims(raw)):
        try:
            read()
        except PosError:
            continue
    return preview


def _take_typed(raw: bytes) -> object:
    text = raw.decode("utf-8", errors="replace")
    return read_amount(text), read_quantity(text), read_scan_line(text)


def _spoilt_from(folder: Path, pattern: str) -> Callable[[Random], bytes]:
    seeds = [path.read_bytes() for path in sorted(folder.glob(pattern))]
    assert seeds, pattern
    return lambda chance: spoilt(chance.choice(seeds), chance)


def _resigned(chance: Random) -> bytes:
    names = ("a017-day1.gerai.txt", "a017-day2.gerai.txt", "c003-all-kinds.gerai.txt")
    return resigned(chance.choice(names), chance)


TARGETS: Final = (
    Target("signed files", _spoilt_from(VECTORS, "*.gerai.txt"), _take_any_file),
    Target("files signed by a dishonest till", _resigned, _take_any_file),
    Target("event packs", _spoilt_from(VECTORS, "pack-*.gerai.txt"), _take_first_pack),
    Target("key requests", _spoilt_from(VECTORS, "request-*.gerai.txt"), _take_request),
    Target("price lists as text", _spoilt_from(_DATA / "ugly-catalogs", "*.[ct]s*"), _take_lists),
    Target(
        "typed amounts",
        lambda chance: spoilt(chance.choice(_TEXTS).encode(), chance),
        _take_typed,
    ),
)
