"""An event's totals as lines to read: what it came to, and always what is missing from it."""

from collections.abc import Iterable, Iterator

from pos_app.domain.event_totals import Coverage, EventTotals
from pos_app.domain.identity import EventPack
from pos_app.i18n import _, format_date, format_money, format_time, ngettext
from pos_app.papers.layout import tender_word
from pos_app.wording import coverage_words


def totals_lines(totals: EventTotals, pack: EventPack) -> list[str]:
    """Total and coverage, then booths, days and tenders, then what is open."""
    coverage, at = totals.coverage, totals.coverage.as_of
    exponent = pack.event.exponent
    state = _("complete") if coverage.is_complete else _("not complete")
    lines = [
        f"{pack.event.name} ({totals.event_id})",
        _("{coverage}, as of {day} {time}: {state}").format(
            coverage=coverage_words(coverage.received, len(coverage.expected)),
            day=format_date(at.date()),
            time=format_time(at),
            state=state,
        ),
        *_table([(_("Total"), totals.receipts, totals.net)], exponent),
        "",
        *_table([(f"{b.booth_id} {b.name}", b.receipts, b.net) for b in totals.booths], exponent),
        "",
        *_table([(format_date(day), count, net) for day, count, net in totals.days], exponent),
        "",
        *_table(
            [(tender_word(kind, pack.tender_names), None, net) for kind, net in totals.pay],
            exponent,
        ),
    ]
    open_points = list(open_point_lines(coverage))
    return [*lines, "", *open_points] if open_points else lines


def open_point_lines(coverage: Coverage) -> Iterator[str]:
    """What is missing, disputed or set aside, a line each."""
    for booth, day in coverage.missing:
        yield _("Not yet reported: booth {booth}, {day}").format(booth=booth, day=format_date(day))
    for gap in coverage.gaps:
        words = _("Gap: booth {booth}, till {till}, entries {first} to {last} were never handed in")
        line = words.format(booth=gap.booth_id, till=gap.dev, first=gap.first, last=gap.last)
        if gap.receipts is not None and gap.net is not None:
            count = ngettext("{count} receipt", "{count} receipts", gap.receipts)
            known = _("by the counters around it {receipts}, {net}, not in the total")
            known = known.format(
                receipts=count.format(count=gap.receipts), net=format_money(gap.net)
            )
            line = f"{line}; {known}"
        yield line
    for booth, till, seq in coverage.disputed:
        yield _(
            "Disputed: booth {booth}, till {till}, from entry {number} on;"
            " nothing of it counts until it is decided"
        ).format(booth=booth, till=till, number=seq)
    if coverage.aside:
        yield ngettext(
            "{count} file is set aside and does not count, or not wholly",
            "{count} files are set aside and do not count, or not wholly",
            coverage.aside,
        ).format(count=coverage.aside)


def _table(rows: Iterable[tuple[str, int | None, int]], exponent: int) -> list[str]:
    """Name, receipts, amount; numbers to the right."""
    shown = [
        (name, "" if count is None else str(count), format_money(net, exponent))
        for name, count, net in rows
    ]
    return [f"{name[:40]:<40} {count:>7} {amount:>18}" for name, count, amount in shown]
