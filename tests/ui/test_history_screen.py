"""The page of receipts: found, looked at, printed again, taken back, by touch and by keys."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import BoothApp, TillFolder
from pos_app.domain.catalog import Product
from pos_app.domain.journal import RefundGiven, SaleVoided
from pos_app.domain.money import Quantity
from pos_app.domain.printer import PrinterProfile
from pos_app.i18n import use_language
from pos_app.settings import Settings
from tests.ui.kit import a_practice_till, dress, press, settle, tap, type_at_once, type_text
from tests.ui.program import a_program, booth_of
from ui.background import Background
from ui.buttons import Button
from ui.history.history_presenter import HistoryPresenter, HistoryServices
from ui.history.history_screen import HistoryScreen
from ui.history.refund_presenter import RefundPresenter
from ui.notices import Notice
from ui.theme import undressed

SMALLEST, USUAL = (960, 512), (1286, 704)


@dataclass
class OpenHistory:
    """The page over a practice till, shown."""

    booth: BoothApp
    screen: HistoryScreen
    presenter: HistoryPresenter
    notices: list[Notice] = field(default_factory=list)

    def sell(self, *scans: str, kind: str = "cash") -> int:
        for scan in scans:
            self.booth.selling.scan(scan)
        self.booth.paying.tender(kind, self.booth.paying.payment.missing)
        seq = self.booth.paying.finish().recorded.seq
        self.presenter.refresh()
        settle()
        return seq

    def open(self, seq: int) -> None:
        """Tap the receipt's row."""
        rows = self.screen.finder.list
        row = rows.receipts.row_of(seq)
        assert row is not None
        place = rows.visualRect(rows.receipts.index(row)).center()
        tap(rows.viewport(), QPoint(place))

    def open_new(self, seq: int) -> None:
        """Tap the row of a receipt made elsewhere."""
        self.presenter.refresh()
        settle()
        self.open(seq)

    def numbers(self) -> list[int]:
        model = self.screen.finder.list.receipts
        return [model.receipt(row).no for row in range(model.rowCount())]

    def state(self, no: int) -> str:
        model = self.screen.finder.list.receipts
        rows = [model.receipt(row) for row in range(model.rowCount())]
        return next(row.state for row in rows if row.no == no)

    def last_entry(self) -> object:
        return self.booth.papers._recording.period[-1].entry


@contextmanager
def an_open_history(
    folder: Path, size: tuple[int, int] = USUAL, *, printer: PrinterProfile | None = None
) -> Iterator[OpenHistory]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app)
    office = Background("office")
    with a_practice_till(folder, printer=printer) as booth:
        mug = Product(product_id=0, name="Mug", price=50_000, code="MUG", quick_code="812")
        booth.catalog.edit_product(mug)
        coffee = Product(product_id=0, name="Kopi", price=120_000, code="KOPI", sold_by_weight=True)
        booth.catalog.edit_product(coffee)
        services = HistoryServices(
            booth.receipts, booth.correcting, booth.printing, booth.signing_in, booth.qris
        )
        presenter = HistoryPresenter(services, office=office)
        with undressed(app):
            screen = HistoryScreen(presenter, RefundPresenter(presenter, booth.catalog))
        page = OpenHistory(booth, screen, presenter)
        screen.noticed.connect(page.notices.append)
        screen.resize(*size)
        screen.show()
        screen.activateWindow()
        settle()
        try:
            yield page
        finally:
            office.close(5)
            screen.close()
            screen.deleteLater()
            settle()


@pytest.fixture
def history(tmp_path: Path, qapp: QApplication) -> Iterator[OpenHistory]:
    with an_open_history(tmp_path / "till") as page:
        yield page


