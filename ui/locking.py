"""When a window is locked: at the start where people take turns, by Ctrl+L, after a while idle."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.services.people_keeping import PeopleKeeping
from pos_app.services.signing_in import SigningIn
from ui.keys_in_use import CommandShortcut
from ui.lock_page import LockDialog

_BUSY_EVENTS = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class Locking(QObject):
    """Asks for a PIN over a window. What lies beneath is kept as it is.

    `signed_in` comes when somebody opened the till, `has_no_pin` when there is nothing to lock
    with. `minutes` gives how long nobody may touch anything, 0 for ever.
    """

    covered = Signal()
    signed_in = Signal()
    has_no_pin = Signal()

    def __init__(
        self,
        signing_in: SigningIn,
        people: PeopleKeeping,
        window: QWidget,
        minutes: Callable[[], int],
        *,
        is_practice: bool,
    ) -> None:
        super().__init__(window)
        self._signing_in = signing_in
        self._people = people
        self._window = window
        self._minutes = minutes
        self._is_practice = is_practice
        self.dialog: LockDialog | None = None
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._lock_idle)
        CommandShortcut("lock", window).activated.connect(self.lock)

    @property
    def is_locked(self) -> bool:
        """Whether a PIN is asked for now."""
        return self._signing_in.is_locked

    def start(self) -> None:
        """Ask at once where a PIN is needed, and begin to look whether somebody is there."""
        if self._signing_in.is_locked:
            self._cover()
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._wait()

    def stop(self) -> None:
        """Look no more."""
        app = QApplication.instance()
        assert app is not None
        app.removeEventFilter(self)
        self._idle.stop()

    @Slot()
    def lock(self) -> None:
        """Ask for a PIN now; the person at the till may be another one then."""
        if not self._signing_in.lock():
            self.has_no_pin.emit()
        else:
            self._cover()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Note that somebody is there; takes nothing away from anybody."""
        if event.type() in _BUSY_EVENTS:
            self._wait()
        return False

    @Slot()
    def _lock_idle(self) -> None:
        if self._signing_in.has_pins:
            self.lock()

    def _wait(self) -> None:
        minutes = self._minutes()
        if minutes and self.dialog is None:
            self._idle.start(minutes * 60_000)
        else:
            self._idle.stop()

    def _cover(self) -> None:
        self.covered.emit()
        if self.dialog is not None:
            return
        self._idle.stop()
        modal = QApplication.activeModalWidget()
        self.dialog = LockDialog(
            self._signing_in,
            self._people,
            modal or self._window,
            is_practice=self._is_practice,
        )
        self.dialog.signed_in.connect(self._open)
        self.dialog.setGeometry(self._window.geometry())
        self.dialog.open()

    @Slot()
    def _open(self) -> None:
        self.dialog = None
        self._window.activateWindow()
        self._wait()
        self.signed_in.emit()
