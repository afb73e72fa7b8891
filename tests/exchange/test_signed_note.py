"""The container: which bytes were signed and by whom, whatever was done to the file."""

import base64
import codecs
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.errors import Problem
from pos_app.exchange.enrolment import keys_of
from pos_app.exchange.fields import BadLine, link_of
from pos_app.exchange.keys import SigningKey, VerifyingKey
from pos_app.exchange.signed_note import (
    MOST_FILE_BYTES,
    Claims,
    KeyList,
    OpenedNote,
    claims_of,
    lines_of,
    open_note,
    seal,
    split_note,
)
from tests.exchange.vector_files import (
    EVENT_ID,
    VECTORS,
    organizer_signer,
    the_pack,
    till_signer,
    vector,
)

TILL = till_signer("A017")
KEYS = keys_of(the_pack())
TEXT = b'{"_":"gerai.day/1","event":"pesta-umkm-2026-7f3a"}\n{"t":"open"}\n'
NOTE = seal(TEXT, TILL)


def opened(raw: bytes, keys: KeyList = KEYS, event_id: str = EVENT_ID) -> OpenedNote:
    note = open_note(raw, keys, event_id=event_id)
    assert isinstance(note, OpenedNote), note
    return note


def code_of(raw: bytes, keys: KeyList = KEYS, event_id: str = EVENT_ID) -> str:
    problem = open_note(raw, keys, event_id=event_id)
    assert isinstance(problem, Problem), problem
    return problem.code


def with_block(*blobs: bytes, name: str = TILL.name) -> bytes:
    block = [f"— {name} {base64.b64encode(blob).decode()}\n" for blob in blobs]
    return TEXT + b"\n" + "".join(block).encode()


def blob(signature: bytes | None = None, key_id: bytes | None = None) -> bytes:
    return (key_id or TILL.verifying_key.key_id) + (signature or TILL.sign(TEXT))


# --- the published vector ------------------------------------------------------------------------

NEUMANN_TEXT = (
    b"If you think cryptography is the answer to your problem,\n"
    b"then you don't know what your problem is.\n"
)
NEUMANN_SEED = base64.b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
NEUMANN_VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_LINE = (
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZ"
    "b6KE6RyyBwJnAM=\n"
)


def test_the_published_signed_note_comes_out_byte_for_byte() -> None:
    signer = SigningKey("PeterNeumann", NEUMANN_SEED)
    assert signer.verifying_key == VerifyingKey.of(NEUMANN_VKEY)
    assert seal(NEUMANN_TEXT, signer) == NEUMANN_TEXT + b"\n" + NEUMANN_LINE.encode()


# --- opening -------------------------------------------------------------------------------------


def test_a_sealed_text_opens_and_is_named_by_its_hash() -> None:
    note = opened(NOTE)
    assert note.text == TEXT
    assert note.kind == "gerai.day/1"
    assert note.signers == (TILL.verifying_key,)
    assert note.link == link_of(TEXT)
    assert note.is_signed_by(TILL.name)
    assert not note.is_signed_by(organizer_signer().name)


def test_the_same_text_is_sealed_into_the_same_bytes() -> None:
    assert seal(TEXT, TILL) == NOTE


def test_several_signers_are_all_named() -> None:
    note = opened(seal(TEXT, TILL, organizer_signer()))
    assert note.signers == (TILL.verifying_key, organizer_signer().verifying_key)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("bad-price", "E_SIG"),
        ("bad-other-signature", "E_SIG"),
        ("bad-resaved", "E_RESAVED"),
        ("bad-bom", "E_RESAVED"),
        ("bad-cut", "E_TRUNC"),
        ("bad-empty", "E_MAGIC"),
        ("bad-renamed", "E_MAGIC"),
        ("bad-signature-line", "E_SIGBLOCK"),
        ("bad-other-event", "E_EVENT"),
        ("aside-unknown-key", "Q_UNKNOWN_KEY"),
        ("newer-version", "U_VERSION"),
    ],
)
def test_a_vector_with_a_bad_container_has_its_verdict(name: str, expected: str) -> None:
    assert code_of(vector(f"{name}.gerai.txt")) == expected


@pytest.mark.parametrize("path", sorted(VECTORS.glob("good-*.gerai.txt")), ids=lambda p: p.stem)
def test_every_good_vector_opens(path: Path) -> None:
    assert opened(path.read_bytes()).signers


def test_text_between_empty_lines_stays_signed() -> None:
    text = TEXT + b"\n\n" + TEXT
    assert opened(seal(text, TILL)).text == text


# --- the catalogue of attacks (day-file.md 18) ---------------------------------------------------


