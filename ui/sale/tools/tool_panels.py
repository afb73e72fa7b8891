"""All panels beside the cart, of which at most one is open."""

from ui.sale.tools.agreed_panel import AgreedPanel
from ui.sale.tools.allow_panel import AllowPanel
from ui.sale.tools.discount_panel import DiscountPanel
from ui.sale.tools.note_panel import NotePanel
from ui.sale.tools.open_item_panel import OpenItemPanel
from ui.sale.tools.price_panel import PricePanel
from ui.sale.tools.quantity_panel import QuantityPanel
from ui.sale.tools.recall_panel import RecallPanel
from ui.sale.tools.tool_panel import ToolPanel, ToolSheet
from ui.sale.tools.variant_panel import VariantPanel


class ToolPanels:
    """Makes the panels once and lays them into one sheet."""

    def __init__(self) -> None:
        self.quantity = QuantityPanel()
        self.discount = DiscountPanel()
        self.price = PricePanel()
        self.note = NotePanel()
        self.agreed = AgreedPanel()
        self.open_item = OpenItemPanel()
        self.variants = VariantPanel()
        self.recall = RecallPanel()
        self.allow = AllowPanel()
        self.all = (
            self.quantity,
            self.discount,
            self.price,
            self.note,
            self.agreed,
            self.open_item,
            self.variants,
            self.recall,
            self.allow,
        )
        self.sheet = ToolSheet()
        for panel in self.all:
            self.sheet.add(panel)

    def add(self, panel: ToolPanel) -> None:
        """Have a further panel, which comes from another screen."""
        self.sheet.add(panel)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.sheet.retranslate()
