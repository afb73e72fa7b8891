"""Cash rounding: what becomes of a cash part that no coins can pay (R7)."""

from dataclasses import dataclass
from typing import assert_never

from pos_app.domain.booth_rules import RoundingWay
from pos_app.domain.money import Money


@dataclass(frozen=True, slots=True)
class CashRounding:
    """To which step the cash part of a sale is rounded, and which way. Step 0 is off."""

    step: Money = 0
    way: RoundingWay = "down"

    def difference(self, cash_part: Money) -> Money:
        """What rounding adds to a cash part, below 0 in the buyer's favour.

        A part below one step stays as it is; halves of *nearest* go to the buyer.
        """
        if not self.step or cash_part < self.step:
            return 0
        above = cash_part % self.step
        down, up = -above, self.step - above
        match self.way:
            case _ if not above:
                return 0
            case "down":
                return down
            case "nearest":
                return down if above <= up else up
            case "up":
                return up
            case unknown:
                assert_never(unknown)


NO_ROUNDING = CashRounding()
