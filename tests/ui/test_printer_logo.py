"""P7: the booth's logo, seen on the receipt before it is printed."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.papers.paper import Picture
from tests.ui.kit import press, settle, tap
from tests.ui.printer_kit import OpenPrinterPage, a_printer_page
from ui.setup.receipt_page import ReceiptPage
from ui.theme import LIGHT, apply_theme


@pytest.fixture
def opened(tmp_path: Path, qapp: QApplication) -> Iterator[OpenPrinterPage]:
    apply_theme(qapp, LIGHT)
    with a_printer_page(tmp_path) as opened:
        yield opened


def receipt_page(opened: OpenPrinterPage) -> ReceiptPage:
    page = opened.screen.show_page(ReceiptPage)
    settle()
    return page


def a_picture(folder: Path, *, until: int = 160) -> Path:
    image = QImage(200, 80, QImage.Format.Format_Grayscale8)
    image.fill(255)
    for column in range(40, until):
        image.setPixel(column, column // 4, 0)
    path = folder / "logo.png"
    assert image.save(str(path))
    return path


def pictures(page: ReceiptPage) -> list[Picture]:
    paper = page.preview.paper()
    assert paper is not None
    return [row for row in paper.rows if isinstance(row, Picture)]


def test_p7_a_logo_is_seen_as_it_prints_and_goes_and_comes_back(
    opened: OpenPrinterPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = receipt_page(opened)
    assert pictures(page) == []
    assert not page.logo.remove.isVisible()
    opened.answers.path = a_picture(tmp_path)
    page.logo.choose.setFocus()
    press(opened.screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(pictures(page)) == 1)
    assert page.logo.preview.isVisible()
    assert pictures(page) == [opened.booth.logo.picture(32)]
    tap(page.logo.remove)
    assert pictures(page) == []
    assert opened.booth.logo.picture(32) is None
    tap(page.logo.undo)
    first = opened.booth.logo.picture(32)
    assert pictures(page) == [first]
    opened.answers.path = a_picture(tmp_path, until=60)
    page.logo.choose.setFocus()
    press(opened.screen, Qt.Key.Key_Return)
    assert page.logo.choose.hasFocus(), "an impatient second Enter must not drop the logo"
    qtbot.waitUntil(lambda: pictures(page) != [first])
    tap(page.logo.undo)
    assert pictures(page) == [first], "one that was replaced can be put back"


def test_a_file_that_is_no_picture_is_refused_and_changes_nothing(
    opened: OpenPrinterPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page = receipt_page(opened)
    for name, content in (("a.png", b"no picture"), ("gone.png", None)):
        opened.answers.path = tmp_path / name
        if content is not None:
            opened.answers.path.write_bytes(content)
        tap(page.logo.choose)
        qtbot.waitUntil(page.logo.refusal.isVisible)
        assert page.logo.choose.isEnabled()
        page.logo.refuse("")
    assert pictures(page) == []


def test_where_a_second_person_is_wanted_a_logo_waits_for_the_pin(
    opened: OpenPrinterPage, qtbot: QtBot, tmp_path: Path
) -> None:
    people, arranging = opened.booth.people, opened.booth.arranging
    people.set_pin("k1", "1111")
    people.add("Budi", "2222")
    arranging.change(replace(arranging.own, second_pin_for=("settings",)))
    page = receipt_page(opened)
    opened.answers.path = a_picture(tmp_path)
    tap(page.logo.choose)
    qtbot.waitUntil(lambda: page.logo.second_person is not None)
    assert opened.booth.logo.picture(32) is None
    assert page.logo.second_person is not None
    QTest.keyClicks(page.logo.second_person.pin, "2222")
    press(page.logo.second_person, Qt.Key.Key_Return)
    assert opened.booth.logo.picture(32) is not None
