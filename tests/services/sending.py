"""What window and worker do with papers, one step after the other."""

from pos_app.domain.errors import PrinterError, Refusal
from pos_app.services.print_jobs import PrintJob
from pos_app.services.print_keeping import PaperState
from tests.printing.escpos_reader import read
from tests.tills import TillAtWork


def next_job(till: TillAtWork, printer: str | None = None) -> PrintJob:
    """The next paper of the default printer or of the named one."""
    job = till.app.printing.next_job(printer)
    assert job is not None
    return job


def send(till: TillAtWork, printer: str | None = None) -> PrintJob:
    """The next paper until it is out, waits or is in doubt; an overdue answer stays overdue."""
    return carry(till, next_job(till, printer))


def carry(till: TillAtWork, job: PrintJob) -> PrintJob:
    """That paper on its way."""
    printing = till.app.printing
    try:
        job.connect()
    except PrinterError as error:
        printing.mark_not_reached(job, error)
        return job
    try:
        job = printing.mark_sending(job)
    except Refusal:
        job.transport.close()
        raise
    try:
        handed = job.send()
    except PrinterError as error:
        printing.mark_broken(job, error)
        return job
    printing.mark_sent(job, handed)
    return job


def wait_for_answer(till: TillAtWork, job: PrintJob) -> bool:
    """What follows "waiting"."""
    answered = job.await_answer()
    till.app.printing.mark_answered(job, answered)
    return answered


def state(till: TillAtWork, seq: int, kind: str = "receipt") -> PaperState:
    """Where the newest paper of an entry stands."""
    shown = till.app.printing.state_of(seq, kind)
    assert shown is not None
    return shown


def text_of(till: TillAtWork, number: int = -1) -> str:
    """What stands on a paper that came out."""
    return "\n".join(read(till.world.paper.papers[number]).as_text(32))
