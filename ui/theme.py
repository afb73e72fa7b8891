"""How Gerai looks: colours, type and icons.

The only place with a colour in it. The style sheet, the palette and everything that widgets
paint themselves are filled from one `Theme`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path
from string import Template

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.files import resource_root

FAMILY = "Inter"


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The tokens of one look. Colours are `#RRGGBB`; `line_px` is the width of borders."""

    name: str
    background: str
    surface: str
    surface_2: str
    border: str
    border_strong: str
    text: str
    text_2: str
    text_3: str
    primary: str
    on_primary: str
    primary_hover: str
    primary_pressed: str
    soft: str
    on_soft: str
    danger: str
    danger_soft: str
    warning: str
    warning_soft: str
    ok: str
    ok_soft: str
    info: str
    info_soft: str
    focus: str
    rail: str
    rail_text: str
    rail_selected: str
    on_rail_selected: str
    disabled: str
    on_disabled: str
    categories: tuple[str, ...]
    line_px: int = 1
    weight_step: int = 0

    def category(self, index: int) -> str:
        """Return the colour of a category by its place in the list; `text_3` from the seventh."""
        return self.categories[index] if index < len(self.categories) else self.text_3

    def weight(self, weight: int) -> int:
        """Return a font weight (400-800) as this theme draws it."""
        return min(weight + self.weight_step, 800)


# Six colours that differ in lightness, so that they stay apart for colour-blind eyes.
_CATEGORIES_ON_LIGHT = ("#2070E8", "#970804", "#8F7EB4", "#63263D", "#E5707A", "#412E7E")
_CATEGORIES_ON_DARK = ("#FBC93C", "#C1B1DF", "#5E5DC9", "#C26E89", "#6B6F2D", "#AFF5DC")

LIGHT = Theme(
    name="light",
    background="#F3F5F7",
    surface="#FFFFFF",
    surface_2="#F8FAFB",
    border="#D6DCE1",
    border_strong="#7F8C98",
    text="#14202B",
    text_2="#475766",
    text_3="#5E6D79",
    primary="#0B6E63",
    on_primary="#FFFFFF",
    primary_hover="#095C53",
    primary_pressed="#074A43",
    soft="#DDF2EE",
    on_soft="#0A5A51",
    danger="#B3261E",
    danger_soft="#FBE9E7",
    warning="#8A4B00",
    warning_soft="#FFF1DC",
    ok="#1B6E3C",
    ok_soft="#DFF3E6",
    info="#1D5FA8",
    info_soft="#E4EEF9",
    focus="#1D5FA8",
    rail="#0E2A2B",
    rail_text="#C9DAD8",
    rail_selected="#174344",
    on_rail_selected="#FFFFFF",
    disabled="#E3E8EC",
    on_disabled="#5E6D79",
    categories=_CATEGORIES_ON_LIGHT,
)

DARK = Theme(
    name="dark",
    background="#0F1518",
    surface="#182024",
    surface_2="#1E282D",
    border="#303D44",
    border_strong="#6B7C86",
    text="#F1F5F6",
    text_2="#B4C1C8",
    text_3="#93A2AB",
    primary="#2CC3AF",
    on_primary="#04211D",
    primary_hover="#28B3A1",
    primary_pressed="#25A493",
    soft="#123A37",
    on_soft="#7FE5D6",
    danger="#FF8A80",
    danger_soft="#3B1F1E",
    warning="#FFC069",
    warning_soft="#38290F",
    ok="#6FDC97",
    ok_soft="#14301F",
    info="#8EC1FF",
    info_soft="#16283B",
    focus="#8EC1FF",
    rail="#0A1012",
    rail_text="#93A2AB",
    rail_selected="#173130",
    on_rail_selected="#F1F5F6",
    disabled="#263137",
    on_disabled="#93A2AB",
    categories=_CATEGORIES_ON_DARK,
)

