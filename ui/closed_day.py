"""Before the first sale after a close of the same day: says that it opens the day once more."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.i18n import _, format_money
from ui.booth_parts import BoothParts
from ui.main_window import MainWindow
from ui.notices import Notice


class ClosedDay(QObject):
    """Never in the way of selling: one notice on the selling page, gone once the day is open.

    `float_wanted` asks for the page where a float is entered: nobody knows what is in the drawer.
    """

    float_wanted = Signal()

    def __init__(
        self, parts: BoothParts, window: MainWindow, *, open_as_left: Callable[[], None]
    ) -> None:
        """`open_as_left` opens the day with the float that the last close left."""
        super().__init__()
        self._parts = parts
        self._window = window
        self._open_as_left = open_as_left
        self._notice: Notice | None = None
        window.page_changed.connect(self.look)

    @Slot()
    def say_again(self) -> None:
        """Say it anew, as after a change of language or at the start."""
        self._take_back()
        self.look()

    @Slot()
    def look(self) -> None:
        """Say it, or take it back, as the day stands now."""
        state = self._parts.days.state()
        if not state.closed_today or self._window.page() != "sell":
            self._take_back()
        elif self._notice is None:
            self._notice = self._made(state.closed_today)
            self._window.show_notice(self._notice)

    def _made(self, z: int) -> Notice:
        words = _(
            "Today is closed already (Z{number}). The next sale opens the day again, and it needs"
            " a second close."
        ).format(number=z)
        left = self._parts.cash.left_before()
        if left is None:
            return Notice("warning", words, _("Open the day"), self.float_wanted.emit)
        action = _("Open with {amount} as left") if left.is_counted else _("Open with {amount}")
        amount = format_money(max(left.amount, 0))
        return Notice("warning", words, action.format(amount=amount), self._open_as_left)

    def _take_back(self) -> None:
        if self._notice is not None:
            self._window.take_notice_back(self._notice)
            self._notice = None
