"""One whole till that sells and prints; as a program of its own it waits for a word in between.

Run with a folder and the printer's port; says the receipt numbers, and prints once told to.
"""

import sys
import threading
from collections.abc import Callable
from pathlib import Path

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile

SALES = 20


def sell_and_print(folder: Path, port: int, *, sold: Callable[[list[str]], None]) -> None:
    """Make 20 sales, tell their numbers, then send what waits until nothing does."""
    till = TillFolder(folder, Surroundings())
    till.practise()
    booth = till.open_booth(PrinterProfile("network", address="127.0.0.1", port=port))
    assert booth is not None
    sold([_sell(booth) for _sale in range(SALES)])
    _print_patiently(booth)
    assert booth.printing.waiting() == []
    till.close()


def _sell(booth: BoothApp) -> str:
    booth.selling.scan("KOP-007")
    booth.paying.tender("cash", booth.paying.payment.missing)
    return booth.paying.finish().receipt_number


def _print_patiently(booth: BoothApp) -> None:
    """As the pump does, only that it tries again much sooner."""
    rest = threading.Event()
    while (job := booth.printing.next_job()) is not None:
        try:
            job.connect()
        except PrinterError as error:
            if error.code not in ("BUSY", "REFUSED"):
                raise
            booth.printing.mark_not_reached(job, error)
            rest.wait(0.005)
        else:
            sending = booth.printing.mark_sending(job)
            booth.printing.mark_sent(sending, sending.send())


def _tell_and_wait(numbers: list[str]) -> None:
    sys.stdout.write(" ".join(numbers) + "\n")
    sys.stdout.flush()
    sys.stdin.readline()


if __name__ == "__main__":
    sell_and_print(Path(sys.argv[1]), int(sys.argv[2]), sold=_tell_and_wait)
