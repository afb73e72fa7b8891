"""The sale just made: the change in large figures until the next item comes, or its way back."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.money import Money
from pos_app.i18n import _, format_clock, format_money
from pos_app.services.correcting import Correction
from pos_app.services.print_keeping import PaperState
from pos_app.wording import words_for
from ui.buttons import Button
from ui.cards import Card
from ui.goods_slips import SlipsButton
from ui.paper_words import paper_sign, paper_words
from ui.sale.give_back import GiveBackRows
from ui.sale.receipt_presenter import LastSale
from ui.sale.void_steps import VoidSteps
from ui.widgets import IconSign, MoneyLabel, TextLabel

_CHANGE_PX, _LOW_CHANGE_PX = 58, 36


class LastSaleCard(Card):
    """Change, total and what was handed over, receipt number, printing state, the way back.

    `void_wanted` carries reason and PIN, `again_wanted` asks for the goods in the cart once more,
    `left` says that the sale stays.
    """

    reprint_wanted = Signal()
    paper_seen = Signal(int)
    copy_wanted = Signal(int)
    void_wanted = Signal(str, str)
    again_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__(ground="soft-card")
        self._last: LastSale | None = None
        self._build()
        self._wire()
        self.retranslate()
        self.leave_asking()

    def show_sale(self, last: LastSale) -> None:
        """Show a sale and where its paper stands; another one is not being taken back."""
        is_other = self._last is None or self._last.made != last.made
        self._last = last
        if is_other or last.void is not None:
            self.leave_asking()
        self.retranslate()

    @Slot()
    def ask_reason(self) -> None:
        """Ask why the sale is taken back, where it still can be."""
        if self._last is not None and self.void.isEnabled() and self._last.void is None:
            self.steps.show_sale(self._last)
            self._summary.hide()
            self.steps.show()
            self.steps.start()

    def is_asking(self) -> bool:
        """Whether a reason or a PIN is asked for."""
        return not self.steps.isHidden()

    @Slot()
    def leave_asking(self) -> None:
        """Leave the sale as it is."""
        self.steps.hide()
        self._summary.show()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.reprint.setText(_("Reprint"))
        self.seen.setText(_("It came out"))
        self.copy.setText(_("Print a copy"))
        self.void.setText(_("Void the sale"))
        self.again.setText(_("Goods into the cart again"))
        self.slips.retranslate()
        self.steps.retranslate()
        if self._last is not None:
            self._show_money(self._last)
            self._show_paper(self._last.paper)

    def set_low(self, *, is_low: bool) -> None:
        """Leave room for the buttons in a low window, also in the largest text."""
        self.change.set_px(_LOW_CHANGE_PX if is_low else _CHANGE_PX)
        self._lines.setSpacing(0 if is_low else 3)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Leave key hints out where words need the room."""
        self.reprint.set_key("" if is_narrow else "reprint")
        self.void.set_key("" if is_narrow else "undo_or_void")

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self._sign = IconSign("circle-check", "on_soft", 22)
        self.word = TextLabel(look="on-soft")
        self.caption = TextLabel(look="on-soft")
        self.change = MoneyLabel(_CHANGE_PX, 800, token="on_soft")
        self.change.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.give_back = GiveBackRows()
        self.paid = TextLabel(look="on-soft", wrap=True)
        self.number = TextLabel(look="on-soft", wrap=True)
        self.state_sign = IconSign("hourglass", "warning", 18)
        self.state = TextLabel(look="caption", wrap=True)
        self.why_not = TextLabel(look="caption", wrap=True)
        self.steps = VoidSteps()
        self._summary = QWidget()
        summary = self._lines = QVBoxLayout(self._summary)
        summary.setContentsMargins(0, 0, 0, 0)
        summary.setSpacing(3)
        summary.addLayout(_row(self._sign, self.word))
        for widget in (self.caption, self.change, self.give_back, self.paid, self.number):
            summary.addWidget(widget)
        summary.addLayout(_row(self.state_sign, self.state))
        summary.addSpacing(6)
        summary.addLayout(self._buttons())
        summary.addWidget(self.why_not)
        room = self.layout()
        assert room is not None
        room.setContentsMargins(16, 6, 16, 8)  # in a low window it has to be enough
        self.body.addWidget(self._summary)
        self.body.addWidget(self.steps)

    def _buttons(self) -> QVBoxLayout:
        self.seen = Button(kind="outlined", icon="check")
        self.copy = Button(kind="outlined", icon="copy")
        self.reprint = Button(kind="outlined", icon="printer", key="reprint")
        self.void = Button(kind="outlined", icon="circle-x", key="undo_or_void")
        self.again = Button(kind="outlined", icon="shopping-cart")
        self.slips = SlipsButton()
        for button in (self.seen, self.copy, self.reprint, self.slips, self.void, self.again):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.allow_elide()
            button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.seen, 1)
        choices.addWidget(self.copy, 1)
        papers = QHBoxLayout()
        papers.setSpacing(8)
        papers.addWidget(self.reprint, 1)
        papers.addWidget(self.slips)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        buttons.addLayout(choices)
        buttons.addLayout(papers)
        for button in (self.void, self.again):
            buttons.addWidget(button)
        return buttons

    def _wire(self) -> None:
        self.reprint.clicked.connect(self.reprint_wanted)
        self.seen.clicked.connect(self._say_seen)
        self.copy.clicked.connect(self._want_copy)
        self.void.clicked.connect(self.ask_reason)
        self.again.clicked.connect(self.again_wanted)
        self.steps.void_wanted.connect(self.void_wanted)
        self.steps.left.connect(self.leave_asking)
        self.steps.left.connect(self.left)

    def _show_money(self, last: LastSale) -> None:
        is_void = last.void is not None
        self.change.setVisible(not is_void)
        self.paid.setVisible(not is_void)
        self.give_back.setVisible(is_void)
        self.void.setVisible(not is_void)
        self.again.setVisible(is_void)
        self.slips.setVisible(not is_void)
        self.slips.offer(last.no_slips)
        why = "" if last.no_void is None else words_for(last.no_void)
        self.void.setEnabled(not why)
        self.why_not.setText(why)
        self.why_not.setVisible(bool(why) and not is_void)
        if last.void is not None:
            self._show_void(last, last.void)
        else:
            self._show_sale(last)

    def _show_sale(self, last: LastSale) -> None:
        money = last.made.sale.money
        self._sign.show_icon("circle-check", "on_soft")
        self.word.setText(_("Sold"))
        caption, amount = _largest(last)
        self.caption.setText(caption)
        self.change.set_name(caption)
        self.change.show_amount(amount)
        parts = [_("Total {amount}").format(amount=format_money(money.total))]
        for tender in money.pay:
            is_cash = tender.kind == "cash"
            amount = money.given if is_cash and money.given is not None else tender.amount
            parts.append(f"{last.heading.tender_word(tender.kind)} {format_money(amount)}")
        if money.owed:
            parts.append(_("{amount} owed").format(amount=format_money(money.owed)))
        self.paid.setText("  ·  ".join(parts))
        number, at = last.made.receipt_number, format_clock(last.made.sale.stamp.at)
        self.number.setText(_("Receipt {number}  ·  {time}").format(number=number, time=at))

    def _show_void(self, last: LastSale, void: Correction) -> None:
        self._sign.show_icon("undo-2", "on_soft")
        self.word.setText(_("Sale taken back"))
        self.caption.setText(_("Give the buyer"))
        self.give_back.show_tenders(last.made.sale.money.pay, last.heading)
        words = _("Receipt {number}, taken back by {slip}  ·  {time}")
        at = format_clock(void.entry.stamp.at)
        number, slip = last.made.receipt_number, void.receipt_number
        self.number.setText(words.format(number=number, slip=slip, time=at))

    def _show_paper(self, paper: PaperState | None) -> None:
        is_uncertain = paper is not None and paper.state == "uncertain"
        self.seen.setVisible(is_uncertain)
        self.copy.setVisible(is_uncertain)
        self.reprint.setVisible(not is_uncertain)
        self.state.setVisible(paper is not None)
        self.state_sign.setVisible(paper is not None)
        if paper is None:
            return
        self.state_sign.show_icon(*paper_sign(paper))
        self.state.setText(paper_words(paper))

    @Slot()
    def _say_seen(self) -> None:
        if self._last is not None and self._last.paper is not None:
            self.paper_seen.emit(self._last.paper.job_id)

    @Slot()
    def _want_copy(self) -> None:
        if self._last is not None and self._last.paper is not None:
            self.copy_wanted.emit(self._last.paper.job_id)


def _row(sign: IconSign, label: TextLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(sign)
    row.addWidget(label, 1)
    return row


def _largest(last: LastSale) -> tuple[str, Money]:
    """The figure that matters now: change where cash was in it, else what was paid and how."""
    sale = last.made.sale
    if sale.money.given is not None or sale.change or not sale.money.pay:
        return _("Change"), sale.change
    if len(sale.money.pay) > 1:
        return _("Paid"), sale.money.total
    (tender,) = sale.money.pay
    word = last.heading.tender_word(tender.kind)
    said = _("{tender}, not certain").format(tender=word) if tender.unsure else word
    return said, tender.amount
