"""Windows queues, with a spooler that misbehaves."""

import sys
from itertools import combinations

import pytest

from pos_app.domain.errors import PrinterError
from pos_app.printing.queue_printer import QueuePatience, Seen
from pos_app.printing.status import FENCE, UNKNOWN, ask_health
from pos_app.printing.windows_queue import WindowsQueue, judged
from pos_app.printing.windows_spooler import load_spooler
from tests.printing.fake_win32print import (
    ACCESS_DENIED,
    BLOCKED,
    COMPLETE,
    DELETED,
    DELETING,
    ERROR,
    NEEDS_SOMEBODY,
    NO_SPOOLER,
    OFFLINE,
    PAPER_OUT,
    PAUSED,
    PRINTED,
    PRINTING,
    QUEUE,
    RENDERING,
    RESTARTED,
    RETAINED,
    SPOOLING,
    FakeWindows,
)

HURRIED = QueuePatience(stalled_s=0.0, whole_s=0.0, removal_s=0.0, look_s=0.0)
PATIENT = QueuePatience(look_s=0.0)
PAPER = bytes(range(256)) * 40


def queue_of(windows: FakeWindows, patience: QueuePatience = HURRIED) -> WindowsQueue:
    return WindowsQueue(QUEUE, "7K3MQ2-000214", patience, spooler=windows.spooler)


def printed(queue: WindowsQueue) -> list[int]:
    """Print in one go; the progress that was told."""
    told: list[int] = []
    queue.connect()
    queue.send(PAPER[:100])
    queue.send(PAPER[100:], told.append)
    queue.finish()
    return told


def trouble_of(queue: WindowsQueue) -> PrinterError:
    with pytest.raises(PrinterError) as refused:
        printed(queue)
    return refused.value


def test_a_paper_is_handed_in_raw_whole_and_under_its_name() -> None:
    windows = FakeWindows(looks=[SPOOLING, PRINTING | SPOOLING, PRINTING, None])
    assert printed(queue_of(windows, PATIENT)) == [len(PAPER)]
    assert windows.documents == [PAPER]
    assert windows.titles == [("7K3MQ2-000214", None, "RAW")]
    assert (windows.is_aborted, windows.is_deleted, windows.open_handles) == (False, False, 0)


def test_a_queue_answers_nothing_and_confirms_nothing() -> None:
    queue = queue_of(FakeWindows())
    queue.connect()
    assert ask_health(queue) == UNKNOWN
    queue.send(PAPER)
    assert queue.ask(FENCE, 60) is None
    queue.finish()


def test_pb29_a_short_write_ends_the_document_and_is_uncertain() -> None:
    windows = FakeWindows(takes_at_once=4000, looks=[SPOOLING])
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == ("SPOOLER_ERROR", 4000)
    assert windows.documents == []
    assert windows.is_aborted
    assert windows.open_handles == 0


def test_pb29_a_write_that_takes_nothing_is_not_sent() -> None:
    windows = FakeWindows(takes_at_once=0, looks=[SPOOLING])
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == ("SPOOLER_ERROR", 0)
    assert windows.is_aborted


def test_pb29_a_broken_document_that_stays_in_the_queue_is_uncertain() -> None:
    windows = FakeWindows(takes_at_once=0, looks=[SPOOLING], removal="refused")
    assert trouble_of(queue_of(windows)).bytes_accepted == len(PAPER)


@pytest.mark.parametrize(
    ("function", "accepted"),
    [
        ("StartDocPrinter", 0),
        ("StartPagePrinter", 0),
        ("WritePrinter", 0),
        ("EndPagePrinter", len(PAPER)),
        ("EndDocPrinter", len(PAPER)),
    ],
)
def test_whatever_fails_on_the_way_leaves_no_document(function: str, accepted: int) -> None:
    windows = FakeWindows(numbers={function: ACCESS_DENIED}, looks=[SPOOLING])
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == ("NO_PERMISSION", accepted)
    assert windows.documents == []
    assert windows.is_aborted == (function != "StartDocPrinter")
    assert windows.open_handles == 0


# --- what becomes of a job ---------------------------------------------------------------------

UNTOUCHED, BEGUN = Seen(), Seen(has_begun=True)
OVER = Seen(is_over=True)


@pytest.mark.parametrize(
    ("flag", "seen"),
    [
        (0, UNTOUCHED),
        (PAUSED, Seen(trouble="SPOOLER_ERROR")),
        (ERROR, Seen(has_begun=True, trouble="SPOOLER_ERROR")),
        (DELETING, OVER),
        (SPOOLING, UNTOUCHED),
        (PRINTING, Seen(is_printing=True, has_begun=True)),
        (OFFLINE, Seen(has_begun=True, trouble="OFFLINE")),
        (PAPER_OUT, Seen(has_begun=True, trouble="PAPER_OUT")),
        (PRINTED, OVER),
        (DELETED, OVER),
        (BLOCKED, Seen(has_begun=True, trouble="SPOOLER_ERROR")),
        (NEEDS_SOMEBODY, Seen(has_begun=True, trouble="SPOOLER_ERROR")),
        (RESTARTED, BEGUN),
        (COMPLETE, OVER),
        (RETAINED, OVER),
        (RENDERING, UNTOUCHED),
        (PRINTED | DELETED, OVER),
        (PRINTED | DELETING | PRINTING, OVER),
        (ERROR | DELETING, Seen(has_begun=True, trouble="SPOOLER_ERROR")),
        (PRINTING | PAPER_OUT, Seen(is_printing=True, has_begun=True, trouble="PAPER_OUT")),
        (ERROR | OFFLINE, Seen(has_begun=True, trouble="OFFLINE")),
    ],
)
def test_pb30_every_flag_of_a_job_has_its_meaning(flag: int, seen: Seen) -> None:
    assert judged(flag) == seen


