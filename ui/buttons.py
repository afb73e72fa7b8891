"""Buttons that paint their words themselves: icon, text, and a key cap at the right edge.

The key cap is not part of the text: nothing to translate, nothing for a screen reader to spell.
"""

from html import escape
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QIcon,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QWidget,
)

from ui.keys_in_use import shown_key
from ui.theme import colour, key_hints, number_font, paint_icon, set_class, text_font

Kind = Literal["primary", "outlined", "plain", "danger", "soft", "chip", "rail"]

TARGET_PX = 44
"""Least width and height of anything a finger has to hit."""

GUARDS_ENTER = "guards_enter"
"""A page with this property decides itself what Enter does: it may come too early to count."""

_GAP = 8
_CAP_HEIGHT = 24
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)

_WORDS = {"primary": "on_primary", "plain": "text_2", "danger": "danger", "soft": "on_soft"}
_WORDS_CHECKED = {"chip": "surface", "rail": "on_rail_selected"}


def _is_guarded(button: QWidget) -> bool:
    page: QWidget | None = button
    while page is not None and not page.property(GUARDS_ENTER):
        page = None if page.isWindow() else page.parentWidget()
    return page is not None


def doubled(text: str) -> str:
    """Return text of a person for a button, tab or action, where a single `&` would vanish."""
    return text.replace("&", "&&")


class KeyCap(QWidget):
    """A small drawn key, such as F5, to stand beside something a key can do."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self._key = key
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key)

    def sizeHint(self) -> QSize:
        """Return the size of the drawn key."""
        return QSize(round(key_cap_width(self._key)), _CAP_HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the key, unless the person has switched hints off."""
        if key_hints():
            painter = QPainter(self)
            paint_key_cap(painter, QRectF(self.rect()), self._key)


def key_cap_width(key: str) -> float:
    """Return how wide the cap of a key is, in logical px."""
    width = QFontMetricsF(text_font(13, 600)).horizontalAdvance(key)
    return max(float(_CAP_HEIGHT), width + 14)


