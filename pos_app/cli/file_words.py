"""Lines about files: a verdict each, and what it means."""

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from pos_app.cli.called_as import called_as
from pos_app.domain.errors import Problem
from pos_app.files import FileTrouble
from pos_app.i18n import _, format_money, ngettext
from pos_app.verdict_words import problem_words


def file_line(path: Path, problem: Problem | None, sentence: str) -> str:
    """`OK file sentence`, or the code instead of OK."""
    return f"{'OK' if problem is None else problem.code} {path} {sentence}"


def is_no_file(trouble: FileTrouble) -> bool:
    """Whether it is there and can never be a file of ours; else it could not be read."""
    return trouble.what in ("link", "not_a_file")


def day_words(booth: str, till: str, entries: tuple[int, int], receipts: int, net: int) -> str:
    """What a day file holds; amounts in minor units."""
    count = ngettext("{count} receipt", "{count} receipts", receipts).format(count=receipts)
    return _("Booth {booth}, till {till}, entries {first} to {last}: {receipts}, {net}.").format(
        booth=booth,
        till=till,
        first=entries[0],
        last=entries[1],
        receipts=count,
        net=format_money(net),
    )


def refusal_words(problem: Problem, claimed_booth: str = "") -> str:
    """What is wrong, and for an unknown key who it says it is."""
    words = problem_words(problem)
    if problem.code == "Q_UNKNOWN_KEY" and claimed_booth:
        claim = _("It claims to be booth {booth}.").format(booth=claimed_booth)
        return f"{claim} {words}"
    return words


def remark_words(remarks: Sequence[tuple[str, int]]) -> str:
    """Each kind of remark once, with how often it comes again."""
    places: dict[str, list[int]] = {}
    for code, seq in remarks:
        places.setdefault(code, []).append(seq)
    sentences = []
    for code, seqs in places.items():
        sentences.append(f"{code}: {problem_words(Problem(code, seqs[0]))}")
        more = len(seqs) - 1
        if more:
            sentences.append(ngettext("({count} more)", "({count} more)", more).format(count=more))
    return " ".join(sentences)


def approve_command(event: Path, requests: str) -> str:
    """What to type to have key requests approved."""
    return f"{called_as()} event approve --event {shell_word(event)} {requests}"


def take_in_command(event: Path, paths: str) -> str:
    """What to type to have day files taken in."""
    return f"{called_as()} take-in --event {shell_word(event)} {paths}"


def shell_word(path: Path) -> str:
    """A path as it may be typed in a command.

    The root of a Windows drive ends in a backslash, which would take the quote for itself.
    """
    doubled = "\\" if str(path).endswith("\\") else ""
    return f'"{path}{doubled}"' if sys.platform == "win32" else shlex.quote(str(path))
