"""The form of a refund: it keeps still under a hand, and its slip names the sale."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.ui.kit import settle, tap
from tests.ui.test_history_screen import OpenHistory, an_open_history


@pytest.fixture
def history(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenHistory]:
    with an_open_history(tmp_path / "till") as page:
        yield page


def test_a_refund_stays_where_it_is_while_its_way_is_chosen_and_something_is_refused(
    history: OpenHistory,
) -> None:
    arranging = history.booth.arranging
    arranging.change(replace(arranging.own, rounding_step=500))
    seq = history.sell("MUG", kind="qris")
    history.open(seq)
    tap(history.screen.pane.receipt.refund)
    form = history.screen.pane.refund
    assert form.foot.rounding.text() == (
        "Cash back is rounded up to Rp500. The last return is what is left."
    )
    tap(form.lines[1].stepper.more)
    places = set()
    for act in (form.foot.kinds.button("cash"), form.foot.pay, form.foot.kinds.button("transfer")):
        tap(act)
        settle()
        widgets = (form.all, form.foot.kinds, form.foot.reasons, form.foot.pay)
        places.add(tuple(one.mapTo(form, QPoint(0, 0)).y() for one in widgets))
    assert len(places) == 1


def test_a_refund_names_its_sale_and_a_sale_of_which_nothing_is_left_says_so(
    history: OpenHistory,
) -> None:
    seq = history.sell("MUG")
    history.open(seq)
    pane = history.screen.pane
    tap(pane.receipt.refund)
    tap(pane.refund.all)
    tap(pane.refund.foot.reasons.buttons["rusak"])
    tap(pane.refund.foot.pay)
    settle()
    assert "Void the sale: Everything came back already." in pane.receipt.why_not.text()
    tap(pane.receipt.links[0])
    assert pane.receipt.links[0].text().startswith("Refund of 000001")


def test_a_second_tap_on_a_full_line_takes_back_nothing_else(history: OpenHistory) -> None:
    history.open(history.sell("FES-001", "KOP-007", "KUL-001", "MUG"))
    tap(history.screen.pane.receipt.refund)
    lines = history.screen.pane.refund.lines
    place = lines[2].mapTo(history.screen, QPoint(0, 0))
    tap(lines[2].stepper.more)
    settle()
    assert lines[2].stepper.less.hasFocus()
    assert lines[2].mapTo(history.screen, QPoint(0, 0)) == place
