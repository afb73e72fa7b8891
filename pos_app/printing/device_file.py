"""A USB printer's device file, /dev/usb/lpN (printing.md 3)."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import PrinterProfile
from pos_app.printing.port import FilePort, Port, group_of, is_character_device, not_a_device
from pos_app.printing.port_printer import Pace, PortPatience, PortPrinter, pace_of
from pos_app.printing.transport import printer_error
from pos_app.printing.usb_devices import DEVICES, SYSTEM, path_of

USUAL_GROUP: Final = "lp"

_USUAL_PACE: Final = Pace(4096)


@dataclass(frozen=True, slots=True)
class UsbPlaces:
    """Where the system shows what is plugged in."""

    system: Path = SYSTEM
    devices: Path = DEVICES


class DeviceFile(PortPrinter):
    """A character device that prints what is written to it; a file is never made or written.

    With a `usb_id` the printer is found under whatever number it has today. The detail of
    NO_PERMISSION is the group one must belong to.
    """

    def __init__(
        self,
        profile: PrinterProfile,
        patience: PortPatience | None = None,
        *,
        places: UsbPlaces | None = None,
        opener: Callable[[str, int], int] = os.open,
    ) -> None:
        super().__init__(pace_of(profile, _USUAL_PACE), patience or PortPatience(tries=1))
        self._profile, self._places = profile, places or UsbPlaces()
        self._opener = opener

    def _open(self) -> Port:
        path = self._path()
        try:
            if not is_character_device(path):
                raise not_a_device(path)
            try:
                return FilePort(self._opener(path, os.O_RDWR | _FLAGS), may_answer=True)
            except PermissionError:  # some drivers let nobody read
                return FilePort(self._opener(path, os.O_WRONLY | _FLAGS), may_answer=False)
        except PermissionError as error:
            raise PrinterError("NO_PERMISSION", group_of(path, USUAL_GROUP)) from error
        except OSError as error:
            raise printer_error(error) from error

    def _path(self) -> str:
        profile = self._profile
        if not profile.usb_id:
            return profile.path
        path = path_of(
            profile.usb_id,
            profile.path,
            system=self._places.system,
            devices=self._places.devices,
        )
        if path is None:
            raise PrinterError("NOT_FOUND", profile.usb_id)
        return path


_FLAGS: Final = (
    getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_CLOEXEC", 0)
)
"""Windows has neither such devices nor these flags."""
