"""Making print jobs: a recorded entry as the paper of its kind, in bytes for one printer."""

import logging
from dataclasses import replace
from datetime import datetime

from pos_app.domain.day_report import ZReport
from pos_app.domain.errors import PrinterError
from pos_app.domain.journal import Recorded
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.escpos import RENDERER_VERSION
from pos_app.services.paper_making import GOODS_SLIPS, SHIFT_REPORT, X_REPORT, PaperMaking
from pos_app.storage.print_queue import ListedJob, StoredJob

_logger = logging.getLogger(__name__)

NO_PRINTER = PrinterProfile(kind="network", address="")
"""Papers are laid out for the narrowest paper while no printer is chosen; they wait."""


def number_of(job: StoredJob | ListedJob) -> str:
    """How people call the paper of a job; a thousand that wait are listed without their entries."""
    return job.file_name.removesuffix(_ending(job.copy))


def _ending(copy: int) -> str:
    return f"-copy{copy}.pdf" if copy else ".pdf"


class JobMaking:
    """Gives jobs as values; whoever keeps the queue stores them. A paper never costs its sale."""

    def __init__(self, papers: PaperMaking) -> None:
        self._papers = papers

    def empty_job(self, recorded: Recorded, kind: str, *, copy: int, now: datetime) -> StoredJob:
        """The job of a paper before it is laid out for a printer."""
        number = self._papers.number(recorded, kind)
        return StoredJob(
            job_id=0,
            seq=recorded.seq,
            kind=kind,
            copy=copy,
            printer="",
            paper_columns=NO_PRINTER.paper_columns,
            file_name=f"{number}{_ending(copy)}",
            content=b"",
            created_at=now,
            state="queued",
            state_at=now,
        )

    def filled(
        self,
        job: StoredJob,
        printer: PrinterProfile,
        recorded: Recorded,
        report: ZReport | None = None,
    ) -> StoredJob:
        """The job with its bytes; a paper that cannot be made fails, its sale does not."""
        columns = printer.paper_columns
        try:
            content = self._content(job, printer, recorded, report)
        except PrinterError as error:
            return replace(job, state="failed", reason=error.code)
        except Exception:  # a mistake of ours in a paper must not cost the sale it tells of
            _logger.exception("the paper of entry %d could not be made", recorded.seq)
            return replace(job, state="failed", reason="BAD_PAPER")
        name = printer.name if printer is not NO_PRINTER else ""
        return replace(
            job,
            printer=name,
            paper_columns=columns,
            content=content,
            profile_version=printer.version,
            renderer_version=RENDERER_VERSION,
        )

    def _content(
        self,
        job: StoredJob,
        printer: PrinterProfile,
        recorded: Recorded,
        report: ZReport | None,
    ) -> bytes:
        columns, at = printer.paper_columns, job.created_at
        papers = self._papers.written_for(printer)
        if job.kind in (X_REPORT, SHIFT_REPORT):
            paper = papers.reading(job.kind, recorded, columns, copy=job.copy, at=at)
        elif job.kind in GOODS_SLIPS:
            paper = papers.goods_slip(job.kind, recorded, columns, copy=job.copy, at=at)
        else:
            paper = papers.paper(recorded, columns, copy=job.copy, at=at, report=report)
        return self._papers.content(paper, printer)
