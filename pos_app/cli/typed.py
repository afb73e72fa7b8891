"""What organizers type on the command line: days, zones, hours, currencies, passphrases."""

import re
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Final

import click

from pos_app.domain.errors import BadEventDetails
from pos_app.files import read_at_most
from pos_app.i18n import _

MOST_EVENT_DAYS: Final = 400
_MOST_PASSPHRASE_BYTES: Final = 4_096
_CURRENCIES: Final = ("IDR",)
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_ZONE: Final = re.compile(r"([+-])(\d{2}):(\d{2})", re.ASCII)
_CLOCK: Final = re.compile(r"(\d{2}):(\d{2})", re.ASCII)
_MOST_OFFSET_MIN: Final = 14 * 60
_MINUTES_A_DAY: Final = 24 * 60


def read_days(text: str) -> tuple[date, ...]:
    """`FIRST..LAST`, both included, or one day. Raises BadEventDetails."""
    first_text, _dots, last_text = text.partition("..")
    first = _day(first_text.strip(), text)
    last = _day((last_text or first_text).strip(), text)
    count = (last - first).days + 1
    if count < 1:
        raise BadEventDetails("days_order", text)
    if count > MOST_EVENT_DAYS:
        raise BadEventDetails("days_many", text)
    return tuple(first + timedelta(days=number) for number in range(count))


def _day(word: str, whole: str) -> date:
    """`2026-11-24`; a day that looks like one and is in no calendar is named by itself."""
    if not _DAY.fullmatch(word):
        raise BadEventDetails("days", whole)
    try:
        return date.fromisoformat(word)
    except ValueError as error:
        raise BadEventDetails("days_none", word) from error


def read_zone(text: str) -> int:
    """`+07:00` as minutes. Raises BadEventDetails."""
    match = _ZONE.fullmatch(text.strip())
    minutes = int(match[2]) * 60 + int(match[3]) if match else _MOST_OFFSET_MIN + 1
    if match is None or minutes > _MOST_OFFSET_MIN or int(match[3]) >= 60:  # noqa: PLR2004
        raise BadEventDetails("zone", text)
    return -minutes if match[1] == "-" else minutes


def read_cut_off(text: str) -> int:
    """`04:00` as minutes after midnight. Raises BadEventDetails."""
    match = _CLOCK.fullmatch(text.strip())
    if match is None or int(match[2]) >= 60:  # noqa: PLR2004
        raise BadEventDetails("cut_off", text)
    minutes = int(match[1]) * 60 + int(match[2])
    if minutes >= _MINUTES_A_DAY:
        raise BadEventDetails("cut_off", text)
    return minutes


def read_currency(text: str) -> str:
    """A currency Gerai counts in. Raises BadEventDetails."""
    currency = text.strip().upper()
    if currency not in _CURRENCIES:
        raise BadEventDetails("currency", text)
    return currency


def passphrase_in(path: Path) -> str:
    """The first line of a file, without its end. Raises FileTrouble."""
    text = read_at_most(path, _MOST_PASSPHRASE_BYTES).decode("utf-8", errors="replace")
    return text.partition("\n")[0].rstrip("\r")


def ask_new_passphrase() -> str:
    """Ask twice at a terminal, empty allowed; elsewhere there is none."""
    if not _somebody_types():
        return ""
    return str(
        click.prompt(
            _("Passphrase of the organizer's key (Enter for none)"),
            default="",
            hide_input=True,
            show_default=False,
            confirmation_prompt=_("Again"),
            err=True,
        )
    )


def ask_passphrase() -> str:
    """Ask at a terminal for the passphrase of a locked key; elsewhere there is none."""
    if not _somebody_types():
        return ""
    question = _("Passphrase of the organizer's key")
    return str(click.prompt(question, default="", hide_input=True, show_default=False, err=True))


def _somebody_types() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
