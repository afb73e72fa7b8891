"""`gerai event`: make an event, and approve the keys of its tills."""

from contextlib import closing
from functools import partial
from pathlib import Path

import click

from pos_app.bootstrap import OUTSIDE_WORLD, OrganizerApp, open_organizer
from pos_app.cli.called_as import called_as
from pos_app.cli.command import (
    PATH,
    Argument,
    Command,
    Group,
    Option,
    Speaker,
    event_option,
    json_option,
)
from pos_app.cli.file_words import approve_command, file_line, refusal_words, take_in_command
from pos_app.cli.typed import (
    ask_new_passphrase,
    ask_passphrase,
    passphrase_in,
    read_currency,
    read_cut_off,
    read_days,
    read_zone,
)
from pos_app.domain.errors import KeyFileError
from pos_app.i18n import _, ngettext
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, booths_from, new_event
from pos_app.services.organizing import Approved
from pos_app.wording import words_for

passphrase_option = click.option(
    "--passphrase-file",
    type=PATH,
    cls=Option,
    words=lambda: _("A file whose first line is the passphrase of the organizer's key."),
)


@click.group("event", cls=Group, words=lambda: _("Make an event and approve its tills."))
def event() -> None:
    """Hold the commands of an event."""


# --- event new ---------------------------------------------------------------------------------


@event.command(
    "new",
    cls=Command,
    words=lambda: _("Make an event: its folder, its key, its pack and the claim codes."),
)
@event_option
@click.option(
    "--id",
    "event_id",
    required=True,
    cls=Option,
    words=lambda: _("Small letters, digits and hyphens, never used before."),
)
@click.option("--name", required=True, cls=Option, words=lambda: _("The event's name."))
@click.option(
    "--days",
    required=True,
    metavar="FIRST..LAST",
    cls=Option,
    words=lambda: _("Its days, like 2026-11-24..2026-11-26."),
)
@click.option(
    "--zone",
    default="+07:00",
    show_default=True,
    cls=Option,
    words=lambda: _("Its time zone."),
)
@click.option(
    "--cut-off",
    default="04:00",
    show_default=True,
    cls=Option,
    words=lambda: _("The hour where one business day ends and the next begins."),
)
@click.option(
    "--currency", default="IDR", show_default=True, cls=Option, words=lambda: _("Its currency.")
)
@click.option(
    "--booths",
    required=True,
    type=PATH,
    cls=Option,
    words=lambda: _("The booths: CSV or xlsx with the headings booth and name."),
)
@passphrase_option
@json_option
def new(  # noqa: PLR0913 - one for each option
    *,
    event: Path,
    event_id: str,
    name: str,
    days: str,
    zone: str,
    cut_off: str,
    currency: str,
    booths: Path,
    passphrase_file: Path | None,
    as_json: bool,
) -> int:
    """Make the event folder."""
    event_days = read_days(days)
    listed = booths_from(booths, event_days)
    details = NewEvent(
        event_id=event_id,
        name=name,
        days=event_days,
        offset_min=read_zone(zone),
        cut_off_min=read_cut_off(cut_off),
        currency=read_currency(currency),
        passphrase=passphrase_in(passphrase_file) if passphrase_file else ask_new_passphrase(),
    )
    folder = EventFolder(event)
    outside = OUTSIDE_WORLD
    new_event(folder, details, listed, clock=outside.clock, randomness=outside.randomness)
    with closing(open_organizer(event)) as organizer:
        _say_new_event(organizer, Speaker(as_json=as_json))
    return 0


