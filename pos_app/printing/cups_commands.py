"""CUPS by its commands lp, lpstat and cancel, without a shell and with a time limit."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from pos_app.domain.errors import PrinterError


@dataclass(frozen=True, slots=True)
class Said:
    """What a command said, and whether it did what it was asked for."""

    is_done: bool
    text: str


@dataclass(frozen=True, slots=True)
class CupsCommands:
    """The commands of the system, or those on a search path of one's own."""

    search_path: str | None = None
    limit_s: float = 10.0

    def run(self, name: str, *arguments: str, data: bytes = b"") -> Said:
        """Run a command in plain English.

        Raises PrinterError NOT_FOUND when there is no such command, STALLED when it did not end.
        """
        program = shutil.which(name, path=self.search_path)
        if program is None:
            raise PrinterError("NOT_FOUND", name)
        try:
            ended = subprocess.run(
                [program, *arguments],
                input=data,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=self.limit_s,
                env={**os.environ, "LC_ALL": "C", "LANGUAGE": "C"},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise PrinterError("STALLED", name) from error
        except OSError as error:
            raise PrinterError("UNKNOWN", f"{name}: {error.errno}") from error
        return Said(ended.returncode == 0, ended.stdout.decode("utf-8", "replace").strip())


def cups_queues(commands: CupsCommands) -> tuple[str, ...]:
    """The names of all queues; none where there is no CUPS, or it does not run."""
    try:
        named = commands.run("lpstat", "-e")
        if named.is_done:
            return tuple(line.strip() for line in named.text.splitlines() if line.strip())
        with_devices = commands.run("lpstat", "-v")  # older ones know no -e
    except PrinterError:
        return ()
    found = re.findall(r"^device for (\S+):", with_devices.text, re.MULTILINE)
    return tuple(found) if with_devices.is_done else ()


@dataclass(frozen=True, slots=True)
class ListedJob:
    """A job in a queue, with the reasons for its state as CUPS names them."""

    id: str
    message: str
    reasons: frozenset[str]


def listed_jobs(text: str) -> Iterator[ListedJob]:
    """The jobs of `lpstat -l -o`: a line for each, and lines that begin with a tab about it."""
    for block in re.split(r"\n(?=\S)", text):
        head, *rest = block.splitlines() or [""]
        job_id = head.split(" ", 1)[0]
        if re.search(r"-\d+$", job_id):
            about = _about(rest)
            yield ListedJob(
                job_id, about.get("Status", ""), frozenset(about.get("Alerts", "").split())
            )


def printer_reasons(text: str) -> frozenset[str]:
    """The reasons for a printer's state in `lpstat -l -p`."""
    return frozenset(_about(text.splitlines()).get("Alerts", "").split())


def trouble_in(reasons: frozenset[str]) -> str:
    """What stops a printer, in our codes; empty for nothing."""
    for beginning, code in _REASONS.items():
        if any(reason.startswith(beginning) for reason in reasons):
            return code
    return ""


def refusal(text: str) -> PrinterError:
    """Why a command did not do it, from what it said."""
    for words, code in _REFUSALS.items():
        if words in text.lower():
            return PrinterError(code, text)
    return PrinterError("SPOOLER_ERROR", text)


def _about(lines: list[str]) -> dict[str, str]:
    return {
        name: value.strip()
        for name, found, value in (line.strip().partition(":") for line in lines)
        if found
    }


_REASONS: Final[dict[str, str]] = {
    "media-empty": "PAPER_OUT",
    "media-needed": "PAPER_OUT",
    "cover-open": "COVER_OPEN",
    "door-open": "COVER_OPEN",
    "offline": "OFFLINE",
    "shutdown": "OFFLINE",
    "connecting-to-device": "UNREACHABLE",
    "timed-out": "UNREACHABLE",
}

_REFUSALS: Final[dict[str, str]] = {
    "does not exist": "NOT_FOUND",
    "invalid destination": "NOT_FOUND",
    "unknown destination": "NOT_FOUND",
    "no destinations": "NOT_FOUND",
    "scheduler is not running": "UNREACHABLE",
    "unable to connect": "UNREACHABLE",
    "connection refused": "UNREACHABLE",
    "not allowed": "NO_PERMISSION",
    "forbidden": "NO_PERMISSION",
    "unauthorized": "NO_PERMISSION",
}
