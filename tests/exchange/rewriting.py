"""What an insider can do: change the lines of a published file, chain and sign them again."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pos_app.exchange.day_file import DayFile, read_day_file
from pos_app.exchange.fields import canonical, link_of
from pos_app.exchange.keys import SigningKey
from pos_app.exchange.signed_note import seal
from tests.exchange.vector_files import taken_pack, till_signer, vector

PACK: Final = taken_pack("pack-2.gerai.txt")
PACK_LINKS: Final = {1: PACK.pack.previous, 2: PACK.link}


@dataclass
class Lines:
    """An entry and its goods as JSON, free to be spoiled."""

    entry: dict[str, Any]
    items: dict[str, Any] | None = None


class Rewriting:
    """A published file taken apart. `entry(n)` is its nth entry; a changed one is chained anew."""

    def __init__(self, name: str) -> None:
        text = vector(name).rpartition(b"\n\n")[0]
        first, *others = [json.loads(line) for line in text.split(b"\n")]
        self.header: dict[str, Any] = first
        self.lines: list[Lines] = []
        self.keeps_links = False
        for record in others:
            if record["t"] == "items":
                self.lines[-1].items = record
            else:
                self.lines.append(Lines(record))
        self._links_before = [link_of(canonical(each.entry)) for each in self.lines]

    def entry(self, seq: int) -> dict[str, Any]:
        return self._at(seq).entry

    def item(self, seq: int, place: int = 0) -> dict[str, Any]:
        items = self._at(seq).items
        assert items is not None
        item: dict[str, Any] = items["i"][place]
        return item

    def items_line(self, seq: int) -> dict[str, Any]:
        items = self._at(seq).items
        assert items is not None
        return items

    def _at(self, seq: int) -> Lines:
        first: int = self.header["first"]
        return self.lines[seq - first]

    def cut_after(self, seq: int) -> None:
        del self.lines[seq - self.header["first"] + 1 :]
        self.header["last"] = seq

    def text(self) -> bytes:
        text, link = [canonical(self.header)], self.header["prev"]
        renamed: dict[str, str] = {}
        for place, each in enumerate(self.lines):
            if not self.keeps_links:
                each.entry["prev"] = link
                if each.items is not None and "items" in each.entry:
                    each.entry["items"] = link_of(canonical(each.items))
                pointer = each.entry.get("of")
                if isinstance(pointer, list):
                    each.entry["of"] = [
                        renamed.get(cell, cell) if isinstance(cell, str) else cell
                        for cell in pointer
                    ]
            line = canonical(each.entry)
            link = link_of(line)
            if place < len(self._links_before):
                renamed[self._links_before[place]] = link
            text.append(line)
            if each.items is not None:
                text.append(canonical(each.items))
        return b"\n".join(text) + b"\n"

    def signed(self, *signers: SigningKey) -> bytes:
        return seal(self.text(), *(signers or (till_signer(self.header["booth"]),)))


Change = Callable[[Rewriting], object]


def rewritten(name: str, change: Change) -> bytes:
    """The file after somebody with the till's key changed it."""
    rewriting = Rewriting(name)
    change(rewriting)
    return rewriting.signed()


def verdict_on(raw: bytes) -> tuple[str, int]:
    """Code and number of what is wrong, `OK` and 0 when nothing is."""
    result = read_day_file(raw, pack=PACK.pack, pack_links=PACK_LINKS)
    problem = result.problem if isinstance(result, DayFile) else result
    return ("OK", 0) if problem is None else (problem.code, problem.seq)


def accepted(raw: bytes) -> DayFile:
    """The file, which has to be fine."""
    result = read_day_file(raw, pack=PACK.pack, pack_links=PACK_LINKS)
    assert isinstance(result, DayFile), result
    return result


# --- changes -------------------------------------------------------------------------------------


def put(seq: int, /, **values: object) -> Change:
    """Other values in an entry; None takes the key away."""

    def change(file: Rewriting) -> None:
        put_into(file.entry(seq), values)

    return change


def put_item(seq: int, place: int = 0, **values: object) -> Change:
    def change(file: Rewriting) -> None:
        put_into(file.item(seq, place), values)

    return change


def put_header(**values: object) -> Change:
    def change(file: Rewriting) -> None:
        put_into(file.header, values)

    return change


def put_into(record: dict[str, Any], values: Mapping[str, object]) -> None:
    for key, value in values.items():
        if value is None:
            del record[key]
        else:
            record[key] = value


def both(*changes: Change) -> Change:
    def change(file: Rewriting) -> None:
        for each in changes:
            each(file)

    return change
