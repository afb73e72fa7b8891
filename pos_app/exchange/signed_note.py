"""The container of every file Gerai signs: a text, an empty line, signatures (C2SP signed note).

Only here is decided which bytes were signed, by whom; readers see the verified text and nothing
else. The keys come from our own list and never from the file (day-file.md 3 and 9, steps 2 to 6).
"""

import base64
import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from pos_app.domain.errors import Problem
from pos_app.exchange.fields import (
    MOST_HEADER_BYTES,
    BadLine,
    Record,
    link_of,
    parse_line,
)
from pos_app.exchange.keys import MOST_NAME_BYTES, SigningKey, VerifyingKey, is_key_name

MAGIC: Final = b'{"_":"gerai.'
MOST_FILE_BYTES: Final = 16 * 1024 * 1024
MOST_SIGNATURES: Final = 16
MOST_LINES: Final = 80_001

KINDS: Final = frozenset(
    {
        "gerai.day/1",
        "gerai.key/1",
        "gerai.pack/1",
        "gerai.ack/1",
        "gerai.slip/1",
        "gerai.ruling/1",
        "gerai.sum/1",
    }
)
"""What this format knows; every other kind or number is newer than this program."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line: whose it says it is, and 64 bytes, or what another algorithm makes."""

    name: str
    key_id: bytes
    signature: bytes


@dataclass(frozen=True, slots=True)
class OpenedNote:
    """A text whose signatures were checked. Its lines are not."""

    text: bytes
    kind: str
    signers: tuple[VerifyingKey, ...]
    link: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "link", link_of(self.text))

    def is_signed_by(self, name: str) -> bool:
        """Whether a key of that name is among the signers."""
        return any(signer.name == name for signer in self.signers)


@dataclass(frozen=True, slots=True)
class Claims:
    """What the first line of a file says of itself, unproven: for refusing, and for "claims to be".

    Every value is empty where the line does not say it in a form that could be right.
    """

    kind: str = ""
    event_id: str = ""
    booth_id: str = ""
    dev: str = ""
    vkey: str = ""


class KeyList:
    """The keys we trust for an event, found by name and id; two keys may share both."""

    def __init__(self, keys: Iterable[VerifyingKey]) -> None:
        self._keys: dict[tuple[str, bytes], tuple[VerifyingKey, ...]] = {}
        for key in dict.fromkeys(keys):
            place = (key.name, key.key_id)
            self._keys[place] = (*self._keys.get(place, ()), key)

    def candidates(self, name: str, key_id: bytes) -> tuple[VerifyingKey, ...]:
        """Every key that may have made a signature of this name and id."""
        return self._keys.get((name, key_id), ())


def seal(text: bytes, *signers: SigningKey) -> bytes:
    """The file: the text and a signature line for each signer. Same text, same bytes."""
    assert signers
    assert text.endswith(b"\n")
    block = "".join(_signature_line(signer, text) for signer in signers)
    return text + b"\n" + block.encode()


def open_note(
    raw: bytes,
    keys: KeyList,
    *,
    event_id: str = "",
    most_bytes: int = MOST_FILE_BYTES,
) -> OpenedNote | Problem:
    """The verified text, or why there is none. With an `event_id`, other events are refused."""
    try:
        text, signatures = split_note(raw, most_bytes=most_bytes)
        claims = claims_of(text)
        check_claims(claims, event_id)
        return OpenedNote(text, claims.kind, signers_of(text, signatures, keys))
    except BadLine as bad:
        return Problem(bad.code, detail=bad.detail)


def split_note(
    raw: bytes, *, most_bytes: int = MOST_FILE_BYTES
) -> tuple[bytes, tuple[Signature, ...]]:
    """The text and the signatures as they stand, nothing verified; raises BadLine (9, 1 to 3)."""
    if len(raw) > most_bytes:
        raise BadLine("E_SIZE")
    if not raw.startswith(MAGIC):
        raise BadLine("E_RESAVED" if _has_byte_order_mark(raw) else "E_MAGIC")
    if b"\r" in raw:
        raise BadLine("E_RESAVED")
    end = raw.rfind(b"\n\n")
    if end < 0 or end + 2 == len(raw) or not raw.endswith(b"\n"):
        raise BadLine("E_TRUNC")
    block = raw[end + 2 :]
    if block.count(b"\n") > MOST_SIGNATURES:
        raise BadLine("E_LIMIT", "signatures")
    return raw[: end + 1], tuple(_signature_in(line) for line in block[:-1].split(b"\n"))


def text_link_of(raw: bytes) -> str:
    """The identity of a file that has the form of a note: the link of its text, not of its bytes.

    Raises BadLine where there is no text to name.
    """
    text, _ = split_note(raw)
    return link_of(text)


