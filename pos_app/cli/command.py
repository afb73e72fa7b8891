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

    def get_help_record(self, ctx: click.Context) -> tuple[str, str]:
        """The option and its help, then what click knows of it."""
        extra = self.get_help_extra(ctx)
        facts = []
        if "default" in extra:
            facts.append(_("without it {value}").format(value=extra["default"]))
        if isinstance(self.type, click.IntRange):
            facts.append(range_words(self.type))
        if "required" in extra:
            facts.append(_("needed"))
        words = self._words()
        return self.get_help_spec(ctx), f"{words}  [{'; '.join(facts)}]" if facts else words

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for its value in the help."""
        return value_word(super().make_metavar(ctx))


class Argument(click.Argument):
    """What stands behind the options: files and folders."""

    def make_metavar(self, ctx: click.Context) -> str:
        """What stands for it in the help."""
        return value_word(super().make_metavar(ctx))


def value_word(metavar: str) -> str:
    """A placeholder of the help in the language in use; choices stay as they are typed."""
    words: dict[str, Words] = {
        "TEXT": lambda: _("TEXT"),
        "AMOUNT": lambda: _("AMOUNT"),
        "PATH": lambda: _("PATH"),
        "PATH...": lambda: _("PATH..."),
        "INTEGER RANGE": lambda: _("NUMBER"),
        "FILE...": lambda: _("FILE..."),
        "REQUEST...": lambda: _("REQUEST..."),
        "FIRST..LAST": lambda: _("FIRST..LAST"),
    }
    return words[metavar]() if metavar in words else metavar


def range_words(numbers: click.IntRange) -> str:
    """From which number to which."""
    return _("{least} to {most}").format(least=numbers.min, most=numbers.max)


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
        self.options_metavar = ""  # the usage line asks each time
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

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        """What stands behind the name in the usage line."""
        pieces = [piece for piece in super().collect_usage_pieces(ctx) if piece]
        if isinstance(self, click.Group):
            pieces = [_("COMMAND [ARGUMENTS]...")]
        return [_("[OPTIONS]"), *pieces]

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Take the words apart; one that nothing asked for is said in our words."""
        is_group = isinstance(self, click.Group)
        ctx.allow_extra_args = True
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx  # so that the help named is this command's
            raise
        if ctx.args and not is_group:
            words = _("“{text}” is more than this command takes.")
            raise click.UsageError(words.format(text=" ".join(map(str, ctx.args))), ctx)
        return rest

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
