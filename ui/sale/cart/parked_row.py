"""The carts put aside: a chip for each above the cart."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter

from pos_app.domain.cart_history import ParkedCart
from pos_app.i18n import _, format_clock, format_money
from ui.buttons import Button
from ui.chips import SidewaysRow
from ui.theme import colour, number_font, text_font, text_px

_ROW_PX = 56
_CHIP_PX = 148
_SIDE_PX = 14


class ParkedChip(Button):
    """What a parked cart holds, in two short lines; a tap opens it."""

    _height = 50
    _padding = 12

    def __init__(self, parked: ParkedCart) -> None:
        super().__init__(kind="soft")
        self._above, self._below = parked_lines(parked)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setText(f"{self._above}, {self._below}")

    def sizeHint(self) -> QSize:
        """Return the same width for all, so that they stand in a row."""
        return QSize(text_px(_CHIP_PX), max(self._height, text_px(self._height)))

    def minimumSizeHint(self) -> QSize:
        """Return the same: the second line ends in an ellipsis."""
        return self.sizeHint()

    def _paint_content(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(self._padding, 5, -self._padding, -5)
        half = room.height() / 2
        painter.setPen(colour(self.word_token()))
        for top, text, font in (
            (0.0, self._above, number_font(15, 700)),
            (half, self._below, text_font(13, 500)),
        ):
            painter.setFont(font)
            line = QRectF(room.left(), room.top() + top, room.width(), half)
            mode = Qt.TextElideMode.ElideRight
            shown = QFontMetricsF(font).elidedText(text, mode, room.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, shown)


class ParkedRow(SidewaysRow):
    """The chips, oldest first; takes no room while nothing is parked."""

    recalled = Signal(str)

    def __init__(self) -> None:
        super().__init__(_ROW_PX)
        self._shown: tuple[ParkedCart, ...] = ()
        self.chips: tuple[ParkedChip, ...] = ()
        self._is_aside = False
        self.setViewportMargins(_SIDE_PX, 0, 0, 0)
        self.hide()

    def show_parked(self, parked: Sequence[ParkedCart]) -> None:
        """Show these carts."""
        if tuple(parked) != self._shown:
            self._shown = tuple(parked)
            self._show()

    def set_aside(self, *, is_aside: bool) -> None:
        """Give the room to what needs it more for a while, or take it back."""
        self._is_aside = is_aside
        self.setVisible(bool(self.chips) and not is_aside)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setAccessibleName(_("Parked carts"))
        self._show()

    def _show(self) -> None:
        chips = []
        for parked in self._shown:
            chip = ParkedChip(parked)
            chip.clicked.connect(partial(self._recall, parked.cart.sale_id))
            chips.append(chip)
        self.chips = tuple(chips)
        self.setFixedHeight(text_px(_ROW_PX))
        self.show_buttons(chips)
        self.setVisible(bool(chips) and not self._is_aside)

    def _recall(self, sale_id: str, *_checked: bool) -> None:
        self.recalled.emit(sale_id)


def parked_lines(parked: ParkedCart) -> tuple[str, str]:
    """Count and total above, time and first item (or the cart's name) below."""
    cart = parked.cart
    above = f"{cart.pieces}  ·  {format_money(cart.total)}"
    name = parked.name or cart.lines[0].name
    return above, f"{format_clock(parked.parked_at)} {name}"
