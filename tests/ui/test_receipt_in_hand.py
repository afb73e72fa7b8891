"""The receipt beside the list is always one that is listed, and tells where its money is."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.domain.journal import SaleTicked
from pos_app.domain.tender import Sighting
from tests.ui.day_kit import shown_words
from tests.ui.kit import tap, type_text
from tests.ui.test_history_screen import OpenHistory, an_open_history


@pytest.fixture
def history(tmp_path: Path, qapp: QApplication) -> Iterator[OpenHistory]:
    with an_open_history(tmp_path / "till") as page:
        yield page


def test_a_search_takes_the_first_hit_in_hand_so_that_no_other_sale_is_taken_back(
    history: OpenHistory,
) -> None:
    mug, cloth = history.sell("MUG"), history.sell("FES-001")
    pane, finder = history.screen.pane, history.screen.finder
    history.open(cloth)
    tap(pane.receipt.refund)
    finder.search.setFocus()
    type_text(history.screen, "mug")
    assert history.numbers() == [1]
    assert pane.seq == mug
    assert pane.pages.currentWidget() is pane.receipt  # the form was about the other sale
    assert finder.list.currentIndex().row() == 0
    type_text(history.screen, "zzz")
    assert pane.seq == 0
    assert not pane.receipt.isVisible()
    assert "Choose a receipt" in shown_words(pane)
    finder.search.clear()
    assert pane.seq == cloth


def test_money_nobody_saw_is_settled_at_its_receipt(history: OpenHistory) -> None:
    selling, paying = history.booth.selling, history.booth.paying
    selling.scan("MUG")
    paying.tender("qris", 50_000, Sighting(state="unsure"))
    history.open_new(paying.finish().recorded.seq)
    receipt = history.screen.pane.receipt
    assert receipt.state.text() == "Not yet certain"
    tap(receipt.missing)
    assert receipt.state.text() == "Money did not come"
    assert not receipt.missing.isVisible()
    history.booth.days.close_day()
    tap(receipt.came)  # it came after all
    assert receipt.state.text() == "Paid"
    assert "next day file" in history.notices[-1].text
    assert not receipt.came.isVisible()
    entry = history.last_entry()
    assert isinstance(entry, SaleTicked)
    assert entry.found


def test_the_receipt_in_hand_stays_while_a_search_still_finds_it(history: OpenHistory) -> None:
    first = history.sell("MUG")
    history.sell("MUG")
    history.open(first)
    tap(history.screen.pane.receipt.refund)
    history.screen.finder.search.setText("mug")
    assert history.screen.pane.seq == first
    assert history.screen.pane.pages.currentWidget() is history.screen.pane.refund


def test_a_copy_without_a_printer_says_that_there_is_none(history: OpenHistory) -> None:
    history.open(history.sell("MUG"))
    tap(history.screen.pane.receipt.reprint)
    assert history.notices[-1].text == "No printer is chosen. Choose one under Settings."
    assert len(history.booth.printing.waiting()) == 1


def test_the_day_of_another_entry_is_named_where_it_is_not_the_same(history: OpenHistory) -> None:
    seq = history.sell("MUG")
    history.booth.correcting.void_sale(seq, "dobel")
    history.open_new(seq)
    (link,) = history.screen.pane.receipt.links
    assert link.text() == "Voided by 000002  ·  −Rp50.000"
