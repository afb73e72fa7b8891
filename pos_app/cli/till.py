"""`gerai booth enrol`: a till's key request without the window."""

from contextlib import closing
from pathlib import Path

import click

from pos_app.bootstrap import TillFolder
from pos_app.cli.command import PATH, Command, Group, Option, Speaker, json_option
from pos_app.files import make_folder, write_for_people
from pos_app.i18n import _


@click.group("booth", cls=Group, words=lambda: _("What a booth's till does."))
def booth() -> None:
    """Hold the commands of a booth."""


@booth.command(
    "enrol",
    cls=Command,
    words=lambda: _("Join an event and write the key request for the organizer."),
)
@click.option(
    "--data", required=True, type=PATH, cls=Option, words=lambda: _("The till's own folder.")
)
@click.option("--pack", required=True, type=PATH, cls=Option, words=lambda: _("The event pack."))
@click.option("--claim", required=True, cls=Option, words=lambda: _("The claim code of the booth."))
@click.option(
    "--out", required=True, type=PATH, cls=Option, words=lambda: _("The key request to write.")
)
@click.option(
    "--booth",
    "booth_id",
    default="",
    cls=Option,
    words=lambda: _("The booth the code has to belong to; it is found by the code alone."),
)
@json_option
def enrol(  # noqa: PLR0913 - one for each option
    *, data: Path, pack: Path, claim: str, out: Path, booth_id: str, as_json: bool
) -> int:
    """Make this folder a till of the event."""
    with closing(TillFolder(data)) as till:
        joined = till.joining.join(pack, claim, booth_id=booth_id)
    make_folder(out.parent)
    write_for_people(out, joined.request)
    speaker = Speaker(as_json=as_json)
    speaker.say(
        _("Booth {booth} ({name}), till {till}.").format(
            booth=joined.booth.booth_id, name=joined.booth.name, till=joined.till.dev
        ),
        _("Key request: {file}").format(file=out),
        "",
        _("What comes next:"),
        _("- Give the key request to the organizer. Selling may begin at once."),
        _("- You get a newer event pack back; take it under Settings > Event and keys."),
    )
    speaker.answer(
        {
            "event": joined.till.event_id,
            "booth": joined.booth.booth_id,
            "name": joined.booth.name,
            "dev": joined.till.dev,
            "request": str(out),
        }
    )
    return 0
