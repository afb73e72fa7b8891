"""Wrong use of the command line, said in our words and in the language asked for."""

from collections.abc import Sequence

import click

from pos_app.cli.called_as import called_as
from pos_app.cli.command import range_words, value_word
from pos_app.i18n import LANGUAGES, _, use_language


def choose_language_of(arguments: Sequence[str]) -> None:
    """Use the language of `--lang` before anything is taken apart: a mistake may come before it."""
    for word, following in zip(arguments, (*arguments[1:], ""), strict=True):
        option, _equals, value = word.partition("=")
        for code in LANGUAGES:
            if option == "--lang" and code == (value or following):
                use_language(code)


def usage_words(error: click.UsageError) -> str:
    """What is wrong and where help is; a command alone is answered with its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        return error.format_message()
    command = called_as() if error.ctx is None else error.ctx.command_path
    help_is = _("How it is used: {command}").format(command=f"{command} --help")
    return f"{_what_is_wrong(error)}\n{help_is}"


def _what_is_wrong(error: click.UsageError) -> str:
    match error:
        case click.NoSuchOption(option_name=option):
            return _("There is no option {name}.").format(name=option)
        case click.exceptions.NoSuchCommand(command_name=name):
            return _("There is no command {name}.").format(name=name)
        case click.BadOptionUsage(option_name=option):
            return _option_words(error, option)
        case click.MissingParameter(param=click.Parameter() as parameter):
            is_option = isinstance(parameter, click.Option)
            name = parameter.opts[0] if is_option else value_word(parameter.metavar or "")
            return _("{name} is missing.").format(name=name)
        case click.BadParameter(param=click.Option() as option):
            return _value_words(error, option)
        case _:
            return error.format_message()


def _option_words(error: click.BadOptionUsage, name: str) -> str:
    option = _option_of(error, name)
    if option is not None and option.is_flag:
        return _("{name} takes no value.").format(name=name)
    return _("{name} needs a value behind it.").format(name=name)


def _option_of(error: click.UsageError, name: str) -> click.Option | None:
    parameters = error.ctx.command.params if error.ctx else []
    options = (one for one in parameters if isinstance(one, click.Option))
    return next((one for one in options if name in one.opts), None)


def _value_words(error: click.BadParameter, option: click.Option) -> str:
    name = option.opts[0]
    match option.type:
        case click.IntRange() as numbers:
            words = _("{name} is a whole number, {range}.")
            return words.format(name=name, range=range_words(numbers))
        case click.Choice(choices=choices):
            words = _("{name} is one of these: {choices}.")
            return words.format(name=name, choices=", ".join(map(str, choices)))
        case _:
            return _("{name} cannot be that: {why}").format(name=name, why=error.message)
