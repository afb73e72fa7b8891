"""Invented stands and buyers: hours, baskets and tenders by the figures of indonesia.md 11.

Everything comes out of a seed; there is no clock and no chance from elsewhere. A purchase says
by itself what it cost, so that whatever a till makes of it can be checked.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from random import Random
from typing import Final, Literal

from pos_app.domain.money import Money
from pos_app.domain.rupiah import round_ups
from pos_app.files import resource_root

Profile = Literal["A", "B", "C", "D"]
"""Crafts, packed food and coffee, food to eat at once, a shared stand of crafts."""


@dataclass(frozen=True, slots=True)
class Ware:
    """Something a stand sells, and how often it is taken compared with its neighbours."""

    code: str
    price: Money
    chance: float


@dataclass(frozen=True, slots=True)
class Stand:
    """A booth of the sample data with its goods. `list_code` is its code in the sample files."""

    booth_id: str
    name: str
    region: str
    profile: Profile
    wares: tuple[Ware, ...]
    list_code: str

    @property
    def rounds_cash(self) -> bool:
        """Whether it rounds what is paid in cash down to ROUNDING_STEP."""
        return self.profile in _ROUNDING


@dataclass(frozen=True, slots=True)
class Piece:
    """So many of one thing."""

    code: str
    quantity: int
    price: Money


@dataclass(frozen=True, slots=True)
class Scoop:
    """Loose goods by weight that stand on no price list: grams, and the price of a kilogram."""

    name: str
    grams: int
    price: Money

    @property
    def cost(self) -> Money:
        """Half a rupiah rises."""
        return (2 * self.grams * self.price + 1_000) // 2_000


@dataclass(frozen=True, slots=True)
class Bargain:
    """What makes a purchase cheaper: so many percent or rupiah off, or a total agreed on."""

    kind: Literal["percent", "amount", "agreed"]
    value: int

    def after(self, gross: Money) -> Money:
        """What is left to pay; half a rupiah of a percentage rises."""
        match self.kind:
            case "percent":
                return gross - (2 * gross * self.value + 100) // 200
            case "amount":
                return gross - self.value
            case "agreed":
                return self.value


@dataclass(frozen=True, slots=True)
class Taken:
    """What one buyer takes from the table, and the bargain made for it."""

    pieces: tuple[Piece, ...]
    scoop: Scoop | None = None
    bargain: Bargain | None = None

    @property
    def gross(self) -> Money:
        """What it costs without a bargain."""
        loose = 0 if self.scoop is None else self.scoop.cost
        return sum(piece.quantity * piece.price for piece in self.pieces) + loose

    @property
    def total(self) -> Money:
        """What it costs."""
        return self.gross if self.bargain is None else self.bargain.after(self.gross)


@dataclass(frozen=True, slots=True)
class Purchase:
    """What one buyer took and how it was paid.

    `paid` adds up to the total: kind and amount, change already off. `handed` is the cash that
    was put on the table, `rounding` what cash rounding took off (below 0), `is_unsure` says that
    nobody has seen the QRIS money yet.
    """

    at: datetime
    taken: Taken
    paid: tuple[tuple[str, Money], ...]
    handed: Money
    rounding: Money = 0
    is_unsure: bool = False

    @property
    def total(self) -> Money:
        """What it cost in the end."""
        return self.taken.total + self.rounding


def sample_folder() -> Path:
    """Where the invented stands and goods lie."""
    return resource_root() / "sample"


def stands(count: int) -> tuple[Stand, ...]:
    """So many stands, spread over the kinds of the sample; beyond its length they come again."""
    wares = _wares_by_stand()
    rows = _rows("booths.csv")
    found = []
    for number in range(count):
        round_, place = divmod(number, len(rows))
        row = rows[number * len(rows) // count if count < len(rows) else place]
        again = f" {round_ + 1}" if round_ else ""
        found.append(
            Stand(
                booth_id=row["id_stan"] + (f"-{round_ + 1}" if round_ else ""),
                name=row["nama_stan"] + again,
                region=row["kode_bps"],
                profile=_PROFILES[row["profil"]],
                wares=wares[row["id_stan"]],
                list_code=row["id_stan"],
            )
        )
    return tuple(found)


def price_list_rows(stand: Stand) -> list[list[str]]:
    """The stand's own price list, headings first, as its keeper would hand it over."""
    rows = [row for row in _rows("catalog.csv") if row["stan"] == stand.list_code]
    headings = [name for name in rows[0] if name not in _NOT_THE_KEEPERS]
    return [headings, *([row[name] for name in headings] for row in rows)]


