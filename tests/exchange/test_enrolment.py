"""How booth and organizer come to trust each other, and what does not get through."""

import base64
import json
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from pos_app.domain.errors import Problem
from pos_app.domain.identity import FIRST_LINK, Booth, EnrolledTill, Event, EventPack, Rule, Till
from pos_app.exchange.enrolment import (
    KeyRequest,
    TakenPack,
    booth_of_claim,
    claim_code,
    keys_of,
    pack_is_proven,
    pack_mac,
    read_key_request,
    read_pack,
    typed_claim_code,
    write_key_request,
    write_pack,
)
from pos_app.exchange.fields import canonical, link_of
from pos_app.exchange.keys import SigningKey, VerifyingKey
from pos_app.exchange.signed_note import open_note, seal, split_note
from tests.exchange.vector_files import (
    EVENT_ID,
    FACTS,
    claim_of,
    organizer_signer,
    taken_pack,
    the_pack,
    till_signer,
    vector,
)

CLAIMS = {booth_id: claim_of(booth_id) for booth_id in FACTS["tills"]}
WIB = timezone(timedelta(hours=7))
AT = datetime(2026, 11, 23, 16, tzinfo=WIB)
ORGANIZER = organizer_signer()
NEW_TILL = SigningKey.for_till(bytes(range(32)), event_id=EVENT_ID, booth_id="A017")
TILL = Till(EVENT_ID, "A017", NEW_TILL.dev)


def code_of(answer: object) -> str:
    assert isinstance(answer, Problem), answer
    return answer.code


def next_pack(held: TakenPack, **changes: Any) -> EventPack:  # noqa: ANN401 - fields of a pack
    following = {"version": held.pack.version + 1, "previous": held.link, **changes}
    return replace(held.pack, **following)


def after(raw: bytes, held: TakenPack) -> TakenPack | Problem:
    return read_pack(raw, held=held.pack, held_link=held.link)


def a_request(claim: str = CLAIMS["A017"], signer: SigningKey = NEW_TILL) -> bytes:
    till = Till(EVENT_ID, "A017", signer.dev)
    return write_key_request(till, signer, app="gerai 1.0.0", at=AT, claim=claim)


def signed(record: dict[str, Any], signer: SigningKey, *more: dict[str, Any]) -> bytes:
    text = b"".join(canonical(each) + b"\n" for each in (record, *more))
    return seal(text, signer)


def record_of(raw: bytes, line: int = 0) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(split_note(raw)[0].split(b"\n")[line])
    return record


def _base64(blob: bytes) -> bytes:
    return base64.b64encode(blob)


# --- claim codes ---------------------------------------------------------------------------------


def test_a_claim_code_has_20_signs_out_of_what_it_was_handed() -> None:
    code = claim_code(bytes(range(13)))
    assert code == "AAAQEAYEAUDAOCAJBIFQ"
    assert typed_claim_code(code) == code


@pytest.mark.parametrize(
    "typed", ["mfrg gzdf-mztw q2lk nnwg", " MFRGGZDFMZTWQ2LKNNWG\n", "MFRGG-ZDFMZ-TWQ2L-KNNWG"]
)
def test_a_claim_code_may_be_typed_in_any_way(typed: str) -> None:
    assert typed_claim_code(typed) == "MFRGGZDFMZTWQ2LKNNWG"
    assert pack_is_proven(the_pack(), "A017", typed)


@pytest.mark.parametrize(
    "typed", ["", "MFRGGZDFMZTWQ2LKNNW", "MFRGGZDFMZTWQ2LKNNWGA", "MFRGGZDFMZTWQ2LKNNW1", "é" * 20]
)
def test_what_cannot_be_a_claim_code_proves_nothing(typed: str) -> None:
    assert typed_claim_code(typed) == ""
    assert not pack_is_proven(the_pack(), "A017", typed)
    assert booth_of_claim(the_pack(), typed) is None


@pytest.mark.parametrize("booth_id", sorted(CLAIMS))
def test_the_booth_is_found_by_its_code(booth_id: str) -> None:
    booth = booth_of_claim(the_pack(), CLAIMS[booth_id])
    assert booth is not None
    assert booth.booth_id == booth_id


