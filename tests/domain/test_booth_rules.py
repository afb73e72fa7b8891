"""The booth's own rules, and which of them an event's pack takes over."""

from dataclasses import replace

import pytest

from pos_app.domain.booth_rules import BoothRules, in_force
from pos_app.domain.errors import BadRule
from pos_app.domain.identity import EventPack, Rule
from pos_app.domain.money import Percent
from pos_app.rule_words import RULE_FIELDS
from tests.builders import a_pack


def a_pack_with(
    *rules: tuple[str, int | str], texts: tuple[tuple[str, str], ...] = ()
) -> EventPack:
    return replace(a_pack(), rules=tuple(Rule(what, value) for what, value in rules), texts=texts)


def test_the_defaults_are_right_and_leave_taxes_and_rounding_off() -> None:
    rules = BoothRules().checked()
    assert rules == BoothRules()
    assert (rules.rounding_step, rules.taxes) == (0, "none")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("rounding_step", 250),
        ("rounding_way", "sideways"),
        ("taxes", "all"),
        ("local_tax_name", " "),
        ("local_tax", Percent(0)),
        ("pkp_rate", Percent.of(101)),
        ("npwp", "12345"),
        ("discount_limit", Percent.of("100.5")),
        ("reason_from", 0),
        ("second_pin_for", ("Void!",)),
        ("notes_shown", ()),
        ("notes_shown", (75_000,)),
        ("qris_limit", 0),
        ("qris_payload", "0002\n01"),
        ("tender_kinds", (("ovo", ""),)),
        ("tender_kinds", (("cash", "Tunai"),)),
        ("tender_kinds", (("ovo", "OVO"), ("ovo", "OVO 2"))),
        ("header", ("x",) * 9),
        ("footer", ("x" * 121,)),
        ("footer", ("\x1bp0",)),
    ],
)
def test_a_rule_that_cannot_be_right_is_named(field: str, value: object) -> None:
    with pytest.raises(BadRule) as refused:
        replace(BoothRules(), **{field: value}).checked()  # type: ignore[arg-type]
    assert refused.value.field == field
    assert field in RULE_FIELDS


def test_nobody_becomes_a_taxed_seller_without_a_tax_number() -> None:
    with pytest.raises(BadRule) as refused:
        BoothRules(taxes="pkp").checked()
    assert refused.value.field == "npwp"
    taxed = BoothRules(taxes="pkp", npwp="01.234.567.8-912.000").checked()
    assert taxed.npwp == "012345678912000"


def test_blank_lines_stay_inside_a_text_and_go_at_its_end() -> None:
    assert BoothRules(footer=("Makasih", "", "@toko", "", " ")).checked().footer == (
        "Makasih",
        "",
        "@toko",
    )


def test_the_pack_wins_over_the_booth_and_names_what_it_fixes() -> None:
    own = BoothRules(rounding_step=500, rounding_way="up", header=("Toko Kami",))
    pack = a_pack_with(("round", 1_000), ("qris_limit", 5_000_000), texts=(("footer", "Sampai!"),))
    held = in_force(own, pack)
    assert held.fixed == {"rounding_step", "qris_limit", "footer"}
    assert (held.rules.rounding_step, held.rules.rounding_way) == (1_000, "up")
    assert (held.rules.header, held.rules.footer) == (("Toko Kami",), ("Sampai!",))


@pytest.mark.parametrize(("rate", "taxes"), [("10", "local"), (8, "local"), (0, "none")])
def test_the_pack_may_set_the_tax_inside_all_prices(rate: int | str, taxes: str) -> None:
    held = in_force(BoothRules(price_on_top=True), a_pack_with(("tax_in", rate)))
    assert held.rules.taxes == taxes
    if taxes == "local":
        assert held.rules.local_tax == Percent.of(rate)
        assert not held.rules.price_on_top


@pytest.mark.parametrize(
    ("what", "value"), [("round", 250), ("round_way", "left"), ("tax_in", "x"), ("music", "on")]
)
def test_a_rule_of_the_pack_that_cannot_be_right_is_ignored(what: str, value: int | str) -> None:
    held = in_force(BoothRules(), a_pack_with((what, value)))
    assert held.rules == BoothRules()
    assert held.fixed == frozenset()


def test_kinds_of_tender_of_the_pack_stand_beside_those_of_the_booth() -> None:
    own = BoothRules(tender_kinds=(("kupon", "Kupon kami"), ("ovo", "OVO")))
    pack = replace(a_pack(), tender_names=(("kupon", "Kupon Dinas"), ("cash", "Tunai")))
    assert in_force(own, pack).rules.tender_kinds == (("kupon", "Kupon Dinas"), ("ovo", "OVO"))
