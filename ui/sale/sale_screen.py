"""The selling screen: what hands, keys and scanner do, and which page answers."""

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from pos_app.domain.errors import OutsideError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.notices import Notice
from ui.sale.money.tender_kinds import KEYS
from ui.sale.sale_actions import SaleActions
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter
from ui.sale.timing import QuietWatch, Settling
from ui.widgets import Status

NARROW_BELOW_PX = 1120
"""Width of this screen where a window of 1200 begins: the rail takes 80."""

LOW_BELOW_PX = 620
_LEAST = QSize(900, 500)
_PRIVATE_AFTER_MS = 60_000
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SaleScreen(QWidget):
    """Everything right of the rail while selling.

    `noticed` carries a Notice for the window's bar, `goods_wanted` an unknown code that somebody
    wants to add, `status_chosen` the key of a state that was tapped.
    """

    noticed = Signal(object)
    goods_wanted = Signal(str)
    status_chosen = Signal(str)

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
        self._actions = SaleActions(presenter, self.pages, Settling(now))
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

    @Slot(str)
    def take_scan(self, code: str) -> None:
        """Take a code from the scanner into the cart, whichever page is open."""
        self._actions.take_scan(code)

    @Slot()
    def go_to_scan_field(self) -> None:
        """Put the cursor into the scan field, from wherever it is."""
        self.pages.open_goods()

    def is_paying(self) -> bool:
        """Whether the page where money is taken is open."""
        return self.pages.is_paying()

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
        if not self.is_paying():
            self.scan_field.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._actions.show_goods_again()

    # --- inside: joining ---------------------------------------------------------------------

    def _build(self) -> None:
        self.pages = SalePages()
        self.sell, self.tender = self.pages.sell, self.pages.tender
        self.scan_field = self.sell.top.scan_field
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.pages)
        self.setAccessibleName(_("Sell"))

    def _wire(self) -> None:
        presenter, pages, actions = self._presenter, self.pages, self._actions
        presenter.cart_changed.connect(pages.show_cart)
        presenter.goods_changed.connect(pages.show_goods)
        presenter.payment_changed.connect(self.tender.show_payment)
        presenter.sale_recorded.connect(self._show_recorded)
        presenter.receipt.last_sale_changed.connect(pages.show_last)
        presenter.refused.connect(pages.show_refusal)
        presenter.failed.connect(self._show_failure)
        self.scan_field.textChanged.connect(actions.search)
        self.scan_field.entered.connect(actions.look_up)
        self.scan_field.moved.connect(actions.move)
        self.scan_field.quantity_stepped.connect(presenter.step_quantity)
        self.scan_field.line_removed.connect(actions.remove_line)
        self.sell.category_chosen.connect(actions.choose_category)
        self.sell.grid.tapped.connect(actions.tap)
        self.sell.nothing.goods_wanted.connect(self._want_goods)
        self.sell.nothing.search_wanted.connect(actions.go_back)
        self.sell.top.status_chosen.connect(self.status_chosen)
        self._quiet.quiet.connect(self.sell.pane.dismiss_sale)
        self._wire_cart()
        self._wire_money()
        for key, command in self._commands():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setAutoRepeat(False)  # a key held down pays once
            shortcut.activated.connect(command)

    def _wire_cart(self) -> None:
        presenter, pane, actions = self._presenter, self.sell.pane, self._actions
        pane.lines.chosen.connect(presenter.select_line)
        pane.lines.stepped.connect(actions.step_line)
        pane.undo.clicked.connect(actions.undo)
        pane.redo.clicked.connect(actions.redo)
        pane.pad.chosen.connect(actions.set_quantity)
        pane.pad.left.connect(actions.go_back)
        pane.foot.quantity.clicked.connect(actions.ask_quantity)
        pane.foot.remove.clicked.connect(actions.remove_line)
        pane.card.reprint_wanted.connect(presenter.receipt.reprint)
        pane.card.paper_seen.connect(presenter.receipt.confirm)
        pane.card.copy_wanted.connect(presenter.receipt.replace)

    def _wire_money(self) -> None:
        foot, tender, actions = self.sell.pane.foot, self.tender, self._actions
        foot.pay.clicked.connect(actions.pay)
        foot.quick.cash_taken.connect(actions.take_cash)
        foot.quick.qris_chosen.connect(partial(actions.open_tender, "qris"))
        tender.left.connect(actions.go_back)
        tender.received_changed.connect(self._presenter.show_received)
        tender.finish_wanted.connect(actions.finish)

    def _commands(self) -> list[tuple[str, Callable[[], object]]]:
        actions = self._actions
        kinds = [(key, partial(actions.open_tender, kind)) for kind, key in KEYS.items()]
        return [
            ("F2", self.go_to_scan_field),
            ("F4", actions.ask_quantity),
            *kinds,
            ("F8", actions.undo),
            ("Ctrl+Z", actions.undo),
            ("Ctrl+Shift+Z", actions.redo),
            ("F12", actions.pay),
            ("Ctrl+P", self._presenter.receipt.reprint),
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
        self._quiet.start()

    @Slot(object)
    def _show_failure(self, error: OutsideError) -> None:
        self.noticed.emit(Notice("danger", words_for(error)))

    @Slot()
    def _want_goods(self) -> None:
        self.goods_wanted.emit(self.pages.unknown_code)


def _belongs_to_scan_field(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    is_text = bool(event.text()) and event.text().isprintable()
    return not event.modifiers() & commands and (is_text or event.key() == Qt.Key.Key_Delete)
