"""The event's figures as words: coverage beside every total, and what needs a look."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pos_app.domain.event_totals import BoothDay, Coverage
from pos_app.domain.identity import EventPack
from pos_app.i18n import _, format_date, format_money, format_plain, format_time, ngettext
from pos_app.papers.layout import short_date, short_day
from pos_app.taken_words import outcome_words
from pos_app.verdict_words import problem_words
from ui.organizer.office import BoardState
from ui.widgets import Status

_MOST_NAMES = 6
"""So many booths are named in one sentence; the table has them all."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """Something to look at: what it is, and what to do next."""

    status: Status
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class BoothState:
    """How far a booth's files are in. `rank` sorts what needs a look to the top."""

    rank: int
    status: Status
    word: str


def days_words(days: Sequence[date]) -> str:
    """`20–21 Nov 2026`."""
    if len(days) == 1:
        return format_date(days[0])
    first, last = days[0], days[-1]
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{short_date(last)}"
    return f"{short_day(first)} – {short_date(last)}"


def as_of_words(coverage: Coverage, pack: EventPack) -> str:
    """Up to when the totals are, and what is held and does not count."""
    at = pack.event.local(coverage.as_of)
    return " · ".join([_("As of {time}").format(time=format_time(at)), *_not_counted(coverage)])


def coverage_words(coverage: Coverage) -> str:
    """How complete the totals are, with what is held and does not count (G3)."""
    return " · ".join([reported_words(coverage), *_not_counted(coverage)])


def reported_words(coverage: Coverage) -> str:
    """How complete the totals are."""
    expected = len(coverage.expected)
    return ngettext(
        "{arrived} of {expected} booth day reported",
        "{arrived} of {expected} booth days reported",
        expected,
    ).format(arrived=coverage.received, expected=expected)


def coverage_status(coverage: Coverage) -> Status:
    """Green only where nothing is missing, disputed or set aside."""
    return "ok" if coverage.is_complete else "warning"


def count_words(count: int) -> str:
    """`1.842`."""
    return format_plain(count)


def silent_booths(state: BoardState) -> list[str]:
    """Booths without any closed day, in the pack's order."""
    received = set(state.totals.coverage.expected) - set(state.totals.coverage.missing)
    reported = {booth for booth, _day in received}
    return [one.booth_id for one in state.pack.booths if one.booth_id not in reported]


def booth_state(state: BoardState, booth_id: str) -> BoothState:
    """How far the files of one booth are in, in a word."""
    coverage = state.totals.coverage
    if any(booth == booth_id for booth, _dev, _seq in coverage.disputed):
        return BoothState(0, "danger", _("disputed"))
    if any(gap.booth_id == booth_id for gap in coverage.gaps):
        return BoothState(1, "warning", _("gap in the numbers"))
    missing = [day for booth, day in coverage.missing if booth == booth_id]
    expected = sum(booth == booth_id for booth, _day in coverage.expected)
    due = sum(day <= _today(state) for day in missing)
    return _reported_state(len(missing), expected, due)


def _reported_state(missing: int, expected: int, due: int) -> BoothState:
    """`missing` of the `expected` days are not in, `due` of them should be."""
    if due and missing == expected:
        return BoothState(2, "warning", _("not yet reported"))
    if due:
        words = ngettext("{count} day missing", "{count} days missing", due)
        return BoothState(3, "warning", words.format(count=due))
    if not missing:
        return BoothState(6, "ok", _("complete"))
    if missing == expected:
        return BoothState(4, "neutral", _("not yet begun"))
    return BoothState(5, "ok", _("up to date"))


def look_rows(state: BoardState) -> list[LookRow]:
    """Everything that is open, most urgent first; empty when nothing is."""
    return [
        *_disputed_rows(state),
        *_uncounted_rows(state),
        *_gap_rows(state),
        *_missing_rows(state),
        *_remark_rows(state),
    ]


