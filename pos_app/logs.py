"""One log file that never grows without end, and what is left behind when something goes wrong.

Lines hold ids and durations, never a name, phone, PIN, typed text or amount of a buyer.
"""

import faulthandler
import logging
import logging.handlers
import sys
import threading
import types
from pathlib import Path
from typing import Final, TextIO

from pos_app.files import make_folder

_logger = logging.getLogger(__name__)


class Logging:
    """What `start_logging` began; `stop` gives everything back as it was."""

    def __init__(self, handlers: list[logging.Handler], crash_file: TextIO) -> None:
        self._handlers = handlers
        self._crash_file = crash_file
        self._had_faulthandler = faulthandler.is_enabled()
        self._hooks = sys.excepthook, threading.excepthook
        self._level = logging.getLogger().level

    def begin(self) -> None:
        """Send log lines, bugs of all threads and fatal signals to their files from now on."""
        root = logging.getLogger()
        root.setLevel(logging.INFO)
        for handler in self._handlers:
            root.addHandler(handler)
        logging.captureWarnings(capture=True)
        faulthandler.enable(self._crash_file)
        sys.excepthook = log_bug
        threading.excepthook = _log_thread_bug

    def stop(self) -> None:
        """Close the files."""
        root = logging.getLogger()
        root.setLevel(self._level)
        sys.excepthook, threading.excepthook = self._hooks
        logging.captureWarnings(capture=False)
        faulthandler.disable()
        if self._had_faulthandler:
            faulthandler.enable()
        self._crash_file.close()
        for handler in self._handlers:
            root.removeHandler(handler)
            handler.close()


def start_logging(folder: Path) -> Logging:
    """Log to `gerai.log` in this folder, five files of a megabyte; crashes go to `crash.log`.

    Warnings also go to the terminal when there is one: a windowed frozen program has no stderr.
    The window puts a hook of its own in front, which calls `log_bug` and shows a notice. Raises
    FileTrouble.
    """
    make_folder(folder)
    to_file = logging.handlers.RotatingFileHandler(
        folder / "gerai.log", maxBytes=_FILE_BYTES, backupCount=_OLD_FILES, encoding="utf-8"
    )
    to_file.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(threadName)s %(name)s: %(message)s")
    )
    handlers: list[logging.Handler] = [to_file]
    if sys.stderr is not None:
        to_terminal = logging.StreamHandler(sys.stderr)
        to_terminal.setLevel(logging.WARNING)
        to_terminal.setFormatter(logging.Formatter("%(levelname)s %(name)s: %(message)s"))
        handlers.append(to_terminal)
    # Opened by hand and kept open: faulthandler writes to its descriptor from a signal handler.
    crash_file = (folder / "crash.log").open("a", encoding="utf-8")
    started = Logging(handlers, crash_file)
    started.begin()
    return started


def log_bug(
    kind: type[BaseException], error: BaseException, trace: types.TracebackType | None
) -> None:
    """Write down an exception nobody expected; Ctrl+C ends the program as ever."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    _logger.critical("unexpected error", exc_info=(kind, error, trace))


def _log_thread_bug(bug: threading.ExceptHookArgs) -> None:
    if bug.exc_value is not None:
        log_bug(bug.exc_type, bug.exc_value, bug.exc_traceback)


_FILE_BYTES: Final = 1_000_000
_OLD_FILES: Final = 4
