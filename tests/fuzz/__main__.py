"""`python3 run.py fuzz`: hostile input of every kind, for as long as asked.

Every input must get an answer: no exception, and no more than a second. What fails is kept in a
file and named, with the seed that makes it again.
"""

import argparse
import sys
import time
import traceback
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.fuzz.targets import TARGETS, Target

LONGEST_S = 1.0


@dataclass(frozen=True, slots=True)
class Failure:
    """An input that was not met with an answer."""

    target: str
    raw: bytes
    reason: str


def attack(
    target: Target, *, seed: int, inputs: int = 0, seconds: float = 0
) -> tuple[int, list[Failure]]:
    """So many inputs, or for so long; gives how many there were and which failed."""
    chance = Random(f"{seed} {target.name}")
    failures: list[Failure] = []
    done = 0
    end = time.monotonic() + seconds
    while done < inputs or time.monotonic() < end:
        raw = target.spoil(chance)
        reason = _trouble_with(target, raw)
        done += 1
        if reason:
            failures.append(Failure(target.name, raw, reason))
    return done, failures


def _trouble_with(target: Target, raw: bytes) -> str:
    started = time.monotonic()
    try:
        target.take(raw)
    except Exception:  # noqa: BLE001 -- whatever it is, it is the finding
        return traceback.format_exc(limit=-6)
    took = time.monotonic() - started
    return f"took {took:.1f} s" if took > LONGEST_S else ""


def main() -> int:
    """Attack every target for the same time; 1 when anything was not met with an answer."""
    parser = argparse.ArgumentParser(prog="run.py fuzz", description=__doc__)
    parser.add_argument("--minutes", type=float, default=2.0, help="how long, in all")
    parser.add_argument("--seed", type=int, default=None, help="the same seed, the same inputs")
    chosen = parser.parse_args()
    seed = int(time.time()) if chosen.seed is None else chosen.seed
    seconds = chosen.minutes * 60 / len(TARGETS)
    failed = 0
    sys.stdout.write(f"seed {seed}\n")
    for target in TARGETS:
        done, failures = attack(target, seed=seed, seconds=seconds)
        sys.stdout.write(f"{target.name}: {done:,} inputs, {len(failures)} without an answer\n")
        for failure in failures[:3]:
            kept = Path(f"fuzz-{failed}.bin")
            kept.write_bytes(failure.raw)
            sys.stdout.write(f"  kept as {kept}\n{failure.reason}\n")
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