def paint_key_cap(painter: QPainter, place: QRectF, key: str, *, on_primary: bool = False) -> None:
    """Paint a key cap that fills a rectangle."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground, edge, word = ("surface_2", "border", "text_2")
    if on_primary:
        ground, edge, word = ("primary_pressed", "primary_pressed", "on_primary")
    painter.setPen(QPen(colour(edge), 1))
    painter.setBrush(colour(ground))
    painter.drawRoundedRect(place.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
    painter.setPen(colour(word))
    painter.setFont(text_font(13, 600))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, key)


class Button(QPushButton):
    """A button of one of the kinds of the style sheet.

    `primary` means *take money* and nothing else. Every `&` in the text is shown as it is.
    `key` is a command of the key table, whose cap follows it, or a fixed key such as `Esc`.
    """

    _px = 15
    _weight = 600
    _height = TARGET_PX
    _padding = 16
    _icon_px = 18

    def __init__(
        self, text: str = "", *, kind: Kind = "outlined", icon: str = "", key: str = ""
    ) -> None:
        super().__init__()
        self._kind: str = kind
        self._icon_name = icon
        self._key = key
        self._words = ""
        self._stripe: QColor | None = None
        self._is_left = False
        self._may_elide = False
        self._has_figures = False
        self._pressed_at: int | None = None
        self.setAutoDefault(False)
        self.setProperty("class", kind)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show a text; the accessible name follows it."""
        self._words = text
        super().setText(doubled(text))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def words(self) -> str:
        """Return the text as it was given."""
        return self._words

    def set_kind(self, kind: Kind) -> None:
        """Change the look; for a button whose meaning changes, such as a chosen tender."""
        self._kind = kind
        set_class(self, kind)
        self.update()

    def set_icon(self, name: str) -> None:
        """Change the icon; empty for none."""
        self._icon_name = name
        self.updateGeometry()
        self.update()

    def set_key(self, key: str) -> None:
        """Change the command or fixed key on the cap; empty for none."""
        self._key = key
        self.updateGeometry()
        self.update()

    def set_stripe(self, stripe: QColor | None) -> None:
        """Show a short stripe at the left edge: the colour of a note or a category."""
        self._stripe = stripe
        self.update()

    def align_left(self) -> None:
        """Start icon and text at the left edge, as in a list of choices."""
        self._is_left = True
        self.update()

    def allow_elide(self) -> None:
        """Let a text of unknown length end in an ellipsis; the tool tip has all of it."""
        self._may_elide = True
        self.updateGeometry()

    def use_figures(self) -> None:
        """Use equally wide figures, for a button that shows an amount."""
        self._has_figures = True
        self.updateGeometry()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note when the finger came down here."""
        self._pressed_at = event.timestamp()
        super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Take a quick second tap for one more; not one that was begun on something else.

        What a first tap took away leaves its place to another: the next row, another page.
        """
        before, now = self._pressed_at, event.timestamp()
        if before is not None and now - before <= QApplication.doubleClickInterval():
            super().mouseDoubleClickEvent(event)

    def sizeHint(self) -> QSize:
        """Return room for everything the button shows."""
        width = 2 * self._padding + QFontMetricsF(self._font()).horizontalAdvance(self._words)
        if self._icon_name:
            width += self._icon_px + (_GAP if self._words else 0)
        if self._key and key_hints():
            width += key_cap_width(shown_key(self._key)) + _GAP
        lines = QFontMetricsF(self._font()).height() + 12
        return QSize(max(TARGET_PX, round(width)), max(self._height, round(lines)))

    def minimumSizeHint(self) -> QSize:
        """Return the least size at which nothing is cut, unless cutting was allowed."""
        hint = self.sizeHint()
        return QSize(min(hint.width(), 2 * TARGET_PX), hint.height()) if self._may_elide else hint

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button with Enter, in a dialog too: the one in focus, not the default one."""
        if event.key() not in _ENTER or _is_guarded(self):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame by the style sheet and the content from the tokens."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""  # type: ignore[attr-defined,unused-ignore]
        option.icon = QIcon()  # type: ignore[attr-defined,unused-ignore]
        # The bevel alone: the whole control would draw a second ring inside a focused button.
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        self._paint_content(painter)

    def word_token(self) -> str:
        """Return the token of the text's colour in the present state."""
        if not self.isEnabled():
            return "on_disabled"
        if self.isChecked() or (self._kind == "rail" and self.underMouse()):
            return _WORDS_CHECKED.get(self._kind, "on_soft")
        if self._kind == "rail":
            return "rail_text"
        return _WORDS.get(self._kind, "text")

    def _font(self) -> QFont:
        weight = 700 if self._kind == "primary" else self._weight
        return (number_font if self._has_figures else text_font)(self._px, weight)

    def _paint_content(self, painter: QPainter) -> None:
        room = QRectF(self.rect()).adjusted(self._padding, 0, -self._padding, 0)
        if self._key and key_hints():
            room.setRight(self._paint_key(painter) - _GAP)
        if self._stripe is not None:
            self._paint_stripe(painter, self._stripe)
        metrics = QFontMetricsF(self._font())
        icon_width = self._icon_px + (_GAP if self._words else 0) if self._icon_name else 0
        words = self._words
        if metrics.horizontalAdvance(words) > room.width() - icon_width + 1:
            words = metrics.elidedText(
                words, Qt.TextElideMode.ElideRight, room.width() - icon_width
            )
        if self._may_elide:
            self.setToolTip("" if words == self._words else plain_tip(self._words))
        width = icon_width + metrics.horizontalAdvance(words)
        left = room.left() if self._is_left else self._centred(room, width)
        if self._icon_name:
            top = (self.height() - self._icon_px) / 2
            place = QRectF(left, top, self._icon_px, self._icon_px)
            paint_icon(painter, place, self._icon_name, self.word_token())
        self._paint_words(painter, left + icon_width, words)

    def _paint_words(self, painter: QPainter, left: float, words: str) -> None:
        painter.setFont(self._font())
        painter.setPen(colour(self.word_token()))
        place = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, words)

    def _centred(self, room: QRectF, width: float) -> float:
        in_the_middle = (self.width() - width) / 2
        return max(min(in_the_middle, room.right() - width), room.left())

    def _paint_key(self, painter: QPainter) -> float:
        key = shown_key(self._key)
        width = key_cap_width(key)
        left = self.width() - width - 12
        place = QRectF(left, (self.height() - _CAP_HEIGHT) / 2, width, _CAP_HEIGHT)
        on_primary = self._kind == "primary" and self.isEnabled()
        paint_key_cap(painter, place, key, on_primary=on_primary)
        return left

    def _paint_stripe(self, painter: QPainter, stripe: QColor) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(stripe)
        painter.drawRoundedRect(QRectF(10, self.height() / 2 - 11, 5, 22), 2.5, 2.5)


