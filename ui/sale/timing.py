"""What time decides on this screen: when a tap counts, and when nobody is looking any more."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

_SETTLED_S = 0.400
_INPUT = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.TouchBegin,
        QEvent.Type.Wheel,
    }
)


class Settling:
    """Keeps a doubled terminator or the second half of a double click from selling anything.

    `now` is a steady clock in seconds.
    """

    def __init__(self, now: Callable[[], float]) -> None:
        self._now = now
        self._page_at = self._scan_at = float("-inf")
        self._is_by_key = False

    def page_changed(self) -> None:
        """Another page came under the finger."""
        self._page_at = self._now()
        self._is_by_key = False

    def page_opened_by_key(self) -> None:
        """A key that no scanner sends opened the page: the Enter after it is meant for it."""
        self._is_by_key = True

    def settle(self) -> None:
        """What is done now is known to be meant for the page."""
        self._page_at = float("-inf")

    def scanned(self) -> None:
        """A scan arrived; its terminator may be doubled."""
        self._scan_at = self._now()

    def holds_tap(self) -> bool:
        """Whether a tap was meant for the page before."""
        return self._now() - self._page_at < _SETTLED_S

    def holds_enter(self) -> bool:
        """Whether an Enter may belong to the page before or to a scan."""
        return self.is_scan_fresh() or (self.holds_tap() and not self._is_by_key)

    def is_scan_fresh(self) -> bool:
        """Whether a scan is so fresh that its terminator may come once more."""
        return self._now() - self._scan_at < _SETTLED_S


class QuietWatch(QObject):
    """Watches the input of the whole program between `start` and the first quiet spell."""

    quiet = Signal()

    def __init__(self, quiet_ms: int) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(quiet_ms)
        self._timer.timeout.connect(self._tell)

    def start(self) -> None:
        """Begin to wait."""
        app = QApplication.instance()
        assert app is not None
        app.installEventFilter(self)
        self._timer.start()

    def stop(self) -> None:
        """Wait no longer."""
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin anew with every input; nothing is taken from anybody."""
        if event.type() in _INPUT:
            self._timer.start()
        return super().eventFilter(watched, event)

    def _tell(self) -> None:
        self.stop()
        self.quiet.emit()
