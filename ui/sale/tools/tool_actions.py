"""Opening the panels beside the cart, and handing on what was typed there."""

from PySide6.QtCore import QObject, Slot

from pos_app.domain.cart import ONE
from pos_app.domain.cart_errors import NothingParked
from pos_app.domain.catalog import Product
from pos_app.domain.errors import CartIsEmpty
from pos_app.domain.money import Money, Quantity
from pos_app.domain.rupiah import ScanLine, read_scan_line
from pos_app.i18n import _
from pos_app.people_words import right_words
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_values import Allowance
from ui.sale.tools.new_product_tool import NewProductTool
from ui.sale.tools.tool_panel import ToolPanel


class ToolActions(QObject):
    """One method for each tool: it opens its panel, or does at once what asks for nothing."""

    def __init__(self, presenter: SalePresenter, pages: SalePages) -> None:
        super().__init__()
        self._presenter = presenter
        self._pages = pages
        self._panels = pages.sell.tools
        self._wire()

    # --- the line in hand --------------------------------------------------------------------

    @Slot()
    def ask_quantity(self) -> None:
        """Let the quantity of the line in hand be typed."""
        state = self._pages.state
        if state is not None and state.selected is not None:
            self._panels.quantity.show_line(state.cart.lines[state.selected])
            self._open(self._panels.quantity)

    @Slot()
    def ask_price(self) -> None:
        """Let another price be typed for the line in hand."""
        state = self._pages.state
        if state is not None and state.selected is not None:
            self._panels.price.show_line(state.cart.lines[state.selected])
            self._open(self._panels.price)

    @Slot()
    def ask_discount(self) -> None:
        """Let a discount be typed, for the line in hand or the cart."""
        state = self._pages.state
        if state is None or not state.cart.lines:
            self._pages.show_refusal(CartIsEmpty())
            return
        self._panels.discount.show_cart(state.cart, state.selected)
        self._open(self._panels.discount)

    @Slot()
    def ask_note(self) -> None:
        """Let a note be typed, for the line in hand or the cart."""
        state = self._pages.state
        if state is not None:
            self._panels.note.show_cart(state.cart, state.selected)
            self._open(self._panels.note)

    # --- the whole cart ----------------------------------------------------------------------

    @Slot()
    def ask_agreed(self) -> None:
        """Let the agreed total be typed."""
        state = self._pages.state
        if state is None or not state.cart.lines:
            self._pages.show_refusal(CartIsEmpty())
            return
        self._panels.agreed.show_cart(state.cart)
        self._open(self._panels.agreed)

    @Slot()
    def park(self) -> None:
        """Put the cart aside; with an empty one show those that are."""
        state = self._pages.state
        if self._pages.is_paying() or state is None:
            return
        if state.cart.lines:
            self._presenter.parked.park()
        elif state.parked:
            self._panels.recall.show_parked(state.parked)
            self._open(self._panels.recall)
        else:
            self._pages.show_refusal(NothingParked())

    @Slot()
    def abandon(self) -> None:
        """Empty the cart."""
        if not self._pages.is_paying():
            self._presenter.parked.abandon()

    # --- goods -------------------------------------------------------------------------------

    @Slot()
    def ask_open_item(self) -> None:
        """Let goods be sold that are in no price list; what was typed becomes their name."""
        read = read_scan_line(self._pages.sell.top.scan_field.text())
        name, quantity = (read.wanted, read.quantity) if isinstance(read, ScanLine) else ("", ONE)
        self._panels.open_item.start("" if _is_code(name) else name, quantity)
        self._open(self._panels.open_item)

    def use_new_product(self, tool: NewProductTool) -> None:
        """Have a way to make a product out of a code that nothing has."""

        def ask() -> None:
            text = self._pages.sell.top.scan_field.text().strip()
            code = self._pages.unknown_code or (text if _is_code(text) else "")
            is_name = bool(text) and not _is_code(text)
            tool.open_for("" if is_name else code, text if is_name else "")
            self._open(tool)

        self._pages.sell.nothing.new_wanted.connect(ask)
        tool.made.connect(self._add_made)

    @Slot(object)
    def ask_variant(self, product: Product) -> None:
        """Let one of the variants be chosen that share a product's name."""
        variants = self._presenter.shelf.variants(product)
        self._panels.variants.show_variants(product.variant_group, variants)
        self._open(self._panels.variants)

    @Slot(object)
    def ask_weight(self, product: Product) -> None:
        """Ask for the weight of a product; nothing of it is in the cart before."""
        if self._pages.is_paying():
            words = _("“{product}” is weighed. Go back (Esc) and scan it again.")
            self._pages.tender.show_refusal(words.format(product=product.name))
            return
        self._panels.quantity.ask_weight(product)
        self._open(self._panels.quantity)

    @Slot(object)
    def ask_allowance(self, allowance: Allowance) -> None:
        """Let a second person type a PIN."""
        self._panels.allow.ask(right_words(allowance.right), ", ".join(allowance.names))
        self._open(self._panels.allow)

    # --- inside ------------------------------------------------------------------------------

    def _wire(self) -> None:
        presenter, panels = self._presenter, self._panels
        panels.quantity.chosen.connect(presenter.cart.set_quantity)
        panels.quantity.weighed.connect(self._add_weighed)
        presenter.weight_wanted.connect(self.ask_weight)
        panels.discount.chosen.connect(presenter.bargain.discount)
        panels.price.chosen.connect(presenter.bargain.change_price)
        panels.note.chosen.connect(presenter.bargain.note)
        panels.agreed.chosen.connect(presenter.bargain.agree)
        panels.agreed.below_chosen.connect(presenter.bargain.agree_below)
        panels.agreed.dropped.connect(presenter.bargain.drop_reduction)
        panels.open_item.chosen.connect(self._add_open_item)
        panels.variants.chosen.connect(self._add_variant)
        panels.recall.recalled.connect(presenter.parked.recall)
        panels.recall.abandoned.connect(presenter.parked.abandon_parked)
        panels.allow.chosen.connect(presenter.bargain.allow)
        presenter.bargain.allowance_wanted.connect(self.ask_allowance)
        sell = self._pages.sell
        head, line = sell.pane.head, sell.pane.foot.tools
        for button, ask in (
            (head.agree, self.ask_agreed),
            (head.park, self.park),
            (head.abandon, self.abandon),
            (line.quantity, self.ask_quantity),
            (line.discount, self.ask_discount),
            (line.price, self.ask_price),
            (line.note, self.ask_note),
            (sell.other, self.ask_open_item),
        ):
            button.clicked.connect(ask)
        sell.nothing.open_wanted.connect(self.ask_open_item)

    def _open(self, panel: ToolPanel) -> None:
        if not self._pages.is_paying():
            self._pages.open_tool(panel)

    @Slot(str, object, object)
    def _add_open_item(self, name: str, price: Money, quantity: Quantity) -> None:
        if self._presenter.cart.add_open_item(name, price, quantity):
            self._pages.open_goods()
            self._pages.sell.top.scan_field.clear()

    @Slot(int)
    def _add_made(self, product_id: int) -> None:
        """What was just made is sold in the same cart."""
        if self._presenter.cart.add_product(product_id, ONE):
            self._pages.open_goods()
            self._pages.sell.top.scan_field.clear()
            self._pages.sell.show_categories(self._presenter.shelf.categories)
            self._presenter.show_goods("")

    @Slot(object, str)
    def _add_weighed(self, product: Product, weight: str) -> None:
        if self._presenter.add_weighed(product, weight):
            self._pages.open_goods()
            self._pages.sell.top.scan_field.clear()

    @Slot(object)
    def _add_variant(self, product: Product) -> None:
        text = self._pages.sell.top.scan_field.text()
        if self._pages.sell.checks_prices():
            self._pages.open_goods()
            self._presenter.check_price("", product)
        elif self._presenter.add_product(product, text):
            self._pages.open_goods()
            self._pages.sell.top.scan_field.clear()


def _is_code(text: str) -> bool:
    """Whether it looks like a code and not like the name of something."""
    return " " not in text and any(sign.isdigit() for sign in text)
