"""Small things every screen shows: words, amounts, states, paths.

Text of a person is always plain text here: a product called `<b>Promo</b>` stays letters.
"""

from typing import Literal

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QHBoxLayout,
    QLabel,
    QLayout,
    QScroller,
    QScrollerProperties,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from pos_app.domain.money import Money
from pos_app.i18n import _, format_money
from ui.buttons import plain_tip
from ui.theme import colour, number_font, paint_icon, set_class, text_font

Status = Literal["info", "ok", "warning", "danger", "neutral"]

STATUS_ICON: dict[str, str] = {
    "info": "info",
    "ok": "circle-check",
    "warning": "triangle-alert",
    "danger": "circle-x",
    "neutral": "circle",
}

_SMALL_SIGN_FROM_PX = 27
_DRAG_M = 0.0025
"""Metres a finger may wander before it drags: about 10 px on a 1366x768 panel of 15 inches."""


class TextLabel(QLabel):
    """Words, shown letter by letter. `look` is a class of the style sheet."""

    def __init__(self, text: str = "", *, look: str = "", wrap: bool = False) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if look:
            self.setProperty("class", look)
        self.setText(text)

    def set_look(self, look: str) -> None:
        """Change the class of the style sheet, such as from `caption` to `refusal`."""
        set_class(self, look)


class RefusalLabel(TextLabel):
    """Why something cannot be; takes no room while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__(look="refusal", wrap=True)
        self.hide()

    def say(self, words: str) -> None:
        """Show these words; empty ones take the refusal back."""
        self.setText(words)
        self.setVisible(bool(words))


class ElidedLabel(TextLabel):
    """One line that ends in an ellipsis where the room ends; the tool tip has all of it."""

    def __init__(self, text: str = "", *, look: str = "", middle: bool = False) -> None:
        self._mode = Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        super().__init__(text, look=look)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.setMinimumWidth(64)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the tool tip only where something is cut off."""
        super().resizeEvent(event)
        self.setToolTip("" if self._shown() == self.text() else plain_tip(self.text()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self._shown())

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), self._mode, self.contentsRect().width())


class FigureLabel(TextLabel):
    """A count or another number that is no money, in equally wide figures."""

    def __init__(self, px: int = 15, weight: int = 600) -> None:
        super().__init__()
        self._size = (px, weight)
        self.setFont(number_font(px, weight))

    def changeEvent(self, event: QEvent) -> None:
        """Take the weight and size of another theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFont(number_font(*self._size))


class FittingLabel(TextLabel):
    """Large words on one line that shrink rather than be cut; `token` names their colour."""

    def __init__(
        self,
        px: int,
        weight: int = 800,
        *,
        token: str = "text",
        align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignHCenter,
    ) -> None:
        super().__init__()
        self._px, self._weight, self._token = px, weight, token
        self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        """Return the room the words take at their full size."""
        metrics = QFontMetricsF(text_font(self._px, self._weight))
        return QSize(round(metrics.horizontalAdvance(self.text())) + 4, round(metrics.height()))

    def minimumSizeHint(self) -> QSize:
        """Return the height alone: the words give way."""
        return QSize(0, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the words as large as fits, then with an ellipsis."""
        painter = QPainter(self)
        room = self.contentsRect()
        font = text_font(self._px, self._weight)
        for px in range(self._px, self._px // 2, -1):
            font = text_font(px, self._weight)
            if QFontMetricsF(font).horizontalAdvance(self.text()) <= room.width():
                break
        painter.setFont(font)
        painter.setPen(colour(self._token))
        words = QFontMetricsF(font).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, self.alignment(), words)


