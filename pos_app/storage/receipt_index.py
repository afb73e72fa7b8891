"""Where to find a receipt among very many: rows read from the entries, never a second truth."""

import sqlite3
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Final

from pos_app.domain.folding import words_of
from pos_app.domain.journal import (
    Receipted,
    Recorded,
    RefundGiven,
    SaleRecorded,
    SaleTicked,
    SaleVoided,
)
from pos_app.domain.receipt_search import FoundReceipt, ReceiptQuery
from pos_app.domain.tender import MoneyState
from pos_app.storage.receipt_conditions import Span, conditions_of

_COLUMNS = "seq, no, at_s, day, total, tenders, state, is_unsure, of_seq, back"
_SEEN, _UNSURE, _MISSING = range(3)
_NEWEST: Final = 10_000
"""Entries looked through first: what is common stands among them, and the rest is not read."""

_MONEY_STATES: Final[dict[MoneyState, int]] = {
    "received": _SEEN,
    "unsure": _UNSURE,
    "missing": _MISSING,
}


class ReceiptIndex:
    """One row for each sale, void and refund. Filled with the entry, in its transaction.

    A search looks through the `newest` entries first.
    """

    def __init__(self, connection: sqlite3.Connection, *, newest: int = _NEWEST) -> None:
        self._connection = connection
        self._newest = newest

    def note(self, recorded: Recorded, dev: str) -> None:
        """Take an entry in; `dev` is the till whose journal it is.

        Sales, voids and refunds get a row; a tick says whether a sale's money was found.
        """
        entry = recorded.entry
        if isinstance(entry, SaleTicked) and entry.of.dev == dev:
            self.mark_money(entry.of.seq, "received" if entry.found else "missing")
        if not isinstance(entry, SaleRecorded | SaleVoided | RefundGiven):
            return
        assert self._connection.in_transaction, "the service decides what belongs together"
        of_seq = None if isinstance(entry, SaleRecorded) else _sale_meant(entry, dev)
        self._connection.execute(
            "INSERT INTO receipt (seq, no, at_s, day, clock, kind, total, tenders, is_unsure,"
            " of_seq, state, back) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)",
            (*_row(recorded.seq, entry), of_seq, _OWN_STATE[type(entry)]),
        )
        self._connection.executemany(
            "INSERT INTO receipt_word (word, seq) VALUES (?, ?)",
            [(word, recorded.seq) for word in _words(entry)],
        )
        if of_seq is not None:
            self._note_correction(of_seq, entry)

    def mark_money(self, seq: int, state: MoneyState) -> None:
        """What is known of a sale's money; kinds but QRIS have no tick to say so."""
        self._connection.execute(
            "UPDATE receipt SET is_unsure = ? WHERE seq = ? AND state <> 'voided'",
            (_MONEY_STATES[state], seq),
        )

    def with_unsure_money(self) -> list[int]:
        """Sales whose money nobody has looked for yet, oldest first, over all days."""
        rows = self._connection.execute("SELECT seq FROM receipt WHERE is_unsure = 1 ORDER BY seq")
        return [int(seq) for (seq,) in rows]

    def last_seq(self) -> int:
        """The newest entry that has a row; 0 while there is none."""
        (last,) = self._connection.execute("SELECT max(seq) FROM receipt").fetchone()
        return last or 0

    def search(
        self, query: ReceiptQuery, *, before: int | None = None, most: int = 100
    ) -> list[FoundReceipt]:
        """The newest receipts that fit, older than entry `before` where one is named."""
        end = self.last_seq() + 1 if before is None else before
        middle = max(end - self._newest, 0)
        found = self._search_in(query, Span(middle, end), most)
        if len(found) < most and middle > 0:
            found += self._search_in(query, Span(0, middle), most - len(found))
        return found

    def rows(self, seqs: Iterable[int]) -> list[FoundReceipt]:
        """The rows of these entries, as far as they have one."""
        return [row for seq in seqs for row in self._where("seq = ?", seq)]

    def corrections_of(self, seq: int) -> list[FoundReceipt]:
        """Voids and refunds of a sale, oldest first."""
        return list(self._where("of_seq = ?", seq))

    def days(self, most: int) -> list[date]:
        """The newest business days that have receipts, newest first."""
        rows = self._connection.execute(
            "SELECT DISTINCT day FROM receipt ORDER BY day DESC LIMIT ?", (most,)
        )
        return [date.fromisoformat(day) for (day,) in rows]

    # --- refunds made once ---------------------------------------------------------------------

    def refund_became(self, refund_id: str) -> int | None:
        """The entry that a refund became, so that a second press meets the first result."""
        row = self._connection.execute(
            "SELECT seq FROM finished_refund WHERE refund_id = ?", (refund_id,)
        ).fetchone()
        return None if row is None else int(row[0])

    def finish_refund(self, refund_id: str, seq: int) -> None:
        """The refund became entry `seq`."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO finished_refund (refund_id, seq) VALUES (?, ?)", (refund_id, seq)
        )

    # --- inside --------------------------------------------------------------------------------

    def _search_in(self, query: ReceiptQuery, span: Span, most: int) -> list[FoundReceipt]:
        conditions, values = conditions_of(query, span)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM receipt WHERE {conditions} ORDER BY seq DESC LIMIT ?",  # noqa: S608 -- constants only
            (*values, most),
        )
        return [_found(*row) for row in rows]

    def _note_correction(self, sale_seq: int, entry: Receipted) -> None:
        if isinstance(entry, SaleVoided):
            self._connection.execute(
                "UPDATE receipt SET state = 'voided', is_unsure = 0 WHERE seq = ?", (sale_seq,)
            )
            return
        self._connection.execute(
            "UPDATE receipt SET back = back - :total,"
            " state = CASE WHEN back - :total >= total THEN 'refunded' ELSE 'part' END"
            " WHERE seq = :seq AND state <> 'voided'",
            {"total": entry.money.total, "seq": sale_seq},
        )

    def _where(self, condition: str, value: int) -> Iterator[FoundReceipt]:
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM receipt WHERE {condition} ORDER BY seq",  # noqa: S608 -- constants only
            (value,),
        )
        return (_found(*row) for row in rows)


_OWN_STATE: Final = {SaleRecorded: "paid", SaleVoided: "void", RefundGiven: "refund"}
_KINDS: Final = {SaleRecorded: "sale", SaleVoided: "void", RefundGiven: "refund"}


def _row(seq: int, entry: Receipted) -> tuple[object, ...]:
    money, at = entry.money, entry.stamp.at
    kinds = dict.fromkeys(tender.kind for tender in money.pay)
    return (
        seq,
        money.no,
        int(at.timestamp()),
        entry.stamp.day.isoformat(),
        f"{at:%H:%M}",
        _KINDS[type(entry)],
        money.total,
        f" {' '.join(kinds)} ",
        # Money that a void took back is nothing to wait for.
        int(isinstance(entry, SaleRecorded) and any(tender.unsure for tender in money.pay)),
    )


def _words(entry: Receipted) -> set[str]:
    items = entry.basket.items if entry.basket else ()
    return {word for item in items for word in words_of(f"{item.name} {item.code}")}


def _sale_meant(entry: SaleVoided | RefundGiven, dev: str) -> int | None:
    of = entry.of
    return of.seq if of is not None and of.dev == dev else None


def _found(  # noqa: PLR0913, PLR0917 -- the columns, in their order
    seq: int,
    no: int,
    at_s: int,
    day: str,
    total: int,
    tenders: str,
    state: str,
    is_unsure: int,
    of_seq: int | None,
    back: int,
) -> FoundReceipt:
    return FoundReceipt(
        seq=seq,
        no=no,
        at=datetime.fromtimestamp(at_s, UTC),
        day=date.fromisoformat(day),
        total=total,
        tenders=tuple(tenders.split()),
        state=state,  # type: ignore[arg-type]
        is_unsure=is_unsure != _SEEN,
        is_missing=is_unsure == _MISSING,
        of_seq=of_seq,
        back=back,
    )
