"""Searching for printers (P11, ux.md 3.8): only when asked to, never on the window's thread."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from pos_app.domain.printer import PrinterProfile
from tests.builders import at
from tests.ui.kit import tap
from tests.ui.printer_kit import (
    FORBIDDEN,
    PORT,
    SILENT,
    USB,
    OpenPrinterPage,
)
from ui.setup.doors import MadeEvent, SetupDoors
from ui.setup.joined_page import JoinedPage


def searched(opened: OpenPrinterPage, qtbot: QtBot) -> None:
    tap(opened.page.finder.search)
    qtbot.waitUntil(lambda: not opened.page.finder.is_searching)


def test_p11_nothing_is_looked_for_before_somebody_asks(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    opened.screen.retranslate()
    assert opened.near.wishes == []
    searched(opened, qtbot)
    assert len(opened.near.wishes) == 1
    assert opened.near.wishes[0].scans_network is False
    assert all(name.startswith("printer-search") for name in opened.near.threads)


def test_each_finding_says_its_way_and_whether_it_answers_and_a_folder_comes_last(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    opened.near.found = (USB, SILENT, FORBIDDEN, PORT)
    searched(opened, qtbot)
    finder = opened.page.finder
    shown = [(row.title.text(), row.way.text(), row.state.word()) for row in finder.rows]
    assert shown == [
        ("POS58", "USB cable, /dev/usb/lp0", "Answers"),
        ("192.168.1.77:9100", "The address you typed", "Silent"),
        ("TM-T20", "USB cable, /dev/usb/lp1", "Not ready"),
        ("/dev/rfcomm0", "Bluetooth", "Not asked"),
    ]
    assert "lp" in finder.rows[2].trouble.text()
    assert finder.folder.y() > finder.rows[-1].y()
    assert finder.rows[0].use.accessibleName() == "Use: POS58"


def test_the_local_network_is_looked_through_on_request_only(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    finder = opened.page.finder
    finder.around.click()
    finder.address.field.setText("10.0.0.7")
    searched(opened, qtbot)
    assert (opened.near.wishes[0].address, opened.near.wishes[0].scans_network) == (
        "10.0.0.7",
        True,
    )
    assert finder.words.text().startswith("No printer found.")


def test_an_address_that_cannot_be_one_is_refused_before_anything_is_looked_for(
    opened: OpenPrinterPage,
) -> None:
    finder = opened.page.finder
    finder.address.field.setText("http://10.0.0.7")
    tap(finder.search)
    assert finder.address.refusal.isVisible()
    assert opened.near.wishes == []


def test_a_search_ends_within_a_second_of_being_stopped_and_keeps_what_it_found(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    opened.near.found, opened.near.waits = (USB,), True
    finder = opened.page.finder
    tap(finder.search)
    qtbot.waitUntil(lambda: len(finder.rows) == 1)
    assert finder.bar.isVisible()
    tap(finder.stop)
    assert not finder.is_searching
    assert opened.near.ended.wait(1)
    assert len(finder.rows) == 1
    assert finder.words.text() == "The search was stopped."
    assert finder.search.hasFocus()


def test_a_search_stops_when_another_page_comes_up(opened: OpenPrinterPage) -> None:
    opened.near.waits = True
    tap(opened.page.finder.search)
    opened.screen.show_subject(0)
    assert opened.near.ended.wait(1)
    opened.screen.show_page(type(opened.page))


def test_a_search_that_breaks_off_says_so_and_is_reported(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    opened.near.is_broken = True
    with qtbot.captureExceptions() as bugs:
        searched(opened, qtbot)
    assert len(bugs) == 1
    assert opened.page.finder.words.text().startswith("The search broke off.")


def test_a_finding_in_use_is_the_default_and_the_test_page_is_the_next_step(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    opened.laptop.choose(printer=SILENT.profile)
    opened.near.found = (USB,)
    tap(opened.page.more)
    searched(opened, qtbot)
    tap(opened.page.finder.rows[0].use)
    assert opened.saved().printer == USB.profile
    assert opened.saved().other_printers == (SILENT.profile,)
    assert opened.page.attempt.hasFocus()
    assert "Print a test page next" in opened.page.outcome.text()


def test_a_printer_that_is_found_again_keeps_what_is_known_of_it(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    known = replace(USB.profile, has_cutter=True, tested_on="2026-11-26", version=2)
    opened.laptop.choose(printer=SILENT.profile, other_printers=(known,))
    opened.near.found = (USB,)
    tap(opened.page.more)
    searched(opened, qtbot)
    tap(opened.page.finder.rows[0].use)
    assert opened.saved().printer == known


def test_a_folder_is_only_used_when_it_was_chosen(opened: OpenPrinterPage, tmp_path: Path) -> None:
    assert opened.saved().printer is None
    opened.answers.path = tmp_path
    tap(opened.page.finder.folder.use)
    assert opened.saved().printer == PrinterProfile("pdf", folder=str(tmp_path))


def test_the_first_run_finds_a_printer_too_and_goes_without_one(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    sold_with: list[PrinterProfile | None] = []
    opened.near.found = (USB,)
    page = JoinedPage(doors(opened, sold_with.append), None)
    qtbot.addWidget(page)
    page.show()
    assert opened.near.wishes == []
    page.sell.click()
    qtbot.waitUntil(lambda: sold_with == [None])
    page.sell.setEnabled(True)
    page.finder.start()
    qtbot.waitUntil(lambda: not page.finder.is_searching)
    page.finder.rows[0].use.click()
    assert page.found.text().startswith("/dev/usb/lp0 is used.")
    assert not page.printer.more.isVisible()
    page.sell.click()
    qtbot.waitUntil(lambda: sold_with == [None, USB.profile])


def doors(opened: OpenPrinterPage, sell: Callable[[PrinterProfile | None], None]) -> SetupDoors:
    return SetupDoors(
        practise=lambda: None,
        joining=lambda: opened.booth.joining,
        sell=sell,
        make_event=_unused,
        organize=_unused,
        for_organizer=opened.file.parent,
        chooser=opened.answers,
        today=lambda: at().date(),
        find_printers=opened.near.find,
    )


def _unused(*_asked: object) -> MadeEvent:
    raise AssertionError("nobody organizes here")
