"""The receipt of a sale, and the slips of its void and of a refund.

All of it is laid out from the recorded entry, never from today's prices, so a copy says what the
first paper said.
"""

from dataclasses import dataclass, replace

from pos_app.domain.journal import (
    Pointer,
    Receipted,
    Recorded,
    RefundGiven,
    SaleMoney,
    SaleRecorded,
    SaleVoided,
    SoldItem,
    Tender,
)
from pos_app.domain.money import Money, Quantity
from pos_app.domain.sale import NOTHING_TYPED, TypedWords
from pos_app.domain.tender import QRIS, Sighting
from pos_app.i18n import _, format_date, format_quantity, format_time
from pos_app.papers.discount_split import split_of
from pos_app.papers.layout import (
    CopyMark,
    PaperBuilder,
    PaperHeading,
    count_words,
    extra_word,
    short_moment,
)
from pos_app.papers.paper import Paper
from pos_app.papers.reasons import reason_in_line
from pos_app.papers.tax_rows import added_rows, included_rows
from pos_app.papers.tender_rows import received_details

_ONE = Quantity(1000)


@dataclass(frozen=True, slots=True)
class ReceiptFacts:
    """What a receipt is printed from.

    `original` is the sale that a void or refund takes back, where this till holds it; `reason`
    the words typed for it, else the code in the entry is shown. `typed` are notes of the sale that
    this till keeps, `said` what was said about the money of its tenders: (place from 0, sighting),
    oldest first.
    """

    recorded: Recorded
    operator_name: str
    original: Recorded | None = None
    reason: str = ""
    typed: TypedWords = NOTHING_TYPED
    said: tuple[tuple[int, Sighting], ...] = ()

    @property
    def entry(self) -> Receipted:
        """The sale, void or refund."""
        entry = self.recorded.entry
        assert isinstance(entry, SaleRecorded | SaleVoided | RefundGiven)
        return entry

    @property
    def original_sale(self) -> SaleRecorded | None:
        """The sale taken back."""
        entry = None if self.original is None else self.original.entry
        assert entry is None or isinstance(entry, SaleRecorded)
        return entry

    def said_of(self, place: int) -> tuple[Sighting, ...]:
        """What was said about the money of a tender, counted from 0: at the sale, and since."""
        return tuple(sighting for at, sighting in self.said if at == place)


def receipt(
    facts: ReceiptFacts, *, heading: PaperHeading, columns: int, copy: CopyMark | None = None
) -> Paper:
    """The paper of a sale, void or refund for a printer of `columns`; a copy says so."""
    builder = PaperBuilder(columns, heading)
    _head(builder, facts)
    builder.rule()
    _goods(builder, facts)
    builder.rule()
    _amounts(builder, facts, is_copy=copy is not None)
    builder.rule()
    _foot(builder, facts)
    return builder.paper(copy)


# --- head and foot -----------------------------------------------------------------------------


def _head(builder: PaperBuilder, facts: ReceiptFacts) -> None:
    heading, entry = builder.heading, facts.entry
    match entry:
        case SaleRecorded():
            if heading.logo is not None:
                builder.picture(heading.logo)
        case SaleVoided():
            builder.centred(_("VOID"), "tall")
        case RefundGiven():
            builder.centred(_("REFUND"), "tall")
    builder.centred(heading.shop_name.upper(), "wide")
    for line in (heading.booth_line, heading.event.name, *heading.header):
        builder.centred(line)
    if heading.taxes.npwp:
        builder.centred(_("NPWP {number}").format(number=heading.taxes.npwp))
    builder.rule()
    at = heading.event.local(entry.stamp.at)
    number = _("No. {number}").format(number=heading.till.receipt_number(entry.money.no))
    day, time = format_date(at), format_time(at)
    if builder.fits_beside(number, f"{day}  {time}"):
        builder.sides(number, f"{day}  {time}")
    else:
        builder.text(number)
        builder.sides(day, time)
    if facts.operator_name:
        builder.text(_("Operator: {name}").format(name=facts.operator_name))
    _reference(builder, facts)


