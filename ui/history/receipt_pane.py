"""One receipt: what can be done with it, what happened to it, and its paper."""

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.correction_errors import NothingToRefund
from pos_app.domain.errors import PrinterError, Refusal
from pos_app.domain.journal import RefundGiven
from pos_app.domain.receipt_search import FoundReceipt
from pos_app.i18n import _, format_clock, format_money
from pos_app.papers.layout import short_day
from pos_app.wording import words_for
from ui.buttons import Button
from ui.goods_slips import SlipsButton
from ui.history.history_values import ShownReceipt
from ui.history.receipt_rows import number_words, state_sign, state_words
from ui.paper_preview import PaperPreview
from ui.paper_words import paper_words
from ui.widgets import IconSign, TextLabel, clear_layout, touch_scroll

Action = tuple[str, Button, Refusal | None]


class _PaneButton(Button):
    """Leaves its words more room, for two of them side by side in a narrow pane."""

    _padding = 10


class ReceiptPane(QWidget):
    """Says which button was pressed; decides nothing. `link_chosen` carries another entry.

    `settled` says whether money came that nobody had seen.
    """

    reprint_wanted = Signal()
    save_wanted = Signal()
    void_wanted = Signal()
    refund_wanted = Signal()
    kuitansi_wanted = Signal()
    link_chosen = Signal(int)
    settled = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self._shown: ShownReceipt | None = None
        self.links: list[Button] = []
        self._build()
        self._wire()
        self.retranslate()

    def show_receipt(self, shown: ShownReceipt) -> None:
        """Show another receipt, or the same as it stands now."""
        is_other = self._shown is None or self._shown.view.row.seq != shown.view.row.seq
        self._shown = shown
        self.retranslate()
        if is_other:
            self._scroll.verticalScrollBar().setValue(0)

    def set_narrow(self, *, is_narrow: bool) -> None:
        """Leave key hints out where words need the room."""
        self.number.set_look("strong" if is_narrow else "section-title")
        self.reprint.set_key("" if is_narrow else "reprint")

    def put_focus(self) -> None:
        """Go on with the first button."""
        self.reprint.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.reprint.setText(_("Reprint"))
        self.save.setText(_("Save as PDF"))
        self.refund.setText(_("Refund"))
        self.void.setText(_("Void the sale"))
        self.kuitansi.setText(_("Official receipt"))
        self.slips.retranslate()
        self.came.setText(_("The money came"))
        self.missing.setText(_("It did not come"))
        if self._shown is not None:
            self._show_facts(self._shown)
            self._show_links(self._shown)
            self._show_why_not(self._shown)
            self.paper.show_paper(self._shown.view.paper)

    # --- inside ----------------------------------------------------------------------------------

    def _build(self) -> None:
        self.number = TextLabel(look="section-title")
        self._sign = IconSign("check", "text_2", 18)
        self.state = TextLabel(look="strong")
        self.tenders = TextLabel(look="caption", wrap=True)
        self.chain = TextLabel(look="caption", wrap=True)
        self.paper_state = TextLabel(look="caption", wrap=True)
        self.reprint = _PaneButton(icon="printer", key="reprint")
        self.save = _PaneButton(icon="save")
        self.refund = _PaneButton(icon="undo-2")
        self.void = _PaneButton(kind="danger", icon="circle-x")
        self.slips = SlipsButton()
        self.kuitansi = _PaneButton(icon="file-text")
        self.came, self.missing = Button(kind="soft"), Button()
        self.why_not = TextLabel(look="caption", wrap=True)
        self.paper = PaperPreview()
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self.number, 1)
        head.addWidget(self._sign)
        head.addWidget(self.state)
        buttons = QGridLayout()
        buttons.setSpacing(8)
        grid = (self.reprint, self.save, self.refund, self.kuitansi)
        for place, button in enumerate(grid):
            button.allow_elide()
            buttons.addWidget(button, place // 2, place % 2)
        last = QHBoxLayout()
        last.setSpacing(8)
        last.addWidget(self.slips)
        last.addWidget(self.void, 1)
        buttons.addLayout(last, 2, 0, 1, 2)
        money = QHBoxLayout()
        money.setSpacing(8)
        money.addWidget(self.came, 1)
        money.addWidget(self.missing)
        buttons.addLayout(money, 3, 0, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 8)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(buttons)
        layout.addWidget(self.why_not)
        layout.addWidget(self._scrolled(), 1)

    def _scrolled(self) -> QScrollArea:
        self._links = QVBoxLayout()
        self._links.setSpacing(4)
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for label in (self.tenders, self.chain, self.paper_state):
            column.addWidget(label)
        column.addLayout(self._links)
        column.addWidget(_framed(self.paper), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(inside)
        touch_scroll(self._scroll)
        return self._scroll

    def _wire(self) -> None:
        self.reprint.clicked.connect(self.reprint_wanted)
        self.save.clicked.connect(self.save_wanted)
        self.void.clicked.connect(self.void_wanted)
        self.refund.clicked.connect(self.refund_wanted)
        self.kuitansi.clicked.connect(self.kuitansi_wanted)
        self.came.clicked.connect(partial(self._settle, came=True))
        self.missing.clicked.connect(partial(self._settle, came=False))

    def _show_facts(self, shown: ShownReceipt) -> None:
        view, row = shown.view, shown.view.row
        self.number.setText(view.number)
        self._sign.show_icon(*state_sign(row))
        self.state.setText(state_words(row))
        self.came.setVisible(row.is_unsure)
        self.missing.setVisible(row.is_unsure and not row.is_missing)
        tenders = [
            f"{shown.heading.tender_word(tender.kind)} {format_money(tender.amount)}"
            for tender in view.entry.money.pay
        ]
        if row.back:
            tenders.append(_("{amount} came back").format(amount=format_money(row.back)))
        self.tenders.setText("  ·  ".join(tenders))
        self.tenders.setVisible(bool(tenders))
        words = _("Till {till}, entry {number}, check code {link}")
        self.chain.setText(
            words.format(
                till=shown.heading.till.dev.upper(),
                number=view.recorded.seq,
                link=view.recorded.link[:10],
            )
        )
        paper = shown.paper_state
        self.paper_state.setText("" if paper is None else paper_words(paper))
        self.paper_state.setVisible(paper is not None)

    def _show_links(self, shown: ShownReceipt) -> None:
        clear_layout(self._links)
        self.links = []
        view = shown.view
        if view.original is not None:
            is_refund = isinstance(view.entry, RefundGiven)
            self._add_link(
                _("Refund of {number}") if is_refund else _("Takes back {number}"),
                view.original,
                view.row.day,
            )
        for row in view.later:
            is_void = row.state == "void"
            words = _("Voided by {number}") if is_void else _("Refund {number}")
            self._add_link(words, row, view.row.day)

    def _add_link(self, words: str, row: FoundReceipt, today: date) -> None:
        """Lead to another entry; when it was is named where that was another day."""
        parts = [words.format(number=number_words(row)), format_money(row.total, true_minus=True)]
        if row.day != today:
            parts.append(f"{short_day(row.day)}, {format_clock(row.at)}")
        button = Button("  ·  ".join(parts), icon="arrow-right")
        button.align_left()
        button.allow_elide()
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.clicked.connect(partial(self._choose_link, row.seq))
        self._links.addWidget(button)
        self.links.append(button)

    def _show_why_not(self, shown: ShownReceipt) -> None:
        """A button that may not be used stays, disabled, and says why below."""
        is_sale = shown.balance is not None
        lines = []
        self.slips.offer(shown.no_slips)
        self.slips.setVisible(is_sale)
        actions: tuple[Action, ...] = (
            (_("Void the sale"), self.void, shown.no_void),
            (_("Refund"), self.refund, shown.no_refund),
            (_("Official receipt"), self.kuitansi, shown.no_kuitansi),
        )
        for word, button, refusal in actions:
            button.setEnabled(is_sale and refusal is None)
            reason = "" if refusal is None else _why_words(refusal)
            button.setToolTip(reason)
            if is_sale and reason:
                lines.append(_("{action}: {reason}").format(action=word, reason=reason))
        if is_sale and isinstance(shown.no_slips, PrinterError):  # of a void the line above tells
            reason = words_for(shown.no_slips)
            lines.append(_("{action}: {reason}").format(action=_("Slips"), reason=reason))
        if not is_sale:
            lines = [_("A correction itself is not taken back.")]
        self.why_not.setText("\n".join(lines))
        self.why_not.setVisible(bool(lines))

    def _settle(self, *_checked: bool, came: bool) -> None:
        self.settled.emit(came)

    def _choose_link(self, seq: int, *_checked: bool) -> None:
        self.link_chosen.emit(seq)


def _framed(paper: PaperPreview) -> QFrame:
    """The paper with an edge: it is white on white."""
    frame = QFrame()
    frame.setProperty("class", "card")
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(3, 3, 3, 3)
    layout.addWidget(paper)
    return frame


def _why_words(refusal: Refusal) -> str:
    if isinstance(refusal, NothingToRefund):
        return _("Everything came back already.")
    return words_for(refusal)
