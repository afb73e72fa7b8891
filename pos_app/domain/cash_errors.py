"""What the rules say no to at the drawer."""

from dataclasses import dataclass

from pos_app.domain.errors import Refusal


@dataclass(eq=False)
class MoreThanInDrawer(Refusal):
    """More is taken out than should be there; a question, not a wall. Minor units."""

    amount: int


@dataclass(eq=False)
class ReasonIsMissing(Refusal):
    """This needs a reason: a chip, or words of one's own."""
