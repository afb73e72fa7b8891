"""Window tests collect garbage between tests and on their own thread, as the program does.

What tests of one subject share stands here too.
"""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.printer_kit import OpenPrinterPage, a_printer_page
from ui.theme import LIGHT, apply_theme


@pytest.fixture(autouse=True)
def _garbage_stays_on_this_thread() -> Iterator[None]:
    gc.disable()
    yield
    # Windows to be deleted go first, as an event loop would have it: garbage may hold their parts.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)
    gc.enable()


@pytest.fixture(scope="module")
def printer_page(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[OpenPrinterPage]:
    """The page of the printers over a real till, one for all tests of a module."""
    apply_theme(qapp, LIGHT)
    with a_printer_page(tmp_path_factory.mktemp("printers")) as opened:
        yield opened


@pytest.fixture
def opened(printer_page: OpenPrinterPage) -> OpenPrinterPage:
    """The same page as a new booth finds it."""
    printer_page.start_anew()
    return printer_page
