"""Practice: one click to a till with sample goods; nothing of it enters a real feed."""

from datetime import timedelta
from pathlib import Path

from pos_app.domain.errors import AlreadyJoined
from pos_app.domain.identity import FIRST_LINK, Booth, Event, EventPack
from pos_app.exchange.price_list import read_price_list_file
from pos_app.files import resource_root
from pos_app.i18n import _
from pos_app.services.catalog_keeping import CatalogKeeping
from pos_app.services.joining import Joined, Joining
from pos_app.services.recording import Clock
from pos_app.services.selling_side import Randomness

PRACTICE_DAYS = 3


def sample_price_list() -> Path:
    """The price list of invented goods that Gerai ships."""
    return resource_root() / "sample" / "catalog.csv"


class Practising:
    """Makes a practice event that begins today, joins it, and fills the catalogue."""

    def __init__(
        self, joining: Joining, catalog: CatalogKeeping, *, clock: Clock, randomness: Randomness
    ) -> None:
        self._joining = joining
        self._catalog = catalog
        self._clock = clock
        self._randomness = randomness

    def start(self, *, operator_name: str = "") -> Joined:
        """Join a practice event and take the sample goods in; finish what was begun before.

        Raises AlreadyJoined for a till of a real event, FileTrouble, StorageError.
        """
        joined = self._joining.joined()
        if joined is not None and not joined.pack.event.is_practice:
            raise AlreadyJoined(joined.till.event_id)
        if joined is None:
            joined = self._joining.practice(
                self._practice_pack(), _PRACTICE_BOOTH, operator_name=operator_name
            )
        if not self._catalog.catalog.products:
            listed = read_price_list_file(sample_price_list())
            self._catalog.import_price_list(row.product for row in listed.rows if row.product)
        return joined

    def _practice_pack(self) -> EventPack:
        now = self._clock()
        event = Event(f"practice-{self._randomness(3).hex()}", _("Practice bazaar"), ())
        today = event.business_day(now)
        days = tuple(today + timedelta(days=n) for n in range(PRACTICE_DAYS))
        return EventPack(
            event=Event(event.event_id, event.name, days),
            version=1,
            previous=FIRST_LINK,
            made_at=event.local(now),
            organizer_vkey="",
            booths=(_PRACTICE_BOOTH,),
        )


_PRACTICE_BOOTH = Booth("B01", "Anjungan Bersama Negeri Benang", region="1809")
