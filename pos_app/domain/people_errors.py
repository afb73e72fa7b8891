"""What the rules say no to when people, PINs and rights are concerned."""

from dataclasses import dataclass
from typing import Literal

from pos_app.domain.errors import Refusal
from pos_app.domain.people import Right


@dataclass(eq=False)
class RightIsMissing(Refusal):
    """The person at the till may not do this; somebody with the right may allow it."""

    right: Right


@dataclass(eq=False)
class PinIsWrong(Refusal):
    """Nobody asked for has this PIN. `tries_left` before one has to wait."""

    tries_left: int


@dataclass(eq=False)
class TooManyTries(Refusal):
    """Too many wrong PINs in a row; `wait_s` seconds to go."""

    wait_s: int


@dataclass(eq=False)
class OperatorIsIncomplete(Refusal):
    """A field of the form of a person is missing or cannot be right."""

    field: Literal["name", "pin", "claim"]
    why: Literal["missing", "taken", "form"]


@dataclass(eq=False)
class PinIsNeeded(Refusal):
    """With two people at a till each needs a PIN; this one has none yet."""

    operator_name: str


@dataclass(eq=False)
class NoKeeperLeft(Refusal):
    """Nobody would be left who may change the settings."""


@dataclass(eq=False)
class TooManyOperators(Refusal):
    """The journal knows at most this many people of one till."""

    most: int