def test_a_sale_is_voided_with_one_tap_and_one_reason(history: OpenHistory) -> None:
    history.sell("MUG", "2*FES-001", kind="qris")
    seq = history.sell("MUG")
    history.open(seq)
    tap(history.screen.pane.receipt.void)
    tap(history.screen.pane.void.reasons.buttons["dobel"])
    settle()
    entry = history.last_entry()
    assert isinstance(entry, SaleVoided)
    assert (entry.money.total, entry.why) == (-50_000, "dobel")
    assert history.numbers() == [3, 2, 1]
    assert history.state(2) == "voided"
    assert "Rp50.000" in history.notices[-1].text
    assert not history.screen.pane.receipt.void.isEnabled()
    assert "voided already" in history.screen.pane.receipt.why_not.text()


def test_a_refund_shows_what_was_paid_and_pays_back_what_is_chosen(history: OpenHistory) -> None:
    seq = history.sell("3*MUG", "FES-001")
    history.open(seq)
    tap(history.screen.pane.receipt.refund)
    form = history.screen.pane.refund
    mugs = form.lines[1]
    assert "Rp150.000 was paid for 3" in mugs.paid.text()
    assert not form.foot.pay.isEnabled()
    assert form.foot.pay.words() == "Choose what comes back"
    for _ in range(2):
        tap(mugs.stepper.more)
    assert form.foot.pay.words() == "Pay back Rp100.000"
    tap(form.foot.pay)
    assert "reason" in form.refusal.text()
    tap(form.foot.kinds.button("transfer"))
    tap(form.foot.reasons.buttons["rusak"])
    tap(form.foot.pay)
    settle()
    entry = history.last_entry()
    assert isinstance(entry, RefundGiven)
    assert [(t.kind, t.amount) for t in entry.money.pay] == [("transfer", -100_000)]
    assert history.state(1) == "part"
    tap(history.screen.pane.receipt.refund)
    assert "2 came back already" in form.lines[1].paid.text()
    tap(form.all)
    assert form.lines[1].stepper.shown.text() == "1"


def test_weighed_goods_come_back_in_parts_typed_or_stepped(history: OpenHistory) -> None:
    seq = history.sell("0,75*KOPI")  # 90.000 for 0,75 kg
    history.open(seq)
    tap(history.screen.pane.receipt.refund)
    form = history.screen.pane.refund
    coffee = form.lines[1]
    coffee.part.setFocus()
    type_at_once(history.screen, "0,8")
    assert "0,75" in form.refusal.text()
    assert not form.foot.pay.isEnabled()
    coffee.part.clear()
    type_at_once(history.screen, "0,25")
    assert (form.foot.pay.words(), form.refusal.text()) == ("Pay back Rp30.000", "")
    tap(form.foot.reasons.buttons["rusak"])
    tap(form.foot.pay)
    settle()
    tap(history.screen.pane.receipt.refund)
    coffee = form.lines[1]
    assert "0,25 came back already" in coffee.paid.text()
    tap(coffee.stepper.more)  # all that is left of it
    assert form.foot.pay.words() == "Pay back Rp60.000"
    tap(coffee.stepper.less)  # a tenth less
    assert coffee.part.text() == "0,4"
    tap(form.foot.reasons.buttons["rusak"])
    tap(form.foot.pay)
    settle()
    entry = history.last_entry()
    assert isinstance(entry, RefundGiven)
    assert entry.basket is not None
    assert (entry.money.total, entry.basket.items[0].quantity) == (-48_000, Quantity(-400))


def test_everything_is_done_with_keys_alone(history: OpenHistory) -> None:
    history.sell("FES-001")
    history.sell("MUG")
    screen = history.screen
    press(screen, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    type_text(screen, "50RB")
    assert history.numbers() == [2]
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Return)
    assert screen.pane.receipt.reprint.hasFocus()
    while not screen.pane.receipt.void.hasFocus():
        press(screen, Qt.Key.Key_Tab)
    press(screen, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_Right)
    press(screen, Qt.Key.Key_Return)
    settle()
    entry = history.last_entry()
    assert isinstance(entry, SaleVoided)
    assert entry.why == "batal-beli"
    press(screen, Qt.Key.Key_Escape)
    assert screen.finder.search.text() == ""
    assert history.numbers() == [3, 2, 1]


