"""The tiles of the selling screen: what is written on them, and that they are painted seldom."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSizeF
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QRegion
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.kit import OpenSale, an_open_sale, dress, settle
from ui.sale.goods.product_grid import ProductGrid
from ui.sale.goods.tile_plan import (
    MARK_PX,
    NAME_PX,
    NAME_WEIGHT,
    PRICE_WEIGHT,
    TileWords,
    mark_weight,
    plan_tile,
)
from ui.theme import number_font, text_font

HIGH, LOW = QSizeF(156, 116), QSizeF(146, 96)
LONG_NAME = "Set kain tapis motif pucuk rebung (kain + selendang)"
READABLE_PX = 14


@pytest.fixture
def sale(qtbot: QtBot, tmp_path: Path) -> Iterator[OpenSale]:
    with an_open_sale(tmp_path / "till") as sale:
        yield sale


@pytest.fixture(autouse=True)
def _dressed(qapp: QApplication) -> None:
    dress(qapp)


class PaintWatch(QObject):
    """Collects what of the tiles was painted."""

    def __init__(self, grid: ProductGrid) -> None:
        super().__init__()
        self.region = QRegion()
        grid.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        if isinstance(event, QPaintEvent):
            self.region = self.region.united(event.region())
        return super().eventFilter(watched, event)


def test_a_long_name_gets_three_lines_in_a_high_tile_and_two_in_a_low_one() -> None:
    high = plan_tile(TileWords(LONG_NAME, "Rp450.000", "15"), HIGH)
    low = plan_tile(TileWords(LONG_NAME, "Rp450.000", "15"), LOW)
    assert [text for _place, text in high.name][:2] == ["Set kain tapis", "motif pucuk"]
    assert (len(high.name), len(low.name)) == (3, 2)
    assert low.name[-1][1].endswith("…")


def test_a_name_that_fits_is_not_cut() -> None:
    plan = plan_tile(TileWords("Kemeja batik Lampung lengan pendek", "Rp275.000", "30"), HIGH)
    assert " ".join(text for _place, text in plan.name) == "Kemeja batik Lampung lengan pendek"


def test_a_word_longer_than_the_tile_is_broken_and_not_painted_over_the_edge() -> None:
    plan = plan_tile(TileWords("X" * 60, "Rp1.000"), HIGH)
    metrics = QFontMetricsF(text_font(NAME_PX, NAME_WEIGHT))
    assert all(metrics.horizontalAdvance(text) <= place.width() + 1 for place, text in plan.name)


@pytest.mark.parametrize("size", [HIGH, LOW], ids=["high", "low"])
@pytest.mark.parametrize("badge", ["", "2", "12,5"])
@pytest.mark.parametrize("price", ["Rp5.000", "Rp2.500.000", "Rp8.000.000", "Rp125.000.000"])
@pytest.mark.parametrize(("mark", "is_pill"), [("", False), ("40", False), ("Sold out", True)])
def test_a_price_is_readable_and_nothing_covers_anything(
    size: QSizeF, badge: str, price: str, *, mark: str, is_pill: bool
) -> None:
    words = TileWords(LONG_NAME, price, mark, is_pill, badge)
    plan = plan_tile(words, size)
    room = QRectF(0, 0, size.width(), size.height())
    figures = QFontMetricsF(number_font(plan.price_px, PRICE_WEIGHT))
    letters = QFontMetricsF(number_font(MARK_PX, mark_weight(words)))
    assert plan.price_px >= READABLE_PX
    assert figures.horizontalAdvance(price) <= plan.price.width()
    assert letters.horizontalAdvance(mark) <= plan.mark.width() + 0.01
    name_font = QFontMetricsF(text_font(NAME_PX, NAME_WEIGHT))
    painted = [
        QRectF(at.x(), at.y(), name_font.horizontalAdvance(text), at.height() - 4)
        for at, text in plan.name
    ]
    painted += [plan.price, *(place for place in (plan.mark, plan.badge) if not place.isNull())]
    assert all(room.contains(place) for place in painted)
    for number, one in enumerate(painted):
        assert not any(one.intersects(other) for other in painted[number + 1 :]), (one, painted)


def test_a_cart_change_paints_only_the_tiles_whose_badge_changed(sale: OpenSale) -> None:
    grid = sale.screen.sell.grid
    sale.screen.take_scan(grid.goods.tile(0).product.code)
    settle()
    watch = PaintWatch(grid)
    sale.screen.take_scan(grid.goods.tile(1).product.code)
    settle()
    assert not watch.region.isEmpty()
    assert watch.region.subtracted(QRegion(_place(grid, 1))).isEmpty()


def test_walking_through_the_tiles_paints_the_two_that_changed(sale: OpenSale) -> None:
    grid = sale.screen.sell.grid
    grid.step(1)
    settle()
    watch = PaintWatch(grid)
    grid.step(1)
    settle()
    changed = QRegion(_place(grid, 0)).united(_place(grid, 1))
    assert watch.region.subtracted(changed).isEmpty()
    assert watch.region.contains(_place(grid, 0).center())
    assert watch.region.contains(_place(grid, 1).center())


def test_no_width_of_the_window_leaves_a_column_empty(sale: OpenSale) -> None:
    grid = sale.screen.sell.grid
    for width in range(1240, 1261):
        sale.screen.resize(width, 768)
        settle()
        tops = [_place(grid, row).top() for row in range(12)]
        room = grid.viewport().width() - _place(grid, tops.count(tops[0]) - 1).right()
        assert room < _place(grid, 0).width(), width


def _place(grid: ProductGrid, row: int) -> QRect:
    return grid.visualRect(grid.goods.index(row))
