"""One program at a time on a printer (printing.md 3).

Cheap printers take one client, and two papers that arrive together come out line by line mixed.
The lock lies in a file that all tills of this person share and is given back by the system when
a process dies.
"""

import contextlib
import logging
import os
import threading
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Final

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.files import FileLock, FileTrouble, lock_file, shared_locks_dir
from pos_app.printing.transport import Progress, Question, Transport, nobody_asks

LOCK_WAIT_S: Final = 3.0
"""Another till usually prints one receipt; who waits longer is told, and tries again later."""

_LOOK_AGAIN_S: Final = 0.02

_log = logging.getLogger(__name__)


class LockedPrinter:
    """A way to a printer that is this program's alone from `connect` until `finish` or `close`."""

    def __init__(
        self,
        way: Transport,
        profile: PrinterProfile,
        *,
        folder: Path | None = None,
        wait_s: float = LOCK_WAIT_S,
    ) -> None:
        """`folder` is where the locks lie, if not where all tills of this person look."""
        self._way, self._profile, self._folder, self._wait_s = way, profile, folder, wait_s
        self._lock: FileLock | None = None
        self._in_call = threading.RLock()
        self._let_go = threading.Event()

    def connect(self) -> None:
        """Wait for the other program's paper to end, then reach the printer; raises BUSY."""
        assert self._lock is None
        with self._call():
            self._lock = self._locked()
            self._way.connect()

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        """Hand over bytes."""
        with self._call():
            self._way.send(data, progress)

    def ask(self, question: Question, wait_s: float) -> int | None:
        """The byte that answers."""
        with self._call():
            return self._way.ask(question, wait_s)

    def finish(self) -> None:
        """End the link and let the other programs in."""
        with self._call():
            self._way.finish()
            self._release()

    def close(self) -> None:
        """Let go; a call that waits in another thread ends soon and gives the lock back itself."""
        self._let_go.set()
        self._way.close()
        if self._in_call.acquire(blocking=False):
            self._release()
            self._in_call.release()

    @contextlib.contextmanager
    def _call(self) -> Iterator[None]:
        with self._in_call:
            try:
                yield
            except BaseException:
                self._way.close()
                self._release()
                raise

    def _release(self) -> None:
        lock, self._lock = self._lock, None
        if lock is not None:
            lock.release()

    def _locked(self) -> FileLock | None:
        deadline = time.monotonic() + self._wait_s
        while True:
            try:
                lock = lock_file((self._folder or shared_locks_dir()) / lock_name(self._profile))
            except FileTrouble as trouble:
                # Most booths have one till. It prints on a laptop with an odd home folder too.
                _log.warning("printing without a lock: %s", trouble.what)
                return None
            if lock is not None:
                return lock
            left_s = deadline - time.monotonic()
            if left_s <= 0 or self._let_go.wait(min(_LOOK_AGAIN_S, left_s)):
                raise PrinterError("BUSY", "another program prints")


def lock_name(profile: PrinterProfile) -> str:
    """The file that stands for a device, whatever the tills know of it."""
    match profile.kind:
        case "network":
            device = f"network {profile.address.strip().lower()}:{profile.port}"
        case "device" | "serial":
            device = f"port {profile.usb_id or os.path.realpath(profile.path)}"
        case "cups" | "windows":
            device = f"queue {profile.queue.lower()}"
        case "pdf":
            device = f"folder {os.path.realpath(profile.folder)}"
    return f"printer-{sha256(device.encode()).hexdigest()[:16]}.lock"
