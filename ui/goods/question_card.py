"""The question about one row of a price list, with its possible answers as buttons."""

from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from pos_app.domain.price_preview import ListedProduct, RowVerdict
from pos_app.i18n import _, format_money
from pos_app.verdict_words import row_words
from ui.buttons import Button
from ui.cards import Card
from ui.goods.import_draft import ImportDraft
from ui.goods.import_table import kind_word
from ui.money_field import MoneyField
from ui.widgets import TextLabel, clear_layout, touch_scroll


class QuestionCard(Card):
    """`answered` carries the RowVerdict and the product that comes in, None to leave it out.

    `all_kept` carries the RowVerdict when every row with its code is to come in.
    """

    answered = Signal(object, object)
    all_kept = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._verdict: RowVerdict | None = None
        self._draft: ImportDraft | None = None
        self.choices: list[Button] = []
        self.keep_all: Button | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_row(self, verdict: RowVerdict, draft: ImportDraft) -> None:
        """Show a row; only an asked one has answers."""
        self._verdict, self._draft = verdict, draft
        self.set_title(_("Row {number}").format(number=verdict.row))
        why = row_words(verdict.why) if verdict.why is not None else kind_word(verdict.verdict)
        self._why.setText(why)
        facts = _facts(verdict)
        self._cell.setText(facts)
        self._cell.setVisible(bool(facts))
        is_asked = verdict.verdict == "asked"
        is_zero = verdict.why == "price_zero"
        self._show_choices(verdict, draft, () if is_zero else verdict.offers)
        self.price.setVisible(is_zero)
        self._price_name.setVisible(is_zero)
        answer = draft.answers.get(verdict.row)
        self.price.set_value(answer.price if is_zero and answer is not None else None)
        self.leave_out.setVisible(is_asked)
        self.leave_out.setChecked(verdict.row in draft.answers and answer is None)

    def show_draft(self, draft: ImportDraft) -> None:
        """Show the answers of a draft for the row in hand."""
        if self._verdict is not None:
            self.show_row(self._verdict, draft)

    def facts(self) -> str:
        """The cell or product that is shown."""
        return self._cell.text()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._price_name.setText(_("Type the price"))
        self.price.set_name(_("Type the price"))
        self.price.retranslate()
        self.leave_out.setText(_("Leave this row out"))
        if self._verdict is None:
            self.set_title(_("One row"))
            self._why.setText(_("Choose a row to see what becomes of it."))
        elif self._draft is not None:
            self.show_row(self._verdict, self._draft)

    def _build(self) -> None:
        self._why = TextLabel(look="strong", wrap=True)
        self._cell = TextLabel(look="caption", wrap=True)
        inside = QWidget()
        inside.setProperty("class", "scrolled")
        self._answers = QVBoxLayout(inside)
        self._answers.setContentsMargins(0, 0, 0, 0)
        self._answers.setSpacing(8)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        touch_scroll(scroll)
        self._price_name = TextLabel(look="caption")
        self.price = MoneyField()
        self.leave_out = Button(icon="circle-minus")
        self.leave_out.setCheckable(True)
        self.price.hide()
        self._price_name.hide()
        self.leave_out.hide()
        self.body.setSpacing(8)
        for widget in (self._why, self._cell, self._price_name, self.price):
            self.body.addWidget(widget)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(self.leave_out)

    def _wire(self) -> None:
        self.leave_out.clicked.connect(self._leave_out)
        self.price.changed.connect(self._take_price)

    def _show_choices(
        self, verdict: RowVerdict, draft: ImportDraft, offers: tuple[ListedProduct, ...]
    ) -> None:
        answer = draft.answers.get(verdict.row)
        words = _choice_words(verdict, offers)
        if [button.words() for button in self.choices] != words:
            clear_layout(self._answers)
            self.choices = []
            for place, text in enumerate(words):
                button = self._answer_button(text)
                button.clicked.connect(partial(self._choose, place))
                self.choices.append(button)
            self.keep_all = self._keep_all_button() if verdict.why == "code_duplicate" else None
            self._answers.addStretch(1)
            # Buttons made later would come last for the Tab key, after the whole window.
            answers = self.choices if self.keep_all is None else [*self.choices, self.keep_all]
            for before, after in pairwise([self.price.field, *answers, self.leave_out]):
                QWidget.setTabOrder(before, after)
        kept = [answer == offer for offer in offers]
        if self.keep_all is not None:
            kept = [draft.answers.get(int(row)) is not None for row in verdict.choices]
            self.keep_all.setChecked(all(kept))
        for is_kept, button in zip(kept, self.choices, strict=True):
            button.setChecked(is_kept and kept.count(True) == 1)

    def _keep_all_button(self) -> Button:
        button = self._answer_button(_("All, with new codes"))
        button.clicked.connect(self._want_all)
        return button

    def _answer_button(self, text: str) -> Button:
        button = Button(text)
        button.setCheckable(True)
        button.align_left()
        button.allow_elide()
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._answers.addWidget(button)
        return button

    @Slot()
    def _want_all(self) -> None:
        if self._verdict is not None:
            self.all_kept.emit(self._verdict)

    def _choose(self, place: int, *_checked: bool) -> None:
        if self._verdict is not None:
            self.answered.emit(self._verdict, self._verdict.offers[place])

    @Slot()
    def _leave_out(self) -> None:
        if self._verdict is not None:
            self.answered.emit(self._verdict, None)

    @Slot(object)
    def _take_price(self, amount: int | None) -> None:
        verdict = self._verdict
        if verdict is not None and verdict.why == "price_zero" and amount:
            self.answered.emit(verdict, replace(verdict.offers[0], price=amount))


def _facts(verdict: RowVerdict) -> str:
    """The cell that is meant, as written; for a row without one the product it brings in."""
    if verdict.product is not None and not verdict.cell:
        return f"{verdict.product.name}, {format_money(verdict.product.price)}"
    cell = ": ".join(part for part in (verdict.column, verdict.cell) if part)
    # A refused row has no product, but the person knows it by what stands there.
    about = ", ".join(
        part for part in (verdict.name, verdict.code) if part not in ("", verdict.cell)
    )
    return "\n".join(part for part in (about, cell) if part)


def _choice_words(verdict: RowVerdict, offers: tuple[ListedProduct, ...]) -> list[str]:
    """What tells the offers apart: a price, a code, or which row is meant."""
    match verdict.why:
        case "code_lost_zeros":
            return [offer.code for offer in offers]
        case "code_duplicate":
            return [
                _("Row {number}: {price}, {name}").format(
                    number=row, name=offer.name, price=format_money(offer.price)
                )
                for row, offer in zip(verdict.choices, offers, strict=True)
            ]
        case _:
            return [format_money(offer.price) for offer in offers]
