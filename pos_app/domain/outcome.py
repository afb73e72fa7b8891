"""What became of a file that somebody handed in: one word for each file."""

from typing import Final, Literal, get_args

OtherKind = Literal["request", "pack", "paper", "sheet", "foreign"]
"""What lies among day files and is none: a key request, an event pack, one of the other signed
papers, a spreadsheet such as a price list, or plainly no file of ours: a PDF, a picture."""

Outcome = Literal["new", "known", "aside", "refused", "newer", "other"]
"""What became of a file; each has exactly one. `other` is no day file and is left where it was."""

OUTCOMES: Final[tuple[Outcome, ...]] = get_args(Outcome)