def test_a_code_proves_the_pack_at_its_own_booth_only() -> None:
    assert pack_is_proven(the_pack(), "a017", CLAIMS["A017"])
    assert not pack_is_proven(the_pack(), "B002", CLAIMS["A017"])
    assert not pack_is_proven(the_pack(), "Z999", CLAIMS["A017"])
    without_mac = replace(the_pack(), booths=(Booth("A017", "Anyaman"),))
    assert not pack_is_proven(without_mac, "A017", CLAIMS["A017"])


# --- event pack ----------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [1, 2, 3])
def test_a_published_pack_is_read_and_written_byte_for_byte(number: int) -> None:
    raw = vector(f"pack-{number}.gerai.txt")
    taken = read_pack(raw)
    assert isinstance(taken, TakenPack)
    assert taken.pack.version == number
    assert taken.link == link_of(raw[: raw.rindex(b"\n\n") + 1])
    assert write_pack(taken.pack, ORGANIZER) == raw


def test_a_pack_with_everything_in_it_comes_back() -> None:
    event = Event(
        "pesta-2",
        "Pesta Dua",
        (date(2026, 12, 1), date(2026, 12, 2)),
        offset_min=-570,
        cut_off_min=330,
        currency="USD",
        exponent=2,
    )
    signer = SigningKey.for_organizer(bytes(32), event_id="pesta-2")
    till = SigningKey.for_till(bytes([7] * 32), event_id="pesta-2", booth_id="A1")
    pack = EventPack(
        event=event,
        version=1,
        previous=FIRST_LINK,
        made_at=datetime(2026, 11, 1, 8, tzinfo=event.zone),
        organizer_vkey=signer.verifying_key.vkey,
        booths=(
            Booth("A1", "Satu", "1808", (date(2026, 12, 2),), "ab" * 32),
            Booth("b.2", "Dua"),
        ),
        tills=(
            EnrolledTill(
                "A1", till.dev, till.verifying_key.vkey, "cd" * 32, "retired", (9, "ef" * 32)
            ),
        ),
        tender_names=(("subsidy", "Subsidi"),),
        categories=("Kriya", "Kopi & Teh"),
        rules=(Rule("round", 100), Rule("round_way", "up"), Rule("tax_in", "11"), Rule("new", 5)),
        texts=(("header", "Selamat datang"), ("footer", "Terima kasih")),
    )
    taken = read_pack(write_pack(pack, signer))
    assert isinstance(taken, TakenPack)
    assert taken.pack == pack
    assert taken.pack.value_of("tax_in") == "11"


def test_the_next_pack_replaces_the_one_held() -> None:
    first, second = taken_pack("pack-1.gerai.txt"), taken_pack("pack-2.gerai.txt")
    assert after(vector("pack-2.gerai.txt"), first) == second
    third = after(vector("pack-3.gerai.txt"), second)
    assert isinstance(third, TakenPack)
    revoked = third.pack.till("B002", "n4aopp")
    assert revoked is not None
    assert (revoked.state, revoked.last and revoked.last[0]) == ("revoked", 2)


def test_the_same_pack_again_is_known_whatever_else_was_signed_on_it() -> None:
    held = taken_pack()
    witness = SigningKey("witness.example/w", bytes(32))
    for raw in (vector("pack-2.gerai.txt"), write_pack(held.pack, ORGANIZER, witness)):
        assert after(raw, held) == replace(held, is_known=True)


def test_what_a_later_program_wrote_is_kept_and_said() -> None:
    raw = write_pack(the_pack("pack-1.gerai.txt"), ORGANIZER)
    header = {**record_of(raw), "x_colour": "red"}
    more = {"t": "x-map", "hall": [1, 2]}
    for taken in (
        read_pack(signed(header, ORGANIZER)),
        read_pack(signed(record_of(raw), ORGANIZER, more)),
    ):
        assert isinstance(taken, TakenPack)
        assert taken.is_newer
    assert not taken_pack().is_newer
    assert code_of(read_pack(signed(record_of(raw), ORGANIZER, {"t": "map"}))) == "U_TYPE"


