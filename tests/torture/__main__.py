"""`python3 run.py torture`: kills and a random operator, for as long as asked.

Every stage says how much of it ran. A stage that could not run here is named and is no success.
"""

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.machines.test_till_machine import RandomOperator
from tests.torture.kills import kill
from tests.torture.print_kills import kill_printing

STEPS = 300
"""Actions of one random day's work; a day of a busy booth has about as many."""


def main() -> int:
    """Run the stages, a third of the time each; a broken promise ends with its traceback."""
    parser = argparse.ArgumentParser(prog="run.py torture", description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0, help="how long, in all")
    parser.add_argument("--seed", type=int, default=None, help="the same seed, the same tills")
    chosen = parser.parse_args()
    seed = int(time.time()) if chosen.seed is None else chosen.seed
    sys.stdout.write(f"seed {seed}\n")
    share_s = chosen.minutes * 20
    did_all = _kills(seed, share_s) and _kills_of_printing(seed, share_s)
    _random_operator(share_s)
    return 0 if did_all else 1


def _kills(seed: int, seconds: float) -> bool:
    if not hasattr(os, "fork"):
        sys.stdout.write("kills: did not run, this system cannot fork\n")
        return False
    end = time.monotonic() + seconds
    lives = receipts = 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".torture-") as folder:
            told = kill(Path(folder) / "till", times=40, seed=seed + lives)
        lives += 40
        receipts += len(told.receipts)
    sys.stdout.write(
        f"kills: {lives:,} lives, {receipts:,} sales; none lost, doubled or half, "
        "every printed number in the journal\n"
    )
    return True


def _kills_of_printing(seed: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    moments: Counter[str] = Counter()
    sales = copies = rounds = 0
    while time.monotonic() < end:
        with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".torture-") as folder:
            till = Path(folder) / "till"
            told = kill_printing(till, times=20, seed=seed + rounds, answers=rounds % 2 == 0)
        moments.update(told.moments)
        sales, copies, rounds = sales + told.sales, copies + told.copies, rounds + 1
    where = ", ".join(f"{count:,} {moment}" for moment, count in moments.most_common())
    sys.stdout.write(
        f"kills of printing: {moments.total():,} ({where}), {sales:,} sales, {copies:,} marked "
        "copies; no paper lost, none twice without its mark\n"
    )
    return True


def _random_operator(seconds: float) -> None:
    end = time.monotonic() + seconds
    days = 0
    while time.monotonic() < end:
        run_state_machine_as_test(  # type: ignore[no-untyped-call]
            RandomOperator,
            settings=settings(
                max_examples=5,
                stateful_step_count=STEPS,
                deadline=None,
                derandomize=False,
                suppress_health_check=list(HealthCheck),
            ),
        )
        days += 5
    sys.stdout.write(
        f"random operator: {days:,} runs of up to {STEPS} actions; journal, screen, X, Z, day "
        "file and the organizer's total always agreed\n"
    )


if __name__ == "__main__":
    sys.exit(main())
