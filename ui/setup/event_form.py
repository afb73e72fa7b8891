"""The details of a new event as they are typed: days, and an id made from its name."""

import re
import unicodedata
from datetime import date, timedelta

_LONGEST_ID = 24
_MOST_DAYS = 60
_DAY_FIRST = re.compile(r"([0-9]{1,2})[-/. ]+([0-9]{1,2})[-/. ]+([0-9]{4})")
_YEAR_FIRST = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")


def typed_day(text: str) -> date | None:
    """`24-11-2026`, `24/11/2026` or `2026-11-24`; nothing when it is no day."""
    if match := _DAY_FIRST.fullmatch(text.strip()):
        day, month, year = (int(part) for part in match.groups())
    elif match := _YEAR_FIRST.fullmatch(text.strip()):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def written_day(day: date) -> str:
    """A day the way people type it: `24-11-2026`."""
    return f"{day.day:02d}-{day.month:02d}-{day.year}"


def days_between(first: date, last: date) -> tuple[date, ...]:
    """All days from the first to the last; none when they are the wrong way round or too many."""
    count = (last - first).days + 1
    if not 1 <= count <= _MOST_DAYS:
        return ()
    return tuple(first + timedelta(days=number) for number in range(count))


def suggested_id(name: str, first: date | None) -> str:
    """An id for an event of that name: small letters, digits and hyphens, with its year."""
    plain = unicodedata.normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    year = str(first.year) if first is not None and str(first.year) not in words else ""
    room = _LONGEST_ID - (len(year) + 1 if year else 0)
    words = words[:room].strip("-")
    return f"{words}-{year}" if words and year else words
