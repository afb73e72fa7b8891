"""The window on the buyer's screen: lines, total, the code to pay with, change and thanks."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QFontMetricsF,
    QPainter,
    QPaintEvent,
    QScreen,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from pos_app.i18n import _, format_money
from ui.customer.customer_view import EMPTY, CustomerLine, CustomerView
from ui.qr_picture import QrPicture
from ui.spoken import Spoken
from ui.theme import colour, number_font, text_font
from ui.widgets import FittingLabel, IconSign, MoneyLabel, PracticeBand, TextLabel

_CODE_PX = 300
_ROW_PX = 52


class CustomerDisplay(Spoken):
    """Shows one CustomerView. `left` comes when a person closes it."""

    left = Signal()

    def __init__(self, booth_name: str, *, is_practice: bool = False) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._booth_name = booth_name
        self._view = EMPTY
        self._build()
        self.band.setVisible(is_practice)
        self.retranslate()
        self.show_view(EMPTY)

    def show_view(self, view: CustomerView) -> None:
        """Show this and nothing of what was there before."""
        self._view = view
        self.lines.show_lines(view.lines)
        self._name_total()
        self.total.show_amount(view.total if view.lines else None)
        self.change.show_amount(view.change)
        self.code.show_code(view.code.code if view.code else None)
        self._merchant.setText(view.code.merchant if view.code else "")
        self._state.setText(view.code.state if view.code else "")
        for widget in (self.code, self._merchant, self._state):
            widget.setVisible(view.code is not None)
        has_change = bool(view.change)
        self._change_caption.setVisible(has_change)
        self.change.setVisible(has_change)
        page = 2 if view.change is not None else 1 if view.lines else 0
        self._pages.setCurrentIndex(page)

    def view(self) -> CustomerView:
        """What is shown."""
        return self._view

    def show_on(self, screen: QScreen) -> None:
        """Fill a screen. The order matters: the screen, the place, then full."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def show_in_window(self) -> None:
        """Show it as a window on the operator's own screen, to try it."""
        self.showNormal()
        self.resize(900, 560)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.setWindowTitle(_("Customer display"))
        self.setAccessibleName(_("Customer display"))
        self.band.retranslate()
        for label in (self._head, self._welcome):
            label.setText(self._booth_name)
        self._hello.setText(_("Welcome"))
        self._name_total()
        self._change_caption.setText(_("Your change"))
        self.change.set_name(_("Your change"))
        self._thanks.setText(_("Thank you"))

    def _name_total(self) -> None:
        words = _("Total") if self._view.code is None else _("To pay")
        self._total_caption.setText(words)
        self.total.set_name(words)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that a person closed it."""
        super().closeEvent(event)
        self.left.emit()

    def sizeHint(self) -> QSize:
        """Return the size of a small second screen."""
        return QSize(900, 560)

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.band = PracticeBand()
        self._pages = QStackedWidget()
        for page in (self._build_empty(), self._build_cart(), self._build_thanks()):
            self._pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.band)
        layout.addWidget(self._pages, 1)

    def _build_empty(self) -> QWidget:
        self._welcome = FittingLabel(58, 800)
        self._hello = FittingLabel(27, 600, token="text_2")
        return _in_the_middle(IconSign("store", "primary", 96), self._welcome, self._hello)

    def _build_thanks(self) -> QWidget:
        self._thanks = FittingLabel(46, 800)
        self._change_caption = FittingLabel(27, 600, token="text_2")
        self.change = MoneyLabel(62, 800)
        sign = IconSign("circle-check", "ok", 96)
        return _in_the_middle(sign, self._thanks, self._change_caption, self.change)

    def _build_cart(self) -> QWidget:
        self._head = FittingLabel(22, 800, align=Qt.AlignmentFlag.AlignLeft)
        self.lines = CustomerLines()
        self._total_caption = TextLabel(look="section-title")
        self.total = MoneyLabel(62, 800)
        self.code = QrPicture(_CODE_PX)
        self._merchant, self._state = TextLabel(look="strong"), TextLabel(look="section-title")
        for label in (self._merchant, self._state):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(self._head)
        left.addWidget(self.lines, 1)
        pane = QFrame()
        pane.setProperty("class", "card")
        right = QVBoxLayout(pane)
        right.setContentsMargins(20, 16, 20, 16)
        right.setSpacing(8)
        right.addStretch(1)
        right.addWidget(self._state)
        right.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        right.addWidget(self._merchant)
        right.addStretch(1)
        right.addWidget(self._total_caption, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self.total)
        page = QWidget()
        layout = QHBoxLayout(page)
        layout.setContentsMargins(28, 22, 28, 22)
        layout.setSpacing(24)
        layout.addLayout(left, 5)
        layout.addWidget(pane, 4)
        return page


class CustomerLines(QWidget):
    """The newest lines of the cart, as many as fit, the last one at the bottom."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[CustomerLine, ...] = ()

    def show_lines(self, lines: tuple[CustomerLine, ...]) -> None:
        """Show these; a screen reader hears all of them."""
        self._lines = lines
        texts = [f"{line.quantity} {line.name} {format_money(line.amount)}" for line in lines]
        self.setAccessibleName(_("Your goods"))
        self.setAccessibleDescription("\n".join(texts))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what fits: a note above says how many lines came before."""
        painter = QPainter(self)
        fits = max(1, self.height() // _ROW_PX)
        hidden = max(0, len(self._lines) - fits)
        if hidden:
            hidden += 1  # the note takes a row
            self._paint_note(painter, hidden)
        top = _ROW_PX if hidden else 0
        for line in self._lines[hidden:]:
            self._paint_line(painter, line, QRectF(0, top, self.width(), _ROW_PX))
            top += _ROW_PX

    def _paint_note(self, painter: QPainter, hidden: int) -> None:
        painter.setFont(text_font(17, 600))
        painter.setPen(colour("text_2"))
        place = QRectF(0, 0, self.width(), _ROW_PX)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, _("and {n} more").format(n=hidden))

    def _paint_line(self, painter: QPainter, line: CustomerLine, place: QRectF) -> None:
        amount = format_money(line.amount, true_minus=True)
        painter.setFont(number_font(22, 700))
        painter.setPen(colour("text"))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place, right, amount)
        room = place.adjusted(0, 0, -QFontMetricsF(painter.font()).horizontalAdvance(amount), 0)
        painter.setFont(text_font(22, 500))
        metrics = QFontMetricsF(painter.font())
        before = f"{line.quantity}  " if line.quantity else ""
        name = metrics.elidedText(
            before + line.name, Qt.TextElideMode.ElideRight, room.width() - 16
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(colour("border"))
        painter.drawLine(place.bottomLeft(), place.bottomRight())


def _in_the_middle(*widgets: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(40, 24, 40, 24)
    layout.setSpacing(14)
    layout.addStretch(1)
    for widget in widgets:
        keeps_size = isinstance(widget, IconSign | MoneyLabel)
        place = Qt.AlignmentFlag.AlignHCenter if keeps_size else Qt.AlignmentFlag(0)
        layout.addWidget(widget, 0, place)
    layout.addStretch(1)
    return page
