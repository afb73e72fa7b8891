"""The page where money is taken: any kinds of tender, in any order, until nothing is open."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.cart import Cart
from pos_app.domain.money import Money
from pos_app.domain.tender import CASH, QRIS, Sighting
from pos_app.i18n import _, ngettext
from ui.keys_in_use import CommandShortcut
from ui.sale.cart.cart_model import CartModel
from ui.sale.money.payment_values import ExcessAsked, PaymentState, QrisShown, WantedTender
from ui.sale.money.tender_columns import TenderColumns
from ui.sale.sale_values import CartState
from ui.scanner import digit_without_numlock

_LEAST = QSize(900, 500)
_ARROWS = ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1))
_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


class TenderPanel(QWidget):
    """Takes tenders for the cart, which stays in sight; a scan still goes into it.

    `wanted_changed`, `finish_wanted` and `part_wanted` carry a WantedTender, `code_wanted` the
    amount to be paid by QRIS, 0 for none.
    """

    left = Signal()
    wanted_changed = Signal(object)
    finish_wanted = Signal(object)
    part_wanted = Signal(object)
    code_wanted = Signal(object)
    opened = Signal()

    def __init__(self, lines: CartModel) -> None:
        super().__init__()
        self._kind = CASH
        self._cart: Cart | None = None
        self._typed_for: Cart | None = None
        self._state: PaymentState | None = None
        self._names: tuple[tuple[str, str], ...] = ()
        self._build(lines)
        self._wire()
        self.retranslate()

    def show_kinds(self, names: tuple[tuple[str, str], ...]) -> None:
        """Offer these kinds: code, and the booth's own name where it has one."""
        self._names = names
        self.kinds.show_kinds(names)

    @property
    def kind(self) -> str:
        """The kind of tender chosen."""
        return self._kind

    def open_with(self, kind: str) -> None:
        """Begin a payment, or go on with it: what was typed for this very cart is still there."""
        self.opened.emit()
        if self._cart != self._typed_for or kind != self._kind:
            self.begin_next(kind)
        else:
            self.choose_kind(kind)
            self._focus_first()
        self._typed_for = self._cart

    def begin_next(self, kind: str = "") -> None:
        """Begin the next tender, of the kind at hand when none is named."""
        kind = kind or self._kind
        self.sums.received.clear()
        self.extras.clear()
        self.choose_kind(kind)
        self._focus_first()

    @Slot(str)
    def choose_kind(self, kind: str) -> None:
        """Choose a kind of tender; cash typed before it is taken as a first part."""
        if kind != self._kind and not self._settle_part():
            self.kinds.show_kind(self._kind)
            return
        before, self._kind = self._kind, kind
        if kind != before:
            self.sums.received.clear()
        self.kinds.show_kind(kind)
        self.sums.show_kind(kind)
        self.other.show_kind(kind)
        self.columns.other_amount.setChecked(False)
        self.columns.show_detail(self.keys if kind == CASH else self.other)
        self._tell()
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def amount(self) -> Money:
        """What the tender on the page comes to."""
        return 0 if self._state is None else self._state.amount

    def step_kind(self, by: int) -> None:
        """Choose the kind above or below."""
        self.choose_kind(self.kinds.kind_after(self._kind, by))

    def wanted(self) -> WantedTender:
        """The tender as it stands on the page."""
        sighting = Sighting() if self._kind == CASH else self.other.arrival.sighting()
        return WantedTender(self._kind, self.sums.understood(), sighting, self.extras.owed())

    # --- showing -----------------------------------------------------------------------------

    def show_cart(self, state: CartState) -> None:
        """Show what is to be paid now."""
        self._cart = state.cart
        self.columns.show_pieces(state.cart.pieces)
        self._tell()

    @Slot(object)
    def show_payment(self, state: PaymentState) -> None:
        """Show change or what is missing, and what the next step is."""
        self._state = state
        self.sums.show_state(state, self._names)
        self.extras.show_state(state)
        due = state.so_far.next_amount(CASH)
        self.keys.show_total(due)
        self.keys.show_received(state.wanted.amount, due)
        self.columns.show_steps(state)
        is_open = self._kind == QRIS and not state.so_far.is_settled and self.isVisible()
        self.code_wanted.emit(state.amount if is_open else 0)

    @Slot(object)
    def show_code(self, shown: QrisShown | None) -> None:
        """Show a QRIS code, or take it away."""
        self.other.show_code(shown)
        self.columns.fit_code()

    @Slot(object)
    def ask_about_excess(self, asked: ExcessAsked) -> None:
        """Ask whether money without notes was really paid above what is open."""
        self.question.ask(asked)
        self.columns.show_detail(self.question)

    @Slot(int)
    def show_held(self, count: int) -> None:
        """Say how many scans wait because money was taken already."""
        words = ngettext(
            "{count} scan waits: money was taken for this cart. It goes into the next one.",
            "{count} scans wait: money was taken for this cart. They go into the next one.",
            count,
        )
        self.columns.held.setText(words.format(count=count))
        self.columns.held.setVisible(count > 0)

    def show_refusal(self, words: str) -> None:
        """Show above the button what the rules say no to; empty words take it away."""
        self.refusal.say(words)

    # --- doing -------------------------------------------------------------------------------

    @Slot()
    def want_finish(self) -> None:
        """Finish with what was received, unless that is not understood or is only a part."""
        if not (self.sums.settle() and self.extras.settle()):
            return
        state = self._state
        if state is not None and state.is_planned:
            self.part_wanted.emit(self.wanted())
            return
        if state is not None and state.is_part:
            self.columns.foot.ask_for_part()
            return
        self.finish_wanted.emit(self.wanted())

    def type_digits(self, digits: str) -> None:
        """Take digits typed anywhere on the page; what follows goes on in the field."""
        self._leave_question()
        self.sums.type_digits(digits)
        self.sums.received.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_form(self, *, is_narrow: bool, is_low: bool) -> None:
        """Use less room in a narrow or low window."""
        self.columns.set_form(is_narrow=is_narrow, is_low=is_low)

    def minimumSizeHint(self) -> QSize:
        """Return the room of the narrow form, which is used as soon as it is needed."""
        return super().minimumSizeHint().boundedTo(_LEAST)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.columns.retranslate()
        self.columns.other_amount.set_name(_("Another amount"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take digits as what was received, wherever the focus is."""
        digit = digit_without_numlock(event) or event.text()
        if len(digit) == 1 and digit.isascii() and digit.isdigit():
            self.type_digits(digit)
        elif event.key() == Qt.Key.Key_Backspace:
            self.sums.erase()
        else:
            super().keyPressEvent(event)

    # --- inside ------------------------------------------------------------------------------

    def _build(self, lines: CartModel) -> None:
        columns = self.columns = TenderColumns(lines)
        self.kinds, self.lines = columns.kinds, columns.lines
        self.sums, self.keys, self.keypad = columns.sums, columns.keys, columns.keypad
        self.other, self.extras, self.question = columns.other, columns.extras, columns.question
        self.refusal = columns.foot.refusal
        self.part, self.finish = columns.foot.part, columns.foot.finish
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(columns)

    def _wire(self) -> None:
        self.kinds.left.connect(self.left)
        self.kinds.chosen.connect(self.choose_kind)
        self.sums.received_changed.connect(self._tell)
        self.other.changed.connect(self._tell)
        self.extras.owed_changed.connect(self._tell)
        self.question.corrected.connect(self.correct)
        self.part.clicked.connect(self._want_part)
        self.finish.clicked.connect(self.want_finish)
        for key, by in _ARROWS:
            # As shortcuts, because a button would take an arrow for a step of the focus.
            shortcut = QShortcut(QKeySequence(key), self, context=_WITHIN)
            shortcut.activated.connect(partial(self.step_kind, by))
        own_code = CommandShortcut("own_code", self, context=_WITHIN)
        own_code.activated.connect(self.other.qris.original.click)

    @Slot()
    def correct(self) -> None:
        """Go back to the amount, to type it anew."""
        self._leave_question()
        self.sums.received.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.sums.received.field.selectAll()

    def put_amount(self, amount: Money | None) -> None:
        """Put an amount that was tapped; None is all that is open."""
        self.sums.set_received(amount)
        self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_exact(self) -> None:
        """Put what is open, in cash."""
        state = self._state
        total = 0 if self._cart is None else self._cart.total
        self.put_amount(total if state is None else state.so_far.next_amount(CASH))

    @Slot()
    def _want_part(self) -> None:
        if self.sums.settle():
            self.part_wanted.emit(self.wanted())

    def _settle_part(self) -> bool:
        """Take the cash that was typed; money without notes counts when somebody saw it come."""
        is_typed = self.sums.understood() is not None
        if self._kind != CASH or not is_typed or not self.columns.foot.is_part():
            return True
        self._want_part()
        return self.sums.understood() is None

    @Slot()
    def _tell(self) -> None:
        self.show_refusal("")  # it was about what stood here before
        self.wanted_changed.emit(self.wanted())

    def _leave_question(self) -> None:
        if self.columns.detail.pane() is self.question:
            self.columns.show_detail(self.keys if self._kind == CASH else self.other)

    def _focus_first(self) -> None:
        first = self.keys.exact if self._kind == CASH else self.finish
        first.setFocus(Qt.FocusReason.OtherFocusReason)
