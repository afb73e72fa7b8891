"""An event's totals as lines to read: what it came to, and always what is missing from it."""

from collections.abc import Iterable, Iterator
from datetime import date

from pos_app.domain.event_totals import Coverage, EventTotals, all_booths
from pos_app.domain.identity import EventPack
from pos_app.i18n import _, format_date, format_money, format_time, ngettext
from pos_app.papers.layout import tender_word
from pos_app.papers.tender_rows import sure_and_unsure
from pos_app.wording import coverage_words

_MOST_NAMES = 6
"""So many booths stand in one line."""


def totals_lines(totals: EventTotals, pack: EventPack) -> list[str]:
    """Total and coverage, then booths, days and tenders, then what is open."""
    coverage, at = totals.coverage, totals.coverage.as_of
    exponent = pack.event.exponent
    today = pack.event.business_day(at)
    state = _("the event still runs") if coverage.is_complete_by(today) else _("not complete")
    state = _("complete") if coverage.is_complete else state
    head = [
        f"{pack.event.name} ({totals.event_id})",
        _("{coverage}, as of {day} {time}: {state}").format(
            coverage=coverage_words(coverage.received, coverage.expected_by(today)),
            day=format_date(at.date()),
            time=format_time(at),
            state=state,
        ),
        *_to_come_lines(coverage, today),
        "",
        _row("", _("Receipts"), _("Net")),
        *_table([(_("Total"), totals.receipts, totals.net)], exponent),
    ]
    blocks = (
        _table(
            [(f"{b.booth_id} {b.name}", b.receipts, b.net) for b in all_booths(totals, pack)]
            if totals.receipts
            else [],
            exponent,
        ),
        _table([(format_date(day), count, net) for day, count, net in totals.days], exponent),
        _table(_tender_rows(totals, pack), exponent),
        list(open_point_lines(coverage, pack)),
    )
    return head + [line for block in blocks if block for line in ("", *block)]


def _tender_rows(totals: EventTotals, pack: EventPack) -> Iterator[tuple[str, None, int]]:
    """Tenders, with what nobody has seen yet apart."""
    for kind, net in totals.pay:
        word = tender_word(kind, pack.tender_names)
        for label, amount in sure_and_unsure(word, net, totals.unsure_of(kind)):
            yield label, None, amount


def open_point_lines(coverage: Coverage, pack: EventPack) -> Iterator[str]:
    """What is missing by now, disputed, set aside or refused, a line each."""
    yield from _missing_lines(coverage, pack)
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
            "{count} file is set aside: it waits and does not count, or not wholly",
            "{count} files are set aside: they wait and do not count, or not wholly",
            coverage.aside,
        ).format(count=coverage.aside)
    if coverage.refused:
        yield ngettext(
            "{count} file that was set aside turned out wrong and was refused;"
            " it stays in the folder and does not count",
            "{count} files that were set aside turned out wrong and were refused;"
            " they stay in the folder and do not count",
            coverage.refused,
        ).format(count=coverage.refused)


def _to_come_lines(coverage: Coverage, today: date) -> Iterator[str]:
    to_come = coverage.to_come(today)
    if to_come:
        words = ngettext(
            "{count} booth day is still to come", "{count} booth days are still to come", to_come
        )
        yield words.format(count=to_come)


def _missing_lines(coverage: Coverage, pack: EventPack) -> Iterator[str]:
    """Booths with the days that are over and not there; then who may still close today."""
    today = pack.event.business_day(coverage.as_of)
    for booth_id, days in coverage.overdue(today).items():
        yield _("Not yet reported: booth {booth}, {days}").format(
            booth=pack.booth_label(booth_id), days=", ".join(format_date(day) for day in days)
        )
    still_open = coverage.still_open(today)
    if still_open:
        names = [pack.booth_label(booth_id) for booth_id in still_open[:_MOST_NAMES]]
        more = len(still_open) - len(names)
        if more:
            names.append(ngettext("{count} more", "{count} more", more).format(count=more))
        yield _("Today, {day}, is still running: no file yet from {booths}").format(
            day=format_date(today), booths=", ".join(names)
        )


def _table(rows: Iterable[tuple[str, int | None, int]], exponent: int) -> list[str]:
    """Name, receipts, amount; numbers to the right."""
    return [
        _row(name, "" if count is None else str(count), format_money(net, exponent))
        for name, count, net in rows
    ]


def _row(name: str, count: str, amount: str) -> str:
    return f"{name[:40]:<40} {count:>8} {amount:>18}"
