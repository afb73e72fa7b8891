"""Taking money, what comes after a sale, and the page of receipts."""

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest

from tests.screenshots.camera import Camera
from tests.ui.kit import press, settle, tap, type_text

_VECTORS = Path(__file__).resolve().parents[1] / "data" / "qris-vectors.json"
_BUYER = "Panitia Bazar Nusantara"
_A5_DPI = 110


class MoneyWalk:
    """Pays the cart that is open, sells some more, and takes some of it back."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._booth = camera.booth
        self._sale = self._booth.sale_screen
        self._tender = self._sale.tender

    def whole(self) -> None:
        """Take the pictures."""
        self._prepare()
        self._money()
        self._after()
        self._sell_more()
        self._receipts()

    def _prepare(self) -> None:
        """The booth rounds cash to 500 and has a QRIS code that takes an amount."""
        vectors = json.loads(_VECTORS.read_text("utf-8"))["vectors"]
        sign = str(next(one["payload"] for one in vectors if one["id"] == "S1"))
        arranging = self._booth.parts.arranging
        arranging.change(
            replace(arranging.own, rounding_step=500, qris_payload=sign, qris_puts_amount_in=True)
        )

    def _money(self) -> None:
        window, camera = self._booth.window, self._camera
        press(window, Qt.Key.Key_F12)
        type_text(window, "700rb")
        camera.shoot_booth("20-money-cash")
        press(window, Qt.Key.Key_F6)
        camera.shoot_booth("21-money-qris")
        self._display()
        press(window, Qt.Key.Key_F5)
        type_text(window, "100rb")
        camera.until(self._took_part)
        press(window, Qt.Key.Key_F6)
        camera.shoot_booth("22-money-split")
        self.finish()

    def _took_part(self) -> bool:
        if self._tender.sums.taken.isHidden():
            tap(self._tender.part)
        return not self._tender.sums.taken.isHidden()

    def _display(self) -> None:
        """The buyer sees the same sale on a screen of his own."""
        screens = self._booth.sides.screens
        screens.try_in_window()
        assert screens.display is not None
        settle()
        self._camera.shoot_as_it_is("70-customer-display", screens.display)
        screens.close()
        self._booth.window.activateWindow()
        self._camera.until(self._booth.window.isActiveWindow)

    def _after(self) -> None:
        camera, printing = self._camera, self._booth.printing
        camera.until(lambda: printing.status.pump == "ready")
        camera.until(lambda: not printing.waiting())
        camera.shoot_booth("23-after-sale")
        press(self._booth.window, Qt.Key.Key_F8)
        camera.shoot_booth("24-after-sale-cancel", is_extra=True)
        press(self._booth.window, Qt.Key.Key_Escape)

    def _sell_more(self) -> None:
        for key, codes in (
            (Qt.Key.Key_F6, ("KRI-009",)),
            (Qt.Key.Key_F12, ("KOP-002", "KOP-002", "KOP-002", "KRI-005")),
            (Qt.Key.Key_F12, ("FES-001",)),
            (Qt.Key.Key_F6, ("KOP-005", "KUL-005")),
        ):
            self.sell(key, *codes)

    def sell(self, key: Qt.Key, *codes: str) -> None:
        """Sell goods for the exact amount."""
        self._camera.clock.pass_by(minutes=7)
        for code in codes:
            self._sale.take_scan(code)
        press(self._booth.window, key)
        self.finish()

    def finish(self) -> None:
        """Press Enter until it counts: a page that has just opened takes none."""

        def is_sold() -> bool:
            if self._sale.is_paying():
                press(self._booth.window, Qt.Key.Key_Return)
            return not self._sale.is_paying()

        self._camera.until(is_sold)
        settle()

    # --- receipts ------------------------------------------------------------------------------

    def _receipts(self) -> None:
        camera, window = self._camera, self._booth.window
        screen = self._booth.pages.history
        pane = screen.pane
        window.open_page("history")
        settle()
        newest = screen.finder.list.receipts
        doubled, several, first = (newest.receipt(row).seq for row in (1, 2, 4))
        screen.open_receipt(doubled)
        tap(pane.receipt.void)
        camera.shoot_booth("31-receipt-void", is_extra=True)
        tap(pane.void.reasons.buttons["dobel"])
        screen.open_receipt(several)
        tap(pane.receipt.refund)
        settle()
        tap(next(iter(pane.refund.lines.values())).stepper.more)
        tap(pane.refund.foot.reasons.buttons["rusak"])
        camera.shoot_booth("32-receipt-refund")
        tap(pane.refund.foot.pay)
        settle()
        window.notices.clear()
        camera.shoot_booth("30-receipts")
        screen.open_receipt(first)
        self._kuitansi()

    def _kuitansi(self) -> None:
        camera, pane = self._camera, self._booth.pages.history.pane
        tap(pane.receipt.kuitansi)
        QTest.keyClicks(pane.kuitansi.buyer, _BUYER)
        camera.shoot_booth("33-kuitansi-form", is_extra=True)
        written = QSignalSpy(self._booth.history.file_written)
        tap(pane.kuitansi.make)
        camera.until(lambda: written.count() > 0)
        self._shoot_page(Path(str(written.at(0)[0])))
        self._booth.window.notices.clear()

    def _shoot_page(self, pdf: Path) -> None:
        """The written page as paper shows it; needs a program that draws PDF."""
        drawer = shutil.which("pdftoppm")
        if drawer is None:
            return
        target = self._camera.plan.data / "kuitansi"
        command = [drawer, "-png", "-singlefile", "-r", str(_A5_DPI), str(pdf), str(target)]
        subprocess.run(command, check=True)
        with Image.open(target.with_suffix(".png")) as picture:
            self._camera.keep("34-kuitansi", picture)
