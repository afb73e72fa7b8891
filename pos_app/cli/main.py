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
from pos_app.cli.command import Group
from pos_app.cli.demo import demo
from pos_app.cli.event import event
from pos_app.cli.organizer import report, take_in, totals
from pos_app.cli.till import booth
from pos_app.cli.verify import verify
from pos_app.domain.errors import BadEventDetails, OutsideError, PosError
from pos_app.i18n import _
from pos_app.wording import words_for

WRONG_USE = 2
INTERRUPTED = 130

_logger = logging.getLogger(__name__)


@click.group(
    "gerai",
    cls=Group,
    words=lambda: _("Gerai for organizers and scripts: events, signed day files, totals."),
)
@click.version_option(__version__, prog_name="gerai", message="%(prog)s %(version)s")
def gerai() -> None:
    """Hold all commands."""


for _command in (verify, event, booth, take_in, totals, report, demo):
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
    try:
        code = gerai.main(args=list(arguments), prog_name="gerai", standalone_mode=False)
    except click.UsageError as error:
        _say_wrong_use(error)
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


def _say_wrong_use(error: click.UsageError) -> None:
    click.echo(_usage_words(error), err=True)
    command = "gerai" if error.ctx is None else error.ctx.command_path
    click.echo(_("How it is used: {command}").format(command=f"{command} --help"), err=True)


def _usage_words(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption(option_name=option):
            return _("There is no option {name}.").format(name=option)
        case click.MissingParameter(param=click.Parameter() as parameter):
            is_option = isinstance(parameter, click.Option)
            name = parameter.opts[0] if is_option else parameter.metavar or ""
            return _("{name} is missing.").format(name=name)
        case click.BadParameter(param=click.Option() as option):
            return _("{name} cannot be that: {why}").format(name=option.opts[0], why=error.message)
        case _:
            return error.format_message()
