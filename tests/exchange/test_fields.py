"""What a line may be, byte for byte, and what its values may be."""

import contextlib
import json
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.domain.money import Percent, Quantity
from pos_app.exchange import fields
from pos_app.exchange.fields import BadLine, Shape, canonical, is_fit_text, parse_line


def code_of(line: bytes) -> str:
    with pytest.raises(BadLine) as refused:
        parse_line(line)
    return refused.value.code


def refuses(reader: fields.Reader[Any], value: object) -> bool:
    try:
        reader(value)
    except ValueError:
        return True
    return False


KEYS = st.from_regex(r"[a-z_][a-z0-9_]{0,23}", fullmatch=True)
STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
INTEGERS = st.integers(-(2**53) + 1, 2**53 - 1)
VALUES = st.recursive(
    st.one_of(STRINGS, INTEGERS),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=3)),
    max_leaves=8,
)


@settings(max_examples=50)
@given(st.dictionaries(KEYS, VALUES, max_size=6))
def test_our_canonical_form_is_that_of_rfc_8785(record: dict[str, Any]) -> None:
    assert canonical(record) == rfc8785.dumps(record)


FIT_TEXT = st.text(st.sampled_from('aé中😀"\\ /<>ق'), max_size=9)


@settings(max_examples=50)
@given(st.dictionaries(KEYS, st.one_of(FIT_TEXT, INTEGERS, st.lists(INTEGERS)), max_size=6))
def test_a_canonical_line_comes_back_as_it_was(record: dict[str, Any]) -> None:
    record.pop("pay", None)
    record.pop("i", None)
    assert parse_line(canonical(record)) == record


@settings(max_examples=50)
@given(st.binary(max_size=40))
def test_any_bytes_are_refused_or_are_the_canonical_form_of_what_was_read(value: bytes) -> None:
    line = b'{"a":' + value + b"}"
    with contextlib.suppress(BadLine):
        assert rfc8785.dumps(parse_line(line)) == line


# --- the catalogue of attacks (day-file.md 18) ---------------------------------------------------


@pytest.mark.parametrize("line", [b'{"total":1,"total":1}', b'{"tot\\u0061l":1,"total":2}'])
def test_a27_a_key_given_twice_is_refused(line: bytes) -> None:
    assert code_of(line) == "E_CANON"


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (b"1.0", "E_NUM"),
        (b"1.5", "E_NUM"),
        (b"1e3", "E_NUM"),
        (b"1E3", "E_NUM"),
        (b"-0", "E_NUM"),
        (b"-0.0", "E_NUM"),
        (b"NaN", "E_JSON"),
        (b"Infinity", "E_JSON"),
        (b"-Infinity", "E_JSON"),
        (b"1e400", "E_JSON"),
        (b"%d" % 2**53, "E_NUM"),
        (b"-%d" % 2**53, "E_NUM"),
        (b"%d" % 2**64, "E_NUM"),
        (b"9" * 16_000, "E_JSON"),
        (b"01", "E_JSON"),
        (b"+1", "E_JSON"),
    ],
)
def test_a28_a_number_that_is_no_plain_integer_is_refused(number: bytes, expected: str) -> None:
    assert code_of(b'{"total":' + number + b"}") == expected
    assert code_of(b'{"pay":[["cash",' + number + b"]]}") == expected


def test_a28_the_largest_integer_is_taken() -> None:
    assert parse_line(b'{"n":9007199254740991}') == {"n": 2**53 - 1}


@pytest.mark.parametrize("word", ["true", "false", "null"])
def test_a29_words_that_are_no_values_are_refused_by_every_reader(word: str) -> None:
    value = parse_line(f'{{"x_a":{word}}}'.encode())["x_a"]
    readers: list[fields.Reader[Any]] = [
        fields.money,
        fields.text(9),
        fields.code,
        fields.quantity,
        fields.day,
        fields.row(fields.money),
        fields.rows(fields.money),
    ]
    for reader in readers:
        assert refuses(reader, value)
    with pytest.raises(BadLine) as refused:
        Shape({}).read({"x_a": value})
    assert refused.value.code == "E_FIELD"


