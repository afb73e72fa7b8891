"""`gerai verify` for people and for programs."""

import json
from pathlib import Path
from typing import Any

import pytest

from pos_app.cli.main import run
from pos_app.simulation.demo import DemoResult
from tests.exchange.vector_files import FACTS, VECTORS
from tests.services.small_event import day_files

PACK = str(VECTORS / "pack-2.gerai.txt")
GOOD = str(VECTORS / "a017-day1.gerai.txt")
BAD = str(VECTORS / "bad-line-sum.gerai.txt")
ASIDE = str(VECTORS / "aside-unknown-key.gerai.txt")

KEYS = "file kind verdict code seq line counts remarks booth dev first last head net days"


def document(capsys: pytest.CaptureFixture[str]) -> Any:  # noqa: ANN401 - JSON
    """What stands on standard output, which has to be one JSON document."""
    return json.loads(capsys.readouterr().out)


def test_a_good_file_is_one_line_that_begins_with_ok(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", "verify", GOOD, "--pack", PACK]) == 0
    said = capsys.readouterr()
    assert said.out == (
        f"OK {GOOD} Booth A017, till mpp3ef, entries 1 to 15: 8 receipts, Rp381.693.\n"
    )
    assert said.err == ""


def test_a_refused_file_is_one_line_that_begins_with_its_code(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "en", "verify", GOOD, BAD, "--pack", PACK]) == 1
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith(f"OK {GOOD} ")
    assert second.startswith(f"E_TOTAL {BAD} Entry ")


def test_the_document_has_the_keys_of_the_contract_for_every_kind(
    capsys: pytest.CaptureFixture[str],
) -> None:
    kinds = [GOOD, PACK, str(VECTORS / "request-a017.gerai.txt")]
    assert run(["verify", *kinds, "--pack", PACK, "--json"]) == 0
    told = document(capsys)
    assert [" ".join(each) for each in told] == [KEYS] * 3
    assert [each["kind"] for each in told] == ["gerai.day/1", "gerai.pack/1", "gerai.key/1"]
    day = told[0]
    assert (day["verdict"], day["counts"], day["net"]) == ("accepted", True, 381_693)
    assert day["days"] == [["2026-11-24", 8, 381_693]]
    assert day["remarks"] == []


def test_the_document_names_entry_and_line_of_what_is_wrong(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["verify", BAD, "--pack", PACK, "--json"]) == 1
    said = capsys.readouterr()
    (told,) = json.loads(said.out)
    assert (told["verdict"], told["code"], told["counts"]) == ("refused", "E_TOTAL", False)
    line = Path(BAD).read_text("utf-8").splitlines()[told["line"] - 1]
    assert f'"seq":{told["seq"]},' in line
    assert said.err.startswith("E_TOTAL "), "words are for people, beside the document"


def test_an_unknown_till_is_aside_and_only_claims_to_be_a_booth(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "en", "verify", ASIDE, "--pack", PACK]) == 1
    assert "It claims to be booth A017." in capsys.readouterr().out


def test_one_key_is_enough(demo: DemoResult, capsys: pytest.CaptureFixture[str]) -> None:
    vkey = FACTS["tills"]["A017"]["vkey"]
    assert run(["verify", GOOD, "--vkey", vkey]) == 0
    assert run(["verify", str(day_files(demo)[0]), "--vkey", vkey, "--json"]) == 1
    capsys.readouterr()


@pytest.mark.parametrize(
    "arguments",
    [
        ["verify", GOOD],
        ["verify", GOOD, "--pack", PACK, "--vkey", "x"],
        ["verify", GOOD, "--vkey", "no key"],
        ["verify", "--pack", PACK],
        ["verify", GOOD, "--pack", "not-there"],
        ["verify", GOOD, "--pack", GOOD],
        ["verify", "not-there", "--pack", PACK],
        ["verify", GOOD, "--frobnicate"],
    ],
    ids=lambda arguments: " ".join(Path(word).name for word in arguments),
)
def test_wrong_use_and_what_cannot_be_read_end_with_2_and_words(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run([*arguments]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err != ""


def test_a_folder_is_no_file_and_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["verify", str(tmp_path), "--pack", PACK, "--json"]) == 1
    (told,) = document(capsys)
    assert told["verdict"] == "refused"
