"""Settings: the booth's words on the receipt, with the paper beside them as it will look."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import BadRule
from pos_app.i18n import _
from pos_app.services.arranging import Arranging
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.services.signing_in import SigningIn
from pos_app.wording import words_for
from ui.cards import Card
from ui.paper_preview import PaperPreview
from ui.setup.choices import Choices
from ui.setup.logo_card import LogoCard
from ui.setup.rules_page import RulesPage
from ui.setup.tick_box import TickBox

_WIDTHS = (32, 42, 48)
_FIELD_PX = 112
_BESIDE_FROM_PX = 880


class LinesEdit(QPlainTextEdit):
    """A few lines for the paper; `left` comes when the field was left."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(_FIELD_PX)

    def lines(self) -> tuple[str, ...]:
        """What stands in it, line by line."""
        return tuple(self.toPlainText().splitlines())

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show these; what is being typed stays as it is."""
        if lines != self.lines() and not self.hasFocus():
            self.setPlainText("\n".join(lines))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Say that the field was left."""
        super().focusOutEvent(event)
        self.left.emit()


class ReceiptPage(RulesPage):
    """The preview follows every key; what was typed is kept when a field is left."""

    def __init__(
        self,
        arranging: Arranging,
        signing_in: SigningIn,
        sample: ReceiptSample,
        logo: LogoCard,
    ) -> None:
        super().__init__(arranging, signing_in)
        self._sample, self.logo = sample, logo
        self.header, self.footer = LinesEdit(), LinesEdit()
        self.notes = TickBox()
        self.widths = Choices(_WIDTHS)
        self.preview = PaperPreview()
        self._build()
        self.widths.show_value(_WIDTHS[0])
        self._wire()
        self.offer_default(self._restore)

    def show_rules(self, rules: BoothRules) -> None:
        """Show the rules as they are."""
        self.header.show_lines(rules.header)
        self.footer.show_lines(rules.footer)
        self.notes.setChecked(rules.shows_notes_on_paper)
        self._show_preview()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self.logo.retranslate()
        self._words_card.set_title(_("Words on the receipt"))
        self.rows["header"].show_words(
            _("Above the goods"), _("Address, phone, NIB: up to 8 lines.")
        )
        self.rows["footer"].show_words(
            _("Below the total"), _("Thanks, where to return goods: up to 8 lines.")
        )
        self.notes.setText(_("Print the notes of lines and cart"))
        self.rows["shows_notes_on_paper"].show_words("")
        self._paper_card.set_title(_("Preview"))
        self.widths.show_words(
            {
                32: _("58 mm, 32 letters"),
                42: _("80 mm, 42 letters"),
                48: _("80 mm, 48 letters"),
            }
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the paper beside the words where there is room."""
        super().resizeEvent(event)
        is_wide = self.width() >= _BESIDE_FROM_PX
        way = QBoxLayout.Direction.LeftToRight if is_wide else QBoxLayout.Direction.TopToBottom
        self._both.setDirection(way)

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep what was typed when another page comes up."""
        super().hideEvent(event)
        self._keep()

    def _build(self) -> None:
        self._words_card, self._paper_card = Card(), Card()
        body = self._words_card.body
        body.addWidget(self.add_rule("header", self.header))
        body.addWidget(self.add_rule("footer", self.footer))
        body.addWidget(self.add_rule("shows_notes_on_paper", self.notes, has_caption=False))
        body.addStretch(1)
        self._paper_card.body.addWidget(self.widths)
        self._paper_card.body.addWidget(self.preview, 0, Qt.AlignmentFlag.AlignHCenter)
        self._paper_card.body.addStretch(1)
        both = QWidget()
        self._both = QVBoxLayout(both)
        self._both.setContentsMargins(0, 0, 0, 0)
        self._both.setSpacing(14)
        left = QVBoxLayout()
        left.setSpacing(14)
        left.addWidget(self.logo)
        left.addWidget(self._words_card, 1)
        self._both.addLayout(left, 1)
        self._both.addWidget(self._paper_card)
        self.show_cards(both)

    def _wire(self) -> None:
        for field in (self.header, self.footer):
            field.textChanged.connect(self._show_preview)
            field.left.connect(self._keep)
        self.notes.clicked.connect(self._choose_notes)
        self.widths.chosen.connect(self._show_preview)
        self.logo.changed.connect(self._show_preview)

    @Slot()
    def _show_preview(self) -> None:
        header, footer = self.header.lines(), self.footer.lines()
        try:
            typed = BoothRules(header=header, footer=footer).checked()
        except BadRule as refused:
            self.rows[refused.field].refuse(words_for(refused))
            return
        for field in ("header", "footer"):
            self.rows[field].refuse("")
        self.preview.show_paper(
            self._sample.paper(self.widths.value(), header=typed.header, footer=typed.footer)
        )

    @Slot()
    def _keep(self) -> None:
        self.change(header=self.header.lines(), footer=self.footer.lines())

    @Slot(bool)
    def _choose_notes(self, is_on: bool) -> None:
        self.change(shows_notes_on_paper=is_on)

    def _restore(self) -> None:
        for field in (self.header, self.footer):
            field.clearFocus()
        self.restore_rules()