def test_the_key_list_holds_organizer_and_tills() -> None:
    for name in ("a017-day1", "b002-day1", "ruling-a017", "pack-3"):
        assert not isinstance(open_note(vector(f"{name}.gerai.txt"), keys_of(the_pack())), Problem)


HEADER_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"days": []}, "E_FIELD"),
    ({"days": ["2026-11-25", "2026-11-24"]}, "E_FIELD"),
    ({"days": ["2026-11-24", "2026-11-24"]}, "E_FIELD"),
    ({"exp": 5}, "E_FIELD"),
    ({"cut": "4:00"}, "E_FIELD"),
    ({"tz": "Asia/Jakarta"}, "E_FIELD"),
    ({"name": ""}, "E_FIELD"),
    ({"name": "\u202e"}, "E_TEXT"),
    ({"prev": "0" * 64, "v": 2}, "E_FIELD"),
    ({"prev": "1" * 64, "v": 1}, "E_FIELD"),
    ({"org": 5}, "E_FIELD"),
    ({"org": "nobody"}, "E_KEY"),
    ({"event": "pesta-other"}, "E_KEY"),
    ({"name": "n" * 4096}, "E_LIMIT"),
    ({"_": "gerai.day/1"}, "E_MAGIC"),
    ({"_": "gerai.pack/2"}, "U_VERSION"),
]


@pytest.mark.parametrize(("change", "expected"), HEADER_FAULTS)
def test_a_pack_with_a_faulty_header_is_refused(change: dict[str, Any], expected: str) -> None:
    header = record_of(vector("pack-1.gerai.txt")) | change
    assert code_of(read_pack(signed(header, ORGANIZER))) == expected


BOOTH = {"t": "booth", "booth": "A017", "name": "Anyaman"}
KEY = {
    "t": "key",
    "booth": "A017",
    "dev": NEW_TILL.dev,
    "vkey": NEW_TILL.verifying_key.vkey,
    "req": "0" * 64,
    "state": "active",
}
OTHER_KEY = SigningKey.for_till(bytes(range(32)), event_id=EVENT_ID, booth_id="B002")
WEAK = VerifyingKey(f"{EVENT_ID}/a017/ahipvp", b"\x01" + bytes(31))
LINE_FAULTS: list[tuple[list[dict[str, Any]], str]] = [
    ([BOOTH, BOOTH | {"booth": "a017"}], "E_FIELD"),
    ([BOOTH | {"days": []}], "E_FIELD"),
    ([BOOTH | {"mac": "x"}], "E_FIELD"),
    ([BOOTH | {"t": 5}], "E_FIELD"),
    ([KEY], "E_FIELD"),
    ([BOOTH | {"booth": "a017"}, KEY], "E_FIELD"),
    ([BOOTH, KEY, KEY], "E_KEY"),
    ([BOOTH, KEY | {"dev": "aaaaaa"}], "E_KEY"),
    ([BOOTH, KEY | {"vkey": OTHER_KEY.verifying_key.vkey}], "E_KEY"),
    ([BOOTH, KEY | {"vkey": "nobody"}], "E_KEY"),
    ([BOOTH, KEY | {"vkey": WEAK.vkey, "dev": WEAK.dev}], "E_KEY"),
    ([BOOTH, KEY | {"state": "retired"}], "E_FIELD"),
    ([BOOTH, KEY | {"last": [1, "0" * 64]}], "E_FIELD"),
    ([BOOTH, KEY | {"state": "lost"}], "E_FIELD"),
    ([{"t": "rule", "what": "round", "value": "up"}], "E_FIELD"),
    ([{"t": "rule", "what": "round_way", "value": "sideways"}], "E_FIELD"),
    ([{"t": "rule", "what": "new", "value": "Any Text"}], "E_FIELD"),
    ([{"t": "text", "what": "side", "value": "x"}], "E_FIELD"),
    ([{"t": "booth", "booth": f"b{n}", "name": "x"} for n in range(2_001)], "E_LIMIT"),
]


@pytest.mark.parametrize(("lines", "expected"), LINE_FAULTS)
def test_a_pack_with_a_faulty_line_is_refused(lines: list[dict[str, Any]], expected: str) -> None:
    header = record_of(vector("pack-1.gerai.txt"))
    assert code_of(read_pack(signed(header, ORGANIZER, *lines))) == expected


