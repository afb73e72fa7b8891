"""How a booth sets its own rules, and what the journal keeps of it."""

import json
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import BadQris, BadRule
from pos_app.domain.journal import Audited
from pos_app.domain.money import Percent
from pos_app.domain.qris import read_qris
from tests.tills import TillAtWork, World, a_till_at_work

QRIS = json.loads(
    (Path(__file__).parents[1] / "data" / "qris-vectors.json").read_text(encoding="utf-8")
)["vectors"]


def audits(till: TillAtWork) -> list[tuple[str, object, object]]:
    """What, was and now of every audit entry in the journal."""
    entries = (recorded.entry for recorded in till.app.papers._recording.entries())
    return [(e.what, e.was, e.now) for e in entries if isinstance(e, Audited)]


def test_rules_are_kept_and_found_again_after_a_restart(tmp_path: Path) -> None:
    world = World()
    rules = BoothRules(
        rounding_step=500,
        taxes="pkp",
        npwp="0123456789120000",
        pkp_rate=Percent.of("12.5"),
        discount_limit=Percent.of(10),
        notes_shown=(100_000, 50_000),
        tender_kinds=(("ovo", "OVO"),),
        header=("Jl. Mawar 1", "", "WA 0800"),
        second_pin_for=("void", "refund"),
    ).checked()
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.arranging.change(rules) == rules
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.arranging.own == rules
        assert till.app.arranging.fixed == frozenset()


def test_every_change_is_an_entry_with_old_and_new_value(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        arranging = till.app.arranging
        arranging.change(replace(arranging.own, rounding_step=500, rounding_way="up"))
        arranging.change(replace(arranging.own, discount_limit=Percent.of("7.5")), by="k2")
        arranging.change(replace(arranging.own, sells_sold_out=False))
        assert audits(till) == [
            ("rounding-step", 0, 500),
            ("rounding-way", "down", "up"),
            ("discount-limit", "100", "7.5"),
            ("sells-sold-out", 1, 0),
        ]


def test_the_same_rules_again_are_no_entry(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        till.app.arranging.change(BoothRules())
        assert audits(till) == []


def test_another_payment_code_is_an_entry_with_both_merchants(tmp_path: Path) -> None:
    codes = {vector["id"]: vector["payload"] for vector in QRIS}
    with a_till_at_work(tmp_path / "till") as till:
        arranging = till.app.arranging
        arranging.change(replace(arranging.own, qris_payload=f" {codes['S1']}\n"))
        assert arranging.own.qris_payload == codes["S1"]
        nmid = read_qris(codes["S1"]).nmid
        with pytest.raises(BadQris):
            arranging.change(replace(arranging.own, qris_payload=codes["S1"][:-1]))
        arranging.change(replace(arranging.own, qris_payload=""))
        assert audits(till) == [("qris-code", None, nmid), ("qris-code", nmid, None)]


def test_what_a_person_typed_stays_out_of_the_journal(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        own = till.app.arranging.own
        till.app.arranging.change(replace(own, header=("Ibu Sari 0812",), second_pin_for=("void",)))
        till.app.arranging.change(replace(till.app.arranging.own, second_pin_for=("refund",)))
        assert audits(till) == [
            ("second-pin", None, "void"),
            ("header", None, None),
            ("second-pin", None, "refund"),
            ("second-pin", "void", None),
        ]


def test_a_refused_rule_changes_nothing(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        with pytest.raises(BadRule):
            till.app.arranging.change(BoothRules(rounding_step=500, qris_limit=-1))
        assert till.app.arranging.own == BoothRules()
        assert audits(till) == []


@pytest.mark.logs("booth rule")
def test_a_rule_that_cannot_be_right_in_the_database_costs_only_itself(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path / "till", world) as till:
        till.app.arranging.change(BoothRules(rounding_step=500, header=("Halo",)))
    with sqlite3.connect(tmp_path / "till" / "till.db") as connection:
        connection.execute(
            "UPDATE booth_fact SET value = ? WHERE name = 'rules'",
            (b'{"rounding_step":250,"header":["Halo"],"music":true,"qris_limit":true}',),
        )
    connection.close()
    with a_till_at_work(tmp_path / "till", world) as till:
        assert till.app.arranging.own == BoothRules(header=("Halo",))
