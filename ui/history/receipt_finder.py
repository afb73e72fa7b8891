"""The left side: one search field, filters as chips, the list of receipts."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from pos_app.i18n import _, format_date
from ui.cards import Card
from ui.history.filter_chip import FilterChip
from ui.history.history_values import ReceiptList as FoundList
from ui.history.receipt_rows import ReceiptList
from ui.keys_in_use import shown_key
from ui.widgets import EmptyHint


class ReceiptFinder(QWidget):
    """Says what is looked for: `narrowed` carries the name of a filter and its new value."""

    narrowed = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._found: FoundList | None = None
        self.search = QLineEdit()
        self.search.setProperty("class", "scan")
        self.search.setClearButtonEnabled(False)
        self.day, self.tender, self.state = FilterChip(), FilterChip(), FilterChip()
        self.list = ReceiptList()
        self._empty = EmptyHint("receipt-text")
        chips = QHBoxLayout()
        chips.setSpacing(8)
        for chip in (self.day, self.tender, self.state):
            chips.addWidget(chip)
        chips.addStretch(1)
        area = QWidget()
        self._list_or_hint = QStackedLayout(area)
        self._list_or_hint.addWidget(self.list)
        self._list_or_hint.addWidget(self._empty)
        card = Card()
        card.body.setSpacing(8)
        card.body.addWidget(self.search)
        card.body.addLayout(chips)
        card.body.addWidget(area, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(card)
        self._wire()

    def show_found(self, found: FoundList, seq: int) -> None:
        """Show what was found, and mark the receipt in hand."""
        self._found = found
        bar = self.list.verticalScrollBar()
        at = bar.value()
        self.list.receipts.show_rows(found.rows, found.today, found.tenders)
        self.list.show_receipt(seq)
        bar.setValue(at)
        self.day.show_choices(_days(found.days, found.today, found.wanted.day), found.wanted.day)
        self.tender.show_choices([("", _("All payments")), *found.tenders], found.wanted.tender)
        self.state.show_choices(_states(), found.wanted.state)
        self._list_or_hint.setCurrentWidget(self.list if found.rows else self._empty)
        self._show_empty(found)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        words = _("Number, amount, product or time ({key})")
        self.search.setPlaceholderText(words.format(key=shown_key("search")))
        self.search.setAccessibleName(_("Search the receipts"))
        self.list.setAccessibleName(_("Receipts"))

    def _wire(self) -> None:
        self.search.textChanged.connect(self._search)
        self.day.chosen.connect(self._choose_day)
        self.tender.chosen.connect(self._choose_tender)
        self.state.chosen.connect(self._choose_state)

    def _search(self, text: str) -> None:
        self.narrowed.emit("text", text)

    def _choose_day(self, day: object) -> None:
        self.narrowed.emit("day", day)

    def _choose_tender(self, kind: object) -> None:
        self.narrowed.emit("tender", kind)

    def _choose_state(self, state: object) -> None:
        self.narrowed.emit("state", state)

    def _show_empty(self, found: FoundList) -> None:
        wanted = found.wanted
        if wanted.text or wanted.day or wanted.tender or wanted.state:
            self._empty.show_words(
                _("No receipt fits"),
                _("Type a number, an amount like 50rb, a time like 14.30, or part of a name."),
            )
        else:
            self._empty.show_words(
                _("Nothing was sold yet"), _("Every sale, void and refund will stand here.")
            )


def _days(days: Sequence[date], today: date, chosen: date | None) -> list[tuple[date | None, str]]:
    older = sorted({*days, *([chosen] if chosen else [])} - {today}, reverse=True)
    return [(None, _("All days")), (today, _("Today")), *((day, format_date(day)) for day in older)]


def _states() -> list[tuple[str, str]]:
    return [
        ("", _("Every state")),
        ("paid", _("Paid")),
        ("voided", _("Voided")),
        ("refunded", _("Refunded")),
        ("unsure", _("Not yet certain")),
    ]
