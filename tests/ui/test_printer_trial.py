"""The test page that asks (P11): what a person saw becomes what is known of the printer."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from pos_app.domain.journal import Audited
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import LANGUAGES, use_language
from pos_app.services.printer_trial import TRIAL_ANSWERS
from tests.builders import at
from tests.printing.nasty_printer import HEALTHY, N1, NastyPrinter, nasty_printer
from tests.ui.kit import press, settle, tap
from tests.ui.printer_kit import (
    USB,
    OpenPrinterPage,
    a_printer_page,
)
from ui.buttons import Button
from ui.setup.printer_trial import TrialDialog
from ui.theme import LIGHT, apply_theme


@pytest.fixture
def healthy() -> Iterator[NastyPrinter]:
    with nasty_printer(HEALTHY) as printer:
        yield printer


def on(printer: NastyPrinter) -> PrinterProfile:
    return PrinterProfile("network", address="127.0.0.1", port=printer.port)


def begun(opened: OpenPrinterPage) -> TrialDialog:
    tap(opened.page.attempt)
    settle()
    return opened.dialog()


def heard(dialog: TrialDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: dialog.outcome().answers_fence is True)


def test_p11_the_answers_become_the_profile_of_the_printer(
    opened: OpenPrinterPage, healthy: NastyPrinter, qtbot: QtBot
) -> None:
    opened.laptop.choose(printer=on(healthy), other_printers=(USB.profile,))
    dialog = begun(opened)
    assert not dialog.start.drawer.isChecked()
    dialog.start.drawer.click()
    tap(dialog.start.print_page)
    seen = {
        "columns": "48",
        "accents": "right",
        "codes": "second",
        "pictures": "signs",
        "cut": "through",
        "drawer": "after",
    }
    for question, answer in seen.items():
        assert dialog.question() == question
        tap(dialog.choice(answer))
    assert dialog.question() is None
    heard(dialog, qtbot)
    tap(dialog.keep)
    assert opened.saved().printer == replace(
        on(healthy),
        paper_columns=48,
        has_accents=True,
        qr="raster",
        avoids_48_rows=True,
        has_cutter=True,
        feed_lines=7,
        drawer="pin5",
        answers_status=True,
        answers_fence=True,
        tested_on=at().date().isoformat(),
        version=2,
    )
    assert opened.saved().other_printers == (USB.profile,)
    assert b"GERAI 0123456789" in healthy.received
    assert "48 letters in a line" in opened.page.trial.known()


def test_a_trial_that_is_cancelled_half_way_changes_nothing(
    opened: OpenPrinterPage, healthy: NastyPrinter
) -> None:
    opened.laptop.choose(printer=on(healthy))
    before = opened.saved()
    dialog = begun(opened)
    tap(dialog.start.print_page)
    tap(dialog.choice("48"))
    press(dialog, Qt.Key.Key_Escape)
    settle()
    assert opened.page.trial.dialog is None
    assert opened.saved() == before
    assert healthy.left.wait(2)  # and the printer is let go of


def test_what_is_skipped_stays_and_back_leads_to_the_earlier_answer(
    opened: OpenPrinterPage, healthy: NastyPrinter, qtbot: QtBot
) -> None:
    opened.laptop.choose(printer=replace(on(healthy), paper_columns=42, has_cutter=True))
    dialog = begun(opened)
    tap(dialog.start.print_page)
    tap(dialog.skip)
    tap(dialog.choice("right"))
    tap(dialog.back)
    assert dialog.choice("right").isChecked()
    while dialog.question() is not None:
        tap(dialog.skip)
    heard(dialog, qtbot)
    tap(dialog.keep)
    kept = opened.saved().printer
    assert kept is not None
    assert (kept.paper_columns, kept.has_cutter, kept.has_accents) == (42, True, True)


def test_a_page_that_does_not_come_says_why_and_can_be_tried_again(
    opened: OpenPrinterPage, qtbot: QtBot
) -> None:
    with nasty_printer(N1) as printer:
        opened.laptop.choose(printer=on(printer))
        dialog = begun(opened)
        tap(dialog.start.print_page)
        qtbot.waitUntil(dialog.start.refusal.isVisible)
    assert "Switch it off and on again" in dialog.start.refusal.text()
    assert dialog.question() is None
    assert dialog.start.print_page.isVisible()
    dialog.reject()
    settle()


def test_the_trial_can_be_repeated_before_it_is_kept(
    opened: OpenPrinterPage, healthy: NastyPrinter, qtbot: QtBot
) -> None:
    opened.laptop.choose(printer=on(healthy))
    dialog = begun(opened)
    for _time in range(2):
        tap(dialog.start.print_page)
        while dialog.question() is not None:
            tap(dialog.skip)
        heard(dialog, qtbot)
        tap(dialog.again)
    qtbot.waitUntil(lambda: healthy.received.count(b"GERAI 0123456789 1") == 2)
    dialog.reject()
    settle()


def test_a_trial_ends_when_the_window_goes(opened: OpenPrinterPage, healthy: NastyPrinter) -> None:
    opened.laptop.choose(printer=on(healthy))
    dialog = begun(opened)
    tap(dialog.start.print_page)
    opened.screen.hide()
    settle()
    assert opened.page.trial.dialog is None
    opened.screen.show()


def test_ux14_every_step_of_the_trial_fits_the_smallest_window(
    opened: OpenPrinterPage, healthy: NastyPrinter, qapp: QApplication
) -> None:
    apply_theme(qapp, LIGHT, text_percent=130)
    opened.laptop.choose(printer=replace(on(healthy), drawer="pin2"))
    dialog = begun(opened)
    tap(dialog.start.print_page)
    for _question in dialog.questions:
        for language in LANGUAGES:
            use_language(language)
            dialog.retranslate()
            settle()
            assert dialog.minimumSizeHint().width() <= 1024
            assert dialog.minimumSizeHint().height() <= 540
            for button in filter(Button.isVisible, dialog.findChildren(Button)):
                assert button.width() >= button.minimumSizeHint().width(), button.words()
                assert button.height() >= button.minimumSizeHint().height(), button.words()
        tap(dialog.skip)
    dialog.reject()
    settle()
    use_language("en")
    apply_theme(qapp, LIGHT)


def test_a_folder_is_asked_nothing_and_says_where_the_page_is(
    opened: OpenPrinterPage, qtbot: QtBot, tmp_path: Path
) -> None:
    opened.laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path)))
    opened.page.attempt.setFocus()
    for _impatient in range(2):
        press(opened.screen, Qt.Key.Key_Return)
    assert opened.page.attempt.hasFocus(), "a second Enter must not take the printer out"
    qtbot.waitUntil(lambda: "gerai-test-page.pdf" in opened.page.outcome.text())
    assert (tmp_path / "gerai-test-page.pdf").exists()
    opened.laptop.choose(printer=PrinterProfile("pdf", folder=str(tmp_path / "gone")))
    tap(opened.page.attempt)
    qtbot.waitUntil(lambda: opened.page.outcome.text().startswith("The printer or folder was not"))


def test_every_answer_has_a_drawing_words_and_a_description(
    opened: OpenPrinterPage, healthy: NastyPrinter
) -> None:
    opened.laptop.choose(printer=on(healthy))
    dialog = begun(opened)
    dialog.start.drawer.setChecked(True)
    tap(dialog.start.print_page)
    for question, answers in TRIAL_ANSWERS.items():
        assert dialog.question() == question
        pictures = set()
        for answer in answers:
            choice = dialog.choice(answer)
            assert choice.accessibleName()
            assert choice.accessibleDescription()
            choice.setText(" ")  # the drawing alone has to tell one from another
            choice.clearFocus()
            pictures.add(choice.grab().toImage().bits().tobytes())
        assert len(pictures) == len(answers)
        tap(dialog.skip)
    dialog.reject()
    settle()


def test_p11_the_keyboard_alone_finds_a_printer_and_tries_it(
    opened: OpenPrinterPage, healthy: NastyPrinter, qtbot: QtBot
) -> None:
    opened.near.found = (replace(USB, profile=on(healthy)),)
    finder = opened.page.finder
    finder.address.field.setFocus()
    press(opened.screen, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not finder.is_searching)
    _go_to(finder.rows[0].use)
    press(opened.screen, Qt.Key.Key_Return)
    assert opened.page.attempt.hasFocus()
    press(opened.screen, Qt.Key.Key_Return)
    settle()
    dialog = opened.dialog()
    assert dialog.start.print_page.hasFocus()
    press(dialog, Qt.Key.Key_Return)
    while dialog.question() is not None:
        last = list(TRIAL_ANSWERS[dialog.question()])[-1]
        _go_to(dialog.choice(last))
        press(dialog, Qt.Key.Key_Return)
    heard(dialog, qtbot)
    assert dialog.keep.hasFocus()
    press(dialog, Qt.Key.Key_Return)
    kept = opened.saved().printer
    assert kept is not None
    assert (kept.paper_columns, kept.qr, kept.graphics) == (48, "off", "column")


def _go_to(button: Button) -> None:
    """Press Tab until it has the focus."""
    for _step in range(60):
        if button.hasFocus():
            return
        press(button, Qt.Key.Key_Tab)
    raise AssertionError(f"{button.words()} is not reached by Tab")


def test_h1_a_drawer_is_tried_only_by_those_who_may_open_it(
    tmp_path: Path, healthy: NastyPrinter, qtbot: QtBot
) -> None:
    with a_printer_page(tmp_path) as opened:
        people, arranging = opened.booth.people, opened.booth.arranging
        people.set_pin("k1", "1111")
        people.add("Budi", "2222")
        arranging.change(replace(arranging.own, second_pin_for=("no_sale",)))
        opened.laptop.choose(printer=on(healthy))
        dialog = begun(opened)
        dialog.start.drawer.click()
        tap(dialog.start.print_page)
        assert dialog.question() is None
        assert dialog.second_person is not None
        QTest.keyClicks(dialog.second_person.pin, "2222")
        press(dialog.second_person, Qt.Key.Key_Return)
        assert dialog.question() == "columns"
        heard(dialog, qtbot)
        *_earlier, note = opened.booth.papers._recording.entries()
        assert isinstance(note.entry, Audited)
        assert (note.entry.what, note.entry.stamp.by) == ("drawer-tried", "k2")
        dialog.reject()
        settle()
