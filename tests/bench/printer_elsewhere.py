"""A printer in trouble in a process of its own: its work must not be taken for the till's."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.printing.nasty_printer import N1, N2, N3, Moods, nasty_printer

ROOT = Path(__file__).resolve().parents[2]
OUT_OF_PAPER = Moods(
    answers={b"\x10\x04\x01": b"\x1a", b"\x10\x04\x02": b"\x32", b"\x10\x04\x04": b"\x7e"}
)
TROUBLES = {"refuses": N1, "is gone": N2, "stalls": N3, "is out of paper": OUT_OF_PAPER}


@contextmanager
def printer_that(trouble: str) -> Iterator[int]:
    """One of TROUBLES, at a port of this computer until the end of the block."""
    program = [sys.executable, "-m", "tests.bench.printer_elsewhere", trouble]
    pipe = subprocess.PIPE
    with subprocess.Popen(program, stdin=pipe, stdout=pipe, cwd=ROOT) as printer:
        assert printer.stdout is not None
        yield int(printer.stdout.readline())


def main() -> None:
    """Say the port and be that printer until nobody holds the other end of the input."""
    with nasty_printer(TROUBLES[sys.argv[1]]) as printer:
        sys.stdout.write(f"{printer.port}\n")
        sys.stdout.flush()
        sys.stdin.read()


if __name__ == "__main__":
    main()