def check_claims(claims: Claims, event_id: str = "") -> None:
    """Refuse what cannot be for us, before anything is verified; raises BadLine (9, 4)."""
    if claims.kind and claims.kind not in KINDS:
        raise BadLine("U_VERSION", claims.kind)
    if event_id and claims.event_id and claims.event_id != event_id:
        raise BadLine("E_EVENT", claims.event_id[:24])


def signers_of(
    text: bytes, signatures: tuple[Signature, ...], keys: KeyList
) -> tuple[VerifyingKey, ...]:
    """Who of ours signed; raises BadLine (9, 5 and 6).

    One bad signature under a key of ours spoils the whole file, whatever other lines say.
    """
    found = [(each, keys.candidates(each.name, each.key_id)) for each in signatures]
    ours = [(each, candidates) for each, candidates in found if candidates]
    if not ours:
        raise BadLine("Q_UNKNOWN_KEY")
    places = [(each.name, each.key_id) for each, _ in ours]
    for place, (each, candidates) in zip(places, ours, strict=True):
        if len(each.signature) != _SIGNATURE_BYTES:
            raise BadLine("E_SIGBLOCK", "length")
        if places.count(place) > len(candidates):
            raise BadLine("E_SIGBLOCK", "same key twice")
    signers = tuple(_signer(each, candidates, text) for each, candidates in ours)
    if len(set(signers)) < len(signers):
        raise BadLine("E_SIGBLOCK", "same key twice")
    return signers


def lines_of(text: bytes) -> list[bytes]:
    """The lines without LF, counted before they are split; raises BadLine E_LIMIT."""
    if text.count(b"\n") > MOST_LINES:
        raise BadLine("E_LIMIT", "lines")
    return text[:-1].split(b"\n")


def claims_of(raw: bytes) -> Claims:
    """What the first line says; never a reason to accept or to count anything."""
    header = raw[: MOST_HEADER_BYTES + 1].partition(b"\n")[0]
    kind = _KIND.match(header)
    if kind is None:
        return Claims()
    try:
        record = parse_line(header, most_bytes=MOST_HEADER_BYTES)
    except BadLine:
        record = {}
    return Claims(
        kind=kind[1].decode(),
        event_id=_said(record, "event"),
        booth_id=_said(record, "booth"),
        dev=_said(record, "dev"),
        vkey=_said(record, "vkey") or _said(record, "org"),
    )


# --- inside --------------------------------------------------------------------------------------

_SIGNATURE_BYTES: Final = 64
_LEAST_BLOB_BYTES: Final = 5
_DASH: Final = "—"
_KIND = re.compile(rb'\{"_":"(gerai\.[a-z]{1,24}/[0-9]{1,9})"')
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def _signature_line(signer: SigningKey, text: bytes) -> str:
    blob = signer.verifying_key.key_id + signer.sign(text)
    return f"{_DASH} {signer.name} {base64.b64encode(blob).decode()}\n"


def _has_byte_order_mark(raw: bytes) -> bool:
    """Whether an editor put its mark before our magic, and perhaps two bytes for each of ours."""
    magic = MAGIC.decode()
    return any(raw.startswith(mark + magic.encode(encoding)) for mark, encoding in _MARKS)


def _signature_in(line: bytes) -> Signature:
    try:
        dash, _, rest = line.decode().partition(" ")
        name, _, encoded = rest.partition(" ")
        blob = base64.b64decode(encoded, validate=True)
    except ValueError:  # no UTF-8, no base64
        raise BadLine("E_SIGBLOCK", "form") from None
    if len(name.encode()) > MOST_NAME_BYTES:
        raise BadLine("E_LIMIT", "key name")
    # One blob has one spelling, or two files would differ in nothing that was signed.
    has_one_spelling = base64.b64encode(blob).decode() == encoded
    if dash != _DASH or not is_key_name(name) or not has_one_spelling:
        raise BadLine("E_SIGBLOCK", "form")
    if len(blob) < _LEAST_BLOB_BYTES:
        raise BadLine("E_SIGBLOCK", "length")
    return Signature(name, blob[:4], blob[4:])


def _signer(
    signature: Signature, candidates: tuple[VerifyingKey, ...], text: bytes
) -> VerifyingKey:
    """The key that made it. All 32 bytes decide: name and id only say who may have."""
    for key in candidates:
        if key.verifies(signature.signature, text):
            if key.is_weak:
                raise BadLine("E_KEY", "weak")
            return key
    raise BadLine("E_SIG")


def _said(record: Record, key: str) -> str:
    value = record.get(key)
    return value if isinstance(value, str) else ""