def test_escape_leaves_a_form_and_nothing_happened(history: OpenHistory) -> None:
    seq = history.sell("MUG")
    history.open(seq)
    tap(history.screen.pane.receipt.void)
    press(history.screen, Qt.Key.Key_Escape)
    assert history.screen.pane.pages.currentWidget() is history.screen.pane.receipt
    assert history.state(1) == "paid"


def test_corrections_are_linked_both_ways(history: OpenHistory) -> None:
    seq = history.sell("MUG")
    history.booth.correcting.void_sale(seq, "dobel")
    history.presenter.refresh()
    history.open(seq)
    (link,) = history.screen.pane.receipt.links
    tap(link)
    receipt = history.screen.pane.receipt
    assert receipt.number.text().endswith("-000002")
    assert not receipt.refund.isEnabled()
    (back,) = receipt.links
    tap(back)
    assert receipt.number.text().endswith("-000001")
    recorded = next(history.booth.papers._recording.entries(seq, seq))
    assert recorded.link[:10] in receipt.chain.text()


def test_chips_filter_by_tender_state_and_day(history: OpenHistory) -> None:
    seq = history.sell("MUG", kind="qris")
    history.sell("MUG")
    history.booth.correcting.void_sale(seq, "dobel")
    history.presenter.refresh()
    finder = history.screen.finder
    tap(finder.tender)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert menu.actions()[0].text() == "All payments"
    next(one for one in menu.actions() if one.text() == "QRIS").trigger()
    menu.close()
    assert history.numbers() == [3, 1]
    assert finder.tender.words() == "QRIS"
    assert finder.tender.isChecked()
    finder.state.choose("voided")
    finder.tender.choose("")
    assert history.numbers() == [3, 1]
    finder.state.choose("refunded")
    assert history.numbers() == []
    finder.state.choose("")
    finder.day.choose(history.booth.receipts.today)
    assert history.numbers() == [3, 2, 1]


def test_what_nobody_may_do_alone_asks_for_a_second_pin(history: OpenHistory) -> None:
    people = history.booth.people
    people.add("Rahma", "2468")
    people.add("Budi", "1357", rights=frozenset())
    seq = history.sell("MUG")
    history.booth.signing_in.sign_in("k2", "1357")
    history.open(seq)
    tap(history.screen.pane.receipt.void)
    tap(history.screen.pane.void.reasons.buttons["dobel"])
    pin = history.screen.pane.pin
    assert history.screen.pane.pages.currentWidget() is pin
    type_text(history.screen, "1357")
    tap(pin.allow)
    assert pin.refusal.text()
    for digit in "2468":
        tap(next(key for key in pin.keypad.findChildren(Button) if key.words() == digit))
    tap(pin.allow)
    settle()
    entry = history.last_entry()
    assert isinstance(entry, SaleVoided)
    assert (entry.stamp.op, entry.stamp.by) == ("k2", "k1")


def test_goods_without_their_sale_are_paid_back_once(history: OpenHistory) -> None:
    screen = history.screen
    tap(screen.loose_button)
    form = screen.pane.loose
    type_text(screen, "MUG")
    tap(form.stepper.more)
    form.price.field.setFocus()
    type_text(screen, "50000")
    tap(form.foot.reasons.buttons["rusak"])
    assert form.foot.pay.words() == "Pay back Rp100.000"
    tap(form.foot.pay)
    settle()
    entry = history.last_entry()
    assert isinstance(entry, RefundGiven)
    assert entry.basket is not None
    assert (entry.money.total, entry.basket.items[0].code, entry.of) == (-100_000, "MUG", None)


def test_a_copy_and_an_official_receipt_are_saved_as_files(
    history: OpenHistory, qtbot: QtBot
) -> None:
    seq = history.sell("2*MUG")
    history.open(seq)
    with qtbot.waitSignal(history.presenter.file_written) as saved:
        tap(history.screen.pane.receipt.save)
    assert str(saved.args[0]).endswith("-000001-copy1.pdf")
    tap(history.screen.pane.receipt.kuitansi)
    form = history.screen.pane.kuitansi
    assert form.purpose.text() == "2 Mug"
    tap(form.make)
    assert form.refusal.text() == "Type who paid."
    type_text(history.screen, "DINAS")
    with qtbot.waitSignal(history.presenter.file_written) as written:
        tap(form.make)
    assert Path(str(written.args[0])).read_bytes().startswith(b"%PDF-")
    tap(history.screen.pane.receipt.kuitansi)
    assert "copy" in form.about.text()
    tap(form.forget)
    assert form.buyer.text() == ""