class Crowd:
    """The buyers of an event; the same seed brings the same ones, stand by stand, day by day."""

    def __init__(self, seed: int, zone: timezone) -> None:
        """`zone` is the event's: opening hours are hours there."""
        self._seed = seed
        self._zone = zone

    def buyers(self, stand: Stand, day: date, count: int) -> Iterator[Purchase]:
        """So many purchases in the order of their times."""
        chance = Random(f"{self._seed}/{stand.booth_id}/{day.isoformat()}")
        for at in self._times(day, count, chance):
            taken = _taken(stand.profile, _basket(stand, chance), chance)
            paid = _paid(taken.total, chance)
            rounding = _rounding(dict(paid).get("cash", 0)) if stand.rounds_cash else 0
            paid = tuple((k, amount + rounding * (k == "cash")) for k, amount in paid)
            handed = _handed(dict(paid).get("cash", 0), chance)
            is_unsure = "qris" in dict(paid) and chance.random() < _UNSURE_SHARE
            yield Purchase(at, taken, paid, handed, rounding, is_unsure)

    def _times(self, day: date, count: int, chance: Random) -> list[datetime]:
        hours = chance.choices(tuple(_HOURS), tuple(_HOURS.values()), k=count)
        midnight = datetime.combine(day, time(0), self._zone)
        times = (midnight + timedelta(hours=h, seconds=chance.randrange(3600)) for h in hours)
        return sorted(times)


# --- one buyer ---------------------------------------------------------------------------------


def _basket(stand: Stand, chance: Random) -> tuple[Piece, ...]:
    shares = _LINES[stand.profile]
    wanted = chance.choices(range(1, len(shares) + 1), shares)[0]
    left = list(stand.wares)
    pieces = []
    for _line in range(min(wanted, len(left))):
        ware = chance.choices(left, [each.chance for each in left])[0]
        left.remove(ware)
        pieces.append(Piece(ware.code, _quantity(stand.profile, ware.price, chance), ware.price))
    return tuple(pieces)


def _quantity(profile: Profile, price: Money, chance: Random) -> int:
    if price >= _DEAR:
        return 1
    shares = _QUANTITIES[profile]
    return chance.choices(range(1, len(shares) + 1), shares)[0]


def _taken(profile: Profile, pieces: tuple[Piece, ...], chance: Random) -> Taken:
    scoop = None
    if profile in _WITH_LOOSE_GOODS and chance.random() < _LOOSE_SHARE:
        scoop = Scoop(*chance.choice(_LOOSE), price=chance.choice(_LOOSE_PRICES))
    taken = Taken(pieces, scoop)
    return Taken(pieces, scoop, _bargain(profile, taken.gross, chance))


