"""The lists of the cart's lines: one with steppers for fingers, one to read beside the money."""

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent

from pos_app.i18n import _
from ui.sale.cart.cart_line import (
    ROW_PX,
    SLIM_ROW_PX,
    LineDelegate,
    SlimLineDelegate,
    stepper_places,
)
from ui.sale.cart.cart_model import CartModel
from ui.sale.press_list import FingerList, PressList

_STEPPED = {"less": -1, "more": 1}


class CartList(PressList):
    """The lines; says which one was tapped and which stepper was used."""

    chosen = Signal(int)
    stepped = Signal(int, int)

    def __init__(self, lines: CartModel) -> None:
        delegate = LineDelegate()
        super().__init__(lines, delegate)
        self._lines, self._delegate = lines, delegate
        self.setMinimumHeight(ROW_PX)
        lines.heights_changed.connect(self.scheduleDelayedItemsLayout)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setAccessibleName(_("Cart"))
        self.viewport().update()

    def show_selected(self, row: int | None) -> None:
        """Mark the line in hand and bring it into view."""
        before = self._delegate.selected_row
        self._delegate.selected_row = -1 if row is None else row
        if row is not None:
            self.scrollTo(self._lines.index(row))
        if before != self._delegate.selected_row:
            for changed in (before, self._delegate.selected_row):
                self.update(self._lines.index(changed))

    def stepper_place(self, row: int, part: str) -> QPoint:
        """The middle of the stepper `less` or `more` of a row, in the viewport."""
        less, more = stepper_places(self.visualRect(self._lines.index(row)))
        return (less if part == "less" else more).center()

    def part_at(self, row: QRect, place: QPoint) -> str:
        """Name what is there in a row: `less`, `more`, or the line itself."""
        less, more = stepper_places(row)
        return "less" if less.contains(place) else "more" if more.contains(place) else "line"

    def take(self, row: int, part: str) -> None:
        """Tell which stepper or which line was tapped."""
        if part in _STEPPED:
            self.stepped.emit(row, _STEPPED[part])
        else:
            self.chosen.emit(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line in hand in view."""
        super().resizeEvent(event)
        self.scrollTo(self._lines.index(self._delegate.selected_row))


class SlimCartList(FingerList):
    """The same lines beside the money, to be read only."""

    def __init__(self, lines: CartModel) -> None:
        super().__init__(lines, SlimLineDelegate())
        self.setMinimumHeight(SLIM_ROW_PX)
        lines.heights_changed.connect(self.scheduleDelayedItemsLayout)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setAccessibleName(_("Cart"))
        self.viewport().update()
