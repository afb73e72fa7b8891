"""The lines of an event pack, in and out (day-file.md 8). Signatures and proof are in enrolment."""

from datetime import date, time
from typing import Any, Final

from pos_app.domain.identity import (
    FIRST_LINK,
    Booth,
    EnrolledTill,
    Event,
    EventPack,
    Rule,
    Till,
)
from pos_app.domain.money import MOST_MONEY
from pos_app.exchange.fields import (
    MOST_HEADER_BYTES,
    BadLine,
    Reader,
    Record,
    Shape,
    booth_id,
    canonical,
    clock_time,
    code,
    counter,
    currency,
    day,
    either,
    event_id,
    id_,
    integer,
    link,
    matching,
    moment,
    one_of,
    parse_line,
    percent,
    row,
    rows,
    text,
    zone_offset,
)
from pos_app.exchange.keys import VerifyingKey, organizer_key_name

PACK_KIND: Final = "gerai.pack/1"
MOST_BOOTHS: Final = 2_000


def pack_text(pack: EventPack) -> bytes:
    """The text to sign: header, booths, keys, names, rules, texts, each in the pack's order."""
    records: list[Record] = [_header_of(pack)]
    records += [_booth_line(booth) for booth in pack.booths]
    records += [_key_line(till) for till in pack.tills]
    records += [{"t": "kind", "code": kind, "name": name} for kind, name in pack.tender_names]
    records += [{"t": "category", "name": name} for name in pack.categories]
    records += [{"t": "rule", "what": rule.what, "value": rule.value} for rule in pack.rules]
    records += [{"t": "text", "what": what, "value": value} for what, value in pack.texts]
    return b"".join(canonical(record) + b"\n" for record in records)


def pack_of(lines: list[bytes]) -> tuple[EventPack, bool]:
    """The pack its lines describe, and whether a later program wrote more; raises BadLine."""
    header, is_newer = _HEADER.read(parse_line(lines[0], most_bytes=MOST_HEADER_BYTES))
    found: dict[str, list[Any]] = {kind: [] for kind in _LINES}
    for line in lines[1:]:
        record = parse_line(line)
        kind = record.get("t")
        if isinstance(kind, str) and kind in _LINES:
            values, has_more = _LINES[kind].read(record)
            found[kind].append(values)
            is_newer |= has_more
        elif isinstance(kind, str) and kind.startswith("x-"):
            is_newer = True
        else:
            raise BadLine("U_TYPE" if isinstance(kind, str) else "E_FIELD", "t")
    if len(found["booth"]) > MOST_BOOTHS:
        raise BadLine("E_LIMIT", "booths")
    event = _event(header)
    pack = EventPack(
        event=event,
        version=header["v"],
        previous=header["prev"],
        made_at=header["at"],
        organizer_vkey=header["org"],
        booths=_booths(found["booth"]),
        tills=tuple(_till(values) for values in found["key"]),
        tender_names=tuple((values["code"], values["name"]) for values in found["kind"]),
        categories=tuple(values["name"] for values in found["category"]),
        rules=tuple(_rule(values) for values in found["rule"]),
        texts=tuple((values["what"], values["value"]) for values in found["text"]),
    )
    _check_keys(pack)
    return pack, is_newer


# --- tables --------------------------------------------------------------------------------------

_NAME: Final = text(120)
_PERCENT_TEXT: Final = matching(r"(0|[1-9][0-9]{0,2})(\.[0-9]{1,2})?")


def _ascending_days(value: object) -> tuple[date, ...]:
    days = rows(day)(value)
    if list(days) != sorted(set(days)):
        raise ValueError(value)
    return days


_HEADER = Shape(
    {
        "_": one_of(PACK_KIND),
        "at": moment,
        "cur": currency,
        "cut": clock_time,
        "days": _ascending_days,
        "event": event_id,
        "exp": integer(0, 4),
        "name": _NAME,
        "org": text(200),
        "prev": link,
        "tz": zone_offset,
        "v": counter,
    }
)
_LINES: Final = {
    "booth": Shape(
        {"t": one_of("booth"), "booth": booth_id, "name": _NAME},
        {"region": id_, "days": _ascending_days, "mac": link},
    ),
    "key": Shape(
        {
            "t": one_of("key"),
            "booth": booth_id,
            "dev": id_,
            "vkey": text(200),
            "req": link,
            "state": one_of("active", "retired", "revoked"),
        },
        {"last": row(counter, link)},
    ),
    "kind": Shape({"t": one_of("kind"), "code": code, "name": _NAME}),
    "category": Shape({"t": one_of("category"), "name": _NAME}),
    "rule": Shape(
        {
            "t": one_of("rule"),
            "what": code,
            "value": either(integer(-MOST_MONEY, MOST_MONEY), code, _PERCENT_TEXT),
        }
    ),
    "text": Shape({"t": one_of("text"), "what": one_of("header", "footer"), "value": _NAME}),
}
_RULES: Final[dict[str, Reader[Any]]] = {
    "round": integer(0, MOST_MONEY),
    "round_way": one_of("down", "nearest", "up"),
    "tax_in": percent,
    "qris_limit": integer(0, MOST_MONEY),
}


