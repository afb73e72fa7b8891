"""The page of receipts: the list at the left, the receipt in hand at the right."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.domain.errors import PosError
from pos_app.domain.journal import SaleVoided
from pos_app.i18n import _, format_money
from pos_app.services.correcting import Correction
from pos_app.services.print_keeping import PaperState
from pos_app.wording import words_for
from ui.buttons import Button
from ui.folders import open_in_files
from ui.goods_slips import slip_notice
from ui.history.history_pane import HistoryPane
from ui.history.history_presenter import HistoryPresenter
from ui.history.history_values import ReceiptList, ShownReceipt
from ui.history.receipt_finder import ReceiptFinder
from ui.history.refund_presenter import RefundPresenter
from ui.keys_in_use import CommandShortcut
from ui.notices import Notice, NoticeKind
from ui.spoken import Spoken
from ui.widgets import PageTitle

_NARROW_BELOW_PX, _LOW_BELOW_PX = 1120, 600
_WIDE_COLUMNS, _NARROW_COLUMNS = 42, 32
_LEAST = QSize(900, 500)


class HistoryScreen(Spoken):
    """Finds receipts and does with them what may be done. `noticed` carries a Notice.

    `exchanged` when money that goes back counts for the open cart: now that is paid.
    """

    noticed = Signal(object)
    exchanged = Signal()

    def __init__(self, presenter: HistoryPresenter, refunds: RefundPresenter) -> None:
        super().__init__()
        self._presenter = presenter
        self._found: ReceiptList | None = None
        self._refunds = refunds
        self._build(refunds)
        self._wire()
        self.retranslate()

    # --- for the window --------------------------------------------------------------------------

    def arrive(self) -> None:
        """Be ready to search."""
        self.finder.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_scan(self, code: str) -> None:
        """A scan looks for a receipt by its code, or for the sales of a product."""
        self.pane.leave_form()
        self.finder.search.setText(code)

    @Slot(int)
    def open_receipt(self, seq: int) -> None:
        """Take a receipt in hand; a form about another one is left."""
        self.pane.leave_form()
        self._presenter.select(seq)

    @Slot()
    def follow_papers(self) -> None:
        """Show where the paper of the receipt in hand stands, while somebody looks at it."""
        if self.isVisible():
            self._presenter.show_again()

    # --- Qt --------------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Show everything as it is now."""
        super().showEvent(event)
        if not event.spontaneous():
            self._presenter.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the receipt the room there is."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_BELOW_PX
        self.pane.set_form(is_narrow=is_narrow, is_low=self.height() < _LOW_BELOW_PX)
        self._presenter.use_columns(_NARROW_COLUMNS if is_narrow else _WIDE_COLUMNS)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the narrow form, which is used as soon as it is needed."""
        return super().minimumSizeHint().boundedTo(_LEAST)

    def follow_language(self) -> None:
        """Set the words anew, also those of what is shown."""
        super().follow_language()
        self._presenter.refresh()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("History"))
        self.loose_button.setText(_("Refund without the sale"))
        self.finder.retranslate()
        self.pane.retranslate()

    # --- inside ----------------------------------------------------------------------------------

    def _build(self, refunds: RefundPresenter) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.title = PageTitle()
        self.loose_button = Button(icon="undo-2")
        self.title.buttons.addWidget(self.loose_button)
        self.finder = ReceiptFinder()
        self.pane = HistoryPane(self._presenter, refunds)
        left = QVBoxLayout()
        left.setContentsMargins(20, 12, 16, 12)
        left.setSpacing(8)
        left.addWidget(self.title)
        left.addWidget(self.finder, 1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(left, 1)
        layout.addWidget(self.pane)

    def _wire(self) -> None:
        presenter, finder = self._presenter, self.finder
        presenter.list_changed.connect(self._show_list)
        presenter.receipt_changed.connect(self._show_receipt)
        presenter.corrected.connect(self._show_corrected)
        presenter.file_written.connect(self._show_written)
        presenter.settled_late.connect(self._show_late)
        presenter.slips.queued.connect(self._show_slip)
        presenter.failed.connect(partial(self._tell, "danger"))
        self.pane.refused.connect(partial(self._tell, "warning"))
        finder.narrowed.connect(self._narrow)
        finder.search.returnPressed.connect(self._go_to_list)
        finder.list.chosen.connect(self.open_receipt)
        finder.list.taken.connect(self.pane.receipt.put_focus)
        finder.list.end_reached.connect(self._want_more)
        self.loose_button.clicked.connect(self.pane.open_loose)
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        CommandShortcut("search", self, context).activated.connect(self._find)
        CommandShortcut("reprint", self, context).activated.connect(presenter.reprint)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=context)
        back.setAutoRepeat(False)
        back.activated.connect(self._step_back)

    @Slot(object)
    def _show_list(self, found: ReceiptList) -> None:
        self._found = found
        self.finder.show_found(found, self.pane.seq)
        if not self.pane.seq and found.rows and self.isVisible():
            self._presenter.select(found.rows[0].seq)

    @Slot(object)
    def _show_receipt(self, shown: ShownReceipt | None) -> None:
        self.pane.show_receipt(shown)
        self.finder.list.show_receipt(self.pane.seq)

    @Slot(object)
    def _show_corrected(self, made: Correction) -> None:
        self.pane.leave_form()
        if self._refunds.was_exchanged(made):
            self._show_exchanged(made)
            return
        words = _("Refunded. Give back {amount}. Slip {number}.")
        if isinstance(made.entry, SaleVoided):
            words = _("Voided. Give back {amount}. Slip {number}.")
        amount = format_money(-made.entry.money.total)
        text = words.format(amount=amount, number=made.receipt_number)
        self.noticed.emit(Notice("ok", text, is_toast=True))
        self.finder.list.setFocus()

    def _show_exchanged(self, made: Correction) -> None:
        words = _("{amount} of the goods that came back count for the cart. Slip {number}.")
        amount = format_money(-made.entry.money.total)
        text = words.format(amount=amount, number=made.receipt_number)
        self.noticed.emit(Notice("ok", text, is_toast=True))
        self.exchanged.emit()

    @Slot(object)
    def _show_written(self, path: Path) -> None:
        self.pane.leave_kuitansi()
        text = _("Saved: {path}").format(path=path)
        open_folder = partial(open_in_files, path.parent)
        self.noticed.emit(Notice("ok", text, _("Open folder"), open_folder))

    @Slot(object)
    def _show_slip(self, paper: PaperState) -> None:
        self.noticed.emit(slip_notice(paper))

    @Slot()
    def _show_late(self) -> None:
        text = _("Noted. Its day is closed: this goes out with the next day file.")
        self.noticed.emit(Notice("ok", text, is_toast=True))

    def _tell(self, kind: NoticeKind, error: PosError) -> None:
        self.noticed.emit(Notice(kind, words_for(error)))

    @Slot(str, object)
    def _narrow(self, name: str, value: object) -> None:
        self._presenter.narrow(**{name: value})

    @Slot()
    def _go_to_list(self) -> None:
        if self._found is not None and self._found.rows:
            self.open_receipt(self._found.rows[0].seq)
            self.finder.list.setFocus()

    @Slot()
    def _want_more(self) -> None:
        if self._found is not None and self._found.has_more:
            self._presenter.more()

    @Slot()
    def _find(self) -> None:
        self.finder.search.setFocus()
        self.finder.search.selectAll()

    @Slot()
    def _step_back(self) -> None:
        if not self.pane.step_back():
            self.finder.search.clear()
            self.arrive()
