"""The table of the goods with its search, and room for a form beside it."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.domain.money import Quantity
from pos_app.i18n import _, ngettext
from ui.buttons import Button
from ui.cards import Card
from ui.goods.goods_notices import empty_words
from ui.goods.goods_presenter import GoodsView
from ui.goods.product_table import ProductTable
from ui.keys_in_use import shown_key
from ui.widgets import EmptyHint, PageTitle


class GoodsPage(QWidget):
    """Shows the products that were found; whoever holds it hears its buttons."""

    def __init__(self, stock_left: Callable[[int], Quantity | None]) -> None:
        super().__init__()
        self.title = PageTitle()
        self.import_button = Button(icon="folder-input")
        self.add_button = Button(kind="soft", icon="plus")
        self.search = QLineEdit()
        self.search.setProperty("class", "scan")
        self.table = ProductTable(stock_left)
        self._empty = EmptyHint("package")
        self._below = QHBoxLayout()
        self._lay_out()

    def show_goods(self, view: GoodsView) -> None:
        """Show these products, or why there are none."""
        words = ngettext("{count} product for sale", "{count} products for sale", view.total)
        self.title.show_words(_("Products"), words.format(count=view.total))
        self.table.show_products(view.products)
        self.table.setVisible(bool(view.products))
        self._empty.setVisible(not view.products)
        self._empty.show_words(*empty_words(view.total, view.text))

    def place_form(self, form: QWidget) -> None:
        """Give a form its place beside the table."""
        self._below.addWidget(form)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.add_button.setText(_("New product"))
        self.import_button.setText(_("Take in a price list"))
        words = _("Search by name, code or category ({key})")
        self.search.setPlaceholderText(words.format(key=shown_key("search")))
        self.search.setAccessibleName(_("Search the products"))
        self.table.retranslate()

    def _lay_out(self) -> None:
        for button in (self.import_button, self.add_button):
            self.title.buttons.addWidget(button)
        card = Card()
        card.body.addWidget(self.search)
        card.body.addWidget(self.table, 1)
        card.body.addWidget(self._empty, 1)
        self._below.setSpacing(16)
        self._below.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        layout.addWidget(self.title)
        layout.addLayout(self._below, 1)
