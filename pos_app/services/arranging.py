"""Arranging: how the booth sets its own rules, and what the journal keeps of that."""

from collections.abc import Iterator
from dataclasses import replace

from pos_app.domain.booth_rules import BoothRules, RulesInForce, in_force
from pos_app.domain.identity import EventPack
from pos_app.domain.journal import Audited, Stamp
from pos_app.domain.money import Percent
from pos_app.domain.qris import read_own_code
from pos_app.services.joining import Joining
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase

_WITHOUT_VALUES = frozenset(
    {"local_tax_name", "npwp", "notes_shown", "header", "footer", "tender_kinds"}
)
"""Free text and secrets: the journal tells that they changed, not what they say."""


class Arranging:
    """The booth's rules. What the event's pack fixes wins over what the booth chose (U4)."""

    def __init__(self, database: TillDatabase, recording: Recording, joining: Joining) -> None:
        self._database = database
        self._recording = recording
        self._joining = joining
        self._own = database.booth.rules()
        self._known: tuple[BoothRules, EventPack, RulesInForce] | None = None

    @property
    def own(self) -> BoothRules:
        """What the booth itself chose; to be changed and handed to `change`."""
        return self._own

    @property
    def rules(self) -> BoothRules:
        """What holds now."""
        return self._in_force.rules

    @property
    def fixed(self) -> frozenset[str]:
        """The fields that the event's pack has fixed; the booth cannot change them."""
        return self._in_force.fixed

    def change(self, rules: BoothRules, *, by: str = "") -> BoothRules:
        """Keep new rules and record each changed field (H2); gives what holds then.

        `by` is the code of a second person who allowed it. What the pack fixes stays as the booth
        had it. Raises BadRule, BadQris, StorageError.
        """
        kept = {name: getattr(self._own, name) for name in self.fixed}
        wanted = replace(rules, **kept).checked()
        if wanted.qris_payload:
            wanted = replace(wanted, qris_payload=read_own_code(wanted.qris_payload).text)
        changed = wanted.differing(self._own)
        if changed:
            stamp = replace(self._recording.stamp(), by=by)
            with self._recording.together():
                self._database.booth.set_rules(wanted)
                for name in changed:
                    for audit in _audits(stamp, name, self._own, wanted):
                        self._recording.record(audit)
            self._own = wanted
        return self.rules

    @property
    def _in_force(self) -> RulesInForce:
        """Asked at every scan, so worked out only when rules or pack are others than before."""
        joined = self._joining.joined()
        assert joined is not None, "rules belong to a till that has joined"
        if self._known is None or self._known[:2] != (self._own, joined.pack):
            self._known = (self._own, joined.pack, in_force(self._own, joined.pack))
        return self._known[2]


def _audits(stamp: Stamp, name: str, was: BoothRules, now: BoothRules) -> Iterator[Audited]:
    if name == "second_pin_for":
        old, new = set(was.second_pin_for), set(now.second_pin_for)
        for right in sorted(old ^ new):
            yield Audited(
                stamp,
                "second-pin",
                was=right if right in old else None,
                now=right if right in new else None,
            )
        return
    if name == "qris_payload":
        yield Audited(stamp, "qris-code", was=_nmid(was), now=_nmid(now))
        return
    what = name.replace("_", "-")
    if name in _WITHOUT_VALUES:
        yield Audited(stamp, what)
    else:
        yield Audited(stamp, what, was=_value(getattr(was, name)), now=_value(getattr(now, name)))


def _nmid(rules: BoothRules) -> str | None:
    """The merchant of the booth's code: a sticker pasted over the real one is a usual fraud."""
    return read_own_code(rules.qris_payload).nmid if rules.qris_payload else None


def _value(value: object) -> int | str | None:
    """A value as an entry holds it: an integer or an id (day-file.md 6)."""
    match value:
        case bool() | int():
            return int(value)
        case Percent():
            return str(value)
        case str():
            return value
        case _:
            return None
