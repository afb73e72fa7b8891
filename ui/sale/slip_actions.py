"""Slips of goods on the selling page: of the sale just made, and of the cart before it is paid."""

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.services.print_keeping import PaperState
from ui.goods_slips import slip_notice
from ui.sale.receipt_presenter import ReceiptPresenter
from ui.sale.sale_pages import SalePages


class SlipActions(QObject):
    """Joins the buttons with who prints. `noticed` carries a Notice.

    `order_wanted` carries the Cart whose goods are to be printed.
    """

    noticed = Signal(object)
    order_wanted = Signal(object)

    def __init__(self, receipt: ReceiptPresenter, pages: SalePages) -> None:
        super().__init__()
        self._pages = pages
        pane = pages.sell.pane
        pane.card.slips.wanted.connect(receipt.print_slip)
        pane.head.order.clicked.connect(self._want_order)
        receipt.slips.queued.connect(self._tell_queued)

    @Slot()
    def _want_order(self) -> None:
        state = self._pages.state
        if state is not None and state.cart.lines:
            self.order_wanted.emit(state.cart)
            self._pages.open_goods()

    @Slot(object)
    def _tell_queued(self, paper: PaperState) -> None:
        self.noticed.emit(slip_notice(paper))
