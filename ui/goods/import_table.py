"""The rows of a price list with their verdicts: icon, word and colour, and why."""

from typing import Any, Final

from PySide6.QtCore import QModelIndex, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHeaderView

from pos_app.domain.price_preview import ListedProduct, RowKind, RowVerdict
from pos_app.i18n import _, format_money
from pos_app.verdict_words import row_words
from ui.goods.import_draft import ImportDraft, own_offer
from ui.row_table import Index, RowModel, RowTable
from ui.theme import colour, icon
from ui.widgets import STATUS_ICON, Status

_ROW, _VERDICT, _CODE, _NAME, _PRICE, _STOCK, _WHY = range(7)
_FIGURES: Final = (_ROW, _PRICE, _STOCK)
_WIDE: Final = (_NAME, _WHY)
_ROWS_MEASURED = 100
_LOOKS: Final = (Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole)
_SHOWN_FROM_PX: Final = {_STOCK: 560, _WHY: 640, _CODE: 760}
"""Width from which there is room for what the question beside the table shows too."""
_STATUS: Final[dict[RowKind, Status]] = {
    "taken": "ok",
    "asked": "warning",
    "refused": "danger",
    "skipped": "neutral",
}


class ImportModel(RowModel):
    """Read-only rows of a draft, perhaps only those of one verdict."""

    def __init__(self) -> None:
        super().__init__(_headings, self._text, _FIGURES)
        self._draft: ImportDraft | None = None

    def show_draft(self, draft: ImportDraft, kind: RowKind | None) -> None:
        """Show a draft; the same rows with other answers keep their place."""
        rows = tuple(v for v in draft.preview.rows if kind is None or v.verdict == kind)
        if rows == self._rows:
            self._draft = draft
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, _WHY))
            return
        self._draft = draft
        self.show_rows(rows)

    def verdict(self, row: int) -> RowVerdict:
        """The verdict shown in a row of the table."""
        verdict = self._rows[row]
        assert isinstance(verdict, RowVerdict)
        return verdict

    def place_of(self, list_row: int) -> int | None:
        """Where a row of the list stands in the table, if it is shown."""
        numbers = [verdict.row for verdict in self._rows]
        return numbers.index(list_row) if list_row in numbers else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return text, alignment, and for the verdict icon and colour."""
        if index.column() != _VERDICT or role not in _LOOKS:
            return super().data(index, role)
        status = self._status(self.verdict(index.row()))
        token = "text_2" if status == "neutral" else status
        if role == Qt.ItemDataRole.DecorationRole:
            return icon(STATUS_ICON[status], token, 18)
        return colour(token)

    def _status(self, verdict: RowVerdict) -> Status:
        assert self._draft is not None
        if verdict.verdict == "asked" and verdict.row in self._draft.answers:
            return "neutral" if self._draft.answers[verdict.row] is None else "ok"
        return _STATUS[verdict.verdict]

    def _text(self, verdict: RowVerdict, column: int) -> str:
        assert self._draft is not None
        product = self._draft.product_of(verdict)
        known = product or own_offer(verdict)
        priced = known if verdict.why == "code_duplicate" else product
        return (
            str(verdict.row),
            self._verdict_word(verdict),
            verdict.code if known is None else _code_word(verdict, known),
            known.name if known is not None else verdict.name or verdict.cell,
            format_money(priced.price) if priced is not None else "",
            "" if known is None or known.stock is None else str(known.stock),
            row_words(verdict.why) if verdict.why is not None else "",
        )[column]

    def _verdict_word(self, verdict: RowVerdict) -> str:
        assert self._draft is not None
        if verdict.verdict == "asked" and verdict.row in self._draft.answers:
            is_out = self._draft.answers[verdict.row] is None
            return _("left out") if is_out else _("chosen")
        return kind_word(verdict.verdict)


class ImportTable(RowTable):
    """The rows; `row_chosen` carries the RowVerdict in hand."""

    row_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows = ImportModel()
        self.setModel(self.rows)
        self.setWordWrap(True)
        header = self.horizontalHeader()
        header.setResizeContentsPrecision(_ROWS_MEASURED)
        fits, stretches = QHeaderView.ResizeMode.ResizeToContents, QHeaderView.ResizeMode.Stretch
        for column in range(self.rows.columnCount()):
            header.setSectionResizeMode(column, stretches if column in _WIDE else fits)
        self.selectionModel().currentRowChanged.connect(self._tell)
        self.retranslate()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out what the question beside the table shows too, where there is little room."""
        super().resizeEvent(event)
        for column, least_px in _SHOWN_FROM_PX.items():
            self.setColumnHidden(column, self.viewport().width() < least_px)

    def go_to(self, list_row: int) -> None:
        """Take a row of the list in hand."""
        place = self.rows.place_of(list_row)
        if place is not None:
            self.selectRow(place)
            self.scrollTo(self.rows.index(place, 0))

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setAccessibleName(_("Rows of the price list"))
        self.rows.retranslate()

    @Slot(QModelIndex, QModelIndex)
    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.row_chosen.emit(self.rows.verdict(current.row()))


def kind_word(kind: RowKind) -> str:
    """The word of a verdict."""
    match kind:
        case "taken":
            return _("taken")
        case "asked":
            return _("asked")
        case "refused":
            return _("refused")
        case "skipped":
            return _("skipped")


def _code_word(verdict: RowVerdict, product: ListedProduct) -> str:
    """The code; several rows that had one and all come in get codes of the till's own."""
    is_new = verdict.why == "code_duplicate" and not product.code
    return _("new code") if is_new else product.code


def _headings() -> tuple[str, ...]:
    return (_("Row"), _("Verdict"), _("Code"), _("Name"), _("Price"), _("Stock"), _("Why"))
