"""The sale just made, and what becomes of its receipt."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.errors import OutsideError, Refusal
from pos_app.services.print_keeping import PaperState, PrintKeeping
from pos_app.services.selling import RecordedSale, Selling


@dataclass(frozen=True, slots=True)
class LastSale:
    """The newest sale with its receipt; `paper` is None only if no receipt was ever made."""

    made: RecordedSale
    paper: PaperState | None


class ReceiptPresenter(QObject):
    """Shows the newest sale of the day and follows its receipt.

    `paper_waits` says that something is in the print queue; whoever runs the printer calls
    `refresh` after every step.
    """

    last_sale_changed = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    paper_waits = Signal()

    def __init__(self, selling: Selling, printing: PrintKeeping) -> None:
        super().__init__()
        self._selling = selling
        self._printing = printing
        self._last: RecordedSale | None = None

    def show_last(self) -> None:
        """Read the newest sale since the last close and show it."""
        self._last = self._selling.last_sale()
        self.refresh()

    def take_sale(self, made: RecordedSale) -> None:
        """A sale was made: show it and have its receipt printed."""
        self._last = made
        self.refresh()
        self.paper_waits.emit()

    @Slot()
    def refresh(self) -> None:
        """Show where the receipt of the last sale stands now."""
        made = self._last
        paper = self._printing.state_of(made.recorded.seq) if made else None
        self.last_sale_changed.emit(LastSale(made, paper) if made else None)

    @Slot()
    def reprint(self) -> None:
        """Queue a marked copy of the last receipt."""
        if self._last is not None:
            self._print(self._printing.reprint, self._last.recorded.seq)

    def confirm(self, job_id: int) -> None:
        """A person saw that the paper came out."""
        self._print(self._printing.came_out, job_id)

    def replace(self, job_id: int) -> None:
        """Print a marked copy in place of a paper that perhaps never came out."""
        self._print(self._printing.print_copy, job_id)

    def _print(self, act: Callable[[int], object], number: int) -> None:
        try:
            act(number)
        except Refusal as refusal:
            self.refused.emit(refusal)
        except OutsideError as error:
            self.failed.emit(error)
        else:
            self.refresh()
            self.paper_waits.emit()
