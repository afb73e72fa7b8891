"""A place beside the cart for the form that makes a product out of an unknown code (S16)."""

from typing import Protocol

from PySide6.QtCore import Signal, SignalInstance, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from ui.sale.tools.tool_panel import ENTER, ToolPanel
from ui.theme import set_class


class NewProductForm(Protocol):
    """What the form of the goods' screen is to the selling page; it is a widget."""

    @property
    def made(self) -> SignalInstance:
        """Carries the number of the product that is in the catalogue now."""

    @property
    def left(self) -> SignalInstance:
        """Somebody goes back with nothing made."""

    @property
    def failed(self) -> SignalInstance:
        """Carries an OutsideError."""

    @property
    def sell(self) -> QAbstractButton:
        """Makes the product."""

    def open_for(self, code: str, name: str = "") -> None:
        """Begin anew."""

    def has_input(self) -> bool:
        """Whether something was typed."""

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""


class NewProductTool(ToolPanel):
    """Shows the form as it is; `made` carries the number of the new product."""

    made = Signal(int)
    failed = Signal(object)

    holds_words = True

    def __init__(self, form: NewProductForm) -> None:
        super().__init__(has_keys=False, has_take=False)
        assert isinstance(form, QWidget)
        set_class(self, "")  # the form has a card of its own
        self._form: NewProductForm = form
        self._code = self._name = ""
        self.about.hide()
        self.back.hide()
        self.fields.addWidget(form)
        form.made.connect(self.made)
        form.left.connect(self.left)
        form.failed.connect(self.failed)

    def open_for(self, code: str, name: str) -> None:
        """Ask for name and price of a code."""
        self._code, self._name = code, name
        self.put_focus()

    def put_focus(self) -> None:
        """Begin where something is missing."""
        self._form.open_for(self._code, self._name)

    def has_input(self) -> bool:
        """Say whether something was typed."""
        return self._form.has_input()

    @Slot()
    def want_to_take(self) -> None:
        """Make the product, unless something is missing."""
        self._form.sell.click()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self._form.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave Enter to the form's own fields: there it leads to the next one."""
        is_on_button = isinstance(QApplication.focusWidget(), QAbstractButton)
        if event.key() not in ENTER or is_on_button:
            super().keyPressEvent(event)
