"""`gerai demo`: the whole main job without a screen, and what came of it."""

from pathlib import Path

import click

from pos_app.cli.command import PATH, Command, Option, Progress, Speaker, json_option
from pos_app.i18n import _, format_money, ngettext
from pos_app.simulation.demo import MOST_BOOTHS, MOST_DAYS, DemoPlan, DemoResult, Step, run_demo
from pos_app.simulation.recount import Difference
from pos_app.wording import coverage_words

_MOST_SALES = 5_000
_MOST_SEED = 9_999_999_999
_FOLDER = "gerai-demo"


@click.command(
    "demo",
    cls=Command,
    words=lambda: _(
        "Do the whole main job with invented booths and buyers: event, enrolment, sales, receipts,"
        " day files, take-in, totals, report. Ends with 1 when a recomputation differs."
    ),
)
@click.option(
    "--out",
    type=PATH,
    cls=Option,
    words=lambda: _("An empty or new folder; without it a new gerai-demo right here."),
)
@click.option(
    "--booths",
    type=click.IntRange(1, MOST_BOOTHS),
    default=5,
    show_default=True,
    cls=Option,
    words=lambda: _("How many booths."),
)
@click.option(
    "--days",
    type=click.IntRange(1, MOST_DAYS),
    default=2,
    show_default=True,
    cls=Option,
    words=lambda: _("How many days."),
)
@click.option(
    "--sales",
    type=click.IntRange(1, _MOST_SALES),
    default=40,
    show_default=True,
    cls=Option,
    words=lambda: _("Sales per booth and day."),
)
@click.option(
    "--seed",
    type=click.IntRange(0, _MOST_SEED),
    default=7,
    show_default=True,
    cls=Option,
    words=lambda: _("The same seed gives the same totals."),
)
@json_option
def demo(  # noqa: PLR0913 - one for each option
    *, out: Path | None, booths: int, days: int, sales: int, seed: int, as_json: bool
) -> int:
    """Run the demo and tell."""
    speaker = Speaker(as_json=as_json)
    plan = DemoPlan(out=out or new_folder(Path()), booths=booths, days=days, sales=sales, seed=seed)
    return tell_result(run_demo(plan, _Teller(plan, speaker).tell), speaker)


def new_folder(place: Path) -> Path:
    """`gerai-demo` in that place, or the first `gerai-demo-2`, `-3` … that is not there yet."""
    folder, number = place / _FOLDER, 1
    while folder.exists():
        number += 1
        folder = place / f"{_FOLDER}-{number}"
    return folder


class _Teller:
    """Says each step once it is done, and meanwhile how far it is."""

    def __init__(self, plan: DemoPlan, speaker: Speaker) -> None:
        self._plan = plan
        self._speaker = speaker
        self._progress = Progress()

    def tell(self, step: Step, done: int, of: int) -> None:
        if done < of:
            self._progress.show(f"{self._words(step, of)} ({done}/{of})")
            return
        self._progress.clear()
        self._speaker.say(self._words(step, of))

    def _words(self, step: Step, of: int) -> str:
        words = {
            "event": lambda: _("Event made: {folder}"),
            "enrolled": lambda: ngettext(
                "{count} till joined by its claim code and was approved",
                "{count} tills joined by their claim codes and were approved",
                of,
            ),
            "sold": lambda: ngettext(
                "{count} sale with its receipt, days closed and signed",
                "{count} sales with their receipts, days closed and signed",
                of,
            ),
            "taken_in": lambda: ngettext(
                "{count} day file taken in, in shuffled order",
                "{count} day files taken in, in shuffled order",
                of,
            ),
            "taken_in_again": lambda: ngettext(
                "{count} day file taken in once more, in another order",
                "{count} day files taken in once more, in another order",
                of,
            ),
            "written": lambda: _("Report and totals written"),
            "checked": lambda: _("Totals compared with signed files and buyers, added up apart"),
        }
        return words[step]().format(count=of, folder=self._plan.out / "event")


def tell_result(result: DemoResult, speaker: Speaker) -> int:
    """Say what it came to, where things lie, and whether all agree; gives the exit code."""
    totals, out = result.totals, result.plan.out
    coverage = coverage_words(totals.coverage.received, len(totals.coverage.expected))
    receipts = ngettext("{count} receipt", "{count} receipts", totals.receipts)
    speaker.say(
        "",
        _("Total {net}, {receipts}, {coverage}").format(
            net=format_money(totals.net),
            receipts=receipts.format(count=totals.receipts),
            coverage=coverage,
        ),
        "",
        *(f"{label + ':':<20}{path}" for label, path in _places(result)),
        "",
        *(_difference_words(each) for each in result.differences),
        _("THE RECOMPUTATION DIFFERS. Please report this with the seed.")
        if result.differences
        else _("The independent recomputation agrees to the rupiah."),
    )
    speaker.answer(
        {
            "out": str(out),
            "booths": result.plan.booths,
            "days": result.plan.days,
            "sales": result.plan.sales,
            "seed": result.plan.seed,
            "net": totals.net,
            "receipts": totals.receipts,
            "differences": [
                [each.source, each.figure, each.told, each.counted] for each in result.differences
            ],
        }
    )
    return int(bool(result.differences))


def _places(result: DemoResult) -> list[tuple[str, Path]]:
    out = result.plan.out
    return [
        (_("Event folder"), result.event),
        (_("Signed day files"), result.files),
        (_("Receipts"), result.receipts),
        (_("Report"), out / "report.pdf"),
        (_("Tables"), out / "report.xlsx"),
        (_("For programs"), out / "report.csv"),
        (_("Totals"), out / "totals.json"),
    ]


def _difference_words(difference: Difference) -> str:
    counted_by = {
        "files": _("the signed files"),
        "buyers": _("the buyers"),
        "again": _("the first take-in"),
    }[difference.source]
    return _("{figure}: the organizer says {told}, {source} say {counted}").format(
        figure=difference.figure,
        told=difference.told,
        source=counted_by,
        counted=difference.counted,
    )
