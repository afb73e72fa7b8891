"""The walk from the first start to the organizer's board, with real clicks and keys."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Surroundings
from pos_app.i18n import Language
from pos_app.services.practising import sample_price_list
from pos_app.simulation.demo import DemoPlan, run_demo
from pos_app.simulation.outside import seeded_bytes
from tests.ui.kit import WallClock, press, settle, tap, type_text
from tests.ui.program import Answers
from ui.app import Gerai, build_application
from ui.booth_window import BoothWindow
from ui.setup.first_run import FirstRun

_PATIENCE_MS = 5000
_LOOK_AGAIN_MS = 20


class Walk:
    """Goes through the pages and takes a picture of each, `size` device px large."""

    def __init__(
        self, data: Path, pictures: Path, size: tuple[int, int], *, language: Language
    ) -> None:
        self.count = 0
        self._data, self._pictures, self._size = data, pictures, size
        self._language = language
        self._clock = WallClock()
        self._answers = Answers()
        surroundings = Surroundings(clock=self._clock, randomness=seeded_bytes(7, "pictures"))
        self._app = build_application(["gerai"])
        self._app.setCursorFlashTime(0)  # a cursor that blinks is another picture each time
        self._gerai = Gerai(self._app, data, surroundings=surroundings, chooser=self._answers)

    def whole(self) -> None:
        """Take all pictures."""
        self._gerai.start()
        self._first_run()
        booth = self._booth()
        self._sell(booth)
        self._goods(booth)
        self._papers(booth)
        self._day(booth)
        self._settings(booth)
        self._organizer(booth)
        self._gerai.finish()

    # --- the way -------------------------------------------------------------------------------

    def _first_run(self) -> None:
        window = self._window(FirstRun)
        self._shoot("01-language", window)
        tap(window.languages.cards[self._language])
        self._until(lambda: window.page() is window.roles)
        self._shoot("02-first-run", window)
        tap(window.roles.organize)
        QTest.keyClicks(window.organize.name.field, "Bazar Nusantara 2026")
        self._answers.path = sample_price_list().with_name("booths.csv")
        tap(window.organize.choose_list)
        self._shoot("03-organize", window)
        tap(window.organize.make)
        self._until(lambda: window.page() is window.made)
        self._shoot("04-event-made", window)
        pack, claims = self._event_files()
        for _step in range(2):
            tap(window.back)
        tap(window.roles.join)
        self._answers.path = pack
        tap(window.join.event_card.choose)
        QTest.keyClicks(window.join.claim.field, claims)
        self._shoot("05-join", window)
        tap(window.join.join)
        self._until(lambda: window.page() is window.joined)
        self._shoot("06-joined", window)
        for _step in range(2):
            tap(window.back)
        tap(window.roles.practise)
        self._until(lambda: self._gerai.booth is not None)

    def _event_files(self) -> tuple[Path, str]:
        folder = next((self._data / "events").iterdir())
        pack = next((folder / "packs").iterdir())
        claims = (folder / "claims.csv").read_text("utf-8").splitlines()
        return pack, claims[1].rsplit(",", 1)[1]

    def _booth(self) -> BoothWindow:
        booth = self._gerai.booth
        assert booth is not None
        folder = self._data / "receipts"
        folder.mkdir()
        self._resize(booth.window)
        self._answers.path = folder
        booth.window.open_page("settings")
        booth.settings_screen.show_printer()
        form = booth.settings_screen.printer_page.form
        tap(form.kind_button("pdf"))
        tap(form.folder_button)
        booth.window.open_page("sell")
        return booth

    def _sell(self, booth: BoothWindow) -> None:
        self._shoot("10-sell-empty", booth.window)
        for row in (0, 0, 3, 5, 8):
            self._tap_tile(booth, row)
        self._shoot("11-sell", booth.window)
        press(booth.window, Qt.Key.Key_F12)
        type_text(booth.window, "7200000")
        self._shoot("12-tender", booth.window)
        press(booth.window, Qt.Key.Key_F6)
        self._shoot("12-tender-qris", booth.window)
        press(booth.window, Qt.Key.Key_F5)
        self._finish(booth)
        self._until(lambda: booth.printing.status.pump == "ready")
        self._until(lambda: not booth.printing.waiting())
        self._shoot("13-after-sale", booth.window)
        for row in (1, 2):
            self._sell_one(booth, row)

    def _sell_one(self, booth: BoothWindow, row: int) -> None:
        self._clock.pass_by(minutes=7)
        self._tap_tile(booth, row)
        press(booth.window, Qt.Key.Key_F12)
        self._finish(booth)

    def _finish(self, booth: BoothWindow) -> None:
        """Press Enter until it counts: a page that has just opened takes none."""

        def is_sold() -> bool:
            if booth.sale_screen.is_paying():
                press(booth.window, Qt.Key.Key_Return)
            return not booth.sale_screen.is_paying()

        self._until(is_sold)
        settle()

    def _goods(self, booth: BoothWindow) -> None:
        booth.window.open_page("goods")
        self._shoot("20-goods", booth.window)
        booth.goods.read_price_list(sample_price_list())
        settle()
        self._until(lambda: booth.goods_screen.pages.currentIndex() == 1)
        self._shoot("21-goods-import", booth.window)
        press(booth.window, Qt.Key.Key_Escape)

    def _papers(self, booth: BoothWindow) -> None:
        self._shoot("30-papers-none", booth.window, page="papers")
        form = booth.settings_screen.printer_page.form
        booth.window.open_page("settings")
        tap(form.kind_button("network"))
        form.address.field.setFocus()
        type_text(booth.window, "127.0.0.1")
        form.port.field.setFocus()
        form.port.field.selectAll()
        type_text(booth.window, "1")
        press(booth.window, Qt.Key.Key_Tab)
        booth.window.open_page("sell")
        for row in (4, 6):
            self._sell_one(booth, row)
        self._until(lambda: booth.printing.status.pump == "stopped")
        self._shoot("31-sell-printer-off", booth.window)
        self._shoot("32-papers", booth.window, page="papers")
        booth.window.notices.clear()

    def _day(self, booth: BoothWindow) -> None:
        day = booth.day_screen
        self._shoot("40-day", booth.window, page="day")
        day.start_close()
        self._shoot("41-count", booth.window)
        booth.day.close_day()
        self._until(day.closed_page.isVisible)
        self._until(lambda: self._files_are_written(booth))
        settle()
        self._shoot("42-day-closed", booth.window)
        booth.day.leave_closed()
        self._shoot("43-day-open", booth.window)

    def _files_are_written(self, booth: BoothWindow) -> bool:
        shown = booth.day.view().shown
        return shown is not None and {shown.file.state, shown.pdf.state} <= {"done", "failed"}

    def _settings(self, booth: BoothWindow) -> None:
        booth.window.open_page("settings")
        for number, name in enumerate(("look", "printer", "scanner", "keys", "about")):
            booth.settings_screen.show_subject(number)
            self._shoot(f"50-settings-{name}", booth.window)
        press(booth.window, Qt.Key.Key_F1)
        settle()
        dialog = self._app.activeModalWidget()
        assert dialog is not None
        self._shoot("60-keys", dialog, resize=False)
        press(dialog, Qt.Key.Key_Escape)

    def _organizer(self, booth: BoothWindow) -> None:
        booth.settings_screen.show_keys()
        settle()
        tap(booth.settings_screen.keys.leave)
        window = self._window(FirstRun)
        tap(window.roles.organize)
        plan = DemoPlan(out=self._data / "demo", booths=8)
        self._answers.path = run_demo(plan, _say_nothing).event
        tap(window.organize.existing)
        self._until(lambda: self._gerai.organizer is not None)
        organizer = self._gerai.organizer
        assert organizer is not None
        self._resize(organizer.window)
        self._until(lambda: not organizer.board_is_busy())
        self._shoot("70-board", organizer.window)

    # --- tools ---------------------------------------------------------------------------------

    def _tap_tile(self, booth: BoothWindow, row: int) -> None:
        grid = booth.sale_screen.sell.grid
        place = grid.visualRect(grid.model().index(row, 0)).center()
        tap(grid.viewport(), QPoint(place))

    def _window(self, kind: type[FirstRun]) -> FirstRun:
        window = self._gerai.window
        assert isinstance(window, kind)
        return window

    def _resize(self, window: QWidget) -> None:
        window.showNormal()
        ratio = window.devicePixelRatio()
        window.resize(*(round(px / ratio) for px in self._size))
        window.activateWindow()
        settle()

    def _shoot(self, name: str, window: QWidget, *, page: str = "", resize: bool = True) -> None:
        if page and self._gerai.booth is not None:
            self._gerai.booth.window.open_page(page)
        if resize:
            self._resize(window)
        settle()
        assert window.grab().save(str(self._pictures / f"{name}.png"))
        self.count += 1

    def _until(self, is_so: Callable[[], bool]) -> None:
        """Let the program run until something is so; it is looked at again and again."""
        loop, again, deadline = QEventLoop(), QTimer(), QDeadlineTimer(_PATIENCE_MS)
        again.timeout.connect(loop.quit)
        again.start(_LOOK_AGAIN_MS)
        while not is_so():
            assert not deadline.hasExpired(), "that never came"
            loop.exec()


def _say_nothing(*_words: object) -> None:
    """The demo's remarks are not shown here."""
