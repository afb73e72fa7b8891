"""What a booth decides about its own selling, and what the event's pack takes out of its hands."""

import re
import unicodedata
from dataclasses import dataclass, fields, replace
from typing import Literal, get_args

from pos_app.domain.errors import BadRule
from pos_app.domain.identity import EventPack
from pos_app.domain.money import MOST_MONEY, Money, Percent
from pos_app.domain.rupiah import NOTES
from pos_app.domain.typed_words import can_be_shown, tidied

RoundingWay = Literal["down", "nearest", "up"]
Taxes = Literal["none", "local", "pkp"]

ROUNDING_STEPS = (0, 100, 500, 1_000)
LONGEST_LOCK_MIN = 120
MOST_PAPER_LINES = 8
LONGEST_PAPER_LINE = 120
LONGEST_NAME = 40
MOST_TENDER_KINDS = 8
ALL = Percent.of(100)

USUAL_KINDS = frozenset({"cash", "qris", "transfer", "card", "voucher", "subsidy", "dp"})
"""Kinds of tender that Gerai knows by itself (day-file.md 6)."""

_USUAL_LOCAL_TAX = Percent.of(10)
_USUAL_VAT = Percent.of(11)
"""12 percent on eleven twelfths of the price, since 1 January 2025 (indonesia.md 12)."""

_NOTE_VALUES = frozenset(note.value for note in NOTES)
_NPWP = re.compile(r"[0-9]{15,16}")
_CODE = re.compile(r"[a-z][a-z0-9_-]{0,23}")


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothRules:
    """The booth's own rules; the defaults are those of a booth that never looked at them.

    `second_pin_for` holds codes of rights; `tender_kinds` are (code, name) beyond USUAL_KINDS.
    `local_tax` and `pkp_rate` are rates inside the price, or on top of it with `price_on_top`.
    """

    rounding_step: Money = 0
    rounding_way: RoundingWay = "down"
    taxes: Taxes = "none"
    local_tax_name: str = "PBJT"
    local_tax: Percent = _USUAL_LOCAL_TAX
    npwp: str = ""
    pkp_rate: Percent = _USUAL_VAT
    price_on_top: bool = False
    says_tax_is_in: bool = False
    sells_sold_out: bool = True
    discount_limit: Percent = ALL
    """A discount above it asks for the right."""
    reason_from: Money = 1
    """A difference in the drawer of at least this much asks for a reason (D6)."""
    hide_expected: bool = True
    """The expected sum stays hidden until the drawer is counted (D5)."""
    second_pin_for: tuple[str, ...] = ()
    lock_after_min: int = 0
    """Minutes without a key or tap until a PIN is asked for; 0 is never (H12)."""
    type_in_thousands: bool = False
    notes_shown: tuple[Money, ...] = tuple(note.value for note in NOTES)
    qris_payload: str = ""
    qris_puts_amount_in: bool = False
    """Off until the booth says that its provider allows it (indonesia.md 2.5)."""
    qris_limit: Money = 10_000_000
    """The most one QRIS payment may be, since 1 March 2022 (indonesia.md 12)."""
    tender_kinds: tuple[tuple[str, str], ...] = ()
    header: tuple[str, ...] = ()
    footer: tuple[str, ...] = ()
    shows_notes_on_paper: bool = False

    def checked(self) -> "BoothRules":
        """The same rules with typed words tidied. Raises BadRule, which names the field."""
        tidy = replace(
            self,
            local_tax_name=tidied(self.local_tax_name),
            npwp=re.sub(r"[ .-]", "", self.npwp),
            qris_payload=self.qris_payload.strip(),
            header=_without_empty_end(self.header),
            footer=_without_empty_end(self.footer),
            tender_kinds=tuple((code, tidied(name)) for code, name in self.tender_kinds),
            notes_shown=tuple(sorted(set(self.notes_shown), reverse=True)),
            second_pin_for=tuple(sorted(set(self.second_pin_for))),
        )
        for field, is_right in tidy._judged():
            if not is_right:
                raise BadRule(field)
        return tidy

    def differing(self, other: "BoothRules") -> tuple[str, ...]:
        """The names of the fields in which two sets of rules differ."""
        return tuple(
            field.name
            for field in fields(self)
            if getattr(self, field.name) != getattr(other, field.name)
        )

    def _judged(self) -> tuple[tuple[str, bool], ...]:
        """Every field that can be wrong, in the order of the screen, with the verdict."""
        codes = [code for code, _ in self.tender_kinds]
        return (
            ("rounding_step", self.rounding_step in ROUNDING_STEPS),
            ("rounding_way", self.rounding_way in get_args(RoundingWay)),
            ("taxes", self.taxes in get_args(Taxes)),
            ("local_tax_name", _is_name(self.local_tax_name)),
            ("local_tax", Percent(0) < self.local_tax <= ALL),
            ("npwp", _is_npwp(self.npwp, needed=self.taxes == "pkp")),
            ("pkp_rate", Percent(0) < self.pkp_rate <= ALL),
            ("discount_limit", self.discount_limit <= ALL),
            ("reason_from", 0 < self.reason_from <= MOST_MONEY),
            ("second_pin_for", all(_CODE.fullmatch(right) for right in self.second_pin_for)),
            ("lock_after_min", 0 <= self.lock_after_min <= LONGEST_LOCK_MIN),
            ("notes_shown", bool(self.notes_shown) and _NOTE_VALUES.issuperset(self.notes_shown)),
            ("qris_limit", 0 < self.qris_limit <= MOST_MONEY),
            ("qris_payload", self.qris_payload.isprintable()),
            ("tender_kinds", all(_is_name(name) for _, name in self.tender_kinds)),
            ("tender_kinds", all(_CODE.fullmatch(code) for code in codes)),
            ("tender_kinds", USUAL_KINDS.isdisjoint(codes)),
            ("tender_kinds", len(set(codes)) == len(codes) <= MOST_TENDER_KINDS),
            ("header", _fit_on_paper(self.header)),
            ("footer", _fit_on_paper(self.footer)),
        )


