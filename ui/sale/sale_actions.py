"""What hands, keys and scanner do on the selling screen, in its own words."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication

from pos_app.domain.catalog import Product
from pos_app.i18n import _
from ui.sale.goods.shelf import is_only_quantity
from ui.sale.pay_actions import PayActions
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.timing import Settling


class SaleActions(QObject):
    """Asks the presenter and brings the right page and the cursor to where the next step is."""

    def __init__(
        self, presenter: SalePresenter, pages: SalePages, settling: Settling, paying: PayActions
    ) -> None:
        """`paying` is where an Enter in the empty field leads."""
        super().__init__()
        self._presenter = presenter
        self._pages = pages
        self._settling = settling
        self._paying = paying
        self._category: str | None = None
        self._field = pages.sell.top.scan_field

    # --- goods -------------------------------------------------------------------------------

    def show_goods_again(self) -> None:
        """Show the goods as they are now: they may have been changed on another page."""
        shelf = self._presenter.shelf
        if self._category not in shelf.categories:
            self._category = None
        self._pages.sell.show_categories(shelf.categories)
        self._pages.sell.chips.choose(self._category)
        self._presenter.show_goods(self._field.text(), self._category)
        self._presenter.tell_new_prices()

    @Slot(str)
    def search(self, text: str) -> None:
        """Filter the tiles by what is typed, in all categories."""
        if text and self._category is not None:
            self._category = None
            self._pages.sell.chips.choose(None)
        self._pages.close_tool()
        self._presenter.show_goods(text, self._category)

    @Slot(object)
    def choose_category(self, category: str | None) -> None:
        """Show the tiles of one category."""
        self._field.clear()
        self._category = category
        self._presenter.show_goods("", category)
        self._field.setFocus()

    @Slot(str)
    def look_up(self, text: str) -> None:
        """Take what was typed; an empty field means that everything is in the cart: pay."""
        chosen = self._pages.sell.grid.in_hand()
        if not text.strip():
            self._paying.pay()
        elif is_only_quantity(text):
            words = _("Now scan or tap what you want {quantity} of.")
            self._pages.sell.said.show_words(words.format(quantity=text.strip()[:-1].strip()))
        elif self.checks_prices():
            if self._presenter.check_price(text, chosen):
                self.clear_search()
            self._field.selectAll()
        elif chosen is not None and self._offers_variants(chosen):
            return
        elif self._presenter.look_up(text, chosen):
            self.clear_search()
            self.be_ready()
        else:
            self._field.selectAll()

    @Slot(object)
    def tap(self, product: Product) -> None:
        """Take a tile that was tapped, with the quantity typed before it."""
        if self._settling.holds_tap():
            return
        if self._offers_variants(product):
            return
        if self.checks_prices():
            self._presenter.check_price("", product)
            self.be_ready()
        elif self._presenter.add_product(product, self._field.text()):
            self.clear_search()
            self.be_ready()

    @Slot(int)
    def move(self, by: int) -> None:
        """Walk through the tiles while searching, else through the lines of the cart."""
        if self._field.text().strip():
            self._pages.sell.grid.step(by)
        else:
            self._presenter.cart.step_selection(by)

    # --- looking up prices -------------------------------------------------------------------

    @Slot()
    def check_prices(self) -> None:
        """Have tiles and scans show prices only, until Escape."""
        self._pages.open_goods()
        self._pages.sell.check_prices(is_on=True)

    @Slot()
    def sell_what_was_checked(self) -> None:
        """Put what the price bar shows into the cart, and sell on."""
        seen = self._pages.sell.price_bar.seen()
        self.leave_prices()
        if seen is not None and self._presenter.add_product(seen.product):
            self.be_ready()

    @Slot()
    def leave_prices(self) -> None:
        """Let tiles and scans sell again."""
        self._pages.sell.check_prices(is_on=False)
        self.be_ready()

    # --- cart --------------------------------------------------------------------------------

    @Slot(int, int)
    def step_line(self, row: int, by: int) -> None:
        """One more or less of a line, by its stepper."""
        self._presenter.cart.step_quantity(by, row)
        self.be_ready()

    @Slot()
    def remove_line(self) -> None:
        """Take the line in hand out."""
        self._presenter.cart.remove_line()
        self.be_ready()

    # --- steps -------------------------------------------------------------------------------

    @Slot()
    def show_recorded(self) -> None:
        """The sale was made: back to the goods, with the change in large figures."""
        self.clear_search()
        self._pages.open_goods()
        self._pages.show_last_sale()

    @Slot()
    def go_back(self) -> None:
        """Go one step back: out of the money, a tool, the search, the prices, the last sale."""
        if self._pages.is_paying():
            self._pages.open_goods()
        elif self._pages.tool() is not None:
            self._pages.open_goods()
            self._field.selectAll()
        elif self._field.text() or self._pages.sell.shows_unknown():
            self._pages.hide_words()
            self.clear_search()
            self.be_ready()
        elif self.checks_prices():
            self.leave_prices()
        elif self._pages.sell.pane.card.is_asking():
            self._pages.sell.pane.card.leave_asking()
            self.be_ready()
        else:
            self._pages.hide_words()
            self._pages.sell.pane.dismiss_sale()

    def come_back(self) -> None:
        """Be ready to scan after another page; what was typed in vain is typed over."""
        if not self._pages.is_paying() and self._pages.tool() is None:
            self._field.setFocus()
            self._field.selectAll()

    def enter(self, *, is_held_down: bool) -> None:
        """Take an Enter: finish on the page of money, else press what has the focus."""
        focused = QApplication.focusWidget()
        is_paying = self._pages.is_paying()
        tender = self._pages.tender
        if is_held_down:
            return
        if is_paying and self._settling.holds_enter():
            if not self._settling.is_scan_fresh():
                self._pages.say_too_soon()
            return
        if focused is self._pages.sell.nothing.new and self._settling.holds_enter():
            return
        takes_money = (tender.finish, tender.keys.exact)
        if isinstance(focused, QAbstractButton) and focused not in takes_money:
            focused.click()
        elif is_paying:
            self._settling.settle()
            tender.want_finish()
        else:
            self.look_up(self._field.text())

    def checks_prices(self) -> bool:
        """Whether tiles and scans only show prices."""
        return self._pages.sell.checks_prices() and not self._pages.is_paying()

    def _offers_variants(self, product: Product) -> bool:
        """Whether the tile stands for several products; then one more tap chooses."""
        return self._presenter.offer_variants(product)

    def clear_search(self) -> None:
        """Forget what was typed or searched for."""
        if self._field.text():
            self._field.clear()
        elif self._pages.sell.shows_unknown():
            self._presenter.show_goods("", self._category)
        self._pages.sell.grid.drop()

    def be_ready(self) -> None:
        """Put the cursor where the next scan goes."""
        if not self._pages.is_paying():
            self._field.setFocus()