def _not_counted(coverage: Coverage) -> list[str]:
    counts = (
        (len(coverage.disputed), _("{count} disputed")),
        (coverage.aside, _("{count} set aside")),
        (coverage.refused, _("{count} refused")),
    )
    return [words.format(count=count) for count, words in counts if count]


def _today(state: BoardState) -> date:
    return state.pack.event.business_day(state.totals.coverage.as_of)


def _disputed_rows(state: BoardState) -> Iterator[LookRow]:
    for booth, till, seq in state.totals.coverage.disputed:
        yield LookRow(
            "danger",
            _("Disputed: {booth}, till {till}").format(
                booth=state.pack.booth_label(booth), till=till
            ),
            _(
                "From entry {number} on its files tell two stories, so neither counts."
                " Keep all of its files and ask the booth which till was used."
            ).format(number=seq),
        )


def _uncounted_rows(state: BoardState) -> Iterator[LookRow]:
    for file in state.uncounted:
        title = _("{file}: {verdict}").format(file=file.name, verdict=outcome_words(file.outcome))
        status: Status = "danger" if file.outcome == "refused" else "warning"
        yield LookRow(status, title, problem_words(file.problem))


def _gap_rows(state: BoardState) -> Iterator[LookRow]:
    for gap in state.totals.coverage.gaps:
        title = _("Gap: {booth}, till {till}").format(
            booth=state.pack.booth_label(gap.booth_id), till=gap.dev
        )
        text = _("Entries {first} to {last} were never handed in.").format(
            first=gap.first, last=gap.last
        )
        if gap.receipts is not None and gap.net is not None:
            known = ngettext(
                "By the counters around them {count} receipt, {amount}, not in the total.",
                "By the counters around them {count} receipts, {amount}, not in the total.",
                gap.receipts,
            )
            text += " " + known.format(count=gap.receipts, amount=format_money(gap.net))
        next_step = _("Ask the booth for the earlier file.")
        yield LookRow("warning", title, f"{text} {next_step}")


def _missing_rows(state: BoardState) -> Iterator[LookRow]:
    today = _today(state)
    by_day: dict[date, list[BoothDay]] = {}
    for one in state.totals.coverage.missing:
        by_day.setdefault(one[1], []).append(one)
    for day, missing in sorted(by_day.items()):
        if day > today:
            continue
        words = ngettext(
            "{day}: {count} booth has not reported",
            "{day}: {count} booths have not reported",
            len(missing),
        )
        names = [state.pack.booth_label(booth) for booth, _day in missing]
        more = len(names) - _MOST_NAMES
        if more > 0:
            rest = ngettext("{count} more", "{count} more", more).format(count=more)
            names = [*names[:_MOST_NAMES], rest]
        next_step = (
            _("The day is still running; ask for the day file after closing.")
            if day == today
            else _("Ask for the day file; nothing of that day counts yet.")
        )
        yield LookRow(
            "info" if day == today else "warning",
            words.format(day=format_date(day), count=len(missing)),
            f"{', '.join(names)}. {next_step}",
        )


def _remark_rows(state: BoardState) -> Iterator[LookRow]:
    for one in state.totals.outside:
        title = _("Outside the event's days: {booth}, till {till}").format(
            booth=state.pack.booth_label(one.booth_id), till=one.dev
        )
        words = ngettext(
            "{count} receipt, {amount}: shown here, not in the total. Ask whether its clock ran"
            " right.",
            "{count} receipts, {amount}: shown here, not in the total. Ask whether its clock ran"
            " right.",
            one.receipts,
        )
        text = words.format(count=one.receipts, amount=format_money(one.net))
        yield LookRow("info", title, text)
    count, amount = state.totals.unsure
    if count:
        words = ngettext(
            "{count} payment, {amount}, is in the total. Compare it with the bank statement.",
            "{count} payments, {amount}, are in the total. Compare them with the bank statement.",
            count,
        )
        text = words.format(count=count, amount=format_money(amount))
        yield LookRow("info", _("Payments not yet certain"), text)
