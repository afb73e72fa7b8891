"""The nasty printer at a serial port: modes N3, N4, N6, N9 and N10 over a pseudo terminal."""

import contextlib
import os
import select
import threading
import tty
from collections.abc import Iterator

from tests.printing.nasty_printer import Moods, NastyPrinter

_PATIENCE_S = 30


class _PtyWire:
    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def read(self, most: int, wait_s: float) -> bytes | None:
        if not any(select.select([self._descriptor], [], [], wait_s)):
            return None
        return os.read(self._descriptor, most)

    def say(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._descriptor, data) :]

    def reset(self) -> None:
        """A port knows no hard closing: it is unplugged."""


@contextlib.contextmanager
def nasty_pty(moods: Moods) -> Iterator[NastyPrinter]:
    """One at `path`, a character device. It stays plugged in when a client closes the port, and
    is unplugged when its moods say close or reset: then `left` is set.
    """
    master, slave = os.openpty()
    tty.setraw(slave)  # nothing is echoed or changed on its way
    printer = NastyPrinter(moods, path=os.ttyname(slave))

    def run() -> None:
        printer.serve(_PtyWire(master))
        os.close(slave)  # was kept, or the terminal would hang up with its first client
        os.close(master)
        printer.left.set()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield printer
    finally:
        printer.give_up.set()
        thread.join(_PATIENCE_S)
