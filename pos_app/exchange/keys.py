"""Ed25519 keys: how they are named, written, compared, kept in files, and which are refused.

The only home of `cryptography`. A public key is written as a vkey everywhere (day-file.md 3).
Private keys live in files of their own, never in the database nor in its backups.
"""

import base64
import hashlib
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    KeySerializationEncryption,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from pos_app.domain.errors import KeyFileError
from pos_app.domain.identity import Till
from pos_app.files import read_at_most, write_whole

SEED_BYTES: Final = 32
MOST_NAME_BYTES: Final = 100


@dataclass(frozen=True, slots=True)
class VerifyingKey:
    """A public key under the name its signatures carry. Equal means equal in all 32 bytes."""

    name: str
    public: bytes

    @classmethod
    def of(cls, vkey: str) -> "VerifyingKey":
        """Read `name+id+base64`; raises ValueError for any other spelling or a wrong id."""
        name, _, rest = vkey.partition("+")
        _, _, encoded = rest.partition("+")
        blob = base64.b64decode(encoded, validate=True)  # binascii.Error is a ValueError
        if len(blob) != 1 + SEED_BYTES or blob[:1] != _ED25519 or not is_key_name(name):
            raise ValueError(vkey)
        key = cls(name, blob[1:])
        if key.vkey != vkey:
            raise ValueError(vkey)
        return key

    @property
    def key_id(self) -> bytes:
        """Four bytes that find a key in a list; never enough to tell two apart."""
        return hashlib.sha256(self.name.encode() + b"\n" + _ED25519 + self.public).digest()[:4]

    @property
    def vkey(self) -> str:
        """How the key is written in packs, requests and by hand."""
        return (
            f"{self.name}+{self.key_id.hex()}+{base64.b64encode(_ED25519 + self.public).decode()}"
        )

    @property
    def dev(self) -> str:
        """The short name of the till that holds the private half."""
        return dev_of(self.public)

    @property
    def fingerprint(self) -> str:
        """24 digits in six groups, for two people to type (day-file.md 12)."""
        number = int.from_bytes(hashlib.sha256(self.public).digest()[:10], "big")
        digits = f"{number % 10**24:024d}"
        return " ".join(digits[start : start + 4] for start in range(0, 24, 4))

    @property
    def is_weak(self) -> bool:
        """Whether signatures under it can be made without the private half, or denied later."""
        y = int.from_bytes(self.public, "little") & ~(1 << 255)
        return y >= _P or y in _SMALL_ORDER_Y

    def fits_fingerprint(self, typed: str) -> bool:
        """Whether somebody typed this key's fingerprint; blanks and hyphens do not matter."""
        return _SPACING.sub("", typed) == self.fingerprint.replace(" ", "")

    def verifies(self, signature: bytes, text: bytes) -> bool:
        """Whether the signature belongs to exactly these bytes. Says nothing about weak keys."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, text)
        except (InvalidSignature, ValueError):
            return False
        return True


class SigningKey:
    """A private key under its name. Shows nothing of itself when printed."""

    def __init__(self, name: str, seed: bytes) -> None:
        self._private = Ed25519PrivateKey.from_private_bytes(seed)
        self.verifying_key = VerifyingKey(name, self._private.public_key().public_bytes_raw())

    @classmethod
    def for_till(cls, seed: bytes, *, event_id: str, booth_id: str) -> "SigningKey":
        """The key of one till, from 32 random bytes; its name holds the `dev` it gives itself."""
        public = Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes_raw()
        return cls(Till(event_id, booth_id, dev_of(public)).key_name, seed)

    @classmethod
    def for_organizer(cls, seed: bytes, *, event_id: str) -> "SigningKey":
        """The organizer's key of one event, from 32 random bytes."""
        return cls(organizer_key_name(event_id), seed)

    @property
    def name(self) -> str:
        """The name its signatures carry."""
        return self.verifying_key.name

    @property
    def dev(self) -> str:
        """The till this key makes."""
        return self.verifying_key.dev

    def sign(self, text: bytes) -> bytes:
        """64 bytes; the same for the same text, always."""
        return self._private.sign(text)

    def write(self, path: Path, passphrase: str = "") -> None:
        """Keep it as PKCS#8, for its owner alone; raises KeyFileError, FileTrouble.

        An existing file is never written over: it may hold the only copy of another key.
        """
        if path.exists():
            raise KeyFileError(path, "exists")
        lock: KeySerializationEncryption = NoEncryption()
        if passphrase:
            lock = BestAvailableEncryption(passphrase.encode())
        data = self._private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, lock)
        write_whole(path, data, mode=0o600)


def read_till_key(path: Path, *, event_id: str, booth_id: str, passphrase: str = "") -> SigningKey:
    """The key a till kept; raises KeyFileError, FileTrouble."""
    return SigningKey.for_till(_seed_in(path, passphrase), event_id=event_id, booth_id=booth_id)


def read_organizer_key(path: Path, *, event_id: str, passphrase: str = "") -> SigningKey:
    """The key an organizer kept; raises KeyFileError, FileTrouble."""
    return SigningKey.for_organizer(_seed_in(path, passphrase), event_id=event_id)


def is_key_locked(path: Path) -> bool:
    """Whether a key file asks for a passphrase; raises FileTrouble."""
    return _LOCKED in read_at_most(path, _MOST_KEY_FILE_BYTES)


def dev_of(public: bytes) -> str:
    """The short name of a till, made from its public key (day-file.md 5)."""
    return base64.b32encode(hashlib.sha256(public).digest())[:6].decode().lower()


def organizer_key_name(event_id: str) -> str:
    """The name an organizer's signatures carry."""
    return f"{event_id}/organizer"


def is_key_name(name: str) -> bool:
    """Whether signed notes allow the name: not empty, no blank, no plus, not too long."""
    return bool(_NAME.fullmatch(name)) and len(name.encode()) <= MOST_NAME_BYTES


# --- inside --------------------------------------------------------------------------------------

_ED25519: Final = b"\x01"
_NAME = re.compile(r"[^\s+]+")
_SPACING = re.compile(r"[\s-]")
_MOST_KEY_FILE_BYTES: Final = 16 * 1024
_LOCKED: Final = b"-----BEGIN ENCRYPTED PRIVATE KEY-----"

_P: Final = 2**255 - 19
# The y of all eight points of small order; each but 1 and -1 belongs to two of them. Whoever holds
# such a key can show one signature that fits nearly any text.
_SMALL_ORDER_Y: Final = frozenset(
    {
        0,
        1,
        _P - 1,
        0x05FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826,
        0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
    }
)


def _seed_in(path: Path, passphrase: str) -> bytes:
    data = read_at_most(path, _MOST_KEY_FILE_BYTES)
    is_locked = _LOCKED in data
    if is_locked and not passphrase:
        raise KeyFileError(path, "passphrase_missing")
    try:
        private = load_pem_private_key(data, passphrase.encode() if is_locked else None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise KeyFileError(path, "passphrase_wrong" if is_locked else "damaged") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise KeyFileError(path, "damaged")
    return private.private_bytes_raw()
