"""Barcodes that a scale prints: which product, and how much of it (S12).

Every booth's scale has a layout of its own, so the booth gives the pattern, digit for digit.
"""

import re
from dataclasses import dataclass
from typing import Final

from pos_app.domain.money import Quantity


@dataclass(frozen=True, slots=True)
class ScaleCode:
    """What a scale's code says."""

    product_code: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class ScalePattern:
    """The layout of a scale's code, like `21CCCCCWWWWWK`.

    Digits stand as they are; C is the product's code, W the weight in thousandths of the unit, K
    the check digit of EAN at the end.
    """

    text: str

    @classmethod
    def of(cls, text: str) -> "ScalePattern":
        """Read a typed pattern; raises ValueError for one that no code could fit."""
        text = "".join(text.split()).upper()
        if not _PATTERN.fullmatch(text) or len(text) > _LONGEST:
            raise ValueError(f"no pattern of a scale: {text!r}")
        return cls(text)

    def read(self, code: str) -> ScaleCode | None:
        """What a scanned code says; None when it is of another kind or its check digit is wrong.

        A code that cannot be trusted is an unknown code, never a wrong weight.
        """
        if len(code) != len(self.text) or not (code.isascii() and code.isdigit()):
            return None
        pairs = list(zip(self.text, code, strict=True))
        if any(sign.isdigit() and sign != digit for sign, digit in pairs):
            return None
        if self.text.endswith("K") and code[-1] != check_digit(code[:-1]):
            return None
        weight = int("".join(digit for sign, digit in pairs if sign == "W"))
        product_code = "".join(digit for sign, digit in pairs if sign == "C")
        return ScaleCode(product_code, Quantity(weight)) if weight else None


def check_digit(digits: str) -> str:
    """The last digit of an EAN or UPC code: weights 3 and 1 from the right, up to the next ten."""
    total = sum(int(digit) * (1 if place % 2 else 3) for place, digit in enumerate(digits[::-1]))
    return str(-total % 10)


_LONGEST: Final = 24
_PATTERN: Final = re.compile(r"[0-9]+C{1,10}[0-9]*W{3,6}[0-9]*K?")
