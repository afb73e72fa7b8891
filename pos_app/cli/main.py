"""The command `gerai`: its group, its exit codes, and words for what goes wrong.

0 all is fine · 1 something was refused, set aside, disputed or differs · 2 wrong use, or
something could not be read.
"""

import io
import logging
import sys
from collections.abc import Sequence

import click

from pos_app import __version__
from pos_app.cli.called_as import called_as
from pos_app.cli.command import Group, Option
from pos_app.cli.demo import demo
from pos_app.cli.event import event
from pos_app.cli.organizer import report, take_in, totals
from pos_app.cli.qris import qris
from pos_app.cli.till import booth
from pos_app.cli.usage_words import choose_language_of, usage_words
from pos_app.cli.verify import verify
from pos_app.domain.errors import BadEventDetails, OutsideError, PosError
from pos_app.i18n import _
from pos_app.wording import words_for

WRONG_USE = 2
INTERRUPTED = 130

_logger = logging.getLogger(__name__)


class _Gerai(Group):
    """The whole command; its help ends with the order in which an organizer needs the parts."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """An event from its first to its last command."""
        steps = (
            ("event new", _("make the event; every booth gets the pack and its own code")),
            ("event approve", _("let the key requests of the booths in, hand back the pack")),
            ("take-in", _("take the day files of all booths in, as they come")),
            ("totals", _("see the total, and what is still missing from it")),
            ("report", _("write the report of the event")),
        )
        with formatter.section(_("An event, step by step")):
            formatter.write_dl(
                [(f"{n}. {called_as()} {name}", words) for n, (name, words) in enumerate(steps, 1)]
            )
        formatter.write_paragraph()
        words = _("More on a command, for example: {command}")
        formatter.write_text(words.format(command=f"{called_as()} event new --help"))


def _tell_version(ctx: click.Context, _option: click.Parameter, is_asked: bool) -> None:  # noqa: FBT001 - click calls it
    if is_asked:
        click.echo(f"gerai {__version__}")
        ctx.exit()


@click.group(
    "gerai",
    cls=_Gerai,
    words=lambda: _("Gerai for organizers and scripts: events, signed day files, totals."),
)
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_tell_version,
    cls=Option,
    words=lambda: _("Show the version and end."),
)
def gerai() -> None:
    """Hold all commands."""


for _command in (verify, event, booth, take_in, totals, report, qris, demo):
    gerai.add_command(_command)


def main() -> None:
    """The entry point: run what the command line asks for and end with its code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A name the terminal cannot show is no reason to fail.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; gives the exit code, raises nothing."""
    choose_language_of(arguments)
    try:
        code = gerai.main(args=list(arguments), prog_name=called_as(), standalone_mode=False)
    except click.UsageError as error:
        click.echo(usage_words(error), err=True)
        return WRONG_USE
    except (click.Abort, KeyboardInterrupt):
        click.echo(_("Stopped."), err=True)
        return INTERRUPTED
    except PosError as error:
        click.echo(words_for(error), err=True)
        is_wrong_use = isinstance(error, OutsideError | BadEventDetails)
        return WRONG_USE if is_wrong_use else 1
    except Exception:
        _logger.exception("unexpected error")
        click.echo(
            _("Gerai has made a mistake of its own. Nothing recorded was changed."), err=True
        )
        return WRONG_USE
    return code if isinstance(code, int) else 0
