"""The published test files of the format, with their keys and verdicts."""

import json
from pathlib import Path
from typing import Any, Final

from pos_app.domain.identity import EventPack
from pos_app.exchange.enrolment import TakenPack, read_pack
from pos_app.exchange.keys import SigningKey

VECTORS: Final = Path(__file__).parent / "vectors"
FACTS: Final[dict[str, Any]] = json.loads((VECTORS / "vectors.json").read_bytes())
EVENT_ID: Final = "pesta-umkm-2026-7f3a"


def vector(name: str) -> bytes:
    return (VECTORS / name).read_bytes()


def claim_of(booth_id: str) -> str:
    return str(FACTS["tills"][booth_id]["claim_code"])


def till_signer(booth_id: str) -> SigningKey:
    seed = bytes.fromhex(FACTS["tills"][booth_id]["seed"])
    return SigningKey.for_till(seed, event_id=EVENT_ID, booth_id=booth_id)


def organizer_signer() -> SigningKey:
    return SigningKey.for_organizer(bytes.fromhex(FACTS["organizer"]["seed"]), event_id=EVENT_ID)


def taken_pack(name: str = "pack-2.gerai.txt") -> TakenPack:
    taken = read_pack(vector(name))
    assert isinstance(taken, TakenPack), taken
    return taken


def the_pack(name: str = "pack-2.gerai.txt") -> EventPack:
    return taken_pack(name).pack
