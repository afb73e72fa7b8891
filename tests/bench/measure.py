"""Rounds of a measure and of its floor in turn, so that a drifting machine hits both."""

import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

ROUNDS = 5

Step = Callable[[int], object]
"""One try; gets its number. What it gives back is thrown away."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Times in milliseconds, of the thing measured and of its floor."""

    name: str
    floor_name: str
    times_ms: tuple[float, ...]
    floor_ms: tuple[float, ...]

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
            f"   p99 {_p99(self.floor_ms):7.3f}"
        )


def measure(name: str, step: Step, *, floor_name: str, floor: Step, per_round: int) -> Measured:
    """Time both in turn, round by round, after one round that does not count."""
    times: list[float] = []
    floors: list[float] = []
    number = 0
    for round_number in range(ROUNDS + 1):
        for what, kept in ((step, times), (floor, floors)):
            for _ in range(per_round):
                began = time.perf_counter()
                what(number)
                if round_number:
                    kept.append((time.perf_counter() - began) * 1000)
                number += 1
    return Measured(name, floor_name, tuple(times), tuple(floors))


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _p99(times_ms: tuple[float, ...]) -> float:
    return sorted(times_ms)[int(len(times_ms) * 0.99)]