def test_pb30_no_mixture_of_flags_says_more_than_handed_over() -> None:
    for one, other in combinations([1 << bit for bit in range(15)], 2):
        seen = judged(one | other)
        assert not (seen.is_over and seen.trouble)
        assert not judged(one | other, is_removing=True).is_over


@pytest.mark.parametrize("looks", [[None], [PRINTED], [PRINTING, DELETED], [DELETING, None]])
def test_pb30_a_job_that_vanished_or_shows_deleted_was_handed_over(
    looks: list[int | None],
) -> None:
    windows = FakeWindows(looks=looks)
    assert printed(queue_of(windows, PATIENT)) == [len(PAPER)]
    assert not windows.is_deleted


def test_a_job_that_never_had_its_turn_is_deleted_and_counts_as_not_sent() -> None:
    windows = FakeWindows(looks=[SPOOLING, 0])
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", 0)
    assert windows.is_deleted


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (PRINTING, "STALLED"),
        (PRINTING | PAPER_OUT, "PAPER_OUT"),
        (OFFLINE, "OFFLINE"),
        (ERROR, "SPOOLER_ERROR"),
    ],
)
def test_a_job_that_may_have_begun_is_deleted_and_uncertain(look: int, code: str) -> None:
    windows = FakeWindows(looks=[look])
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == (code, len(PAPER))
    assert windows.is_deleted


@pytest.mark.parametrize("removal", ["stays", "refused"])
def test_pb30_a_job_that_cannot_be_cleared_is_uncertain(removal: str) -> None:
    windows = FakeWindows(looks=[0], removal=removal)
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == ("STALLED", len(PAPER))


def test_a_job_that_ends_while_it_is_being_deleted_was_handed_over() -> None:
    windows = FakeWindows(looks=[PRINTING, None])
    assert printed(queue_of(windows)) == [len(PAPER)]


def test_a_spooler_that_ends_meanwhile_leaves_the_paper_uncertain() -> None:
    windows = FakeWindows(numbers={"GetJob": NO_SPOOLER, "SetJob": NO_SPOOLER})
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == ("SPOOLER_ERROR", len(PAPER))
    assert windows.open_handles == 0


# --- before anything is sent -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "attributes", "code"),
    [
        (0x1, 0, "SPOOLER_ERROR"),
        (0x2, 0, "SPOOLER_ERROR"),
        (0x4, 0, "SPOOLER_ERROR"),
        (0x8, 0, "SPOOLER_ERROR"),
        (0x10, 0, "PAPER_OUT"),
        (0x40, 0, "PAPER_OUT"),
        (0x80, 0, "OFFLINE"),
        (0x1000, 0, "OFFLINE"),
        (0x10_0000, 0, "SPOOLER_ERROR"),
        (0x40_0000, 0, "COVER_OPEN"),
        (0, 0x400, "OFFLINE"),
    ],
)
def test_a_printer_in_trouble_is_sent_nothing(status: int, attributes: int, code: str) -> None:
    windows = FakeWindows(status=status, attributes=attributes)
    trouble = trouble_of(queue_of(windows))
    assert (trouble.code, trouble.bytes_accepted) == (code, 0)
    assert windows.titles == []
    assert windows.open_handles == 0


@pytest.mark.parametrize("status", [0x100, 0x200, 0x400, 0x4000, 0x1_0000, 0x100_0000])
def test_a_printer_that_is_busy_or_warming_up_is_no_trouble(status: int) -> None:
    assert printed(queue_of(FakeWindows(status=status)))


@pytest.mark.parametrize("name", ["nope", ""])
def test_a_queue_that_is_not_there_is_not_found(name: str) -> None:
    queue = WindowsQueue(name, spooler=FakeWindows().spooler)
    assert trouble_of(queue).code == "NOT_FOUND"


def test_a_spooler_that_does_not_run_is_unreachable() -> None:
    windows = FakeWindows(numbers={"OpenPrinter": NO_SPOOLER})
    assert trouble_of(queue_of(windows)).code == "UNREACHABLE"


def test_a_queue_that_was_let_go_gives_its_handle_back_and_takes_nothing() -> None:
    windows = FakeWindows()
    queue = queue_of(windows)
    queue.connect()
    assert windows.open_handles == 1
    queue.close()
    queue.close()
    assert windows.open_handles == 0
    with pytest.raises(PrinterError):
        queue.finish()
    assert windows.titles == []


def test_a_spooler_is_there_on_windows_only() -> None:
    if sys.platform == "win32":
        assert load_spooler().error is not None
        return
    with pytest.raises(PrinterError) as refused:
        WindowsQueue(QUEUE).connect()
    assert (refused.value.code, refused.value.bytes_accepted) == ("NOT_FOUND", 0)


def test_queues_that_make_files_or_faxes_are_no_printers() -> None:
    windows = FakeWindows(
        queues=(
            (QUEUE, "USB001"),
            ("Kasir 80", "192.168.1.50"),
            ("Microsoft Print to PDF", "PORTPROMPT:"),
            ("Fax", "SHRFAX:"),
            ("OneNote", "nul:"),
        )
    )
    assert list(windows.spooler.queues()) == [(QUEUE, "USB001"), ("Kasir 80", "192.168.1.50")]