# For booths in the open: black on white, thicker lines and letters, one pale yellow.
SUN = Theme(
    name="sun",
    background="#FFFFFF",
    surface="#FFFFFF",
    surface_2="#FFFFFF",
    border="#000000",
    border_strong="#000000",
    text="#000000",
    text_2="#000000",
    text_3="#000000",
    primary="#00443C",
    on_primary="#FFFFFF",
    primary_hover="#003F37",
    primary_pressed="#003932",
    soft="#FFF3B0",
    on_soft="#000000",
    danger="#8C0000",
    danger_soft="#FFFFFF",
    warning="#5C3200",
    warning_soft="#FFFFFF",
    ok="#004D20",
    ok_soft="#FFFFFF",
    info="#003A7A",
    info_soft="#FFFFFF",
    focus="#C2007A",
    rail="#000000",
    rail_text="#FFFFFF",
    rail_selected="#FFFFFF",
    on_rail_selected="#000000",
    disabled="#E8E8E8",
    on_disabled="#404040",
    categories=_CATEGORIES_ON_LIGHT,
    line_px=2,
    weight_step=100,
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, SUN)}

# The colours of the real notes, shown as a stripe beside the figure, by amount in rupiah.
_NOTES = {
    100_000: "#C8434C",
    50_000: "#2F6DB5",
    20_000: "#3C8F54",
    10_000: "#7B55A6",
    5_000: "#B8762B",
    2_000: "#7D8592",
    1_000: "#A49C24",
}


class _Applied:
    """What `apply_theme` last set: widgets that paint themselves ask for it."""

    theme: Theme = LIGHT
    text_percent: int = 100
    key_hints: bool = True
    drawings: QTemporaryDir | None = None


def apply_theme(
    app: QApplication, theme: Theme, *, text_percent: int = 100, key_hints: bool = True
) -> None:
    """Dress the whole program; may be called again at any time to change the look.

    `text_percent` is the larger-text setting: 100, 115 or 130. `key_hints` shows key caps.
    """
    _register_fonts()
    _Applied.theme, _Applied.text_percent, _Applied.key_hints = theme, text_percent, key_hints
    sheet = _sheet(theme)
    if sheet == app.styleSheet():
        return
    # Off with the old one first: a sheet over a sheet took ten times as long (2,000 widgets:
    # 5 s against 0.6 s).
    app.setStyleSheet("")
    # Platform styles under a sheet give black menus and flat boxes; and changing the style
    # after the sheet would drop it.
    if app.style().objectName() != "fusion":
        app.setStyle("Fusion")
    app.setPalette(_palette(theme))
    app.setFont(text_font(15))
    app.setStyleSheet(sheet)


@contextmanager
def undressed(app: QApplication) -> Iterator[None]:
    """Build a window of many parts in here and have it dressed once, at the end.

    Under a style sheet a widget is dressed anew, with all it holds, whenever it gets another
    parent: a selling page took 0.4 s so, and takes 0.2 s like this.
    """
    sheet = app.styleSheet()
    app.setStyleSheet("")
    try:
        yield
    finally:
        app.setStyleSheet(sheet)


def current_theme() -> Theme:
    """Return the theme in use."""
    return _Applied.theme


def key_hints() -> bool:
    """Return whether key caps are to be drawn."""
    return _Applied.key_hints


def colour(token: str) -> QColor:
    """Return the colour of a token of the theme in use, such as `"text_2"`."""
    return QColor(str(getattr(_Applied.theme, token)))


def category_colour(index: int) -> QColor:
    """Return the stripe of the category at this place in the price list's order."""
    return QColor(_Applied.theme.category(index))


def code_colours() -> tuple[QColor, QColor]:
    """Return ink and ground of a code to scan: the same in every theme, or phones fail."""
    return QColor("#000000"), QColor("#FFFFFF")


def note_colour(amount: int) -> QColor:
    """Return the colour of the note of this many rupiah; a quiet grey for coins."""
    return QColor(_NOTES.get(amount, _Applied.theme.text_3))


def text_px(px: int) -> int:
    """Return a size of the type table (px at 100 %) after the larger-text setting."""
    return round(px * _Applied.text_percent / 100)


def text_font(px: int, weight: int = 400) -> QFont:
    """Return the font for words; `px` at 100 %, `weight` 400, 500, 600, 700 or 800."""
    return QFont(_font(text_px(px), _Applied.theme.weight(weight), is_even=False))


