"""The page for an ordinary sale: goods at the left, cart and money at the right."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button
from ui.chips import Chip, ChipRow
from ui.sale.cart_model import CartModel
from ui.sale.cart_pane import CartPane
from ui.sale.product_grid import ProductGrid
from ui.sale.sale_presenter import CartState, GoodsState
from ui.sale.top_bar import TopBar
from ui.theme import category_colour
from ui.widgets import EmptyHint, IconSign, TextLabel


class RefusalLine(QFrame):
    """What the rules say no to, next to the goods. It lies over their lower edge."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self.setProperty("class", "notice-warning")
        self.words = TextLabel(wrap=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 10, 14, 10)
        row.setSpacing(10)
        row.addWidget(IconSign("info", "warning", 20), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.words, 1)
        over.installEventFilter(self)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show a sentence; tiles do not move for it."""
        self.words.setText(words)
        self.setAccessibleName(words)
        self.show()
        self._lie_down()
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the lower edge when the goods get another size."""
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._lie_down()
        return super().eventFilter(watched, event)

    def _lie_down(self) -> None:
        over = self._over
        width = over.width() - 36
        height = max(self.heightForWidth(width), 44)
        self.setGeometry(QRect(18, over.height() - height - 12, width, height))


class NothingFound(QWidget):
    """What to do when no product has the code or fits the words."""

    search_wanted = Signal()
    goods_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.hint = EmptyHint("search")
        self.search = Button(icon="search")
        self.goods = Button(icon="package")
        for button in (self.search, self.goods):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        buttons.addWidget(self.search)
        buttons.addWidget(self.goods)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 0, 18, 24)
        layout.addWidget(self.hint, 3)
        layout.addLayout(buttons)
        layout.addStretch(2)
        self.search.clicked.connect(self.search_wanted)
        self.goods.clicked.connect(self.goods_wanted)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.search.setText(_("Search by name"))
        self.goods.setText(_("Products page"))


class SellPage(QWidget):
    """Joins top bar, category chips, tiles and cart; says what was tapped, decides nothing."""

    category_chosen = Signal(object)

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self._categories: tuple[str, ...] = ()
        self._unknown = ""
        self._goods = GoodsState(())
        self._build(lines)
        self._wire()

    def show_categories(self, categories: tuple[str, ...]) -> None:
        """Show a chip for each category; without any the row takes no room."""
        self._categories = categories
        chips = [Chip(None, _("All"))]
        chips += [Chip(name, name, category_colour(at)) for at, name in enumerate(categories)]
        self.chips.show_chips(chips)
        self.chips.setVisible(bool(categories))

    def show_goods(self, state: GoodsState) -> None:
        """Show tiles, or why there are none."""
        self._goods = state
        self._unknown = ""
        self.grid.drop()
        self.grid.goods.show_products(state.products, self._categories)
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

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use the layout of a narrow or low window."""
        self.top.set_low(is_low)
        self.top.set_narrow(is_narrow)
        self.grid.set_low(is_low)
        self.pane.set_narrow(is_narrow)
        self._goods_box.setContentsMargins(18, 2 if is_low else 6, 6, 0)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        for widget in (self.top, self.grid, self.nothing, self.pane):
            widget.retranslate()
        self.show_categories(self._categories)
        self._show_tiles_or_hint()

    def _build(self, lines: CartModel) -> None:
        self.top = TopBar()
        self.chips = ChipRow()
        self.grid = ProductGrid()
        self.nothing = NothingFound()
        self.pane = CartPane(lines)
        area = QWidget()
        self._tiles_or_hint = QStackedLayout(area)
        self._tiles_or_hint.addWidget(self.grid)
        self._tiles_or_hint.addWidget(self.nothing)
        self.refusal = RefusalLine(area)
        self._goods_box = QVBoxLayout()
        self._goods_box.setSpacing(4)
        self._goods_box.addWidget(self.chips)
        self._goods_box.addWidget(area, 1)
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.top)
        left.addLayout(self._goods_box, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.pane)

    def _wire(self) -> None:
        self.chips.chosen.connect(self.category_chosen)
        self.nothing.search_wanted.connect(self._search)

    @Slot()
    def _search(self) -> None:
        self.top.scan_field.clear()
        self.top.scan_field.setFocus()

    def _show_tiles_or_hint(self) -> None:
        hint = self.nothing.hint
        if self._unknown:
            hint.show_words(self._unknown)
        elif not self._goods.products and self._goods.text:
            title = _("Nothing fits “{text}”").format(text=self._goods.text)
            hint.show_words(title, _("Try a part of the name, or add the product under Products."))
        elif not self._goods.products:
            hint.show_words(_("No goods yet"), _("Add them on the Products page."))
        else:
            self._tiles_or_hint.setCurrentWidget(self.grid)
            return
        self.nothing.search.setVisible(bool(self._unknown or self._goods.text))
        self._tiles_or_hint.setCurrentWidget(self.nothing)
