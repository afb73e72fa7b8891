"""What goes on beside the operator's window: sounds, the buyer's own screen, how one types."""

from PySide6.QtCore import QObject, Slot

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import Refusal, UnknownCode
from pos_app.i18n import _
from pos_app.services.paying import RecordedSale
from pos_app.settings import Settings
from ui.booth_parts import BoothParts
from ui.customer.customer_presenter import CustomerPresenter
from ui.customer.customer_screens import CustomerScreens
from ui.customer.customer_view import CustomerCode
from ui.laptop import Laptop
from ui.money_field import type_in_thousands
from ui.sale.money.payment_values import QrisShown
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_values import CartState
from ui.sound import Player, Sounds


class BoothSides(QObject):
    """Listens to the sale and never answers it: a sale waits for neither."""

    def __init__(
        self, parts: BoothParts, laptop: Laptop, sale: SalePresenter, player: Player | None
    ) -> None:
        super().__init__()
        self._parts = parts
        self._laptop = laptop
        self._pieces = 0
        self.sounds = Sounds(player)
        self.customer = CustomerPresenter()
        self.screens = CustomerScreens(
            self.customer,
            laptop,
            booth_name=parts.booth.name,
            is_practice=parts.event.is_practice,
        )
        self._use_settings(laptop.settings)
        laptop.changed.connect(self._use_settings)
        sale.cart.cart_changed.connect(self._follow_cart)
        sale.refused.connect(self._follow_refusal)
        sale.sale_recorded.connect(self._follow_sale)
        sale.money.qris_shown.connect(self._follow_code)
        self.use_rules(parts.arranging.rules)

    @Slot()
    def show_again(self) -> None:
        """Show the buyer the open cart again: the till is unlocked."""
        self.customer.show_cart(self._parts.selling.cart)

    def close(self, timeout_s: float) -> bool:
        """End what runs here; False when a sound is still being played."""
        self._laptop.changed.disconnect(self._use_settings)
        self.screens.stop()
        return self.sounds.close(timeout_s)

    @Slot(object)
    def use_rules(self, rules: BoothRules) -> None:
        """Type amounts as the booth wants it."""
        type_in_thousands(is_on=rules.type_in_thousands)

    @Slot(object)
    def _use_settings(self, settings: Settings) -> None:
        self.sounds.set_loudness(settings.sounds)

    @Slot(object)
    def _follow_cart(self, state: CartState) -> None:
        pieces = sum(line.quantity.thousandths for line in state.cart.lines)
        if pieces > self._pieces:
            self.sounds.play("added")
        self._pieces = pieces
        self.customer.show_cart(state.cart)

    @Slot(object)
    def _follow_refusal(self, refusal: Refusal) -> None:
        if isinstance(refusal, UnknownCode):
            self.sounds.play("not_found")

    @Slot(object)
    def _follow_code(self, shown: QrisShown | None) -> None:
        if shown is None or shown.code is None:
            self.customer.show_code(None)
            return
        code = CustomerCode(shown.code, shown.name, _code_words(shown))
        self.customer.show_code(code, shown.amount)

    @Slot(object)
    def _follow_sale(self, made: RecordedSale) -> None:
        self._pieces = 0
        self.sounds.play("sold")
        self.customer.thank(made)


def _code_words(shown: QrisShown) -> str:
    """How the payment stands, for the buyer."""
    match shown.state:
        case "received":
            return _("Payment received")
        case "unsure":
            return _("One moment, please")
        case _:
            return _("Scan to pay") if shown.has_amount else _("Scan and type the amount")
