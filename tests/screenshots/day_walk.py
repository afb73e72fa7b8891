"""Goods, papers that wait, and the business day from its float to its close."""

from PySide6.QtCore import Qt

from pos_app.services.practising import sample_price_list
from tests.screenshots.camera import Camera
from tests.screenshots.money_walk import MoneyWalk
from tests.ui.kit import press, settle, tap, type_text
from ui.setup.printer_page import PrinterPage


class DayWalk:
    """Opens the day before anything is sold, and closes it at the end."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._booth = camera.booth
        self._day = self._booth.pages.day

    def open(self) -> None:
        """Open the day with a float."""
        self._booth.window.open_page("day")
        type_text(self._booth.window, "300rb")
        self._camera.shoot_booth("50-day-open")
        press(self._booth.window, Qt.Key.Key_Return)
        settle()

    def goods_and_papers(self) -> None:
        """The price list, and receipts that wait for a printer that is off."""
        camera, booth = self._camera, self._booth
        booth.window.open_page("goods")
        camera.shoot_booth("40-goods")
        booth.goods.read_price_list(sample_price_list())
        settle()
        camera.until(lambda: booth.pages.goods.pages.currentIndex() == 1)
        camera.shoot_booth("41-goods-import")
        press(booth.window, Qt.Key.Key_Escape)
        self._unplug()
        booth.window.open_page("sell")
        money = MoneyWalk(camera)
        for code in ("KOP-004", "KRI-002"):
            money.sell(Qt.Key.Key_F12, code)
        camera.until(lambda: booth.printing.status.pump == "stopped")
        camera.shoot_booth("25-sell-printer-off")
        booth.window.open_page("papers")
        camera.shoot_booth("42-papers")
        self._plug_in()

    def whole(self) -> None:
        """The running day, cash moved, the end of the day from top to bottom."""
        camera, day = self._camera, self._day
        self._booth.window.open_page("day")
        camera.shoot_booth("51-day")
        self._move()
        day.start_close()
        camera.shoot_booth("53-day-close")
        day.pages.closing.ticks_wanted.emit()
        settle()
        press(self._booth.window, Qt.Key.Key_Return)
        camera.shoot_booth("54-day-qris")
        day.pages.ticking.left.emit()
        self._count()
        self._booth.day.close_day(day.pages.counting.answer.why())
        camera.until(day.pages.closed.isVisible)
        camera.until(self._files_are_written)
        settle()
        camera.shoot_booth("57-day-closed")
        self._booth.day.leave_closed()
        settle()
        camera.shoot_booth("58-day-next", is_extra=True)

    def _move(self) -> None:
        page = self._day.pages.moving
        tap(self._day.pages.running.drawer.move_button)
        type_text(self._booth.window, "35500")
        tap(page.reasons.buttons["listrik"])
        self._camera.shoot_booth("52-day-cash-out")
        tap(page.do_button)
        settle()

    def _count(self) -> None:
        page = self._day.pages.counting
        self._day.pages.closing.count_wanted.emit()
        settle()
        for pieces in ("4", "3", "3", "4", "3", "3", "1", "", "1"):
            type_text(self._booth.window, pieces)
            press(self._booth.window, Qt.Key.Key_Return)
        self._camera.shoot_booth("55-day-count")
        tap(page.done)
        tap(page.answer.reasons["salah-kembalian"])
        settle()
        self._camera.shoot_booth("56-day-counted", is_extra=True)

    def _unplug(self) -> None:
        booth = self._booth
        booth.window.open_page("settings")
        form = booth.pages.settings.show_page(PrinterPage).form
        tap(form.kind_button("network"))
        form.address.field.setFocus()
        type_text(booth.window, "127.0.0.1")
        form.network.port.field.setFocus()
        form.network.port.field.selectAll()
        type_text(booth.window, "1")
        press(booth.window, Qt.Key.Key_Tab)

    def _plug_in(self) -> None:
        """Write papers into the folder again."""
        booth = self._booth
        tap(booth.pages.settings.show_page(PrinterPage).form.kind_button("pdf"))
        self._camera.until(lambda: not booth.printing.waiting())
        booth.window.notices.clear()

    def _files_are_written(self) -> bool:
        shown = self._booth.day.view().shown
        return shown is not None and {shown.file.state, shown.pdf.state} <= {"done", "failed"}
