"""A discount on the line in hand or the whole cart, as an amount or a percentage."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QWidget

from pos_app.domain.cart import Cart, LineItem
from pos_app.domain.discount import AgreedTotal, AmountOff, Discount, PercentOff, amount_of
from pos_app.domain.money import Money, Percent
from pos_app.domain.rupiah import Refused, read_percent
from pos_app.i18n import _, format_money, format_percent, format_plain
from ui.buttons import Button
from ui.money_field import MoneyField
from ui.reason_chips import ReasonChips
from ui.sale.tools.number_edit import NumberEdit
from ui.sale.tools.tool_panel import ToolPanel
from ui.widgets import FigureLabel

_QUICK_PERCENT = tuple(map(Percent.of, (5, 10, 20, 50)))
_QUICK_AMOUNTS = (1_000, 2_000, 5_000, 10_000)


class DiscountPanel(ToolPanel):
    """Shows before and after while it is typed.

    `chosen` carries the scope and the discount; None takes the present one off.
    """

    chosen = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._cart: Cart | None = None
        self._place: int | None = None
        self._amount: Money | None = None
        self._build()
        self._wire()
        self.retranslate()

    def show_cart(self, cart: Cart, place: int | None) -> None:
        """Ask for the discount of a line, or of the cart when there is no line in hand."""
        self._cart, self._place = cart, place
        self.scope.buttons["line"].setEnabled(place is not None)
        self.scope.choose("cart" if place is None else "line")
        self._show_present()

    def put_focus(self) -> None:
        """Have what is typed replace what stands there."""
        field = self.percent if self._is_percent() else self.amount.field
        field.selectAll()
        field.setFocus()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        super().retranslate()
        self.set_title(_("Give a discount"))
        self.scope.show_reasons([("line", _("This line")), ("cart", _("Whole cart"))])
        self.kind.show_reasons([("percent", _("In percent")), ("amount", _("In rupiah"))])
        self.percent.setAccessibleName(_("Discount in percent"))
        self.amount.set_name(_("Discount as an amount"))
        self.amount.retranslate()
        self.off.setText(_("No discount"))
        if self._cart is not None:
            self.show_cart(self._cart, self._place)

    def has_input(self) -> bool:
        """Say whether something was typed."""
        field = self.percent if self._is_percent() else self.amount.field
        return bool(field.text().strip())

    @Slot()
    def want_to_take(self) -> None:
        """Tell the discount, unless what was typed is none."""
        if self._is_percent():
            read = read_percent(self.percent.text())
            if isinstance(read, Refused):
                words = _("“{text}” is no percentage from 0 to 100. Type it like 10 or 12,5.")
                self.show_refusal(words.format(text=self.percent.text().strip()))
            else:
                self._tell(PercentOff(read))
            return
        amount = self.amount.commit()
        if amount:
            self._tell(AmountOff(amount))
        elif self.amount.is_settled():
            self.show_refusal(_("Type how much comes off, for example 5.000 or 5rb."))

    def _build(self) -> None:
        self.scope = ReasonChips(2)
        self.kind = ReasonChips(2)
        self.percent = NumberEdit()
        self.amount = MoneyField(kind="exact", big=True)
        field = QWidget()
        self._field = QStackedLayout(field)
        self._field.addWidget(self.percent)
        self._field.addWidget(self.amount)
        self.quick = ReasonChips(4)
        self.result = FigureLabel(16, 700)
        self.result.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.off = Button(kind="plain", icon="undo-2")
        self.off.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.head.addWidget(self.scope)
        for widget in (self.kind, field, self.quick, self.result, self.off):
            self.fields.addWidget(widget)

    def _wire(self) -> None:
        self.scope.chosen.connect(self._show_present)
        self.kind.chosen.connect(self._show_kind)
        self.quick.chosen.connect(self._put)
        self.percent.textChanged.connect(self._show_result)
        self.amount.edited.connect(self._follow)
        self.amount.changed.connect(self._follow)
        self.keypad.typed.connect(self._type)
        self.keypad.erased.connect(self._erase)
        self.off.clicked.connect(self._take_off)

    def _is_percent(self) -> bool:
        return self._field.currentWidget() is self.percent

    def _present(self) -> Discount | None:
        """The discount there is now; an agreed total is none."""
        line, cart = self._line(), self._cart
        assert cart is not None
        if line is not None:
            return line.discount
        return None if isinstance(cart.reduction, AgreedTotal) else cart.reduction

    def _base(self) -> Money:
        line, cart = self._line(), self._cart
        assert cart is not None
        return cart.list_sum if line is None else line.gross

    def _line(self) -> LineItem | None:
        """The line it is about; None for the whole cart."""
        if self._cart is None or self._place is None or self.scope.code() != "line":
            return None
        return self._cart.lines[self._place]

    @Slot()
    def _show_present(self) -> None:
        line = self._line()
        self.about.setText("" if line is None else line.name)
        present = self._present()
        self.off.setVisible(present is not None)
        is_amount = isinstance(present, AmountOff)
        self.kind.choose("amount" if is_amount else "percent")
        self.percent.setText(_bare(present.percent) if isinstance(present, PercentOff) else "")
        self._set_amount(present.amount if isinstance(present, AmountOff) else None)
        self._show_kind()

    @Slot()
    def _show_kind(self) -> None:
        is_percent = self.kind.code() == "percent"
        self._field.setCurrentWidget(self.percent if is_percent else self.amount)
        self.keypad.show_corner("," if is_percent else "000")
        self.quick.show_reasons(_quick(is_percent=is_percent))
        self.show_refusal("")
        self._show_result()
        self.put_focus()

    @Slot()
    def _show_result(self) -> None:
        discount, base = self._typed(), self._base()
        off = amount_of(discount, base) if discount is not None else 0
        words = format_money(base)
        if off:
            words = f"{format_plain(base)} − {format_plain(off)} = {format_money(base - off)}"
        self.result.setText(words)

    def _typed(self) -> Discount | None:
        """What is typed so far, if it can be understood."""
        if self._is_percent():
            read = read_percent(self.percent.text())
            return None if isinstance(read, Refused) else PercentOff(read)
        return AmountOff(self._amount) if self._amount else None

    @Slot(str)
    def _put(self, much: str) -> None:
        if self._is_percent():
            self.percent.setText(much)
        else:
            self._set_amount(int(much))
        self.quick.clear()
        self._show_result()
        self.put_focus()

    @Slot(object)
    def _follow(self, amount: Money | None) -> None:
        self._amount = amount
        self._show_result()

    def _set_amount(self, amount: Money | None) -> None:
        self.amount.set_value(amount)
        self._amount = amount

    @Slot(str)
    def _type(self, digits: str) -> None:
        if self._is_percent():
            self.percent.insert(digits)
        else:
            self.amount.take_digits(digits)

    @Slot()
    def _erase(self) -> None:
        if self._is_percent():
            self.percent.backspace()
        else:
            self.amount.erase()

    @Slot()
    def _take_off(self) -> None:
        self._tell(None)

    def _tell(self, discount: Discount | None) -> None:
        self.chosen.emit(self.scope.code(), discount)


def _quick(*, is_percent: bool) -> Sequence[tuple[str, str]]:
    if is_percent:
        return [(_bare(percent), format_percent(percent)) for percent in _QUICK_PERCENT]
    return [(str(amount), format_plain(amount)) for amount in _QUICK_AMOUNTS]


def _bare(percent: Percent) -> str:
    return str(percent).replace(".", ",")
