"""A return and a sale in one go: only the difference goes over the counter (S21)."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.bootstrap import TillFolder
from pos_app.domain.journal import RefundGiven, SaleRecorded
from pos_app.settings import Settings
from tests.ui.kit import press, settle, tap
from tests.ui.program import a_program, booth_of
from ui.sale.money.payment_values import WantedTender


@pytest.mark.parametrize(
    ("new", "words", "difference"),
    [
        ("KUL-001", "Exchange for the cart, Rp125.000 back", -125_000),  # 25.000
        ("WAS-005", "Exchange for the cart, Rp40.000 to pay", 40_000),  # 190.000
        ("FES-001", "Exchange for the cart, even", 0),  # 150.000
    ],
)
def test_s21_goods_are_exchanged_and_only_the_difference_is_paid(
    data_folder: Path, qapp: QApplication, new: str, words: str, difference: int
) -> None:
    till = TillFolder(data_folder / "practice")
    till.practise()
    till.close()
    practice = Settings(language="en", role="booth", is_practice=True)
    with a_program(settings=practice) as gerai:
        booth = booth_of(gerai)
        parts = booth.parts
        parts.selling.scan("FES-001")
        parts.paying.tender("cash", 150_000)
        parts.paying.finish()
        booth.sale_screen.take_scan(new)
        press(booth.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        pane = booth.pages.history.pane
        tap(pane.receipt.refund)
        foot = pane.refund.foot
        assert not foot.exchange.isVisible()
        tap(pane.refund.all)
        assert foot.exchange.words() == words
        tap(foot.kinds.button("transfer"))
        assert not foot.exchange.isVisible()  # what goes back another way counts for nothing
        tap(foot.kinds.button("cash"))
        tap(foot.exchange)
        assert "reason" in pane.refund.refusal.text()
        assert not parts.paying.payment.taken
        tap(foot.reasons.buttons["tidak-cocok"])
        tap(foot.exchange)
        settle()
        assert booth.window.page() == "sell"
        assert booth.sale_screen.is_paying()
        assert parts.paying.payment.missing == max(0, difference)
        booth.selling.money.finish(WantedTender())
        refund, sale = [
            r.entry for r in parts.days.period if isinstance(r.entry, SaleRecorded | RefundGiven)
        ][-2:]
        assert isinstance(refund, RefundGiven)
        assert isinstance(sale, SaleRecorded)
        assert refund.money.total == -150_000
        assert [(t.kind, t.amount) for t in sale.money.pay] == [("cash", sale.money.total)]
        assert sale.money.given == 150_000 + max(0, difference)
        assert sale.change == max(0, -difference)
        report = parts.days.x_report()
        assert report.sums.drawer.expected == sale.money.total == report.sums.net
