"""What became of each file that was handed in, as rows with their words."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from pos_app.domain.errors import Problem
from pos_app.domain.outcome import Outcome
from pos_app.i18n import _, format_money, ngettext
from pos_app.taken_words import other_kind_words, outcome_words
from pos_app.verdict_words import problem_words
from pos_app.wording import words_for
from ui.organizer.office import TakenRow
from ui.widgets import Status

_NO_PARENT = QModelIndex()
_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class TakenWords:
    """One row in the language of the moment."""

    status: Status
    word: str
    path: Path
    sentence: str

    def heard(self) -> str:
        """Everything the row shows, for a screen reader."""
        return f"{self.word}, {self.path.name}: {self.sentence}"


class TakenModel(QAbstractListModel):
    """Read-only rows; files handed in later come below."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[TakenRow, ...] = ()

    @property
    def rows(self) -> tuple[TakenRow, ...]:
        """The files as they were taken."""
        return self._rows

    def show_rows(self, rows: Sequence[TakenRow]) -> None:
        """Show these instead; also tells all words anew."""
        self.beginResetModel()
        self._rows = tuple(rows)
        self.endResetModel()

    def words(self, row: int) -> TakenWords:
        """The words of a row."""
        return taken_words(self._rows[row])

    def rowCount(self, parent: _Index = _NO_PARENT) -> int:
        """Count the files."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the row as a sentence, and the whole path as a tip."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.words(index.row()).heard()
        return None


def taken_words(row: TakenRow) -> TakenWords:
    """What became of a file: a word, and what it means for the money."""
    word = outcome_words(row.outcome)
    return TakenWords(_STATUS[row.outcome], word, row.path, " ".join(_sentences(row)))


_STATUS: dict[Outcome, Status] = {
    "new": "ok",
    "known": "neutral",
    "aside": "warning",
    "refused": "danger",
    "newer": "warning",
    "other": "info",
}


def _sentences(row: TakenRow) -> list[str]:
    if row.trouble is not None:
        return [words_for(row.trouble)]
    if row.other is not None:
        return [other_kind_words(row.other, row.booth_id)]
    sentences = []
    if row.booth_id:
        sentences.append(_contents(row))
    if row.problem is not None:
        sentences += [_claim(row.problem), problem_words(row.problem)]
    places: dict[str, int] = {}
    for code, seq in row.remarks:
        places.setdefault(code, seq)
    sentences += [problem_words(Problem(code, seq)) for code, seq in places.items()]
    if row.outcome == "known":
        sentences.append(_("It counts once, as before."))
    return [sentence for sentence in sentences if sentence]


def _contents(row: TakenRow) -> str:
    words = ngettext(
        "Booth {booth}: {count} receipt, {amount}.",
        "Booth {booth}: {count} receipts, {amount}.",
        row.receipts,
    )
    return words.format(booth=row.booth_id, count=row.receipts, amount=format_money(row.net))


def _claim(problem: Problem) -> str:
    if problem.code != "Q_UNKNOWN_KEY" or not problem.detail:
        return ""
    return _("It claims to be booth {booth}.").format(booth=problem.detail)
