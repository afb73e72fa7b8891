"""The buyer's screen: what stands on it, what never can, and where it is."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.domain.cart import Cart
from pos_app.domain.catalog import Product
from pos_app.domain.money import Quantity
from pos_app.papers.paper import qr_code
from pos_app.settings import Settings
from tests.tills import TillAtWork, a_till_at_work
from ui.customer.customer_display import CustomerDisplay
from ui.customer.customer_presenter import CustomerPresenter
from ui.customer.customer_screens import CustomerScreens
from ui.customer.customer_view import EMPTY, CustomerCode, CustomerLine, CustomerView
from ui.laptop import Laptop
from ui.theme import DARK, LIGHT, apply_theme

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def display(qtbot: QtBot, qapp: QApplication) -> Iterator[CustomerDisplay]:
    apply_theme(qapp, LIGHT)
    display = CustomerDisplay("Kedai Lestari")
    qtbot.addWidget(display)
    display.show_in_window()
    yield display
    apply_theme(qapp, LIGHT)


@pytest.fixture
def presenter() -> CustomerPresenter:
    return CustomerPresenter()


def a_cart(*names: str) -> Cart:
    cart = Cart("c0ffee")
    for number, name in enumerate(names, start=1):
        product = Product(product_id=number, name=name, price=25_000, code=f"C{number}")
        cart, _place = cart.with_product(product, Quantity.of(2))
    return cart


def sold(till: TillAtWork, given: int) -> object:
    till.app.selling.scan("MUG")
    till.app.paying.tender("cash", given)
    return till.app.paying.finish()


def test_the_view_has_no_room_for_anything_private() -> None:
    """No names of operators, stock, cost, history: there is no field that could hold one."""
    assert {field.name for field in fields(CustomerView)} == {"lines", "total", "code", "change"}
    assert {field.name for field in fields(CustomerLine)} == {"name", "quantity", "amount"}
    assert {field.name for field in fields(CustomerCode)} == {"code", "merchant", "state"}


def test_the_cart_is_shown_and_goes_at_once_when_it_is_parked(presenter: CustomerPresenter) -> None:
    presenter.show_cart(a_cart("Kopi", "Teh"))
    assert presenter.view.total == 100_000
    assert presenter.view.lines[0] == CustomerLine("Kopi", "2 ×", 50_000)
    presenter.show_cart(Cart("c0ffee"))
    assert presenter.view == EMPTY


def test_change_and_thanks_stay_until_the_next_item(
    tmp_path: Path, presenter: CustomerPresenter
) -> None:
    with a_till_at_work(tmp_path / "till") as till:
        presenter.show_cart(a_cart("Mug"))
        presenter.thank(sold(till, 100_000))  # type: ignore[arg-type]
        presenter.show_cart(Cart("next"))
        assert presenter.view == CustomerView(change=50_000)
        presenter.show_cart(a_cart("Kopi"))
        assert presenter.view.change is None


def test_the_thanks_go_by_themselves(tmp_path: Path, qtbot: QtBot) -> None:
    presenter = CustomerPresenter(thanks_ms=1)
    with a_till_at_work(tmp_path / "till") as till:
        presenter.thank(sold(till, 50_000))  # type: ignore[arg-type]
        qtbot.waitUntil(lambda: presenter.view == EMPTY)


def test_a_code_to_pay_with_is_large_and_black_on_white_in_the_dark(
    display: CustomerDisplay, presenter: CustomerPresenter, qapp: QApplication
) -> None:
    apply_theme(qapp, DARK)
    presenter.view_changed.connect(display.show_view)
    presenter.show_cart(a_cart("Kopi"))
    presenter.show_code(CustomerCode(qr_code("0002010102"), "Kedai Lestari"), 20_000)
    assert presenter.view.total == 20_000
    assert min(display.code.width(), display.code.height()) >= 300
    picture = display.code.grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 300, 3) for y in (0, 150)}
    assert colours == {"#000000", "#ffffff"}
    assert display.code.code() == qr_code("0002010102")
    presenter.show_code(None)
    assert not display.code.isVisible()
    assert presenter.view.total == 50_000


def test_practice_is_marked_on_the_buyers_screen_too(qtbot: QtBot) -> None:
    display = CustomerDisplay("Kedai", is_practice=True)
    qtbot.addWidget(display)
    display.show()
    assert display.band.isVisible()


def test_a_name_of_any_length_is_not_cut_and_is_never_drawn_as_html(qtbot: QtBot) -> None:
    display = CustomerDisplay("<b>Promo</b>" * 10)
    qtbot.addWidget(display)
    display.show_in_window()
    labels = display.findChildren(QLabel)
    assert all(label.textFormat().name == "PlainText" for label in labels if label.text())


def test_where_there_is_one_screen_the_display_is_only_a_window(tmp_path: Path) -> None:
    screen = QApplication.primaryScreen()
    size = screen.geometry().size()
    key = f"{screen.name()} {size.width()}x{size.height()}"
    laptop = Laptop(tmp_path / "settings.json", Settings(customer_screen=key))
    screens = CustomerScreens(CustomerPresenter(), laptop, booth_name="Kedai", is_practice=False)
    screens.follow()
    assert screens.display is None
    screens.try_in_window()
    assert screens.display is not None
    assert not screens.display.isFullScreen()
    screens.display.close()
    assert screens.display is None
    screens.stop()


_TWO_SCREENS = """
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication, QWidget
from pos_app.settings import Settings
from ui.customer.customer_presenter import CustomerPresenter
from ui.customer.customer_screens import CustomerScreens
from ui.laptop import Laptop
app = QApplication(["gerai"])
laptop = Laptop(Path(sys.argv[1]) / "settings.json", Settings())
screens = CustomerScreens(CustomerPresenter(), laptop, booth_name="Kedai", is_practice=False)
operator = QWidget()
operator.show()
second = next(s for s in app.screens() if s is not app.primaryScreen())
size = second.geometry().size()
laptop.choose(customer_screen=f"{second.name()} {size.width()}x{size.height()}")
display = screens.display
assert display is not None and display.isFullScreen()
assert display.screen() is second and display.geometry() == second.geometry()
app.screenRemoved.emit(second)
assert screens.display is None
app.screenAdded.emit(second)
app.processEvents()
assert screens.display is not None and screens.display.screen() is second
laptop.choose(customer_screen="Another 640x480")
assert screens.display is None
screens.stop()
print("both screens kept apart")
"""


def test_the_display_fills_its_own_screen_and_goes_and_comes_with_it(tmp_path: Path) -> None:
    plan = {
        "screens": [
            {"name": "buyer", "x": 1366, "y": 0, "width": 1024, "height": 600},
            {"name": "operator", "x": 0, "y": 0, "width": 1366, "height": 768},
        ]
    }
    (tmp_path / "two.json").write_text(json.dumps(plan), encoding="utf-8")
    platform = f"offscreen:configfile={tmp_path / 'two.json'}"
    ended = subprocess.run(
        [sys.executable, "-c", _TWO_SCREENS, str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": platform},
    )
    assert ended.returncode == 0, ended.stderr
    assert "both screens kept apart" in ended.stdout
