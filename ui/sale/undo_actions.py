"""One step back on the selling screen: in the cart, in the money, or of the sale just made."""

from PySide6.QtCore import QObject, Slot

from pos_app.i18n import _, format_money
from ui.sale.money.tender_kinds import tender_word
from ui.sale.sale_actions import SaleActions
from ui.sale.sale_pages import SalePages
from ui.sale.sale_presenter import SalePresenter


class UndoActions(QObject):
    """Takes back what the open page is about; the cart stays as it is while money is taken."""

    def __init__(self, presenter: SalePresenter, pages: SalePages, actions: SaleActions) -> None:
        super().__init__()
        self._presenter = presenter
        self._pages = pages
        self._actions = actions

    @Slot()
    def undo(self) -> None:
        """Take the last change of the cart back, or the tender taken last."""
        if self._pages.is_paying():
            self._take_tender_back()
        else:
            self._presenter.cart.undo()
            self._actions.be_ready()

    @Slot()
    def undo_or_void(self) -> None:
        """Undo; right after a sale ask why that one is taken back (ux.md 4)."""
        pane = self._pages.sell.pane
        if pane.shows_sale() and not self._pages.is_paying():
            pane.card.ask_reason()
        else:
            self.undo()

    @Slot()
    def redo(self) -> None:
        """Make the change again that was undone last."""
        if self._pages.is_paying():
            self._say_where()
        else:
            self._presenter.cart.redo()
            self._actions.be_ready()

    def _take_tender_back(self) -> None:
        money, tender = self._presenter.money, self._pages.tender
        last = money.last_taken
        if last is None:
            self._say_where()
        elif money.remove_last():
            tender.begin_next()
            words = _("{tender} {amount} was taken back.").format(
                tender=tender_word(last.kind, money.kinds), amount=format_money(last.amount)
            )
            tender.show_refusal(words)

    def _say_where(self) -> None:
        words = _("Go back first (Esc) to undo something in the cart.")
        self._pages.tender.show_refusal(words)