@pytest.mark.parametrize(
    "line",
    [
        b'{"b":1,"a":2}',
        b'{"a": 1}',
        b' {"a":1}',
        b'{"a":1} ',
        b'{"a":"\\/"}',
        b'{"a":"\\u0041"}',
        b'{"a":"\\u001F"}',
        b'{"a":"\\u0022"}',
        b'{"a":"-0\\u0041"}',
    ],
)
def test_a30_one_content_has_one_spelling(line: bytes) -> None:
    assert code_of(line) == "E_CANON"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b'{"a":' + b"[" * 8_000 + b"]" * 8_000 + b"}", "E_LIMIT"),
        (b'{"a":' + b"[" * 5 + b"]" * 5 + b"}", "E_LIMIT"),
        (b'{"a":' + b"[" * 6 + b"}", "E_LIMIT"),
        (b'{"a":"' + b"x" * 300 * 1024 + b'"}', "E_LIMIT"),
        (canonical({"i": [1] * 201}), "E_LIMIT"),
        (canonical({"pay": [1] * 9}), "E_LIMIT"),
    ],
)
def test_a31_what_is_too_deep_too_long_or_too_many_is_refused(line: bytes, expected: str) -> None:
    assert code_of(line) == expected


def test_a31_five_levels_200_items_and_8_tenders_are_taken() -> None:
    record = {"i": [1] * 200, "pay": [1] * 8, "x_deep": [[[[1]]]]}
    assert parse_line(canonical(record)) == record


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"\xe2\x80\xaegnp", "E_TEXT"),  # right-to-left override
        (b"\\u0000", "E_TEXT"),
        (b"\x00", "E_JSON"),
        (b"a\\nb", "E_TEXT"),
        (b'\\"\\n', "E_TEXT"),
        (b"\\\\\\u001b", "E_TEXT"),
        (b"\x7f", "E_TEXT"),
        (b"\xc2\x85", "E_TEXT"),  # C1
        (b"\xe2\x80\xa8", "E_TEXT"),  # line separator
        (b"\xd8\x9c", "E_TEXT"),  # Arabic letter mark
        (b"\xef\xbb\xbf", "E_TEXT"),  # byte order mark
        (b"\xef\xb7\x90", "E_TEXT"),  # U+FDD0
        (b"\xf0\x9f\xbf\xbe", "E_TEXT"),  # U+1FFFE
        (b"Cafe\xcc\x81", "E_TEXT"),  # accent of its own
        (b"\\ud800", "E_JSON"),
        (b"\xed\xa0\x80", "E_TEXT"),  # a surrogate in bytes
        (b"\xff", "E_TEXT"),
    ],
)
def test_a32_characters_that_deceive_are_refused(name: bytes, expected: str) -> None:
    assert code_of(b'{"name":"' + name + b'"}') == expected


@pytest.mark.parametrize(
    "name",
    ["Tas “Anyam” Café", 'Meja 60" \\ jati', "قهوة", "茶", "👩\u200d🍳 Kue", "\u0301", "<\u0338"],
)
def test_a32_names_of_every_script_are_taken(name: str) -> None:
    line = json.dumps({"name": name}, ensure_ascii=False, separators=(",", ":")).encode()
    if name == "<\u0338":  # composes to one character, so this spelling is not NFC
        assert code_of(line) == "E_TEXT"
    else:
        assert parse_line(line) == {"name": name}


@pytest.mark.parametrize(
    "booth", ["../../x", "CON", "con.txt", "Lpt1", "A017/..", "A" * 300, "A017.", "", ".a", "a b"]
)
def test_a34_an_id_that_could_name_another_place_is_refused(booth: str) -> None:
    for reader in (fields.booth_id, fields.event_id):
        assert refuses(reader, booth)


