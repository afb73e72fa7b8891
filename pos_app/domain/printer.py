"""What a printer is and can do, as values, so that settings and screens may hold it."""

from dataclasses import dataclass, replace
from typing import Final, Literal, Self, TypeAlias

PaperColumns = Literal[32, 42, 48]

DOTS: dict[int, int] = {32: 384, 42: 504, 48: 576}
"""Width of the print head by columns, font A, 12 dots a letter (printing.md 6.1)."""

PrinterKind: TypeAlias = Literal["network", "device", "serial", "cups", "windows", "pdf"]
"""The way to it (printing.md 3): TCP 9100, a device file, a serial or Bluetooth port, a CUPS or
Windows queue, a folder of PDF files."""

FlowControl: TypeAlias = Literal["none", "hardware", "software"]
QrWay: TypeAlias = Literal["raster", "native", "off"]
Graphics: TypeAlias = Literal["raster", "column"]
DrawerPin: TypeAlias = Literal["none", "pin2", "pin5"]

BAUD_RATES: Final = (9_600, 19_200, 38_400, 57_600, 115_200)
PULSES_MS: Final = (50, 100, 200)
MOST_FEED_LINES: Final = 10


@dataclass(frozen=True, slots=True)
class PrinterProfile:
    """One printer: where it is, what its paper looks like, what the test page showed.

    Where it is, by `kind`: network `address` and `port`; device `path`, and `usb_id`
    ("vendor:product:serial") to find it again after replugging; serial `path`, `baud`, `flow`;
    cups and windows `queue`; pdf `folder`. `chunk_bytes` and `pause_ms` pace the bytes; 0 bytes
    means as the link does by itself.

    What it can do: `feed_lines` are fed before tearing or cutting; `has_accents` when CP437's
    accents were seen on paper; `qr` how codes are printed; `graphics` column for old printers
    that know only ESC *; `avoids_48_rows` for firmware that fails at slices of such heights;
    `answers_status` and `answers_fence` None while nobody knows. `tested_on` is the ISO day of
    its test page, `version` counts the changes.
    """

    kind: PrinterKind
    address: str = ""
    port: int = 9100
    folder: str = ""
    path: str = ""
    usb_id: str = ""
    queue: str = ""
    baud: int = 9_600
    flow: FlowControl = "none"
    chunk_bytes: int = 0
    pause_ms: int = 0
    paper_columns: PaperColumns = 32
    has_cutter: bool = False
    feed_lines: int = 4
    has_accents: bool = False
    qr: QrWay = "raster"
    graphics: Graphics = "raster"
    avoids_48_rows: bool = False
    drawer: DrawerPin = "none"
    drawer_pulse_ms: int = 50
    has_buzzer: bool = False
    answers_status: bool | None = None
    answers_fence: bool | None = None
    tested_on: str = ""
    version: int = 1

    @property
    def name(self) -> str:
        """What jobs and screens call it."""
        match self.kind:
            case "network":
                return f"{self.address}:{self.port}"
            case "pdf":
                return self.folder
            case "cups" | "windows":
                return self.queue
            case "device" | "serial":
                return self.path

    @property
    def width_dots(self) -> int:
        """Dots across the paper."""
        return DOTS[self.paper_columns]

    @property
    def can_answer(self) -> bool:
        """Whether the way to it carries answers back at all."""
        return self.kind in ("network", "device", "serial")

    def learned(self, tested_on: str, **seen: object) -> Self:
        """The same printer with what a test page showed, as its next version."""
        return replace(self, **seen, tested_on=tested_on, version=self.version + 1)  # type: ignore[arg-type]
