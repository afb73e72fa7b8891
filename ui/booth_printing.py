"""What the window says of printing: state in the top bar, notices, the page to try a printer."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from pos_app.domain.errors import OutsideError, PosError, PrinterError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.main_window import MainWindow
from ui.notices import Notice
from ui.printing.backlog import BacklogDialog
from ui.printing.print_presenter import PrinterStatus, PrintPresenter
from ui.sale.sale_screen import SaleScreen
from ui.setup.printer_page import PrinterPage


class BoothPrinting(QObject):
    """Listens to the printer's pump and tells the pages that show it."""

    def __init__(
        self,
        printing: PrintPresenter,
        window: MainWindow,
        *,
        sale_screen: SaleScreen,
        printer_page: PrinterPage,
    ) -> None:
        super().__init__()
        self._printing = printing
        self._window = window
        self._sale_screen = sale_screen
        self._page = printer_page
        self._stopped: Notice | None = None
        self._stopped_by: PrinterError | None = None
        self._wire()

    def say_again(self) -> None:
        """Say everything anew, in the language of the moment."""
        self._show_status(self._printing.status)
        if self._stopped_by is not None:
            self._tell_stopped(self._stopped_by)

    def _wire(self) -> None:
        printing, page = self._printing, self._page
        printing.status_changed.connect(self._show_status)
        printing.stopped.connect(self._tell_stopped)
        printing.refused.connect(partial(self._tell, "warning"))
        printing.failed.connect(partial(self._tell, "danger"))
        printing.backlog_found.connect(self._ask_about_backlog)
        printing.trial_printed.connect(self._tell_tried)
        printing.trial_failed.connect(self._tell_not_tried)
        page.trial_wanted.connect(printing.print_trial)

    @Slot(object)
    def _show_status(self, status: PrinterStatus) -> None:
        icon = "" if status.kind == "warning" else "printer"
        self._sale_screen.set_status("printer", status.kind, status.words(), icon=icon)
        self._window.show_badge("papers", status.waiting + status.uncertain)
        if status.pump != "stopped" and self._stopped is not None:
            self._window.take_notice_back(self._stopped)
            self._stopped = self._stopped_by = None

    @Slot(object)
    def _tell_stopped(self, error: PrinterError) -> None:
        safe = _("Your sales are saved.")
        words = f"{words_for(error)} {safe}"
        notice = Notice("warning", words, _("Try again"), self._printing.wake)
        if self._stopped is not None:
            self._window.take_notice_back(self._stopped)
        self._stopped, self._stopped_by = notice, error
        self._window.show_notice(notice)

    def _tell(self, kind: str, error: PosError) -> None:
        self._window.show_notice(
            Notice("danger" if kind == "danger" else "warning", words_for(error))
        )

    @Slot(int)
    def _ask_about_backlog(self, count: int) -> None:
        dialog = BacklogDialog(self._window, count)
        dialog.question.printed.connect(self._printing.print_all)
        dialog.question.dropped.connect(self._printing.drop_held_back)
        dialog.open()

    @Slot()
    def _tell_tried(self) -> None:
        words = _("The test page was sent. Compare it with what it says.")
        self._page.show_outcome(words, "note-ok")

    @Slot(object)
    def _tell_not_tried(self, error: OutsideError) -> None:
        self._page.show_outcome(words_for(error), "refusal")
