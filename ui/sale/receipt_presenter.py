"""The sale just made: what becomes of its receipt, and how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.errors import OutsideError, PosError, PrinterError, Refusal
from pos_app.papers.layout import PaperHeading
from pos_app.services.correcting import Correcting, Correction
from pos_app.services.paying import Paying, RecordedSale
from pos_app.services.print_keeping import PaperState, PrintKeeping
from pos_app.services.selling import Selling
from pos_app.services.signing_in import SigningIn
from ui.goods_slips import SlipsPresenter


@dataclass(frozen=True, slots=True)
class LastSale:
    """The newest sale with its receipt; `paper` is None only if no receipt was ever made.

    `heading` has the booth's words for tenders. `void` took the sale back, and then `paper` is its
    slip. `no_void` says why it cannot be taken back, `no_slips` why there is no slip to prepare or
    collect it by, `asks_pin` that somebody else must allow the void.
    """

    made: RecordedSale
    heading: PaperHeading
    paper: PaperState | None
    void: Correction | None = None
    no_void: Refusal | None = None
    no_slips: PosError | None = None
    asks_pin: bool = False


@dataclass(frozen=True, slots=True)
class LastSaleServices:
    """What is needed for the sale just made."""

    selling: Selling
    paying: Paying
    correcting: Correcting
    printing: PrintKeeping
    signing_in: SigningIn


class ReceiptPresenter(QObject):
    """Shows the newest sale of the day, follows its receipt, takes it back once.

    `paper_waits` says that something is in the print queue; whoever runs the printer calls
    `refresh` after every step. `voided` says that the sale was taken back, `cart_again` that its
    goods are in the open cart once more.
    """

    last_sale_changed = Signal(object)
    voided = Signal()
    cart_again = Signal()
    refused = Signal(object)
    failed = Signal(object)
    paper_waits = Signal()

    def __init__(self, services: LastSaleServices) -> None:
        super().__init__()
        self._services = services
        self.slips = SlipsPresenter(services.printing)
        self.slips.queued.connect(self.paper_waits)
        self.slips.refused.connect(self.refused)
        self.slips.failed.connect(self.failed)
        self._last: RecordedSale | None = None
        self._void: Correction | None = None

    @Slot()
    def show_last(self) -> None:
        """Read the newest sale since the last close and show it."""
        self._last, self._void = self._services.paying.last_sale(), None
        if self._last is not None:
            balance = self._services.correcting.balance(self._last.recorded.seq)
            if balance.void is not None:
                self._void = self._services.correcting.void_sale(balance.recorded.seq, "")
        self.refresh()

    def take_sale(self, made: RecordedSale) -> None:
        """A sale was made: show it and have its receipt printed."""
        self._last, self._void = made, None
        self.refresh()
        self.paper_waits.emit()

    @Slot()
    def refresh(self) -> None:
        """Show where the paper of the last sale stands now."""
        self.last_sale_changed.emit(None if self._last is None else self._shown(self._last))

    @Slot()
    def reprint(self) -> None:
        """Queue a marked copy of the last receipt, or of the slip that took it back.

        Where it is only kept, for want of a printer, that is said.
        """
        if self._last is None:
            return
        recorded = self._last.recorded if self._void is None else self._void.recorded
        self._print(self._services.printing.reprint, recorded.seq)
        if self._services.printing.printer is None:
            self.failed.emit(PrinterError("NO_PRINTER"))

    def print_slip(self, kind: str) -> None:
        """Queue a slip of the last sale, to prepare its goods or to collect them by."""
        if self._last is not None and self._void is None:
            self.slips.print_slip(self._last.recorded.seq, kind)

    def confirm(self, job_id: int) -> None:
        """A person saw that the paper came out."""
        self._print(self._services.printing.came_out, job_id)

    def replace(self, job_id: int) -> None:
        """Print a marked copy in place of a paper that perhaps never came out."""
        self._print(self._services.printing.print_copy, job_id)

    # --- taking it back --------------------------------------------------------------------------

    def void(self, why: str, pin: str = "") -> None:
        """Take the sale back; a second press finds it taken back already."""
        if self._last is None or self._void is not None:
            return
        seq = self._last.recorded.seq
        if self._tried(partial(self._void_now, seq, why, pin)):
            self.refresh()
            self.voided.emit()
            self.paper_waits.emit()

    @Slot()
    def take_again(self) -> None:
        """Put the goods of the sale that was taken back into the cart, to correct them."""
        if self._last is not None and self._void is not None:
            take = partial(self._services.selling.take_again, self._last.recorded)
            if self._tried(take):
                self.cart_again.emit()

    # --- inside ----------------------------------------------------------------------------------

    def _void_now(self, seq: int, why: str, pin: str) -> None:
        by = self._services.signing_in.allow("void", pin) if pin else ""
        self._void = self._services.correcting.void_sale(seq, why, by=by)

    def _shown(self, made: RecordedSale) -> LastSale:
        services = self._services
        recorded = made.recorded if self._void is None else self._void.recorded
        return LastSale(
            made,
            services.printing.papers.words().heading,
            services.printing.state_of(recorded.seq),
            self._void,
            None if self._void is not None else self._why_no_void(made),
            self.slips.why_not(is_void=self._void is not None),
            services.correcting.needs_second_person(is_refund=False),
        )

    def _why_no_void(self, made: RecordedSale) -> Refusal | None:
        correcting = self._services.correcting
        try:
            correcting.refuse_void(correcting.balance(made.recorded.seq))
        except Refusal as refusal:
            return refusal
        return None

    def _print(self, act: Callable[[int], object], number: int) -> None:
        if self._tried(partial(act, number)):
            self.refresh()
            self.paper_waits.emit()

    def _tried(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except Refusal as refusal:
            self.refused.emit(refusal)
            return False
        except OutsideError as error:
            self.failed.emit(error)
            return False
        return True
