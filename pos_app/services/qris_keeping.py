"""QRIS: the booth's own code, the same with an amount, and what is known of money that came in."""

from collections.abc import Iterable
from dataclasses import dataclass

from pos_app.domain.errors import BadQris
from pos_app.domain.journal import Audited, Recorded, SaleRecorded, SaleTicked
from pos_app.domain.money import Money
from pos_app.domain.qris import QrisCode, QrisOffer, offer, read_own_code
from pos_app.domain.tender import QRIS, MoneyState, Sighting
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

    @property
    def no(self) -> int:
        """The number of the receipt, without the till's code."""
        assert isinstance(self.recorded.entry, SaleRecorded)
        return self.recorded.entry.money.no


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
        """Tenders whose money nobody has looked for yet, oldest first, over all days."""
        return tuple(
            one
            for seq in self._database.receipts.with_unsure_money()
            for one in self._unsure_of(self._entry(seq))
            if self._states([one])[one.place] == "unsure"
        )

    def sightings(self, seq: int) -> list[StoredSighting]:
        """All that was said about the tenders of a sale, oldest first."""
        return self._database.payments.sightings([seq])

    def confirm(self, one: UnsureTender, sighting: Sighting) -> None:
        """Somebody saw the money later, or it is known not to come. Raises StorageError."""
        self._say(one.recorded, [one], sighting)

    def settle(self, seq: int, *, came: bool, kind: str = "") -> bool:
        """Somebody looked for the money of a sale: all of it came, or did not.

        Only for tenders of that `kind`, where one is named. True when the tick goes out with a
        later day file than the sale. Raises StorageError.
        """
        recorded = self._entry(seq)
        tenders = [one for one in self._unsure_of(recorded) if kind in ("", one.kind)]
        self._say(recorded, tenders, Sighting(state="received" if came else "missing"))
        is_closed = seq <= self._recording.head.seq - len(self._recording.period)
        return is_closed and any(one.kind == QRIS for one in tenders)

    # --- inside ------------------------------------------------------------------------------

    def _say(self, recorded: Recorded, tenders: list[UnsureTender], sighting: Sighting) -> None:
        """A QRIS sale is ticked in the journal too, as found once all of its QRIS money was.

        What is said of other kinds stays at the till.
        """
        stamp, every = self._recording.stamp(), self._unsure_of(recorded)
        with self._recording.together():
            for one in tenders:
                self._database.payments.add_sighting(
                    StoredSighting(
                        seq=recorded.seq,
                        place=one.place,
                        sighting=sighting,
                        op=stamp.op,
                        at=stamp.at,
                    )
                )
            states = self._states(every)
            of_qris = _worst(states[one.place] for one in every if one.kind == QRIS)
            is_about_qris = any(one.kind == QRIS for one in tenders)
            if is_about_qris and "unsure" not in (sighting.state, of_qris):
                pointer = recorded.pointer(self._recording.till.dev)
                self._recording.record(SaleTicked(stamp, pointer, of_qris == "received"))
            self._database.receipts.mark_money(recorded.seq, _worst(states.values()))

    def _unsure_of(self, recorded: Recorded) -> list[UnsureTender]:
        """The tenders of a sale whose money nobody saw when it was sold."""
        assert isinstance(recorded.entry, SaleRecorded)
        money = recorded.entry.money
        number = self._recording.till.receipt_number(money.no)
        return [
            UnsureTender(recorded, number, place, tender.kind, tender.amount)
            for place, tender in enumerate(money.pay)
            if tender.unsure
        ]

    def _states(self, tenders: Iterable[UnsureTender]) -> dict[int, MoneyState]:
        """What was said last of each of these tenders of one sale."""
        places = {one.place: one.recorded.seq for one in tenders}
        said = self._database.payments.sightings(places.values())
        last = {one.place: one.sighting.state for one in said}
        return {place: last.get(place, "unsure") for place in places}

    def _entry(self, seq: int) -> Recorded:
        return next(self._recording.entries(seq, seq))


def _worst(states: Iterable[MoneyState]) -> MoneyState:
    """What is known of all of it together."""
    known = set(states)
    return "unsure" if "unsure" in known else "missing" if "missing" in known else "received"
