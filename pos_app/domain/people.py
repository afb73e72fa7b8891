"""Who is at the till, what each may do, and how a PIN is known without being kept."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

Right: TypeAlias = Literal["void", "refund", "discount", "price", "no_sale", "expected", "settings"]
"""What not everybody may do: take back a sale, pay back, reduce beyond the limit, change a price,
open the drawer, see what should be in it, change settings."""

RIGHTS: Final[tuple[Right, ...]] = get_args(Right)
ALL_RIGHTS: Final = frozenset(RIGHTS)

MOST_OPERATORS: Final = 99
"""The journal's own codes go from k1 to k99 and are never given twice (day-file.md 6)."""

LONGEST_NAME: Final = 60
LEAST_DIGITS, MOST_DIGITS = 4, 8

FREE_TRIES: Final = 5
"""So many wrong PINs in a row cost nothing but the trying."""
_FIRST_WAIT_S: Final = 30
_LONGEST_WAIT_S: Final = 900

# One guess costs 16 MiB and some 50 ms on the slowest laptop meant: not felt by a person, but the
# ten thousand PINs of four digits then take minutes for somebody who stole the file, not nothing.
_COST, _BLOCK, _LANES = 2**14, 8, 1


@dataclass(frozen=True, slots=True)
class PinHash:
    """What is kept of a PIN: salt and scrypt hash. It never enters the journal."""

    salt: bytes
    digest: bytes

    @classmethod
    def of(cls, pin: str, salt: bytes) -> "PinHash":
        """The hash of a PIN, slow on purpose."""
        digest = hashlib.scrypt(pin.encode(), salt=salt, n=_COST, r=_BLOCK, p=_LANES, dklen=32)
        return cls(salt, digest)

    def fits(self, pin: str) -> bool:
        """Whether it is this PIN; takes as long for a wrong one."""
        return hmac.compare_digest(self.digest, PinHash.of(pin, self.salt).digest)


def is_fit_pin(pin: str) -> bool:
    """Four to eight digits, as they are typed on a number pad."""
    return pin.isascii() and pin.isdigit() and LEAST_DIGITS <= len(pin) <= MOST_DIGITS


def wait_after(wrong: int) -> int:
    """Seconds to wait after so many wrong PINs in a row: 0, then 30, 60, 120 … at most 900."""
    if wrong < FREE_TRIES:
        return 0
    return int(min(_FIRST_WAIT_S * 2 ** min(wrong - FREE_TRIES, 10), _LONGEST_WAIT_S))


@dataclass(frozen=True, slots=True)
class Operator:
    """A person at the till. `code` (`k1`) stands in the journal; the name never does."""

    code: str
    name: str
    rights: frozenset[Right] = ALL_RIGHTS
    pin: PinHash | None = None
    is_retired: bool = False

    @property
    def number(self) -> int:
        """The digits of the code."""
        return int(self.code.removeprefix("k"))

    @property
    def rights_mask(self) -> int:
        """The rights as one number, in the order of RIGHTS, for an audit entry."""
        return sum(1 << place for place, right in enumerate(RIGHTS) if right in self.rights)


@dataclass(frozen=True, slots=True)
class People:
    """Everybody who ever worked at this till, by code. A booth of one person needs no PIN."""

    operators: tuple[Operator, ...] = ()

    @property
    def active(self) -> tuple[Operator, ...]:
        """Those who work here now."""
        return tuple(one for one in self.operators if not one.is_retired)

    @property
    def is_one_person(self) -> bool:
        """Whether nobody else could be at the till; then every right is given."""
        return len(self.active) < 2  # noqa: PLR2004 - two people are what makes a team

    @property
    def next_code(self) -> str:
        """The code of whoever comes next; a retired person keeps his own."""
        return f"k{max((one.number for one in self.operators), default=0) + 1}"

    @property
    def names(self) -> tuple[tuple[str, str], ...]:
        """Code and name of all, also of the retired: old papers name them."""
        return tuple((one.code, one.name) for one in self.operators)

    def by_code(self, code: str) -> Operator | None:
        """The person of that code."""
        return next((one for one in self.operators if one.code == code), None)

    def holders(self, right: Right) -> tuple[Operator, ...]:
        """Those who may do it, and so may allow it."""
        return tuple(one for one in self.active if right in one.rights)

    def may(self, code: str, right: Right) -> bool:
        """Whether that person may do it."""
        if self.is_one_person:
            return True
        operator = self.by_code(code)
        return operator is not None and not operator.is_retired and right in operator.rights

    def with_operator(self, operator: Operator) -> "People":
        """The same people with this one added or changed."""
        others = (one for one in self.operators if one.code != operator.code)
        return replace(self, operators=_in_order((*others, operator)))

    def keeps_a_keeper(self) -> bool:
        """Whether somebody may still change the settings, so that nobody is shut out."""
        return not self.active or self.is_one_person or bool(self.holders("settings"))


def _in_order(operators: Iterable[Operator]) -> tuple[Operator, ...]:
    return tuple(sorted(operators, key=lambda one: one.number))
