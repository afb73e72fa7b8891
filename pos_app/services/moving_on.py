"""Moving on: what a till has to have done before a further event begins on the same laptop."""

from typing import Literal

from pos_app.services.day_keeping import DayKeeping
from pos_app.services.selling import Selling

LeftToDo = Literal["cart", "day", "file"]
"""A cart that is not empty, a day that is not closed, a day file that was not written."""

_MOST_DAYS = 400


def left_to_do(selling: Selling, days: DayKeeping) -> LeftToDo | None:
    """The first thing that stands in the way; nothing when the till may be put aside."""
    if selling.cart.lines or selling.parked:
        return "cart"
    if days.state().is_open:
        return "day"
    closed = days.closed_days(_MOST_DAYS)
    if any(not days.day_file_job(day).path.exists() for day in closed):
        return "file"
    return None
