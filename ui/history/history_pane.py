"""The right side: the receipt in hand, or a form about it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QFrame, QStackedLayout

from pos_app.domain.errors import Refusal
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.history.history_presenter import HistoryPresenter
from ui.history.history_values import PinWanted, ShownReceipt
from ui.history.kuitansi_form import KuitansiForm
from ui.history.loose_form import LooseForm
from ui.history.pane_page import PanePage
from ui.history.pin_form import PinForm
from ui.history.receipt_pane import ReceiptPane
from ui.history.refund_form import RefundForm
from ui.history.refund_presenter import RefundPresenter
from ui.history.void_form import VoidForm
from ui.widgets import EmptyHint

_WIDE_PX, _NARROW_PX = 470, 372


class HistoryPane(QFrame):
    """Shows one page at a time and goes back step by step. `refused` carries what no page shows."""

    refused = Signal(object)

    def __init__(self, presenter: HistoryPresenter, refunds: RefundPresenter) -> None:
        super().__init__()
        self._presenter, self._refunds = presenter, refunds
        self._shown: ShownReceipt | None = None
        self._before_pin: PanePage | None = None
        self._build()
        self._wire()

    @property
    def seq(self) -> int:
        """The entry of the receipt in hand; 0 without one."""
        return 0 if self._shown is None else self._shown.view.row.seq

    @Slot(object)
    def show_receipt(self, shown: ShownReceipt | None) -> None:
        """Show a receipt as it stands now; a form stays only while it is about this receipt."""
        is_other = self.seq != (0 if shown is None else shown.view.row.seq)
        self._shown = shown
        if is_other and not self._is_at_loose():
            self.leave_form()
        if shown is None:
            return
        self.receipt.show_receipt(shown)
        if self.pages.currentWidget() is self.kuitansi:
            self.kuitansi.show_receipt(shown.view)
        elif self.pages.currentWidget() is self._none:
            self.pages.setCurrentWidget(self.receipt)

    @Slot(object)
    def show_refusal(self, refusal: Refusal) -> None:
        """Say no in the form that asked."""
        page = self.pages.currentWidget()
        if isinstance(page, PanePage):
            page.show_refusal(words_for(refusal))
        else:
            self.refused.emit(refusal)

    def leave_form(self) -> None:
        """Show the receipt again; what waited for a PIN waits no more."""
        self._presenter.forget_pending()
        self._before_pin = None
        self.pages.setCurrentWidget(self._none if self._shown is None else self.receipt)

    def leave_kuitansi(self) -> None:
        """Show the receipt again once its kuitansi is written."""
        if self.pages.currentWidget() is self.kuitansi:
            self.leave_form()

    @Slot()
    def step_back(self) -> bool:
        """Leave the form, or only the PIN; False where nothing was open."""
        page = self.pages.currentWidget()
        if page is self.pin and self._before_pin is not None:
            self._presenter.forget_pending()
            self._open(self._before_pin)
            return True
        if not isinstance(page, PanePage):
            return False
        self.leave_form()
        self.receipt.put_focus()
        return True

    @Slot()
    def open_loose(self) -> None:
        """Open the form for goods whose sale this till does not hold."""
        self._refunds.start_loose()
        self.loose.begin(self._presenter.kinds(), self._presenter.services.correcting.rounding_step)
        self._open(self.loose)

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use the room there is."""
        self.setFixedWidth(_NARROW_PX if is_narrow else _WIDE_PX)
        self.receipt.set_narrow(is_narrow=is_narrow)
        for form in (self.refund, self.loose, self.void):
            form.set_low(is_low=is_low)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._none.show_words(
            _("Choose a receipt"), _("Its paper is shown here, and what can be done with it.")
        )
        self.receipt.retranslate()
        for form in self._forms:
            form.retranslate()

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("class", "pane")
        self._none = EmptyHint("receipt-text")
        self.receipt = ReceiptPane()
        self.void, self.refund, self.loose = VoidForm(), RefundForm(), LooseForm()
        self.kuitansi, self.pin = KuitansiForm(), PinForm()
        self._forms: tuple[PanePage, ...] = (
            self.void,
            self.refund,
            self.loose,
            self.kuitansi,
            self.pin,
        )
        self.pages = QStackedLayout(self)
        self.pages.setContentsMargins(0, 0, 0, 0)
        for page in (self._none, self.receipt, *self._forms):
            self.pages.addWidget(page)

    def _wire(self) -> None:
        presenter, refunds, receipt = self._presenter, self._refunds, self.receipt
        presenter.pin_wanted.connect(self._ask_pin)
        presenter.refused.connect(self.show_refusal)
        refunds.changed.connect(self.refund.show_state)
        receipt.reprint_wanted.connect(presenter.reprint)
        receipt.save_wanted.connect(presenter.save_pdf)
        receipt.void_wanted.connect(self._open_void)
        receipt.refund_wanted.connect(self._open_refund)
        receipt.kuitansi_wanted.connect(self._open_kuitansi)
        receipt.link_chosen.connect(presenter.select)
        receipt.settled.connect(presenter.settle)
        for form in self._forms:
            form.left.connect(self.step_back)
        self.void.reason_chosen.connect(presenter.void)
        self.refund.stepped.connect(refunds.step)
        self.refund.quantity_typed.connect(refunds.type_quantity)
        self.refund.all_wanted.connect(refunds.take_all)
        self.refund.foot.kind_chosen.connect(refunds.choose_kind)
        self.refund.foot.wanted.connect(refunds.refund)
        self.refund.foot.exchange_wanted.connect(refunds.exchange)
        self.loose.edited.connect(self._price_loose)
        self.loose.wanted.connect(self._refund_loose)
        self.kuitansi.wanted.connect(presenter.write_kuitansi)
        self.kuitansi.forget_wanted.connect(presenter.forget_buyers)
        self.pin.allowed.connect(presenter.allow)

    def _is_at_loose(self) -> bool:
        """Whether the form about no receipt is open, or its question for a PIN."""
        page = self.pages.currentWidget()
        return page is self.loose or (page is self.pin and self._before_pin is self.loose)

    def _open(self, form: PanePage) -> None:
        self.pages.setCurrentWidget(form)
        form.put_focus()

    @Slot(object)
    def _ask_pin(self, wanted: PinWanted) -> None:
        page = self.pages.currentWidget()
        self._before_pin = page if isinstance(page, PanePage) else None
        self.pin.ask(wanted)
        self._open(self.pin)

    @Slot()
    def _open_void(self) -> None:
        assert self._shown is not None
        self.void.show_receipt(self._shown)
        self._open(self.void)

    @Slot()
    def _open_refund(self) -> None:
        self._refunds.start()
        self._open(self.refund)

    @Slot()
    def _open_kuitansi(self) -> None:
        assert self._shown is not None
        self.kuitansi.show_receipt(self._shown.view)
        self._open(self.kuitansi)

    @Slot()
    def _price_loose(self) -> None:
        form = self.loose
        item = self._refunds.item(form.product.text(), form.pieces, form.price.value() or 0)
        form.show_priced(self._refunds.price_loose(item, form.kind))

    @Slot(str)
    def _refund_loose(self, why: str) -> None:
        form = self.loose
        item = self._refunds.item(form.product.text(), form.pieces, form.amount())
        self._refunds.refund_loose(item, form.kind, why, form.number.text().strip())
