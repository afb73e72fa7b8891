"""The locked till: who are you, and the PIN. What lies in the cart stays where it is (H12)."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.errors import OutsideError, Refusal
from pos_app.i18n import _
from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.buttons import BigButton, Button
from ui.keypad import Keypad
from ui.reason_chips import ReasonChips
from ui.second_person import PinField
from ui.widgets import IconSign, PracticeBand, RefusalLabel, TextLabel

_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class LockDialog(QDialog):
    """Covers the window until somebody signs in; Escape does not open it."""

    signed_in = Signal()

    def __init__(
        self,
        signing_in: SigningIn,
        people: PeopleKeeping,
        parent: QWidget | None = None,
        *,
        is_practice: bool = False,
    ) -> None:
        super().__init__(parent)
        self._signing_in = signing_in
        self._people = people
        self._is_practice = is_practice
        self._build()
        self._wire()
        self._show_people()
        self._show_page(self._pin_page)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the people with the arrows; stay, whatever key is pressed."""
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._choose_next(_STEPS[key])
        elif key != Qt.Key.Key_Escape:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Stay: only a PIN opens it."""

    def _show_people(self) -> None:
        active, current = self._signing_in.people.active, self._signing_in.current
        self.people.show_reasons([(one.code, one.name) for one in active])
        if current is not None and current.code in self.people.buttons:
            self.people.buttons[current.code].setChecked(True)

    def _build(self) -> None:
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowFlag(Qt.WindowType.FramelessWindowHint)
        self.setWindowTitle(_("Locked"))
        self._title = TextLabel(_("Locked. The cart is kept."), look="page-title")
        self.people = ReasonChips(columns=3)
        self.refusal = RefusalLabel()
        self._pin_page, self._forgotten_page = self._build_pin(), self._build_forgotten()
        self.pages = QStackedWidget()
        for page in (self._pin_page, self._forgotten_page):
            self.pages.addWidget(page)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(IconSign("lock", "text", 28))
        head.addWidget(self._title, 1)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        column.addLayout(head)
        for widget in (self.people, self.pages, self.refusal):
            column.addWidget(widget)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.setContentsMargins(24, 12, 24, 12)
        middle.addStretch(1)
        middle.addLayout(column, 3)
        middle.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        if self._is_practice:
            whole.addWidget(PracticeBand())
        whole.addLayout(middle, 1)

    def _build_pin(self) -> QWidget:
        page = QWidget()
        self.pin = PinField()
        self.keypad = Keypad()
        self.keypad.show_corner("")
        self.open_button = BigButton(_("Sign in"), kind="soft", icon="user")
        self.forgot_button = Button(_("PIN forgotten?"), kind="plain")
        left = QVBoxLayout()
        left.setSpacing(8)
        left.addWidget(TextLabel(_("PIN"), look="caption"))
        left.addWidget(self.pin)
        left.addWidget(self.open_button)
        left.addWidget(self.forgot_button)
        left.addStretch(1)
        layout = QHBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(16)
        layout.addLayout(left, 1)
        layout.addWidget(self.keypad, 1)
        return page

    def _build_forgotten(self) -> QWidget:
        page = QWidget()
        self.claim, self.new_pin = QLineEdit(), PinField()
        self.claim.setMinimumHeight(48)
        self.claim.setPlaceholderText(_("Claim code of the booth"))
        self.claim.setAccessibleName(_("Claim code of the booth"))
        self.new_pin.setPlaceholderText(_("New PIN"))
        self.new_pin.setAccessibleName(_("New PIN"))
        self.set_button = BigButton(_("Set the PIN anew"), kind="soft", icon="key-round")
        self.back_button = Button(_("Back"), icon="arrow-left")
        about = _(
            "Whoever holds the organizer's sheet of this booth may set the PIN anew."
            " That is recorded."
        )
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(TextLabel(about, look="caption", wrap=True))
        for widget in (self.claim, self.new_pin, self.set_button, self.back_button):
            layout.addWidget(widget)
        layout.addStretch(1)
        return page

    def _wire(self) -> None:
        self.people.chosen.connect(self._go_to_pin)
        self.keypad.typed.connect(self.pin.insert)
        self.keypad.erased.connect(self.pin.backspace)
        self.pin.returnPressed.connect(self._sign_in)
        self.open_button.clicked.connect(self._sign_in)
        self.forgot_button.clicked.connect(partial(self._show_page, self._forgotten_page))
        self.back_button.clicked.connect(partial(self._show_page, self._pin_page))
        self.claim.returnPressed.connect(self.new_pin.setFocus)
        self.new_pin.returnPressed.connect(self._set_anew)
        self.set_button.clicked.connect(self._set_anew)

    def _show_page(self, page: QWidget, *_checked: bool) -> None:
        self.refusal.say("")
        self.pages.setCurrentWidget(page)
        (self.pin if page is self._pin_page else self.claim).setFocus()

    def _choose_next(self, by: int) -> None:
        codes = list(self.people.buttons)
        if not codes:
            return
        here = codes.index(self.people.code()) if self.people.code() in codes else -by
        code = codes[(here + by) % len(codes)]
        self.people.choose(code)
        self.pin.clear()
        self._go_to_pin(code)

    @Slot(str)
    def _go_to_pin(self, _code: str) -> None:
        self.refusal.say("")
        (self.pin if self.pages.currentWidget() is self._pin_page else self.claim).setFocus()

    @Slot()
    def _sign_in(self) -> None:
        self._try(lambda code: self._signing_in.sign_in(code, self.pin.text()))

    @Slot()
    def _set_anew(self) -> None:
        new_pin = self.new_pin.text()
        self._try(lambda code: self._people.forget_pin(code, self.claim.text(), new_pin))

    def _try(self, act: Callable[[str], object]) -> None:
        try:
            act(self.people.code())
        except (Refusal, OutsideError) as error:
            self.pin.clear()
            self.refusal.say(words_for(error))
            return
        self.signed_in.emit()
        self.accept()
