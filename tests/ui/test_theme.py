"""The look: readable for everybody, complete, and told by one table of tokens."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QPalette, QRawFont
from PySide6.QtWidgets import QApplication

from pos_app.files import resource_root
from ui import theme as theme_module
from ui.buttons import Button
from ui.theme import (
    DARK,
    LIGHT,
    SUN,
    Theme,
    apply_theme,
    colour,
    icon_pixmap,
    number_font,
    text_font,
)

UI = Path(theme_module.__file__).parent
THEMES = [LIGHT, DARK, SUN]
FONTS = sorted((resource_root() / "fonts").glob("*.ttf"))
ICONS = sorted((resource_root() / "icons").glob("*.svg"))

WORDS_ON_GROUNDS = [
    *product(["text", "text_2"], ["background", "surface", "surface_2"]),
    *product(["text_3"], ["background", "surface"]),
    *product(["on_primary"], ["primary", "primary_hover", "primary_pressed"]),
    ("on_soft", "soft"),
    ("text", "soft"),
    ("surface", "text"),
    *product(["danger"], ["danger_soft", "surface"]),
    *product(["warning"], ["warning_soft", "surface"]),
    *product(["ok"], ["ok_soft", "surface"]),
    *product(["info"], ["info_soft", "surface"]),
    *product(["text"], ["danger_soft", "warning_soft", "ok_soft", "info_soft"]),
    ("text_2", "disabled"),
    ("rail_text", "rail"),
    ("on_rail_selected", "rail_selected"),
]
MARKS_ON_GROUNDS = [
    *product(["focus"], ["background", "surface"]),
    ("border_strong", "surface"),
    ("border_strong", "background"),
    ("primary", "surface"),
    ("rail_text", "rail"),
]


@pytest.fixture(autouse=True)
def _light_again(qapp: QApplication) -> Iterator[None]:
    apply_theme(qapp, LIGHT)
    yield
    apply_theme(qapp, LIGHT)


def luminance(colour_text: str) -> float:
    """The relative luminance of WCAG 2."""
    parts = (int(colour_text[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """The contrast ratio of WCAG 2, 1 to 21."""
    dark, light = sorted((luminance(first), luminance(second)))
    return (light + 0.05) / (dark + 0.05)


def too_faint(theme: Theme, pairs: list[tuple[str, str]], least: float) -> list[tuple[str, str]]:
    return [
        (sign, ground)
        for sign, ground in pairs
        if contrast(getattr(theme, sign), getattr(theme, ground)) < least
    ]


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_words_can_be_read_on_their_ground(theme: Theme) -> None:
    assert too_faint(theme, WORDS_ON_GROUNDS, 7.0 if theme is SUN else 4.5) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_focus_ring_and_borders_of_controls_can_be_seen(theme: Theme) -> None:
    assert too_faint(theme, MARKS_ON_GROUNDS, 3.0) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_category_stripe_can_be_seen(theme: Theme) -> None:
    seen = [theme.category(index) for index in range(7)]
    assert len(set(seen)) == 7
    assert all(contrast(stripe, theme.surface) >= 3.0 for stripe in seen)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_a_theme_fills_the_whole_sheet_and_the_palette(qapp: QApplication, theme: Theme) -> None:
    apply_theme(qapp, theme)
    assert "$" not in qapp.styleSheet()
    assert qapp.style().objectName() in {"fusion", ""}
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(theme.background)
    assert colour("text") == QColor(theme.text)


def test_the_theme_can_change_while_buttons_are_shown(qapp: QApplication) -> None:
    button = Button("Pay in", icon="plus")
    before = button.sizeHint()
    apply_theme(qapp, SUN, text_percent=130)
    assert button.sizeHint().width() > before.width()
    assert number_font(15, 800).weight() == 800


def test_a_larger_text_setting_scales_every_font(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT, text_percent=130)
    assert text_font(20).pixelSize() == 26
    assert qapp.font().pixelSize() == 20
    assert "font-size: 29px" in qapp.styleSheet()


def test_no_colour_is_written_outside_the_token_table() -> None:
    literal = re.compile(r"#[0-9A-Fa-f]{3,8}\b|(?<!\.)rgba?\(|QColor\([0-9]")
    sources = [path for path in UI.rglob("*.py") if path.name != "theme.py"]
    sheets = list((resource_root() / "themes").glob("*.qss"))
    assert sheets
    for path in [*sources, *sheets]:
        assert not literal.search(path.read_text(encoding="utf-8")), path.name


def test_the_font_comes_in_five_weights(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    styles = set(QFontDatabase.styles("Inter"))
    assert styles >= {"Regular", "Medium", "SemiBold", "Bold", "ExtraBold"}


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_the_font_holds_every_sign_that_gerai_shows(qapp: QApplication, path: Path) -> None:
    catalogues = sorted((resource_root() / "locale").rglob("*.po"))
    written = "".join(file.read_text(encoding="utf-8") for file in [*catalogues, *UI.rglob("*.py")])
    font = QRawFont(str(path), 15.0)
    wanted = {sign for sign in written if sign.isprintable()} | set("×−·–…→←↑↓✓▲▼•’“”é")
    assert sorted(sign for sign in wanted if not font.supportsCharacter(ord(sign))) == []


def test_all_figures_are_equally_wide_in_amounts(qapp: QApplication) -> None:
    apply_theme(qapp, LIGHT)
    label = Button("")
    label.setFont(number_font(17, 700))
    widths = {label.fontMetrics().horizontalAdvance(digit * 20) for digit in "0123456789"}
    assert len(widths) == 1


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_every_icon_draws_something_in_its_colour(qapp: QApplication, path: Path) -> None:
    pixmap = icon_pixmap(path.stem, "primary", 24, ratio=1.5)
    image = pixmap.toImage()
    assert pixmap.size() == QSize(36, 36)
    solid = {
        image.pixelColor(x, y).name()
        for x in range(36)
        for y in range(36)
        if image.pixelColor(x, y).alpha() == 255
    }
    assert colour("primary").name() in solid


def test_every_icon_named_in_the_screens_exists() -> None:
    known = {path.stem for path in ICONS}
    named = re.compile(
        r"""(?:icon=|set_icon\(|IconSign\(|IconButton\(|EmptyHint\()"([a-z0-9-]+)\""""
    )
    for path in UI.rglob("*.py"):
        assert set(named.findall(path.read_text(encoding="utf-8"))) <= known, path.name


def test_licences_lie_beside_what_they_are_about() -> None:
    root = resource_root()
    assert "SIL Open Font License" in (root / "fonts" / "LICENSE-Inter.txt").read_text("utf-8")
    assert "ISC License" in (root / "icons" / "LICENSE-Lucide.txt").read_text("utf-8")
