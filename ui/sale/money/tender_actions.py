"""Joins the page of money with its presenter: who asks, and who is shown what."""

from functools import partial

from PySide6.QtCore import QObject, Slot

from pos_app.domain.money import Money
from ui.sale.money.payment_presenter import PaymentPresenter
from ui.sale.money.payment_values import WantedTender
from ui.sale.money.tender_panel import TenderPanel


class TenderActions(QObject):
    """What hands do on the page, asked of the presenter; the last step is the screen's own."""

    def __init__(self, money: PaymentPresenter, panel: TenderPanel) -> None:
        super().__init__()
        self._money = money
        self._panel = panel
        money.payment_changed.connect(panel.show_payment)
        money.qris_shown.connect(panel.show_code)
        money.excess_asked.connect(panel.ask_about_excess)
        money.scans_held.connect(panel.show_held)
        panel.opened.connect(self._offer_choices)
        panel.wanted_changed.connect(money.show_wanted)
        panel.part_wanted.connect(self._take_part)
        panel.code_wanted.connect(self._show_code)
        panel.sums.taken.removed.connect(self._remove)
        panel.extras.divided.connect(money.divide)
        panel.question.paid_back.connect(partial(self._accept_excess, stays_owed=False))
        panel.question.left_owed.connect(partial(self._accept_excess, stays_owed=True))
        panel.other.slip_wanted.connect(self._print_code)
        panel.keys.exact_chosen.connect(panel.put_exact)
        panel.keys.amount_chosen.connect(panel.put_amount)
        panel.keys.note_added.connect(self._add_note)
        panel.keys.cleared.connect(self._clear)
        panel.keypad.typed.connect(panel.sums.type_digits)
        panel.keypad.erased.connect(panel.sums.erase)

    @Slot()
    def _offer_choices(self) -> None:
        self._panel.show_kinds(self._money.kinds)
        self._panel.keys.show_notes(self._money.notes)

    @Slot(object)
    def _add_note(self, amount: Money) -> None:
        self._panel.put_amount(self._panel.sums.with_note(amount))

    @Slot()
    def _clear(self) -> None:
        self._panel.put_amount(None)

    @Slot(object)
    def _take_part(self, wanted: WantedTender) -> None:
        if self._money.take_part(wanted):
            self._panel.begin_next()

    @Slot(int)
    def _remove(self, place: int) -> None:
        self._money.remove_tender(place)
        self._panel.begin_next()

    def _accept_excess(self, *, stays_owed: bool) -> None:
        """Take what was really paid; the excess goes back in cash, or stays owed."""
        asked = self._panel.question.asked
        assert asked is not None
        excess = asked.amount - asked.open_amount
        self._panel.correct()
        if asked.is_taken and not self._money.accept_excess():
            return
        self._panel.finish_wanted.emit(
            WantedTender(
                asked.wanted.kind,
                asked.amount,
                asked.wanted.sighting,
                owed=excess if stays_owed else 0,
                really_paid=True,
            )
        )

    @Slot(object)
    def _show_code(self, amount: Money) -> None:
        if amount:
            other = self._panel.other
            self._money.show_code(amount, other.arrival.state, original=other.is_original)
        else:
            self._money.hide_code()

    @Slot()
    def _print_code(self) -> None:
        amount = self._panel.amount()
        if amount:
            self._money.print_code(amount)
