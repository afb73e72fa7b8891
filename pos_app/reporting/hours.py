"""When buyers came: the hours of one or of many days as a section of a report."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pos_app.domain.day_report import HourOfSales
from pos_app.domain.money import half_up
from pos_app.i18n import _, format_plain
from pos_app.reporting.chart import Column, column_chart
from pos_app.reporting.page import section, space

if TYPE_CHECKING:
    from reportlab.platypus import Flowable


def hours_section(rows: Sequence[HourOfSales], width: float, exponent: int) -> list["Flowable"]:
    """Nothing for a single hour; gaps between the first and the last one stay visible."""
    hours = {row.hour: row for row in rows}
    if len(hours) < 2:  # noqa: PLR2004  one column tells nothing
        return []
    columns, thousand = [], 1_000 * 10**exponent
    for hour in range(min(hours), max(hours) + 1):
        amount = hours[hour].amount if hour in hours else 0
        words = format_plain(half_up(amount, thousand)) if amount else ""
        columns.append(Column(f"{hour:02d}", amount, words))
    title = section(_("Sales by the hour, in thousands"))
    return [space(8), title, column_chart(columns, width)]