@settings(max_examples=150)
@given(st.integers(0, len(NOTE) * 8 - 1))
def test_a01_no_single_bit_can_change(bit: int) -> None:
    flipped = bytearray(NOTE)
    flipped[bit // 8] ^= 1 << bit % 8
    assert isinstance(open_note(bytes(flipped), KEYS, event_id=EVENT_ID), Problem)


@pytest.mark.parametrize(
    "raw",
    [
        NOTE.replace(b"\n", b"\r\n"),
        NOTE[:-1] + b"\r\n",
        codecs.BOM_UTF8 + NOTE,
        codecs.BOM_UTF16_LE + NOTE.decode().encode("utf-16-le"),
        codecs.BOM_UTF16_BE + NOTE.decode().encode("utf-16-be"),
    ],
)
def test_a03_a_file_that_was_opened_and_saved_says_so(raw: bytes) -> None:
    assert code_of(raw) == "E_RESAVED"


def test_a04_a_file_cut_anywhere_is_never_taken() -> None:
    magic = b'{"_":"gerai.'
    end = NOTE.rindex(b"\n\n") + 2
    for length in range(len(NOTE)):
        expected = "E_MAGIC" if length < len(magic) else "E_TRUNC"
        assert code_of(NOTE[:length]) == expected, length
    assert code_of(TEXT) == code_of(NOTE[:end]) == code_of(NOTE + b"\n") == "E_TRUNC"


def test_a05_a_file_without_its_signature_or_with_it_on_top_is_refused() -> None:
    text, _, line = NOTE.partition(b"\n\n")
    assert code_of(text + b"\n") == "E_TRUNC"
    assert code_of(text + b"\n\n") == "E_TRUNC"
    assert code_of(line + text + b"\n") == "E_MAGIC"


def test_a08_a_signature_by_somebody_unknown_changes_nothing() -> None:
    stranger = SigningKey("witness.example/w", bytes(32))
    note = opened(seal(TEXT, TILL, stranger))
    assert (note.text, note.link, note.signers) == (TEXT, link_of(TEXT), (TILL.verifying_key,))
    other_algorithm = "— witness.example/pq " + base64.b64encode(b"x" * 5).decode() + "\n"
    assert opened(NOTE + other_algorithm.encode()).link == note.link
    assert opened(vector("good-extra-signature.gerai.txt")).link == (
        opened(vector("a017-day1.gerai.txt")).link
    )


def test_a09_the_same_key_twice_is_refused() -> None:
    line = NOTE[len(TEXT) + 1 :]
    assert code_of(NOTE + line) == "E_SIGBLOCK"
    assert code_of(with_block(blob(bytes(64)), blob())) == "E_SIGBLOCK"


def test_a10_a_signature_has_one_spelling() -> None:
    good = base64.b64encode(blob()).decode()
    for spelling in (
        good.rstrip("="),
        good + "=",
        good + " ",
        " " + good,
        good[:20] + " " + good[20:],
        good.replace("+", "-").replace("/", "_"),
        good[:-2] + chr(ord(good[-2]) + 1) + "=",  # bits behind the last byte
        "",
        "é",
    ):
        raw = TEXT + f"\n— {TILL.name} {spelling}\n".encode()
        if spelling != good:
            assert code_of(raw) == "E_SIGBLOCK", spelling


@pytest.mark.parametrize(
    "line",
    [
        f"- {TILL.name} {base64.b64encode(blob()).decode()}\n",
        f"—  {TILL.name} {base64.b64encode(blob()).decode()}\n",
        f"—{TILL.name} {base64.b64encode(blob()).decode()}\n",
        f"— a+b {base64.b64encode(blob()).decode()}\n",
        f"— a\tb {base64.b64encode(blob()).decode()}\n",
        "nothing of the kind\n",
        f"— {TILL.name}\n",
        f"— witness {base64.b64encode(b'xxxx').decode()}\n",
    ],
)
def test_a10_a_signature_line_of_another_form_is_refused(line: str) -> None:
    assert code_of(NOTE + line.encode()) == "E_SIGBLOCK"


def test_a10_a_signature_line_of_ours_has_exactly_its_length() -> None:
    assert code_of(with_block(blob(TILL.sign(TEXT) + b"x"))) == "E_SIGBLOCK"
    assert code_of(with_block(blob(TILL.sign(TEXT)[:-1]))) == "E_SIGBLOCK"


def test_a10_a_line_that_is_no_utf_8_is_refused() -> None:
    assert code_of(NOTE + b"\xff\n") == "E_SIGBLOCK"


def test_a11_the_signature_of_another_day_fits_nothing() -> None:
    first, second = vector("a017-day1.gerai.txt"), vector("a017-day2.gerai.txt")
    text = first[: first.rindex(b"\n\n")]
    assert code_of(text + second[second.rindex(b"\n\n") :]) == "E_SIG"


def test_a12_what_is_too_much_is_refused_before_it_is_work() -> None:
    line = NOTE[len(TEXT) + 1 :]
    assert code_of(TEXT + b"\n" + line * 120_000) in {"E_LIMIT", "E_SIZE"}
    assert code_of(TEXT + b"\n" + line * 17) == "E_LIMIT"
    assert code_of(bytes(17_000_000)) == "E_SIZE"
    assert code_of(TEXT + b"x" * MOST_FILE_BYTES) == "E_SIZE"
    many = seal(TEXT + b"{}\n" * 5_000_000, TILL)
    with pytest.raises(BadLine) as refused:
        lines_of(opened(many).text)
    assert refused.value.code == "E_LIMIT"
    long_name = f"— {'a' * 101} {base64.b64encode(blob()).decode()}\n"
    assert code_of(NOTE + long_name.encode()) == "E_LIMIT"


def test_a12_sixteen_signatures_and_80001_lines_are_taken() -> None:
    strangers = [SigningKey(f"witness/{n}", bytes([n] * 32)) for n in range(15)]
    assert opened(seal(TEXT, TILL, *strangers)).signers == (TILL.verifying_key,)
    assert len(lines_of(b"{}\n" * 80_001)) == 80_001


def test_a15_a_key_nobody_enrolled_is_set_aside_and_only_claims() -> None:
    raw = vector("aside-unknown-key.gerai.txt")
    assert code_of(raw) == "Q_UNKNOWN_KEY"
    claims = claims_of(raw)
    assert (claims.kind, claims.event_id, claims.booth_id) == ("gerai.day/1", EVENT_ID, "A017")


def test_a17_another_event_is_refused_before_any_key_is_tried() -> None:
    assert code_of(NOTE, KeyList([]), event_id="pesta-2025") == "E_EVENT"
    assert code_of(NOTE, KeyList([])) == "Q_UNKNOWN_KEY"


def test_a25_a_key_with_the_same_name_and_id_is_told_apart_by_all_its_bytes() -> None:
    class Collision(VerifyingKey):
        """A key made until its four bytes were those of another."""

        __slots__ = ()

        @property
        def key_id(self) -> bytes:
            return TILL.verifying_key.key_id

    attacker = SigningKey(TILL.name, bytes(32))
    twin = Collision(TILL.name, attacker.verifying_key.public)
    forged = with_block(blob(attacker.sign(TEXT)))
    assert code_of(forged) == "E_SIG"
    # With both on our list each signature belongs to the key that made it.
    both = KeyList([twin, TILL.verifying_key])
    assert opened(NOTE, both).signers == (TILL.verifying_key,)
    assert opened(forged, both).signers == (twin,)
    assert len(opened(with_block(blob(), blob(attacker.sign(TEXT))), both).signers) == 2
    assert code_of(with_block(blob(), blob()), both) == "E_SIGBLOCK"
    assert code_of(with_block(blob(bytes(64))), both) == "E_SIG"


def test_a_weak_key_on_our_list_convinces_nobody() -> None:
    weak = VerifyingKey("e/organizer", b"\x01" + bytes(31))
    raw = with_block(blob(b"\x01" + bytes(63), weak.key_id), name=weak.name)
    assert code_of(raw, KeyList([weak])) == "E_KEY"


# --- what a file claims --------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["gerai.day/2", "gerai.day/0", "gerai.voucher/1"])
def test_a_kind_nobody_knows_is_newer_than_this_program(kind: str) -> None:
    text = f'{{"_":"{kind}","later": 1.5}}\n'.encode()
    assert code_of(seal(text, TILL)) == "U_VERSION"


def test_a_header_in_no_form_claims_nothing_but_its_kind() -> None:
    assert claims_of(b'{"_":"gerai.day/1", "event":"e"}\n') == Claims(kind="gerai.day/1")
    assert claims_of(b'{"_":"gerai.day/1","event":1}\n') == Claims(kind="gerai.day/1")
    assert claims_of(b'{"_":"gerai.Day/1","event":"e"}\n') == Claims()
    assert claims_of(b'{"_":"gerai.day/1","event":"' + b"e" * 5_000 + b'"}').event_id == ""


def test_splitting_alone_proves_nothing_and_says_where_the_text_ends() -> None:
    text, signatures = split_note(NOTE)
    assert text == TEXT
    assert [(each.name, len(each.signature)) for each in signatures] == [(TILL.name, 64)]
