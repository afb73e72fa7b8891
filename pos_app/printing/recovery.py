"""How to begin on a printer that was left in the middle of something (printing.md 4.3, rule 7).

A raster that was sent by half swallows whatever comes next: five receipts vanished that way. NULs
complete it, and are nothing to a printer that lacks none.
"""

from typing import Final

from pos_app.printing.commands import commands

_RESET: Final = b"\x1b@"
_USUAL_NULS: Final = 8_192


def bytes_lacking(content: bytes, accepted: int) -> int:
    """How many bytes a printer can still wait for when a job broke after so many.

    Nobody knows how many of those it really got: a connection or a queue of the system holds whole
    papers, a Bluetooth port 40 packets. So the worst cut before that place counts.
    """
    return _worst(content, accepted)


def most_bytes_lacking(content: bytes) -> int:
    """The same when nobody knows how far the job came."""
    return _worst(content, len(content))


def preamble(lacking: int, *, is_slow: bool) -> bytes:
    """What ends an unfinished command and puts the printer back to its beginning.

    At 9.600 baud the usual 8.192 NULs take 8,5 s: a slow link gets only what is lacking.
    """
    return bytes(lacking if is_slow else max(lacking, _USUAL_NULS)) + _RESET


def _worst(content: bytes, most: int) -> int:
    worst = 0
    for command in commands(content):
        if command.start >= most:
            break
        worst = max(worst, command.end - command.start - 1)
    return worst
