"""The day as the whole window shows it: the rail leads back to it, and selling tells of a close."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from pos_app.bootstrap import TillFolder
from pos_app.domain.drawer import CashCount
from pos_app.settings import Settings
from tests.ui.kit import press, settle, tap
from tests.ui.program import a_program, booth_of
from ui.booth_window import BoothWindow
from ui.notices import Notice
from ui.sale.money.payment_values import WantedTender

PRACTICE = Settings(language="en", role="booth", is_practice=True)


@pytest.fixture
def booth(data_folder: Path, qapp: QApplication) -> Iterator[BoothWindow]:
    till = TillFolder(data_folder / "practice")
    till.practise()
    till.close()
    with a_program(settings=PRACTICE) as gerai:
        yield booth_of(gerai)


def sell(booth: BoothWindow) -> None:
    booth.sale_screen.take_scan("FES-001")
    missing = booth.parts.paying.payment.missing
    booth.selling.money.finish(WantedTender("cash", missing))
    settle()


def said(booth: BoothWindow) -> list[Notice]:
    shown = booth.window.notices.shown()
    return [notice for notice in shown if notice.text.startswith("Today is closed already")]


def test_the_rail_leads_back_to_the_first_page_of_the_day(booth: BoothWindow) -> None:
    booth.parts.cash.set_float(100_000)
    day, button = booth.pages.day, booth.window.rail_buttons["day"]
    tap(button)
    tap(day.pages.running.drawer.count_button)
    press(booth.window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    tap(button)  # from another page, what was begun is still there
    assert day.pages.currentWidget() is day.pages.counting
    tap(button)
    assert day.pages.currentWidget() is day.pages.running
    booth.day.close_day()
    assert day.pages.currentWidget() is day.pages.closed
    tap(button)
    assert day.pages.currentWidget() is day.pages.opening


def test_selling_after_the_close_of_the_day_is_said_before_it_happens(booth: BoothWindow) -> None:
    booth.parts.cash.set_float(100_000)
    booth.parts.days.close_day(CashCount(((50_000, 3),)))
    booth.window.open_page("day")
    assert said(booth) == []
    booth.window.open_page("sell")
    (notice,) = said(booth)
    assert "(Z1)" in notice.text
    assert "second close" in notice.text
    assert notice.action == "Open with Rp150.000 as left"
    assert notice.on_action is not None
    notice.on_action()
    assert booth.parts.days.state().float_amount == 150_000
    assert said(booth) == []


def test_it_is_not_said_any_more_once_something_was_sold(booth: BoothWindow) -> None:
    sell(booth)
    booth.parts.days.close_day()
    booth.window.open_page("history")
    booth.window.open_page("sell")
    (notice,) = said(booth)
    assert notice.action == "Open the day"  # nobody knows what is in the drawer
    sell(booth)
    assert said(booth) == []
