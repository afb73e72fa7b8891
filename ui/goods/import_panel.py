"""Taking in a price list: a verdict for every row, answers to questions, then one button."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.price_preview import ListedProduct, RowKind, RowVerdict
from pos_app.i18n import _, ngettext
from pos_app.verdict_words import list_problem_words
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.chips import Chip, ChipRow
from ui.goods.import_draft import ImportDraft
from ui.goods.import_table import ImportTable, kind_word
from ui.goods.question_card import QuestionCard
from ui.widgets import ElidedLabel, EmptyHint, PageTitle, TextLabel

_KINDS: tuple[RowKind, ...] = ("taken", "asked", "refused", "skipped")
_SIDE_PX, _NARROW_SIDE_PX, _NARROW_PX = 330, 280, 1100


class ImportPanel(QWidget):
    """Nothing is written before `take_over_wanted`. `answered`: RowVerdict, product or None.

    `all_kept` carries the RowVerdict of one of several rows with the same code.
    """

    answered = Signal(object, object)
    all_kept = Signal(object)
    take_over_wanted = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._draft: ImportDraft | None = None
        self._kind: RowKind | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_reading(self, file_name: str) -> None:
        """Say that a list is being read."""
        self._draft, self._kind = None, None
        self.title.show_words(_("Take in a price list"), file_name)
        self.hint.show_words(_("Reading {file}").format(file=file_name))
        self._show_rows(is_shown=False)
        self.take_over.setEnabled(False)

    def show_draft(self, draft: ImportDraft) -> None:
        """Show a list that was read, or the same one with another answer."""
        is_new = self._draft is None or self._draft.preview is not draft.preview
        self._draft = draft
        self.title.show_words(_("Take in a price list"), draft.path.name)
        if draft.preview.problem is not None:
            self.hint.show_words(
                _("This list gives no rows"), list_problem_words(draft.preview.problem)
            )
            self._show_rows(is_shown=False)
            return
        self._show_rows(is_shown=True)
        if is_new:
            self._kind = "asked" if draft.open_rows else None
            self._show_chips(draft)
        self.table.rows.show_draft(draft, self._kind)
        self.question.show_draft(draft)
        self._show_counts(draft)
        if is_new:
            self._start(draft)
        elif draft.open_rows:
            self.table.go_to(draft.open_rows[0])

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._back.setText(_("Back"))
        self.table.retranslate()
        self.question.retranslate()
        self.take_over.setText(_("Take over"))
        if self._draft is not None:
            self._show_chips(self._draft)
            self.show_draft(self._draft)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the question less room in a narrow window."""
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW_PX
        self.question.setFixedWidth(_NARROW_SIDE_PX if is_narrow else _SIDE_PX)

    def _build(self) -> None:
        self.title = PageTitle()
        self._back = Button(icon="arrow-left")
        self.title.buttons.addWidget(self._back)
        self.chips = ChipRow()
        self.table = ImportTable()
        self.question = QuestionCard()
        self._rows = Card()
        self._rows.body.addWidget(self.table)
        self._ignored = ElidedLabel(look="caption")
        self._rows.body.addWidget(self._ignored)
        self.hint = EmptyHint("file-text")
        self._open_words = TextLabel(look="hint", wrap=True)
        self.take_over = BigButton(kind="soft", icon="check")
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(8)
        side.addWidget(self.question, 1)
        side.addWidget(self._open_words)
        side.addWidget(self.take_over)
        below = QHBoxLayout()
        below.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self.chips)
        left.addWidget(self._rows, 1)
        left.addWidget(self.hint, 1)
        below.addLayout(left, 1)
        below.addWidget(self._side)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.title)
        layout.addLayout(below, 1)

    def _wire(self) -> None:
        self._back.clicked.connect(self.left)
        self.chips.chosen.connect(self._filter)
        self.table.row_chosen.connect(self._show_row)
        self.question.answered.connect(self._answer)
        self.question.all_kept.connect(self._keep_all)
        self.take_over.clicked.connect(self.take_over_wanted)

    def _start(self, draft: ImportDraft) -> None:
        """Begin with the first question; without one the button is all that is left to press."""
        first = next((v.row for v in draft.preview.rows if v.product is not None), 0)
        self.table.go_to(draft.open_rows[0] if draft.open_rows else first)
        if draft.open_rows:
            self.table.setFocus()
        else:
            self.take_over.setFocus()

    def _show_rows(self, *, is_shown: bool) -> None:
        for widget in (self._rows, self._side, self.chips):
            widget.setVisible(is_shown)
        self.hint.setVisible(not is_shown)

    def _show_chips(self, draft: ImportDraft) -> None:
        preview = draft.preview
        chips: list[Chip] = [Chip(None, _("All {count}").format(count=len(preview.rows)))]
        chips += [
            Chip(kind, f"{_capital(kind_word(kind))} {preview.count(kind)}")
            for kind in _KINDS
            if preview.count(kind)
        ]
        self.chips.show_chips(chips)
        self.chips.choose(self._kind)

    def _show_counts(self, draft: ImportDraft) -> None:
        count = len(draft.products)
        words = ngettext("Take over {count} product", "Take over {count} products", count)
        self.take_over.setText(words.format(count=count))
        self.take_over.setEnabled(bool(count))
        still_open = len(draft.open_rows)
        words = ngettext(
            "{count} question is open; its row stays out.",
            "{count} questions are open; their rows stay out.",
            still_open,
        )
        self._open_words.setText(words.format(count=still_open))
        self._open_words.setVisible(bool(still_open))
        ignored = draft.preview.ignored_columns
        names = ", ".join(ignored)
        self._ignored.setText(_("Columns not used: {names}").format(names=names))
        self._ignored.setVisible(bool(ignored))

    @Slot(object)
    def _filter(self, kind: RowKind | None) -> None:
        self._kind = kind
        if self._draft is not None:
            self.table.rows.show_draft(self._draft, kind)
            self.table.selectRow(0)

    @Slot(object)
    def _show_row(self, verdict: RowVerdict) -> None:
        if self._draft is not None:
            self.question.show_row(verdict, self._draft)

    @Slot(object, object)
    def _answer(self, verdict: RowVerdict, product: ListedProduct | None) -> None:
        self.answered.emit(verdict, product)
        self._go_on()

    @Slot(object)
    def _keep_all(self, verdict: RowVerdict) -> None:
        self.all_kept.emit(verdict)
        self._go_on()

    def _go_on(self) -> None:
        is_open = self._draft is not None and bool(self._draft.open_rows)
        (self.table if is_open else self.take_over).setFocus(Qt.FocusReason.OtherFocusReason)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]
