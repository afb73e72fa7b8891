"""Slips of goods, asked for where the goods are: a chosen receipt, the sale just made, the cart."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import use_language
from pos_app.services.paper_making import PICK_UP, PREPARATION
from pos_app.settings import Settings
from tests.printing.escpos_reader import read
from tests.ui.kit import an_open_sale, press, settle, tap
from tests.ui.print_kit import NETWORK
from tests.ui.program import a_program, booth_of, first_run
from tests.ui.test_history_screen import SMALLEST, OpenHistory, an_open_history
from ui.goods_slips import SlipsButton
from ui.notices import Notice
from ui.sale.cart.cart_head import CartHead

_PRICE = re.compile(r"\d\.\d{3}|Rp")


@pytest.fixture
def history(tmp_path: Path, qapp: QApplication) -> Iterator[OpenHistory]:
    with an_open_history(tmp_path / "till", SMALLEST, printer=NETWORK) as page:
        yield page


def choose(button: SlipsButton, words: str) -> None:
    """Press the button and take a line of its menu."""
    tap(button)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == words).trigger()
    menu.close()
    settle()


def print_next(booth: BoothApp) -> tuple[str, list[str]]:
    """Have the oldest paper that waits come out: its kind, and what stands on it."""
    job = booth.printing.next_job()
    assert job is not None
    job = booth.printing.mark_sending(job)
    booth.printing.mark_sent(job, "confirmed")
    return job.stored.kind, read(job.stored.content).as_text(32)


def waiting(booth: BoothApp) -> list[tuple[str, int]]:
    return [(paper.kind, paper.copy) for paper in booth.printing.waiting()]


# --- a chosen receipt --------------------------------------------------------------------------


def test_p10_a_chosen_receipt_has_its_goods_prepared_and_collected_without_prices(
    history: OpenHistory,
) -> None:
    history.open(history.sell("3*MUG"))
    slips = history.screen.pane.receipt.slips
    choose(slips, "Slip to prepare")
    choose(slips, "Pick-up slip")
    assert waiting(history.booth) == [("receipt", 0), (PREPARATION, 0), (PICK_UP, 0)]
    print_next(history.booth)
    for title in ("TO PREPARE", "PICK-UP"):
        _kind, lines = print_next(history.booth)
        assert title in {line.strip() for line in lines}
        assert "3 x Mug" in lines
        assert not _PRICE.search("\n".join(lines))
    told = [notice.text for notice in history.notices]
    assert told == [
        "Slip to prepare: Waiting for the printer",
        "Pick-up slip: Waiting for the printer",
    ]


def test_p10_a_slip_that_waits_is_told_and_a_second_one_is_a_copy(history: OpenHistory) -> None:
    history.open(history.sell("MUG"))
    slips = history.screen.pane.receipt.slips
    print_next(history.booth)
    for _press in range(2):
        choose(slips, "Slip to prepare")
    assert waiting(history.booth) == [(PREPARATION, 0)]
    print_next(history.booth)
    choose(slips, "Slip to prepare")
    kind, lines = print_next(history.booth)
    assert kind == PREPARATION
    assert "COPY NO. 1" in {line.strip() for line in lines}
    assert history.notices[-1].text == "Slip to prepare: Copy 1: Waiting for the printer"


def test_a_slip_that_makes_no_sense_says_why(history: OpenHistory) -> None:
    seq = history.sell("MUG")
    history.booth.correcting.void_sale(seq, "dobel")
    history.open_new(seq)
    receipt = history.screen.pane.receipt
    assert not receipt.slips.isEnabled()
    assert receipt.slips.accessibleDescription() == "This sale was voided already."
    history.booth.printing.use_printer(None)
    history.open(history.sell("MUG"))
    assert not receipt.slips.isEnabled()
    assert "Slips: No printer is chosen." in receipt.why_not.text()


def test_slips_are_reached_by_keys_alone(history: OpenHistory) -> None:
    history.open(history.sell("MUG"))
    history.screen.pane.receipt.kuitansi.setFocus()
    press(history.screen, Qt.Key.Key_Tab)
    assert history.screen.pane.receipt.slips.hasFocus()
    press(history.screen, Qt.Key.Key_Return)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    first = menu.activeAction()
    assert first is not None
    assert first.text() == "Slip to prepare"
    menu.close()


# --- the sale just made ------------------------------------------------------------------------


def test_p10_the_sale_just_made_has_its_pick_up_slip(tmp_path: Path, qapp: QApplication) -> None:
    with an_open_sale(tmp_path / "till", printer=NETWORK) as sale:
        notices: list[Notice] = []
        sale.screen.noticed.connect(notices.append)
        card = sale.screen.sell.pane.card
        sale.tap_tile("KOP-007")
        sale.later()
        tap(sale.screen.sell.pane.foot.quick.exact)
        settle()
        choose(card.slips, "Pick-up slip")
        assert waiting(sale.booth) == [("receipt", 0), (PICK_UP, 0)]
        assert [notice.text for notice in notices] == ["Pick-up slip: Waiting for the printer"]
        sale.booth.printing.use_printer(None)
        sale.presenter.receipt.refresh()
        assert not card.slips.isEnabled()
        assert "No printer is chosen." in card.slips.accessibleDescription()


# --- the cart ----------------------------------------------------------------------------------


@pytest.mark.usefixtures("qapp")
def test_p10_an_order_slip_leaves_at_once_and_stays_in_no_queue(
    tmp_path: Path, qtbot: QtBot
) -> None:
    printer = PrinterProfile("pdf", folder=str(tmp_path / "printed"))
    (tmp_path / "printed").mkdir()
    with a_program(settings=Settings(language="en", printer=printer)) as gerai:
        first_run(gerai).roles.practise.click()
        settle()
        booth = booth_of(gerai)
        head = booth.sale_screen.sell.pane.head
        assert not head.order.isEnabled()
        booth.selling.scan("2*KOP-007")
        entries = len(booth.parts.papers._recording.period)
        tap(head.order)
        qtbot.waitUntil(lambda: any("ORD1" in text for text in told(booth.window.notices.shown())))
        (paper,) = (tmp_path / "printed").glob("*-ORD1.pdf")
        text = PdfReader(paper).pages[0].extract_text()
        assert "NOT PAID YET" in text
        assert "2 x" in text
        assert not _PRICE.search(text)
        assert booth.parts.printing.waiting() == []
        assert len(booth.parts.papers._recording.period) == entries
        gerai.laptop.choose(printer=None)
        assert not head.order.isEnabled()
        assert "No printer is chosen." in head.order.accessibleDescription()


def told(notices: tuple[Notice, ...]) -> list[str]:
    return [notice.text for notice in notices]


def test_the_tools_of_the_cart_fit_in_a_narrow_window(qtbot: QtBot) -> None:
    for language in ("id", "en"):
        use_language("id" if language == "id" else "en")
        head = CartHead()
        qtbot.addWidget(head)
        assert head.minimumSizeHint().width() <= 340
        assert all(tool.minimumSizeHint().width() >= 44 for tool in head.tools)
