"""What the window says of printing: state in the top bar, notices, the page to try a printer."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from pos_app.domain.errors import OutsideError, PosError, PrinterError
from pos_app.i18n import _
from pos_app.wording import words_for
from ui.main_window import MainWindow
from ui.notices import Notice, NoticeKind
from ui.printing.backlog import BacklogDialog
from ui.printing.print_presenter import PrinterStatus, PrintPresenter
from ui.sale.sale_screen import SaleScreen
from ui.setup.settings_screen import SettingsScreen


class BoothPrinting(QObject):
    """Listens to the printer's pump and tells the pages that show it.

    `may_ask` may be set: while nobody is at the till, no question lies over its lock.
    """

    def __init__(
        self,
        printing: PrintPresenter,
        window: MainWindow,
        *,
        sale_screen: SaleScreen,
    ) -> None:
        super().__init__()
        self._printing = printing
        self._window = window
        self._sale_screen = sale_screen
        self._settings_screen: SettingsScreen | None = None
        self.may_ask: Callable[[], bool] = lambda: True
        self._held_back = 0
        self._stopped: Notice | None = None
        self._stopped_by: PrinterError | None = None
        self._wire()

    def say_again(self) -> None:
        """Say everything anew, in the language of the moment."""
        self._show_status(self._printing.status)
        if self._stopped_by is not None:
            self._tell_stopped(self._stopped_by)

    def use_settings_screen(self, screen: SettingsScreen) -> None:
        """Print the page to try a printer that is asked for there, and say there how it went."""
        self._settings_screen = screen
        screen.printer_tried.connect(self._printing.print_trial)

    def _wire(self) -> None:
        printing = self._printing
        printing.status_changed.connect(self._show_status)
        printing.stopped.connect(self._tell_stopped)
        printing.refused.connect(partial(self._tell, "warning"))
        printing.failed.connect(partial(self._tell, "danger"))
        printing.backlog_found.connect(self._ask_about_backlog)
        printing.trial_printed.connect(self._tell_tried)
        printing.trial_failed.connect(self._tell_not_tried)
        printing.keys_printed.connect(self._tell_keys_printed)
        printing.keys_failed.connect(self._tell_keys_not_printed)

    @Slot(object)
    def _show_status(self, status: PrinterStatus) -> None:
        icon = "" if status.kind == "warning" else "printer"
        self._sale_screen.set_status("printer", status.kind, status.words(), icon=icon)
        # Papers that a booth without a printer keeps ask nothing of anybody.
        waiting = 0 if status.pump == "no_printer" else status.waiting
        self._window.show_badge("papers", waiting + status.uncertain)
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
        if not self.may_ask():
            self._held_back = count
            return
        dialog = BacklogDialog(self._window, count)
        dialog.question.printed.connect(self._printing.print_all)
        dialog.question.dropped.connect(self._printing.drop_held_back)
        dialog.open()

    @Slot()
    def ask_now(self) -> None:
        """Ask what could not be asked before: somebody is at the till again."""
        count, self._held_back = self._held_back, 0
        if count:
            self._ask_about_backlog(count)

    @Slot()
    def _tell_tried(self) -> None:
        words = _("The test page was sent. Compare it with what it says.")
        self._show_outcome(words, "note-ok")

    @Slot(object)
    def _tell_not_tried(self, error: OutsideError) -> None:
        self._show_outcome(words_for(error), "refusal")

    @Slot(object)
    def _tell_keys_printed(self, path: Path | None) -> None:
        if path is None:
            words = _("The list of keys was sent to the printer.")
        else:
            words = _("Written to {file}.").format(file=path)
        self._say_of_keys(words, "ok")

    @Slot(object)
    def _tell_keys_not_printed(self, error: OutsideError) -> None:
        self._say_of_keys(words_for(error), "warning")

    def _say_of_keys(self, words: str, kind: NoticeKind) -> None:
        if self._window.key_list is None:  # it was closed meanwhile
            self._window.show_notice(Notice(kind, words, is_toast=kind == "ok"))
        else:
            self._window.key_list.say(words, "note-ok" if kind == "ok" else "refusal")

    def _show_outcome(self, words: str, look: str) -> None:
        if self._settings_screen is not None:
            self._settings_screen.show_printer_outcome(words, look)
