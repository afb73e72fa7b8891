"""What an organizer does with files: take them in, add them up, report."""

from contextlib import closing
from pathlib import Path

import click

from pos_app.bootstrap import open_organizer
from pos_app.cli.command import (
    PATH,
    Argument,
    Command,
    Option,
    Progress,
    Speaker,
    event_option,
    json_option,
)
from pos_app.cli.file_words import (
    approve_command,
    day_words,
    file_line,
    is_no_file,
    refusal_words,
    remark_words,
    shell_word,
)
from pos_app.cli.totals_words import open_point_lines, totals_lines
from pos_app.domain.event_totals import Coverage
from pos_app.domain.outcome import OUTCOMES
from pos_app.i18n import _
from pos_app.services.accounting import totals_as_json
from pos_app.services.handed_in import TakenFile
from pos_app.taken_words import other_kind_words, taken_summary_words
from pos_app.wording import words_for

# --- take-in -----------------------------------------------------------------------------------


@click.command(
    "take-in",
    cls=Command,
    words=lambda: _("Take files and folders in: in any order, as often as you like."),
)
@click.argument("paths", nargs=-1, required=True, type=PATH, cls=Argument, metavar="PATH...")
@event_option
@json_option
def take_in(*, paths: tuple[Path, ...], event: Path, as_json: bool) -> int:
    """Give every file its verdict."""
    speaker, progress = Speaker(as_json=as_json), Progress()

    def show(done: int, of: int) -> None:
        progress.show(_("Taking in: {done} of {of}").format(done=done, of=of))

    with closing(open_organizer(event)) as organizer:
        taken = organizer.organizing.take_in(paths, show)
        pack, coverage = organizer.organizing.pack, organizer.accounting.totals().coverage
    progress.clear()
    for each in taken.files:
        if each.trouble is not None:
            click.echo(words_for(each.trouble), err=True)
        else:
            speaker.say(_taken_line(each, event))
    counts = {outcome: taken.count(outcome) for outcome in OUTCOMES}
    speaker.say(taken_summary_words(counts), *open_point_lines(coverage, pack))
    speaker.answer(
        {
            "added": counts["new"],
            "known": counts["known"],
            "refused": counts["refused"],
            "aside": counts["aside"],
            "newer": counts["newer"],
            "other": counts["other"],
            "files": [_taken_document(each) for each in taken.files],
        }
    )
    if any(each.trouble is not None and not is_no_file(each.trouble) for each in taken.files):
        return 2
    is_wrong = counts["refused"] or counts["aside"] or counts["newer"]
    return int(bool(is_wrong) or not _is_fine(coverage))


def _taken_line(taken: TakenFile, event: Path) -> str:
    if taken.other is not None:
        return f"-- {taken.path} {_other_words(taken, event)}"
    if taken.day_file is None:
        assert taken.problem is not None, "what was not read has a problem"
        words = refusal_words(taken.problem, taken.problem.detail)
        return file_line(taken.path, taken.problem, words)
    read = taken.day_file
    till, entries = read.header.till, (read.header.first, read.header.last)
    parts = [day_words(till.booth_id, till.dev, entries, read.receipts, read.net)]
    if taken.is_known:
        parts.append(_("Known already."))
    if taken.problem is not None:
        parts.append(refusal_words(taken.problem))
    parts.append(remark_words(read.remarks))
    return file_line(taken.path, taken.problem, " ".join(part for part in parts if part))


def _other_words(taken: TakenFile, event: Path) -> str:
    assert taken.other is not None
    words = other_kind_words(taken.other, taken.claimed_booth, is_approved=taken.is_known)
    if taken.other != "request" or taken.is_known:
        return words
    command = approve_command(event, shell_word(taken.path))
    approve = _("Approve it: {command}").format(command=command)
    return f"{words} {approve}"


def _taken_document(taken: TakenFile) -> dict[str, object]:
    problem, read = taken.problem, taken.day_file
    return {
        "file": str(taken.path),
        "verdict": "other" if taken.other else taken.verdict,
        "outcome": taken.outcome,
        "kind": taken.other or "day",
        "known": taken.is_known,
        "code": problem.code if problem else None,
        "seq": problem.seq if problem else None,
        "booth": read.header.till.booth_id if read else None,
        "dev": read.header.till.dev if read else None,
        "first": read.header.first if read else None,
        "last": read.header.last if read else None,
        "net": read.net if read else None,
        "remarks": [[code, seq] for code, seq in read.remarks] if read else [],
    }


# --- totals and report -------------------------------------------------------------------------


@click.command(
    "totals", cls=Command, words=lambda: _("Add up what was taken in, and say how much is missing.")
)
@event_option
@json_option
def totals(*, event: Path, as_json: bool) -> int:
    """Say the totals with their coverage."""
    with closing(open_organizer(event)) as organizer:
        report = organizer.accounting.report()
    speaker = Speaker(as_json=as_json)
    if not as_json:
        speaker.say(*totals_lines(report.totals, report.pack))
    speaker.answer(totals_as_json(report.totals))
    return int(not _is_fine(report.totals.coverage))


@click.command(
    "report", cls=Command, words=lambda: _("Write the event report as PDF, xlsx or CSV.")
)
@event_option
@click.option("--pdf", type=PATH, cls=Option, words=lambda: _("The report for people."))
@click.option("--xlsx", type=PATH, cls=Option, words=lambda: _("All tables as a workbook."))
@click.option("--csv", type=PATH, cls=Option, words=lambda: _("The figures for programs."))
@json_option
def report(
    *, event: Path, pdf: Path | None, xlsx: Path | None, csv: Path | None, as_json: bool
) -> int:
    """Write what was asked for."""
    if not (pdf or xlsx or csv):
        raise click.UsageError(_("Give at least one of --pdf, --xlsx and --csv."))
    with closing(open_organizer(event)) as organizer:
        made = organizer.accounting.report()
    wanted = {
        "pdf": (pdf, made.write_pdf),
        "xlsx": (xlsx, made.write_xlsx),
        "csv": (csv, made.write_csv),
    }
    speaker = Speaker(as_json=as_json)
    for path, write in wanted.values():
        if path is not None:
            write(path)
            speaker.say(_("Written: {file}").format(file=path))
    speaker.say(*open_point_lines(made.totals.coverage, made.pack))
    speaker.answer({kind: str(path) if path else None for kind, (path, _w) in wanted.items()})
    return int(not _is_fine(made.totals.coverage))


def _is_fine(coverage: Coverage) -> bool:
    """Nothing is disputed and nothing set aside; what has not come yet is no fault."""
    return not coverage.disputed and not coverage.aside