class MoneyLabel(QLabel):
    """An amount in minor units; shrinks its letters rather than cut a digit off.

    In large sizes the "Rp" is smaller and lighter than the figures. `token` names its colour.
    """

    def __init__(self, px: int = 15, weight: int = 600, *, token: str = "text") -> None:
        super().__init__()
        self._px, self._weight, self._token = px, weight, token
        self._name = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.show_amount(None)

    def show_amount(self, minor: Money | None, exp: int = 0) -> None:
        """Show an amount, or nothing; `exp` is the exponent of the event's currency."""
        self.setText("" if minor is None else format_money(minor, exp, true_minus=True))
        self.setAccessibleName(f"{self._name} {self.text()}".strip())
        self.setAccessibleDescription(self.text())
        self.updateGeometry()

    def set_name(self, name: str) -> None:
        """Say what the amount is, for screen readers: "Total"."""
        self._name = name
        self.setAccessibleName(f"{name} {self.text()}".strip())

    def set_px(self, px: int) -> None:
        """Change the size, where a low window has no room for the full one."""
        self._px = px
        self.updateGeometry()
        self.update()

    def set_token(self, token: str) -> None:
        """Change the colour, such as to `danger` for what is missing."""
        self._token = token
        self.update()

    def sizeHint(self) -> QSize:
        """Return the room the amount takes at its full size."""
        return QSize(
            round(self._width(self._px)) + 4,
            round(QFontMetricsF(number_font(self._px, self._weight)).height()),
        )

    def minimumSizeHint(self) -> QSize:
        """Return three quarters of the width: the figures may shrink that far."""
        hint = self.sizeHint()
        return QSize(round(hint.width() * 0.75), hint.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sign and figures on one base line."""
        painter = QPainter(self)
        painter.setPen(colour(self._token if self.isEnabled() else "on_disabled"))
        room = self.contentsRect()
        px = self._px
        while px > 11 and self._width(px) > room.width():  # noqa: PLR2004  least readable size
            px -= 1
        figures = QFontMetricsF(number_font(px, self._weight))
        base = room.top() + (room.height() + figures.capHeight()) / 2
        left = float(room.left())
        if self.alignment() & Qt.AlignmentFlag.AlignRight:
            left = room.right() + 1 - self._width(px)
        for text, font in self._pieces(px):
            painter.setFont(font)
            painter.drawText(round(left), round(base), text)
            left += QFontMetricsF(font).horizontalAdvance(text)

    def _pieces(self, px: int) -> list[tuple[str, QFont]]:
        figures = number_font(px, self._weight)
        sign, rp, digits = self.text().partition("Rp")
        if self._px < _SMALL_SIGN_FROM_PX or not rp:
            return [(self.text(), figures)]
        small = text_font(round(px * 0.68), max(self._weight - 200, 400))
        return [(sign, figures), (rp, small), (digits, figures)]

    def _width(self, px: int) -> float:
        return sum(QFontMetricsF(font).horizontalAdvance(text) for text, font in self._pieces(px))


class StatusPill(QWidget):
    """A state as icon, word and colour; never colour alone."""

    def __init__(self, status: Status = "neutral", word: str = "", *, icon: str = "") -> None:
        super().__init__()
        self._status: Status = status
        self._word = word
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_status(status, word, icon=icon)

    def show_status(self, status: Status, word: str, *, icon: str = "") -> None:
        """Show another state; without an icon the state's own one is used."""
        self._status, self._word = status, word
        self._icon = icon or STATUS_ICON[status]
        self.setAccessibleName(word)
        self.updateGeometry()
        self.update()

    def word(self) -> str:
        """Return the word shown."""
        return self._word

    def sizeHint(self) -> QSize:
        """Return room for icon and word."""
        metrics = QFontMetricsF(text_font(13, 600))
        return QSize(round(metrics.horizontalAdvance(self._word)) + 44, 30)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a state is never cut off."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, icon and word."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        is_neutral = self._status == "neutral"
        word, ground = ("text_2", "disabled") if is_neutral else (self._status, self._status)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(ground if is_neutral else f"{ground}_soft"))
        painter.drawRoundedRect(self.rect(), self.height() / 2, self.height() / 2)
        paint_icon(painter, QRectF(11, (self.height() - 16) / 2, 16, 16), self._icon, word)
        painter.setPen(colour(word))
        painter.setFont(text_font(13, 600))
        room = QRectF(self.rect()).adjusted(33, 0, -8, 0)
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._word)


class PageTitle(QWidget):
    """The head of a page: title, a quieter line below it, actions at the right."""

    def __init__(self, title: str = "", subtitle: str = "") -> None:
        super().__init__()
        self.title = TextLabel(look="page-title")
        self.subtitle = ElidedLabel(look="caption")
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(self.title)
        words.addWidget(self.subtitle)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(words, 1)
        layout.addLayout(self.buttons)
        self.show_words(title, subtitle)

    def show_words(self, title: str, subtitle: str = "") -> None:
        """Set both lines; an empty second one takes no room."""
        self.title.setText(title)
        self.subtitle.setText(subtitle)
        self.subtitle.setVisible(bool(subtitle))


class EmptyHint(QWidget):
    """What to do where there is nothing yet: an icon, a line, and a smaller one."""

    def __init__(self, icon: str, title: str = "", text: str = "") -> None:
        super().__init__()
        self.title = TextLabel(title, look="section-title", wrap=True)
        self.text = TextLabel(text, look="caption", wrap=True)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addStretch(1)
        layout.addWidget(IconSign(icon, "text_3", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (self.title, self.text):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(label)
        layout.addStretch(1)

    def show_words(self, title: str, text: str = "") -> None:
        """Set both lines."""
        self.title.setText(title)
        self.text.setText(text)


class IconSign(QWidget):
    """An icon that is no button; decoration beside its word."""

    def __init__(self, name: str, token: str = "text_2", size: int = 20) -> None:
        super().__init__()
        self._name, self._token, self._size = name, token, size
        self.setFixedSize(size, size)
        self.setAccessibleName(" ")

    def show_icon(self, name: str, token: str) -> None:
        """Show another icon or colour."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the icon."""
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, self._token)


def touch_scroll(view: QAbstractScrollArea) -> None:
    """Let a finger drag a list; what is under a finger that drags is not activated."""
    scroller = QScroller.scroller(view.viewport())
    properties = scroller.scrollerProperties()
    metric = QScrollerProperties.ScrollMetric
    properties.setScrollMetric(metric.DragStartDistance, _DRAG_M)
    off = QScrollerProperties.OvershootPolicy.OvershootAlwaysOff
    properties.setScrollMetric(metric.HorizontalOvershootPolicy, off)
    properties.setScrollMetric(metric.VerticalOvershootPolicy, off)
    scroller.setScrollerProperties(properties)
    QScroller.grabGesture(view.viewport(), QScroller.ScrollerGestureType.TouchGesture)


def clear_layout(layout: QLayout) -> None:
    """Take everything out of a layout and let it go."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


class PracticeBand(QWidget):
    """A striped band over the whole width: what is done here does not count."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(28)
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self._word = _("Practice: nothing here counts")
        self.setAccessibleName(self._word)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint stripes with the words on a plain ground between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), colour("warning_soft"))
        painter.setPen(QPen(colour("warning"), 6))
        for left in range(-self.height(), self.width(), 28):
            painter.drawLine(left, self.height() + 4, left + self.height() + 8, -4)
        font = text_font(13, 700)
        width = QFontMetricsF(font).horizontalAdvance(self._word) + 40
        middle = QRectF((self.width() - width) / 2, 0, width, self.height())
        painter.fillRect(middle, colour("warning_soft"))
        painter.setPen(colour("warning"))
        painter.setFont(font)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, self._word)
