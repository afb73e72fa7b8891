"""A stranger's printers: emupos in a process of its own, and what came out of it.

It renders every job as text and picture and says on its output what happened, one event a line.
"""

import json
import os
import re
import socket
import subprocess
from collections import deque
from contextlib import ExitStack, closing
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import Final

from pos_app.domain.printer import DOTS
from pos_app.printing.network import NetworkPrinter
from tests.emulator.set_up import HOME

PATIENCE_S: Final = 30.0
IDLE_MS: Final = 30_000
"""Silence ends no paper here: at a serial port a cut does, for a busy computer is silent too."""

_EVENT: Final = re.compile(r"\d\d:\d\d:\d\d\.\d{3} +(\S+) +([a-z.-]+) +(.*)")
_FINISHED: Final = re.compile(r"job \d+ · (\S+) → (\S+)")
_WRONG: Final = (
    "printer.command.unknown",
    "printer.codepage.unsupported",
    "connection.framing-mismatch",
)


@dataclass(frozen=True, slots=True)
class PaperOut:
    """One finished paper: its lines, its picture, and whether a cut or silence ended it."""

    lines: list[str]
    picture: Path
    ended_by: str

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in dots, as the picture's own head says."""
        head = self.picture.read_bytes()[16:24]
        return int.from_bytes(head[:4], "big"), int.from_bytes(head[4:], "big")

    def codes(self) -> list[str]:
        """What a scanner reads off the picture."""
        done = subprocess.run(
            ["zbarimg", "--quiet", "--nodbus", "--raw", "--set", "*.enable=0", "--set",
             "qrcode.enable=1", str(self.picture)],
            capture_output=True,
            encoding="utf-8",
            check=False,
        )  # fmt: skip
        return done.stdout.splitlines()


class EmulatorEnded(Exception):
    """It went away, saying this."""


class EmulatedPrinters:
    """One emulator with a printer for each width of paper; each has a network and a serial port."""

    def __init__(self, folder: Path) -> None:
        """Start it in a folder of its own and wait until it listens; raises EmulatorEnded."""
        self._folder = folder
        ports = _free_ports(1 + len(DOTS))
        self._api_port = ports[0]
        self.ports = dict(zip(DOTS, ports[1:], strict=True))
        self.wrong: list[str] = []
        self._events: list[tuple[str, str, str]] = []
        self._said: SimpleQueue[str] = SimpleQueue()
        self._last_words: deque[str] = deque(maxlen=20)
        self._write_settings()
        self._process = subprocess.Popen(
            [str(HOME.python), "-c", "from emupos.cli.app import main; main()", "run"],
            cwd=folder,
            env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "1000", "TMPDIR": str(folder)},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        self._listener = Thread(target=self._listen, daemon=True)
        self._listener.start()
        try:
            while "Press Ctrl+C" not in self._heard():
                pass
            self._ask("GET", "health")
        except BaseException:
            self.end()
            raise

    def serial_port(self, columns: int) -> Path:
        """The printer's pseudo terminal."""
        return self._folder / "emupos" / _name(columns)

    def print(self, columns: int, job: bytes) -> PaperOut:
        """Send a job over the network as the till does, and wait for the paper."""
        link = NetworkPrinter("127.0.0.1", self.ports[columns])
        link.connect()
        link.send(job)
        link.finish()
        return self.next_paper(columns)

    def next_paper(self, columns: int) -> PaperOut:
        """The next paper that comes out; fails when none does."""
        ended_by, paper = _FINISHED.fullmatch(
            self._next(_name(columns), "printer.job.completed")
        ).groups()  # type: ignore[union-attr]
        text = self._folder / _name(columns) / f"{paper}.txt"
        lines = text.read_text("utf-8").removesuffix("\n").split("\n")
        return PaperOut(lines, text.with_suffix(".png"), ended_by)

    def set_fault(self, columns: int, fault: str, *, is_there: bool) -> None:
        """paper-out, paper-near-end, cover-open or offline."""
        method = "PUT" if is_there else "DELETE"
        self._ask(method, f"devices/{_name(columns)}/faults/{fault}")

    def drawer_opened(self, columns: int) -> str:
        """Wait until the drawer is kicked open, and close it again; gives what is said of it."""
        said = self._next(_name(columns), "drawer.opened")
        self._ask("POST", f"devices/{_name(columns)}/drawer/close")
        return said

    def papers(self, columns: int) -> int:
        """How many papers have come out in all."""
        return len(list((self._folder / _name(columns)).glob("*.json")))

    def end(self) -> None:
        """End it, and nothing else."""
        self._process.terminate()
        self._listener.join()
        self._process.wait(PATIENCE_S)

    # --- inside --------------------------------------------------------------------------------

    def _listen(self) -> None:
        """On a thread of its own, or the emulator would wait until somebody reads on."""
        assert self._process.stdout is not None
        with self._process.stdout as said:
            for line in said:
                self._said.put(line)
        self._said.put("")

    def _heard(self) -> str:
        line = self._said.get(timeout=PATIENCE_S)
        if not line:
            raise EmulatorEnded("".join(self._last_words))
        self._last_words.append(line)
        return line

    def _next(self, device: str, kind: str) -> str:
        """Go through what happened up to such an event; what others wait for stays."""
        while True:
            for event in self._events:
                if event[:2] == (device, kind):
                    self._events.remove(event)
                    return event[2]
            event_line = _EVENT.match(self._heard())
            if event_line is not None:
                self._note(*event_line.groups())

    def _note(self, device: str, kind: str, said: str) -> None:
        if kind in _WRONG:
            self.wrong.append(f"{device} {kind} {said.strip()}")
        else:
            self._events.append((device, kind, said.strip()))

    def _ask(self, method: str, path: str) -> None:
        link = HTTPConnection("127.0.0.1", self._api_port, timeout=PATIENCE_S)
        with closing(link):
            link.request(method, f"/api/v1/{path}")
            answer = link.getresponse()
            assert answer.status in (200, 204), answer.read()

    def _write_settings(self) -> None:
        printers = []
        for columns, dots in DOTS.items():
            name = _name(columns)
            model = _MODEL.format(name=name, dots=dots)
            (self._folder / f"{name}.yaml").write_text(model, encoding="utf-8")
            printers.append(
                {
                    "id": name,
                    "type": "printer",
                    "profile": f"./{name}.yaml",
                    "connections": [
                        {"tcp": {"port": self.ports[columns]}},
                        {"serial": {"pty": True, "link": name}},
                    ],
                    "receipts_dir": f"./{name}",
                    "job_idle_timeout_ms": IDLE_MS,
                }
            )
        api = {"host": "127.0.0.1", "port": self._api_port}
        settings = {"schema": 1, "api": api, "devices": printers}
        # JSON is YAML, so no library is needed to write it.
        (self._folder / "emupos.yaml").write_text(json.dumps(settings), encoding="utf-8")


def _name(columns: int) -> str:
    return f"columns{columns}"


_MODEL: Final = """\
type: printer
name: {name}
dpi: 203
width_dots: {dots}
font_a: {{ width: 12, height: 24 }}
font_b: {{ width: 9, height: 17 }}
code_pages: {{ 0: PC437 }}
default_code_page: 0
drawer_sensor_open_level: high
serial: {{ baud: 9600, data_bits: 8, parity: none, stop_bits: 1 }}
"""
"""A usual printer with CP437, as cheap ones have it."""


def _free_ports(count: int) -> list[int]:
    """Ports that nobody has now; all are held until all are known, so that they differ."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
