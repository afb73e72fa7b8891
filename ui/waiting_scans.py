"""Codes that were scanned while another page was up: kept, said so, added with one tap."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from pos_app.i18n import _, ngettext
from ui.main_window import MainWindow
from ui.notices import Notice


class WaitingScans(QObject):
    """Holds codes until somebody wants them in the cart. No code is lost in silence."""

    def __init__(self, window: MainWindow, take: Callable[[str], object]) -> None:
        """`take` puts a code into the cart; it is called on the selling page."""
        super().__init__(window)
        self._window = window
        self._take = take
        self._codes: list[str] = []
        self._notice: Notice | None = None
        window.page_changed.connect(self._say_on_page)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes that wait, oldest first."""
        return tuple(self._codes)

    def add(self, code: str) -> None:
        """Keep a code and say so."""
        self._codes.append(code)
        self._say()

    @Slot()
    def add_all(self) -> None:
        """Go to the selling page and put all codes into the cart."""
        codes, self._codes = self._codes, []
        self._say()
        self._window.open_page("sell")
        for code in codes:
            self._take(code)

    @Slot(str)
    def _say_on_page(self, key: str) -> None:
        """Say it once more where the codes belong: somebody may have closed the notice."""
        if key == "sell" and self._codes:
            self._say()

    def _say(self) -> None:
        if self._notice is not None:
            self._window.take_notice_back(self._notice)
            self._notice = None
        count = len(self._codes)
        if count:
            words = ngettext("{count} scan waiting", "{count} scans waiting", count)
            self._notice = Notice(
                "info", words.format(count=count), _("Add to the cart"), self.add_all
            )
            self._window.show_notice(self._notice)