def test_a34_ordinary_ids_are_taken() -> None:
    assert fields.booth_id("A017") == "A017"
    assert fields.booth_id("Contoh-1") == "Contoh-1"
    assert fields.event_id("pesta-umkm-2026-7f3a") == "pesta-umkm-2026-7f3a"
    with pytest.raises(ValueError, match="Pesta"):
        fields.event_id("Pesta")


def test_a35_a_key_in_capitals_beside_the_right_one_is_refused() -> None:
    record = parse_line(b'{"Total":1,"total":1}')
    with pytest.raises(BadLine) as refused:
        Shape({"total": fields.money}).read(record)
    assert (refused.value.code, refused.value.detail) == ("E_FIELD", "Total")


# --- order of the faults (day-file.md 9) ---------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (b"\xff" * 300 * 1024, "E_TEXT"),  # encoding before length
        (b"[[[[[[ \xff", "E_TEXT"),  # encoding before nesting
        (b"[[[[[[", "E_LIMIT"),  # nesting before JSON
        (b'{"a":[[[[[1.5]]]]]}', "E_LIMIT"),  # nesting before numbers
        (b'{"a": 1.5}', "E_NUM"),  # numbers before spelling
        (b'{"a": "\x7f"}', "E_CANON"),  # spelling before characters
        (b'{"a":"\x7f","pay":[1,1,1,1,1,1,1,1,1]}', "E_TEXT"),  # characters before lengths
        (b"[]", "E_FIELD"),
        (b'"a"', "E_FIELD"),
        (b"1", "E_FIELD"),
        (b"1.5", "E_NUM"),
        (b"", "E_JSON"),
        (b"{}]", "E_JSON"),
    ],
)
def test_the_first_fault_in_the_order_of_the_format_is_the_verdict(
    line: bytes, expected: str
) -> None:
    assert code_of(line) == expected


def test_a_header_has_a_limit_of_its_own() -> None:
    with pytest.raises(BadLine) as refused:
        parse_line(canonical({"a": "x" * 4096}), most_bytes=fields.MOST_HEADER_BYTES)
    assert refused.value.code == "E_LIMIT"


# --- shapes and readers --------------------------------------------------------------------------


def test_a_shape_gives_checked_values_and_says_when_there_was_more() -> None:
    shape = Shape({"n": fields.counter}, {"qty": fields.quantity})
    assert shape.read({"n": 1}) == ({"n": 1}, False)
    more = {"n": 1, "qty": "1.5", "x_new": [{"a": 1}]}
    assert shape.read(more) == ({"n": 1, "qty": Quantity(1500)}, True)


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({}, "n"),
        ({"n": 0}, "n"),
        ({"n": 1, "new": 1}, "new"),
        ({"n": 1, "x_New": 1}, "x_New"),
        ({"n": 1, "x_" + "a" * 23: 1}, "x_" + "a" * 22),
        ({"n": 1, "x_a": {"B": 1}}, "x_a"),
        ({"n": 1, "x_a": [None]}, "x_a"),
    ],
)
def test_a_shape_names_the_field_it_refuses(record: dict[str, Any], named: str) -> None:
    with pytest.raises(BadLine) as refused:
        Shape({"n": fields.counter}).read(record)
    assert (refused.value.code, refused.value.detail) == ("E_FIELD", named)


