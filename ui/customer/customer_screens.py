"""Which screen the customer display is on, and that it goes and comes back with that screen."""

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QApplication

from ui.customer.customer_display import CustomerDisplay
from ui.customer.customer_presenter import CustomerPresenter
from ui.laptop import Laptop
from ui.screens import screen_key, second_screen


class CustomerScreens(QObject):
    """Opens the display on the chosen screen; never on the operator's own."""

    def __init__(
        self,
        presenter: CustomerPresenter,
        laptop: Laptop,
        *,
        booth_name: str,
        is_practice: bool,
    ) -> None:
        super().__init__()
        self._presenter = presenter
        self._laptop = laptop
        self._booth_name, self._is_practice = booth_name, is_practice
        self._key = ""
        self.display: CustomerDisplay | None = None
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._look_again)
        app.screenRemoved.connect(self._leave_screen)
        laptop.changed.connect(self._follow)

    @Slot()
    def follow(self) -> None:
        """Open the display where the settings say, or close it."""
        key = self._laptop.settings.customer_screen
        screen = second_screen(key) if key else None
        if screen is None:
            self.close()
        elif key != self._key or self.display is None:
            self._open().show_on(screen)
            self._key = key

    @Slot()
    def try_in_window(self) -> None:
        """Show it as a window, where there is no second screen or to look at it first."""
        self._key = ""
        self._open().show_in_window()

    @Slot()
    def close(self) -> None:
        """Take the display off the screen."""
        display, self.display, self._key = self.display, None, ""
        if display is not None:
            display.left.disconnect(self._forget)
            self._presenter.view_changed.disconnect(display.show_view)
            display.close()
            display.deleteLater()

    def stop(self) -> None:
        """The booth closes: no screen that comes or goes matters any more."""
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.disconnect(self._look_again)
        app.screenRemoved.disconnect(self._leave_screen)
        self._laptop.changed.disconnect(self._follow)
        self.close()

    # --- inside --------------------------------------------------------------------------------

    def _open(self) -> CustomerDisplay:
        self.close()
        display = CustomerDisplay(self._booth_name, is_practice=self._is_practice)
        display.left.connect(self._forget)
        self._presenter.view_changed.connect(display.show_view)
        display.show_view(self._presenter.view)
        self.display = display
        return display

    @Slot(object)
    def _follow(self) -> None:
        if self._laptop.settings.customer_screen != self._key:
            self.follow()

    @Slot(object)
    def _look_again(self, _screen: QScreen) -> None:
        QTimer.singleShot(0, self, self.follow)  # its size is known only after this event

    @Slot(object)
    def _leave_screen(self, screen: QScreen) -> None:
        if self._key and screen_key(screen) == self._key:
            self.close()

    @Slot()
    def _forget(self) -> None:
        """A person closed the window."""
        display = self.display
        if display is not None:
            self._presenter.view_changed.disconnect(display.show_view)
            display.deleteLater()
        self.display, self._key = None, ""
