"""Setting printers up by hand, several of them (P6): what makes no sense gets a sentence."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.domain.printer import PrinterKind, PrinterProfile
from tests.ui.kit import press, settle, tap
from tests.ui.printer_kit import (
    PORT,
    SILENT,
    USB,
    OpenPrinterPage,
)
from ui.setup.printer_form import PrinterForm
from ui.setup.printer_page import PrinterPage


def typed(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    press(field, Qt.Key.Key_Tab)


DEVICE = PrinterProfile("device", path="/dev/usb/lp1")


@pytest.mark.parametrize(
    ("kind", "field_of", "text", "expected"),
    [
        ("device", lambda form: form.device.path, "/dev/usb/lp1", DEVICE),
        (
            "serial",
            lambda form: form.serial.path,
            "/dev/rfcomm0",
            PrinterProfile("serial", path="/dev/rfcomm0"),
        ),
        ("cups", lambda form: form.queue.queue, "till", PrinterProfile("cups", queue="till")),
    ],
    ids=["device", "serial", "cups"],
)
def test_p6_every_way_to_a_printer_can_be_set_by_hand(
    opened: OpenPrinterPage,
    kind: str,
    field_of: Callable[[PrinterForm], QWidget],
    text: str,
    expected: PrinterProfile,
) -> None:
    form = opened.page.form
    tap(form.kind_button(kind))
    row = field_of(form)
    assert opened.saved().printer is None
    typed(row.field, text)  # type: ignore[attr-defined]
    assert opened.saved().printer == expected


def test_speed_and_flow_control_belong_to_a_port(opened: OpenPrinterPage) -> None:
    opened.laptop.choose(printer=PORT.profile)
    form = opened.page.form
    tap(form.serial.speeds.buttons[115_200])
    tap(form.serial.flows.buttons["hardware"])
    printer = opened.saved().printer
    assert printer is not None
    assert (printer.baud, printer.flow, printer.path) == (115_200, "hardware", "/dev/rfcomm0")


@pytest.mark.parametrize(
    ("kind", "text"),
    [("device", "lp0"), ("device", "/dev/../etc/passwd"), ("cups", "-o raw"), ("network", "a b")],
)
def test_bad_input_gets_a_sentence_and_is_not_kept(
    opened: OpenPrinterPage, kind: PrinterKind, text: str
) -> None:
    form = opened.page.form
    tap(form.kind_button(kind))
    rows = {"device": form.device.path, "cups": form.queue.queue, "network": form.address}
    typed(rows[kind].field, text)
    assert rows[kind].refusal.isVisible()
    assert opened.saved().printer is None


def test_windows_has_no_device_files_and_linux_no_windows_queues(
    opened: OpenPrinterPage, qapp: QApplication
) -> None:
    form = PrinterForm(opened.answers, kinds=("network", "serial", "windows", "pdf"))
    form.show()
    shown = [kind for kind, button in form.kinds.buttons.items() if button.isVisible()]
    assert shown == ["none", "network", "serial", "windows", "pdf"]
    form.show_printer(DEVICE)  # settings that came from another computer are shown as they are
    assert form.kind_button("device").isVisible()
    form.deleteLater()


def test_an_advanced_setting_works_for_the_next_paper(opened: OpenPrinterPage) -> None:
    opened.laptop.choose(printer=SILENT.profile)
    more = opened.page.form.more
    assert not more.rows.isVisible()
    more.fold.click()
    more.feed.more.click()
    more.drawers.buttons["pin5"].click()
    more.pulses.buttons[200].click()
    more.codes.buttons["off"].click()
    for box in (more.buzzer, more.accents, more.heights, more.columns):
        box.click()
    typed(more.chunk.field, "512")
    typed(more.pause.field, "30")
    kept = opened.saved().printer
    assert kept is not None
    assert kept == replace(
        SILENT.profile,
        feed_lines=5,
        drawer="pin5",
        drawer_pulse_ms=200,
        qr="off",
        has_buzzer=True,
        has_accents=True,
        avoids_48_rows=True,
        graphics="column",
        chunk_bytes=512,
        pause_ms=30,
        version=kept.version,
    )
    assert kept.version > SILENT.profile.version
    typed(more.pause.field, "99999")
    assert more.pause.refusal.isVisible()
    assert opened.saved().printer == kept
    more.fold.click()


def test_the_feed_stays_between_0_and_10_lines(opened: OpenPrinterPage) -> None:
    opened.laptop.choose(printer=replace(SILENT.profile, feed_lines=10))
    feed = opened.page.form.more.feed
    assert not feed.more.isEnabled()
    for _line in range(10):
        feed.less.click()
    assert not feed.less.isEnabled()
    assert opened.saved().printer is not None
    assert opened.saved().printer.feed_lines == 0  # type: ignore[union-attr]


def test_another_place_is_another_printer_whose_answers_nobody_knows(
    opened: OpenPrinterPage,
) -> None:
    known = replace(
        SILENT.profile, has_cutter=True, answers_status=True, tested_on="2026-11-26", version=2
    )
    opened.laptop.choose(printer=known)
    typed(opened.page.form.address.field, "192.168.1.78")
    moved = opened.saved().printer
    assert moved is not None
    assert (moved.address, moved.has_cutter) == ("192.168.1.78", True)
    assert (moved.answers_status, moved.tested_on, moved.version) == (None, "", 3)


def test_of_several_printers_one_is_the_default_and_each_can_go_and_come_back(
    opened: OpenPrinterPage,
) -> None:
    opened.laptop.choose(printer=USB.profile, other_printers=(SILENT.profile, PORT.profile))
    page = opened.page
    use = page.list.rows[1].use
    assert use is not None
    tap(use)
    assert opened.saved().printer == SILENT.profile
    assert opened.saved().other_printers == (USB.profile, PORT.profile)
    tap(page.list.rows[0].remove)
    assert opened.saved().printer == USB.profile
    assert opened.saved().other_printers == (PORT.profile,)
    tap(page.undo)
    assert opened.saved().printer == SILENT.profile
    assert page.undo.isHidden()
    assert page.back_to_default is not None
    page.back_to_default.click()
    assert opened.saved().printer is None
    page.undo.click()
    assert len(page.list.rows) == 3


def test_one_more_is_added_by_hand_and_no_printer_twice(opened: OpenPrinterPage) -> None:
    opened.laptop.choose(printer=SILENT.profile)
    page = opened.page
    tap(page.by_hand)
    tap(page.form.kind_button("network"))
    typed(page.form.address.field, SILENT.profile.address)
    assert page.form.refusal.isVisible()
    assert opened.saved().other_printers == ()
    typed(page.form.address.field, "10.0.0.9")
    assert not page.form.refusal.isVisible()
    assert [one.address for one in opened.saved().other_printers] == ["10.0.0.9"]
    assert opened.saved().printer == SILENT.profile
    tap(page.list.rows[0].name)
    assert page.form.address.text() == SILENT.profile.address


def test_a_long_name_gives_way_and_cuts_nothing_off(opened: OpenPrinterPage) -> None:
    folder = "/home/rahma/Struk Pesta Raya Lampung 2026 stan B01 dan cadangannya di flash disk"
    opened.laptop.choose(
        printer=PrinterProfile("pdf", folder=folder), other_printers=(replace(DEVICE, path=folder),)
    )
    settle()
    for place in range(2):
        opened.page.list.rows[place].name.click()
        settle()
        assert opened.page.minimumSizeHint().width() < 600
    seen = [row.remove.visibleRegion().boundingRect() for row in opened.page.list.rows]
    assert seen == [row.remove.rect() for row in opened.page.list.rows]


def test_what_comes_next_is_in_view(opened: OpenPrinterPage, qtbot: QtBot) -> None:
    page = opened.page
    opened.laptop.choose(printer=DEVICE, other_printers=(PORT.profile, USB.profile))
    page.more.click()
    settle()
    qtbot.waitUntil(lambda: not page.finder.search.visibleRegion().isEmpty())
    opened.screen.show_subject(0)
    opened.screen.show_page(PrinterPage)
    assert not page.finder.isVisible(), "a search that was left makes room again"
    page.more.click()
    page.finder.used.emit(SILENT.profile)
    qtbot.waitUntil(lambda: not page.attempt.visibleRegion().isEmpty())
    assert not page.outcome.visibleRegion().isEmpty()
    page.by_hand.click()
    kind = page.form.kind_button("network")
    qtbot.waitUntil(lambda: not kind.visibleRegion().isEmpty())


def test_no_printer_in_the_form_takes_that_one_out_and_leaves_the_others_alone(
    opened: OpenPrinterPage,
) -> None:
    page = opened.page
    opened.laptop.choose(printer=SILENT.profile, other_printers=(USB.profile,))
    tap(page.form.kind_button("none"))
    assert opened.saved().printer == USB.profile
    assert page.form.printer() == USB.profile, "the form shows the printer that is looked at"
    tap(page.undo)
    assert (opened.saved().printer, opened.saved().other_printers) == (
        SILENT.profile,
        (USB.profile,),
    )
