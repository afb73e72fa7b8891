"""One window for one data folder: a second start brings the first one to the front."""

import hashlib
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE_MS = 2000
_CALL = b"raise\n"
_ANSWER = b"here\n"

FirstWindow = Literal["none", "raised", "silent"]


def call_first_window(folder: Path, *, patience_ms: int = _PATIENCE_MS) -> FirstWindow:
    """Ask a Gerai that works on this folder to come forward; says whether one answered."""
    socket = QLocalSocket()
    socket.connectToServer(_name_of(folder))
    if not socket.waitForConnected(patience_ms):
        return "none"
    socket.write(_CALL)
    socket.flush()
    answered = socket.waitForReadyRead(patience_ms) and bytes(socket.readAll().data()) == _ANSWER
    socket.abort()
    return "raised" if answered else "silent"


class FirstInstance(QObject):
    """Listens for later starts of the program."""

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        name = _name_of(folder)
        QLocalServer.removeServer(name)  # what a killed program left behind
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        self._server.listen(name)

    def close(self) -> None:
        """Listen no longer."""
        self._server.close()

    @Slot()
    def _greet(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.readyRead.connect(self._answer)
            caller.disconnected.connect(caller.deleteLater)
            if caller.bytesAvailable():
                self._reply(caller)

    @Slot()
    def _answer(self) -> None:
        caller = self.sender()
        assert isinstance(caller, QLocalSocket)
        self._reply(caller)

    def _reply(self, caller: QLocalSocket) -> None:
        if bytes(caller.readAll().data()) == _CALL:
            caller.write(_ANSWER)
            caller.flush()
            self.called.emit()


def _name_of(folder: Path) -> str:
    """A name of its own for each folder; short, because a socket's path may not be long."""
    return f"gerai-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:16]}"
