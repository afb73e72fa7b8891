"""The pages of the settings, and which of them a booth and an organizer see."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pos_app.i18n import _
from pos_app.services.arranging import Arranging
from pos_app.services.joining import Joining
from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.services.signing_in import SigningIn
from ui.file_choice import FileChooser
from ui.laptop import Laptop
from ui.setup.about_page import AboutPage
from ui.setup.customer_page import CustomerPage
from ui.setup.further_card import FurtherEvent
from ui.setup.keys_page import KeysPage
from ui.setup.language_page import LanguageSettings
from ui.setup.look_page import LookPage
from ui.setup.money_page import MoneyPage
from ui.setup.people_page import PeoplePage
from ui.setup.practice_page import PracticePage
from ui.setup.printer_page import PrinterPage
from ui.setup.qris_page import QrisPage
from ui.setup.receipt_page import ReceiptPage
from ui.setup.rules_page import RulesPage
from ui.setup.scanner_page import ScannerPage
from ui.setup.selling_page import SellingPage
from ui.setup.settings_page import SettingsPage
from ui.setup.taxes_page import TaxesPage


@dataclass(frozen=True, slots=True)
class BoothSettings:
    """What the settings need of a till at work."""

    arranging: Arranging
    sample: ReceiptSample
    is_practice: bool
    signing_in: SigningIn
    people: PeopleKeeping


@dataclass(frozen=True, slots=True, kw_only=True)
class SettingsParts:
    """What the settings show besides the laptop's own choices; `joining` is a booth's."""

    log_folder: Path
    chooser: FileChooser
    joining: Joining | None = None
    for_organizer: Path | None = None
    has_real_till: bool = False
    further: FurtherEvent | None = None
    booth: BoothSettings | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """One page of the settings."""

    word: Callable[[], str]
    icon: str
    page: SettingsPage


class SettingsPages:
    """All pages, made once. What only a till at work has is None elsewhere."""

    def __init__(self, laptop: Laptop, parts: SettingsParts) -> None:
        self.language, self.look = LanguageSettings(laptop), LookPage(laptop)
        self.keys = KeysPage(
            parts.joining, parts.for_organizer, parts.chooser, further=parts.further
        )
        self.about = AboutPage(parts.log_folder)
        self.printer = PrinterPage(parts.chooser, laptop)
        self.customer = CustomerPage(laptop)
        self.rules: list[RulesPage] = []
        self.practice: PracticePage | None = None
        self.scanner: ScannerPage | None = None
        self.qris: QrisPage | None = None
        self.people: PeoplePage | None = None
        self.subjects = [
            Subject(lambda: _("Language"), "languages", self.language),
            Subject(lambda: _("Look and sounds"), "sun", self.look),
        ]
        if parts.booth is not None:
            self._add_booth(laptop, parts.booth, has_real_till=parts.has_real_till)
        self.subjects += [
            Subject(lambda: _("Event and keys"), "key-round", self.keys),
            Subject(lambda: _("About Gerai"), "info", self.about),
        ]

    def _add_booth(self, laptop: Laptop, booth: BoothSettings, *, has_real_till: bool) -> None:
        rules = (booth.arranging, booth.signing_in)
        money, taxes = MoneyPage(*rules), TaxesPage(*rules)
        qris, selling = QrisPage(*rules), SellingPage(*rules)
        receipt = ReceiptPage(*rules, booth.sample)
        self.people = PeoplePage(booth.signing_in, booth.people, booth.arranging)
        self.qris, self.scanner = qris, ScannerPage(laptop)
        self.rules = [money, taxes, qris, selling, receipt]
        self.practice = PracticePage(is_practice=booth.is_practice, has_real_till=has_real_till)
        self.subjects += [
            Subject(lambda: _("Printer"), "printer", self.printer),
            Subject(lambda: _("Scanner"), "scan-barcode", self.scanner),
            Subject(lambda: _("Receipt text"), "receipt-text", receipt),
            Subject(lambda: _("Money"), "banknote", money),
            Subject(lambda: _("QRIS"), "qr-code", qris),
            Subject(lambda: _("Taxes"), "percent", taxes),
            Subject(lambda: _("Selling and drawer"), "shopping-cart", selling),
            Subject(lambda: _("People"), "user", self.people),
            Subject(lambda: _("Customer display"), "users", self.customer),
            Subject(lambda: _("Practice"), "package", self.practice),
        ]
