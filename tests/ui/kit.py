"""Helpers for tests of screens: a real till in a temporary folder, a clock, real input."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache, cached_property
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.bootstrap import BoothApp, Surroundings, TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.printer import PrinterProfile
from pos_app.services.paying import RecordedSale
from tests.builders import at
from tests.practice import begin_practice
from ui.goods.new_product_panel import NewProductPanel
from ui.sale.sale_presenter import SalePresenter
from ui.sale.sale_screen import SaleScreen
from ui.theme import LIGHT, apply_theme, undressed

_NO_MODIFIER = Qt.KeyboardModifier.NoModifier


@dataclass
class SteadyClock:
    """Seconds that pass only when told to."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds

    def pass_by(self, seconds: float) -> None:
        self.seconds += seconds


@dataclass
class WallClock:
    """A time of day that a test sets."""

    now: datetime = field(default_factory=lambda: at(hour=10))

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: int) -> None:
        self.now += timedelta(**time)


def counted_randomness() -> Callable[[int], bytes]:
    """Bytes that never repeat and are the same in every run."""
    numbers = iter(range(1, 1_000_000))
    return lambda length: next(numbers).to_bytes(length, "big")


def practice_chance(
    folder: Path, clock: WallClock, *, operator_name: str = ""
) -> Callable[[int], bytes]:
    """Random bytes for a practice till in a folder, begun there unless one is at home already."""
    if (folder / "till.db").exists():
        return counted_randomness()
    return begin_practice(folder, counted_randomness, clock.now, operator_name=operator_name)


@contextmanager
def a_practice_till(folder: Path, *, printer: PrinterProfile | None = None) -> Iterator[BoothApp]:
    """A till at work in a folder; opened again, it goes on where it was."""
    clock = WallClock()
    till = TillFolder(folder, Surroundings(clock=clock, randomness=practice_chance(folder, clock)))
    try:
        booth = till.open_booth(printer)
        assert booth is not None
        yield booth
    finally:
        till.close()


@dataclass
class OpenSale:
    """The selling screen of a practice till, shown, with its steady clock."""

    booth: BoothApp
    screen: SaleScreen
    presenter: SalePresenter
    clock: SteadyClock

    def tap_tile(self, code: str) -> Product:
        """Tap the tile of a product of the practice price list."""
        grid = self.screen.sell.grid
        rows = range(grid.goods.rowCount())
        row = next(row for row in rows if grid.goods.tile(row).product.code == code)
        grid.scrollTo(grid.goods.index(row))
        settle()
        tap(grid.viewport(), grid.visualRect(grid.goods.index(row)).center())
        return grid.goods.tile(row).product

    def lines(self) -> list[tuple[str, str]]:
        """Code and quantity of each line of the cart."""
        return [(line.code, str(line.quantity)) for line in self.booth.selling.cart.lines]

    def last_sale(self) -> RecordedSale:
        last = self.booth.paying.last_sale()
        assert last is not None
        return last

    def later(self) -> None:
        """Let so much time go by that no key or tap belongs to what was before."""
        self.clock.pass_by(0.5)

    def sales(self) -> int:
        """How many sales the journal holds."""
        last = self.booth.paying.last_sale()
        return 0 if last is None else last.sale.money.no


@contextmanager
def an_open_sale(
    folder: Path,
    *,
    size: tuple[int, int] = (1286, 768),
    private_after_ms: int = 60_000,
    printer: PrinterProfile | None = None,
) -> Iterator[OpenSale]:
    """A till with its selling screen on the (unseen) screen."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    clock = SteadyClock()
    with a_practice_till(folder, printer=printer) as booth:
        presenter = SalePresenter(booth)
        with undressed(app):
            screen = SaleScreen(presenter, now=clock, private_after_ms=private_after_ms)
            screen.place_new_product(NewProductPanel(booth.catalog))
        screen.show_place("Bazar Nusantara", "A-12 Kedai Lestari")
        screen.resize(*size)
        screen.show()
        screen.activateWindow()
        settle()
        try:
            yield OpenSale(booth, screen, presenter, clock)
        finally:
            presenter.save_cart()
            screen.close()
            screen.deleteLater()
            settle()


def make_every_part(widget: object) -> None:
    """Have a page make all that it otherwise makes when a person first wants it."""
    for name in dir(type(widget)):
        if isinstance(getattr(type(widget), name), cached_property):
            getattr(widget, name)


@cache
def dress(app: QApplication) -> None:
    """Dress the program as it looks for people; once for all tests, it takes its time."""
    apply_theme(app, LIGHT)


def settle() -> None:
    """Let posted events and deferred deletions happen."""
    app = QApplication.instance()
    assert app is not None
    app.processEvents()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    app.processEvents()


def press(widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier | None = None) -> None:
    """Press a key where the focus of the widget's window is."""
    handle = widget.window().windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, modifier or _NO_MODIFIER)


def type_text(widget: QWidget, text: str) -> None:
    """Type letters where the focus of the widget's window is."""
    handle = widget.window().windowHandle()
    assert handle is not None
    for letter in text:
        shift = Qt.KeyboardModifier.ShiftModifier if letter.isupper() else _NO_MODIFIER
        QTest.keyClick(handle, Qt.Key(ord(letter.upper())), shift)


def type_at_once(widget: QWidget, text: str) -> None:
    """Keys that lie in the queue together, so that no slow machine puts a pause between them."""
    handle = widget.window().windowHandle()
    assert handle is not None
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, ord(letter), _NO_MODIFIER, letter)
            QCoreApplication.postEvent(handle, key)
    settle()


def tap(widget: QWidget, place: QPoint | None = None) -> None:
    """Tap a widget, in its middle unless a place is given."""
    where = widget.rect().center() if place is None else place
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=where)
