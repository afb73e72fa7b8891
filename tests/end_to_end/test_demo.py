"""The demo through its real door, from a folder whose name has a blank and an accent."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

import pytest

ROOT: Final = Path(__file__).parents[2]
SIZE: Final = ("--booths", "2", "--days", "2", "--sales", "5")


def gerai(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "pos_app", "--lang", "en", *arguments],
        cwd=cwd,
        env={"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        encoding="utf-8",
        timeout=110,
        check=False,
    )


def told(out: Path) -> dict[str, Any]:
    """The totals without their time."""
    totals: dict[str, Any] = json.loads((out / "totals.json").read_bytes())
    del totals["coverage"]["as_of"]
    return totals


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("kios é 1")


@pytest.fixture(scope="module")
def done(place: Path) -> subprocess.CompletedProcess[str]:
    """The demo where nobody said where to; it takes seconds, so all tests look at this one."""
    return gerai("demo", *SIZE, "--seed", "7", cwd=place)


@pytest.fixture
def out(place: Path, done: subprocess.CompletedProcess[str]) -> Path:
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return place / "gerai-demo"


def test_the_demo_does_the_whole_job_and_the_organizer_s_commands_agree_with_it(
    place: Path, done: subprocess.CompletedProcess[str], out: Path
) -> None:
    assert "agrees to the rupiah" in done.stdout
    assert str(Path("gerai-demo") / "event") in done.stdout

    asked = gerai("totals", "--event", str(out / "event"), "--json", cwd=place)
    assert asked.returncode == 0
    totals = json.loads(asked.stdout)
    del totals["coverage"]["as_of"]
    assert totals == told(out)
    assert totals["receipts"] == 2 * 2 * 5

    pack = str(out / "event" / "packs" / "pack-0002.gerai.txt")
    files = [str(path) for path in sorted((out / "files").iterdir())]
    verified = gerai("verify", *files, "--pack", pack, "--json", cwd=place)
    assert verified.returncode == 0
    assert sum(file["net"] for file in json.loads(verified.stdout)) == totals["net"]


def test_a_stranger_s_script_accepts_every_file_of_the_demo(out: Path) -> None:
    pack = (out / "event" / "packs" / "pack-0002.gerai.txt").read_text("utf-8")
    lines = [json.loads(line) for line in pack.partition("\n\n")[0].splitlines()]
    keys = {line["dev"]: line["vkey"] for line in lines if line.get("t") == "key"}
    files = list((out / "files").iterdir())
    assert len(files) == 2 * 2
    for file in files:
        dev = json.loads(file.read_text("utf-8").partition("\n")[0])["dev"]
        check = [sys.executable, str(ROOT / "tests" / "exchange" / "check.py")]
        checked = subprocess.run(
            [*check, str(file), keys[dev]], capture_output=True, timeout=60, check=False
        )
        assert checked.returncode == 0, checked.stderr
