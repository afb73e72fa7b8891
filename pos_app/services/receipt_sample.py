"""An invented sale on the booth's own receipt: its words can be seen before they are printed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from pos_app.domain.identity import Event
from pos_app.domain.journal import (
    Basket,
    Recorded,
    SaleMoney,
    SaleRecorded,
    SoldItem,
    Stamp,
    Tender,
)
from pos_app.domain.money import Quantity
from pos_app.i18n import _
from pos_app.papers.paper import Paper
from pos_app.papers.receipt import ReceiptFacts, receipt
from pos_app.services.paper_making import PaperMaking

_LINK = "0123456789" + "0" * 54
_MORNING = time(10, 30)


class ReceiptSample:
    """Lays the sample out; records nothing and uses no number."""

    def __init__(self, papers: PaperMaking) -> None:
        self._papers = papers

    def paper(self, columns: int, *, header: tuple[str, ...], footer: tuple[str, ...]) -> Paper:
        """The receipt with these words above and below."""
        heading = replace(self._papers.heading(columns), header=header, footer=footer)
        facts = ReceiptFacts(_sample_sale(heading.event), self._papers.words().operator_name)
        return receipt(facts, heading=heading, columns=columns)


def _sample_sale(event: Event) -> Recorded:
    day = event.days[0] if event.days else date(2026, 1, 1)
    at = datetime.combine(day, _MORNING, event.zone if event.days else UTC)
    items = (
        SoldItem(
            code="A-12",
            name=_("Banana chips with chocolate 250 g"),
            quantity=Quantity.of(2),
            unit_price=25_000,
            net=50_000,
        ),
        SoldItem(
            code="B-07",
            name=_("Woven bag"),
            quantity=Quantity.of(1),
            unit_price=85_000,
            net=80_000,
            discount=5_000,
        ),
    )
    money = SaleMoney(
        no=1, total=130_000, goods=130_000, pay=(Tender("cash", 130_000),), given=150_000
    )
    sale = SaleRecorded(Stamp(at=at, day=day), money, Basket(items, "0" * 32))
    return Recorded(1, _LINK, _LINK, sale)
