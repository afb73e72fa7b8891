"""What one laptop may choose: language, printer, scanner. What the booth decides is elsewhere.

The file holds only what differs from the default, so that a better default reaches everybody.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias, get_args

from pos_app.domain.key_table import KeyTable
from pos_app.domain.printer import (
    BAUD_RATES,
    DOTS,
    MOST_FEED_LINES,
    PULSES_MS,
    DrawerPin,
    FlowControl,
    Graphics,
    PrinterKind,
    PrinterProfile,
    QrWay,
)
from pos_app.domain.scale_code import ScalePattern
from pos_app.files import FileTrouble, read_at_most, replace_patiently, write_whole
from pos_app.i18n import LANGUAGES, Language

_logger = logging.getLogger(__name__)

Role = Literal["booth", "organizer"]
ThemeName = Literal["light", "dark", "sun"]
IndoorTheme = Literal["light", "dark"]
TextPercent = Literal[100, 115, 130]
Loudness = Literal["off", "soft", "loud"]


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices of this laptop. `role` is None until the first start was answered."""

    language: Language = "id"
    theme: ThemeName = "light"
    indoor_theme: IndoorTheme = "light"
    """What F9 goes back to when the booth is out of the sun again."""
    text_percent: TextPercent = 100
    sounds: Loudness = "loud"
    customer_screen: str = ""
    """Name and size of the screen that shows the buyer the cart; empty for none."""
    role: Role | None = None
    is_practice: bool = False
    """The booth works in its practice till; the real one lies apart and is not touched."""
    printer: PrinterProfile | None = None
    """What prints, unless a person sends a paper elsewhere."""
    other_printers: tuple[PrinterProfile, ...] = ()
    """Printers that were set up too: a paper can be sent there when the first one fails."""
    event_folder: str = ""
    """Where the organizer's event lives; empty when none was made or opened."""
    show_key_hints: bool = True
    keys: KeyTable = field(default_factory=KeyTable)
    """Which key asks for what, where the booth wants other ones than the usual."""
    scanner_mean_gap_ms: int = 40
    """Keys that follow one another faster than this on average come from a scanner (ux.md 5.2)."""
    scanner_min_length: int = 4
    scanner_prefix: str = ""
    """What the scanner sends before every code, and after it; both are taken off."""
    scanner_suffix: str = ""
    scanner_same_again_ms: int = 300
    """One code twice within this time is one piece."""
    scale_pattern: str = ""
    """The layout of codes with a weight in them, like `21CCCCCWWWWWK`; empty for none."""


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was read, and where a broken file was put aside, which somebody should be told."""

    settings: Settings
    set_aside: Path | None = None


def load_settings(path: Path) -> LoadedSettings:
    """Read the settings file; a missing one means defaults, a broken one is renamed.

    Single values that are unknown or cannot be right are dropped with a log line. Raises
    FileTrouble when the file is there but the disk does not give it.
    """
    try:
        written = _parse(read_at_most(path, _MOST_BYTES))
    except FileTrouble as trouble:
        if trouble.what == "missing":
            return LoadedSettings(Settings())
        raise
    except (ValueError, RecursionError):  # the second: brackets within brackets without end
        aside = path.with_name(path.name + ".broken")
        replace_patiently(path, aside)
        _logger.warning("settings file is broken, set aside as %s", aside.name)
        return LoadedSettings(Settings(), set_aside=aside)
    return LoadedSettings(Settings(**_accepted(written, _READERS, "")))


def save_settings(path: Path, settings: Settings) -> None:
    """Write what differs from the defaults; raises FileTrouble."""
    defaults = Settings()
    chosen = {
        one.name: _as_json(getattr(settings, one.name))
        for one in fields(Settings)
        if getattr(settings, one.name) != getattr(defaults, one.name)
    }
    text = json.dumps({"version": _VERSION, **chosen}, ensure_ascii=False, indent=1, sort_keys=True)
    write_whole(path, text.encode() + b"\n")


def _parse(data: bytes) -> dict[str, Any]:
    """The object in the file; raises ValueError for anything else."""
    written = json.loads(data.decode("utf-8"))
    if not isinstance(written, dict):
        raise ValueError("not an object")
    written.pop("version", None)  # there is one form so far; an upgrade is a function by version
    return written


def _as_json(value: Any) -> Any:  # noqa: ANN401  whatever a setting holds
    match value:
        case PrinterProfile():
            return asdict(value)
        case tuple():
            return [_as_json(one) for one in value]
        case KeyTable(changed=changed):
            return dict(changed)
        case _:
            return value


# --- what may stand in the file ----------------------------------------------------------------

Reader: TypeAlias = Callable[[Any], Any]
"""Gives back the value; raises ValueError when it cannot be right."""


def _one_of(*choices: Any) -> Reader:  # noqa: ANN401
    def read(value: Any) -> Any:  # noqa: ANN401
        # 1 == True in Python; a setting is one or the other.
        if any(value == choice and type(value) is type(choice) for choice in choices):
            return value
        raise ValueError(value)

    return read


def _number(least: int, most: int) -> Reader:
    def read(value: Any) -> int:  # noqa: ANN401
        if type(value) is int and least <= value <= most:
            return value
        raise ValueError(value)

    return read


def _text(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, str) and len(value) <= _LONGEST_TEXT and value.isprintable():
        return value
    raise ValueError(value)


def _scale_pattern(value: Any) -> str:  # noqa: ANN401
    return ScalePattern.of(_text(value)).text if value else ""


def _keys(value: Any) -> KeyTable:  # noqa: ANN401
    if not isinstance(value, dict):
        raise ValueError(value)
    return KeyTable.of(value)


def _printer(value: Any) -> PrinterProfile | None:  # noqa: ANN401
    if value is None:
        return None
    if not isinstance(value, dict) or value.get("kind") not in get_args(PrinterKind):
        raise ValueError(value)
    return PrinterProfile(**_accepted(value, _PRINTER_READERS, "printer."))


def _printers(value: Any) -> tuple[PrinterProfile, ...]:  # noqa: ANN401
    if not isinstance(value, list):
        raise ValueError(value)
    printers = (_printer(one) for one in value[:_MOST_PRINTERS])
    return tuple(one for one in printers if one is not None)


def _accepted(written: dict[str, Any], readers: dict[str, Reader], prefix: str) -> dict[str, Any]:
    accepted = {}
    for name, value in written.items():
        try:
            accepted[name] = readers[name](value)
        except (KeyError, ValueError):
            # Only the name: an address or a folder is nobody's business in a log.
            _logger.warning("setting %s%s is unknown or cannot be right, dropped", prefix, name)
    return accepted


_VERSION: Final = 1
_MOST_BYTES: Final = 64 * 1024
_LONGEST_TEXT: Final = 1_000
_MOST_PRINTERS: Final = 20

_PRINTER_READERS: Final[dict[str, Reader]] = {
    "kind": _one_of(*get_args(PrinterKind)),
    "address": _text,
    "port": _number(1, 65_535),
    "folder": _text,
    "path": _text,
    "usb_id": _text,
    "queue": _text,
    "baud": _one_of(*BAUD_RATES),
    "flow": _one_of(*get_args(FlowControl)),
    "chunk_bytes": _number(0, 65_536),
    "pause_ms": _number(0, 1_000),
    "paper_columns": _one_of(*DOTS),
    "has_cutter": _one_of(True, False),  # noqa: FBT003
    "feed_lines": _number(0, MOST_FEED_LINES),
    "has_accents": _one_of(True, False),  # noqa: FBT003
    "qr": _one_of(*get_args(QrWay)),
    "graphics": _one_of(*get_args(Graphics)),
    "avoids_48_rows": _one_of(True, False),  # noqa: FBT003
    "drawer": _one_of(*get_args(DrawerPin)),
    "drawer_pulse_ms": _one_of(*PULSES_MS),
    "has_buzzer": _one_of(True, False),  # noqa: FBT003
    "answers_status": _one_of(None, True, False),  # noqa: FBT003
    "answers_fence": _one_of(None, True, False),  # noqa: FBT003
    "tested_on": _text,
    "version": _number(1, 1_000_000),
}
_READERS: Final[dict[str, Reader]] = {
    "language": _one_of(*LANGUAGES),
    "theme": _one_of("light", "dark", "sun"),
    "indoor_theme": _one_of("light", "dark"),
    "text_percent": _one_of(100, 115, 130),
    "sounds": _one_of("off", "soft", "loud"),
    "customer_screen": _text,
    "role": _one_of(None, "booth", "organizer"),
    "is_practice": _one_of(True, False),  # noqa: FBT003
    "printer": _printer,
    "other_printers": _printers,
    "event_folder": _text,
    "show_key_hints": _one_of(True, False),  # noqa: FBT003
    "keys": _keys,
    "scanner_mean_gap_ms": _number(5, 200),
    "scanner_min_length": _number(2, 40),
    "scanner_prefix": _text,
    "scanner_suffix": _text,
    "scanner_same_again_ms": _number(0, 2_000),
    "scale_pattern": _scale_pattern,
}
