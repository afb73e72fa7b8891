"""Names in other scripts as Qt draws them for paper, and how the preview shows them."""

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from pos_app.papers.paper import DrawnText, Paper, Picture
from ui.drawn_text import LINE_DOTS, draw_text
from ui.paper_preview import PaperPreview

CYRILLIC = "\u041a\u043e\u0444\u0435"
"""Letters that the font Gerai brings along has on every laptop."""

NOBODY_HAS = "\U000f1234"


def drawn(text: str, width_dots: int = 384) -> Picture:
    picture = draw_text(text, width_dots)
    assert picture is not None
    return picture


def ink(picture: Picture) -> int:
    return int.from_bytes(picture.bits, "big").bit_count()


@pytest.mark.usefixtures("qapp")
def test_a_name_is_one_line_of_34_dots_and_no_wider_than_it_has_to_be() -> None:
    picture = drawn(CYRILLIC)
    assert picture.height_dots == LINE_DOTS == 34
    assert 40 <= picture.width_dots <= 100
    assert ink(picture) > 100
    assert drawn(CYRILLIC * 2).width_dots > picture.width_dots


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("width_dots", [384, 504, 576])
def test_a_long_name_goes_on_below_and_never_over_the_edge(width_dots: int) -> None:
    picture = drawn(f"{CYRILLIC} " * 20, width_dots)
    assert picture.width_dots <= width_dots
    assert picture.height_dots in (2 * LINE_DOTS, 3 * LINE_DOTS, 4 * LINE_DOTS)


@pytest.mark.usefixtures("qapp")
def test_a_note_of_200_letters_is_drawn_to_its_last_one() -> None:
    assert ink(drawn(CYRILLIC * 50)) > 48 * ink(drawn(CYRILLIC))


@pytest.mark.usefixtures("qapp")
def test_letters_that_no_font_has_are_not_drawn_as_boxes() -> None:
    assert draw_text(NOBODY_HAS, 384) is None
    assert draw_text(f"{CYRILLIC} {NOBODY_HAS}", 384) is None
    assert draw_text("", 384) is None


def test_the_preview_shows_the_words_and_the_pictures(qtbot: QtBot) -> None:
    preview = PaperPreview()
    qtbot.addWidget(preview)
    words = DrawnText(CYRILLIC, drawn(CYRILLIC))
    preview.show_paper(Paper(32, (words, Picture(64, b"\xff" * 8 * 40))))
    assert CYRILLIC in preview.accessibleDescription()
    preview.resize(preview.sizeHint())
    image = preview.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    middle = image.width() // 2
    assert image.pixelColor(middle, image.height() - 20).value() < 100  # the black picture
    left = {image.pixelColor(x, y).value() for x in range(10, 40) for y in range(10, 35)}
    assert min(left) < 150 < max(left)  # the words