def _bargain(profile: Profile, gross: Money, chance: Random) -> Bargain | None:
    """Crafts are haggled for; elsewhere there is now and then something off."""
    drawn = chance.random()
    if profile in _HAGGLING and gross >= _LEAST_HAGGLED and drawn < _HAGGLED_SHARE:
        agreed = gross * chance.randrange(85, 98) // 100
        return Bargain("agreed", agreed // 5_000 * 5_000)
    if drawn < _PERCENT_SHARE:
        return Bargain("percent", chance.choice((5, 10, 15)))
    if gross >= _LEAST_MIXED and drawn < _AMOUNT_SHARE:
        return Bargain("amount", chance.choice((1_000, 2_000, 2_500)))
    return None


def _paid(total: Money, chance: Random) -> tuple[tuple[str, Money], ...]:
    if total >= _LEAST_MIXED and chance.random() < _MIXED_SHARE:
        part = total // 3 // 1_000 * 1_000
        if chance.random() < _THREE_SHARE:
            return ("card", part), ("qris", part), ("cash", total - 2 * part)
        return ("qris", part), ("cash", total - part)
    shares = _TENDERS_FROM_A_MILLION if total >= _DEAR else _TENDERS
    return ((chance.choices(tuple(shares), tuple(shares.values()))[0], total),)


def _rounding(cash: Money) -> Money:
    """Down to the step, in the buyer's favour; a part below one step stays as it is."""
    return -(cash % ROUNDING_STEP) if cash >= ROUNDING_STEP else 0


def _handed(amount: Money, chance: Random) -> Money:
    """Exact money, or the notes people have at hand."""
    rounder = round_ups(amount, 3)
    if not rounder or chance.random() < _EXACT_SHARE:
        return amount
    return chance.choice(rounder)


# --- figures -----------------------------------------------------------------------------------

ROUNDING_STEP: Final = 500
_ROUNDING: Final = ("B", "C")
_UNSURE_SHARE: Final = 0.02
_THREE_SHARE: Final = 0.3
_DEAR: Final = 1_000_000
_LEAST_MIXED: Final = 20_000
_MIXED_SHARE: Final = 0.03
_EXACT_SHARE: Final = 0.35

_HAGGLING: Final = ("A", "D")
_LEAST_HAGGLED: Final = 50_000
_HAGGLED_SHARE: Final = 0.12
_PERCENT_SHARE: Final = 0.04
_AMOUNT_SHARE: Final = 0.06

_WITH_LOOSE_GOODS: Final = ("B",)
_LOOSE_SHARE: Final = 0.08
_LOOSE: Final = tuple(
    (name, grams) for name in ("Keripik curah", "Kopi bubuk") for grams in (125, 250, 330, 750)
)
_LOOSE_PRICES: Final = (60_000, 75_500, 118_000)

_PROFILES: Final[Mapping[str, Profile]] = {"A": "A", "B": "B", "C": "C", "D": "D"}

# Percent of the day by the hour that begins then: peaks at noon and in the evening.
_HOURS: Final = {
    10: 4,
    11: 6,
    12: 19,
    13: 9,
    14: 5,
    15: 5,
    16: 6,
    17: 7,
    18: 9,
    19: 24,
    20: 6,
}

# Chances of 1, 2, 3 … lines, and of 1, 2, 3 … pieces.
_LINES: Final[Mapping[Profile, tuple[int, ...]]] = {
    "A": (72, 20, 8),
    "B": (42, 34, 16, 8),
    "C": (62, 30, 8),
    "D": (70, 20, 10),
}
_QUANTITIES: Final[Mapping[Profile, tuple[int, ...]]] = {
    "A": (94, 5, 1),
    "B": (72, 20, 5, 2, 1),
    "C": (60, 28, 8, 4),
    "D": (94, 5, 1),
}

# Together about 45 / 42 / 8 / 5: large sums are mostly transferred.
_TENDERS: Final = {"cash": 48, "qris": 44, "transfer": 3, "card": 5}
_TENDERS_FROM_A_MILLION: Final = {"cash": 15, "qris": 25, "transfer": 52, "card": 8}


# --- sample files ------------------------------------------------------------------------------

_NOT_THE_KEEPERS: Final = frozenset({"stan", "bobot_laku", "dasar_harga"})


def _rows(name: str) -> list[dict[str, str]]:
    with (sample_folder() / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def _wares_by_stand() -> dict[str, tuple[Ware, ...]]:
    """Goods made to order stay out: they are ordered, not taken from the table."""
    wares: dict[str, list[Ware]] = {}
    for row in _rows("catalog.csv"):
        if row["jenis_milik"] != "pesanan":
            ware = Ware(row["kode"], int(row["harga_rp"]), float(row["bobot_laku"]))
            wares.setdefault(row["stan"], []).append(ware)
    return {stand: tuple(found) for stand, found in wares.items()}
