"""What happens when Gerai itself has a fault: it is written down, and one calm notice says so."""

import logging
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    Qt,
    QtMsgType,
    Signal,
    Slot,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from pos_app import __version__
from pos_app.i18n import _
from pos_app.logs import log_bug
from ui.buttons import Button
from ui.folders import open_in_files
from ui.widgets import TextLabel

_logger = logging.getLogger(__name__)

_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class BugWatch(QObject):
    """Takes over `sys.excepthook`; `found` comes on the GUI thread with the details as text."""

    found = Signal(str)
    _heard = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._before = sys.excepthook
        self._heard.connect(self.found, Qt.ConnectionType.QueuedConnection)
        sys.excepthook = self.hear

    def stop(self) -> None:
        """Give the hook back."""
        sys.excepthook = self._before

    def hear(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        """Write down an error and tell of it; called on the thread where it happened."""
        log_bug(kind, error, trace)
        if issubclass(kind, Exception):
            lines = traceback.format_exception(kind, error, trace)
            self._heard.emit(f"gerai {__version__}\n{''.join(lines)}")


def watch_for_bugs(show: Callable[[str], None]) -> BugWatch:
    """Have every unexpected error of a slot written down and shown; the program lives on."""
    watch = BugWatch()
    watch.found.connect(show)
    return watch


def log_qt_messages() -> None:
    """Have what Qt says in the log as well."""
    qInstallMessageHandler(_log_qt_message)


def _log_qt_message(kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
    _logger.log(_LEVELS[kind], "Qt: %s", text)


class BugDialog(QDialog):
    """The details of a fault, to copy and to send to whoever mends Gerai."""

    def __init__(self, details: str, log_folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._log_folder = log_folder
        self.setWindowTitle(_("Details of the fault"))
        self.resize(720, 420)
        self.details = QPlainTextEdit(details)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(_("Details of the fault"))
        self.copy = Button(_("Copy details"), icon="copy")
        self.folder = Button(_("Open log folder"), icon="folder-open")
        self.close_button = Button(_("Close"))
        self.copy.clicked.connect(self._copy)
        self.folder.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.accept)
        self.close_button.setDefault(True)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.copy)
        buttons.addWidget(self.folder)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 20)
        layout.setSpacing(12)
        words = _("Your sales and your cart are kept. Send this text to whoever looks after Gerai.")
        layout.addWidget(TextLabel(words, wrap=True))
        layout.addWidget(self.details, 1)
        layout.addLayout(buttons)
        self.close_button.setFocus()

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())

    @Slot()
    def _open_folder(self) -> None:
        open_in_files(self._log_folder)
