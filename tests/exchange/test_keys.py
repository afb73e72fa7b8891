"""Keys: their names, their files, and which ones are refused."""

import os
import stat
from pathlib import Path

import nacl.exceptions
import nacl.signing
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.errors import KeyFileError
from pos_app.exchange.keys import (
    SigningKey,
    VerifyingKey,
    dev_of,
    read_organizer_key,
    read_till_key,
)
from pos_app.files import FileTrouble
from tests.exchange.vector_files import EVENT_ID, FACTS, organizer_signer, till_signer

SEED = bytes(range(32))
WEAK = [bytes.fromhex(each) for each in FACTS["weak_public_keys"]]
P = 2**255 - 19


@pytest.mark.parametrize("booth_id", sorted(FACTS["tills"]))
def test_a_till_key_has_the_names_of_the_published_vectors(booth_id: str) -> None:
    facts = FACTS["tills"][booth_id]
    key = till_signer(booth_id).verifying_key
    assert (key.vkey, key.dev, key.fingerprint) == (
        facts["vkey"],
        facts["dev"],
        facts["fingerprint"],
    )
    assert VerifyingKey.of(facts["vkey"]) == key


def test_an_organizer_key_has_the_names_of_the_published_vectors() -> None:
    key = organizer_signer().verifying_key
    assert key.vkey == FACTS["organizer"]["vkey"]
    assert key.fingerprint == FACTS["organizer"]["fingerprint"]
    assert key.name == FACTS["organizer"]["name"]


