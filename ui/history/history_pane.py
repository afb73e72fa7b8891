"""The right side: the receipt in hand, or a form about it."""

from functools import cached_property
from typing import TypeVar

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

_Form = TypeVar("_Form", bound=PanePage)


class HistoryPane(QFrame):
    """Shows one page at a time and goes back step by step; a form is made when it is first wanted.

    `refused` carries what no page shows.
    """

    refused = Signal(object)

    def __init__(self, presenter: HistoryPresenter, refunds: RefundPresenter) -> None:
        super().__init__()
        self._presenter, self._refunds = presenter, refunds
        self._shown: ShownReceipt | None = None
        self._before_pin: PanePage | None = None
        self._is_low = False
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
        page = self.pages.currentWidget()
        if isinstance(page, KuitansiForm):
            page.show_receipt(shown.view)
        elif page is self._none:
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
        if isinstance(self.pages.currentWidget(), KuitansiForm):
            self.leave_form()

    @Slot()
    def step_back(self) -> bool:
        """Leave the form, or only the PIN; False where nothing was open."""
        page = self.pages.currentWidget()
        if isinstance(page, PinForm) and self._before_pin is not None:
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
        self._is_low = is_low
        for form in self._forms():
            self._fit(form)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._none.show_words(
            _("Choose a receipt"), _("Its paper is shown here, and what can be done with it.")
        )
        self.receipt.retranslate()
        for form in self._forms():
            form.retranslate()

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("class", "pane")
        self._none = EmptyHint("receipt-text")
        self.receipt = ReceiptPane()
        self.pages = QStackedLayout(self)
        self.pages.setContentsMargins(0, 0, 0, 0)
        for page in (self._none, self.receipt):
            self.pages.addWidget(page)

    def _wire(self) -> None:
        presenter, receipt = self._presenter, self.receipt
        presenter.pin_wanted.connect(self._ask_pin)
        presenter.refused.connect(self.show_refusal)
        receipt.reprint_wanted.connect(presenter.reprint)
        receipt.save_wanted.connect(presenter.save_pdf)
        receipt.slips.wanted.connect(self._print_slip)
        receipt.void_wanted.connect(self._open_void)
        receipt.refund_wanted.connect(self._open_refund)
        receipt.kuitansi_wanted.connect(self._open_kuitansi)
        receipt.link_chosen.connect(presenter.select)
        receipt.settled.connect(presenter.settle)

    # --- forms -----------------------------------------------------------------------------------

    @cached_property
    def void(self) -> VoidForm:
        """Takes a whole sale back."""
        form = self._placed(VoidForm())
        form.reason_chosen.connect(self._presenter.void)
        return form

    @cached_property
    def refund(self) -> RefundForm:
        """Gives money back for lines of a sale."""
        form, refunds = self._placed(RefundForm()), self._refunds
        refunds.changed.connect(form.show_state)
        form.stepped.connect(refunds.step)
        form.quantity_typed.connect(refunds.type_quantity)
        form.all_wanted.connect(refunds.take_all)
        form.foot.kind_chosen.connect(refunds.choose_kind)
        form.foot.wanted.connect(refunds.refund)
        form.foot.exchange_wanted.connect(refunds.exchange)
        return form

    @cached_property
    def loose(self) -> LooseForm:
        """Gives money back for goods of no receipt here."""
        form = self._placed(LooseForm())
        form.edited.connect(self._price_loose)
        form.wanted.connect(self._refund_loose)
        return form

    @cached_property
    def kuitansi(self) -> KuitansiForm:
        """Asks whose name is written on a kuitansi."""
        form = self._placed(KuitansiForm())
        form.wanted.connect(self._presenter.write_kuitansi)
        form.forget_wanted.connect(self._presenter.forget_buyers)
        return form

    @cached_property
    def pin(self) -> PinForm:
        """Asks a second person."""
        form = self._placed(PinForm())
        form.allowed.connect(self._presenter.allow)
        return form

    def _forms(self) -> tuple[PanePage, ...]:
        """The forms that were wanted so far."""
        return tuple(form for form in self.__dict__.values() if isinstance(form, PanePage))

    def _placed(self, form: _Form) -> _Form:
        form.left.connect(self.step_back)
        self._fit(form)
        self.pages.addWidget(form)
        return form

    def _fit(self, form: PanePage) -> None:
        if isinstance(form, RefundForm | LooseForm | VoidForm):
            form.set_low(is_low=self._is_low)

    def _is_at_loose(self) -> bool:
        """Whether the form about no receipt is open, or its question for a PIN."""
        page = self.pages.currentWidget()
        asker = self._before_pin if isinstance(page, PinForm) else page
        return isinstance(asker, LooseForm)

    def _open(self, form: PanePage) -> None:
        self.pages.setCurrentWidget(form)
        form.put_focus()

    @Slot(object)
    def _ask_pin(self, wanted: PinWanted) -> None:
        page = self.pages.currentWidget()
        self._before_pin = page if isinstance(page, PanePage) else None
        self.pin.ask(wanted)
        self._open(self.pin)

    @Slot(str)
    def _print_slip(self, kind: str) -> None:
        self._presenter.slips.print_slip(self.seq, kind)

    @Slot()
    def _open_void(self) -> None:
        assert self._shown is not None
        self.void.show_receipt(self._shown)
        self._open(self.void)

    @Slot()
    def _open_refund(self) -> None:
        form = self.refund  # made first: it hears what is there to give back
        self._refunds.start()
        self._open(form)

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
