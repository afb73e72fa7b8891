"""What became of files that were handed in, as sentences for window and command line alike."""

from collections.abc import Mapping
from typing import assert_never

from pos_app.domain.outcome import OUTCOMES, OtherKind, Outcome
from pos_app.i18n import _, ngettext


def outcome_words(outcome: Outcome) -> str:
    """What became of one file, in a word or two."""
    match outcome:
        case "new":
            return _("taken in")
        case "known":
            return _("already known")
        case "aside":
            return _("set aside")
        case "refused":
            return _("refused")
        case "newer":
            return _("newer than this program, kept")
        case "other":
            return _("not a day file")
        case unknown:
            assert_never(unknown)


def other_kind_words(kind: OtherKind, claimed_booth: str = "", *, is_approved: bool = False) -> str:
    """What a file is that is no day file, and where it belongs."""
    match kind:
        case "request":
            return _request_words(claimed_booth, is_approved=is_approved)
        case "pack":
            return _("An event pack, no day file. Booths take it in, not the organizer.")
        case "paper":
            return _("A signed paper of another kind, no day file.")
        case "sheet":
            return _("A spreadsheet, no day file. A price list is taken in at the booth.")
        case "foreign":
            return _("Not a day file, passed over.")
        case unknown:
            assert_never(unknown)


def _request_words(claimed_booth: str, *, is_approved: bool) -> str:
    if is_approved:
        words = _("The key request of booth {booth}, approved already.")
    elif claimed_booth:
        words = _("A key request of booth {booth}, no day file.")
    else:
        words = _("A key request, no day file.")
    return words.format(booth=claimed_booth)


def taken_summary_words(counts: Mapping[Outcome, int], left: int = 0) -> str:
    """How many files there were and what became of them; the parts add up to the whole.

    `left` files were not begun, because somebody stopped.
    """
    whole = sum(counts.values()) + left
    if not whole:
        return _("There was no file in it.")
    parts = [_count_words(outcome, counts.get(outcome, 0)) for outcome in OUTCOMES]
    if left:
        parts.append(_("{count} not begun").format(count=left))
    words = ngettext("{count} file: {parts}", "{count} files: {parts}", whole)
    return words.format(count=whole, parts=", ".join(part for part in parts if part))


def _count_words(outcome: Outcome, count: int) -> str:
    if not count:
        return ""
    words: dict[Outcome, str] = {
        "new": _("{count} new"),
        "known": _("{count} already known"),
        "aside": _("{count} set aside"),
        "refused": _("{count} refused"),
        "newer": _("{count} newer than this program"),
        "other": ngettext("{count} not a day file", "{count} not day files", count),
    }
    return words[outcome].format(count=count)
