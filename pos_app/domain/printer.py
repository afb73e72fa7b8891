"""What a printer can do, as values, so that settings and screens may hold it."""

from dataclasses import dataclass
from typing import Literal

PaperColumns = Literal[32, 42, 48]

DOTS: dict[int, int] = {32: 384, 42: 504, 48: 576}
"""Width of the print head by columns, font A, 12 dots a letter (printing.md 6.1)."""


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One printer: where it is and what its paper looks like.

    `kind` network: `address` and `port`; pdf: `folder`. `feed_lines` is fed before tearing or
    cutting.
    """

    kind: Literal["network", "pdf"]
    address: str = ""
    port: int = 9100
    folder: str = ""
    paper_columns: PaperColumns = 32
    has_cutter: bool = False
    feed_lines: int = 4

    @property
    def name(self) -> str:
        """What jobs and screens call it."""
        return self.folder if self.kind == "pdf" else f"{self.address}:{self.port}"

    @property
    def width_dots(self) -> int:
        """Dots across the paper."""
        return DOTS[self.paper_columns]
