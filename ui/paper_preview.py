"""A paper on the screen, row by row as the printer would set it."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPaintEvent, QTransform, qRgba
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.i18n import _
from pos_app.papers.paper import (
    QUIET_ZONE,
    DrawnText,
    Feed,
    Paper,
    Picture,
    QrCode,
    Row,
    Rule,
)
from ui.theme import code_colours

_FAMILY = "JetBrains Mono"
_LETTER_PX = 15
_EDGE_PX = 10
_SIZES = {"plain": (1, 1), "bold": (1, 1), "tall": (1, 2), "wide": (2, 2)}
_CODE_PX = 150
_LETTER_DOTS = 12


class PaperPreview(QWidget):
    """Black on white like the paper itself; letters stand in the printer's columns."""

    def __init__(self) -> None:
        super().__init__()
        self._paper: Paper | None = None
        self._font = QFont(_FAMILY)
        self._font.setPixelSize(_LETTER_PX)
        self._font.setStyleHint(QFont.StyleHint.Monospace)
        metrics = QFontMetricsF(self._font)
        self._letter = max(metrics.horizontalAdvance("0"), 1.0)
        self._line = metrics.height() + 2
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_paper(self, paper: Paper) -> None:
        """Show a paper; a screen reader hears its words."""
        self._paper = paper
        texts = [row.text for row in paper.rows if isinstance(row, Row | DrawnText)]
        self.setAccessibleName(_("Preview"))
        self.setAccessibleDescription("\n".join(texts))
        self.updateGeometry()
        self.update()

    def paper(self) -> Paper | None:
        """The paper that is shown."""
        return self._paper

    def sizeHint(self) -> QSize:
        """Return the size of the whole paper."""
        if self._paper is None:
            return QSize(0, 0)
        height = sum(self._height(row) for row in self._paper.rows)
        return QSize(
            round(self._paper.columns * self._letter) + 2 * _EDGE_PX, round(height) + 2 * _EDGE_PX
        )

    def minimumSizeHint(self) -> QSize:
        """Return the same: paper does not shrink."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the rows from the top."""
        if self._paper is None:
            return
        painter = QPainter(self)
        ink, ground = code_colours()
        painter.fillRect(self.rect(), ground)
        painter.setPen(ink)
        top = float(_EDGE_PX)
        for row in self._paper.rows:
            match row:
                case Row():
                    self._paint_text(painter, row, top)
                case Rule(sign=sign):
                    self._paint_text(painter, Row(sign * self._paper.columns), top)
                case QrCode():
                    self._paint_code(painter, row, top)
                case Picture():
                    self._paint_picture(painter, row, top)
                case DrawnText():
                    self._paint_words(painter, row, top)
                case Feed():
                    pass
            top += self._height(row)

    @property
    def _dot(self) -> float:
        """Pixels for a dot of the printer."""
        return self._letter / _LETTER_DOTS

    def _height(self, row: object) -> float:
        match row:
            case Row(style=style):
                return self._line * _SIZES[style][1]
            case Feed(lines=lines):
                return self._line * lines
            case QrCode():
                return float(_CODE_PX)
            case Picture(height_dots=dots) | DrawnText(picture=Picture(height_dots=dots)):
                return dots * self._dot
            case _:
                return self._line

    def _paint_text(self, painter: QPainter, row: Row, top: float) -> None:
        assert self._paper is not None
        across, down = _SIZES[row.style]
        free = self._paper.columns - row.width
        before = {"left": 0.0, "centre": free / 2, "right": float(free)}[row.align]
        font = QFont(self._font)
        font.setBold(row.style in ("bold", "tall"))
        painter.save()
        painter.setTransform(QTransform(across, 0, 0, down, _EDGE_PX + before * self._letter, top))
        painter.setFont(font)
        for column, letter in enumerate(row.text):
            place = QRectF(column * self._letter, 0, self._letter * 2, self._line)
            painter.drawText(
                place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, letter
            )
        painter.restore()

    def _paint_words(self, painter: QPainter, row: DrawnText, top: float) -> None:
        """The words themselves: the screen has the letters that the printer gets drawn."""
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "centre": Qt.AlignmentFlag.AlignHCenter,
            "right": Qt.AlignmentFlag.AlignRight,
        }
        place = QRectF(_EDGE_PX, top, self.width() - 2 * _EDGE_PX, self._height(row))
        painter.setFont(self._font)
        how = sides[row.align] | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(place, how, row.text)

    def _paint_picture(self, painter: QPainter, picture: Picture, top: float) -> None:
        ink = painter.pen().color().rgba()
        row_bytes, rows = picture.width_dots // 8, picture.height_dots
        image = QImage(picture.bits, picture.width_dots, rows, row_bytes, QImage.Format.Format_Mono)
        image.setColorTable([qRgba(0, 0, 0, 0), ink])
        width = picture.width_dots * self._dot
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        place = QRectF((self.width() - width) / 2, top, width, rows * self._dot)
        painter.drawImage(place, image)

    def _paint_code(self, painter: QPainter, code: QrCode, top: float) -> None:
        each = _CODE_PX / (len(code.modules) + 2 * QUIET_ZONE)
        left = (self.width() - _CODE_PX) / 2 + each * QUIET_ZONE
        for line, modules in enumerate(code.modules):
            for column, is_dark in enumerate(modules):
                if is_dark:
                    place = QRectF(
                        left + column * each, top + (line + QUIET_ZONE) * each, each, each
                    )
                    painter.fillRect(place, painter.pen().color())
