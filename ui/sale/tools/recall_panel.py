"""The list of parked carts, to open or to empty one."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.cart_history import ParkedCart
from pos_app.i18n import _, ngettext
from ui.buttons import Button
from ui.sale.cart.parked_row import parked_lines
from ui.sale.tools.tool_panel import ToolPanel, scrolled
from ui.widgets import ElidedLabel, TextLabel, clear_layout


class RecallPanel(ToolPanel):
    """All parked carts, each to be opened again or emptied."""

    recalled = Signal(str)
    abandoned = Signal(str)

    grows = True

    def __init__(self) -> None:
        super().__init__(has_keys=False, has_take=False)
        self.rows: tuple[ParkedEntry, ...] = ()
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(6)
        self.fields.addWidget(scrolled(inside), 1)
        self.retranslate()

    def show_parked(self, parked: Sequence[ParkedCart]) -> None:
        """Show these carts, oldest first."""
        clear_layout(self._list)
        rows = []
        for each in parked:
            row = ParkedEntry(each)
            row.open.clicked.connect(partial(self._recall, each.cart.sale_id))
            row.empty.clicked.connect(partial(self._abandon, each.cart.sale_id))
            self._list.addWidget(row)
            row.show()
            rows.append(row)
        self._list.addStretch(1)
        self.rows = tuple(rows)
        self.about.setText(_count(len(rows)))

    def put_focus(self) -> None:
        """Begin with the cart that waits longest."""
        first = self.rows[0].open if self.rows else self.back
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Parked carts"))
        self.about.setText(_count(len(self.rows)))
        for row in self.rows:
            row.retranslate()

    def _recall(self, sale_id: str, *_checked: bool) -> None:
        self.recalled.emit(sale_id)

    def _abandon(self, sale_id: str, *_checked: bool) -> None:
        self.abandoned.emit(sale_id)


class ParkedEntry(QWidget):
    """One parked cart with what can be done with it."""

    def __init__(self, parked: ParkedCart) -> None:
        super().__init__()
        self._parked = parked
        self.words = TextLabel(look="strong")
        self.goods = ElidedLabel(look="caption")
        self.open = Button(kind="soft")
        self.empty = Button(kind="plain", icon="trash-2")
        for button in (self.open, self.empty):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.words)
        words.addWidget(self.goods)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2, 0, 2)
        row.addLayout(words, 1)
        row.addWidget(self.open)
        row.addWidget(self.empty)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        above, below = parked_lines(self._parked)
        self.words.setText(above)
        self.goods.setText(below)
        self.open.setText(_("Open"))
        self.open.setAccessibleName(_("Open {cart}").format(cart=above))
        self.empty.setText(_("Throw away"))
        self.empty.setAccessibleName(_("Throw {cart} away").format(cart=above))


def _count(count: int) -> str:
    text = ngettext("{count} cart waits", "{count} carts wait", count)
    return text.format(count=count)