# --- in ------------------------------------------------------------------------------------------


def _event(header: Record) -> Event:
    if (header["v"] == 1) != (header["prev"] == FIRST_LINK):
        raise BadLine("E_FIELD", "prev")
    zone: str = header["tz"]
    minutes = int(zone[1:3]) * 60 + int(zone[4:])
    cut_off: time = header["cut"]
    return Event(
        event_id=header["event"],
        name=header["name"],
        days=header["days"],
        offset_min=-minutes if zone.startswith("-") else minutes,
        cut_off_min=cut_off.hour * 60 + cut_off.minute,
        currency=header["cur"],
        exponent=header["exp"],
    )


def _booths(lines: list[Record]) -> tuple[Booth, ...]:
    if len({values["booth"].lower() for values in lines}) < len(lines):
        raise BadLine("E_FIELD", "booth twice")
    return tuple(
        Booth(
            booth_id=values["booth"],
            name=values["name"],
            region=values.get("region", ""),
            days=values.get("days", ()),
            mac=values.get("mac", ""),
        )
        for values in lines
    )


def _till(values: Record) -> EnrolledTill:
    state, last = values["state"], values.get("last")
    if (state == "retired" and last is None) or (state == "active" and last is not None):
        raise BadLine("E_FIELD", "last")
    return EnrolledTill(
        booth_id=values["booth"],
        dev=values["dev"],
        vkey=values["vkey"],
        request=values["req"],
        state=state,
        last=last,
    )


def _rule(values: Record) -> Rule:
    reader = _RULES.get(values["what"])
    if reader is not None:
        try:
            reader(values["value"])
        except ValueError:
            raise BadLine("E_FIELD", values["what"]) from None
    return Rule(values["what"], values["value"])


def _check_keys(pack: EventPack) -> None:
    """Every key is strong, under its own name, and there once; every till is at a known booth."""
    event = pack.event
    try:
        keys = [VerifyingKey.of(vkey) for vkey in (pack.organizer_vkey, *_vkeys(pack))]
    except ValueError:
        raise BadLine("E_KEY", "vkey") from None
    names = [organizer_key_name(event.event_id)]
    for till, key in zip(pack.tills, keys[1:], strict=True):
        booth = pack.booth(till.booth_id)
        if booth is None or booth.booth_id != till.booth_id:
            raise BadLine("E_FIELD", "booth of a key")
        names.append(Till(event.event_id, till.booth_id, key.dev).key_name)
        if till.dev != key.dev:
            raise BadLine("E_KEY", "dev")
    if [key.name for key in keys] != names or any(key.is_weak for key in keys):
        raise BadLine("E_KEY", "name or weak")
    if len({key.public for key in keys}) < len(keys) or len({key.dev for key in keys}) < len(keys):
        raise BadLine("E_KEY", "twice")


def _vkeys(pack: EventPack) -> tuple[str, ...]:
    return tuple(till.vkey for till in pack.tills)


# --- out -----------------------------------------------------------------------------------------


def _header_of(pack: EventPack) -> Record:
    event = pack.event
    hours, minutes = divmod(abs(event.offset_min), 60)
    return {
        "_": PACK_KIND,
        "at": pack.made_at.isoformat(timespec="seconds"),
        "cur": event.currency,
        "cut": event.cut_off.isoformat(timespec="minutes"),
        "days": [each.isoformat() for each in event.days],
        "event": event.event_id,
        "exp": event.exponent,
        "name": event.name,
        "org": pack.organizer_vkey,
        "prev": pack.previous,
        "tz": f"{'-' if event.offset_min < 0 else '+'}{hours:02d}:{minutes:02d}",
        "v": pack.version,
    }


def _booth_line(booth: Booth) -> Record:
    line: Record = {"t": "booth", "booth": booth.booth_id, "name": booth.name}
    if booth.region:
        line["region"] = booth.region
    if booth.days:
        line["days"] = [each.isoformat() for each in booth.days]
    if booth.mac:
        line["mac"] = booth.mac
    return line


def _key_line(till: EnrolledTill) -> Record:
    line: Record = {
        "t": "key",
        "booth": till.booth_id,
        "dev": till.dev,
        "vkey": till.vkey,
        "req": till.request,
        "state": till.state,
    }
    if till.last is not None:
        line["last"] = list(till.last)
    return line