def test_a12_a_pack_has_a_limit_of_its_own() -> None:
    header = record_of(vector("pack-1.gerai.txt"))
    lines = [{"t": "category", "name": "x" * 120}] * 8_000
    assert code_of(read_pack(signed(header, ORGANIZER, *lines))) == "E_SIZE"


def test_a17_a_pack_of_another_event_is_refused() -> None:
    other = replace(the_pack().event, event_id="pesta-2025")
    signer = SigningKey.for_organizer(bytes(32), event_id="pesta-2025")
    pack = replace(the_pack(), event=other, organizer_vkey=signer.verifying_key.vkey, tills=())
    assert code_of(after(write_pack(pack, signer), taken_pack())) == "E_EVENT"


def test_a21_a_pack_by_another_organizer_key_is_not_proven_and_replaces_nothing() -> None:
    attacker = SigningKey.for_organizer(bytes(32), event_id=EVENT_ID)
    vkey = attacker.verifying_key.vkey
    forged = write_pack(replace(the_pack(), organizer_vkey=vkey), attacker)
    taken = read_pack(forged)
    assert isinstance(taken, TakenPack)
    assert not pack_is_proven(taken.pack, "A017", CLAIMS["A017"])
    assert booth_of_claim(taken.pack, CLAIMS["A017"]) is None
    assert not attacker.verifying_key.fits_fingerprint(FACTS["organizer"]["fingerprint"])
    held = taken_pack()
    following = write_pack(next_pack(held, organizer_vkey=vkey), attacker)
    assert code_of(after(following, held)) == "Q_UNKNOWN_KEY"


def test_a22_an_old_pack_or_one_that_skips_is_refused() -> None:
    first, held = taken_pack("pack-1.gerai.txt"), taken_pack()
    assert code_of(after(vector("pack-1.gerai.txt"), held)) == "E_OLD"
    assert code_of(after(vector("bad-old-pack.gerai.txt"), held)) == "E_OLD"
    assert code_of(after(vector("pack-3.gerai.txt"), first)) == "E_OLD"
    skipping = write_pack(next_pack(held, previous=first.link), ORGANIZER)
    assert code_of(after(skipping, held)) == "E_OLD"
    assert code_of(after(write_pack(next_pack(held, version=4), ORGANIZER), held)) == "E_OLD"


def test_a26_a_pack_signed_by_a_till_is_refused() -> None:
    text = split_note(vector("pack-3.gerai.txt"))[0]
    by_till = seal(text, till_signer("A017"))
    assert code_of(after(by_till, taken_pack())) == "E_KEY"
    assert code_of(read_pack(by_till)) == "E_KEY"
    by_other_organizer = seal(text, SigningKey.for_organizer(bytes(32), event_id=EVENT_ID))
    assert code_of(read_pack(by_other_organizer)) == "E_BOOTH"


def test_a_new_organizer_key_needs_the_old_ones_signature_as_well() -> None:
    held = taken_pack()
    new = SigningKey.for_organizer(bytes([9] * 32), event_id=EVENT_ID)
    pack = next_pack(held, organizer_vkey=new.verifying_key.vkey)
    taken = after(write_pack(pack, ORGANIZER, new), held)
    assert isinstance(taken, TakenPack)
    assert taken.pack.organizer_vkey == new.verifying_key.vkey
    text = split_note(write_pack(pack, new))[0]
    assert code_of(after(seal(text, new), held)) == "Q_UNKNOWN_KEY"
    assert code_of(after(seal(text, ORGANIZER), held)) == "E_BOOTH"


def test_a_pack_made_for_a_code_is_proven_by_it() -> None:
    mac = pack_mac(
        ORGANIZER.verifying_key.vkey, event_id=EVENT_ID, booth_id="A017", claim=CLAIMS["A017"]
    )
    booth = the_pack().booth("A017")
    assert booth is not None
    assert booth.mac == mac


# --- key request ---------------------------------------------------------------------------------


def ask(raw: bytes, pack: str = "pack-1.gerai.txt", **more: Any) -> KeyRequest | Problem:  # noqa: ANN401
    return read_key_request(raw, pack=the_pack(pack), **more)


