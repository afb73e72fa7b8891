"""What a tender without notes is about: the code to scan, and how the money was seen to arrive."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget

from pos_app.domain.tender import QRIS
from ui.sale.money.arrival_form import ArrivalForm
from ui.sale.money.payment_values import QrisShown
from ui.sale.money.qris_pane import QrisPane


class OtherPane(QWidget):
    """The picture stands beside the words, or wherever a narrow page has put it.

    The form about the money's arrival is made here and set out by the page.
    """

    changed = Signal()
    slip_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._kind = QRIS
        self.qris = QrisPane()
        self.arrival = ArrivalForm()
        self.picture = self.qris.picture
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(16)
        self.row.addWidget(self.qris, 1, Qt.AlignmentFlag.AlignTop)
        self.qris.original_wanted.connect(self._tell)
        self.qris.slip_wanted.connect(self.slip_wanted)
        self.arrival.changed.connect(self._tell)

    @property
    def is_original(self) -> bool:
        """Whether the sign's own code is wanted instead of the one with the amount."""
        return self.qris.original.isChecked()

    def show_kind(self, kind: str) -> None:
        """Show what belongs to a kind; nothing is known of its money yet."""
        self._kind = kind
        self.qris.original.setChecked(False)
        self.qris.setVisible(kind == QRIS)
        self.arrival.show_kind(kind)
        if kind != QRIS:
            self.show_code(None)

    def show_code(self, shown: QrisShown | None) -> None:
        """Show a code, or nothing."""
        self.qris.show_code(shown)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.qris.retranslate()
        self.arrival.retranslate()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()