def test_a_scan_finds_the_sales_of_a_product(history: OpenHistory) -> None:
    history.sell("MUG")
    history.sell("FES-001")
    history.screen.take_scan("MUG")
    assert history.numbers() == [1]


def test_older_receipts_come_when_the_end_is_reached(history: OpenHistory) -> None:
    for _ in range(103):
        history.booth.selling.scan("MUG")
        history.booth.paying.tender("cash", 50_000)
        history.booth.paying.finish()
    history.presenter.narrow(text="mug")
    assert len(history.numbers()) == 100
    bar = history.screen.finder.list.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert len(history.numbers()) == 103


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_form_fits_the_smallest_window(
    tmp_path: Path, qapp: QApplication, language: str
) -> None:
    use_language("id" if language == "id" else "en")
    with an_open_history(tmp_path / "till", SMALLEST) as history:
        seq = history.sell("3*MUG", "FES-001")
        screen = history.screen
        history.open(seq)
        for opener in (
            screen.pane.receipt.void,
            screen.pane.receipt.refund,
            screen.pane.receipt.kuitansi,
        ):
            tap(opener)
            page = screen.pane.pages.currentWidget()
            assert page is not None
            assert page.minimumSizeHint().height() <= screen.height(), type(page).__name__
            assert page.minimumSizeHint().width() <= page.width()
            press(screen, Qt.Key.Key_Escape)
        tap(screen.loose_button)
        assert screen.pane.loose.minimumSizeHint().height() <= screen.height()
        assert screen.minimumSizeHint().width() <= SMALLEST[0]
    use_language("en")


def test_the_page_is_on_the_rail_and_what_is_taken_back_there_shows_at_the_till(
    data_folder: Path, qapp: QApplication
) -> None:
    till = TillFolder(data_folder / "practice")
    till.practise()
    till.close()
    practice = Settings(language="en", role="booth", is_practice=True)
    with a_program(settings=practice) as gerai:
        booth = booth_of(gerai)
        assert list(booth.window.pages)[:3] == ["sell", "history", "goods"]
        booth.parts.selling.scan("FES-001")
        booth.parts.paying.tender("cash", booth.parts.paying.payment.missing)
        booth.selling.receipt.take_sale(booth.parts.paying.finish())
        press(booth.window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
        assert booth.window.page() == "history"
        pane = booth.pages.history.pane
        tap(pane.receipt.void)
        tap(pane.void.reasons.buttons["dobel"])
        settle()
        last = booth.sale_screen.pages.last
        assert last is not None
        assert last.void is not None


def test_s20_goods_without_their_sale_need_a_second_pin_whatever_one_may_do(
    history: OpenHistory,
) -> None:
    history.booth.people.add("Rahma", "2468")
    history.booth.people.add("Budi", "1357")
    history.booth.signing_in.sign_in("k2", "1357")
    screen, form = history.screen, history.screen.pane.loose
    tap(screen.loose_button)
    type_text(screen, "MUG")
    tap(form.stepper.more)
    form.price.field.setFocus()
    type_text(screen, "50000")
    tap(form.foot.reasons.buttons["rusak"])
    tap(form.foot.pay)
    settle()
    assert screen.pane.pages.currentWidget() is screen.pane.pin
    assert not isinstance(history.last_entry(), RefundGiven)
    type_text(screen, "2468")
    tap(screen.pane.pin.allow)
    settle()
    entry = history.last_entry()
    assert isinstance(entry, RefundGiven)
    assert (entry.stamp.op, entry.stamp.by, entry.money.total) == ("k2", "k1", -100_000)
