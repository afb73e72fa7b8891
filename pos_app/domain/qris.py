"""QRIS: the text of a payment code taken apart, checked, and given an amount (indonesia.md 2).

The text is a row of nodes: two digits of a tag, two of a length, the value. The length counts
characters, the check sum the bytes of UTF-8. Nothing here searches in the text: names and numbers
of merchants may look like nodes.
"""

import binascii
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from pos_app.domain.errors import BadQris
from pos_app.domain.money import Money

QRIS_LIMIT: Final = 10_000_000
"""The most one payment may be, in rupiah, since 1 March 2022; a booth rule overrides it."""

LONGEST_QRIS: Final = 512

Node: TypeAlias = tuple[str, str]
"""Tag and value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QrisCode:
    """A code that passed every check. `nmid` is None where tag 51 names none that is
    plain letters and digits.

    `warnings` are codes of indonesia.md 2.3: worth telling, no reason to refuse.
    """

    text: str
    nodes: tuple[Node, ...]
    is_static: bool
    amount: Money | None
    name: str
    city: str
    nmid: str | None
    mcc: str
    warnings: tuple[str, ...]

    @property
    def may_be_kept(self) -> bool:
        """Whether it can be the booth's own code: for any number of payments, without amount."""
        return self.is_static and self.amount is None


def read_qris(text: str) -> QrisCode:
    """Take any code apart and check it. Raises BadQris with the first check that fails."""
    text = _OUTER.sub("", text)
    _check_text(text)
    nodes = tuple(_nodes(text))
    inside = {tag: tuple(_nodes(value)) for tag, value in nodes if _is_template(tag)}
    _check_sum(text, nodes)
    for row in (nodes, *inside.values()):
        _refuse("Q_DUPLICATE", len({tag for tag, _ in row}) < len(row))
    fields, parts = dict(nodes), {tag: dict(row) for tag, row in inside.items()}
    _refuse("Q_FORMAT", nodes[0] != ("00", "01"))
    _refuse("Q_POI", fields.get("01", _STATIC) not in (_STATIC, _DYNAMIC))
    _refuse("Q_TRANSFER", _is_transfer(fields, parts))
    _check_fields(fields)
    return QrisCode(
        text=text,
        nodes=nodes,
        is_static=fields.get("01", _STATIC) == _STATIC,
        amount=int(fields["54"].partition(".")[0]) if "54" in fields else None,
        name=fields["59"],
        city=fields["60"],
        nmid=_plain_id(parts.get("51", {}).get("02", "")),
        mcc=fields["52"],
        warnings=tuple(_warnings(nodes, parts)),
    )


def read_own_code(text: str) -> QrisCode:
    """The same for a code that a booth keeps as its own. Raises BadQris."""
    code = read_qris(text)
    _refuse("Q_DYNAMIC", not code.may_be_kept)
    return code


def with_amount(text: str, amount: Money, *, limit: Money = QRIS_LIMIT) -> str:
    """The booth's static code for one payment of whole rupiah. Raises BadQris.

    Every node but 01, 54 and 63 stays byte for byte and in its place.
    """
    code = read_own_code(text)
    _refuse("Q_AMOUNT_TYPE", type(amount) is not int)
    _refuse("Q_AMOUNT_MIN", amount < 1)
    if amount > limit:
        raise BadQris("Q_AMOUNT_LIMIT", limit)
    nodes: list[Node] = []
    for tag, value in code.nodes[:-1]:
        if tag != "01":
            nodes.append((tag, value))
        if tag == "00":
            nodes.append(("01", _DYNAMIC))
        elif tag == "53":
            nodes.append(("54", str(amount)))
    made = _signed(nodes)
    _assert_nothing_else_changed(code, read_qris(made), amount)
    return made


@dataclass(frozen=True, slots=True)
class QrisOffer:
    """A code to be shown to a buyer; without `has_amount` the buyer types the amount."""

    code: QrisCode
    text: str
    amount: Money
    has_amount: bool


def offer(code: QrisCode, amount: Money, *, puts_amount_in: bool, limit: Money) -> QrisOffer:
    """What a buyer scans for this amount. Raises BadQris above the limit."""
    if amount > limit:
        raise BadQris("Q_AMOUNT_LIMIT", limit)
    if not puts_amount_in or amount < 1:
        return QrisOffer(code, code.text, amount, has_amount=False)
    return QrisOffer(code, with_amount(code.text, amount, limit=limit), amount, has_amount=True)


def check_sum(text: str) -> str:
    """CRC-16/CCITT-FALSE over UTF-8, always four upper-case digits: `123456789` gives 29B1."""
    return f"{binascii.crc_hqx(text.encode('utf-8'), 0xFFFF):04X}"


def _signed(nodes: list[Node]) -> str:
    body = "".join(f"{tag}{len(value):02d}{value}" for tag, value in nodes) + "6304"
    return body + check_sum(body)


def _assert_nothing_else_changed(before: QrisCode, after: QrisCode, amount: Money) -> None:
    ours = ("01", "54", "63")
    kept = [[node for node in code.nodes if node[0] not in ours] for code in (before, after)]
    assert kept[0] == kept[1], "an inserted amount changes nothing else"
    assert (after.amount, after.is_static) == (amount, False)


# --- checks, in the order of indonesia.md 2.3 ----------------------------------------------------


def _refuse(code: str, is_wrong: object) -> None:
    if is_wrong:
        raise BadQris(code)


