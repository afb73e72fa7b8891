"""A till that dies right after a sale: the sale is there once, and its receipt waits."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.domain.journal import SaleRecorded
from tests.ui.program import a_program, booth_of

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.mark.usefixtures("qapp")
def test_a_kill_between_commit_and_first_byte_loses_neither_sale_nor_receipt(
    data_folder: Path,
) -> None:
    died = subprocess.run(
        [sys.executable, "-m", "tests.end_to_end.selling_till"],
        cwd=ROOT,
        env={**os.environ, "GERAI_DATA": str(data_folder), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert died.returncode == -signal.SIGKILL, died.stderr
    announced = died.stdout.strip()
    with a_program() as gerai:
        booth = booth_of(gerai)
        last = booth.sale_screen.pages.last
        assert last is not None
        assert last.made.receipt_number == announced
        report = booth.parts.days.x_report()
        assert report.sums.receipts == 1
        assert report.sums.net == 50_000
        papers = booth.printing.waiting()
        assert [(paper.number, paper.state) for paper in papers] == [(announced, "queued")]
        card = booth.sale_screen.sell.pane.card
        assert card.isVisible()
        assert card.change.text() == "Rp50.000"
        assert "Total Rp50.000" in card.paid.text()
        assert announced in card.number.text()
        assert isinstance(last.made.recorded.entry, SaleRecorded)