def _reference(builder: PaperBuilder, facts: ReceiptFacts) -> None:
    entry = facts.entry
    match entry:
        case SaleRecorded():
            pass
        case SaleVoided(of=of):
            builder.text(
                _("Takes back receipt {number}").format(number=_number(builder, facts, of))
            )
        case RefundGiven(of=None, typed=""):
            builder.text(_("Refund without receipt"))
        case RefundGiven(of=of, typed=typed):
            number = typed if of is None else _number(builder, facts, of)
            builder.text(_("Refund of receipt {number}").format(number=number))
    reason = facts.reason or reason_in_line(entry.why)
    if reason:
        builder.text(_("Reason: {reason}").format(reason=reason))


def _number(builder: PaperBuilder, facts: ReceiptFacts, of: Pointer) -> str:
    sale, heading = facts.original_sale, builder.heading
    if sale is None:
        return of.dev.upper()
    number = replace(heading.till, dev=of.dev).receipt_number(sale.money.no)
    return f"{number} ({short_moment(heading.event.local(sale.stamp.at))})"


def _foot(builder: PaperBuilder, facts: ReceiptFacts) -> None:
    if isinstance(facts.entry, SaleRecorded):
        if builder.heading.taxes.says_included:
            builder.centred(_("Prices include tax"))
        builder.centred(_("Thank you!"))
        for line in builder.heading.footer:
            builder.centred(line)
    else:
        builder.signatures(_("Buyer"), _("Operator"))
    builder.chain_place(facts.recorded.seq, facts.recorded.link)


# --- goods -------------------------------------------------------------------------------------


def _goods(builder: PaperBuilder, facts: ReceiptFacts) -> None:
    items = _items(facts.entry)
    own = split_of(facts.entry, items, facts.typed).own
    for number, item in enumerate(items, start=1):
        name = builder.name(item.name, item.code)
        if isinstance(facts.entry, RefundGiven):
            amount = builder.amount(item.net)
            _name_and_amount(builder, name, amount, below=_refund_words(builder, facts, item))
            continue
        _item_block(builder, item, name, facts.typed.unit_of(number))
        if off := own[number - 1]:
            label = _discount_words(off, item.net + item.discount)
            builder.sides(label, builder.amount(-off), indent=2)
        _note(builder, facts.typed.note_of(number), indent=2)
    if not items:
        builder.sides(_("Goods"), builder.amount(facts.entry.money.goods))
    _note(builder, facts.typed.note)


def _note(builder: PaperBuilder, note: str, indent: int = 0) -> None:
    if note:
        builder.text(_("Note: {note}").format(note=note), indent=indent)


def _item_block(builder: PaperBuilder, item: SoldItem, name: str, unit: str) -> None:
    gross = builder.amount(item.net + item.discount)
    quantity = _size(item.quantity)
    much = f"{format_quantity(quantity)} {unit}".rstrip()
    times = f"{much} x {builder.amount(item.unit_price)}"
    if quantity == _ONE and not unit and builder.fits_beside(name, gross):
        builder.sides(name, gross)
    else:
        _name_and_amount(builder, name, gross, below=times)


def _name_and_amount(builder: PaperBuilder, name: str, amount: str, *, below: str) -> None:
    """On wide paper they share a line where they fit; else the amount stands on the line below."""
    if builder.is_wide and builder.fits_beside(name, amount):
        builder.sides(name, amount)
        builder.text(below, indent=2)
    else:
        builder.text(name)
        builder.sides(below, amount, indent=2)


def _refund_words(builder: PaperBuilder, facts: ReceiptFacts, item: SoldItem) -> str:
    back = format_quantity(_size(item.quantity))
    sale = facts.original_sale
    sold = () if sale is None else _items(sale)
    if item.line is None or item.line > len(sold):
        return _("Quantity {quantity}").format(quantity=back)
    line = sold[item.line - 1]
    return _("{back} of {sold}, {paid} was paid for {sold}").format(
        back=back, sold=format_quantity(line.quantity), paid=builder.amount(line.net)
    )


def _items(entry: Receipted) -> tuple[SoldItem, ...]:
    return () if entry.basket is None else entry.basket.items


def _size(quantity: Quantity) -> Quantity:
    return max(quantity, -quantity)


def _discount_words(discount: Money, base: Money) -> str:
    """A percentage is named only where it is whole and exact."""
    percent, rest = divmod(abs(discount) * 100, abs(base)) if base else (0, 1)
    return _("Discount") if rest else _("Discount {percent}%").format(percent=percent)


# --- amounts -----------------------------------------------------------------------------------


