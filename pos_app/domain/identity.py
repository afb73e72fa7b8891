"""Who and where: event, booth, till, and what the organizer published about them."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from typing import Literal

KeyState = Literal["active", "retired", "revoked"]

FIRST_LINK = "0" * 64
"""What stands in `prev` of the first event pack."""


@lru_cache(maxsize=64)
def _minutes(minutes: int) -> timedelta:
    return timedelta(minutes=minutes)


@lru_cache(maxsize=64)
def _zone(offset_min: int) -> timezone:
    return timezone(timedelta(minutes=offset_min))


@dataclass(frozen=True, slots=True)
class Event:
    """A bazaar or expo: its days, its zone and the hour where the business day changes."""

    event_id: str
    name: str
    days: tuple[date, ...]
    offset_min: int = 420
    cut_off_min: int = 240
    currency: str = "IDR"
    exponent: int = 0

    @property
    def zone(self) -> timezone:
        """The event's zone, whatever zone the laptop stands on."""
        return _zone(self.offset_min)

    def local(self, at: datetime) -> datetime:
        """An aware time in the event's zone, whole seconds."""
        return at.astimezone(self.zone).replace(microsecond=0)

    def business_day(self, at: datetime) -> date:
        """The day a moment belongs to (R10): its time less the cut-off, in the event's zone."""
        return (at.astimezone(self.zone) - _minutes(self.cut_off_min)).date()

    @property
    def cut_off(self) -> time:
        """The hour where the business day changes."""
        return time(self.cut_off_min // 60, self.cut_off_min % 60)

    @property
    def is_practice(self) -> bool:
        """Practice events are refused by every real one (day-file.md 12)."""
        return self.event_id.startswith("practice-")


@dataclass(frozen=True, slots=True)
class Booth:
    """A stand at an event, as the pack names it; without `days` it stands on all of them."""

    booth_id: str
    name: str
    region: str = ""
    days: tuple[date, ...] = ()
    mac: str = ""

    def expected_days(self, event: Event) -> tuple[date, ...]:
        """The days on which the organizer expects a closed file."""
        return self.days or event.days


@dataclass(frozen=True, slots=True)
class Till:
    """One installation of Gerai at a booth. `dev` is made from its public key."""

    event_id: str
    booth_id: str
    dev: str

    @property
    def key_name(self) -> str:
        """The name its signatures carry (day-file.md 3)."""
        return f"{self.event_id}/{self.booth_id.lower()}/{self.dev}"

    def receipt_number(self, no: int) -> str:
        """The full number on paper: two tills can never share one (R11)."""
        return f"{self.dev.upper()}-{no:06d}"


@dataclass(frozen=True, slots=True)
class EnrolledTill:
    """A key line of the pack. `last` is (seq, link), where a retired or revoked key ends."""

    booth_id: str
    dev: str
    vkey: str
    request: str
    state: KeyState = "active"
    last: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Something the pack fixes for all booths; unknown ones are kept and ignored."""

    what: str
    value: int | str


@dataclass(frozen=True, slots=True)
class EventPack:
    """What the organizer publishes, signed: event, booths, keys, names (day-file.md 8)."""

    event: Event
    version: int
    previous: str
    made_at: datetime
    organizer_vkey: str
    booths: tuple[Booth, ...]
    tills: tuple[EnrolledTill, ...] = ()
    tender_names: tuple[tuple[str, str], ...] = ()
    categories: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    texts: tuple[tuple[str, str], ...] = ()

    def booth(self, booth_id: str) -> Booth | None:
        """The booth of that id, case ignored (day-file.md 3)."""
        wanted = booth_id.casefold()
        return next((b for b in self.booths if b.booth_id.casefold() == wanted), None)

    def booth_label(self, booth_id: str) -> str:
        """A booth's number and name; of one that the pack does not know its number."""
        booth = self.booth(booth_id)
        return f"{booth_id} {booth.name}" if booth else booth_id

    def till(self, booth_id: str, dev: str) -> EnrolledTill | None:
        """The enrolled till of that booth and key."""
        wanted = booth_id.casefold()
        return next(
            (t for t in self.tills if t.booth_id.casefold() == wanted and t.dev == dev), None
        )

    def value_of(self, what: str) -> int | str | None:
        """The value of a rule, or nothing where the pack leaves it to the booth."""
        return next((rule.value for rule in self.rules if rule.what == what), None)
