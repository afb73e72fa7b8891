"""A feed whose lines, links and signatures are real."""

from datetime import date

from pos_app.domain.identity import Till
from pos_app.domain.journal import Entry, Recorded
from pos_app.exchange.day_file import write_day_file
from pos_app.exchange.day_header import DayFileHeader, Detail
from pos_app.exchange.entry_line import read_entry, write_entry
from tests.builders import AFeed
from tests.exchange.rewriting import PACK
from tests.exchange.vector_files import till_signer


class SignedFeed(AFeed):
    """The chain of a till of the published event, which has nothing recorded yet."""

    def __init__(self, booth: str = "D004") -> None:
        self.signer = till_signer(booth)
        super().__init__(self.signer.dev, booth=booth, day=date(2026, 11, 25))
        enrolled = PACK.pack.till(booth, self.dev)
        assert enrolled is not None
        self.till = Till(PACK.pack.event.event_id, booth, self.dev)
        self.request = enrolled.request
        self.lines: list[tuple[bytes, bytes | None]] = []

    def record(self, entry: Entry) -> Recorded:
        previous = self.entries[-1].link if self.entries else self.request
        written = write_entry(entry, seq=len(self.entries) + 1, previous=previous)
        recorded = read_entry(written.line, written.items_line)
        assert recorded.link == written.link
        self.lines.append((written.line, written.items_line))
        self.entries.append(recorded)
        self.tally.add(recorded)
        return recorded

    def file(self, detail: Detail = "items", *, first: int = 1) -> bytes:
        """Everything from `first` on, signed."""
        previous = self.request if first == 1 else self.entries[first - 2].link
        header = DayFileHeader.of(
            PACK.pack.event,
            self.till,
            app="gerai test",
            detail=detail,
            first=first,
            last=len(self.entries),
            previous=previous,
            pack=(PACK.pack.version, PACK.link),
        )
        return write_day_file(header, self.lines[first - 1 :], self.signer)
