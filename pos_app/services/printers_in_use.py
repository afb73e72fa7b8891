"""The printers of a till: the one it prints on, and those a paper can be sent to."""

from pos_app.domain.printer import PrinterProfile


class PrintersInUse:
    """Shared by all who ask which printer a paper is for; the choice is a person's."""

    def __init__(self, chosen: tuple[PrinterProfile, ...]) -> None:
        self.chosen = chosen

    @property
    def default(self) -> PrinterProfile | None:
        """What prints, unless a person sends a paper elsewhere."""
        return self.chosen[0] if self.chosen else None

    @property
    def others(self) -> tuple[str, ...]:
        """The names of those beside the default."""
        return tuple(printer.name for printer in self.chosen[1:])

    @property
    def with_drawer(self) -> PrinterProfile | None:
        """The one that the drawer hangs on."""
        wired = (one for one in self.chosen if one.drawer != "none" and one.kind != "pdf")
        return next(wired, None)

    def named(self, name: str | None) -> PrinterProfile | None:
        """The printer of that name; None asks for the default."""
        if name is None:
            return self.default
        return next((printer for printer in self.chosen if printer.name == name), None)

    def of_job(self, name: str) -> PrinterProfile | None:
        """Who prints a job that names a printer: the default where that one is gone."""
        return self.named(name) or self.default

    def choose(
        self, default: PrinterProfile | None, others: tuple[PrinterProfile, ...] = ()
    ) -> tuple[str, ...]:
        """Use these from now on; gives the names of those that were learned about anew."""
        before = self.chosen
        rest = others if default is not None else ()
        chosen: dict[str, PrinterProfile] = {}
        for printer in (default, *rest):
            if printer is not None:  # of two with one name the default stays what it is
                chosen.setdefault(printer.name, printer)
        self.chosen = tuple(chosen.values())
        return tuple(printer.name for printer in self.chosen if printer not in before)
