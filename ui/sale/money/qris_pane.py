"""The QRIS code for the buyer to scan: large, with the merchant's name and the amount beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.i18n import _, format_money
from ui.buttons import Button, plain_tip
from ui.keys_in_use import with_key
from ui.qr_picture import QrPicture
from ui.sale.money.payment_values import QrisShown
from ui.widgets import ElidedLabel, MoneyLabel, TextLabel

LEAST_PX = 300
_LOW_PX = 240


class QrisPane(QWidget):
    """Shows a code; says in words why there is none.

    The picture and the buttons are widgets of their own, which a narrow page puts elsewhere.
    """

    original_wanted = Signal(bool)
    slip_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shown: QrisShown | None = None
        self._is_low = False
        self._build()
        self.retranslate()

    def show_code(self, shown: QrisShown | None) -> None:
        """Show a code with whom it pays, or why there is none."""
        self._shown = shown
        code = None if shown is None else shown.code
        self.picture.show_code(code)
        self.picture.setVisible(code is not None)
        for widget in (self.merchant, self.amount, self.buttons):
            widget.setVisible(code is not None)
        self.place.setVisible(code is not None and not self._is_low)
        self.retranslate()

    def set_low(self, is_low: bool) -> None:
        """Use the height of a low window."""
        self._is_low = is_low
        self.place.setVisible(not is_low and self._has_code())

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        shown = self._shown
        self.original.setText(_("Sign's own code"))
        self.slip.setText(_("Print"))
        self.original.setToolTip(plain_tip(with_key(self.original.words(), "own_code")))
        self.amount.set_name(_("Amount"))
        self.words.setText("" if shown is None else _words(shown))
        self.words.setVisible(bool(self.words.text()))
        if shown is None or shown.code is None:
            return
        self.original.setVisible(shown.has_amount or shown.is_original)
        self.original.setChecked(shown.is_original)
        self.merchant.setText(shown.name)
        nmid = _("NMID {number}").format(number=shown.nmid) if shown.nmid else ""
        self.place.setText(" · ".join(part for part in (shown.city, nmid) if part))
        self.amount.show_amount(shown.amount)
        self.picture.setAccessibleName(
            _("QRIS code of {name} for {amount}").format(
                name=shown.name, amount=format_money(shown.amount)
            )
        )

    def _has_code(self) -> bool:
        return self._shown is not None and self._shown.code is not None

    def _build(self) -> None:
        self.picture = QrPicture(LEAST_PX)
        self.merchant = ElidedLabel(look="strong")
        self.place = ElidedLabel(look="caption")
        self.amount = MoneyLabel(26, 800)
        self.amount.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.words = TextLabel(look="hint", wrap=True)
        self.original = Button(icon="qr-code")
        self.original.setCheckable(True)
        self.slip = Button(icon="printer")
        for button in (self.original, self.slip):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.original.clicked.connect(self.original_wanted)
        self.slip.clicked.connect(self.slip_wanted)
        self.original.allow_elide()
        self.buttons = QWidget()
        buttons = QHBoxLayout(self.buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(8)
        buttons.addWidget(self.original, 1)
        buttons.addWidget(self.slip)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(6)
        for widget in (self.merchant, self.place, self.amount, self.words, self.buttons):
            self.column.addWidget(widget)


def _words(shown: QrisShown) -> str:
    if shown.limit:
        return _(
            "One QRIS payment is at most {limit}. Take it in two parts, or in cash or by transfer."
        ).format(limit=format_money(shown.limit))
    if shown.code is None:
        return _(
            "No QRIS code is kept here yet. Show your printed sign and tell the buyer to type"
            " {amount}. The code is kept under Settings."
        ).format(amount=format_money(shown.amount))
    if not shown.has_amount:
        return _("Tell the buyer to type {amount}.").format(amount=format_money(shown.amount))
    return ""
