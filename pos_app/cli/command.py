"""Commands and options whose help is looked up when it is shown: the language comes first.

They take whatever click's own take, and hand it on.
"""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from pos_app.i18n import LANGUAGES, Language, _, use_language

Words = Callable[[], str]


class Formatter(click.HelpFormatter):
    """Help with headings in the language in use."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The usage line."""
        super().write_usage(prog, args, prefix or _("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        """A heading; click knows two."""
        headings = {"Options": _("Options"), "Commands": _("Commands")}
        super().write_heading(headings.get(heading, heading))


class Context(click.Context):
    """Writes help in our words."""

    formatter_class = Formatter


class Option(click.Option):
    """An option with `words` for its help."""

    def __init__(self, *arguments: Any, words: Words, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **more)
        self._words = words

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """The option and its help."""
        self.help = self._words()
        return super().get_help_record(ctx)


def _choose_language(
    _ctx: click.Context, _option: click.Parameter, chosen: Language | None
) -> None:
    if chosen is not None:
        use_language(chosen)


class Command(click.Command):
    """A command with `words` for its help, and `--lang`. Its callback gives the exit code."""

    context_class = Context

    def __init__(self, *arguments: Any, words: Words, **more: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **more)
        self._words = words
        language = Option(
            ["--lang"],
            type=click.Choice(LANGUAGES),
            is_eager=True,
            expose_value=False,
            callback=_choose_language,
            words=lambda: _("The language of words and reports; without it Indonesian."),
        )
        self.params.append(language)

    def get_short_help_str(self, limit: int = 45) -> str:
        """One line for the list of commands."""
        return self._words()

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What it does."""
        self.help = self._words()
        super().format_help_text(ctx, formatter)

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """`--help` itself."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _("Show this help and end.")
        return option


class Group(Command, click.Group):
    """Commands under one name, with `words` for their help."""


PATH = click.Path(path_type=Path)
"""A file or folder. Whether it is there is found out by using it, and said in our words."""

json_option = click.option(
    "--json",
    "as_json",
    is_flag=True,
    cls=Option,
    words=lambda: _("Print one JSON document and nothing else; words go to standard error."),
)


event_option = click.option(
    "--event", required=True, type=PATH, cls=Option, words=lambda: _("The event's folder.")
)


class Speaker:
    """Words for people on standard output; with `as_json` a document is there instead."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def say(self, *lines: str) -> None:
        """Tell people."""
        for line in lines:
            click.echo(line, err=self.as_json)

    def answer(self, document: object) -> None:
        """Tell programs, where they asked."""
        if self.as_json:
            click.echo(json.dumps(document, indent=1))


class Progress:
    """A line on the terminal that is written over and over; silent where nobody looks."""

    def __init__(self) -> None:
        self._stream = sys.stderr
        self._is_seen: bool = self._stream.isatty()

    def show(self, words: str) -> None:
        """Replace the line."""
        if self._is_seen:
            self._stream.write(f"\r\x1b[K{words}")
            self._stream.flush()

    def clear(self) -> None:
        """Leave the line empty for other words."""
        if self._is_seen:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
