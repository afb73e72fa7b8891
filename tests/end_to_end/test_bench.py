"""The short version of `run.py bench`: every measure runs, whatever its numbers are here."""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.bench.__main__ import MEASURES

ROOT = Path(__file__).resolve().parents[2]


def test_every_measure_of_the_bench_still_runs(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--little"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GERAI_DATA": str(tmp_path / "data")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(MEASURES)
    assert all(re.search(r" \d+\.\d\d x   median +\d+\.\d\d\d ms ", line) for line in lines), lines
    assert list(tmp_path.glob(".bench-*")) == []
