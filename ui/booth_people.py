"""Who is at the till, as the window sees it: the lock, refused scans, and a clock that jumped."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from pos_app.day_words import clock_words
from pos_app.domain.clock_guard import ClockMove
from pos_app.domain.errors import OutsideError
from pos_app.i18n import _
from ui.booth_parts import BoothParts
from ui.locking import Locking
from ui.main_window import MainWindow
from ui.notices import Notice
from ui.sound import Sounds

_LOOK_AT_CLOCK_MS = 10_000


class BoothPeople(QObject):
    """Locks the window and tells what the clock did; `signed_in` comes with another person.

    `failed` carries an OutsideError.
    """

    signed_in = Signal()
    failed = Signal(object)

    def __init__(self, parts: BoothParts, window: MainWindow, sounds: Sounds) -> None:
        super().__init__()
        self._parts = parts
        self._window = window
        self._sounds = sounds
        self.locking = Locking(
            parts.signing_in,
            parts.people,
            window,
            lambda: parts.arranging.rules.lock_after_min,
            is_practice=parts.event.is_practice,
        )
        self.locking.signed_in.connect(self.signed_in)
        self.locking.has_no_pin.connect(self._tell_no_pin)
        self._clock = QTimer(self)
        self._clock.setInterval(_LOOK_AT_CLOCK_MS)
        self._clock.timeout.connect(self.look_at_clock)

    def start(self) -> None:
        """Ask for a PIN where one is needed, and begin to look at the clock."""
        self.locking.start()
        self.look_at_clock()
        self._clock.start()

    def stop(self) -> None:
        """Look no more."""
        self._clock.stop()
        self.locking.stop()

    def refuses_scan(self) -> bool:
        """Whether nobody is at the till; says so, also by a sound (H12)."""
        if not self.locking.is_locked:
            return False
        self._sounds.play("not_found")
        self._window.show_notice(
            Notice("warning", _("The till is locked. Sign in, then scan again."), is_toast=True)
        )
        return True

    @Slot()
    def look_at_clock(self) -> None:
        """Tell once of every jump; it is recorded already and stops nothing (H3)."""
        try:
            moves = self._parts.days.look_at_clock()
        except OutsideError as error:
            self.failed.emit(error)
            return
        for moved in moves:
            words = clock_words(ClockMove(moved.was, moved.now))
            self._window.show_notice(Notice("warning", words, _("The time is right"), _nothing))

    @Slot()
    def _tell_no_pin(self) -> None:
        self._window.show_notice(
            Notice(
                "info", _("Nobody here has a PIN. Set one under Settings, People."), is_toast=True
            )
        )


def _nothing() -> None:
    """The person looked; there is nothing more to do."""
