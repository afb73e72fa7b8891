"""The door between an entry and its canonical line; what is chained, stored and signed.

A line is never changed after it was written, and an entry whose line no reader would take is
never written.
"""

from dataclasses import dataclass
from typing import cast

from pos_app.domain.journal import Entry, Recorded
from pos_app.exchange.entry_equations import check_equations
from pos_app.exchange.entry_kind import Goods
from pos_app.exchange.entry_reading import EntryRecord, read_entry_record
from pos_app.exchange.entry_writing import goods_of, record_of
from pos_app.exchange.fields import BadLine, canonical, link_of
from pos_app.exchange.items_line import GoodsKind, read_items, write_items

__all__ = ["EntryLines", "link_of", "read_entry", "write_entry"]


@dataclass(frozen=True, slots=True)
class EntryLines:
    """An entry as bytes without LF, its goods in a line of their own, and its link."""

    line: bytes
    items_line: bytes | None
    link: str


def write_entry(entry: Entry, *, seq: int, previous: str) -> EntryLines:
    """The lines of an entry at its place in the chain.

    They are read back before they are given out; raises ValueError for an entry that breaks the
    format, which is a bug of whoever made it and must not get into a chain.
    """
    goods = goods_of(entry)
    items_line = None if goods is None else write_items(goods)
    record = record_of(entry) | {"seq": seq, "prev": previous}
    if items_line is not None:
        record["items"] = link_of(items_line)
    line = canonical(record)
    recorded = read_entry(line, items_line)
    if recorded.entry != entry:
        raise ValueError(f"entry {seq} reads back as another")
    return EntryLines(line, items_line, recorded.link)


def read_entry(line: bytes, items_line: bytes | None) -> Recorded:
    """An entry of our own journal; raises ValueError, with the code, for lines that are damaged.

    Without its items-line an entry is read as in a file without baskets.
    """
    try:
        record = read_entry_record(line)
        goods = None if items_line is None else read_goods(record, items_line)[0]
        entry = record.entry(goods)
        check_equations(entry)
    except BadLine as bad:
        raise ValueError(f"{bad.code} {bad.detail}") from bad
    return Recorded(record.seq, record.previous, record.link, entry)


def read_goods(record: EntryRecord, items_line: bytes) -> tuple[Goods, bool]:
    """The goods bound to an entry, and whether they have `x_` keys; raises BadLine."""
    if not record.items_link:
        raise BadLine("E_ITEMS", "nothing bound to the entry")
    goods, is_newer = read_items(items_line, cast("GoodsKind", record.kind))
    if link_of(items_line) != record.items_link:
        raise BadLine("E_ITEMS", "not the line the entry is bound to")
    return goods, is_newer
