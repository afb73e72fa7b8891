"""What only a terminal gets: a question for the passphrase, and progress."""

import os
import pty
import sys
from pathlib import Path
from typing import Final

from pos_app.simulation.demo import DemoResult
from tests.services.small_event import an_empty_event

ROOT: Final = Path(__file__).parents[2]


def at_a_terminal(arguments: list[str], *answers: bytes) -> tuple[int, bytes]:
    """Run gerai at a terminal of its own; each answer is typed when a question ends with `: `."""
    program, terminal = pty.fork()
    if program == 0:
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "pos_app", "--lang", "en", *arguments])
    said, waiting = b"", list(answers)
    try:
        while part := os.read(terminal, 4096):
            said += part
            if said.endswith(b": ") and waiting:
                os.write(terminal, waiting.pop(0) + b"\n")
    except OSError:  # how a terminal says on Linux that the other side is gone
        pass
    os.close(terminal)
    return os.waitstatus_to_exitcode(os.waitpid(program, 0)[1]), said


def test_the_passphrase_is_asked_for_twice_and_locks_the_key(tmp_path: Path) -> None:
    booths = tmp_path / "booths.csv"
    booths.write_text("booth,name\nA1,Kopi Senja\n")
    new = ["event", "new", "--id", "uji-1", "--name", "Uji", "--days", "2026-11-24"]
    new += ["--booths", str(booths)]
    locked, plain = tmp_path / "locked", tmp_path / "plain"
    code, said = at_a_terminal([*new, "--event", str(locked)], b"rahasia", b"rahasia")
    assert code == 0, said
    assert b"UNENCRYPTED" not in said
    assert b"rahasia" not in said
    assert "ENCRYPTED PRIVATE KEY" in (locked / "organizer.key").read_text()
    code, said = at_a_terminal([*new, "--event", str(plain)], b"", b"")
    assert code == 0, said
    assert b"UNENCRYPTED" in said


def test_a_terminal_sees_how_far_taking_in_is(demo: DemoResult, tmp_path: Path) -> None:
    event = an_empty_event(demo, tmp_path / "event")
    code, said = at_a_terminal(["take-in", str(demo.files), "--event", str(event)])
    assert code == 0
    assert b"Taking in: 6 of 6" in said
