"""Sheets out of workbooks (xlsx, xlsb, xls, ods), read by a child process that may die.

Somebody's file must never end the till: whatever it holds, the answer comes in bounded time and
memory, and if it does not come, that is an answer too.
"""

import logging
import multiprocessing
import pickle
import sys
from typing import Final

from pos_app.exchange.sheet import Sheet, UnreadableSheet
from pos_app.exchange.workbook_child import USUAL_LIMITS, Answer, ChildLimits, answer

if sys.platform == "win32":
    from multiprocessing.connection import PipeConnection as Connection
else:
    from multiprocessing.connection import Connection

_logger = logging.getLogger(__name__)

WORKBOOK_STARTS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def read_workbook(data: bytes, limits: ChildLimits = USUAL_LIMITS) -> list[Sheet]:
    """All visible sheets; raises UnreadableSheet."""
    if _ENCRYPTED in data:
        raise UnreadableSheet("has_password")
    # Never fork: the till has threads, and Windows knows nothing else than spawn.
    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe(duplex=False)
    child = spawn.Process(target=answer, args=(theirs, data, limits), daemon=True)
    with ours:
        try:
            with theirs:
                child.start()
        except OSError as error:  # it ended before it had heard what to do
            _logger.warning("the reader of workbooks does not start: %s", error)
            raise UnreadableSheet("reading_failed") from error
        try:
            read = _answer(ours, limits.seconds)
        finally:
            child.kill()
            child.join()
    if isinstance(read, str):
        raise UnreadableSheet(read)
    return read


def _answer(pipe: Connection, seconds: int) -> Answer:
    try:
        if pipe.poll(seconds):
            read: Answer = pickle.loads(pipe.recv_bytes(_MOST_ANSWERED))
            return read
    except (EOFError, OSError) as error:
        _logger.info("a workbook ended its reader: %r", error)
    return "reading_failed"


_MOST_ANSWERED: Final = 256 * 1024 * 1024
# An encrypted workbook is an old-style container with a part of this name.
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
