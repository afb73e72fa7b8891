"""What an event's totals lack, each point by name, and how anybody can check the rest."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from pos_app.domain.event_totals import Coverage, EventTotals
from pos_app.domain.identity import EventPack
from pos_app.i18n import _, format_date, format_plain
from pos_app.reporting.page import grid, section, space, text, together

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


def coverage_state_words(coverage: Coverage, today: date) -> str:
    """Whether the totals are complete; nothing is while days are still to come."""
    if coverage.is_complete:
        return _("COMPLETE")
    return _("EVENT STILL RUNNING") if coverage.is_complete_by(today) else _("NOT COMPLETE")


def open_points(totals: EventTotals, pack: EventPack) -> list[tuple[str, int]]:
    """What the totals lack by now, counted; points of none are there too.

    Days that have not begun lack nothing yet; they stand in the coverage alone.
    """
    coverage = totals.coverage
    today = pack.event.business_day(coverage.as_of)
    return [
        (_("Booth days without a closed file"), len(coverage.due(today))),
        (_("Booth days known from paper only"), len(coverage.by_slip)),
        (_("Gaps in the numbers"), len(coverage.gaps)),
        (_("Disputed tills"), len(coverage.disputed)),
        (_("Files set aside"), coverage.aside),
        (_("Files refused after a closer look"), coverage.refused),
        (_("Tills with days outside the event"), len(totals.outside)),
    ]


def appendix(totals: EventTotals, pack: EventPack) -> list["Flowable"]:
    """The last part of the event report."""
    rows = [*_missing_rows(totals, pack), *_till_rows(totals, pack.event.exponent)]
    head = [_("Booth"), _("Till or day"), _("What"), _("Amount")]
    table = grid(head, rows, (12, 20, 50, 18), right=1) if rows else text(_("Nothing is open."))
    return [
        section(_("Appendix: what is open")),
        table,
        space(10),
        together([section(_("How to check")), *(text(words) for words in _how_to_check())]),
    ]


def _how_to_check() -> Iterator[str]:
    yield _(
        "Each figure comes from day files that the tills have signed. The same files give the"
        " same totals on every laptop, in whatever order they are taken in."
    )
    yield _("With Gerai: gerai verify --pack PACK FILE, where PACK is the event pack.")
    yield _(
        "Without Gerai: the text of a file ends before its last empty line; the lines behind it"
        " are Ed25519 signatures over that text. The key of each till stands in the event pack,"
        " in the line of its booth."
    )


def _missing_rows(totals: EventTotals, pack: EventPack) -> list[list[str]]:
    coverage = totals.coverage
    today = pack.event.business_day(coverage.as_of)
    no_file, paper_only = _("No closed day file yet"), _("Known from the printed close only")
    days: dict[str, list[str]] = {}
    for booth, day in coverage.due(today):
        days.setdefault(booth, []).append(format_date(day))
    rows = [[booth, "; ".join(its_days), no_file, ""] for booth, its_days in days.items()]
    rows += [[booth, format_date(day), paper_only, ""] for booth, day in coverage.by_slip]
    if coverage.aside:
        rows.append(["", "", _("Files set aside"), str(coverage.aside)])
    if coverage.refused:
        words = _("Files refused after a closer look")
        rows.append(["", "", words, str(coverage.refused)])
    return rows


def _till_rows(totals: EventTotals, exponent: int) -> list[list[str]]:
    coverage = totals.coverage
    rows = []
    for gap in coverage.gaps:
        words = _("Entries {first} to {last} are missing").format(first=gap.first, last=gap.last)
        known = "" if gap.net is None else format_plain(gap.net, exponent)
        rows.append([gap.booth_id, gap.dev.upper(), words, known])
    for booth, dev, seq in coverage.disputed:
        words = _("Disputed: entries from {seq} on do not count").format(seq=seq)
        rows.append([booth, dev.upper(), words, ""])
    outside = _("On days outside the event, not in the totals")
    for one in totals.outside:
        net = format_plain(one.net, exponent)
        rows.append([one.booth_id, one.dev.upper(), outside, net])
    return rows
