"""What a search for receipts asks of the tables, so that the lists it makes stay short."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.domain.receipt_search import ReceiptQuery, SearchTerm, StateWanted

_Part = tuple[str, list[object]]
"""A piece of SQL, made of constants alone, and the values for its places."""

_OTHER_STATES: Final[dict[StateWanted, str]] = {
    "voided": "state <> 'paid' AND state IN ('voided', 'void')",
    "refunded": "state <> 'paid' AND state IN ('part', 'refunded', 'refund')",
    "unsure": "is_unsure <> 0",
}
"""States of few receipts; not to be paid is the condition of their index."""

_FIRST_SIGN: Final = "\0"
_LAST_SIGN: Final = "\U0010ffff"
"""Behind a word: nothing that begins with it, and all that begins with it."""


@dataclass(frozen=True, slots=True)
class Span:
    """Entries from `first` on, before `end`."""

    first: int
    end: int


def conditions_of(query: ReceiptQuery, span: Span) -> tuple[str, list[object]]:
    """Return what has to hold for the rows of `receipt`, and the values for it.

    Making a list of entries is slow and looking into one is quick: so whatever few receipts have
    is asked first, and the words are read one inside the other around it.
    """
    words = [one for term in query.terms if _is_only_words(term) for one in _ranges(term)]
    few = _few(query)
    parts = [_in_span(span)]
    if query.state == "paid":
        parts.append(("state = 'paid'", []))
    parts += [_words_around(few, words, span)] if words else few
    return " AND ".join(sql for sql, _values in parts), _values_of(parts)


def _in_span(span: Span) -> _Part:
    return "seq >= ? AND seq < ?", [span.first, span.end]


def _few(query: ReceiptQuery) -> list[_Part]:
    """Terms and filters that few receipts pass, or at least not all."""
    parts = [_meanings(term) for term in query.terms if not _is_only_words(term)]
    if query.day is not None:
        parts.append(("day = ?", [query.day.isoformat()]))
    if query.tender:
        parts.append(("instr(tenders, ?)", [f" {query.tender} "]))
    if query.state in _OTHER_STATES:
        parts.append((_OTHER_STATES[query.state], []))
    return parts


def _meanings(term: SearchTerm) -> _Part:
    """A list of entries for each thing the term can mean; each one has its index."""
    amounts = [sign * amount for amount in term.amounts for sign in (1, -1)]
    lists: list[_Part] = []
    for column, wanted in (("no", term.numbers), ("total", amounts), ("clock", (term.clock,))):
        if any(wanted):
            places = ", ".join("?" * len(wanted))
            lists.append((f"SELECT seq FROM receipt WHERE {column} IN ({places})", [*wanted]))  # noqa: S608 -- constants only
    words = _ranges(term)
    if words:
        lists.append(_words(None, words))
    if not lists:
        return "0", []
    return f"seq IN ({' UNION ALL '.join(sql for sql, _values in lists)})", _values_of(lists)


def _is_only_words(term: SearchTerm) -> bool:
    return not any((*term.numbers, *term.amounts, term.clock)) and bool(_ranges(term))


def _ranges(term: SearchTerm) -> list[tuple[str, str]]:
    whole = [(word, f"{word}{_FIRST_SIGN}") for word in term.whole_words]
    return whole + [(word, f"{word}{_LAST_SIGN}") for word in term.word_starts]


def _words_around(few: Sequence[_Part], ranges: list[tuple[str, str]], span: Span) -> _Part:
    """Entries in the span with all the words, among those that `few` names."""
    among = [_in_span(span), *few]
    sql, values = " AND ".join(sql for sql, _values in among), _values_of(among)
    if few:
        sql = f"seq IN (SELECT seq FROM receipt WHERE {sql})"  # noqa: S608 -- constants only
    sql, values = _words((sql, values), ranges)
    return f"seq IN ({sql})", values


def _words(among: _Part | None, ranges: list[tuple[str, str]]) -> _Part:
    """Entries with a word of each range; the longest words, which fewest have, are read first."""
    also, values = ("", []) if among is None else (f" AND {among[0]}", among[1])
    sql = ""
    for first, end in sorted(ranges, key=_length, reverse=True):
        sql = f"SELECT seq FROM receipt_word WHERE word >= ? AND word < ?{also}"  # noqa: S608 -- constants only
        also, values = f" AND seq IN ({sql})", [first, end, *values]
    return sql, values


def _length(one: tuple[str, str]) -> int:
    return len(one[0])


def _values_of(parts: Sequence[_Part]) -> list[object]:
    return [value for _sql, values in parts for value in values]