@pytest.mark.parametrize("booth_id", ["A017", "B002"])
def test_a_published_request_is_written_and_read_byte_for_byte(booth_id: str) -> None:
    raw = vector(f"request-{booth_id.lower()}.gerai.txt")
    signer = till_signer(booth_id)
    till = Till(EVENT_ID, booth_id, signer.dev)
    written = write_key_request(
        till, signer, app="gerai 1.0.0", at=AT, claim=CLAIMS[booth_id].lower()
    )
    assert written == raw
    request = ask(raw, claims=CLAIMS)
    assert isinstance(request, KeyRequest)
    assert (request.booth_id, request.dev, request.proof) == (booth_id, signer.dev, "code")
    assert request.enrolled() == the_pack().till(booth_id, signer.dev)


def test_every_published_request_has_its_verdict() -> None:
    for claims in (None, CLAIMS):
        known = ask(vector("request-a017.gerai.txt"), "pack-2.gerai.txt", claims=claims)
        assert isinstance(known, KeyRequest)
        assert known.is_known
    wrong = vector("request-a017-wrong-code.gerai.txt")
    assert code_of(ask(wrong, "pack-2.gerai.txt", claims=CLAIMS)) == "E_CLAIM"
    assert code_of(ask(wrong, "pack-2.gerai.txt")) == "E_KEY"
    assert code_of(ask(vector("bad-weak-request.gerai.txt"), "pack-2.gerai.txt")) == "E_KEY"


def test_a_request_without_codes_at_hand_is_read_and_proves_nothing() -> None:
    request = ask(a_request())
    assert isinstance(request, KeyRequest)
    assert (request.proof, request.at, request.is_known) == ("none", AT, False)


def test_a_typed_fingerprint_stands_for_the_code() -> None:
    raw = a_request(claim="")
    assert "mac" not in record_of(raw)
    assert code_of(ask(raw, claims=CLAIMS)) == "E_CLAIM"
    right = NEW_TILL.verifying_key.fingerprint
    request = ask(raw, claims=CLAIMS, fingerprint=right.replace(" ", ""))
    assert isinstance(request, KeyRequest)
    assert request.proof == "fingerprint"
    wrong = till_signer("A017").verifying_key.fingerprint
    assert code_of(ask(a_request(), claims=CLAIMS, fingerprint=wrong)) == "E_CLAIM"


def test_a_code_used_again_or_of_another_booth_asks_the_organizer() -> None:
    assert code_of(ask(a_request(), claims=CLAIMS, used={"A017"})) == "E_CLAIM"
    assert code_of(ask(a_request(CLAIMS["B002"]), claims=CLAIMS)) == "E_CLAIM"
    assert code_of(ask(a_request(), claims={})) == "E_CLAIM"


def test_a_key_that_is_enrolled_anywhere_in_the_event_is_refused() -> None:
    signer = till_signer("A017")
    again = write_key_request(
        Till(EVENT_ID, "A017", signer.dev),
        signer,
        app="gerai 1.0.1",
        at=AT,
        claim=CLAIMS["A017"],
    )
    assert code_of(ask(again, "pack-2.gerai.txt", claims=CLAIMS)) == "E_KEY"
    seed = bytes.fromhex(FACTS["tills"]["B002"]["seed"])
    moved = SigningKey.for_till(seed, event_id=EVENT_ID, booth_id="A017")
    assert code_of(ask(a_request(signer=moved), "pack-2.gerai.txt", claims=CLAIMS)) == "E_KEY"


@pytest.mark.parametrize(
    "public",
    [bytes.fromhex(each) for each in FACTS["weak_public_keys"]],
    ids=lambda key: key.hex()[:8],
)
def test_a18_a_request_for_a_weak_key_is_refused_though_its_signature_fits(public: bytes) -> None:
    dev = VerifyingKey("x", public).dev
    key = VerifyingKey(f"{EVENT_ID}/a017/{dev}", public)
    constant = b"\x01" + bytes(63)
    for number in range(400):  # one signature fits a good part of all messages
        header = record_of(a_request()) | {"app": f"try {number}", "dev": dev, "vkey": key.vkey}
        text = canonical(header) + b"\n"
        if key.verifies(constant, text):
            break
    line = SigningKey(key.name, bytes(32))
    block = seal(text, line)[len(text) :]
    encoded = block.split(b" ")[2].strip()
    forged = text + block.replace(encoded, _base64(key.key_id + constant))
    assert code_of(ask(forged, claims=CLAIMS)) == "E_KEY"


