"""The command itself: words in two languages, help, exit codes."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app import __version__
from pos_app.cli.command import Speaker
from pos_app.cli.demo import new_folder, tell_result
from pos_app.cli.file_words import approve_command
from pos_app.cli.main import gerai, run
from pos_app.i18n import use_language
from pos_app.simulation.demo import DemoResult

ROOT = Path(__file__).parents[2]


def test_every_command_of_the_contract_is_there() -> None:
    assert sorted(gerai.commands) == [
        "booth", "demo", "event", "qris", "report", "take-in", "totals", "verify"
    ]  # fmt: skip


@pytest.mark.parametrize(
    "command",
    ["", "verify", "event", "event new", "event approve", "booth enrol", "take-in", "demo"],
)
def test_help_is_there_for_every_command(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--lang", "en", *command.split(), "--help"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(f"Usage: gerai {command}".rstrip())
    assert "Show this help and end." in said


@pytest.mark.parametrize("command", ["", "event", "event new", "take-in", "booth enrol", "demo"])
def test_help_in_indonesian_has_no_word_of_click_s_own(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    use_language("id")
    assert run([*command.split(), "--help"]) == 0
    english = re.compile(r"Usage|OPTIONS|COMMAND|TEXT|PATH|RANGE|required|default|Show|and exit")
    assert english.findall(capsys.readouterr().out) == []


def test_help_tells_an_organizer_the_order_of_the_commands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "en", "--help"]) == 0
    said = capsys.readouterr().out
    steps = ["event new", "event approve", "take-in", "totals", "report"]
    places = [said.index(f"{number}. gerai {step}") for number, step in enumerate(steps, 1)]
    assert places == sorted(places)


def test_a_checkout_s_help_can_be_typed_as_it_stands(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GERAI_CALLED_AS", "python3 run.py gerai")
    assert run(["--lang", "en", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert said.startswith("Usage: python3 run.py gerai [OPTIONS]")
    assert "3. python3 run.py gerai take-in" in said
    assert said.endswith("for example: python3 run.py gerai event new --help")
    assert run(["--lang", "en", "totals"]) == 2
    assert "python3 run.py gerai totals --help" in capsys.readouterr().err
    assert approve_command(Path("pesta"), "x").startswith("python3 run.py gerai event approve")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["xx"], "There is no command xx."),
        (["totals", "--xx"], "There is no option --xx."),
        (["totals"], "--event is missing."),
        (["totals", "--event"], "--event needs a value behind it."),
        (["totals", "--event", "x", "y"], "“y” is more than this command takes."),
        (["totals", "--json=1"], "--json takes no value."),
        (["take-in", "--event", "x"], "PATH... is missing."),
        (["demo", "--booths", "x"], "--booths is a whole number, 1 to 400."),
        (["demo", "--booths", "0"], "--booths is a whole number, 1 to 400."),
        (["demo", "--lang", "xx"], "--lang is one of these: id, en."),
    ],
)
def test_wrong_use_is_said_in_our_words_wherever_the_language_stands(
    arguments: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    use_language("id")
    before = ["--lang", "en"] if "--lang" not in arguments else []
    if "--lang" in arguments:
        use_language("en")
    assert run([*before, *arguments]) == 2
    assert capsys.readouterr().err.splitlines()[0] == sentence


def test_a_command_alone_is_answered_with_its_help_once(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["--lang", "en", "event"]) == 2
    assert capsys.readouterr().err.count("--help") == 1


def test_the_version_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"gerai {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [["frobnicate"], ["--lang", "xx"], ["totals"], ["demo", "--booths", "0"], ["demo", "--days"]],
    ids=" ".join,
)
def test_wrong_use_ends_with_2_and_says_where_help_is(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "--help" in said.err


def test_a_demo_folder_in_use_is_left_alone(
    demo: DemoResult, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(demo.plan.out.rglob("*"))
    assert run(["demo", "--out", str(demo.plan.out)]) == 2
    assert sorted(demo.plan.out.rglob("*")) == before
    capsys.readouterr()


def test_without_a_folder_the_demo_takes_the_first_new_one(tmp_path: Path) -> None:
    assert new_folder(tmp_path) == tmp_path / "gerai-demo"
    (tmp_path / "gerai-demo").mkdir()
    (tmp_path / "gerai-demo-2").mkdir()
    assert new_folder(tmp_path) == tmp_path / "gerai-demo-3"


def test_a_demo_that_agrees_ends_with_0(
    demo: DemoResult, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tell_result(demo, Speaker(as_json=False)) == 0
    assert "agrees" in capsys.readouterr().out


def test_a_name_the_terminal_cannot_show_does_no_harm(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pos_app", "totals", "--event", str(tmp_path / "acara \u8336")],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "cp1252"},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert b"acara \\u8336" in done.stderr
