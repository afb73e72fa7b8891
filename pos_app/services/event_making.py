"""Making an event: its folder, key, first pack and claim codes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from pos_app.domain.errors import BadEventDetails
from pos_app.domain.identity import FIRST_LINK, Booth, Event, EventPack
from pos_app.exchange.booth_list import ClaimRow, read_booth_list, write_claims
from pos_app.exchange.enrolment import CLAIM_RANDOM_BYTES, claim_code, pack_mac, write_pack
from pos_app.exchange.fields import event_id as checked_event_id
from pos_app.exchange.fields import is_fit_text
from pos_app.exchange.keys import SEED_BYTES, SigningKey, read_organizer_key
from pos_app.files import read_at_most, write_whole
from pos_app.papers.claim_list import claim_headings
from pos_app.services.event_folder import EventFolder, HeldPacks
from pos_app.services.recording import Clock
from pos_app.services.selling_side import Randomness

MOST_LIST_BYTES = 20 * 1024 * 1024
MOST_EVENT_NAME = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvent:
    """What an organizer decides at the start. `passphrase` empty: the key is not locked."""

    event_id: str
    name: str
    days: tuple[date, ...]
    offset_min: int = 420
    cut_off_min: int = 240
    currency: str = "IDR"
    passphrase: str = ""


def new_event(
    folder: EventFolder,
    details: NewEvent,
    booths: Sequence[Booth],
    *,
    clock: Clock,
    randomness: Randomness,
) -> HeldPacks:
    """Make an event folder: key, claim codes, and last the first pack, which makes it an event.

    A folder with a key and no pack was cut short before anything left it; it is finished with
    the same key. Raises BadEventDetails, KeyFileError, FileTrouble.
    """
    _refuse_bad_details(details)
    if folder.is_event:
        raise BadEventDetails("folder", str(folder.root))
    folder.make()
    event = Event(
        details.event_id,
        details.name,
        details.days,
        details.offset_min,
        details.cut_off_min,
        details.currency,
    )
    key = _organizer_key(folder, details, randomness)
    vkey = key.verifying_key.vkey
    claims = [
        ClaimRow(booth.booth_id, booth.name, claim_code(randomness(CLAIM_RANDOM_BYTES)))
        for booth in booths
    ]
    pack = EventPack(
        event=event,
        version=1,
        previous=FIRST_LINK,
        made_at=event.local(clock()),
        organizer_vkey=vkey,
        booths=tuple(
            replace(
                booth,
                mac=pack_mac(
                    vkey,
                    event_id=event.event_id,
                    booth_id=booth.booth_id,
                    claim=claim.code,
                ),
            )
            for booth, claim in zip(booths, claims, strict=True)
        ),
    )
    write_whole(folder.claims, write_claims(claims, claim_headings()), mode=0o600)
    folder.keep_pack(1, write_pack(pack, key))
    return folder.held_packs()


def _organizer_key(folder: EventFolder, details: NewEvent, randomness: Randomness) -> SigningKey:
    if folder.key.exists():
        return read_organizer_key(
            folder.key, event_id=details.event_id, passphrase=details.passphrase
        )
    key = SigningKey.for_organizer(randomness(SEED_BYTES), event_id=details.event_id)
    key.write(folder.key, details.passphrase)
    return key


def booths_from(path: Path, days: Sequence[date]) -> tuple[Booth, ...]:
    """Booths of a spreadsheet. Raises BadEventDetails, FileTrouble."""
    return read_booth_list(read_at_most(path, MOST_LIST_BYTES), days)


def _refuse_bad_details(details: NewEvent) -> None:
    try:
        checked_event_id(details.event_id)
    except ValueError as error:
        raise BadEventDetails("id", details.event_id) from error
    if not is_fit_text(details.name, MOST_EVENT_NAME):
        raise BadEventDetails("name", details.name)
    if not details.days:
        raise BadEventDetails("days", "")
