"""The settings of a booth: each page over a real till, saved at once, each with a way back."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.money import Percent
from pos_app.i18n import use_language
from pos_app.papers.paper import Row
from pos_app.services.receipt_sample import ReceiptSample
from pos_app.settings import Settings, load_settings
from tests.tills import TillAtWork, a_till_at_work
from tests.ui.kit import press, settle, tap
from tests.ui.program import Answers
from ui.buttons import TARGET_PX
from ui.laptop import Laptop
from ui.setup.look_page import LookPage
from ui.setup.money_page import MoneyPage
from ui.setup.qris_page import QrisPage
from ui.setup.receipt_page import ReceiptPage
from ui.setup.selling_page import SellingPage
from ui.setup.settings_screen import PageKind, SettingsScreen
from ui.setup.settings_subjects import BoothSettings, SettingsParts
from ui.setup.taxes_page import TaxesPage
from ui.theme import DARK, LIGHT, SUN, apply_theme

pytestmark = pytest.mark.usefixtures("qapp")

SMALLEST = (1024 - 64, 540)
QRIS = json.loads(
    (Path(__file__).parents[1] / "data" / "qris-vectors.json").read_text(encoding="utf-8")
)["vectors"]
OWN_CODE = next(vector["payload"] for vector in QRIS if vector["id"] == "S1")


@dataclass
class OpenSettings:
    """The settings of a practice till, shown in the smallest window."""

    screen: SettingsScreen
    till: TillAtWork
    laptop: Laptop
    folder: Path

    @property
    def rules(self) -> BoothRules:
        return self.till.app.arranging.rules

    def saved(self) -> Settings:
        return load_settings(self.folder / "settings.json").settings

    def page(self, kind: type[PageKind]) -> PageKind:
        """Bring the page of that kind up."""
        page = self.screen.show_page(kind)
        settle()
        return page


@contextmanager
def open_settings(folder: Path) -> Iterator[OpenSettings]:
    """A practice till in that folder, with its settings on the screen."""
    with a_till_at_work(folder / "till") as till:
        laptop = Laptop(folder / "settings.json", Settings(language="en"))
        app = till.app
        parts = SettingsParts(
            log_folder=folder,
            chooser=Answers(),
            joining=app.joining,
            for_organizer=folder,
            has_real_till=True,
            booth=BoothSettings(
                app.arranging,
                ReceiptSample(app.papers),
                is_practice=True,
                signing_in=app.signing_in,
                people=app.people,
                pages=app.printing.loose,
                logo=app.logo,
            ),
        )
        screen = SettingsScreen(laptop, parts)
        screen.resize(*SMALLEST)
        screen.show()
        settle()
        yield OpenSettings(screen, till, laptop, folder)
        screen.close()
        screen.deleteLater()
        settle()


@pytest.fixture(scope="module")
def one_till(
    tmp_path_factory: pytest.TempPathFactory, qapp: QApplication
) -> Iterator[OpenSettings]:
    """Opened once: pages are many and a till takes its time."""
    apply_theme(qapp, LIGHT)
    with open_settings(tmp_path_factory.mktemp("settings")) as opened:
        yield opened


@pytest.fixture
def opened(one_till: OpenSettings) -> OpenSettings:
    """As a new booth finds it."""
    one_till.screen.activateWindow()
    one_till.till.app.arranging.change(BoothRules())
    usual = Settings(language="en")
    one_till.laptop.choose(**{name: getattr(usual, name) for name in Settings.__slots__})
    one_till.screen.show_subject(0)
    one_till.screen.retranslate()
    return one_till


def typed(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    press(field, Qt.Key.Key_Tab)


# --- the booth's rules -------------------------------------------------------------------------


def test_mon7_cash_rounding_is_off_until_a_step_is_chosen_and_goes_back(
    opened: OpenSettings,
) -> None:
    page = opened.page(MoneyPage)
    assert not page.ways.isVisible()
    tap(page.steps.buttons[500])
    tap(page.ways.buttons["nearest"])
    assert (opened.rules.rounding_step, opened.rules.rounding_way) == (500, "nearest")
    assert page.back_to_default is not None
    tap(page.back_to_default)
    assert opened.rules == BoothRules()
    assert page.steps.value() == 0


def test_the_last_note_button_cannot_be_taken_away(opened: OpenSettings) -> None:
    page = opened.page(MoneyPage)
    for button in list(page.notes.buttons.values()):
        button.click()
    assert opened.rules.notes_shown == (1_000,)
    assert page.notes.values() == (1_000,)
    assert page.rows["notes_shown"].refusal.isVisible()


def test_nobody_charges_ppn_before_a_right_npwp_is_typed(opened: OpenSettings) -> None:
    page = opened.page(TaxesPage)
    tap(page.taxes.buttons["pkp"])
    assert opened.rules.taxes == "none"
    typed(page.npwp, "12345")
    assert page.rows["npwp"].refusal.isVisible()
    assert opened.rules.taxes == "none"
    typed(page.npwp, "01.234.567.8-912.000")
    assert (opened.rules.taxes, opened.rules.npwp) == ("pkp", "012345678912000")
    tap(page.taxes.buttons["none"])
    assert opened.rules.taxes == "none"


@pytest.mark.parametrize(
    ("text", "kept"), [("12,5", "12.5"), ("8 %", "8"), ("x", "10"), ("0", "10")]
)
def test_a_rate_is_read_as_people_type_it(opened: OpenSettings, text: str, kept: str) -> None:
    page = opened.page(TaxesPage)
    tap(page.taxes.buttons["local"])
    typed(page.local_rate, text)
    assert opened.rules.local_tax == Percent.of(kept)
    assert page.rows["local_tax"].refusal.isVisible() == (kept == "10")


def test_the_booths_code_is_checked_before_it_is_kept(opened: OpenSettings) -> None:
    page = opened.page(QrisPage)
    page.text.setPlainText(OWN_CODE[:-2])
    page.keep.click()
    assert page.rows["qris_payload"].refusal.isVisible()
    assert opened.rules.qris_payload == ""
    assert opened.screen.take_scan(OWN_CODE)  # a scanner that reads the sticker
    assert opened.rules.qris_payload == OWN_CODE
    assert page.picture.isVisible()
    page.puts_in.click()
    assert opened.rules.qris_puts_amount_in
    page.forget.click()
    assert opened.rules.qris_payload == ""
    assert not opened.rules.qris_puts_amount_in


def test_the_paper_follows_every_letter_and_is_kept_when_the_field_is_left(
    opened: OpenSettings,
) -> None:
    page = opened.page(ReceiptPage)
    page.header.setFocus()
    QTest.keyClicks(page.header, "Jl Mawar 1")
    paper = page.preview.paper()
    assert paper is not None
    assert "Jl Mawar 1" in [row.text for row in paper.rows if isinstance(row, Row)]
    assert opened.rules.header == ()
    press(page, Qt.Key.Key_Tab)
    assert opened.rules.header == ("Jl Mawar 1",)
    page.widths.buttons[48].click()
    paper = page.preview.paper()
    assert paper is not None
    assert paper.columns == 48


def test_nine_lines_are_refused_while_they_are_typed(opened: OpenSettings) -> None:
    page = opened.page(ReceiptPage)
    page.footer.setPlainText("x\n" * 9)
    assert page.rows["footer"].refusal.isVisible()
    assert opened.rules.footer == ()


def test_what_is_typed_is_kept_when_another_page_comes_up(opened: OpenSettings) -> None:
    page = opened.page(ReceiptPage)
    page.footer.setFocus()
    QTest.keyClicks(page.footer, "Terima kasih")
    opened.screen.show_subject(0)
    assert opened.rules.footer == ("Terima kasih",)


def test_a_further_kind_of_payment_gets_a_code_of_its_own(opened: OpenSettings) -> None:
    page = opened.page(SellingPage)
    for name in ("Kupon Désa", "Cash", "Kupon desa"):
        page.kinds.name.setText(name)
        page.kinds.add.click()
    assert opened.rules.tender_kinds == (
        ("kupon-desa", "Kupon Désa"),
        ("cash-2", "Cash"),
        ("kupon-desa-2", "Kupon desa"),
    )
    page.kinds.removes[1].click()
    assert [name for _code, name in opened.rules.tender_kinds] == ["Kupon Désa", "Kupon desa"]


def test_what_the_pack_fixes_is_shown_and_cannot_be_changed(opened: OpenSettings) -> None:
    page = opened.page(MoneyPage)
    row = page.rows["rounding_step"]
    row.fix(is_fixed=True)
    assert not page.steps.isEnabled()
    assert row.fixed.isVisible()
    assert row.fixed.text() == "The event's pack sets this for all booths."


def test_where_a_second_person_is_wanted_a_rule_waits_for_the_pin(tmp_path: Path) -> None:
    with open_settings(tmp_path) as opened:
        people = opened.till.app.people
        people.set_pin("k1", "1111")
        people.add("Budi", "2222")
        arranging = opened.till.app.arranging
        arranging.change(replace(arranging.own, second_pin_for=("settings",)))
        page = opened.page(MoneyPage)
        page.steps.buttons[500].click()
        assert opened.rules.rounding_step == 0
        assert page.steps.value() == 0
        assert page.second_person is not None
        QTest.keyClicks(page.second_person.pin, "2222")
        QTest.keyClick(page.second_person.pin, Qt.Key.Key_Return)
        assert opened.rules.rounding_step == 500
        *_earlier, change = opened.till.app.papers._recording.entries()
        assert change.entry.stamp.by == "k2"


# --- the look ----------------------------------------------------------------------------------


def test_theme_size_and_sounds_are_saved_at_once_and_sun_remembers_what_was(
    opened: OpenSettings,
) -> None:
    look = opened.page(LookPage)
    tap(look.themes.buttons["dark"])
    tap(look.sizes.buttons[115])
    tap(look.sounds.buttons["off"])
    saved = opened.saved()
    assert (saved.theme, saved.text_percent, saved.sounds) == ("dark", 115, "off")
    opened.laptop.toggle_sun()
    assert opened.saved().theme == "sun"
    assert look.themes.value() == "sun"
    opened.laptop.toggle_sun()
    assert opened.saved().theme == "dark"
    assert look.back_to_default is not None
    look.back_to_default.click()
    assert opened.saved() == Settings(language="en")


# --- for everybody -----------------------------------------------------------------------------


def controls(screen: QWidget) -> list[QWidget]:
    """What can be operated and is seen now."""
    kinds = (QAbstractButton, QLineEdit)
    return [w for w in screen.findChildren(QWidget) if isinstance(w, kinds) and w.isVisible()]


def test_every_control_of_every_page_has_a_name_and_is_large_enough(opened: OpenSettings) -> None:
    for number in range(len(opened.screen.subjects)):
        opened.screen.show_subject(number)
        settle()
        page = type(opened.screen.page()).__name__
        for control in controls(opened.screen):
            name = control.accessibleName() or getattr(control, "text", str)()
            assert name.strip(), f"{page}: {type(control).__name__} has no name"
            assert control.height() >= TARGET_PX, f"{page}: {name} is {control.height()} high"


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("percent", [100, 130])
def test_ux14_no_page_of_the_settings_cuts_its_words(
    opened: OpenSettings, qapp: QApplication, language: str, percent: int
) -> None:
    use_language("id" if language == "id" else "en")
    apply_theme(qapp, SUN if percent == 130 else DARK, text_percent=percent)
    opened.screen.retranslate()
    settle()
    assert opened.screen.minimumSizeHint().width() <= SMALLEST[0]
    assert opened.screen.minimumSizeHint().height() <= SMALLEST[1]
    for number in range(len(opened.screen.subjects)):
        opened.screen.show_subject(number)
        settle()
        page = opened.screen.page()
        view = page.parentWidget().parentWidget()
        assert page.width() + 8 <= view.width(), type(page).__name__
        for button in page.findChildren(QAbstractButton):
            if button.isVisible():
                assert button.width() >= button.minimumSizeHint().width(), button.text()
    use_language("en")
    apply_theme(qapp, LIGHT)


def test_a_setting_keeps_its_place_when_the_file_is_written_again(opened: OpenSettings) -> None:
    opened.laptop.choose(customer_screen="HDMI-1 1920x1080")
    assert opened.saved() == replace(Settings(language="en"), customer_screen="HDMI-1 1920x1080")