def _say_new_event(organizer: OrganizerApp, speaker: Speaker) -> None:
    organizing = organizer.organizing
    booths, is_locked = len(organizing.pack.booths), organizing.is_key_locked
    speaker.say(
        ngettext("{event}: {count} booth.", "{event}: {count} booths.", booths).format(
            event=organizing.pack.event.name, count=booths
        ),
        _("Event pack, for every booth: {file}").format(file=organizing.pack_file),
        _("Claim codes, one for each booth: {file}").format(file=organizing.folder.claims),
        _("The organizer's key: {file}. Put a copy away.").format(file=organizing.folder.key),
        _("The organizer's fingerprint: {digits}").format(digits=organizing.fingerprint),
    )
    if not is_locked:
        speaker.say(
            _("The key is stored UNENCRYPTED: whoever reads this file can sign as the organizer.")
        )
    speaker.say(
        "",
        _("What comes next:"),
        _("- Give every booth the event pack and its own claim code; keep the list to yourself."),
        _("- Approve the key requests that come back: {command}").format(
            command=approve_command(organizing.folder.root, _("REQUEST..."))
        ),
        _("- Take the day files in: {command}").format(
            command=take_in_command(organizing.folder.root, _("PATH..."))
        ),
    )
    speaker.answer(
        {
            "event": organizing.pack.event.event_id,
            "dir": str(organizing.folder.root),
            "booths": booths,
            "pack": str(organizing.pack_file),
            "claims": str(organizing.folder.claims),
            "key": str(organizing.folder.key),
            "encrypted": is_locked,
            "fingerprint": organizing.fingerprint,
        }
    )


# --- event approve -----------------------------------------------------------------------------


@event.command(
    "approve",
    cls=Command,
    words=lambda: _("Approve key requests by their claim codes and write the next event pack."),
)
@click.argument("requests", nargs=-1, required=True, type=PATH, cls=Argument, metavar="REQUEST...")
@event_option
@click.option(
    "--fingerprint",
    default="",
    cls=Option,
    words=lambda: _("For one request without its claim code: the 24 digits its till shows."),
)
@passphrase_option
@json_option
def approve(
    *,
    requests: tuple[Path, ...],
    event: Path,
    fingerprint: str,
    passphrase_file: Path | None,
    as_json: bool,
) -> int:
    """Take key requests."""
    if fingerprint and len(requests) > 1:
        raise click.UsageError(_("A fingerprint belongs to one key request. Give only that one."))
    speaker = Speaker(as_json=as_json)
    with closing(open_organizer(event)) as organizer:
        results = _approved(organizer, requests, passphrase_file, fingerprint)
        pack, pack_file = organizer.organizing.pack, organizer.organizing.pack_file
    for result in results:
        if result.trouble is not None:
            click.echo(words_for(result.trouble), err=True)
        else:
            speaker.say(file_line(result.path, result.problem, _approved_words(result)))
    speaker.say(
        _("Event pack, version {version}, for every booth: {file}").format(
            version=pack.version, file=pack_file
        )
    )
    if any(not (each.problem or each.trouble or each.is_known) for each in results):
        speaker.say(
            "",
            _("What comes next:"),
            _(
                "- Give the new pack back to the booths; they take it under Settings > Event and"
                " keys."
            ),
        )
    speaker.answer(
        {
            "pack": str(pack_file),
            "version": pack.version,
            "requests": [_approved_document(result) for result in results],
        }
    )
    if any(result.trouble for result in results):
        return 2
    return int(any(result.problem for result in results))


def _approved(
    organizer: OrganizerApp,
    requests: tuple[Path, ...],
    passphrase_file: Path | None,
    fingerprint: str,
) -> list[Approved]:
    given = passphrase_in(passphrase_file) if passphrase_file else ""
    approve = partial(organizer.organizing.approve, requests, fingerprint=fingerprint)
    try:
        return approve(passphrase=given)
    except KeyFileError as error:
        asked = ask_passphrase() if error.what == "passphrase_missing" else ""
        if not asked:
            raise
    return approve(passphrase=asked)


def _approved_words(result: Approved) -> str:
    problem = result.problem
    if problem is not None:
        if problem.code == "E_MAGIC" and problem.detail:  # it named its kind
            words = _("This is no key request. Day files are handed to {command}.")
            return words.format(command=f"{called_as()} take-in")
        return refusal_words(problem)
    words = _("approved already") if result.is_known else _("approved")
    return _("Booth {booth}, till {till}: {words}").format(
        booth=result.booth_id, till=result.dev, words=words
    )


def _approved_document(result: Approved) -> dict[str, object]:
    return {
        "file": str(result.path),
        "approved": result.problem is None and result.trouble is None,
        "known": result.is_known,
        "code": result.problem.code if result.problem else None,
        "booth": result.booth_id or None,
        "dev": result.dev or None,
    }
