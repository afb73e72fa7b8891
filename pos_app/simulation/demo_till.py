"""One booth of the demo: joins, takes its price list in, sells, prints, closes, signs."""

import csv
import io
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time
from pathlib import Path
from random import Random
from typing import Final

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.discount import AmountOff, PercentOff
from pos_app.domain.drawer import CashCount
from pos_app.domain.journal import Recorded
from pos_app.domain.money import Money, Percent, Quantity
from pos_app.domain.rupiah import in_notes
from pos_app.domain.tender import Sighting
from pos_app.files import make_folder, write_whole
from pos_app.papers.paper import text_lines
from pos_app.services.paying import RecordedSale
from pos_app.services.selling import Selling
from pos_app.simulation.crowd import ROUNDING_STEP, Bargain, Purchase, Stand, price_list_rows
from pos_app.simulation.outside import RECEIPT_PRINTER, PaperFolder, SetClock, seeded_bytes

_OPENS: Final = time(9, 30)
_CLOSES: Final = time(21, 15)
_FLOATS: Final = (200_000, 300_000, 500_000)
_EXACT_DAYS: Final = 0.7
_DIFFERENCES: Final = tuple(range(500, 20_001, 500))
_NOT_FOUND_YET: Final = "belum-ketemu"
_KEEPER: Final = "Demo"


class DemoTill:
    """A till in a folder of its own. Between joining and selling it is shut down, as in life."""

    def __init__(self, stand: Stand, folder: Path, *, seed: int, joins_at: datetime) -> None:
        """`joins_at` is aware; its zone is the event's."""
        self.stand = stand
        self._folder = folder
        self._clock = SetClock(joins_at)
        self._chance = Random(f"{seed}/drawer/{stand.booth_id}")
        self._receipts = folder
        self._surroundings = Surroundings(
            clock=self._clock,
            randomness=seeded_bytes(seed, stand.booth_id),
            open_transport=lambda _printer, file_name: PaperFolder(self._receipts, file_name),
        )

    def request_key(self, pack: Path, claim: str) -> Path:
        """Join the event by its claim code; gives the key request's file."""
        with closing(TillFolder(self._folder, self._surroundings)) as till:
            till.joining.join(pack, claim, operator_name=_KEEPER)
            return till.joining.write_request(self._folder)

    def work(
        self,
        pack: Path,
        days: Iterable[tuple[date, Iterable[Purchase]]],
        *,
        receipts: Path,
        files: Path,
    ) -> Iterator[Purchase]:
        """Sell on every day, close each; gives each purchase once its receipt is out.

        `pack` is the one that names this till's key.
        """
        self._receipts = make_folder(receipts)
        with closing(TillFolder(self._folder, self._surroundings)) as till:
            till.joining.take_pack(pack)
            app = till.open_booth(RECEIPT_PRINTER)
            assert app is not None, "it has joined"
            self._take_price_list(app)
            if self.stand.rounds_cash:
                app.arranging.change(replace(app.arranging.own, rounding_step=ROUNDING_STEP))
            for day, purchases in days:
                self._set(day, _OPENS)
                app.cash.set_float(self._chance.choice(_FLOATS))
                for purchase in purchases:
                    self._clock.at = purchase.at
                    sold = sell(app, purchase)
                    self._print(app, sold.recorded)
                    yield purchase
                self._set(day, _CLOSES)
                self._close(app, files)

    def _set(self, day: date, at: time) -> None:
        self._clock.at = datetime.combine(day, at, self._clock.at.tzinfo)

    def _take_price_list(self, app: BoothApp) -> None:
        text = io.StringIO(newline="")
        csv.writer(text).writerows(price_list_rows(self.stand))
        path = self._folder / "price-list.csv"
        write_whole(path, text.getvalue().encode())
        preview = app.catalog.preview_import(path).read()
        app.catalog.import_price_list(preview.products)

    def _close(self, app: BoothApp, files: Path) -> None:
        expected = app.cash.expected()
        off = 0 if self._chance.random() < _EXACT_DAYS else self._chance.choice(_DIFFERENCES)
        found = max(0, expected + off * self._chance.choice((1, -1)))
        why = "" if found == expected else _NOT_FOUND_YET
        closed = app.days.close_day(counted(found), why=why)
        self._print(app, closed.recorded)
        app.days.day_file_job(closed, files).write()

    def _print(self, app: BoothApp, recorded: Recorded) -> None:
        """Send the papers that wait, and leave the same paper as text beside them."""
        print_waiting(app)
        paper = app.papers.paper(recorded, RECEIPT_PRINTER.paper_columns)
        path = self._receipts / f"{app.papers.number(recorded)}.txt"
        path.write_text("\n".join([*text_lines(paper), ""]), encoding="utf-8", newline="\n")


def sell(app: BoothApp, purchase: Purchase) -> RecordedSale:
    """Ring a purchase up as the window does: codes with quantities, bargain, tenders, done."""
    selling, taken = app.selling, purchase.taken
    for piece in taken.pieces:
        selling.scan(f"{piece.quantity}*{piece.code}")
    if taken.scoop is not None:
        kilograms = str(Quantity(taken.scoop.grams)).replace(".", ",")
        selling.scan(f"{kilograms}x {taken.scoop.name} {taken.scoop.price}")
    _bargain(selling, taken.bargain)
    for kind, amount in purchase.paid:
        is_unsure = kind == "qris" and purchase.is_unsure
        sighting = Sighting(state="unsure") if is_unsure else Sighting(seen="phone")
        app.paying.tender(
            kind, purchase.handed if kind == "cash" else amount, sighting, finishes=True
        )
    return app.paying.finish()


def _bargain(selling: Selling, bargain: Bargain | None) -> None:
    match bargain:
        case Bargain("percent", percent):
            selling.discount_cart(PercentOff(Percent.of(percent)))
        case Bargain("amount", amount):
            selling.discount_cart(AmountOff(amount))
        case Bargain("agreed", total):
            selling.agree_total(total)
        case _:
            pass


def print_waiting(app: BoothApp) -> None:
    """Send all papers that wait, oldest first; raises PrinterError."""
    while (job := app.printing.next_job()) is not None:
        job.connect()
        sending = app.printing.mark_sending(job)
        app.printing.mark_sent(sending, sending.send())


def counted(amount: Money) -> CashCount:
    """The notes and coins that make an amount, as somebody would count them."""
    pieces = tuple((denomination.value, count) for denomination, count in in_notes(amount))
    return CashCount(pieces, amount - sum(value * count for value, count in pieces))
