"""Joining: how a till gets its event, its booth and its key."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from pos_app import __version__
from pos_app.domain.errors import (
    AlreadyJoined,
    ClaimOfAnotherBooth,
    FileIsRefused,
    Problem,
    UnknownBooth,
)
from pos_app.domain.identity import FIRST_LINK, Booth, EventPack, Till
from pos_app.exchange.day_header import DayFileHeader
from pos_app.exchange.enrolment import (
    CLAIM_RANDOM_BYTES,
    MOST_PACK_BYTES,
    KeyRequest,
    TakenPack,
    booth_of_claim,
    claim_code,
    pack_mac,
    read_key_request,
    read_newer_pack,
    read_pack,
    write_key_request,
    write_pack,
)
from pos_app.exchange.keys import SEED_BYTES, SigningKey, VerifyingKey, read_till_key
from pos_app.files import make_folder, read_at_most, write_for_people
from pos_app.services.recording import Clock
from pos_app.storage.database import TillDatabase

APP = f"gerai {__version__}"
"""How the program names itself in files."""

Randomness = Callable[[int], bytes]
"""Gives that many random bytes; handed in, so that a demo can be repeated."""

_PACK = "pack"
_BOOTH = "booth"
_DEV = "dev"
_REQUEST = "request"
_FIRST_LINK = "first_link"
_OPERATOR = "operator_name"
_PACK_OF_CLOSE = "pack_of_z_{z}"


@dataclass(frozen=True, slots=True)
class PackSeen:
    """What a person sees of a pack before trusting it."""

    path: Path
    pack: EventPack
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Where this till belongs. `first_link` binds its first entry to its key request."""

    pack: EventPack
    pack_link: str
    booth: Booth
    till: Till
    first_link: str
    request: bytes
    operator_name: str

    @property
    def is_approved(self) -> bool:
        """Whether the pack at hand names this till's key; selling does not wait for it."""
        return self.pack.till(self.till.booth_id, self.till.dev) is not None

    @property
    def request_name(self) -> str:
        """The file name of the key request."""
        return f"{self.till.event_id}_{self.till.booth_id}-{self.till.dev}_key.gerai.txt"