def _check_text(text: str) -> None:
    _refuse("Q_EMPTY", not text)
    _refuse("Q_LENGTH", len(text) > LONGEST_QRIS)
    kinds = {unicodedata.category(sign) for sign in text}
    _refuse("Q_CONTROL", kinds & _CONTROLS)


def _nodes(text: str) -> Iterator[Node]:
    at = 0
    while at < len(text):
        head = _HEAD.match(text, at)
        if head is None:
            raise BadQris("Q_TLV")
        length, start = int(head["length"]), head.end()
        at = start + length
        _refuse("Q_TLV", not length or at > len(text))
        yield head["tag"], text[start:at]


def _is_template(tag: str) -> bool:
    return "26" <= tag <= "51" or tag in ("62", "64")


def _check_sum(text: str, nodes: tuple[Node, ...]) -> None:
    tag, stated = nodes[-1]
    _refuse("Q_CRC_MISSING", tag != "63")
    _refuse("Q_CRC_FORM", not _CRC.fullmatch(stated))
    _refuse("Q_CRC", check_sum(text[: -len(stated)]) != stated.upper())


def _is_transfer(fields: dict[str, str], parts: dict[str, dict[str, str]]) -> bool:
    """A code from person to person: it pays nobody's shop."""
    purpose = parts.get("62", {}).get("08")
    return "40" in fields and fields.get("52") == "4829" and purpose == "DMCT"


def _check_fields(fields: dict[str, str]) -> None:
    _refuse("Q_MCC", not _FOUR_DIGITS.fullmatch(fields.get("52", "")))
    _refuse("Q_CURRENCY", fields.get("53") != "360")
    if "54" in fields:
        amount = fields["54"]
        _refuse("Q_AMOUNT_FORM", not _is_amount(amount))
        _refuse("Q_AMOUNT_ZERO", _is_nothing(amount))
        _refuse("Q_AMOUNT_CENTS", amount.partition(".")[2].strip("0"))
    _refuse("Q_TIP", not _fits_tip(fields.get("55"), fields.get("56"), fields.get("57")))
    _refuse("Q_COUNTRY", fields.get("58") != "ID")
    _refuse("Q_NAME", not _is_shown(fields.get("59", ""), 25))
    _refuse("Q_CITY", not _is_shown(fields.get("60", ""), 15))
    _refuse("Q_POSTAL", not 1 <= len(fields.get("61", "")) <= _LONGEST_POSTAL)
    _refuse("Q_ACCOUNT", not any(_is_account(tag) or tag == "51" for tag in fields))


def _is_amount(text: str) -> bool:
    return len(text) <= _LONGEST_AMOUNT and bool(_AMOUNT.fullmatch(text))


def _is_nothing(amount: str) -> bool:
    return not amount.strip("0.")


def _fits_tip(rule: str | None, fixed: str | None, percent: str | None) -> bool:
    match rule:
        case None | "01":
            return fixed is percent is None
        case "02":
            return percent is None and fixed is not None and _is_amount(fixed)
        case "03":
            is_percent = percent is not None and _PERCENT.fullmatch(percent)
            return fixed is None and bool(is_percent)
        case _:
            return False


def _is_shown(text: str, longest: int) -> bool:
    """A name or city that wallets can show."""
    return bool(text.strip()) and len(text) <= longest and "|" not in text


def _plain_id(text: str) -> str | None:
    """An id that may stand in the journal."""
    return text if _ID.fullmatch(text) else None


def _is_account(tag: str) -> bool:
    return "26" <= tag <= "45"


def _warnings(nodes: tuple[Node, ...], parts: dict[str, dict[str, str]]) -> Iterator[str]:
    tags = [tag for tag, _ in nodes[:-1]]
    if nodes[-1][1] != nodes[-1][1].upper():
        yield "W_CRC_CASE"
    if "01" not in tags:
        yield "W_POI_ABSENT"
    if "55" in tags:
        yield "W_TIP"
    if "51" not in tags:
        yield "W_NO_51"
    if tags != sorted(tags):
        yield "W_ORDER"
    criteria = [row.get("03") for tag, row in parts.items() if _is_account(tag) or tag == "51"]
    if any(criterion not in _CRITERIA for criterion in criteria if criterion is not None):
        yield "W_CRITERION"


_STATIC: Final = "11"
_DYNAMIC: Final = "12"
_LONGEST_AMOUNT: Final = 13
_LONGEST_POSTAL: Final = 10
_CRITERIA: Final = frozenset({"UMI", "UKE", "UME", "UBE", "URE"})
_CONTROLS: Final = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Control characters, halves of characters, breaks of lines and paragraphs."""

# White space, byte order mark, zero-width and direction marks, as they are copied along.
_AROUND: Final = r"[\s\ufeff\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069]+"
_OUTER: Final = re.compile(rf"\A{_AROUND}|{_AROUND}\Z")
_HEAD: Final = re.compile("(?P<tag>[0-9]{2})(?P<length>[0-9]{2})")
_CRC: Final = re.compile("[0-9A-Fa-f]{4}")
_ID: Final = re.compile("[A-Za-z0-9]{1,32}")
_FOUR_DIGITS: Final = re.compile("[0-9]{4}")
_AMOUNT: Final = re.compile(r"[0-9]+(\.[0-9]{0,2})?")
_PERCENT: Final = re.compile(r"(?!0*\.?0*\Z)[0-9]{1,2}(\.[0-9]{1,2})?")
