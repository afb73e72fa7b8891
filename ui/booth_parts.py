"""What a booth's window needs of a till at work."""

from typing import Protocol

from pos_app.domain.identity import Booth, Event
from pos_app.services.arranging import Arranging
from pos_app.services.cash_keeping import CashKeeping
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.correcting import Correcting
from pos_app.services.day_keeping import DayKeeping
from pos_app.services.joining import Joining
from pos_app.services.logo_keeping import LogoKeeping
from pos_app.services.owing import Owing
from pos_app.services.paper_making import PaperMaking
from pos_app.services.paying import Paying
from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.qris_keeping import QrisKeeping
from pos_app.services.receipt_keeping import ReceiptKeeping
from pos_app.services.selling import Selling
from pos_app.services.signing_in import SigningIn


class BoothParts(Protocol):
    """The services of a till at work, as they are joined below the window."""

    @property
    def event(self) -> Event:
        """The event this till belongs to."""

    @property
    def booth(self) -> Booth:
        """The booth it stands at."""

    @property
    def selling(self) -> Selling:
        """The open cart."""

    @property
    def paying(self) -> Paying:
        """How it is paid, and the sale made."""

    @property
    def signing_in(self) -> SigningIn:
        """Who is at the till, and who may allow what."""

    @property
    def correcting(self) -> Correcting:
        """How sales are taken back."""

    @property
    def receipts(self) -> ReceiptKeeping:
        """Everything that was recorded, to be found again."""

    @property
    def cash(self) -> CashKeeping:
        """The drawer."""

    @property
    def days(self) -> DayKeeping:
        """The business days."""

    @property
    def printing(self) -> PrintKeeping:
        """The papers."""

    @property
    def logo(self) -> LogoKeeping:
        """The picture above the name of the shop."""

    @property
    def catalog(self) -> CatalogKeeping:
        """The goods."""

    @property
    def joining(self) -> Joining:
        """Event, booth and key."""

    @property
    def qris(self) -> QrisKeeping:
        """The booth's own code, and money nobody has seen yet."""

    @property
    def owing(self) -> Owing:
        """Change owed to buyers."""

    @property
    def people(self) -> PeopleKeeping:
        """Who works here."""

    @property
    def arranging(self) -> Arranging:
        """The booth's own rules."""

    @property
    def papers(self) -> PaperMaking:
        """How papers are laid out."""
