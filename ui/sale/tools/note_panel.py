"""A short note for the line in hand or the whole cart; it never leaves the till."""

from typing import Literal, TypeAlias

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QLineEdit

from pos_app.domain.cart import Cart
from pos_app.i18n import _
from ui.reason_chips import ReasonChips
from ui.sale.tools.tool_panel import ToolPanel

Scope: TypeAlias = Literal["line", "cart"]
"""What a tool is about: the line in hand, or the whole cart."""


class NotePanel(ToolPanel):
    """`chosen` carries the scope and the words; empty words take a note away."""

    chosen = Signal(str, str)

    holds_words = True

    def __init__(self) -> None:
        super().__init__(has_keys=False)
        self._cart: Cart | None = None
        self._place: int | None = None
        self.scope = ReasonChips(2)
        self.field = QLineEdit()
        self.usual = ReasonChips(3)
        for widget in (self.scope, self.field, self.usual):
            self.fields.addWidget(widget)
        self.scope.chosen.connect(self._show_note)
        self.usual.chosen.connect(self._add_words)
        self.retranslate()

    def show_cart(self, cart: Cart, place: int | None) -> None:
        """Ask for the note of a line; without a line for that of the cart."""
        self._cart, self._place = cart, place
        self.scope.buttons["line"].setEnabled(place is not None)
        self.scope.choose("cart" if place is None else "line")
        self.show_refusal("")
        self._show_note()

    def put_focus(self) -> None:
        """Go on typing behind what stands there."""
        self.field.setFocus()
        self.field.end(False)  # noqa: FBT003 - Qt's own argument: mark nothing

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Note"))
        self.field.setAccessibleName(_("Note"))
        self.field.setPlaceholderText(_("for example: no sugar"))
        self.scope.show_reasons([("line", _("This line")), ("cart", _("Whole cart"))])
        words = (_("as a gift"), _("collected later"), _("take away"))
        self.usual.show_reasons([(word, word) for word in words])
        if self._cart is not None:
            self.show_cart(self._cart, self._place)

    def has_input(self) -> bool:
        """Say whether something was typed."""
        return True

    @Slot()
    def want_to_take(self) -> None:
        """Tell what was typed."""
        self.chosen.emit(self.scope.code(), self.field.text())

    @Slot()
    def _show_note(self) -> None:
        cart, place = self._cart, self._place
        assert cart is not None
        if place is not None and self.scope.code() == "line":
            name, note = cart.lines[place].name, cart.lines[place].note
        else:
            name, note = "", cart.note
        self.about.setText(name)
        self.field.setText(note)
        self.put_focus()

    @Slot(str)
    def _add_words(self, words: str) -> None:
        before = self.field.text().strip()
        self.field.setText(f"{before}, {words}" if before else words)
        self.usual.clear()
        self.put_focus()
