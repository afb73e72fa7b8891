"""The printers this laptop chose, as one list; every change is kept at once."""

from collections.abc import Sequence
from dataclasses import replace

from pos_app.domain.printer import PrinterProfile
from ui.laptop import Laptop

Printers = tuple[PrinterProfile, ...]


class PrintersChosen:
    """The first one is the default. No two have one name: papers wait for a printer by name."""

    def __init__(self, laptop: Laptop) -> None:
        self._laptop = laptop
        self._before: Printers | None = None

    @property
    def all(self) -> Printers:
        """All of them, the default one first."""
        settings = self._laptop.settings
        first = () if settings.printer is None else (settings.printer,)
        return (*first, *settings.other_printers)

    def at(self, place: int) -> PrinterProfile | None:
        """The one at a place; None behind the last."""
        return self.all[place] if place < len(self.all) else None

    def make_default(self, place: int) -> None:
        """Have papers go to that one from now on."""
        printers = list(self.all)
        self._keep((printers.pop(place), *printers))

    def use_found(self, found: PrinterProfile) -> PrinterProfile:
        """Have papers go to one that was found; what was known of it already is kept."""
        known = next((one for one in self.all if one.name == found.name), found)
        self._keep((known, *(one for one in self.all if one.name != found.name)))
        return known

    def set_at(self, place: int, entered: PrinterProfile | None) -> bool:
        """Put one in that place, or take it out; False when it is set up elsewhere already."""
        printers = list(self.all)
        if entered is None:
            del printers[place : place + 1]
        elif any(one.name == entered.name for one in (*printers[:place], *printers[place + 1 :])):
            return False
        elif place < len(printers):
            printers[place] = _next_version(printers[place], entered)
        else:
            printers.append(entered)
        self._keep(printers)
        return True

    def remove(self, place: int) -> None:
        """Take one out; it can be put back until the next change."""
        before = self.all
        self.set_at(place, None)
        self._before = before

    @property
    def can_put_back(self) -> bool:
        """Whether the last change took one out."""
        return self._before is not None

    def put_back(self) -> None:
        """Have them as they were before one was taken out."""
        if self._before is not None:
            self._keep(self._before)

    def clear(self) -> None:
        """Have none; they can be put back until the next change."""
        before = self.all
        self._keep(())
        self._before = before or None

    def _keep(self, printers: Sequence[PrinterProfile]) -> None:
        self._before = None
        first, others = (printers[0], tuple(printers[1:])) if printers else (None, ())
        self._laptop.choose(printer=first, other_printers=others)


def _next_version(before: PrinterProfile, after: PrinterProfile) -> PrinterProfile:
    """Jobs remember the version they were made for, so each change is another one."""
    if after == before or after.version > before.version:
        return after
    return replace(after, version=before.version + 1)
