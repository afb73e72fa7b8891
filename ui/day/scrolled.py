"""A page of the day that is taller than a small window is scrolled."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from ui.widgets import touch_scroll


def scrolled(inside: QWidget) -> QScrollArea:
    """Put something into an area that scrolls up and down only."""
    inside.setProperty("class", "scrolled")
    scroll = QScrollArea()
    scroll.setWidget(inside)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    touch_scroll(scroll)
    return scroll
