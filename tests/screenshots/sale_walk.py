"""The selling page: tiles, tools beside the cart, parked carts, goods nobody has seen before."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from pos_app.domain.catalog import Product
from tests.screenshots.camera import Camera
from tests.ui.kit import press, settle, tap, type_text
from ui.theme import DARK, LIGHT, SUN, apply_theme

_CONTROL = Qt.KeyboardModifier.ControlModifier
_GROUP = "Kaus lukis"
_UNKNOWN = "8991234567890"


class SaleWalk:
    """Fills a cart with all there is, and leaves it ready to be paid."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._booth = camera.booth
        self._sell = self._booth.sale_screen.sell

    def whole(self) -> None:
        """Take the pictures."""
        camera = self._camera
        self._have_variants()
        self._booth.window.open_page("sell")
        camera.shoot_booth("10-sell-empty")
        self._park()
        for code in ("WAS-008", "FES-001", "FES-001", "KUL-001"):
            self._booth.sale_screen.take_scan(code)
        self._choose_variant()
        self._discount()
        self._note()
        self._agree()
        camera.shoot_booth("11-sell")
        for name, theme in (("18-sell-dark", DARK), ("19-sell-sun", SUN)):
            apply_theme(camera.app, theme)
            camera.shoot_booth(name)
        apply_theme(camera.app, LIGHT)
        press(self._booth.window, Qt.Key.Key_Z, _CONTROL)  # the plain prices again
        self._new_product()
        self._other_item()

    def _have_variants(self) -> None:
        for place, (label, price) in enumerate(
            (("S", 95_000), ("M", 95_000), ("L", 95_000), ("XL", 105_000), ("XXL", 115_000))
        ):
            product = Product(
                product_id=0,
                name=f"{_GROUP} {label}",
                price=price,
                code=f"KG-{label}",
                category="Fesyen & wastra",
                variant_group=_GROUP,
                variant_label=label,
                position=place - 5,
            )
            self._booth.parts.catalog.edit_product(product)

    def _park(self) -> None:
        for codes in (("KUL-004", "KOP-002"), ("WAS-005",)):
            for code in codes:
                self._booth.sale_screen.take_scan(code)
            press(self._booth.window, Qt.Key.Key_F3)
            self._camera.clock.pass_by(minutes=6)

    def _choose_variant(self) -> None:
        grid = self._sell.grid
        rows = range(grid.goods.rowCount())
        row = next(row for row in rows if grid.goods.tile(row).product.variant_group == _GROUP)
        grid.scrollTo(grid.goods.index(row))
        settle()
        tap(grid.viewport(), QPoint(grid.visualRect(grid.goods.index(row)).center()))
        settle()
        self._camera.shoot_booth("14-sell-variants", is_extra=True)
        tap(self._sell.tools.variants.variants[2])

    def _discount(self) -> None:
        press(self._booth.window, Qt.Key.Key_D, _CONTROL)
        tap(self._sell.tools.discount.quick.buttons["10"])
        self._camera.shoot_booth("12-sell-discount")
        press(self._booth.window, Qt.Key.Key_Return)

    def _note(self) -> None:
        press(self._booth.window, Qt.Key.Key_N, _CONTROL)
        tap(next(iter(self._sell.tools.note.usual.buttons.values())))
        self._camera.shoot_booth("12-sell-note", is_extra=True)
        press(self._booth.window, Qt.Key.Key_Return)

    def _agree(self) -> None:
        press(self._booth.window, Qt.Key.Key_T, _CONTROL)
        type_text(self._booth.window, "560rb")
        self._camera.shoot_booth("13-sell-agreed")
        press(self._booth.window, Qt.Key.Key_Return)
        settle()

    def _new_product(self) -> None:
        self._booth.sale_screen.take_scan(_UNKNOWN)
        self._camera.shoot_booth("16-sell-unknown", is_extra=True)
        tap(self._sell.nothing.new)
        name = self._camera.app.focusWidget()
        assert name is not None
        QTest.keyClicks(name, "Madu hutan 250 ml")
        press(self._booth.window, Qt.Key.Key_Return)
        type_text(self._booth.window, "65rb")
        self._camera.shoot_booth("17-sell-new-product")
        press(self._booth.window, Qt.Key.Key_Return)

    def _other_item(self) -> None:
        press(self._booth.window, Qt.Key.Key_B, _CONTROL)
        type_text(self._booth.window, "12300")
        self._camera.shoot_booth("15-sell-other-item", is_extra=True)
        press(self._booth.window, Qt.Key.Key_Return)
