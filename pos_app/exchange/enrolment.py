"""How a booth and the organizer come to trust each other without a network (day-file.md 12).

A claim code, printed on paper, proves the organizer's pack to the booth and the booth's key to the
organizer. Reading a file proves nothing yet: a first pack counts when `pack_is_proven` says so.
"""

import base64
import hashlib
import hmac
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from pos_app.domain.errors import Problem
from pos_app.domain.identity import Booth, EnrolledTill, EventPack, Till
from pos_app.exchange import fields
from pos_app.exchange.fields import BadLine, Record, Shape, canonical, link_of, parse_line
from pos_app.exchange.keys import SigningKey, VerifyingKey
from pos_app.exchange.pack_lines import PACK_KIND, pack_of, pack_text
from pos_app.exchange.signed_note import (
    KeyList,
    Signature,
    check_claims,
    claims_of,
    lines_of,
    seal,
    signers_of,
    split_note,
)

REQUEST_KIND: Final = "gerai.key/1"
MOST_PACK_BYTES: Final = 1024 * 1024
CLAIM_RANDOM_BYTES: Final = 13

Proof = Literal["code", "fingerprint", "none"]


@dataclass(frozen=True, slots=True)
class TakenPack:
    """A pack that may replace the one held. `link` names its text; `is_known`: it is the one held.

    `is_newer`: a later program wrote things this one keeps in the file but does not understand.
    """

    pack: EventPack
    link: str
    is_known: bool = False
    is_newer: bool = False


@dataclass(frozen=True, slots=True)
class KeyRequest:
    """A till asks to be enrolled. Without proof only a typed fingerprint may approve it."""

    booth_id: str
    dev: str
    vkey: str
    at: datetime
    link: str
    proof: Proof = "none"
    is_known: bool = False

    def enrolled(self) -> EnrolledTill:
        """The key line this request becomes once it is approved."""
        return EnrolledTill(self.booth_id, self.dev, self.vkey, request=self.link)


# --- claim codes ---------------------------------------------------------------------------------


def claim_code(random: bytes) -> str:
    """20 letters and digits (100 bits) out of 13 random bytes; nobody can search that many."""
    assert len(random) == CLAIM_RANDOM_BYTES
    return base64.b32encode(random)[:20].decode()


def typed_claim_code(typed: str) -> str:
    """The code somebody typed, blanks, hyphens and case aside; empty when it cannot be one."""
    code = _SPACING.sub("", typed).upper()
    return code if _CLAIM_CODE.fullmatch(code) else ""


def pack_mac(organizer_vkey: str, *, event_id: str, booth_id: str, claim: str) -> str:
    """What stands at the booth in the pack, so that the code on its paper proves the pack."""
    return _mac(_claim_key(event_id, booth_id, claim), f"pack\n{organizer_vkey}")


def pack_is_proven(pack: EventPack, booth_id: str, claim: str) -> bool:
    """Whether whoever wrote this booth's code on paper also made the pack's organizer key."""
    booth = pack.booth(booth_id)
    code = typed_claim_code(claim)
    return booth is not None and code != "" and _is_claimed_by(pack, booth, code)


def booth_of_claim(pack: EventPack, claim: str) -> Booth | None:
    """The booth whose paper carries this code; finding one proves the pack as well."""
    code = typed_claim_code(claim)
    if not code:
        return None
    return next((booth for booth in pack.booths if _is_claimed_by(pack, booth, code)), None)


# --- event pack ----------------------------------------------------------------------------------


def write_pack(pack: EventPack, *signers: SigningKey) -> bytes:
    """The signed file. When the organizer's key changes, the old and the new one sign."""
    assert pack.organizer_vkey in [signer.verifying_key.vkey for signer in signers]
    return seal(pack_text(pack), *signers)


def read_pack(
    raw: bytes, *, held: EventPack | None = None, held_link: str = ""
) -> TakenPack | Problem:
    """A pack that follows the one held, or a first one, which still has to be proven.

    With `held` the chain has to be whole: only its own text or the very next version is taken.
    """
    try:
        if held is None:
            return _first_pack(raw)
        taken = _pack_after(raw, held, held_link)
        follows = (taken.pack.version, taken.pack.previous) == (held.version + 1, held_link)
        if not (taken.is_known or follows):
            raise _not_newer(taken.pack)
    except BadLine as bad:
        return Problem(bad.code, detail=bad.detail)
    return taken


