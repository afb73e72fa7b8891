"""The page for an ordinary sale: goods at the left, cart and money at the right."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button, plain_tip
from ui.chips import Chip, ChipRow
from ui.keys_in_use import with_key
from ui.sale.cart.cart_model import CartModel
from ui.sale.cart.cart_pane import CartPane
from ui.sale.goods.nothing_found import NothingFound
from ui.sale.goods.price_bar import PriceBar
from ui.sale.goods.product_grid import ProductGrid
from ui.sale.said_line import SaidLine
from ui.sale.sale_values import CartState, GoodsState
from ui.sale.tools.tool_panels import ToolPanels
from ui.sale.top_bar import TopBar
from ui.theme import category_colour


class SellPage(QWidget):
    """Joins top bar, chips, tiles, tools and cart; says what was tapped, decides nothing."""

    category_chosen = Signal(object)

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self._categories: tuple[str, ...] = ()
        self._unknown = ""
        self._goods = GoodsState(())
        self._build(lines)
        self.chips.chosen.connect(self.category_chosen)

    def show_categories(self, categories: tuple[str, ...]) -> None:
        """Show a chip for each category; without any there is only *all*."""
        self._categories = categories
        chips = [Chip(None, _("All"))]
        chips += [Chip(name, name, category_colour(at)) for at, name in enumerate(categories)]
        self.chips.show_chips(chips)

    def show_goods(self, state: GoodsState) -> None:
        """Show tiles, or why there are none."""
        self._goods = state
        self._unknown = ""
        self.grid.drop()
        self.grid.goods.show_products(state.products, self._categories, state.groups)
        self._show_tiles_or_hint()

    def show_unknown(self, words: str) -> None:
        """Show that a code belongs to nothing, in place of the tiles."""
        self._unknown = words
        self._show_tiles_or_hint()

    def shows_unknown(self) -> bool:
        """Whether the screen says that a code is unknown."""
        return bool(self._unknown)

    def show_cart(self, state: CartState) -> None:
        """Show a cart, also as badges on the tiles."""
        self.pane.show_cart(state)
        cart = state.cart
        numbers = {line.product_id for line in cart.lines}
        self.grid.goods.show_in_cart({number: cart.quantity_of(number) for number in numbers})

    def show_tools(self, *, is_open: bool) -> None:
        """Show the panel of a tool in place of the goods, or the goods again."""
        self._goods_or_tools.setCurrentIndex(1 if is_open else 0)

    def check_prices(self, *, is_on: bool) -> None:
        """Show looked-up prices in place of the chips, or the chips again."""
        self._chips_or_price.setCurrentWidget(self.price_bar if is_on else self.chips)
        self.price_bar.show_price(None)
        self.check.setVisible(not is_on)
        self.other.setVisible(not is_on)

    def checks_prices(self) -> bool:
        """Whether tiles and scans only show prices."""
        return self._chips_or_price.currentWidget() is self.price_bar

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use the layout of a narrow or low window."""
        self.top.set_low(is_low)
        self.top.set_narrow(is_narrow)
        self.grid.set_low(is_low)
        self.pane.set_form(is_narrow=is_narrow, is_low=is_low)
        self._goods_box.setContentsMargins(18, 2 if is_low else 6, 6, 0)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        for widget in (self.top, self.grid, self.nothing, self.pane, self.price_bar, self.said):
            widget.retranslate()
        self.tools.retranslate()
        self.other.setText(_("Other item"))
        self.other.setToolTip(
            plain_tip(with_key(_("Sell something at a typed price"), "open_item"))
        )
        self.check.setText(_("Price check"))
        self.check.setToolTip(
            plain_tip(with_key(_("Look up a price without selling"), "check_prices"))
        )
        self.show_categories(self._categories)
        self._show_tiles_or_hint()

    def _build(self, lines: CartModel) -> None:
        self.top = TopBar()
        self.pane = CartPane(lines)
        self.tools = ToolPanels()
        below = QWidget()
        self._goods_or_tools = QStackedLayout(below)
        self._goods_or_tools.addWidget(self._goods_page())
        self._goods_or_tools.addWidget(self.tools.sheet)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.top)
        left.addWidget(below, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.pane)

    def _goods_page(self) -> QWidget:
        self.grid = ProductGrid()
        self.nothing = NothingFound()
        area = QWidget()
        self._tiles_or_hint = QStackedLayout(area)
        self._tiles_or_hint.addWidget(self.grid)
        self._tiles_or_hint.addWidget(self.nothing)
        self.said = SaidLine(area)
        page = QWidget()
        self._goods_box = QVBoxLayout(page)
        self._goods_box.setSpacing(4)
        self._goods_box.addLayout(self._chip_row())
        self._goods_box.addWidget(area, 1)
        return page

    def _chip_row(self) -> QHBoxLayout:
        self.chips = ChipRow()
        self.price_bar = PriceBar()
        place = QWidget()
        self._chips_or_price = QStackedLayout(place)
        self._chips_or_price.addWidget(self.chips)
        self._chips_or_price.addWidget(self.price_bar)
        self.check = Button(kind="plain", icon="search")
        self.other = Button(icon="plus")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 12, 0)
        row.setSpacing(4)
        row.addWidget(place, 1)
        for button in (self.check, self.other):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            row.addWidget(button)
        return row

    def _show_tiles_or_hint(self) -> None:
        hint = self.nothing.hint
        has_text = bool(self._unknown or self._goods.text)
        if self._unknown:
            hint.show_words(self._unknown)
        elif not self._goods.products and self._goods.text:
            title = _("Nothing fits “{text}”").format(text=self._goods.text)
            hint.show_words(title, _("Try a part of the name, or choose what to do with it."))
        elif not self._goods.products:
            hint.show_words(_("No goods yet"), _("Add them here or on the Products page."))
        else:
            self._tiles_or_hint.setCurrentWidget(self.grid)
            return
        self.nothing.show_choices(has_code=bool(self._unknown), has_text=has_text)
        self._tiles_or_hint.setCurrentWidget(self.nothing)
