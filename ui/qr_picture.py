"""A code to scan from the screen: black on white in every theme, with its quiet zone."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.i18n import _
from pos_app.papers.paper import QUIET_ZONE, QrCode
from ui.theme import code_colours


class QrPicture(QWidget):
    """Shows a code in whole pixels a module; phones fail on modules that are blurred."""

    def __init__(self, least_px: int = 300) -> None:
        super().__init__()
        self._least_px = least_px
        self._code: QrCode | None = None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_code(self, code: QrCode | None) -> None:
        """Show a code, or nothing."""
        self._code = code
        self.setAccessibleName("" if code is None else _("Code to scan"))
        self.updateGeometry()
        self.update()

    def code(self) -> QrCode | None:
        """The code that is shown."""
        return self._code

    def sizeHint(self) -> QSize:
        """Return a square of at least the wanted size, a whole number of pixels a module."""
        side = self._least_px
        if self._code is not None:
            modules = len(self._code.modules) + 2 * QUIET_ZONE
            side = -(-self._least_px // modules) * modules
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """Return the same: a smaller code is no use."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the modules."""
        if self._code is None:
            return
        painter = QPainter(self)
        ink, ground = code_colours()
        painter.fillRect(self.rect(), ground)
        modules = self._code.modules
        count = len(modules) + 2 * QUIET_ZONE
        ratio = self.devicePixelRatioF()
        each = max(1, int(min(self.width(), self.height()) * ratio) // count) / ratio
        left = (self.width() - each * count) / 2 + each * QUIET_ZONE
        top = (self.height() - each * count) / 2 + each * QUIET_ZONE
        painter.setPen(Qt.PenStyle.NoPen)
        for row, line in enumerate(modules):
            for column, is_dark in enumerate(line):
                if is_dark:
                    place = QRectF(left + column * each, top + row * each, each, each)
                    painter.fillRect(place, ink)
