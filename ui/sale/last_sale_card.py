"""The sale just made: the change in large figures until the next item comes."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from pos_app.i18n import _, format_clock, format_money
from pos_app.outside_words import printer_words
from pos_app.services.print_keeping import PaperState
from pos_app.wording import job_state_words
from ui.buttons import Button
from ui.cards import Card
from ui.sale.money.tender_kinds import tender_word
from ui.sale.receipt_presenter import LastSale
from ui.widgets import IconSign, MoneyLabel, TextLabel

_STATE_ICONS = {
    "queued": ("hourglass", "warning"),
    "sending": ("printer", "info"),
    "handed_over": ("printer", "info"),
    "confirmed": ("circle-check", "ok"),
    "uncertain": ("circle-help", "warning"),
    "failed": ("circle-x", "danger"),
    "cancelled": ("circle-minus", "text_2"),
}


class LastSaleCard(Card):
    """Check mark, change, total and what was handed over, receipt number, printing state."""

    reprint_wanted = Signal()
    paper_seen = Signal(int)
    copy_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__(ground="soft-card")
        self._last: LastSale | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_sale(self, last: LastSale) -> None:
        """Show a sale and where its receipt stands."""
        self._last = last
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.word.setText(_("Sold"))
        self.caption.setText(_("Change"))
        self.change.set_name(_("Change"))
        self.reprint.setText(_("Reprint"))
        self.seen.setText(_("It came out"))
        self.copy.setText(_("Print a copy"))
        if self._last is not None:
            self._show_money(self._last)
            self._show_paper(self._last.paper)

    def _build(self) -> None:
        self.word = TextLabel(look="on-soft")
        self.caption = TextLabel(look="on-soft")
        self.change = MoneyLabel(58, 800, token="on_soft")
        self.change.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.paid = TextLabel(look="on-soft", wrap=True)
        self.number = TextLabel(look="on-soft")
        self.state_sign = IconSign("hourglass", "warning", 18)
        self.state = TextLabel(look="caption", wrap=True)
        self.seen = Button(kind="outlined", icon="check")
        self.copy = Button(kind="outlined", icon="copy")
        self.reprint = Button(kind="outlined", icon="printer", key="Ctrl+P")
        for button in (self.seen, self.copy, self.reprint):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.allow_elide()
        self.body.setSpacing(4)
        self.body.addLayout(_row(IconSign("circle-check", "on_soft", 22), self.word))
        self.body.addWidget(self.caption)
        for widget in (self.change, self.paid, self.number):
            self.body.addWidget(widget)
        self.body.addSpacing(4)
        self.body.addLayout(_row(self.state_sign, self.state))
        self.body.addSpacing(4)
        choices = QHBoxLayout()
        choices.setSpacing(8)
        choices.addWidget(self.seen, 1)
        choices.addWidget(self.copy, 1)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addLayout(choices)
        buttons.addWidget(self.reprint)
        self.body.addLayout(buttons)

    def _wire(self) -> None:
        self.reprint.clicked.connect(self.reprint_wanted)
        self.seen.clicked.connect(self._say_seen)
        self.copy.clicked.connect(self._want_copy)

    def _show_money(self, last: LastSale) -> None:
        money = last.made.sale.money
        self.change.show_amount(money.change)
        parts = [_("Total {amount}").format(amount=format_money(money.total))]
        for tender in money.pay:
            is_cash = tender.kind == "cash"
            amount = money.given if is_cash and money.given is not None else tender.amount
            parts.append(f"{tender_word(tender.kind)} {format_money(amount)}")
        self.paid.setText("  ·  ".join(parts))
        number, at = last.made.receipt_number, format_clock(last.made.sale.stamp.at)
        self.number.setText(_("Receipt {number}  ·  {time}").format(number=number, time=at))

    def _show_paper(self, paper: PaperState | None) -> None:
        is_uncertain = paper is not None and paper.state == "uncertain"
        self.seen.setVisible(is_uncertain)
        self.copy.setVisible(is_uncertain)
        self.reprint.setVisible(not is_uncertain)
        self.state.setVisible(paper is not None)
        self.state_sign.setVisible(paper is not None)
        if paper is None:
            return
        self.state_sign.show_icon(*_STATE_ICONS[paper.state])
        self.state.setText(paper_words(paper))

    @Slot()
    def _say_seen(self) -> None:
        if self._last is not None and self._last.paper is not None:
            self.paper_seen.emit(self._last.paper.job_id)

    @Slot()
    def _want_copy(self) -> None:
        if self._last is not None and self._last.paper is not None:
            self.copy_wanted.emit(self._last.paper.job_id)


def paper_words(paper: PaperState) -> str:
    """Where a receipt stands and, while it is not out, why (printing.md 4.1)."""
    state = job_state_words(paper.state)
    if paper.copy:
        state = _("Copy {number}: {state}").format(number=paper.copy, state=state)
    has_reason = paper.state in ("queued", "failed", "cancelled")
    reason = paper.reason
    if paper.state == "queued" and not paper.printer:
        reason = "NO_PRINTER"
    words = printer_words(reason) if has_reason else ""
    return f"{state}. {words}" if words else state


def _row(sign: IconSign, label: TextLabel) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    row.addWidget(sign)
    row.addWidget(label, 1)
    return row