def read_newer_pack(raw: bytes, *, held: EventPack, held_link: str) -> TakenPack | Problem:
    """Any later pack of the same organizer, for a till that may have missed some (decision 12)."""
    try:
        taken = _pack_after(raw, held, held_link)
        if not (taken.is_known or taken.pack.version > held.version):
            raise _not_newer(taken.pack)
    except BadLine as bad:
        return Problem(bad.code, detail=bad.detail)
    return taken


def keys_of(pack: EventPack) -> KeyList:
    """Every key the pack names, whatever its state: that is judged when the text is verified."""
    vkeys = (pack.organizer_vkey, *(till.vkey for till in pack.tills))
    return KeyList(VerifyingKey.of(vkey) for vkey in vkeys)


# --- key request ---------------------------------------------------------------------------------


def write_key_request(
    till: Till, signer: SigningKey, *, app: str, at: datetime, claim: str = ""
) -> bytes:
    """The signed file. A till writes one per key: its first entry is bound to this very text.

    `at` is aware, in the event's zone; `app` names program and version; `claim` as it was typed.
    """
    assert till.key_name == signer.name
    record: Record = {
        "_": REQUEST_KIND,
        "app": app,
        "at": at.isoformat(timespec="seconds"),
        "booth": till.booth_id,
        "dev": till.dev,
        "event": till.event_id,
        "vkey": signer.verifying_key.vkey,
    }
    code = typed_claim_code(claim)
    if code:
        record["mac"] = _key_mac(till.event_id, till.booth_id, code, record["vkey"])
    return seal(canonical(record) + b"\n", signer)


def read_key_request(
    raw: bytes,
    *,
    pack: EventPack,
    claims: Mapping[str, str] | None = None,
    used: Collection[str] = (),
    fingerprint: str = "",
) -> KeyRequest | Problem:
    """A request that may be approved if it carries proof; in the order of day-file.md 12, step 4.

    `claims` are the codes by booth, as the pack spells it; without them no code is looked at.
    `used` names the booths whose code has enrolled a till. A `fingerprint` typed by the organizer
    stands for the code and has to fit.
    """
    try:
        request, mac = _request(raw, pack)
        if _is_enrolled(request, pack):
            return replace(request, is_known=True)
        if fingerprint:
            if not VerifyingKey.of(request.vkey).fits_fingerprint(fingerprint):
                raise BadLine("E_CLAIM", "fingerprint")
            request = replace(request, proof="fingerprint")
        elif claims is not None:
            code = typed_claim_code(claims.get(request.booth_id, ""))
            _check_claim(request, mac, code, pack)
            if request.booth_id in used:
                raise BadLine("E_CLAIM", "used")
            request = replace(request, proof="code")
        public = VerifyingKey.of(request.vkey).public
        if any(till.dev == request.dev or _public(till) == public for till in pack.tills):
            raise BadLine("E_KEY", "exists")
        return request
    except BadLine as bad:
        return Problem(bad.code, detail=bad.detail)


# --- inside: codes -------------------------------------------------------------------------------

_SPACING = re.compile(r"[\s-]")
_CLAIM_CODE = re.compile(r"[A-Z2-7]{20}")


def _claim_key(event_id: str, booth_id: str, code: str) -> bytes:
    message = f"gerai-claim/1\n{event_id}\n{booth_id}"
    return hmac.digest(code.encode(), message.encode(), hashlib.sha256)


def _mac(claim_key: bytes, message: str) -> str:
    return hmac.digest(claim_key, message.encode(), hashlib.sha256).hex()


def _key_mac(event_id: str, booth_id: str, code: str, vkey: str) -> str:
    return _mac(_claim_key(event_id, booth_id, code), f"key\n{vkey}")


def _is_claimed_by(pack: EventPack, booth: Booth, code: str) -> bool:
    expected = pack_mac(
        pack.organizer_vkey,
        event_id=pack.event.event_id,
        booth_id=booth.booth_id,
        claim=code,
    )
    return hmac.compare_digest(expected, booth.mac)


def _check_claim(request: KeyRequest, mac: str, code: str, pack: EventPack) -> None:
    expected = _key_mac(pack.event.event_id, request.booth_id, code, request.vkey)
    if not code or not hmac.compare_digest(expected, mac):
        raise BadLine("E_CLAIM", "mac")


