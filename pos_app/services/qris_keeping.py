"""QRIS: the booth's own code, the same with an amount, and what is known of money that came in."""

from dataclasses import dataclass, replace

from pos_app.domain.errors import BadQris
from pos_app.domain.journal import Audited, Pointer, Recorded, SaleRecorded, SaleTicked, SaleVoided
from pos_app.domain.money import Money
from pos_app.domain.qris import QrisCode, QrisOffer, offer, read_own_code
from pos_app.domain.tender import QRIS, Sighting
from pos_app.services.arranging import Arranging
from pos_app.services.paper_making import QRIS_SLIP
from pos_app.services.print_keeping import SLIP, PaperState, PrintKeeping
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase
from pos_app.storage.payment_store import StoredSighting


@dataclass(frozen=True, slots=True)
class UnsureTender:
    """A tender of a sale whose money nobody has seen yet."""

    recorded: Recorded
    receipt_number: str
    place: int
    kind: str
    amount: Money


class QrisKeeping:
    """Keeps the booth's static code and makes codes with an amount, without any network."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        arranging: Arranging,
        printing: PrintKeeping,
    ) -> None:
        self._database = database
        self._recording = recording
        self._arranging = arranging
        self._printing = printing

    # --- the code ----------------------------------------------------------------------------

    @property
    def own_code(self) -> QrisCode | None:
        """The booth's own code, as its sign shows it; None while none is kept."""
        payload = self._arranging.rules.qris_payload
        return read_own_code(payload) if payload else None

    def keep_code(self, text: str, *, by: str = "") -> QrisCode:
        """Keep another code as the booth's own; the journal gets both merchant ids.

        Raises BadQris, StorageError.
        """
        code = read_own_code(text)
        self._arranging.change(replace(self._arranging.own, qris_payload=code.text), by=by)
        return code

    def offer(self, amount: Money, *, original: bool = False) -> QrisOffer | None:
        """The code for a payment: with the amount where the booth chose that, else the sign's own.

        None while no code is kept. Raises BadQris above the limit.
        """
        code, rules = self.own_code, self._arranging.rules
        if amount > rules.qris_limit:
            raise BadQris("Q_AMOUNT_LIMIT", rules.qris_limit)
        puts_amount_in = rules.qris_puts_amount_in and not original
        if code is None:
            return None
        return offer(code, amount, puts_amount_in=puts_amount_in, limit=rules.qris_limit)

    def print_code(self, amount: Money) -> PaperState:
        """Queue a slip with the code for this amount. Raises BadQris, StorageError."""
        assert self.own_code is not None, "a slip needs a code"
        self.offer(amount)
        with self._recording.together():
            entry = Audited(self._recording.stamp(), QRIS_SLIP, now=amount)
            recorded = self._recording.record(entry)
            self._printing.add_slip(recorded)
        state = self._printing.state_of(recorded.seq, SLIP)
        assert state is not None
        return state

    # --- what is known of the money ----------------------------------------------------------

    def unsure(self) -> tuple[UnsureTender, ...]:
        """Tenders since the last close whose money nobody has seen, oldest first."""
        voided = {
            recorded.entry.of.seq
            for recorded in self._recording.period
            if isinstance(recorded.entry, SaleVoided)
        }
        sales = [r for r in self._recording.period if r.seq not in voided]
        known = self._last_sightings(sales)
        return tuple(
            UnsureTender(recorded, self._number(recorded.entry), place, tender.kind, tender.amount)
            for recorded in sales
            if isinstance(recorded.entry, SaleRecorded)
            for place, tender in enumerate(recorded.entry.money.pay)
            if tender.unsure and not self._was_seen(known, recorded.seq, place)
        )

    def sightings(self, seq: int) -> list[StoredSighting]:
        """All that was said about the tenders of a sale, oldest first."""
        return self._database.payments.sightings([seq])

    def confirm(self, one: UnsureTender, sighting: Sighting) -> None:
        """Somebody saw the money later, or it is known not to come. Raises StorageError.

        A QRIS sale is ticked in the journal too; what is said of other kinds stays at the till.
        """
        stamp = self._recording.stamp()
        stored = StoredSighting(
            seq=one.recorded.seq, place=one.place, sighting=sighting, op=stamp.op, at=stamp.at
        )
        found = sighting.state == "received"
        with self._recording.together():
            self._database.payments.add_sighting(stored)
            if one.kind == QRIS:
                self._recording.record(SaleTicked(stamp, self._pointer(one.recorded), found))

    def _last_sightings(self, sales: list[Recorded]) -> dict[tuple[int, int], Sighting]:
        found = self._database.payments.sightings(recorded.seq for recorded in sales)
        return {(one.seq, one.place): one.sighting for one in found}

    def _was_seen(self, known: dict[tuple[int, int], Sighting], seq: int, place: int) -> bool:
        sighting = known.get((seq, place))
        return sighting is not None and sighting.state == "received"

    def _number(self, sale: SaleRecorded) -> str:
        return self._recording.till.receipt_number(sale.money.no)

    def _pointer(self, recorded: Recorded) -> Pointer:
        return recorded.pointer(self._recording.till.dev)
