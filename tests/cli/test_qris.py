"""`gerai qris`: the text with its amount on standard output, or the code of the refusal."""

import json
from pathlib import Path

import pytest

from pos_app.cli.main import run

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "qris-vectors.json").read_text(encoding="utf-8")
)["vectors"]
BY_ID = {vector["id"]: vector for vector in VECTORS}


@pytest.mark.parametrize("amount", ["25000", "25.000", "Rp25.000", "25rb"])
def test_a_code_gets_its_amount(amount: str, capsys: pytest.CaptureFixture[str]) -> None:
    vector = BY_ID["D1"]
    assert run(["qris", "amount", vector["payload"], amount, "--lang", "en"]) == 0
    assert capsys.readouterr().out == vector["output"] + "\n"


@pytest.mark.parametrize(
    ("name", "amount", "code"),
    [
        ("N01", "25000", "Q_CRC"),
        ("N21", "10000001", "Q_AMOUNT_LIMIT"),
        ("N22", "0", "Q_AMOUNT_MIN"),
        ("D1", "25.5", "Q_AMOUNT_TYPE"),
        ("N14", "25000", "Q_DYNAMIC"),
    ],
)
def test_what_cannot_be_is_refused_with_its_code_and_a_sentence(
    name: str, amount: str, code: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["qris", "amount", BY_ID[name]["payload"], amount, "--lang", "en"]) == 1
    said = capsys.readouterr()
    assert said.out == code + "\n"
    assert said.err.strip()
    assert run(["qris", "amount", BY_ID[name]["payload"], amount, "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["refusal"] == code


def test_a_code_is_taken_apart(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["qris", "read", BY_ID["S7"]["payload"], "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "STAN CONTOH LAMPUNG, BANDAR LAMPUNG" in said
    assert "tip" in said
    assert run(["qris", "read", BY_ID["D1-read"]["payload"], "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["amount"] == 25_000
    assert run(["qris", "read", BY_ID["N24"]["payload"], "--lang", "en"]) == 1
