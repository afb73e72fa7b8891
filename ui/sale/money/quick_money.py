"""The quick-money row: exact, two amounts a buyer is likely to hand over, QRIS."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from pos_app.domain.money import Money
from pos_app.domain.rupiah import round_ups
from pos_app.i18n import _, format_money, format_plain
from ui.buttons import BigButton, Kind
from ui.theme import colour, number_font, text_font

_ROUND_UPS = 2
_LEAST_PX = 13
_LEAST_FIGURES_PX = 11
_FIGURES_PADDING = 2


class QuickButton(BigButton):
    """A money button in a narrow place: wraps words to two lines and shrinks figures."""

    _px = 16
    _padding = 5
    _icon_px = 18

    def __init__(self, text: str = "", *, kind: Kind = "outlined", icon: str = "") -> None:
        super().__init__(text, kind=kind, icon=icon)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        # An amount that makes no sense leaves its place empty: the others do not move.
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        """Return the room for the longest word in the smallest letters."""
        return QSize(66, self.sizeHint().height())

    def _paint_content(self, painter: QPainter) -> None:
        width = self.width() - 2 * (_FIGURES_PADDING if self._has_figures else self._padding)
        if self._icon_name and _widest([self.words()], self._px, figures=False) + 26 <= width:
            super()._paint_content(painter)
            return
        px, lines = self._px, [self.words()]
        least = _LEAST_FIGURES_PX if self._has_figures else _LEAST_PX
        while _widest(lines, px, figures=self._has_figures) > width and px > least:
            px -= 1
            if not self._has_figures:
                lines = self.words().split(" ", 1)
        painter.setFont((number_font if self._has_figures else text_font)(px, 700))
        painter.setPen(colour(self.word_token()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "\n".join(lines))


class QuickMoneyRow(QWidget):
    """One tap takes the cash and makes the sale; QRIS opens the page where it is looked at."""

    cash_taken = Signal(object)
    qris_chosen = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._amounts: tuple[Money, ...] = ()
        self.exact = QuickButton(kind="soft")
        self.higher = tuple(QuickButton() for _number in range(_ROUND_UPS))
        self.qris = QuickButton(icon="qr-code")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for button in (self.exact, *self.higher, self.qris):
            row.addWidget(button, 1)
        self.exact.clicked.connect(self._take_exact)
        for place, button in enumerate(self.higher):
            button.use_figures()
            button.clicked.connect(partial(self._take, place))
        self.qris.clicked.connect(self.qris_chosen)
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.exact.setText(_("Exact cash"))
        self.qris.setText(_("QRIS"))
        self._name_amounts()

    def show_total(self, total: Money) -> None:
        """Show what is likely to be handed over for this total; nothing for an empty cart."""
        self._amounts = round_ups(total, _ROUND_UPS)
        for place, button in enumerate(self.higher):
            has_amount = place < len(self._amounts)
            button.setText(format_plain(self._amounts[place]) if has_amount else "")
            button.setVisible(has_amount)
        self._name_amounts()
        self.setVisible(total > 0)

    def _name_amounts(self) -> None:
        for amount, button in zip(self._amounts, self.higher, strict=False):
            name = _("{amount} in cash").format(amount=format_money(amount))
            button.setAccessibleName(name)

    @Slot()
    def _take_exact(self) -> None:
        self.cash_taken.emit(None)

    def _take(self, place: int, *_checked: bool) -> None:
        self.cash_taken.emit(self._amounts[place])


def _widest(lines: list[str], px: int, *, figures: bool) -> float:
    metrics = QFontMetricsF((number_font if figures else text_font)(px, 700))
    return max(metrics.horizontalAdvance(line) for line in lines)
