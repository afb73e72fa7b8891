"""Rounds of a measure and of its floor in turn, so that a drifting machine hits both."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from math import inf
from statistics import median
from typing import NamedTuple

Step = Callable[[int], object]
"""One try; gets its number. What it gives back is thrown away."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Times in milliseconds, of the thing measured and of its floor, and the most that the ratio
    and the median may be.
    """

    name: str
    floor_name: str
    times_ms: tuple[float, ...]
    floor_ms: tuple[float, ...]
    most_ratio: float = inf
    most_ms: float = inf

    @property
    def is_fast_enough(self) -> bool:
        """Whether the medians are within what was promised, where anything was."""
        return self.ratio <= self.most_ratio and median(self.times_ms) <= self.most_ms

    @property
    def ratio(self) -> float:
        """Median against median of the floor."""
        return median(self.times_ms) / median(self.floor_ms)

    def line(self) -> str:
        """One row: ratio first, then what it was made of."""
        return (
            f"{self.name:<44} {self.ratio:6.2f} x   median {median(self.times_ms):7.3f} ms"
            f"   p99 {_p99(self.times_ms):7.3f}   worst {max(self.times_ms):7.3f}"
            f"   floor: {self.floor_name} {median(self.floor_ms):7.3f} ms"
            f"   p99 {_p99(self.floor_ms):7.3f}{self._promise()}"
        )

    def _promise(self) -> str:
        ratio = "" if self.most_ratio == inf else f"   promised: {self.most_ratio:.2f} x"
        most = "" if self.most_ms == inf else f"   promised: {self.most_ms:.0f} ms"
        return ratio + most + ("" if self.is_fast_enough else "   TOO SLOW")


def _nothing() -> None:
    """What most measures do between tries."""


class Floor(NamedTuple):
    """What nothing can beat, or what is to be no slower than."""

    name: str
    step: Step


@dataclass(frozen=True, slots=True)
class Rounds:
    """How much is measured: all of it as a bench, a little so that a test sees every measure run.

    `share` is the part of every amount that is taken; `rest` is done between tries and costs none
    of their time.
    """

    count: int = 5
    share: float = 1.0
    rest: Callable[[], object] = _nothing

    def of(self, amount: int) -> int:
        """So many of what a whole bench takes."""
        return max(1, round(amount * self.share))

    def measure(self, name: str, step: Step, *, floor: Floor, per_round: int) -> Measured:
        """Time a step and its named floor in turn, after one round that does not count."""
        times: list[float] = []
        floors: list[float] = []
        number = 0
        for round_number in range(self.count + 1):
            kept = (times, floors) if round_number else ([], [])
            for what, noted in zip((step, floor.step), kept, strict=True):
                for _ in range(self.of(per_round)):
                    began = time.perf_counter()
                    what(number)
                    noted.append((time.perf_counter() - began) * 1000)
                    self.rest()
                    number += 1
        return Measured(name, floor.name, tuple(times), tuple(floors))


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _p99(times_ms: tuple[float, ...]) -> float:
    return sorted(times_ms)[int(len(times_ms) * 0.99)]
