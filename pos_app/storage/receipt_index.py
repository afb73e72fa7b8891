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
from pos_app.domain.receipt_search import (
    FoundReceipt,
    ReceiptQuery,
    SearchTerm,
    StateWanted,
)
from pos_app.domain.tender import MoneyState

_COLUMNS = "seq, no, at_s, day, total, tenders, state, is_unsure, of_seq, back"
_SEEN, _UNSURE, _MISSING = range(3)
_STATES: Final[dict[StateWanted, str]] = {
    "paid": "state = 'paid'",
    "voided": "state IN ('voided', 'void')",
    "refunded": "state IN ('part', 'refunded', 'refund')",
    "unsure": "is_unsure <> 0",
}


_MONEY_STATES: Final[dict[MoneyState, int]] = {
    "received": _SEEN,
    "unsure": _UNSURE,
    "missing": _MISSING,
}


class ReceiptIndex:
    """One row for each sale, void and refund. Filled with the entry, in its transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

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
        conditions, values = _conditions(query)
        if before is not None:
            conditions, values = [*conditions, "seq < ?"], [*values, before]
        where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM receipt{where} ORDER BY seq DESC LIMIT ?",  # noqa: S608 -- constants only
            (*values, most),
        )
        return [_found(*row) for row in rows]

    def rows(self, seqs: Iterable[int]) -> list[FoundReceipt]:
        """The rows of these entries, as far as they have one."""
        return [row for seq in seqs for row in self._where("seq = ?", seq)]

    def with_number(self, no: int) -> FoundReceipt | None:
        """The receipt of that number."""
        return next(self._where("no = ?", no), None)

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


def _conditions(query: ReceiptQuery) -> tuple[list[str], list[object]]:
    conditions: list[str] = []
    values: list[object] = []
    for term in query.terms:
        meanings, its_values = _meanings(term)
        conditions.append(f"seq IN ({' UNION ALL '.join(meanings)})" if meanings else "0")
        values += its_values
    if query.day is not None:
        conditions.append("day = ?")
        values.append(query.day.isoformat())
    if query.tender:
        conditions.append("instr(tenders, ?)")
        values.append(f" {query.tender} ")
    if query.state:
        conditions.append(_STATES[query.state])
    return conditions, values


def _meanings(term: SearchTerm) -> tuple[list[str], list[object]]:
    """A list of entries for each thing the term can mean; each one has its index."""
    amounts = [sign * amount for amount in term.amounts for sign in (1, -1)]
    meanings: list[str] = []
    values: list[object] = []
    for column, wanted in (("no", term.numbers), ("total", amounts), ("clock", (term.clock,))):
        if any(wanted):
            places = ", ".join("?" * len(wanted))
            meanings.append(f"SELECT seq FROM receipt WHERE {column} IN ({places})")  # noqa: S608 -- constants only
            values += wanted
    words, its_values = _words_wanted(term)
    if words:
        meanings.append(words)
        values += its_values
    return meanings, values


def _words_wanted(term: SearchTerm) -> tuple[str, list[object]]:
    """Entries with all words of the term: one list inside the other."""
    ranges = [(word, f"{word}{_FIRST_SIGN}") for word in term.whole_words]
    ranges += [(word, f"{word}{_LAST_SIGN}") for word in term.word_starts]
    statement = ""
    for _range in ranges:
        inside = f" AND seq IN ({statement})" if statement else ""
        statement = f"SELECT seq FROM receipt_word WHERE word >= ? AND word < ?{inside}"  # noqa: S608 -- constants only
    return statement, [sign for one in reversed(ranges) for sign in one]


_FIRST_SIGN: Final = "\0"
_LAST_SIGN: Final = "\U0010ffff"
"""Behind a word: nothing that begins with it, and all that begins with it."""


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
