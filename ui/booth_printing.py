"""What the window says of printing: state in the top bar, notices, what to do with old papers."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from pos_app.domain.errors import CopyIsMade, OutsideError, PosError, Refusal
from pos_app.i18n import _, ngettext
from pos_app.wording import words_for
from ui.main_window import MainWindow
from ui.notices import Notice, NoticeKind
from ui.paper_words import paper_words
from ui.printing.backlog import BacklogDialog
from ui.printing.print_presenter import PrintPresenter
from ui.printing.printer_status import PrinterStatus, PrinterTrouble
from ui.sale.sale_screen import SaleScreen


class BoothPrinting(QObject):
    """Listens to the printers' pumps and tells the pages that show it.

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
        self.may_ask: Callable[[], bool] = lambda: True
        self._held_back = 0
        self._told: dict[str, tuple[str, Notice]] = {}  # printer → code and words of its trouble
        self._old: Notice | None = None
        self._wire()

    def say_again(self) -> None:
        """Say everything anew, in the language of the moment."""
        self._told.clear()
        self._show_status(self._printing.status)
        if self._old is not None:
            self._tell_old(self._printing.held_back())

    def _wire(self) -> None:
        printing = self._printing
        printing.status_changed.connect(self._show_status)
        printing.refused.connect(self._tell_refused)
        printing.failed.connect(partial(self._tell, "danger"))
        printing.backlog_found.connect(self._ask_about_backlog)
        printing.old_found.connect(self._tell_old)
        printing.paper_written.connect(self._tell_written)
        printing.keys.printed.connect(self._tell_keys_printed)
        printing.keys.failed.connect(self._tell_keys_not_printed)
        self._sale_screen.slips.order_wanted.connect(printing.orders.print_order)
        printing.orders.printed.connect(self._tell_order_printed)
        printing.orders.failed.connect(partial(self._tell, "warning"))

    @Slot(object)
    def _show_status(self, status: PrinterStatus) -> None:
        icon = "" if status.kind == "warning" else "printer"
        self._sale_screen.set_status("printer", status.kind, status.words(), icon=icon)
        head = self._sale_screen.sell.pane.head
        head.offer_orders(has_printer=status.pump != "no_printer")
        # Papers that a booth without a printer keeps ask nothing of anybody.
        waiting = 0 if status.pump == "no_printer" else status.waiting
        self._window.show_badge("papers", waiting + status.uncertain)
        self._show_troubles(status.troubles)
        if status.pump == "no_printer" or not self._printing.held_back():
            self._take_old_back()

    def _show_troubles(self, troubles: tuple[PrinterTrouble, ...]) -> None:
        """One notice for each printer that is not there; the count in it follows the sales.

        What a person closed stays closed until the printer has another trouble.
        """
        for printer in set(self._told) - {trouble.printer for trouble in troubles}:
            self._window.take_notice_back(self._told.pop(printer)[1])
        for trouble in troubles:
            code, before = self._told.get(trouble.printer, ("", None))
            notice = self._notice_of(trouble)
            is_closed = before is not None and before not in self._window.notices.shown()
            if code == trouble.code and (is_closed or before == notice):
                continue
            if before is not None:
                self._window.take_notice_back(before)
            self._told[trouble.printer] = (trouble.code, notice)
            self._window.show_notice(notice)

    def _notice_of(self, trouble: PrinterTrouble) -> Notice:
        safe = _("Your sales are saved.")
        words = f"{trouble.words()} {safe}"
        return Notice("warning", words, _("Try again"), self._printing.try_again)

    @Slot(int)
    def _tell_old(self, count: int) -> None:
        """No question lies over the selling page: it is asked on the page of papers."""
        self._take_old_back()
        words = ngettext(
            "{count} old paper was held back. Print it or drop it?",
            "{count} old papers were held back. Print them or drop them?",
            count,
        )
        decide = partial(self._window.open_page, "papers")
        self._old = Notice("warning", words.format(count=count), _("Decide"), decide)
        self._window.show_notice(self._old)

    def _take_old_back(self) -> None:
        if self._old is not None:
            self._window.take_notice_back(self._old)
            self._old = None

    def _tell(self, kind: str, error: PosError) -> None:
        self._window.show_notice(
            Notice("danger" if kind == "danger" else "warning", words_for(error))
        )

    @Slot(object)
    def _tell_refused(self, refusal: Refusal) -> None:
        """Where a copy took a paper's place already, say how far that one is."""
        copy = self._printing.job_state(refusal.job_id) if isinstance(refusal, CopyIsMade) else None
        words = words_for(refusal)
        self._window.show_notice(
            Notice("warning", words if copy is None else f"{words} {paper_words(copy)}.")
        )

    @Slot(object)
    def _tell_written(self, path: Path) -> None:
        words = _("Written to {file}.").format(file=path)
        self._window.show_notice(Notice("ok", words, is_toast=True))

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

    @Slot(object)
    def _tell_order_printed(self, path: Path | None) -> None:
        if path is None:
            words = _("The order slip was sent to the printer.")
            self._window.show_notice(Notice("ok", words, is_toast=True))
        else:
            self._tell_written(path)

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
