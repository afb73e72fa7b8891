"""The tiles: a list that paints only what is seen and keeps every product at its place."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle

from pos_app.domain.catalog import Product
from pos_app.i18n import _
from ui.sale.goods.product_model import ProductModel
from ui.sale.goods.product_tile import GAP, TileDelegate
from ui.sale.press_list import PressList

TILE_PX = 116
LOW_TILE_PX = 96
_LEAST_WIDTH = 146
_WRAP_SLACK = 3
"""Qt wraps a row two px before its end; a row that fills it would leave a column empty."""

_TAKING = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


class ProductGrid(PressList):
    """Says which product was tapped. A drag of more than 10 px taps nothing."""

    tapped = Signal(object)

    def __init__(self) -> None:
        goods, tiles = ProductModel(), TileDelegate()
        super().__init__(goods, tiles)
        self.goods, self._tiles = goods, tiles
        self._tile_px = TILE_PX
        self.setProperty("class", "tiles")
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setMinimumSize(2 * _LEAST_WIDTH, LOW_TILE_PX)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setAccessibleName(_("Goods"))
        self.viewport().update()

    def set_low(self, is_low: bool) -> None:
        """Use the lower tiles of a low window."""
        self._tile_px = LOW_TILE_PX if is_low else TILE_PX
        self._fit()

    def in_hand(self) -> Product | None:
        """The product chosen with the arrow keys of the scan field, if any."""
        row = self._tiles.ringed_row
        return self.goods.tile(row).product if 0 <= row < self.goods.rowCount() else None

    def step(self, by: int) -> None:
        """Take the next or previous tile in hand, while the focus stays elsewhere."""
        rows = self.goods.rowCount()
        if not rows:
            return
        row = self._tiles.ringed_row
        self._show_ringed(min(max(row + by, 0), rows - 1) if row >= 0 else 0)
        self.scrollTo(self.goods.index(self._tiles.ringed_row))

    def drop(self) -> None:
        """Have no tile in hand any more."""
        self._show_ringed(-1)
        if self.currentIndex().isValid():
            self.setCurrentIndex(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width between as many tiles as fit."""
        self._fit()
        super().resizeEvent(event)

    def take(self, row: int, part: str) -> None:
        """Tell which product was tapped."""
        self.tapped.emit(self.goods.tile(row).product)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk with the arrows, take with Enter or Space; text belongs to the scan field."""
        row = self.currentIndex().row()
        if event.key() in _TAKING and row >= 0:
            self.tapped.emit(self.goods.tile(row).product)
        elif event.text().isprintable() and event.text():
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _show_ringed(self, row: int) -> None:
        before, self._tiles.ringed_row = self._tiles.ringed_row, row
        self._paint_again(before, row)

    def _paint_again(self, before: int, after: int) -> None:
        """Paint two tiles again, and none when nothing changed: a scan must not repaint all."""
        if before != after:
            for row in (before, after):
                self.update(self.goods.index(row))

    def _fit(self) -> None:
        # The scroll bar's room is left free always: it must not move the tiles by coming.
        drawn = self.verticalScrollBar().sizeHint().width()
        bar = max(drawn, self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent))
        width = self.width() - 2 * self.frameWidth() - bar - _WRAP_SLACK
        columns = max(1, width // (_LEAST_WIDTH + GAP))
        self._tiles.size = QSize(width // columns, self._tile_px + GAP)
        self.setGridSize(self._tiles.size)