# --- inside: files -------------------------------------------------------------------------------

_REQUEST = Shape(
    {
        "_": fields.one_of(REQUEST_KIND),
        "app": fields.text(40),
        "at": fields.moment,
        "booth": fields.booth_id,
        "dev": fields.id_,
        "event": fields.event_id,
        "vkey": fields.text(200),
    },
    {"mac": fields.link},
)


def _opened(raw: bytes, kind: str, event_id: str) -> tuple[bytes, tuple[Signature, ...]]:
    """Text and signatures of a file of this kind for this event, before they are verified."""
    body, signatures = split_note(raw, most_bytes=MOST_PACK_BYTES)
    claims = claims_of(body)
    check_claims(claims, event_id)
    if claims.kind != kind:
        raise BadLine("E_MAGIC", claims.kind)
    return body, signatures


def _own_key(body: bytes) -> VerifyingKey:
    """The key a file brings along: of a first pack and of a key request, of nothing else."""
    header = parse_line(body.partition(b"\n")[0], most_bytes=fields.MOST_HEADER_BYTES)
    vkey = header.get("org" if header.get("_") == PACK_KIND else "vkey")
    if not isinstance(vkey, str):
        raise BadLine("E_FIELD", "vkey")
    try:
        return VerifyingKey.of(vkey)
    except ValueError:
        raise BadLine("E_KEY", "vkey") from None


def _check_signed_by(own: VerifyingKey, body: bytes, signatures: tuple[Signature, ...]) -> None:
    """The key a header names has to be among the signers (day-file.md 3)."""
    if not any((each.name, each.key_id) == (own.name, own.key_id) for each in signatures):
        is_right_sort = any(
            _is_organizer(each.name) == _is_organizer(own.name) for each in signatures
        )
        raise BadLine("E_BOOTH" if is_right_sort else "E_KEY", "signer")
    signers_of(body, signatures, KeyList([own]))


def _is_organizer(key_name: str) -> bool:
    return key_name.count("/") == 1 and key_name.endswith("/organizer")


def _first_pack(raw: bytes) -> TakenPack:
    body, signatures = _opened(raw, PACK_KIND, "")
    _check_signed_by(_own_key(body), body, signatures)
    pack, is_newer = pack_of(lines_of(body))
    return TakenPack(pack, link_of(body), is_newer=is_newer)


def _pack_after(raw: bytes, held: EventPack, held_link: str) -> TakenPack:
    """A pack of the same event that the organizer key we hold has signed, whatever its version."""
    body, signatures = _opened(raw, PACK_KIND, held.event.event_id)
    signers = signers_of(body, signatures, keys_of(held))
    if VerifyingKey.of(held.organizer_vkey) not in signers:
        raise BadLine("E_KEY", "signer")
    _check_signed_by(_own_key(body), body, signatures)
    pack, is_newer = pack_of(lines_of(body))
    link = link_of(body)
    return TakenPack(pack, link, is_known=link == held_link, is_newer=is_newer)


def _not_newer(pack: EventPack) -> BadLine:
    return BadLine("E_OLD", f"version {pack.version}")


def _request(raw: bytes, pack: EventPack) -> tuple[KeyRequest, str]:
    """The request with its mac (empty: none), signature and names checked, claim and key not."""
    body, signatures = _opened(raw, REQUEST_KIND, pack.event.event_id)
    own = _own_key(body)
    _check_signed_by(own, body, signatures)
    lines = lines_of(body)
    values, _ = _REQUEST.read(parse_line(lines[0], most_bytes=fields.MOST_HEADER_BYTES))
    if len(lines) > 1:
        raise BadLine("E_FIELD", "lines")
    till = Till(values["event"], values["booth"], values["dev"])
    booth = pack.booth(till.booth_id)
    if till.key_name != own.name or booth is None or booth.booth_id != till.booth_id:
        raise BadLine("E_BOOTH")
    if till.dev != own.dev:
        raise BadLine("E_KEY", "dev")
    request = KeyRequest(till.booth_id, till.dev, own.vkey, values["at"], link_of(body))
    return request, values.get("mac", "")


def _is_enrolled(request: KeyRequest, pack: EventPack) -> bool:
    till = pack.till(request.booth_id, request.dev)
    return till is not None and till.request == request.link


def _public(till: EnrolledTill) -> bytes:
    return VerifyingKey.of(till.vkey).public
