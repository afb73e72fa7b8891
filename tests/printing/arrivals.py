"""Waiting for what a nasty printer gets, as long as it takes and no longer."""

import time

from tests.printing.nasty_printer import NastyPrinter


def received_in_time(stub: NastyPrinter, count: int) -> bytes:
    """What arrived, as soon as it is so many bytes."""
    stop_at = time.monotonic() + 10
    while len(stub.received) < count and time.monotonic() < stop_at:
        stub.left.wait(0.005)
    return stub.received
