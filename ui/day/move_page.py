"""The page on which cash is moved: what is done, how much, why. Enter carries it out."""

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from pos_app.day_words import cash_words, movement_hint, movement_words
from pos_app.domain.cash_errors import MoreThanInDrawer, ReasonIsMissing
from pos_app.domain.drawer import MOST_WORDS, MOVE_REASONS, MoveKind, Movement
from pos_app.domain.people_errors import RightIsMissing
from pos_app.i18n import _
from pos_app.papers.reasons import reason_words
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.chips import ChipButton
from ui.day.scrolled import scrolled
from ui.keypad import Keypad
from ui.money_field import MoneyField
from ui.reason_chips import ReasonChips
from ui.widgets import PageTitle, RefusalLabel, TextLabel

_KINDS: tuple[MoveKind, ...] = ("out", "in", "drop", "open")
_LOW_BELOW_PX = 620


class MovePage(QWidget):
    """`wanted` carries a Movement and whether a slip is printed; `sure` the same once more."""

    wanted = Signal(object, bool)
    sure = Signal(object, bool)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind: MoveKind = "out"
        self._asked: Movement | None = None
        self._build()
        self._wire()
        self.retranslate()

    def begin(self) -> None:
        """Start with an empty page for cash that is spent, the most usual one."""
        self.amount.clear()
        self.words.clear()
        self._choose_kind("out")
        self.amount.setFocus()

    def ask(self, question: MoreThanInDrawer | RightIsMissing) -> None:
        """Put a question about the movement that was wanted; nothing happened yet."""
        self._asked = self._movement()
        if isinstance(question, MoreThanInDrawer):
            self._say(cash_words(question))
            self.anyway.show()
            self.anyway.setFocus()

    def asked(self) -> Movement:
        """The movement a question was put about."""
        return self._asked or self._movement()

    def wants_slip(self) -> bool:
        """Whether a slip is printed."""
        return self.slip.isChecked()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for all keys in a low window."""
        super().resizeEvent(event)
        is_low = self.height() < _LOW_BELOW_PX
        self.keypad.set_low(is_low=is_low)
        self._amount_name.setVisible(not is_low)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Cash in and out"), movement_hint(self._kind))
        self._back.setText(_("Back"))
        for kind, button in self.kinds.items():
            button.setText(movement_words(kind))
        self._amount_name.setText(_("Amount"))
        self.amount.set_name(_("Amount"))
        self._why_name.setText(_("What for?"))
        self.words.setPlaceholderText(_("or in your own words"))
        self.words.setAccessibleName(_("Reason in your own words"))
        self._local.setText(_("What you type stays on this laptop."))
        self.slip.setText(_("Print a slip"))
        self.anyway.setText(_("Take it out anyway"))
        self.do_button.setText(movement_words(self._kind))
        self._show_reasons()
        for widget in (self.amount, self.keypad):
            widget.retranslate()

    def _build(self) -> None:
        self.title = PageTitle()
        self._back = Button(icon="arrow-left")
        self.title.buttons.addWidget(self._back)
        self.kinds: dict[MoveKind, ChipButton] = {kind: ChipButton("") for kind in _KINDS}
        kinds = QHBoxLayout()
        kinds.setSpacing(8)
        for button in self.kinds.values():
            kinds.addWidget(button, 1)
        left, right = Card(), Card()
        self._build_amount(left)
        self._build_reason(right)
        inside = QWidget()
        sides = QHBoxLayout(inside)
        sides.setContentsMargins(0, 0, 0, 0)
        sides.setSpacing(16)
        sides.addWidget(left, 1)
        sides.addWidget(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.title)
        layout.addLayout(kinds)
        layout.addWidget(scrolled(inside), 1)
        layout.addLayout(self._build_last())

    def _build_amount(self, card: Card) -> None:
        self._amount_name = TextLabel(look="caption")
        self.amount = MoneyField(kind="exact", big=True)
        self.keypad = Keypad()
        card.body.setSpacing(6)
        for widget in (self._amount_name, self.amount, self.keypad):
            card.body.addWidget(widget)
        card.body.addStretch(1)

    def _build_reason(self, card: Card) -> None:
        self._why_name = TextLabel(look="caption")
        self.reasons = ReasonChips(columns=2)
        self.words = QLineEdit()
        self.words.setMaxLength(MOST_WORDS)
        self._local = TextLabel(look="quiet", wrap=True)
        self.slip = QCheckBox()
        self.slip.setMinimumHeight(44)
        card.body.setSpacing(8)
        for widget in (self._why_name, self.reasons, self.words, self._local, self.slip):
            card.body.addWidget(widget)
        card.body.addStretch(1)

    def _build_last(self) -> QHBoxLayout:
        self.refusal = RefusalLabel()
        self.anyway = Button(kind="danger")
        self.do_button = BigButton(kind="soft", icon="check")
        self.do_button.setMinimumWidth(260)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.refusal, 1)
        row.addStretch(0)
        row.addWidget(self.anyway)
        row.addWidget(self.do_button)
        self.refusal.say("")
        self.anyway.hide()
        return row

    def _wire(self) -> None:
        self._back.clicked.connect(self.left)
        for kind, button in self.kinds.items():
            button.clicked.connect(partial(self._choose_kind, kind))
        self.keypad.typed.connect(self.amount.take_digits)
        self.keypad.erased.connect(self.amount.erase)
        self.amount.accepted.connect(self._go_to_reason)
        self.amount.edited.connect(self._forget_question)
        self.reasons.chosen.connect(self._take_reason)
        self.words.returnPressed.connect(self._do)
        self.do_button.clicked.connect(self._do)
        self.anyway.clicked.connect(self._insist)

    def _choose_kind(self, kind: MoveKind, *_checked: bool) -> None:
        self._kind = kind
        self.kinds[kind].setChecked(True)
        has_amount = kind != "open"
        for widget in (self.amount, self.keypad):
            widget.setEnabled(has_amount)
        self._forget_question()
        self.retranslate()
        (self.amount if has_amount else self.reasons.buttons[MOVE_REASONS[kind][0]]).setFocus()

    def _show_reasons(self) -> None:
        self.reasons.show_reasons([(code, reason_words(code)) for code in MOVE_REASONS[self._kind]])

    def _movement(self) -> Movement:
        amount = 0 if self._kind == "open" else self.amount.commit() or 0
        return Movement(
            kind=self._kind,
            amount=amount,
            why=self.reasons.code(),
            words=self.words.text().strip(),
        )

    @Slot()
    @Slot(object)
    def _go_to_reason(self, *_amount: object) -> None:
        self.reasons.put_focus()

    @Slot(str)
    def _take_reason(self, _code: str) -> None:
        self._forget_question()
        self.do_button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _do(self) -> None:
        self._forget_question()
        movement = self._movement()
        if self._kind != "open" and not self.amount.is_settled():
            return
        if self._kind in ("out", "open") and not (movement.why or movement.words):
            self._say(cash_words(ReasonIsMissing()))
            self.reasons.put_focus()
            return
        self.wanted.emit(movement, self.wants_slip())

    @Slot()
    def _insist(self) -> None:
        self.sure.emit(self.asked(), self.wants_slip())

    @Slot()
    @Slot(object)
    def _forget_question(self, *_amount: object) -> None:
        self._asked = None
        self.refusal.say("")
        self.anyway.hide()

    def _say(self, words: str) -> None:
        self.refusal.say(words)
