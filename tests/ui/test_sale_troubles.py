"""What the selling screen says when paper or disk do not do their part."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.services.print_keeping import PaperState
from tests.ui.kit import OpenSale, an_open_sale, press, tap


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    printer = PrinterProfile(kind="pdf", folder=str(tmp_path / "papers"))
    with an_open_sale(tmp_path / "till", printer=printer) as sale:
        yield sale


def _sell(sale: OpenSale) -> None:
    sale.screen.take_scan("KOP-007")
    tap(sale.screen.sell.pane.foot.quick.exact)


def _paper(sale: OpenSale) -> PaperState:
    paper = sale.booth.printing.state_of(sale.last_sale().recorded.seq)
    assert paper is not None
    return paper


def _break_off(sale: OpenSale) -> None:
    printing = sale.booth.printing
    job = printing.next_job()
    assert job is not None
    printing.mark_broken(
        printing.mark_sending(job), PrinterError("DISCONNECTED", bytes_accepted=100)
    )
    sale.presenter.receipt.refresh()


def test_the_card_follows_the_paper_in_words(sale: OpenSale) -> None:
    _sell(sale)
    card, printing = sale.screen.sell.pane.card, sale.booth.printing
    assert card.state.text() == "Waiting for the printer"
    job = printing.next_job()
    assert job is not None
    job = printing.mark_sending(job)
    sale.presenter.receipt.refresh()
    assert card.state.text() == "Being printed"
    printing.mark_sent(job, "confirmed")
    sale.presenter.receipt.refresh()
    assert card.state.text() == "Printed"


def test_every_new_paper_is_told_to_whoever_prints(sale: OpenSale, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sale.presenter.receipt.paper_waits):
        _sell(sale)
    job = sale.booth.printing.next_job()
    assert job is not None
    printing = sale.booth.printing
    printing.mark_sent(printing.mark_sending(job), "handed_over")
    with qtbot.waitSignal(sale.presenter.receipt.paper_waits):
        press(sale.screen, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert _paper(sale).copy == 1


def test_a_person_decides_about_an_uncertain_paper(sale: OpenSale) -> None:
    _sell(sale)
    card = sale.screen.sell.pane.card
    assert not card.seen.isVisible()
    _break_off(sale)
    assert "look at the paper" in card.state.text()
    tap(card.seen)
    assert _paper(sale).state == "confirmed"
    assert not card.seen.isVisible()


def test_an_uncertain_paper_is_replaced_by_a_marked_copy(sale: OpenSale) -> None:
    _sell(sale)
    _break_off(sale)
    tap(sale.screen.sell.pane.card.copy)
    assert (_paper(sale).copy, _paper(sale).state) == (1, "queued")


def test_old3_a_disk_that_refuses_costs_no_cart(sale: OpenSale, qtbot: QtBot) -> None:
    sale.screen.take_scan("KOP-007")
    sale.presenter.save_cart()
    connection = sale.booth.selling._database._connection
    connection.execute("PRAGMA query_only = ON")
    with qtbot.waitSignal(sale.screen.noticed) as noticed:
        tap(sale.screen.sell.pane.foot.quick.exact)
    connection.execute("PRAGMA query_only = OFF")
    assert noticed.args is not None
    assert noticed.args[0].kind == "danger"
    assert sale.lines() == [("KOP-007", "1")]
    tap(sale.screen.sell.pane.foot.quick.exact)
    assert sale.sales() == 1


def test_goods_changed_on_another_page_are_there_when_the_screen_comes_back(
    sale: OpenSale,
) -> None:
    product = sale.tap_tile("KOP-007")
    sale.screen.hide()
    sale.booth.catalog.retire_product(product.product_id)
    sale.screen.show()
    goods = sale.screen.sell.grid.goods
    shown = {goods.tile(row).product.code for row in range(goods.rowCount())}
    assert "KOP-007" not in shown
    assert sale.lines() == [("KOP-007", "1")]
