"""Where scanned codes go in the whole program: nothing lost, nothing pressed, nothing guessed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import Surroundings, TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.scale_code import check_digit
from pos_app.settings import Settings
from tests.ui.kit import SteadyClock, WallClock, counted_randomness, press, tap, type_text
from tests.ui.program import a_program, booth_of
from ui.booth_window import BoothWindow

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def booth(data_folder: Path) -> Iterator[BoothWindow]:
    surroundings = Surroundings(clock=WallClock(), randomness=counted_randomness())
    till = TillFolder(data_folder / "practice", surroundings)
    till.practise()
    till.close()
    with a_program(settings=Settings(language="en", role="booth", is_practice=True)) as gerai:
        booth = booth_of(gerai)
        booth.scanner._now = SteadyClock()  # a busy machine must not make a scan look like typing
        yield booth


def codes_in_cart(booth: BoothWindow) -> list[str]:
    return [line.code for line in booth.parts.selling.cart.lines]


def scan(booth: BoothWindow, code: str) -> None:
    """One scan with real keys, arriving where the focus is."""
    clock = booth.scanner._now
    assert isinstance(clock, SteadyClock)
    clock.pass_by(1)
    window = QApplication.activeModalWidget() or booth.window
    type_text(window, code)
    press(window, Qt.Key.Key_Return)


def type_slowly(booth: BoothWindow, text: str) -> None:
    """A person's keys, then Enter."""
    clock = booth.scanner._now
    assert isinstance(clock, SteadyClock)
    for letter in text:
        clock.pass_by(0.2)
        type_text(booth.window, letter)
    clock.pass_by(0.5)
    press(booth.window, Qt.Key.Key_Return)


def goods(booth: BoothWindow, count: int) -> list[str]:
    """Codes of so many new products."""
    codes = [f"899{number:03}77" for number in range(count)]
    for code in codes:
        product = Product(product_id=0, name=f"Barang {code}", price=1_000, code=code)
        booth.parts.catalog.edit_product(product)
    return codes


def test_spd4_every_scan_arrives_in_order_also_behind_an_open_dialog(booth: BoothWindow) -> None:
    codes = goods(booth, 10)
    for code in codes[:5]:
        scan(booth, code)
    assert codes_in_cart(booth) == codes[:5]
    press(booth.window, Qt.Key.Key_F1)
    dialog = QApplication.activeModalWidget()
    assert dialog is not None
    for code in codes[5:]:
        scan(booth, code)
    assert dialog.isVisible()
    assert booth.waiting_scans.codes == tuple(codes[5:])
    press(dialog, Qt.Key.Key_Escape)
    notice = booth.window.notices.rows()[0]
    assert notice.notice.text == "5 scans waiting"
    tap(notice.action)
    assert codes_in_cart(booth) == codes


def test_ux2_a_scan_does_on_every_page_what_belongs_there(booth: BoothWindow) -> None:
    (code,) = goods(booth, 1)
    scan(booth, code)
    assert codes_in_cart(booth) == [code]
    assert booth.sale_screen.scan_field.text() == ""
    booth.window.open_page("goods")
    scan(booth, code)
    assert booth.pages.goods.form.code.line.text() == code
    for page in ("day", "settings"):
        booth.window.open_page(page)
        scan(booth, code)
    assert booth.waiting_scans.codes == (code, code)
    assert codes_in_cart(booth) == [code]


def test_s12_a_code_of_a_scale_is_sold_with_its_weight(booth: BoothWindow) -> None:
    product = Product(product_id=0, name="Kopi", price=40_000, code="00123", sold_by_weight=True)
    booth.parts.catalog.edit_product(product)
    booth.scans.use_settings(Settings(scale_pattern="21CCCCCWWWWWK"))
    code = "210012301250"
    scan(booth, code + check_digit(code))
    assert [line.code for line in booth.parts.selling.cart.lines] == ["00123"]
    assert booth.parts.selling.cart.total == 50_000
    scan(booth, code + str((int(check_digit(code)) + 1) % 10))
    assert booth.parts.selling.cart.total == 50_000


def test_s16_a_product_made_for_an_unknown_code_is_sold_in_the_same_cart(
    booth: BoothWindow,
) -> None:
    (known,) = goods(booth, 1)
    scan(booth, known)
    scan(booth, "8997777777774")
    assert codes_in_cart(booth) == [known]
    tap(booth.sale_screen.sell.nothing.new)
    panel = booth.pages.new_product
    assert panel.isVisible()
    assert panel.code.line.text() == "8997777777774"
    type_slowly(booth, "sabun")
    type_slowly(booth, "")
    assert panel.entry("price").refusal.isVisible()  # nothing is added by guess
    type_slowly(booth, "15rb")
    assert codes_in_cart(booth) == [known, "8997777777774"]
    assert booth.parts.selling.cart.total >= 15_000
    assert not panel.isVisible()
    scan(booth, "8997777777774")
    assert booth.parts.selling.cart.lines[-1].code == "8997777777774"
    assert booth.parts.catalog.catalog.find("8997777777774").price == 15_000


def test_a_reader_without_enter_is_explained_and_its_code_offered(
    booth: BoothWindow, qtbot: QtBot
) -> None:
    (code,) = goods(booth, 1)
    booth.scanner._idle.setInterval(300)
    with qtbot.waitSignal(booth.scanner.unfinished):
        type_text(booth.window, code)
    notice = booth.window.notices.rows()[0]
    assert "sends no Enter" in notice.notice.text
    tap(notice.action)
    assert codes_in_cart(booth) == [code]
    assert booth.sale_screen.scan_field.text() == ""
