"""Python's garbage is collected on the GUI thread alone.

The collector runs on whatever thread allocates next. On a worker it would destroy widgets that
stand in a circle of references there, and Qt ends the program for that.
"""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

_EVERY_MS = 2_000


class Collecting(QObject):
    """Turns the automatic collection off and does it by a timer, by Python's own thresholds."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.collect_if_due)
        self._timer.start()

    @Slot()
    def collect_if_due(self) -> None:
        """Collect the oldest generation whose count has passed its threshold."""
        for generation in (2, 1, 0):
            if gc.get_count()[generation] > gc.get_threshold()[generation] > 0:
                gc.collect(generation)
                return
