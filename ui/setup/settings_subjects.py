"""The subjects of the settings, and which of them a booth and an organizer see."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pos_app.i18n import _
from pos_app.services.arranging import Arranging
from pos_app.services.joining import Joining
from pos_app.services.logo_keeping import LogoKeeping
from pos_app.services.loose_pages import LoosePages
from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.printer_finding import FindPrinters, find_printers
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.services.signing_in import SigningIn
from ui.file_choice import FileChooser
from ui.laptop import Laptop
from ui.setup.about_page import AboutPage
from ui.setup.customer_page import CustomerPage
from ui.setup.further_card import FurtherEvent
from ui.setup.keys_page import KeysPage
from ui.setup.language_page import LanguageSettings
from ui.setup.logo_card import LogoCard
from ui.setup.look_page import LookPage
from ui.setup.money_page import MoneyPage
from ui.setup.people_page import PeoplePage
from ui.setup.practice_page import PracticePage
from ui.setup.printer_page import PrinterPage
from ui.setup.printer_trial_card import PrinterTools
from ui.setup.qris_page import QrisPage
from ui.setup.receipt_page import ReceiptPage
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
    pages: LoosePages
    logo: LogoKeeping


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
    find_printers: FindPrinters = find_printers


@dataclass(frozen=True, slots=True)
class Subject:
    """One entry in the list; `make` makes its page, a `kind`, when somebody first looks at it."""

    kind: type[SettingsPage]
    icon: str
    word: Callable[[], str]
    make: Callable[[], SettingsPage]


def settings_subjects(laptop: Laptop, parts: SettingsParts) -> list[Subject]:
    """All subjects in their order; most of them only a till at work has."""
    booth = [] if parts.booth is None else _of_booth(laptop, parts, parts.booth)
    keys = partial(
        KeysPage, parts.joining, parts.for_organizer, parts.chooser, further=parts.further
    )
    about = partial(AboutPage, parts.log_folder)
    return [
        Subject(
            LanguageSettings,
            "languages",
            lambda: _("Language"),
            partial(LanguageSettings, laptop),
        ),
        Subject(LookPage, "sun", lambda: _("Look and sounds"), partial(LookPage, laptop)),
        *booth,
        Subject(KeysPage, "key-round", lambda: _("Event and keys"), keys),
        Subject(AboutPage, "info", lambda: _("About Gerai"), about),
    ]


def _of_booth(laptop: Laptop, parts: SettingsParts, booth: BoothSettings) -> list[Subject]:
    rules = (booth.arranging, booth.signing_in)
    tools = PrinterTools(parts.find_printers, booth.pages, booth.signing_in)
    printer = partial(PrinterPage, parts.chooser, laptop, tools)
    receipt = partial(_receipt_page, parts.chooser, booth)
    people = partial(PeoplePage, booth.signing_in, booth.people, booth.arranging)
    practice = partial(
        PracticePage, is_practice=booth.is_practice, has_real_till=parts.has_real_till
    )
    return [
        Subject(PrinterPage, "printer", lambda: _("Printer"), printer),
        Subject(ScannerPage, "scan-barcode", lambda: _("Scanner"), partial(ScannerPage, laptop)),
        Subject(ReceiptPage, "receipt-text", lambda: _("Receipt text"), receipt),
        Subject(MoneyPage, "banknote", lambda: _("Money"), partial(MoneyPage, *rules)),
        Subject(QrisPage, "qr-code", lambda: _("QRIS"), partial(QrisPage, *rules)),
        Subject(TaxesPage, "percent", lambda: _("Taxes"), partial(TaxesPage, *rules)),
        Subject(
            SellingPage,
            "shopping-cart",
            lambda: _("Selling and drawer"),
            partial(SellingPage, *rules),
        ),
        Subject(PeoplePage, "user", lambda: _("People"), people),
        Subject(
            CustomerPage, "users", lambda: _("Customer display"), partial(CustomerPage, laptop)
        ),
        Subject(PracticePage, "package", lambda: _("Practice"), practice),
    ]


def _receipt_page(chooser: FileChooser, booth: BoothSettings) -> ReceiptPage:
    logo = LogoCard(booth.logo, booth.signing_in, chooser)
    return ReceiptPage(booth.arranging, booth.signing_in, booth.sample, logo)