@pytest.mark.parametrize("length", [31, 33])
def test_a18_a_key_of_another_length_is_refused(length: int) -> None:
    vkey = f"{TILL.key_name}+00000000+{_base64(bytes([1] * (length + 1))).decode()}"
    header = record_of(a_request()) | {"vkey": vkey}
    assert code_of(ask(signed(header, NEW_TILL), claims=CLAIMS)) == "E_KEY"


def test_a19_a_request_not_signed_by_its_own_key_is_refused() -> None:
    text = split_note(a_request())[0]
    other = SigningKey(NEW_TILL.name, bytes(32))
    assert code_of(ask(seal(text, other), claims=CLAIMS)) == "E_BOOTH"
    own_id = NEW_TILL.verifying_key.key_id
    forged = text + f"\n— {NEW_TILL.name} {_base64(own_id + other.sign(text)).decode()}\n".encode()
    assert code_of(ask(forged, claims=CLAIMS)) == "E_SIG"
    assert code_of(ask(seal(text, ORGANIZER), claims=CLAIMS)) == "E_KEY"


def test_a19_a_request_copied_for_another_booth_is_refused() -> None:
    header = record_of(a_request()) | {"booth": "B002"}
    assert code_of(ask(signed(header, NEW_TILL), claims=CLAIMS)) == "E_BOOTH"
    moved = SigningKey.for_till(bytes(range(32)), event_id=EVENT_ID, booth_id="B002")
    header |= {"vkey": moved.verifying_key.vkey}
    assert code_of(ask(signed(header, moved), claims=CLAIMS)) == "E_CLAIM"


REQUEST_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"event": "pesta-2025"}, "E_EVENT"),
    ({"booth": "a017"}, "E_BOOTH"),
    ({"booth": "Z999"}, "E_BOOTH"),
    ({"dev": "aaaaaa"}, "E_BOOTH"),
    ({"app": ""}, "E_FIELD"),
    ({"at": "2026-11-23"}, "E_FIELD"),
    ({"mac": ""}, "E_FIELD"),
    ({"vkey": 1}, "E_FIELD"),
    ({"need": []}, "E_FIELD"),
    ({"_": "gerai.key/2"}, "U_VERSION"),
    ({"_": "gerai.pack/1"}, "E_MAGIC"),
]


@pytest.mark.parametrize(("change", "expected"), REQUEST_FAULTS)
def test_a_faulty_request_is_refused(change: dict[str, Any], expected: str) -> None:
    header = record_of(a_request()) | change
    assert code_of(ask(signed(header, NEW_TILL), claims=CLAIMS)) == expected


def test_a_request_of_two_lines_is_refused() -> None:
    raw = signed(record_of(a_request()), NEW_TILL, {"t": "x-more"})
    assert code_of(ask(raw, claims=CLAIMS)) == "E_FIELD"


def test_a_request_under_a_name_its_key_does_not_make_is_refused() -> None:
    liar = SigningKey(f"{EVENT_ID}/a017/aaaaaa", bytes(range(32)))
    header = record_of(a_request()) | {"dev": "aaaaaa", "vkey": liar.verifying_key.vkey}
    assert code_of(ask(signed(header, liar), claims=CLAIMS)) == "E_KEY"


def test_a34_a_booth_id_that_leads_elsewhere_is_refused() -> None:
    for booth_id in ("../../x", "CON", "A017/..", "A017.", "A" * 300):
        header = record_of(a_request()) | {"booth": booth_id}
        assert code_of(ask(signed(header, NEW_TILL), claims=CLAIMS)) == "E_FIELD"
        line = BOOTH | {"booth": booth_id}
        first = record_of(vector("pack-1.gerai.txt"))
        assert code_of(read_pack(signed(first, ORGANIZER, line))) == "E_FIELD"
