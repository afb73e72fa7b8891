"""What the page of receipts asks for, and what it is shown in answer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.correction import SaleBalance
from pos_app.domain.correction_errors import NoKuitansi, NothingToRefund
from pos_app.domain.errors import OutsideError, Refusal
from pos_app.domain.journal import SaleRecorded
from pos_app.domain.people import Right
from pos_app.domain.receipt_search import FoundReceipt, ReceiptQuery, read_terms
from pos_app.domain.tender import TENDER_KINDS
from pos_app.services.correcting import Correcting, Correction
from pos_app.services.print_keeping import PrintKeeping
from pos_app.services.qris_keeping import QrisKeeping
from pos_app.services.receipt_keeping import KuitansiJob, ReceiptKeeping, SavePdfJob
from pos_app.services.signing_in import SigningIn
from ui.background import Background
from ui.goods_slips import SlipsPresenter
from ui.history.history_values import PinWanted, ReceiptList, ShownReceipt, Wanted

_PAGE = 100
_LEAST_COLUMNS = 32
_WAYS_BACK = ("cash", "qris", "card", "transfer")
"""Money goes back as money: vouchers only to those who paid with one."""

Act = Callable[[str], Correction]
"""Records a correction; gets the code of the second person who allowed it, or nothing."""


@dataclass(frozen=True, slots=True)
class HistoryServices:
    """What the page works with."""

    receipts: ReceiptKeeping
    correcting: Correcting
    printing: PrintKeeping
    signing_in: SigningIn
    qris: QrisKeeping


class HistoryPresenter(QObject):
    """Finds receipts, shows one, and has it printed, saved or taken back.

    `list_changed` carries a ReceiptList, `receipt_changed` a ShownReceipt or None, `pin_wanted` a
    PinWanted, `corrected` a Correction, `file_written` a path; `refused` a Refusal, `failed` an
    OutsideError. `paper_waits` says that something is in the print queue, `settled_late` that what
    was said about money goes out with the next day file.
    """

    list_changed = Signal(object)
    receipt_changed = Signal(object)
    pin_wanted = Signal(object)
    corrected = Signal(object)
    file_written = Signal(object)
    refused = Signal(object)
    failed = Signal(object)
    paper_waits = Signal()
    settled_late = Signal()

    def __init__(self, services: HistoryServices, *, office: Background) -> None:
        super().__init__()
        self.services = services
        self.slips = SlipsPresenter(services.printing)
        self.slips.queued.connect(self.paper_waits)
        self.slips.refused.connect(self.refused)
        self.slips.failed.connect(self.failed)
        self._office = office
        self._wanted = Wanted()
        self._rows: tuple[FoundReceipt, ...] = ()
        self._has_more = False
        self._seq = 0
        self._columns = _LEAST_COLUMNS
        self._pending: tuple[Right, Act] | None = None

    # --- the list --------------------------------------------------------------------------------

    def narrow(self, **changes: object) -> None:
        """Change what is wanted: `text`, `day`, `tender`, `state`.

        The receipt in hand is one that is listed: a sale nobody sees must not be taken back.
        """
        self._wanted = replace(self._wanted, **changes)  # type: ignore[arg-type]
        self._rows = ()
        self.more()
        self._hold_one_listed()

    @Slot()
    def more(self) -> None:
        """Show older ones, too."""
        before = self._rows[-1].seq if self._rows else None
        found = self.services.receipts.find(self._query(), before=before, most=_PAGE)
        self._rows = (*self._rows, *found)
        self._has_more = len(found) == _PAGE
        self._show_list()

    @Slot()
    def refresh(self) -> None:
        """Show everything as it is now; the receipt in hand stays in hand."""
        most = max(len(self._rows), _PAGE)
        self._rows = tuple(self.services.receipts.find(self._query(), most=most))
        self._has_more = len(self._rows) == most
        self._show_list()
        self.show_again()

    # --- one receipt -----------------------------------------------------------------------------

    def select(self, seq: int) -> None:
        """Take a receipt in hand; 0 puts it down."""
        self._seq = seq
        self.show_again()

    def use_columns(self, most: int) -> None:
        """Lay papers out for the printer's width where that fits into `most` columns."""
        printer = self.services.printing.printer
        columns = _LEAST_COLUMNS if printer is None else printer.paper_columns
        columns = columns if columns <= most else _LEAST_COLUMNS
        if columns != self._columns:
            self._columns = columns
            self.show_again()

    @Slot()
    def show_again(self) -> None:
        """Show the receipt in hand as things stand now."""
        self.receipt_changed.emit(self._shown() if self._seq else None)

    @Slot()
    def reprint(self) -> None:
        """Queue a marked copy of it; where it is only kept, for want of a printer, that is said."""
        if self._seq and self._tried(partial(self.services.printing.reprint, self._seq)):
            self.paper_waits.emit()
            self.show_again()
            if why_not := self.slips.why_not(is_void=False):
                self.failed.emit(why_not)

    @Slot()
    def save_pdf(self) -> None:
        """Save a marked copy of it as a PDF."""
        job = self._tried(partial(self.services.receipts.save_copy, self._seq))
        if isinstance(job, SavePdfJob):
            self._office.run(job.write, done=self._written, failed=self._not_written)

    def write_kuitansi(self, buyer: str, purpose: str) -> None:
        """Write the official receipt of it."""
        make = partial(self.services.receipts.kuitansi_job, self._seq, buyer=buyer, purpose=purpose)
        job = self._tried(make)
        if isinstance(job, KuitansiJob):
            self._office.run(
                job.write, done=partial(self._kuitansi_written, job), failed=self._not_written
            )

    @Slot()
    def forget_buyers(self) -> None:
        """Delete all names of buyers that kuitansi were made for."""
        self._tried(self.services.receipts.forget_buyers)
        self.show_again()

    def settle(self, came: bool) -> None:
        """Somebody looked whether the money of it came, and it did or did not."""
        is_late = self._tried(partial(self.services.qris.settle, self._seq, came=came))
        if is_late is not None:
            self.refresh()
        if is_late:
            self.settled_late.emit()

    # --- taking back -----------------------------------------------------------------------------

    def void(self, why: str) -> None:
        """Take the whole sale back; asks for a second person where the booth wants one."""
        seq = self._seq

        def act(by: str) -> Correction:
            return self.services.correcting.void_sale(seq, why, by=by)

        self.ask("void", act)

    def ask(self, right: Right, act: Act, *, always: bool = False) -> None:
        """Do what needs a right, at once or after a second person's PIN; `always` asks anyway."""
        signing_in = self.services.signing_in
        if signing_in.people.is_one_person or (signing_in.may(right) and not always):
            self._record(act, "")
            return
        self._pending = right, act
        names = tuple(person.name for person in signing_in.who_may_allow(right))
        self.pin_wanted.emit(PinWanted(names))

    def allow(self, pin: str) -> None:
        """Take a second person's PIN for what waits."""
        if self._pending is None:
            return
        right, act = self._pending
        allow = partial(self.services.signing_in.allow, right, pin, always=True)
        by = self._tried(allow)
        if isinstance(by, str):
            self._pending = None
            self._record(act, by)

    def forget_pending(self) -> None:
        """Nobody allowed it."""
        self._pending = None

    def balance(self) -> SaleBalance:
        """The sale in hand with what came back of it. Raises UnknownReceipt."""
        return self.services.correcting.balance(self._seq)

    def kinds(self, first: tuple[str, ...] = ()) -> tuple[tuple[str, str], ...]:
        """Codes and words of the ways money can go back, those of a sale first."""
        return self._named(code for code in (*first, *_WAYS_BACK) if code != "dp")

    # --- inside ----------------------------------------------------------------------------------

    def _hold_one_listed(self) -> None:
        listed = [row.seq for row in self._rows]
        if self._seq not in listed:
            self.select(listed[0] if listed else 0)

    def _query(self) -> ReceiptQuery:
        wanted = self._wanted
        terms = read_terms(wanted.text, self.services.receipts.dev)
        return ReceiptQuery(terms, wanted.day, wanted.tender, wanted.state)

    def _show_list(self) -> None:
        receipts = self.services.receipts
        further = dict(self.services.printing.papers.words().heading.tender_names)
        self.list_changed.emit(
            ReceiptList(
                self._rows,
                self._wanted,
                self._has_more,
                receipts.today,
                tuple(receipts.days()),
                self._named((*TENDER_KINDS, *further)),
            )
        )

    def _named(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Kinds of tender with the words of this booth, each once."""
        heading = self.services.printing.papers.words().heading
        return tuple((code, heading.tender_word(code)) for code in dict.fromkeys(codes))

    def _shown(self) -> ShownReceipt:
        services = self.services
        view = services.receipts.look(self._seq, self._columns)
        is_sale = isinstance(view.entry, SaleRecorded)
        balance = services.correcting.balance(self._seq) if is_sale else None
        return ShownReceipt(
            view=view,
            heading=services.printing.papers.words().heading,
            paper_state=services.printing.state_of(self._seq),
            balance=balance,
            no_void=None if balance is None else self._why_no_void(balance),
            no_refund=None if balance is None or balance.may_refund else NothingToRefund(),
            no_kuitansi=NoKuitansi("not_paid") if view.later or view.row.total <= 0 else None,
            no_slips=self.slips.why_not(is_void=view.row.state == "voided"),
        )

    def _why_no_void(self, balance: SaleBalance) -> Refusal | None:
        try:
            self.services.correcting.refuse_void(balance)
        except Refusal as refusal:
            return refusal
        return None

    def _record(self, act: Act, by: str) -> None:
        made = self._tried(partial(act, by))
        if isinstance(made, Correction):
            self.paper_waits.emit()
            self.refresh()
            self.corrected.emit(made)

    def _tried(self, act: Callable[[], object]) -> object:
        try:
            return act()
        except Refusal as refusal:
            self.refused.emit(refusal)
        except OutsideError as error:
            self.failed.emit(error)
        return None

    def _kuitansi_written(self, job: KuitansiJob, path: Path) -> None:
        self._tried(partial(self.services.receipts.keep_kuitansi, job))
        self._written(path)

    def _written(self, path: Path) -> None:
        self.show_again()
        self.file_written.emit(path)

    def _not_written(self, error: Exception) -> None:
        if not isinstance(error, OutsideError):
            raise error
        self.failed.emit(error)