def number_font(px: int, weight: int = 400) -> QFont:
    """Return the font for amounts: all figures equally wide, so that columns stand still."""
    return QFont(_font(text_px(px), _Applied.theme.weight(weight), is_even=True))


@cache  # a screen of tiles asks for hundreds, all of a handful of kinds
def _font(px: int, weight: int, *, is_even: bool) -> QFont:
    font = QFont(FAMILY)
    font.setPixelSize(px)
    font.setWeight(QFont.Weight(weight))
    if is_even:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def icon(name: str, token: str = "text_2", size: int = 20) -> QIcon:
    """Return an icon in the colour of a token, sharp at every usual scale; grey when disabled."""
    result = QIcon()
    for ratio in (1.0, 1.25, 1.5, 2.0):
        result.addPixmap(icon_pixmap(name, token, size, ratio=ratio))
        dull = icon_pixmap(name, "on_disabled", size, ratio=ratio)
        result.addPixmap(dull, QIcon.Mode.Disabled)
    return result


def icon_pixmap(name: str, token: str, size: int, *, ratio: float = 1.0) -> QPixmap:
    """Return one picture of an icon: `size` in logical px, `ratio` device px per logical px."""
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    paint_icon(painter, QRectF(0, 0, size, size), name, token)
    painter.end()
    return pixmap


def paint_icon(painter: QPainter, place: QRectF, name: str, token: str) -> None:
    """Paint an icon into a rectangle, in the colour of a token."""
    _drawing(name, colour(token).name()).render(painter, place)


def set_class(widget: QWidget, name: str) -> None:
    """Give a widget a class of the style sheet, before or after it was first shown."""
    if widget.property("class") == name:
        return
    widget.setProperty("class", name)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


@cache
def _drawing(name: str, ink: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_icon_source(name, ink).encode()))


@cache
def _icon_source(name: str, ink: str) -> str:
    source = (resource_root() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return source.replace("currentColor", ink)


@cache
def _register_fonts() -> None:
    for path in sorted((resource_root() / "fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(path))
        assert number >= 0, f"{path.name} is not a font"


def _sheet(theme: Theme) -> str:
    paths = sorted((resource_root() / "themes").glob("*.qss"))
    template = Template("\n".join(path.read_text(encoding="utf-8") for path in paths))
    tokens = {key: str(value) for key, value in asdict(theme).items()}
    sizes = {f"px{px}": f"{text_px(px)}px" for px in (13, 15, 16, 17, 22, 24)}
    weights = {f"w{weight}": str(theme.weight(weight)) for weight in (400, 500, 600, 700, 800)}
    return template.substitute(
        tokens,
        line=f"{theme.line_px}px",
        drawn_check=_drawn("check", "on_primary"),
        drawn_down=_drawn("chevron-down", "text_2"),
        **sizes,
        **weights,
    )


def _drawn(name: str, token: str) -> str:
    """Return the path of an icon in one colour: a style sheet cannot colour a picture."""
    if _Applied.drawings is None:
        _Applied.drawings = QTemporaryDir()
    path = Path(_Applied.drawings.path()) / f"{name}-{_Applied.theme.name}.svg"
    path.write_text(_icon_source(name, colour(token).name()), "utf-8")
    return path.as_posix()


def _palette(theme: Theme) -> QPalette:
    role = QPalette.ColorRole
    colours = {
        role.Window: theme.background,
        role.WindowText: theme.text,
        role.Base: theme.surface,
        role.AlternateBase: theme.surface_2,
        role.ToolTipBase: theme.text,
        role.ToolTipText: theme.surface,
        role.PlaceholderText: theme.text_3,
        role.Text: theme.text,
        role.Button: theme.surface,
        role.ButtonText: theme.text,
        role.BrightText: theme.danger,
        role.Light: theme.surface,
        role.Midlight: theme.surface_2,
        role.Mid: theme.border,
        role.Dark: theme.border_strong,
        role.Shadow: theme.border_strong,
        role.Highlight: theme.primary,
        role.HighlightedText: theme.on_primary,
        role.Link: theme.info,
        role.LinkVisited: theme.info,
        role.Accent: theme.primary,
    }
    palette = QPalette()
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    dull = QPalette.ColorGroup.Disabled
    for key in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(dull, key, QColor(theme.on_disabled))
    return palette
