"""A till that sells one mug and dies between the commit and the first byte of its receipt."""

import os
import signal
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.services.paying import RecordedSale
from pos_app.settings import Settings
from tests.ui.kit import press
from tests.ui.program import a_program, booth_of, first_run
from ui.app import build_application


def main() -> None:
    app = build_application(["gerai"])
    refusing = PrinterProfile("network", address="127.0.0.1", port=1)
    with a_program(settings=Settings(language="en", printer=refusing)) as gerai:
        first_run(gerai).roles.practise.click()
        booth = booth_of(gerai)
        booth.selling.sale_recorded.connect(die)
        mug = Product(product_id=0, name="Mug", price=50_000, code="MUG-77")
        booth.goods.save(mug)
        QTest.keyClicks(booth.sale_screen.scan_field, "MUG-77")
        press(booth.window, Qt.Key.Key_Return)
        booth.selling.money.pay("cash", 100_000)
        app.exec()


def die(made: RecordedSale) -> None:
    """Announce the sale that is on the disk, then go without a word of goodbye."""
    sys.stdout.write(made.receipt_number + "\n")
    sys.stdout.flush()
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main()