class BigButton(Button):
    """A button for money: 54 px high, its text 17 px."""

    _px = 17
    _weight = 700
    _height = 54
    _icon_px = 22


class PayButton(Button):
    """The one filled button of a page, 62 px high: it takes money."""

    _px = 22
    _weight = 700
    _height = 62
    _padding = 10
    _icon_px = 24

    def __init__(self, text: str = "", *, icon: str = "", key: str = "") -> None:
        super().__init__(text, kind="primary", icon=icon, key=key)

    def _paint_content(self, painter: QPainter) -> None:
        super()._paint_content(painter)
        if self.hasFocus():  # the ring around it is hard to tell from the filling: a light one
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(colour("on_primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(4, 4, -4, -4), 11, 11)


class IconButton(Button):
    """A square button with a sign everybody knows; its name is heard and seen in the tip."""

    _icon_px = 20
    _padding = 4

    def __init__(self, icon: str, name: str, *, kind: Kind = "outlined") -> None:
        super().__init__("", kind=kind, icon=icon)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_name(name)

    def set_name(self, name: str) -> None:
        """Set the accessible name and the tool tip."""
        self.setAccessibleName(name)
        self.setToolTip(plain_tip(name))

    def sizeHint(self) -> QSize:
        """Return the least square a finger hits."""
        return QSize(TARGET_PX, TARGET_PX)


class RailButton(Button):
    """A page of the program: icon above its word; without the word in a narrow window."""

    _px = 13
    _weight = 500
    _icon_px = 24

    def __init__(self, text: str, icon: str) -> None:
        super().__init__(text, kind="rail", icon=icon)
        self._is_narrow = False
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def set_narrow(self, is_narrow: bool) -> None:
        """Hide the word; it stays as tool tip and accessible name."""
        self._is_narrow = is_narrow
        self.setToolTip(plain_tip(self.words()) if is_narrow else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Return 52 x 48 without the word, else room for icon and word."""
        if self._is_narrow:
            return QSize(52, 48)
        metrics = QFontMetricsF(self._font())
        return QSize(max(68, round(metrics.horizontalAdvance(self._words)) + 4), 66)

    def _paint_content(self, painter: QPainter) -> None:
        top = (self.height() - self._icon_px) / 2 if self._is_narrow else 12.0
        left = (self.width() - self._icon_px) / 2
        place = QRectF(QPointF(left, top), QSize(self._icon_px, self._icon_px).toSizeF())
        paint_icon(painter, place, self._icon_name, self.word_token())
        if self._is_narrow:
            return
        painter.setFont(self._font())
        painter.setPen(colour(self.word_token()))
        below = QRectF(0, 38, self.width(), 22)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, self._words)


def plain_tip(text: str) -> str:
    """Return text of a person for a tool tip, shown letter by letter."""
    # A tool tip that looks like HTML is drawn as HTML; an escaped one never is.
    return f"<span>{escape(text)}</span>" if text else ""
