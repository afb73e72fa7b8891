"""Setting printers up by hand, several of them (P6): what makes no sense gets a sentence."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.domain.printer import PrinterKind, PrinterProfile
from tests.ui.kit import press, tap
from tests.ui.printer_kit import (
    PORT,
    SILENT,
    USB,
    OpenPrinterPage,
    a_printer_page,
)
from ui.setup.printer_form import PrinterForm
from ui.theme import LIGHT, apply_theme


@pytest.fixture(scope="module")
def one_page(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[OpenPrinterPage]:
    apply_theme(qapp, LIGHT)
    with a_printer_page(tmp_path_factory.mktemp("printers")) as opened:
        yield opened


@pytest.fixture
def opened(one_page: OpenPrinterPage) -> OpenPrinterPage:
    one_page.start_anew()
    return one_page


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
