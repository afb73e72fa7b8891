"""An organizer's window: the board and the settings, and the worker that holds the event."""

from functools import cached_property
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.i18n import _
from ui.background import Background
from ui.laptop import Laptop
from ui.main_window import MainWindow, Page
from ui.organizer.board_presenter import BoardPresenter
from ui.organizer.board_screen import BoardScreen
from ui.organizer.office import OpenEvent
from ui.setup.settings_screen import SettingsScreen
from ui.setup.settings_subjects import SettingsParts


class OrganizerWindow(QObject):
    """Joins the screens of an organizer. `start_again` leaves it for the first run."""

    start_again = Signal()

    def __init__(
        self, folder: Path, open_event: OpenEvent, laptop: Laptop, settings: SettingsParts
    ) -> None:
        super().__init__()
        self._office = Background("office")
        self.board = BoardPresenter(folder, open_event=open_event, worker=self._office)
        self.board_screen = BoardScreen(self.board)
        self._laptop, self._settings_parts = laptop, settings
        self.window = MainWindow(
            [
                Page("board", "layout-dashboard", lambda: _("Board"), lambda: self.board_screen),
                Page(
                    "settings",
                    "settings",
                    lambda: _("Settings"),
                    lambda: self.settings_screen,
                    is_at_bottom=True,
                ),
            ]
        )
        self.window.sun_wanted.connect(laptop.toggle_sun)
        self.window.keys_chosen.connect(laptop.choose_keys)
        self.window.open_page("board")

    @cached_property
    def settings_screen(self) -> SettingsScreen:
        """The settings, made when they are first wanted."""
        screen = SettingsScreen(self._laptop, self._settings_parts)
        screen.start_again.connect(self.start_again)
        screen.noticed.connect(self.window.show_notice)
        return screen

    def board_is_busy(self) -> bool:
        """Whether the office is at work."""
        return self._office.is_busy()

    def close(self, timeout_s: float) -> bool:
        """Finish the file in hand and let go of the event; False when that took too long."""
        has_ended = self.board.close(timeout_s)
        return self._office.close(timeout_s) and has_ended
