"""Every vector of the format, and that an inserted amount changes nothing else."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.domain.errors import BadQris
from pos_app.domain.qris import QrisCode, check_sum, offer, read_own_code, read_qris, with_amount

VECTORS = json.loads(
    (Path(__file__).parents[1] / "data" / "qris-vectors.json").read_text(encoding="utf-8")
)["vectors"]
STATIC = next(vector["payload"] for vector in VECTORS if vector["id"] == "S1")
ACCEPTED = [v for v in VECTORS if v["expect"] == "ok"]
REFUSED = [v for v in VECTORS if v["expect"] == "refuse"]


def named(vector: dict[str, Any]) -> str:
    return str(vector["id"])


def tried(vector: dict[str, Any]) -> QrisCode:
    """The operation of a vector; the code that comes out."""
    match vector["op"]:
        case "store":
            return read_own_code(vector["payload"])
        case "read":
            return read_qris(vector["payload"])
        case _:
            return read_qris(with_amount(vector["payload"], vector["amount"]))


@pytest.mark.parametrize("vector", ACCEPTED, ids=named)
def test_a_good_code_gives_its_fields_and_warnings(vector: dict[str, Any]) -> None:
    code = tried({**vector, "op": "read"} if vector["op"] == "with_amount" else vector)
    assert list(code.warnings) == vector["warnings"]
    shown = {"static": code.is_static, "amount": code.amount, "name": code.name}
    shown |= {"city": code.city, "nmid": code.nmid, "mcc": code.mcc}
    assert shown == vector.get("fields", shown)
    if vector["op"] == "with_amount":
        assert with_amount(vector["payload"], vector["amount"]) == vector["output"]


@pytest.mark.parametrize("vector", REFUSED, ids=named)
def test_a_bad_code_is_refused_by_the_first_check_that_fails(vector: dict[str, Any]) -> None:
    with pytest.raises(BadQris) as refused:
        tried(vector)
    assert refused.value.code == vector["refusal"]


def test_there_are_vectors_for_all_three_operations() -> None:
    assert len(VECTORS) == 51
    assert {vector["op"] for vector in VECTORS} == {"store", "read", "with_amount"}


def test_the_check_sum_is_that_of_the_standard() -> None:
    assert check_sum("123456789") == "29B1"


def signed(*nodes: str) -> str:
    """A code of these nodes, each `tag:value`, with its check sum."""
    pairs = [node.split(":", 1) for node in nodes]
    body = "".join(f"{tag}{len(value):02d}{value}" for tag, value in pairs) + "6304"
    return body + check_sum(body)


PLAIN = ("00:01", "01:11", "26:0002AB", "52:5947", "53:360", "58:ID", "59:KOPI", "60:METRO")
END = ("61:34111",)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (" \ufeff\u200b ", "Q_EMPTY"),
        ("0" * 513, "Q_LENGTH"),
        (signed(*PLAIN, "61:34\x001"), "Q_CONTROL"),
        (signed(*PLAIN, "61:34\u20281"), "Q_CONTROL"),
        (signed(*PLAIN, "61:34\ud8001".encode("utf-8", "replace").decode()), None),
        ("\u0660\u06600201", "Q_TLV"),
        (signed("00:01", "26:zz"), "Q_TLV"),
        (signed("00:01", "61:"), "Q_TLV"),
        (signed(*PLAIN, *END)[:-4] + "12G4", "Q_CRC_FORM"),
        (signed(*PLAIN, "26:0002AB", *END), "Q_DUPLICATE"),
        (signed("00:01", "26:0002AB0002CD", *PLAIN[3:], *END), "Q_DUPLICATE"),
        (signed("00:02", *PLAIN[1:], *END), "Q_FORMAT"),
        (signed("00:01", "01:13", *PLAIN[2:], *END), "Q_POI"),
        (signed(*PLAIN[:3], "52:594", *PLAIN[4:], *END), "Q_MCC"),
        (signed(*PLAIN[:5], "54:-5", *PLAIN[5:], *END), "Q_AMOUNT_FORM"),
        (signed(*PLAIN[:5], "54:1e9", *PLAIN[5:], *END), "Q_AMOUNT_FORM"),
        (signed(*PLAIN[:5], "54:12345678901234", *PLAIN[5:], *END), "Q_AMOUNT_FORM"),
        (signed(*PLAIN[:5], "54:25000.50", *PLAIN[5:], *END), "Q_AMOUNT_CENTS"),
        (signed(*PLAIN[:5], "55:01", "56:500", *PLAIN[5:], *END), "Q_TIP"),
        (signed(*PLAIN[:5], "55:03", "57:00.00", *PLAIN[5:], *END), "Q_TIP"),
        (signed(*PLAIN[:5], "55:03", "57:10", *PLAIN[5:], *END), None),
        (signed(*PLAIN[:5], "55:02", "56:500", *PLAIN[5:], *END), None),
        (signed(*PLAIN[:5], "55:04", *PLAIN[5:], *END), "Q_TIP"),
        (signed(*PLAIN[:6], "59:KO|PI", "60:METRO", *END), "Q_NAME"),
        (signed(*PLAIN[:7], "60:  ", *END), "Q_CITY"),
        (signed(*PLAIN[:2], *PLAIN[3:], *END), "Q_ACCOUNT"),
    ],
)
def test_each_check_names_its_refusal(text: str, code: str | None) -> None:
    if code is None:
        assert read_qris(text).name == "KOPI"
        return
    with pytest.raises(BadQris) as refused:
        read_qris(text)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("amount", "code"), [(True, "Q_AMOUNT_TYPE"), ("25000", "Q_AMOUNT_TYPE"), (-1, "Q_AMOUNT_MIN")]
)
def test_an_amount_is_a_whole_number_from_one_on(amount: object, code: str) -> None:
    with pytest.raises(BadQris) as refused:
        with_amount(STATIC, amount)  # type: ignore[arg-type]
    assert refused.value.code == code


def test_the_limit_is_named_and_may_be_another() -> None:
    with pytest.raises(BadQris) as refused:
        with_amount(STATIC, 2_000_001, limit=2_000_000)
    assert refused.value.limit == 2_000_000
    assert read_qris(with_amount(STATIC, 12_000_000, limit=20_000_000)).amount == 12_000_000


def test_an_offer_above_the_limit_is_refused_with_or_without_the_amount_in_it() -> None:
    own = read_own_code(STATIC)
    assert offer(own, 2_000_000, puts_amount_in=False, limit=2_000_000).text == STATIC
    with pytest.raises(BadQris):
        offer(own, 2_000_001, puts_amount_in=False, limit=2_000_000)


def test_a_code_with_an_odd_criterion_or_order_is_told_not_refused() -> None:
    odd = signed("00:01", "26:0303XYZ", "52:5947", "53:360", "58:ID", "60:METRO", "59:KOPI", *END)
    assert read_qris(odd).warnings == ("W_POI_ABSENT", "W_NO_51", "W_ORDER", "W_CRITERION")


@given(amount=st.integers(1, 10_000_000))
def test_an_inserted_amount_is_read_back_and_nothing_else_moves(amount: int) -> None:
    made = read_qris(with_amount(STATIC, amount))
    own = read_own_code(STATIC)
    assert made.amount == amount
    assert (made.name, made.city, made.nmid) == (own.name, own.city, own.nmid)
    assert dict(made.nodes).keys() - dict(own.nodes).keys() == {"54"}


@given(st.text(max_size=60) | st.builds(lambda cut: STATIC[:cut], st.integers(0, 200)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert read_qris(text).text
    except BadQris as refused:
        assert refused.code.startswith("Q_")  # noqa: PT017 - both endings are fine