def test_a_fingerprint_may_be_typed_with_or_without_spacing() -> None:
    key = organizer_signer().verifying_key
    assert key.fits_fingerprint(key.fingerprint)
    assert key.fits_fingerprint(key.fingerprint.replace(" ", "-"))
    assert key.fits_fingerprint("133356991426238997551588")
    assert not key.fits_fingerprint("133356991426238997551589")
    assert not key.fits_fingerprint("")


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "a",
        "a/b",
        "a+98068f70",
        "+98068f70+ATU2BbItNYcxz5GIAn0x1TQOEaV4+MkaINZ5LI+doZTF",
        FACTS["organizer"]["vkey"].replace("98068f70", "98068f71"),
        FACTS["organizer"]["vkey"].replace("98068f70", "98068F70"),
        FACTS["organizer"]["vkey"].replace("+ATU2", "+AjU2"),  # another algorithm
        FACTS["organizer"]["vkey"].replace("pesta", "Pesta"),  # the name is part of the id
        FACTS["organizer"]["vkey"] + "\n",
        FACTS["organizer"]["vkey"].replace("/organizer", " organizer"),
        FACTS["organizer"]["vkey"] + "=",
        "\ud800+98068f70+ATU2BbItNYcxz5GIAn0x1TQOEaV4+MkaINZ5LI+doZTF",
        "a" * 101 + "+98068f70+ATU2BbItNYcxz5GIAn0x1TQOEaV4+MkaINZ5LI+doZTF",
    ],
)
def test_a_key_in_any_other_spelling_is_refused(vkey: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whatever the value
        VerifyingKey.of(vkey)


@settings(max_examples=30)
@given(st.binary(max_size=200), st.binary(min_size=32, max_size=32))
def test_a_second_library_agrees_on_signatures(text: bytes, seed: bytes) -> None:
    ours = SigningKey("e/organizer", seed)
    other = nacl.signing.SigningKey(seed)
    signature = ours.sign(text)
    assert signature == other.sign(text).signature
    assert ours.verifying_key.public == bytes(other.verify_key)
    assert ours.verifying_key.verifies(signature, text)
    assert not ours.verifying_key.verifies(signature, text + b"x")
    with pytest.raises(nacl.exceptions.BadSignatureError):
        other.verify_key.verify(text + b"x", signature)


def test_a10_a_signature_with_the_group_order_added_is_refused() -> None:
    key = SigningKey("e/organizer", SEED)
    signature = key.sign(b"text")
    order = 2**252 + 27742317777372353535851937790883648493
    scalar = int.from_bytes(signature[32:], "little") + order
    twisted = signature[:32] + scalar.to_bytes(32, "little")
    assert not key.verifying_key.verifies(twisted, b"text")
    assert not key.verifying_key.verifies(signature[:63], b"text")


@pytest.mark.parametrize("public", WEAK, ids=lambda key: key.hex()[:8])
def test_a18_every_published_weak_key_is_known_as_weak(public: bytes) -> None:
    assert VerifyingKey("e/organizer", public).is_weak


def test_a18_every_encoding_beyond_the_field_is_weak_and_honest_keys_are_not() -> None:
    for y in range(P, 2**255):
        for sign in (0, 1 << 255):
            assert VerifyingKey("e/organizer", (y | sign).to_bytes(32, "little")).is_weak
    for number in range(200):
        assert not SigningKey("e/organizer", number.to_bytes(32, "big")).verifying_key.is_weak


def test_a_till_is_named_after_its_own_key() -> None:
    key = SigningKey.for_till(SEED, event_id="pesta", booth_id="A017")
    assert key.name == f"pesta/a017/{key.dev}"
    assert key.dev == dev_of(key.verifying_key.public) == key.verifying_key.dev


def test_a_private_key_shows_nothing_of_itself() -> None:
    key = SigningKey("e/organizer", SEED)
    assert SEED.hex() not in repr(key) + repr(vars(key))


# --- files ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("passphrase", ["", "kopi susu · 漢"])
def test_a_key_comes_back_from_its_file(tmp_path: Path, passphrase: str) -> None:
    path = tmp_path / "till.key"
    written = SigningKey.for_till(SEED, event_id=EVENT_ID, booth_id="A017")
    written.write(path, passphrase)
    read = read_till_key(path, event_id=EVENT_ID, booth_id="A017", passphrase=passphrase)
    assert read.verifying_key == written.verifying_key
    assert read.sign(b"x") == written.sign(b"x")


def test_a_key_without_a_passphrase_opens_whatever_was_typed(tmp_path: Path) -> None:
    SigningKey.for_organizer(SEED, event_id=EVENT_ID).write(tmp_path / "organizer.key")
    read = read_organizer_key(tmp_path / "organizer.key", event_id=EVENT_ID, passphrase="any")
    assert read.name == f"{EVENT_ID}/organizer"


@pytest.mark.parametrize("mask", [0o000, 0o022])
def test_a_key_file_is_for_its_owner_alone(tmp_path: Path, mask: int) -> None:
    (tmp_path / "k.part").touch(mode=0o666)  # left behind by a crash
    before = os.umask(mask)
    try:
        SigningKey("e/organizer", SEED).write(tmp_path / "k")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "k").stat().st_mode) == 0o600


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "till.key"
    SigningKey("e/organizer", SEED).write(path)
    before = path.read_bytes()
    with pytest.raises(KeyFileError) as refused:
        SigningKey("e/organizer", bytes(32)).write(path)
    assert (refused.value.what, refused.value.path) == ("exists", path)
    assert path.read_bytes() == before


@pytest.mark.parametrize(("typed", "what"), [("", "passphrase_missing"), ("x", "passphrase_wrong")])
def test_a_locked_key_says_what_is_missing(tmp_path: Path, typed: str, what: str) -> None:
    SigningKey("e/organizer", SEED).write(tmp_path / "k", "right")
    with pytest.raises(KeyFileError) as refused:
        read_organizer_key(tmp_path / "k", event_id="e", passphrase=typed)
    assert refused.value.what == what


def test_what_is_no_key_of_ours_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "k"
    foreign = generate_private_key(SECP256R1())
    SigningKey("e/organizer", SEED).write(tmp_path / "good")
    for data in (
        b"",
        b"\x00" * 50,
        (tmp_path / "good").read_bytes()[:-40],
        foreign.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
    ):
        path.write_bytes(data)
        with pytest.raises(KeyFileError) as refused:
            read_organizer_key(path, event_id="e")
        assert refused.value.what == "damaged"


def test_a_missing_key_file_is_the_disks_word(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as refused:
        read_organizer_key(tmp_path / "none", event_id="e")
    assert refused.value.what == "missing"
