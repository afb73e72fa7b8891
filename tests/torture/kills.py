"""Kill the till at any moment, start it again, look what is left."""

import os
import re
import signal
import sqlite3
import traceback
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from hashlib import sha256
from json import loads
from pathlib import Path
from random import Random
from threading import Timer
from typing import Any

from pos_app.bootstrap import DATABASE_NAME
from pos_app.exchange.day_file import DayFile, read_day_file
from tests.torture.driver import PAPER, PRINTER, make_till, open_till, sell_for_ever

_TOTAL_ON_PAPER = re.compile(rb"([A-Z2-7]{6}-\d{6})[^@]*?TOTAL +Rp([\d.]+)")
"""Within one paper, which begins with a reset."""

LONGEST_LIFE_S = 0.08
"""A life is a few sales long, counted from the first word; the kill comes anywhere in it."""


@dataclass(slots=True)
class Told:
    """Everything a till said before it died, over all its lives."""

    receipts: dict[str, int] = field(default_factory=dict)
    closes: set[int] = field(default_factory=set)
    actions: int = 0

    def hear(self, line: bytes) -> None:
        """One announcement."""
        said: dict[str, Any] = loads(line)
        self.actions += 1
        if said["did"] == "receipt":
            assert said["number"] not in self.receipts, f"{said['number']} given twice"
            self.receipts[said["number"]] = said["total"]
        elif said["did"] == "close":
            self.closes.add(said["z"])


Killer = Callable[[int], None]
"""Sees to it that a process dies."""


def one_life(
    work: Callable[[int], None], *, at_once: Killer | None = None, at_work: Killer | None = None
) -> list[bytes]:
    """Work in a process of its own until it is killed; gives the whole lines that it said.

    `at_once` is called when it is born, `at_work` with its first word.
    """
    reads, writes = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reads)
        try:
            work(writes)
        except BaseException:  # noqa: BLE001 -- a child of a test runner must not go on
            traceback.print_exc()
        finally:
            os._exit(1)
    os.close(writes)
    if at_once is not None:
        at_once(child)
    with os.fdopen(reads, "rb") as pipe:
        said = [pipe.readline()]
        if at_work is not None:
            at_work(child)
        lines = [line for line in (*said, *pipe) if line.endswith(b"\n")]
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status), "the till ended by itself"
    return lines


class KilledTill:
    """One till's folder and many lives in it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.told = Told()
        self._chance = Random(seed)
        make_till(folder)

    def live_and_die(self, *, is_deadly: bool = False) -> None:
        """Work for a moment; the kill comes anywhere, or with the printer's first byte."""
        seed = self._chance.getrandbits(32)

        def work(pipe: int) -> None:
            sell_for_ever(self.folder, seed, pipe, is_deadly=is_deadly)

        for line in one_life(work, at_work=None if is_deadly else self.soon):
            self.told.hear(line)

    def soon(self, child: int) -> None:
        """Kill it within a few sales."""
        moment = self._chance.random() * LONGEST_LIFE_S
        Timer(moment, os.kill, (child, signal.SIGKILL)).start()

    def look(self) -> None:
        """Start again as the program does, then read the disk without it."""
        till = open_till(self.folder)
        try:
            app = till.open_booth(PRINTER)
            assert app is not None
            joined = app.joining.joined()
            assert joined is not None
            for closed in app.days.closed_days():
                raw = app.days.day_file_job(closed).write().read_bytes()
                links = {joined.pack.version: joined.pack_link}
                assert isinstance(read_day_file(raw, pack=joined.pack, pack_links=links), DayFile)
            dev = app.till.dev
        finally:
            till.close()
        self._look_at_the_disk(dev)

    def _look_at_the_disk(self, dev: str) -> None:
        with closing(sqlite3.connect(self.folder / DATABASE_NAME)) as database:
            rows = database.execute("SELECT seq, link, line FROM entry ORDER BY seq").fetchall()
            jobs = dict(database.execute("SELECT seq, state FROM print_job WHERE copy = 0"))
            finished = database.execute("SELECT sale_id FROM finished_sale").fetchall()
            carts = database.execute("SELECT sale_id FROM open_cart").fetchall()
        entries = [loads(line) for _, _, line in rows]
        assert [seq for seq, _, _ in rows] == list(range(1, len(rows) + 1))
        for (_, link, line), following in zip(rows, entries[1:], strict=False):
            assert sha256(line).hexdigest() == link == following["prev"]
        sales = [entry for entry in entries if entry["t"] in ("sale", "void", "refund")]
        assert [sale["no"] for sale in sales] == list(range(1, len(sales) + 1))
        stored = {f"{dev.upper()}-{sale['no']:06d}": sale["total"] for sale in sales}
        self._compare(stored, [entry["z"] for entry in entries if entry["t"] == "close"])
        assert all(sale["seq"] in jobs for sale in sales), "a sale without its paper"
        assert not set(carts) & set(finished), "a cart that is open and paid"
        self._numbers_on_paper(stored)

    def _compare(self, stored: dict[str, int], closes: list[int]) -> None:
        told = self.told.receipts
        assert told.items() <= stored.items(), "an announced sale is gone or differs"
        assert closes == list(range(1, len(closes) + 1))
        assert self.told.closes <= set(closes), "an announced close is gone"
        # What was committed and not announced before the kill is at most one each life.
        told.update(stored)
        self.told.closes.update(closes)

    def _numbers_on_paper(self, stored: dict[str, int]) -> None:
        paper = self.folder / PAPER
        if paper.exists():
            on_paper = paper.read_bytes()
            printed = set(re.findall(rb"[A-Z2-7]{6}-\d{6}", on_paper))
            unknown = {number.decode() for number in printed} - set(stored)
            assert not unknown, f"printed and not in the journal: {unknown}"
            for number, total in _TOTAL_ON_PAPER.findall(on_paper):
                assert int(total.replace(b".", b"")) == stored[number.decode()], number


def kill(folder: Path, *, times: int, seed: int, deadly_every: int = 5) -> Told:
    """So many lives; every few one dies at the first byte of a paper. Raises AssertionError."""
    till = KilledTill(folder, seed)
    for life in range(times):
        till.live_and_die(is_deadly=deadly_every > 0 and life % deadly_every == deadly_every - 1)
        till.look()
    return till.told
