"""Above the cart: what can be done with all of it."""

from pos_app.domain.errors import PrinterError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.sale.sale_values import CartState
from ui.sale.tools.tool_button import ToolButton, ToolRow


class CartHead(ToolRow):
    """Agree on a total, park, print an order slip, empty, undo, redo.

    With an empty cart *park* opens a parked one.
    """

    def __init__(self) -> None:
        icons = ("hand-coins", "pause", "clipboard-list", "x", "undo-2", "redo-2")
        super().__init__(tuple(map(ToolButton, icons)))
        self.agree, self.park, self.order, self.abandon, self.undo, self.redo = self.tools
        self._recalls = False
        self._has_printer = False
        self._state: CartState | None = None
        self.setContentsMargins(4, 6, 4, 5)
        self.retranslate()

    def show_cart(self, state: CartState) -> None:
        """Show which of the tools have something to do."""
        has_lines = bool(state.cart.lines)
        self._state = state
        self._recalls = bool(state.parked) and not has_lines
        empty = _("The cart is empty")
        self._show_words()
        self.agree.offer(has_lines, empty)
        self._show_order()
        self.abandon.offer(has_lines, empty)
        self.park.offer(has_lines or bool(state.parked), empty)
        self.undo.offer(state.may_undo, _("There is nothing to undo."))
        self.redo.offer(state.may_redo, _("Nothing was undone."))

    def offer_orders(self, *, has_printer: bool) -> None:
        """Offer the slip of the cart while something can print it."""
        if has_printer != self._has_printer:
            self._has_printer = has_printer
            self._show_order()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.agree.setText(_("Haggle"))
        self.order.setText(_("Order slip"))
        self.abandon.setText(_("Empty"))
        self.undo.setText(_("Undo"))
        self.redo.setText(_("Redo"))
        self.agree.explain(_("Agree on a total"), "agreed")
        self.order.explain(_("Print an order slip without prices"))
        self.abandon.explain(_("Empty the cart"), "abandon")
        self.undo.explain(_("Undo"), "undo_or_void")
        self.redo.explain(_("Redo"), "redo")
        self._show_words()
        if self._state is not None:
            self.show_cart(self._state)
        self.even_out()

    def _show_order(self) -> None:
        has_lines = self._state is not None and bool(self._state.cart.lines)
        no_printer = words_for(PrinterError("NO_PRINTER"))
        why_not = no_printer if has_lines else _("The cart is empty")
        self.order.offer(has_lines and self._has_printer, why_not)

    def _show_words(self) -> None:
        word = _("Parked") if self._recalls else _("Park")
        if word != self.park.words():
            self.park.setText(word)
            what = _("Open a parked cart") if self._recalls else _("Park the cart")
            self.park.explain(what, "park")
            self.even_out()