class Joining:
    """Takes packs in, makes the till's key, and remembers where the till belongs."""

    def __init__(
        self, database: TillDatabase, *, keys: Path, clock: Clock, randomness: Randomness
    ) -> None:
        """`keys` is the folder of private keys, apart from the database and its backups."""
        self._database = database
        self._keys = keys
        self._clock = clock
        self._randomness = randomness
        self._joined: Joined | None = None

    def joined(self) -> Joined | None:
        """Where this till belongs, or nothing before it has joined."""
        if self._joined is None:
            self._joined = self._read_joined()
        return self._joined

    def note_close(self, z: int) -> None:
        """Remember which pack was in force at a close, in the transaction of the close.

        Whatever pack is taken later, that day's file has the same bytes for ever.
        """
        joined = self._present()
        in_force = f"{joined.pack.version} {joined.pack_link}"
        self._database.booth.set_value(_PACK_OF_CLOSE.format(z=z), in_force.encode())

    def day_file_header(self, z: int, *, first: int, last: int, previous: str) -> DayFileHeader:
        """The header of the day file of close `z`, over entries `first` to `last`."""
        joined = self._present()
        version, link = self._database.booth.text(_PACK_OF_CLOSE.format(z=z)).split(" ")
        return DayFileHeader.of(
            joined.pack.event,
            joined.till,
            app=APP,
            detail="items",
            first=first,
            last=last,
            previous=previous,
            pack=(int(version), link),
        )

    def _present(self) -> Joined:
        joined = self.joined()
        assert joined is not None, "only a till that has joined does this"
        return joined

    def _read_joined(self) -> Joined | None:
        booth = self._database.booth
        raw, request = booth.value(_PACK), booth.value(_REQUEST)
        if raw is None or request is None:
            return None
        taken = _trusted(read_pack(raw))
        own_booth = taken.pack.booth(booth.text(_BOOTH))
        assert own_booth is not None, "the pack was checked when it was taken in"
        return Joined(
            pack=taken.pack,
            pack_link=taken.link,
            booth=own_booth,
            till=Till(taken.pack.event.event_id, own_booth.booth_id, booth.text(_DEV)),
            first_link=booth.text(_FIRST_LINK),
            request=request,
            operator_name=booth.text(_OPERATOR),
        )

    def look_at_pack(self, path: Path) -> PackSeen:
        """Read a pack without trusting it. Raises FileIsRefused, FileTrouble."""
        taken = _taken(read_pack(read_at_most(path, MOST_PACK_BYTES)), path)
        key = VerifyingKey.of(taken.pack.organizer_vkey)
        return PackSeen(path, taken.pack, key.fingerprint)

    def join(
        self, path: Path, claim: str, *, operator_name: str = "", booth_id: str = ""
    ) -> Joined:
        """Take a pack whose organizer knows the claim code, and make this till's key.

        The booth is the one whose code it is. Raises AlreadyJoined, UnknownBooth,
        ClaimOfAnotherBooth, FileIsRefused, FileTrouble, StorageError.
        """
        before = self.joined()
        if before is not None:
            raise AlreadyJoined(before.till.event_id)
        raw = read_at_most(path, MOST_PACK_BYTES)
        pack = _taken(read_pack(raw), path).pack
        if booth_id and pack.booth(booth_id) is None:
            raise UnknownBooth(booth_id)
        booth = booth_of_claim(pack, claim)
        if booth is None:
            raise UnknownBooth
        if booth_id and booth != pack.booth(booth_id):
            raise ClaimOfAnotherBooth(booth.booth_id, booth_id)
        self._become(raw, self._new_key(pack, booth, claim), operator_name)
        return self._present()

    def take_pack(self, path: Path) -> Joined:
        """Take any newer pack of the same organizer; a till may have missed some.

        Raises FileIsRefused, FileTrouble, StorageError.
        """
        joined = self._present()
        raw = read_at_most(path, MOST_PACK_BYTES)
        _taken(read_newer_pack(raw, held=joined.pack, held_link=joined.pack_link), path)
        with self._database.transaction():
            self._database.booth.set_value(_PACK, raw)
        self._joined = None
        return self._present()

    def practice(self, pack: EventPack, booth: Booth, *, operator_name: str = "") -> Joined:
        """Make a practice event of one's own and join it; no real event takes its files.

        `pack` gives the event and names; keys are made here and the organizer's is thrown away.
        """
        assert pack.event.is_practice
        organizer = SigningKey.for_organizer(
            self._randomness(SEED_BYTES), event_id=pack.event.event_id
        )
        claim = claim_code(self._randomness(CLAIM_RANDOM_BYTES))
        vkey = organizer.verifying_key.vkey
        mac = pack_mac(vkey, event_id=pack.event.event_id, booth_id=booth.booth_id, claim=claim)
        first = replace(
            pack,
            version=1,
            previous=FIRST_LINK,
            organizer_vkey=vkey,
            booths=(replace(booth, mac=mac),),
        )
        made = self._new_key(first, booth, claim)
        first_link = _trusted(read_pack(write_pack(first, organizer))).link
        second = replace(first, version=2, previous=first_link, tills=(made.read.enrolled(),))
        self._become(write_pack(second, organizer), made, operator_name)
        return self._present()

    def is_own_claim(self, claim: str) -> bool:
        """Whether this is the claim code on the organizer's paper for this booth.

        In practice there is no such paper, and nothing to guard: any code will do.
        """
        joined = self._present()
        return joined.pack.event.is_practice or booth_of_claim(joined.pack, claim) == joined.booth

    def write_request(self, folder: Path) -> Path:
        """Write the key request for the organizer; the same bytes each time. Raises FileTrouble."""
        joined = self._present()
        path = make_folder(folder) / joined.request_name
        write_for_people(path, joined.request)
        return path

    def signing_key(self, till: Till) -> SigningKey:
        """The till's private key; reads no database, so a worker may call it.

        Raises KeyFileError, FileTrouble.
        """
        return read_till_key(self._key_path(till), event_id=till.event_id, booth_id=till.booth_id)

    def _new_key(self, pack: EventPack, booth: Booth, claim: str) -> "_NewKey":
        """A key of its own for this till, on the disk, and the request that goes with it."""
        event = pack.event
        key = SigningKey.for_till(
            self._randomness(SEED_BYTES), event_id=event.event_id, booth_id=booth.booth_id
        )
        till = Till(event.event_id, booth.booth_id, key.dev)
        request = write_key_request(till, key, app=APP, at=event.local(self._clock()), claim=claim)
        read = read_key_request(request, pack=pack)
        assert not isinstance(read, Problem), "we wrote it just now"
        make_folder(self._keys)
        key.write(self._key_path(till))
        return _NewKey(request, read)

    def _become(self, pack: bytes, made: "_NewKey", operator_name: str) -> None:
        """Belong to an event from now on, wholly or not at all."""
        facts: Iterable[tuple[str, str]] = (
            (_BOOTH, made.read.booth_id),
            (_DEV, made.read.dev),
            (_FIRST_LINK, made.read.link),
            (_OPERATOR, operator_name),
        )
        with self._database.transaction():
            self._database.booth.set_value(_PACK, pack)
            self._database.booth.set_value(_REQUEST, made.request)
            for name, value in facts:
                self._database.booth.set_value(name, value.encode())
        self._joined = None

    def _key_path(self, till: Till) -> Path:
        return self._keys / f"{till.event_id}_{till.booth_id}-{till.dev}.key.pem"


@dataclass(frozen=True, slots=True)
class _NewKey:
    """A key request, as bytes and as it reads."""

    request: bytes
    read: KeyRequest


def _taken(taken: TakenPack | Problem, path: Path) -> TakenPack:
    if isinstance(taken, Problem):
        raise FileIsRefused(taken, path.name)
    return taken


def _trusted(taken: TakenPack | Problem) -> TakenPack:
    assert not isinstance(taken, Problem), "our own database holds what was checked"
    return taken
