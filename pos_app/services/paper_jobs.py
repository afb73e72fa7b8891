"""Jobs of papers: the first one of an entry, marked copies, and the same paper for another printer.

An entry has one job of each kind and copy number; asking for it again gives the one that is there.
"""

from dataclasses import replace

from pos_app.domain.day_report import ZReport
from pos_app.domain.journal import Audited, Recorded
from pos_app.domain.printer import PrinterProfile
from pos_app.services.job_book import JobBook
from pos_app.services.job_making import NO_PRINTER, JobMaking
from pos_app.services.paper_making import GOODS_SLIPS, SHIFT_REPORT, X_REPORT, PaperMaking
from pos_app.services.printers_in_use import PrintersInUse
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.print_queue import KICK, StoredJob

NO_PRINTER_BUT_PDF = PrinterProfile(kind="pdf", folder="")
"""For a copy that is saved and never sent."""

_ASKED_FOR = (*GOODS_SLIPS, X_REPORT, SHIFT_REPORT)
"""Papers that are made when somebody wants them, long after the entry they tell of perhaps."""


class PaperJobs:
    """Makes jobs and stores them, inside the transaction of what they tell of."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        *,
        papers: PaperMaking,
        printers: PrintersInUse,
    ) -> None:
        self._database = database
        self._queue = database.print_queue
        self._recording = recording
        self._papers = papers
        self._printers = printers
        self._making = JobMaking(papers)
        self.book = JobBook(database, recording)

    def add(
        self,
        recorded: Recorded,
        kind: str,
        *,
        copy: int = 0,
        report: ZReport | None = None,
        printer: PrinterProfile | None = None,
    ) -> StoredJob:
        """Queue a paper of an entry, for the default printer unless one is named."""
        existing = next(
            (j for j in self._queue.jobs_of(recorded.seq, kind) if j.copy == copy), None
        )
        if existing is not None:
            return existing
        is_later = copy > 0 or kind in _ASKED_FOR  # else it is as old as what it tells of
        now = self._recording.stamp().at if is_later else recorded.entry.stamp.at
        job = self._making.empty_job(recorded, kind, copy=copy, now=now)
        printer = printer or self._printers.default or NO_PRINTER
        return self._queue.add(self._making.filled(job, printer, recorded, report))

    def add_copy(self, seq: int, kind: str, printer: PrinterProfile | None = None) -> StoredJob:
        """Queue a marked copy; the journal counts it."""
        original = next(self._recording.entries(seq, seq))
        copies = len(self._queue.jobs_of(seq, kind))
        pointer = original.pointer(self._recording.till.dev)
        self._recording.record(Audited(self._recording.stamp(), "reprint", of=pointer))
        return self.add(original, kind, copy=copies, printer=printer)

    def add_saved_copy(self, seq: int, kind: str) -> StoredJob:
        """A marked copy that is a PDF to be saved and is never sent."""
        copy = self.add_copy(seq, kind)
        recorded = next(self._recording.entries(seq, seq))
        papers = self._papers.written_for(NO_PRINTER_BUT_PDF)
        paper = papers.paper(recorded, copy.paper_columns, copy=copy.copy, at=copy.created_at)
        content = papers.content(paper, NO_PRINTER_BUT_PDF)
        saved = replace(copy, printer="PDF", content=content, state="confirmed", reason="SAVED")
        self._queue.update(saved)
        return saved

    def replace_by_copy(self, job: StoredJob, printer: PrinterProfile | None) -> StoredJob:
        """Commit a marked copy in the place of a paper that perhaps never came out."""
        with self._recording.together():
            copy = self.add_copy(job.seq, job.kind, printer)
            self.book.write(replace(job, replaced_by=copy.job_id), "cancelled", "REPLACED")
        return copy

    def made_for(self, printer: PrinterProfile, job: StoredJob) -> StoredJob:
        """Commit a job nothing of has left, laid out from the journal for another printer."""
        if job.kind == KICK:
            return job
        recorded = next(self._recording.entries(job.seq, job.seq))
        made = self._making.filled(job, printer, recorded)
        with self._database.transaction():
            self._queue.update(made)
        return made

    def move_to(self, job: StoredJob, printer: PrinterProfile | None) -> StoredJob:
        """Commit that a paper nothing of has left waits for that printer."""
        return self.made_for(printer or NO_PRINTER, self.book.moved(job, "queued"))
