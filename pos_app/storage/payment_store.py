"""What was taken for a cart not finished yet, and how tenders of a sale were seen to arrive."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from pos_app.domain.tender import SeenHow, Sighting, TakenTender


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSighting:
    """What somebody said about one tender of an entry, and when. `place` counts from 0."""

    seq: int
    place: int
    sighting: Sighting
    op: str
    at: datetime


class PaymentStore:
    """Facts about payments that stay at this till; no entry and no day file ever holds one."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    # --- carts that are not finished ---------------------------------------------------------

    def save(self, sale_id: str, taken: tuple[TakenTender, ...]) -> None:
        """Keep what was taken for a cart; nothing taken leaves no trace."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        if not taken:
            self.forget(sale_id)
            return
        self._connection.execute(
            "INSERT INTO open_payment (sale_id, taken) VALUES (?, ?)"
            " ON CONFLICT (sale_id) DO UPDATE SET taken = excluded.taken",
            (sale_id, json.dumps([_as_json(one) for one in taken])),
        )

    def load(self, sale_id: str) -> tuple[TakenTender, ...]:
        """What was taken for a cart before the till was started again."""
        row = self._connection.execute(
            "SELECT taken FROM open_payment WHERE sale_id = ?", (sale_id,)
        ).fetchone()
        return () if row is None else tuple(_from_json(one) for one in json.loads(row[0]))

    def forget(self, sale_id: str) -> None:
        """The cart was paid or given up."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute("DELETE FROM open_payment WHERE sale_id = ?", (sale_id,))

    # --- tenders of sales --------------------------------------------------------------------

    def add_sighting(self, stored: StoredSighting) -> None:
        """Keep what somebody says about a tender; what was said before stays beside it."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        sighting = stored.sighting
        self._connection.execute(
            "INSERT INTO sighting (seq, place, state, seen, reference, op, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                stored.seq,
                stored.place,
                sighting.state,
                sighting.seen,
                sighting.reference,
                stored.op,
                stored.at.isoformat(),
            ),
        )

    def sightings(self, seqs: Iterable[int]) -> list[StoredSighting]:
        """All that was said about the tenders of these entries, oldest first."""
        wanted = json.dumps(sorted(set(seqs)))
        rows = self._connection.execute(
            "SELECT seq, place, state, seen, reference, op, at FROM sighting"
            " WHERE seq IN (SELECT value FROM json_each(?)) ORDER BY sighting_id",
            (wanted,),
        )
        return [
            StoredSighting(
                seq=seq,
                place=place,
                sighting=Sighting(state=state, seen=seen, reference=reference),
                op=op,
                at=datetime.fromisoformat(at),
            )
            for seq, place, state, seen, reference, op, at in rows
        ]

    # --- change owed -------------------------------------------------------------------------

    def about_owed(self) -> list[int]:
        """Numbers of the entries that say something about change owed, in order.

        The canonical line is searched: an entry has no other home, and these are few.
        """
        rows = self._connection.execute(
            "SELECT seq FROM entry WHERE instr(line, CAST('\"owed\"' AS BLOB))"
            ' OR instr(line, CAST(\'"as":"kept"\' AS BLOB)) ORDER BY seq'
        )
        return [int(seq) for (seq,) in rows]


def _as_json(one: TakenTender) -> dict[str, object]:
    return {
        "kind": one.kind,
        "amount": one.amount,
        "handed_back": one.handed_back,
        "state": one.sighting.state,
        "seen": one.sighting.seen,
        "reference": one.sighting.reference,
    }


def _from_json(one: dict[str, Any]) -> TakenTender:
    sighting = Sighting(
        state="unsure" if one["state"] == "unsure" else "received",
        seen=cast("SeenHow", one["seen"]),
        reference=str(one["reference"]),
    )
    return TakenTender(str(one["kind"]), int(one["amount"]), sighting, int(one["handed_back"]))
