"""The selling screen: what hands, keys and scanner do, and which page answers."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.errors import OutsideError
from pos_app.domain.key_table import Command
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.buttons import GUARDS_ENTER
from ui.keys_in_use import CommandShortcut
from ui.notices import Notice
from ui.sale.money.tender_actions import TenderActions
from ui.sale.money.tender_kinds import WITH_KEY
from ui.sale.pay_actions import PayActions
from ui.sale.sale_actions import SaleActions
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.scan_actions import ScanActions
from ui.sale.slip_actions import SlipActions
from ui.sale.timing import QuietWatch, Settling
from ui.sale.tools.new_product_tool import NewProductForm, NewProductTool
from ui.sale.tools.tool_actions import ToolActions
from ui.sale.undo_actions import UndoActions
from ui.spoken import Spoken
from ui.widgets import Status

NARROW_BELOW_PX = 1120
"""Width of this screen where a window of 1200 begins: the rail takes 80."""

LOW_BELOW_PX = 620
_LEAST = QSize(900, 500)
_PRIVATE_AFTER_MS = 60_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SaleScreen(Spoken):
    """Everything right of the rail while selling.

    `noticed` carries a Notice for the window's bar, `status_chosen` the key of a state that was
    tapped; `turned` comes when goods make way for money, or money for goods;
    `list_wanted` asks for a price list where there are no goods yet.
    """

    noticed = Signal(object)
    status_chosen = Signal(str)
    turned = Signal()
    list_wanted = Signal()

    def __init__(
        self,
        presenter: SalePresenter,
        *,
        now: Callable[[], float] = time.monotonic,
        private_after_ms: int = _PRIVATE_AFTER_MS,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._quiet = QuietWatch(private_after_ms)
        self._build()
        settling = Settling(now)
        self.pages.currentChanged.connect(settling.page_changed)
        self.pages.currentChanged.connect(self.turned)
        self._pay = PayActions(presenter, self.pages, settling)
        self._actions = SaleActions(presenter, self.pages, settling, self._pay)
        self._scans = ScanActions(presenter, self.pages, settling, self._actions)
        self._undoing = UndoActions(presenter, self.pages, self._actions)
        self._tools = ToolActions(presenter, self.pages)
        self.slips = SlipActions(presenter.receipt, self.pages)
        self.slips.noticed.connect(self.noticed)
        self._wire()
        self.retranslate()
        self._start()

    # --- for the window --------------------------------------------------------------------

    def show_place(self, event: str, booth: str) -> None:
        """Show at which event and booth this till stands."""
        self.sell.top.show_place(event, booth)

    def set_status(self, key: str, status: Status, word: str, *, icon: str = "") -> None:
        """Show a state in the top bar as icon and word; an empty word takes it away."""
        self.sell.top.set_status(key, status, word, icon=icon)

    def place_new_product(self, form: NewProductForm) -> None:
        """Give the form for new products its place beside the cart."""
        tool = NewProductTool(form)
        self.sell.tools.add(tool)
        tool.left.connect(self._actions.go_back)
        tool.failed.connect(self._show_failure)
        self._tools.use_new_product(tool)

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """Take a code from the scanner into the cart, whichever page is open."""
        self._scans.take_scan(code)

    @Slot()
    def go_to_scan_field(self) -> None:
        """Put the cursor into the scan field, from wherever it is."""
        self.pages.open_goods()

    def is_paying(self) -> bool:
        """Whether the page where money is taken is open."""
        return self.pages.is_paying()

    def notice_corner(self) -> QWidget | None:
        """Where notices may lie while money is taken: over the cart, never over a button."""
        return self.tender.columns.cart if self.is_paying() else None

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.pages.retranslate()

    # --- Qt ----------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the keys that nobody in focus wanted."""
        if event.key() == Qt.Key.Key_Escape:
            self._actions.go_back()
        elif event.key() in _ENTER:
            self._actions.enter(is_held_down=event.isAutoRepeat())
        elif not self.is_paying() and _belongs_to_scan_field(event):
            self.scan_field.setFocus()
            self.scan_field.keyPressEvent(event)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the form that the room allows."""
        super().resizeEvent(event)
        is_narrow, is_low = self.width() < NARROW_BELOW_PX, self.height() < LOW_BELOW_PX
        self.sell.set_form(is_narrow=is_narrow, is_low=is_low)
        self.tender.set_form(is_narrow=is_narrow, is_low=is_low)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the narrow form, which is used as soon as it is needed."""
        return super().minimumSizeHint().boundedTo(_LEAST)

    def showEvent(self, event: QShowEvent) -> None:
        """Show goods that were changed on another page meanwhile; be ready to scan."""
        super().showEvent(event)
        self._actions.show_goods_again()
        self._actions.come_back()

    def follow_language(self) -> None:
        """Set the words anew, also those of what is shown."""
        super().follow_language()
        self._actions.show_goods_again()

    # --- inside: joining ---------------------------------------------------------------------

    def _build(self) -> None:
        self.pages = SalePages()
        self.sell, self.tender = self.pages.sell, self.pages.tender
        self.scan_field = self.sell.top.scan_field
        self.sell.grid.goods.read_stock(self._presenter.shelf.left)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.setAccessibleName(_("Sell"))
        self.setProperty(GUARDS_ENTER, True)  # noqa: FBT003 - Qt's own argument

    def _wire(self) -> None:
        presenter, pages = self._presenter, self.pages
        presenter.cart.cart_changed.connect(pages.show_cart)
        presenter.cart.done.connect(pages.show_deed)
        presenter.cart.told.connect(pages.show_notices)
        presenter.money.payment_changed.connect(pages.show_payment)
        presenter.goods_changed.connect(pages.show_goods)
        presenter.price_seen.connect(self.sell.price_bar.show_price)
        presenter.variants_wanted.connect(self._tools.ask_variant)
        presenter.sale_recorded.connect(self._show_recorded)
        presenter.receipt.last_sale_changed.connect(pages.show_last)
        presenter.refused.connect(pages.show_refusal)
        presenter.failed.connect(self._show_failure)
        self.sell.top.status_chosen.connect(self.status_chosen)
        self._quiet.quiet.connect(self.sell.pane.dismiss_sale)
        self._wire_goods()
        self._wire_cart()
        self._wire_money()
        for command, act in self._commands():
            CommandShortcut(command, self).activated.connect(act)

    def _wire_goods(self) -> None:
        sell, actions = self.sell, self._actions
        self.scan_field.textChanged.connect(actions.search)
        self.scan_field.textEdited.connect(self.pages.hide_words)
        self.scan_field.entered.connect(actions.look_up)
        self.scan_field.moved.connect(actions.move)
        self.scan_field.quantity_stepped.connect(self._presenter.cart.step_quantity)
        self.scan_field.line_removed.connect(actions.remove_line)
        sell.category_chosen.connect(actions.choose_category)
        sell.grid.tapped.connect(actions.tap)
        sell.check.clicked.connect(actions.check_prices)
        sell.price_bar.sell_wanted.connect(actions.sell_what_was_checked)
        sell.price_bar.left.connect(actions.leave_prices)
        sell.nothing.search_wanted.connect(actions.go_back)
        sell.nothing.list_wanted.connect(self.list_wanted)

    def _wire_cart(self) -> None:
        presenter, pane, actions = self._presenter, self.sell.pane, self._actions
        pane.lines.chosen.connect(presenter.cart.select_line)
        pane.lines.stepped.connect(actions.step_line)
        pane.parked.recalled.connect(presenter.parked.recall)
        pane.head.undo.clicked.connect(self._undoing.undo)
        pane.head.redo.clicked.connect(self._undoing.redo)
        pane.foot.tools.remove.clicked.connect(actions.remove_line)
        self.sell.said.undo_wanted.connect(self._undoing.undo)
        self.sell.said.new_prices_wanted.connect(presenter.cart.take_new_prices)
        for panel in self.sell.tools.all:
            panel.left.connect(actions.go_back)
        pane.card.reprint_wanted.connect(presenter.receipt.reprint)
        pane.card.paper_seen.connect(presenter.receipt.confirm)
        pane.card.copy_wanted.connect(presenter.receipt.replace)
        pane.card.void_wanted.connect(presenter.receipt.void)
        pane.card.again_wanted.connect(presenter.receipt.take_again)
        presenter.receipt.voided.connect(self.sell.grid.goods.show_stock_again)
        for done in (pane.card.left, presenter.receipt.voided, presenter.receipt.cart_again):
            done.connect(self.go_to_scan_field)

    def _wire_money(self) -> None:
        foot, tender = self.sell.pane.foot, self.tender
        actions, pay = self._actions, self._pay
        foot.pay.clicked.connect(pay.pay)
        foot.given_away.connect(pay.give_away)
        foot.quick.cash_taken.connect(pay.take_cash)
        foot.quick.qris_chosen.connect(partial(pay.open_tender, "qris"))
        tender.left.connect(actions.go_back)
        self._paying = TenderActions(self._presenter.money, tender)
        self._presenter.money.scans_released.connect(self._scans.take_scans)
        tender.finish_wanted.connect(pay.finish)

    def _commands(self) -> list[tuple[Command, Callable[[], object]]]:
        actions, tools, pay = self._actions, self._tools, self._pay
        kinds: list[tuple[Command, Callable[[], object]]] = [
            (kind, partial(pay.open_by_key, kind)) for kind in WITH_KEY
        ]
        return [
            ("scan_field", self.go_to_scan_field),
            ("search", self.go_to_scan_field),
            ("park", tools.park),
            ("quantity", tools.ask_quantity),
            *kinds,
            ("undo_or_void", self._undoing.undo_or_void),
            ("undo", self._undoing.undo),
            ("redo", self._undoing.redo),
            ("discount", tools.ask_discount),
            ("agreed", tools.ask_agreed),
            ("price", tools.ask_price),
            ("note", tools.ask_note),
            ("abandon", tools.abandon),
            ("open_item", tools.ask_open_item),
            ("check_prices", actions.check_prices),
            ("pay", pay.pay_by_key),
            ("reprint", self._presenter.receipt.reprint),
        ]

    def _start(self) -> None:
        self.sell.show_categories(self._presenter.shelf.categories)
        self._presenter.show_all()
        if self.pages.last is not None and not self.pages.has_lines():
            self.pages.show_last_sale()
            self._quiet.start()

    @Slot()
    def _show_recorded(self) -> None:
        self._actions.show_recorded()
        self.sell.grid.goods.show_stock_again()
        self._quiet.start()

    @Slot(object)
    def _show_failure(self, error: OutsideError) -> None:
        self.noticed.emit(Notice("danger", words_for(error)))


def _belongs_to_scan_field(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    is_text = bool(event.text()) and event.text().isprintable()
    return not event.modifiers() & commands and (is_text or event.key() == Qt.Key.Key_Delete)
