"""A price list of 100,000: typing and scanning in the real window. Times are measured in bench."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import TillFolder
from pos_app.settings import Settings
from tests.bench.search import many_products
from tests.ui.kit import SteadyClock, press, type_text
from tests.ui.program import a_program, booth_of
from ui.booth_window import BoothWindow

CODES = [f"89912{number:08d}" for number in range(400, 90_400, 9_000)]


@pytest.fixture
def booth(data_folder: Path, qapp: QApplication) -> Iterator[BoothWindow]:
    till = TillFolder(data_folder / "practice")
    till.practise()
    with till._database.transaction():
        till._database.catalog.save(many_products(100_000))
    till.close()
    with a_program(settings=Settings(language="en", role="booth", is_practice=True)) as gerai:
        booth = booth_of(gerai)
        booth.scanner._now = SteadyClock()
        yield booth


def pass_by(booth: BoothWindow, seconds: float) -> None:
    clock = booth.scanner._now
    assert isinstance(clock, SteadyClock)
    clock.pass_by(seconds)


def type_at(booth: BoothWindow, text: str, *, every_s: float) -> None:
    for letter in text:
        pass_by(booth, every_s)
        type_text(booth.window, letter)


def shown(booth: BoothWindow) -> set[str]:
    goods = booth.sale_screen.sell.grid.goods
    return {goods.tile(row).product.name for row in range(goods.rowCount())}


def test_spd2_ux25_among_100_000_products_each_letter_and_every_scan_finds_its_goods(
    booth: BoothWindow, qtbot: QtBot
) -> None:
    catalog, screen = booth.parts.catalog, booth.sale_screen
    for code in CODES:
        pass_by(booth, 1)
        type_at(booth, code, every_s=0.002)
        press(booth.window, Qt.Key.Key_Return)
    assert [line.code for line in booth.parts.selling.cart.lines] == CODES
    assert screen.scan_field.text() == ""

    qtbot.waitUntil(lambda: catalog.is_search_ready, timeout=30_000)
    typed = ""
    for letter in "keripik pi":
        pass_by(booth, 0.06)
        typed += letter
        type_text(booth.window, letter)
        assert screen.scan_field.text() == typed
        assert shown(booth) == {one.name for one in catalog.narrowed(typed)}
    assert shown(booth)
