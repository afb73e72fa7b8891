"""The command itself: words in two languages, help, exit codes."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app import __version__
from pos_app.cli.command import Speaker
from pos_app.cli.demo import new_folder, tell_result
from pos_app.cli.main import gerai, run
from pos_app.simulation.demo import DemoResult

ROOT = Path(__file__).parents[2]


def test_every_command_of_the_contract_is_there() -> None:
    assert sorted(gerai.commands) == [
        "booth", "demo", "event", "report", "take-in", "totals", "verify"
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