@dataclass(frozen=True, slots=True)
class RulesInForce:
    """The rules a till works by, and the names of the fields the event's pack has fixed (U4)."""

    rules: BoothRules
    fixed: frozenset[str] = frozenset()


def in_force(own: BoothRules, pack: EventPack) -> RulesInForce:
    """The booth's own rules under those of the pack; a rule the pack words wrongly is ignored."""
    rules, fixed = own, set[str]()
    for change in _fixed_by(pack):
        try:
            rules = replace(rules, **change).checked()  # type: ignore[arg-type]
        except BadRule:
            continue
        fixed.update(change)
    kinds = {**dict(own.tender_kinds), **dict(pack.tender_names)}
    further = tuple((code, name) for code, name in kinds.items() if code not in USUAL_KINDS)
    return RulesInForce(replace(rules, tender_kinds=further), frozenset(fixed))


def _fixed_by(pack: EventPack) -> list[dict[str, object]]:
    """What the pack sets, one change a rule of day-file.md 8, by field."""
    changes: list[dict[str, object]] = []
    step, way = pack.value_of("round"), pack.value_of("round_way")
    tax, limit = pack.value_of("tax_in"), pack.value_of("qris_limit")
    if isinstance(step, int):
        changes.append({"rounding_step": step})
    if isinstance(way, str):
        changes.append({"rounding_way": way})
    if tax is not None:
        changes.append(_fixed_tax(tax))
    if isinstance(limit, int):
        changes.append({"qris_limit": limit})
    for what in ("header", "footer"):
        lines = tuple(value for name, value in pack.texts if name == what)
        if lines:
            changes.append({what: lines})
    return changes


def _fixed_tax(tax: int | str) -> dict[str, object]:
    try:
        rate = Percent.of(tax)
    except ValueError:
        return {}
    if not rate.hundredths:
        return {"taxes": "none"}
    return {"taxes": "local", "local_tax": rate, "price_on_top": False}


def _without_empty_end(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Blank lines inside are wanted; those at the end came from the Enter key."""
    kept = [unicodedata.normalize("NFC", line).rstrip() for line in lines]
    while kept and not kept[-1]:
        kept.pop()
    return tuple(kept)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= LONGEST_NAME and text.isprintable()


def _is_npwp(digits: str, *, needed: bool) -> bool:
    """15 digits of the old kind or 16 of the new."""
    return bool(_NPWP.fullmatch(digits)) if digits or needed else True


def _fit_on_paper(lines: tuple[str, ...]) -> bool:
    return len(lines) <= MOST_PAPER_LINES and all(
        len(line) <= LONGEST_PAPER_LINE and can_be_shown(line) for line in lines
    )
