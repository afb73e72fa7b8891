"""What hands, keys and scanner do on the selling screen, in its own words."""

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QAbstractButton, QApplication

from pos_app.domain.catalog import Product
from pos_app.domain.errors import CartIsEmpty
from pos_app.domain.money import Money
from pos_app.domain.tender import CASH
from pos_app.i18n import _
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.shelf import is_only_quantity
from ui.sale.timing import Settling


class SaleActions(QObject):
    """Asks the presenter and brings the right page and the cursor to where the next step is."""

    def __init__(self, presenter: SalePresenter, pages: SalePages, settling: Settling) -> None:
        super().__init__()
        self._presenter = presenter
        self._pages = pages
        self._settling = settling
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

    @Slot(str)
    def search(self, text: str) -> None:
        """Filter the tiles by what is typed, in all categories."""
        if text and self._category is not None:
            self._category = None
            self._pages.sell.chips.choose(None)
        self._pages.hide_refusals()
        self._presenter.show_goods(text, self._category)

    @Slot(object)
    def choose_category(self, category: str | None) -> None:
        """Show the tiles of one category."""
        self._field.clear()
        self._category = category
        self._presenter.show_goods("", category)
        self._field.setFocus()

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """Take a code from the scanner into the cart, whichever page is open."""
        self._settling.scanned()
        typed = self._field.text()
        self._pages.sell.pane.leave_quantity()
        self._clear_search()
        if self._presenter.scan(f"{typed}{code}" if is_only_quantity(typed) else code):
            self._be_ready()

    @Slot(str)
    def look_up(self, text: str) -> None:
        """Take what was typed; an empty field means that everything is in the cart: pay."""
        if not text.strip():
            self.open_tender(CASH)
        elif is_only_quantity(text):
            words = _("Now scan or tap what you want {quantity} of.")
            self._pages.sell.refusal.show_words(words.format(quantity=text.strip()[:-1].strip()))
        elif self._presenter.look_up(text, self._pages.sell.grid.in_hand()):
            self._clear_search()
            self._be_ready()
        else:
            self._field.selectAll()

    @Slot(object)
    def tap(self, product: Product) -> None:
        """Take a tile that was tapped, with the quantity typed before it."""
        if not self._settling.holds_tap() and self._presenter.add_product(
            product, self._field.text()
        ):
            self._clear_search()
            self._be_ready()

    @Slot(int)
    def move(self, by: int) -> None:
        """Walk through the tiles while searching, else through the lines of the cart."""
        if self._field.text().strip():
            self._pages.sell.grid.step(by)
        else:
            self._presenter.step_selection(by)

    # --- cart --------------------------------------------------------------------------------

    @Slot(int, int)
    def step_line(self, row: int, by: int) -> None:
        """One more or less of a line, by its stepper."""
        self._presenter.step_quantity(by, row)
        self._be_ready()

    @Slot()
    def remove_line(self) -> None:
        """Take the line in hand out."""
        self._presenter.remove_line()
        self._be_ready()

    @Slot()
    def undo(self) -> None:
        """Take the last change of the cart back."""
        self._presenter.undo()
        self._be_ready()

    @Slot()
    def redo(self) -> None:
        """Make the change again that was undone last."""
        self._presenter.redo()
        self._be_ready()

    @Slot()
    def ask_quantity(self) -> None:
        """Let the quantity of the line in hand be typed."""
        if not self._pages.is_paying():
            self._pages.sell.pane.ask_quantity()

    @Slot(str)
    def set_quantity(self, text: str) -> None:
        """Take a quantity that was typed; when it cannot be, it stays to be corrected."""
        if self._presenter.set_quantity(text):
            self._pages.open_goods()

    # --- money -------------------------------------------------------------------------------

    @Slot()
    def pay(self) -> None:
        """Open the page of money, or finish there."""
        if self._pages.is_paying():
            self._pages.tender.want_finish()
        else:
            self.open_tender(CASH)

    def open_tender(self, kind: str) -> None:
        """Open the page of money with a kind of tender, or choose it there."""
        if self._pages.is_paying():
            self._pages.tender.choose_kind(kind)
        elif self._pages.has_lines():
            self._settling.page_changed()
            self._pages.open_tender(kind)
        elif not self._pages.sell.pane.shows_sale():
            self._pages.show_refusal(CartIsEmpty())

    @Slot(object)
    def take_cash(self, amount: Money | None) -> None:
        """Take cash from the quick-money row and make the sale; None is the exact total."""
        if self._pages.has_lines() and not self._settling.holds_tap():
            self._presenter.pay(CASH, amount)

    @Slot(str, object)
    def finish(self, kind: str, amount: Money | None) -> None:
        """Make the sale from the page of money."""
        if not self._settling.holds_tap():
            self._presenter.pay(kind, amount)

    @Slot()
    def show_recorded(self) -> None:
        """The sale was made: back to the goods, with the change in large figures."""
        if self._pages.is_paying():
            self._settling.page_changed()
        self._clear_search()
        self._pages.open_goods()
        self._pages.show_last_sale()

    # --- steps -------------------------------------------------------------------------------

    @Slot()
    def go_back(self) -> None:
        """Go one step back: out of the money, the quantity, the search, the last sale."""
        pane = self._pages.sell.pane
        if self._pages.is_paying() or pane.asks_quantity():
            self._pages.open_goods()
        elif self._field.text() or self._pages.sell.shows_unknown():
            self._clear_search()
            self._be_ready()
        else:
            self._pages.hide_refusals()
            pane.dismiss_sale()

    def enter(self, *, is_held_down: bool) -> None:
        """Take an Enter: finish on the page of money, else press what has the focus."""
        focused = QApplication.focusWidget()
        is_paying = self._pages.is_paying()
        if is_held_down or (is_paying and self._settling.holds_enter()):
            return
        tender = self._pages.tender
        takes_money = (tender.finish, tender.keys.exact)
        if isinstance(focused, QAbstractButton) and focused not in takes_money:
            focused.click()
        elif is_paying:
            tender.want_finish()
        else:
            self.look_up(self._field.text())

    def _clear_search(self) -> None:
        self._pages.hide_refusals()
        if self._field.text():
            self._field.clear()
        elif self._pages.sell.shows_unknown():
            self._presenter.show_goods("", self._category)
        self._pages.sell.grid.drop()

    def _be_ready(self) -> None:
        if not self._pages.is_paying():
            self._field.setFocus()
