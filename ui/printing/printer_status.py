"""How printing stands, as one value with its words."""

from dataclasses import dataclass
from typing import Literal

from pos_app.domain.errors import PrinterError
from pos_app.i18n import _, ngettext
from pos_app.outside_words import printer_words
from ui.widgets import Status

PumpState = Literal["no_printer", "ready", "printing", "waiting", "stopped"]


@dataclass(frozen=True, slots=True)
class PrinterTrouble:
    """Why papers wait at one printer, in a code of printing.md 4.6, and how many.

    `printer` is empty where there is only one: nobody has to be told which.
    """

    printer: str
    code: str
    detail: str
    waiting: int

    @classmethod
    def of(cls, error: PrinterError, *, printer: str, waiting: int) -> "PrinterTrouble":
        """What a printer reported."""
        return cls(printer, error.code, error.detail, waiting)

    def words(self) -> str:
        """What happened, how much waits, and what to do next."""
        words = self._words()
        if not self.printer:
            return words
        return f"{self.printer}  ·  {words}"

    def _words(self) -> str:
        if self.code == "PAPER_OUT":
            words = ngettext(
                "Paper out: {count} receipt waits. Put in a new roll.",
                "Paper out: {count} receipts wait. Put in a new roll.",
                self.waiting,
            )
        elif self.code == "COVER_OPEN":
            words = ngettext(
                "Cover open: {count} receipt waits. Close the printer.",
                "Cover open: {count} receipts wait. Close the printer.",
                self.waiting,
            )
        else:
            return printer_words(self.code, self.detail)
        return words.format(count=self.waiting)


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How printing stands: the pumps, and the papers that wait or need a look."""

    pump: PumpState
    waiting: int
    uncertain: int
    troubles: tuple[PrinterTrouble, ...] = ()

    @property
    def kind(self) -> Status:
        """The status whose icon and colour fit."""
        if self.uncertain or self.pump == "stopped":
            return "warning"
        if self.pump == "no_printer":
            return "neutral"
        return "ok" if self.pump == "ready" and not self.waiting else "info"

    def words(self) -> str:
        """The state in a few words, for the top bar."""
        if self.pump == "no_printer" and not self.uncertain:
            return _("No printer yet")
        if self.pump == "stopped":
            return self._trouble_words()
        if self.pump == "waiting" and not self.uncertain:
            return _("Waiting for the printer's answer")
        if self.pump == "printing" and not self.uncertain:
            return _("Printing")
        return self._counts() or _("Printer ready")

    def _trouble_words(self) -> str:
        codes = {trouble.code for trouble in self.troubles}
        if "PAPER_OUT" in codes:
            head = _("Paper out")
        elif "COVER_OPEN" in codes:
            head = _("Cover open")
        else:
            return self._counts() or _("Printer is not there")
        if not self.uncertain:
            return f"{head}: {self._counts()}"
        # The top bar has room for two short lines.
        counts = _("{waiting}, check {uncertain}")
        return f"{head}: {counts.format(waiting=self.waiting, uncertain=self.uncertain)}"

    def _counts(self) -> str:
        waiting = 0 if self.pump == "no_printer" else self.waiting  # kept, nobody waits for them
        if waiting and self.uncertain:
            words = _("{waiting} waiting, {uncertain} to check")
            return words.format(waiting=waiting, uncertain=self.uncertain)
        if self.uncertain:
            return ngettext(
                "Look at {count} receipt", "Look at {count} receipts", self.uncertain
            ).format(count=self.uncertain)
        if waiting:
            return ngettext("{count} paper waits", "{count} papers wait", waiting).format(
                count=waiting
            )
        return ""
