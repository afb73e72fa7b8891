"""`gerai verify`: one line for each file, whatever kind it is."""

from pathlib import Path

import click

from pos_app.bootstrap import OUTSIDE_WORLD
from pos_app.cli.command import PATH, Argument, Command, Option, Speaker, json_option
from pos_app.cli.file_words import day_words, file_line, is_no_file, refusal_words, remark_words
from pos_app.domain.errors import FileIsRefused
from pos_app.i18n import _
from pos_app.services.verifying import CheckedFile, Verifying
from pos_app.wording import words_for

FINE, REFUSED, UNREADABLE = 0, 1, 2


@click.command(
    "verify",
    cls=Command,
    words=lambda: _("Check signed files of any kind against an event pack, or against one key."),
)
@click.argument("files", nargs=-1, required=True, type=PATH, cls=Argument, metavar="FILE...")
@click.option(
    "--pack", type=PATH, cls=Option, words=lambda: _("The event pack whose keys are trusted.")
)
@click.option(
    "--vkey", cls=Option, words=lambda: _("One public key, as it stands in the event pack.")
)
@json_option
def verify(files: tuple[Path, ...], pack: Path | None, vkey: str | None, as_json: bool) -> int:  # noqa: FBT001 - click calls it by name
    """Say of each file whether it may be trusted."""
    if (pack is None) == (vkey is None):
        raise click.UsageError(_("Give either --pack or --vkey."))
    verifying = _verifying(pack, vkey or "")
    speaker = Speaker(as_json=as_json)
    checked = [verifying.check(path) for path in files]
    for each in checked:
        if each.trouble is not None:
            click.echo(words_for(each.trouble), err=True)
        else:
            speaker.say(file_line(each.path, each.problem, _sentence(each)))
    speaker.answer([as_document(each) for each in checked])
    return max(_code(each) for each in checked)


def _verifying(pack: Path | None, vkey: str) -> Verifying:
    """What to check by; without it nothing can be said of any file."""
    if pack is None:
        try:
            return Verifying.against_key(vkey, clock=OUTSIDE_WORLD.clock)
        except ValueError as error:
            raise click.UsageError(
                _("--vkey is no public key. Copy it whole, as it stands in the event pack.")
            ) from error
    try:
        return Verifying.against_pack(pack, clock=OUTSIDE_WORLD.clock)
    except FileIsRefused as refused:
        click.echo(words_for(refused), err=True)
        raise click.exceptions.Exit(UNREADABLE) from refused


def as_document(checked: CheckedFile) -> dict[str, object]:
    """The JSON keys of day-file.md 16; what a kind does not have is null."""
    problem = checked.problem
    is_day = checked.last > 0
    return {
        "file": str(checked.path),
        "kind": checked.kind or None,
        "verdict": checked.verdict,
        "code": problem.code if problem else None,
        "seq": problem.seq if problem else None,
        "line": checked.line or None,
        "counts": checked.counts,
        "remarks": [[code, seq] for code, seq in checked.remarks],
        "booth": checked.booth_id or None,
        "dev": checked.dev or None,
        "first": checked.first if is_day else None,
        "last": checked.last if is_day else None,
        "head": checked.head or None,
        "net": checked.net if is_day else None,
        "days": [[day.isoformat(), count, net] for day, count, net in checked.days],
    }


def _code(checked: CheckedFile) -> int:
    if checked.trouble is not None:
        return REFUSED if is_no_file(checked.trouble) else UNREADABLE
    return FINE if checked.verdict == "accepted" else REFUSED


def _sentence(checked: CheckedFile) -> str:
    if checked.problem is not None:
        return refusal_words(checked.problem, checked.booth_id)
    if checked.pack_version:
        sentence = _("Event pack, version {version}.").format(version=checked.pack_version)
    elif not checked.last:
        sentence = _(
            "Key request of booth {booth}, till {till}."
            " Its claim code is looked at when it is approved."
        ).format(booth=checked.booth_id, till=checked.dev)
    else:
        entries = checked.first, checked.last
        sentence = day_words(checked.booth_id, checked.dev, entries, checked.receipts, checked.net)
    return f"{sentence} {remark_words(checked.remarks)}".rstrip()