def _amounts(builder: PaperBuilder, facts: ReceiptFacts, *, is_copy: bool) -> None:
    entry, money = facts.entry, facts.entry.money
    _before_total(builder, facts)
    if isinstance(entry, SaleRecorded):
        builder.sides(_("TOTAL"), builder.total(money.total), style="tall")
    else:
        builder.sides(_("PAID BACK"), builder.total(-money.total), style="tall")
    for label, amount in included_rows(builder.heading.taxes, money.tax):
        builder.sides(label, builder.amount(amount))
    _tenders(builder, facts, is_copy=is_copy)


def _before_total(builder: PaperBuilder, facts: ReceiptFacts) -> None:
    entry, money, items = facts.entry, facts.entry.money, _items(facts.entry)
    units = facts.typed.unit_of
    count = count_words((item.quantity, units(line)) for line, item in enumerate(items, start=1))
    of_cart = split_of(entry, items, facts.typed).of_cart
    if isinstance(entry, RefundGiven):
        count = ""
    added = _added_rows(builder, money)
    if of_cart or added:
        subtotal = _("Subtotal ({count})").format(count=count) if count else _("Subtotal")
        builder.sides(subtotal, builder.amount(money.goods + of_cart))
    elif count and money.discount > 0:
        saved = builder.amount(money.discount)
        builder.text(_("{count}, {amount} saved").format(count=count, amount=saved))
    elif count:
        builder.text(count)
    if of_cart:
        words = _discount_words(of_cart, money.goods + of_cart)
        label = _("Agreed price") if facts.typed.is_agreed else words
        builder.sides(label, builder.amount(-of_cart))
    for label, amount in added:
        builder.sides(label, builder.amount(amount))


def _added_rows(builder: PaperBuilder, money: SaleMoney) -> list[tuple[str, Money]]:
    """What stands between goods and total: taxes on top, service and the like, rounding."""
    rows = added_rows(builder.heading.taxes, money.tax)
    rows += [(extra_word(code), amount) for code, amount in money.extras]
    if money.rounding:
        rows.append((_("Rounding"), money.rounding))
    return rows


def _tenders(builder: PaperBuilder, facts: ReceiptFacts, *, is_copy: bool) -> None:
    """In the order taken. Cash shows what was handed over, with the change right below."""
    entry, money = facts.entry, facts.entry.money
    is_sale = isinstance(entry, SaleRecorded)
    cash_is_shown = False
    for place, tender in enumerate(money.pay):
        if tender.kind == "cash" and is_sale and money.given is not None:
            if not cash_is_shown:
                _cash_given(builder, money, money.given)
            cash_is_shown = True
        elif tender.kind == "cash" and isinstance(entry, SaleRecorded) and tender.amount < 0:
            if entry.change:  # paid too much without cash (M6); the rest may be owed
                builder.sides(_("Change"), builder.amount(entry.change))
        else:
            said = facts.said_of(place)
            _tender(builder, tender, said)
            if is_copy and said:
                _said_since(builder, said)
    if money.given is not None and not cash_is_shown:
        _cash_given(builder, money, money.given)
    if money.owed:
        builder.sides(_("Change still owed"), builder.amount(money.owed))


def _cash_given(builder: PaperBuilder, money: SaleMoney, given: Money) -> None:
    builder.sides(builder.heading.tender_word("cash"), builder.amount(given))
    builder.sides(_("Change"), builder.amount(money.change))


def _tender(builder: PaperBuilder, tender: Tender, said: tuple[Sighting, ...]) -> None:
    """One way of paying, with the state of its money at the sale: a copy says the same."""
    builder.sides(builder.heading.tender_word(tender.kind), builder.amount(tender.amount))
    if tender.unsure:
        words = _("NOT YET CERTAIN: the money has not shown on the seller's phone")
        builder.text(words, indent=2, hanging=0)
    elif tender.kind == QRIS and tender.amount > 0:
        details = received_details(said[0]) if said else ()
        builder.text(", ".join((_("RECEIVED"), *details)), indent=2, hanging=0)


def _said_since(builder: PaperBuilder, said: tuple[Sighting, ...]) -> None:
    """One more line on a copy, where the money's state is another than at the sale."""
    now = said[-1]
    if now.state in (said[0].state, "unsure"):
        return
    words = _("NOT RECEIVED")
    if now.state == "received":
        words = ", ".join((_("RECEIVED"), *received_details(now)))
    builder.text(_("Since then: {state}").format(state=words), indent=2, hanging=0)
