"""The whole program, from keys pressed at the window to paper out of a stranger's printer."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.settings import Settings
from tests.emulator.printers import EmulatedPrinters
from tests.emulator.test_papers import lines_of, without_end
from tests.ui.kit import press
from tests.ui.program import a_program, booth_of, first_run


@pytest.mark.usefixtures("qapp")
def test_a_sale_at_the_window_opens_the_drawer_and_its_receipt_comes_out(
    emulator: EmulatedPrinters, qtbot: QtBot
) -> None:
    printer = PrinterProfile(
        "network",
        address="127.0.0.1",
        port=emulator.ports[48],
        paper_columns=48,
        drawer="pin2",
        answers_status=True,
        answers_fence=True,
    )
    with a_program(settings=Settings(language="en", printer=printer)) as gerai:
        first_run(gerai).roles.practise.click()
        booth = booth_of(gerai)
        booth.goods.save(Product(product_id=0, name="Mug", price=50_000, code="MUG-77"))
        QTest.keyClicks(booth.sale_screen.scan_field, "MUG-77")
        press(booth.window, Qt.Key.Key_Return)
        booth.selling.money.pay("cash", 100_000)
        qtbot.waitUntil(lambda: not booth.printing.waiting(), timeout=20_000)
        last = booth.sale_screen.pages.last
        assert last is not None
        recorded = last.made.recorded
        state = booth.parts.printing.state_of(recorded.seq)
        assert state is not None
        assert state.state == "confirmed"
        shown = booth.parts.papers.paper(recorded, 48)
    assert "pin 2" in emulator.drawer_opened(48)
    assert without_end(emulator.next_paper(48).lines) == lines_of(shown)