@pytest.mark.parametrize(
    ("reader", "good", "value"),
    [
        (fields.money, -(10**12), -(10**12)),
        (fields.sum_of_money, 10**15, 10**15),
        (fields.count, 0, 0),
        (fields.counter, 2**31 - 1, 2**31 - 1),
        (fields.not_zero(fields.money), -5, -5),
        (fields.quantity, "-0.25", Quantity(-250)),
        (fields.percent, "12.5", Percent(1250)),
        (fields.percent, "11.0", Percent(1100)),
        (fields.text(3), "😀😀😀", "😀😀😀"),
        (fields.code, "x-cash_1", "x-cash_1"),
        (fields.id_, "A017.b", "A017.b"),
        (fields.one_of("in", "on"), "on", "on"),
        (fields.day, "2028-02-29", date(2028, 2, 29)),
        (fields.clock_time, "04:00", datetime(1, 1, 1, 4).time()),  # noqa: DTZ001 - for its time
        (
            fields.moment,
            "2026-11-24T09:01:42+07:00",
            datetime(2026, 11, 24, 9, 1, 42, tzinfo=timezone(timedelta(hours=7))),
        ),
        (fields.row(fields.code, fields.money), ["cash", 5], ("cash", 5)),
        (fields.rows(fields.money), [1, 2], (1, 2)),
        (fields.rows(fields.money, least=0), [], ()),
        (fields.either(fields.money, fields.code), "up", "up"),
    ],
)
def test_a_reader_gives_the_value(reader: fields.Reader[Any], good: object, value: object) -> None:
    assert reader(good) == value


@pytest.mark.parametrize(
    ("reader", "bad"),
    [
        (fields.money, 10**12 + 1),
        (fields.money, "1"),
        (fields.money, True),
        (fields.count, -1),
        (fields.counter, 0),
        (fields.counter, 2**31),
        (fields.not_zero(fields.money), 0),
        (fields.quantity, "-0"),
        (fields.quantity, "1.50"),
        (fields.quantity, "01"),
        (fields.quantity, "1.0001"),
        (fields.quantity, "1234567"),
        (fields.quantity, 1),
        (fields.percent, "-1"),
        (fields.percent, "1.234"),
        (fields.text(3), ""),
        (fields.text(3), "abcd"),
        (fields.text(3), 1),
        (fields.code, "Cash"),
        (fields.code, "a" * 25),
        (fields.code, "cash\n"),
        (fields.id_, "-a"),
        (fields.id_, "a" * 33),
        (fields.link, "A" * 64),
        (fields.link, "0" * 63),
        (fields.salt, "0" * 33),
        (fields.currency, "idr"),
        (fields.one_of("in"), "on"),
        (fields.one_of("in"), ["in"]),
        (fields.day, "2026-02-29"),
        (fields.day, "20260224"),
        (fields.day, "٢٠٢٦-11-24"),
        (fields.clock_time, "24:00"),
        (fields.moment, "2026-11-24T09:01:42"),
        (fields.moment, "2026-11-24T09:01:60+07:00"),
        (fields.moment, "2026-02-29T09:01:42+07:00"),
        (fields.moment, "2026-11-24T09:01:42Z"),
        (fields.moment, "2026-11-24T09:01:42-00:00"),
        (fields.moment, "2026-11-24T09:01:42.5+07:00"),
        (fields.row(fields.code), ["a", "b"]),
        (fields.row(fields.code), "a"),
        (fields.rows(fields.money), []),
        (fields.rows(fields.money, most=1), [1, 2]),
        (fields.either(fields.money, fields.code), "Up"),
    ],
)
def test_a_reader_refuses_what_its_rule_forbids(reader: fields.Reader[Any], bad: object) -> None:
    assert refuses(reader, bad)


def test_a_link_is_the_sha_256_in_hex() -> None:
    assert fields.link_of(b"").startswith("e3b0c44298fc1c14")


@pytest.mark.parametrize("typed", ["Kopi Liwa", "قهوة", "👩\u200d🍳"])
def test_a_name_may_be_entered(typed: str) -> None:
    assert is_fit_text(typed, 120)


@pytest.mark.parametrize("typed", ["", "abc", "\u202ea", "e\u0301", "a\n", "\u0378", "\ud800"])
def test_a_name_that_would_be_refused_later_cannot_be_entered(typed: str) -> None:
    assert not is_fit_text(typed, 2)
