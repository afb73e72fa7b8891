"""Which packs a till takes that may have missed some (decision 12)."""

from dataclasses import replace

from pos_app.domain.errors import Problem
from pos_app.exchange.enrolment import TakenPack, read_newer_pack, write_pack
from pos_app.exchange.keys import SigningKey
from tests.exchange.vector_files import EVENT_ID, organizer_signer, taken_pack, vector


def newer(raw: bytes, held: TakenPack) -> TakenPack | Problem:
    return read_newer_pack(raw, held=held.pack, held_link=held.link)


def code_of(answer: TakenPack | Problem) -> str:
    assert isinstance(answer, Problem), answer
    return answer.code


def test_a_till_that_missed_a_pack_takes_the_newest() -> None:
    third = newer(vector("pack-3.gerai.txt"), taken_pack("pack-1.gerai.txt"))
    assert isinstance(third, TakenPack)
    assert (third.pack.version, third.is_known) == (3, False)


def test_a22_an_older_pack_and_another_text_of_the_same_version_replace_nothing() -> None:
    held = taken_pack()
    assert code_of(newer(vector("pack-1.gerai.txt"), held)) == "E_OLD"
    assert code_of(newer(vector("bad-old-pack.gerai.txt"), held)) == "E_OLD"
    renamed = replace(held.pack, event=replace(held.pack.event, name="Pesta Lain"))
    assert code_of(newer(write_pack(renamed, organizer_signer()), held)) == "E_OLD"


def test_the_pack_held_is_known_when_it_comes_again() -> None:
    again = newer(vector("pack-2.gerai.txt"), taken_pack())
    assert isinstance(again, TakenPack)
    assert again.is_known


def test_a21_a_much_newer_pack_by_another_organizer_key_replaces_nothing() -> None:
    held = taken_pack()
    attacker = SigningKey.for_organizer(bytes(32), event_id=EVENT_ID)
    vkey = attacker.verifying_key.vkey
    forged = replace(held.pack, version=9, previous=held.link, organizer_vkey=vkey)
    assert code_of(newer(write_pack(forged, attacker), held)) == "Q_UNKNOWN_KEY"


def test_a_newer_pack_of_another_event_replaces_nothing() -> None:
    held = taken_pack()
    signer = SigningKey.for_organizer(bytes(32), event_id="lain-2026")
    event = replace(held.pack.event, event_id="lain-2026")
    other = replace(
        held.pack, event=event, version=9, organizer_vkey=signer.verifying_key.vkey, tills=()
    )
    assert code_of(newer(write_pack(other, signer), held)) == "E_EVENT"
