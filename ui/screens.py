"""The screens of this laptop, as they are remembered."""

from PySide6.QtGui import QGuiApplication, QScreen


def screen_key(screen: QScreen) -> str:
    """How a screen is remembered: by name and size."""
    size = screen.geometry().size()
    return f"{screen.name()} {size.width()}x{size.height()}"


def second_screen(key: str) -> QScreen | None:
    """The screen that was remembered, if it is there; never the only one, the operator's."""
    screens = QGuiApplication.screens()
    if len(screens) == 1:
        return None
    return next((screen for screen in screens if screen_key(screen) == key), None)
