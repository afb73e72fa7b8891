"""What the demo hands in instead of the outside world: a clock, chance out of a seed, a printer."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from random import Random

from pos_app.domain.printer import PrinterProfile


class SetClock:
    """A clock that shows what it was set to."""

    def __init__(self, at: datetime) -> None:
        """`at` is aware."""
        self.at = at

    def __call__(self) -> datetime:
        """The time it was set to."""
        return self.at


def seeded_bytes(seed: int, name: str) -> Callable[[int], bytes]:
    """Random bytes that are the same for the same seed and name; never for a real key."""
    return Random(f"{seed}/{name}").randbytes


def _nobody_listens(_accepted: int) -> None:
    """Nobody asked."""


class PaperFolder:
    """A printer that leaves every paper's bytes as a `.bin` file; one for each paper."""

    def __init__(self, folder: Path, file_name: str) -> None:
        self._path = folder / Path(file_name).with_suffix(".bin")

    def connect(self) -> None:
        """Always there, with a clean sheet."""
        self._path.write_bytes(b"")

    def send(self, data: bytes, progress: Callable[[int], None] = _nobody_listens) -> None:
        """Keep the bytes. Not flushed to the disk one by one: this is paper, not the journal."""
        with self._path.open("ab") as paper:
            paper.write(data)
        progress(len(data))

    def ask(self, question: object, wait_s: float) -> None:
        """A folder answers nothing."""

    def finish(self) -> None:
        """Nothing is left to do."""

    def close(self) -> None:
        """Nothing is held open."""


RECEIPT_PRINTER = PrinterProfile(kind="network", address="demo", has_cutter=True)
"""58 mm paper, as most booths have it."""
