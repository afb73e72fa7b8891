"""What goes back to the buyer, one row for each tender as it was taken."""

from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.domain.journal import Tender
from pos_app.i18n import _
from pos_app.papers.layout import PaperHeading
from ui.widgets import MoneyLabel, TextLabel, clear_layout


class GiveBackRows(QWidget):
    """Rows of kind and amount; cash that went out with the sale comes in again."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self.rows: list[tuple[str, str]] = []

    def show_tenders(self, tenders: tuple[Tender, ...], heading: PaperHeading) -> None:
        """Show the tenders of a sale, amounts as they were taken."""
        clear_layout(self._grid)
        self.rows = []
        for place, tender in enumerate(tenders):
            words = heading.tender_word(tender.kind)
            if tender.amount < 0:
                words = _("{tender}, from the buyer").format(tender=words)
            amount = MoneyLabel(20, 800, token="on_soft")
            amount.set_name(words)
            amount.show_amount(abs(tender.amount))
            self._grid.addWidget(TextLabel(words, look="on-soft"), place, 0)
            self._grid.addWidget(amount, place, 1)
            self.rows.append((words, amount.text()))
