"""What each printer may still lack of a command that broke off (printing.md 4.3, rule 7).

Pages that stand in no queue leave such a mark too, on a worker, which reaches no database; the
mark of papers is written down by who keeps the queue.
"""

import threading
from functools import partial

from pos_app.domain.printer import PrinterProfile
from pos_app.printing.recovery import preamble
from pos_app.printing.transport import Transport
from pos_app.services.print_jobs import LooseLink


class HalfSent:
    """Shared by the thread of the database and the workers."""

    def __init__(self, known: dict[str, int]) -> None:
        """`known` are bytes by the name of a printer, as they were written down."""
        self._known = known
        self._links: dict[str, list[LooseLink]] = {}
        self._in_hand = threading.Lock()

    def open_loose(self, printer: PrinterProfile, transport: Transport) -> LooseLink:
        """A link that begins by ending what was left, and is watched until it ends itself."""
        link = LooseLink(transport, partial(self._rescue, printer))
        with self._in_hand:
            self._links.setdefault(printer.name, []).append(link)
        return link

    def lacking(self, name: str) -> int:
        """How many bytes are known to be lacking."""
        return self._known.get(name, 0)

    def know(self, name: str, lacks_bytes: int) -> None:
        """Know that of a printer from now on; 0 after a clean end."""
        self._known[name] = lacks_bytes

    def take_over(self, name: str) -> int:
        """What is lacking, pages that broke included; who asks ends it with the next bytes."""
        with self._in_hand:
            links = self._links.get(name, [])
            ended = [link for link in links if link.has_ended]
            self._links[name] = [link for link in links if link not in ended]
        return max([self.lacking(name), *(link.lacks_bytes for link in ended)])

    def _rescue(self, printer: PrinterProfile) -> tuple[int, bytes]:
        lacks = self.take_over(printer.name)
        return lacks, rescue(printer, lacks)


def rescue(printer: PrinterProfile, lacks_bytes: int) -> bytes:
    """What the next job on that printer begins with."""
    if not lacks_bytes or printer.kind == "pdf":
        return b""
    return preamble(lacks_bytes, is_slow=printer.kind == "serial")
