"""Every refusal, outside error, problem and state has words, in both languages, with places filled.

The catalogues are complete: what is in the code is in them, and nothing else.
"""

import string
from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Literal, get_args

import pytest

from pos_app.correction_words import (
    CANNOT_VOID_WORDS,
    NO_KUITANSI_WORDS,
    REFUND_REASONS,
    VOID_REASONS,
    receipt_state_words,
)
from pos_app.domain import errors
from pos_app.domain.correction_errors import CannotVoid, CannotVoidWhy, NoKuitansi
from pos_app.domain.drawer import GIVE_UP_REASONS, MOVE_REASONS
from pos_app.domain.errors import (
    FileIsRefused,
    KeyFileError,
    KeyFileFault,
    OutsideError,
    PosError,
    Problem,
    ProductIsIncomplete,
    Refusal,
)
from pos_app.domain.money import Quantity
from pos_app.domain.outcome import OUTCOMES, OtherKind
from pos_app.domain.people_errors import OperatorIsIncomplete
from pos_app.domain.price_preview import PriceListProblem, RowReason
from pos_app.domain.receipt_search import ReceiptState
from pos_app.domain.tender import SEEN_ON
from pos_app.files import FileFault, FileTrouble
from pos_app.i18n import LANGUAGES, Language, use_language
from pos_app.outside_words import printer_words
from pos_app.papers.reasons import reason_words
from pos_app.payment_words import (
    QRIS_REFUSALS,
    QRIS_REMARKS,
    qris_remark_words,
    seen_words,
)
from pos_app.rule_words import RULE_FIELDS
from pos_app.storage.print_queue import JobState
from pos_app.taken_words import other_kind_words, outcome_words
from pos_app.verdict_words import (
    PROBLEM_CODES,
    list_problem_words,
    problem_words,
    row_words,
)
from pos_app.wording import (
    DIFFERENCE_REASONS,
    job_state_words,
    over_short_words,
    words_for,
)
from tests.catalogue import LANGUAGES as CATALOGUES
from tests.catalogue import sentences, translations, updated

SAMPLES: dict[str, object] = {
    "code": "form",
    "text": "12",
    "field": "name",
    "why": "zero",
    "day": date(2026, 11, 26),
    "path": Path("berkas.txt"),
    "folder": Path("folder"),
    "problem": Problem("E_SIG", 3),
    "left": Quantity.of("1.5"),
    "right": "void",
    "command": "pay",
}

# Errors whose words depend on a code: each code is tried in a test of its own.
BY_CODE = (
    KeyFileError,
    FileTrouble,
    ProductIsIncomplete,
    errors.BadEventDetails,
    errors.BadRule,
    errors.BadQris,
    CannotVoid,
    NoKuitansi,
    OperatorIsIncomplete,
)


def kinds(of: type[PosError]) -> Iterator[type[PosError]]:
    for kind in of.__subclasses__():
        yield from kinds(kind)
        yield kind


ALL_KINDS = [kind for kind in kinds(PosError) if kind not in (Refusal, OutsideError)]


def sample(kind: type[PosError]) -> PosError:
    if "__dataclass_fields__" not in vars(kind):
        return kind()
    return kind(*(SAMPLES.get(field.name, 7) for field in fields(kind)))  # type: ignore[arg-type]


@pytest.fixture(params=LANGUAGES)
def chosen(request: pytest.FixtureRequest) -> Iterator[Language]:
    use_language(request.param)
    yield request.param
    use_language("en")


def is_a_sentence(words: str) -> bool:
    return bool(words) and "{" not in words and words == words.strip()


@pytest.mark.parametrize(
    "kind", [k for k in ALL_KINDS if k not in BY_CODE], ids=lambda k: k.__name__
)
def test_every_error_says_what_to_do_next(chosen: Language, kind: type[PosError]) -> None:
    assert is_a_sentence(words_for(sample(kind)))


@pytest.mark.parametrize("code", PROBLEM_CODES)
def test_every_problem_has_a_sentence_of_its_own(chosen: Language, code: str) -> None:
    words = problem_words(Problem(code))
    assert is_a_sentence(words)
    assert words in problem_words(Problem(code, 12))
    others = [problem_words(Problem(other)) for other in PROBLEM_CODES if other != code]
    assert words not in others


def test_a_refused_file_is_named(chosen: Language) -> None:
    refused = FileIsRefused(Problem("E_OLD"), "paket.gerai.txt")
    assert words_for(refused).startswith("paket.gerai.txt: ")


@pytest.mark.parametrize("what", get_args(KeyFileFault))
def test_every_fault_of_a_key_file_has_words(chosen: Language, what: KeyFileFault) -> None:
    assert "kunci.pem" in words_for(KeyFileError(Path("kunci.pem"), what))


@pytest.mark.parametrize("what", get_args(FileFault))
def test_every_fault_of_a_file_has_words(chosen: Language, what: FileFault) -> None:
    assert "berkas.txt" in words_for(FileTrouble(Path("berkas.txt"), what))


@pytest.mark.parametrize(
    "field",
    [
        "id",
        "name",
        "days",
        "zone",
        "cut_off",
        "currency",
        "booths",
        "booth",
        "booth_name",
        "booth_region",
        "booth_days",
        "folder",
    ],
)
def test_every_detail_of_an_event_has_words(chosen: Language, field: str) -> None:
    assert is_a_sentence(words_for(errors.BadEventDetails(field, "x")))


@pytest.mark.parametrize("field", RULE_FIELDS)
def test_every_rule_of_a_booth_says_what_it_may_be(chosen: Language, field: str) -> None:
    assert is_a_sentence(words_for(errors.BadRule(field)))


@pytest.mark.parametrize("code", QRIS_REFUSALS)
def test_every_refusal_of_a_qris_code_says_what_to_do(chosen: Language, code: str) -> None:
    words = words_for(errors.BadQris(code, 10_000_000))
    assert is_a_sentence(words)
    others = [words_for(errors.BadQris(other)) for other in QRIS_REFUSALS if other != code]
    assert words not in others


def test_every_remark_on_a_qris_code_and_every_way_of_seeing_money_has_words(
    chosen: Language,
) -> None:
    assert all(is_a_sentence(qris_remark_words(code)) for code in QRIS_REMARKS)
    assert all(is_a_sentence(seen_words(seen)) for seen in SEEN_ON)


@pytest.mark.parametrize("why", get_args(RowReason))
def test_every_row_of_a_price_list_says_why(chosen: Language, why: str) -> None:
    assert is_a_sentence(row_words(why))


@pytest.mark.parametrize("code", get_args(PriceListProblem))
def test_every_price_list_that_cannot_be_read_says_why(chosen: Language, code: str) -> None:
    assert is_a_sentence(list_problem_words(code))


def test_states_verdicts_and_reasons_have_words(chosen: Language) -> None:
    assert all(is_a_sentence(job_state_words(state)) for state in get_args(JobState))
    assert all(is_a_sentence(outcome_words(outcome)) for outcome in OUTCOMES)
    assert all(is_a_sentence(other_kind_words(kind)) for kind in get_args(OtherKind))
    offered = (DIFFERENCE_REASONS, GIVE_UP_REASONS, *MOVE_REASONS.values())
    assert all("-" not in reason_words(code) for code in chain.from_iterable(offered))
    assert all(reason_words(code) != code for code in chain.from_iterable(offered))
    assert is_a_sentence(printer_words("A_CODE_NOBODY_KNOWS"))


def test_what_cannot_be_taken_back_says_why(chosen: Language) -> None:
    assert set(CANNOT_VOID_WORDS) == set(get_args(CannotVoidWhy))
    assert all(is_a_sentence(words_for(CannotVoid(why))) for why in CANNOT_VOID_WORDS)
    missing = tuple(NO_KUITANSI_WORDS)
    assert all(is_a_sentence(words_for(NoKuitansi(one))) for one in missing)  # type: ignore[arg-type]
    reasons = [reason_words(code) for code in (*VOID_REASONS, *REFUND_REASONS)]
    assert all(is_a_sentence(words) and "-" not in words for words in reasons)
    assert all(is_a_sentence(receipt_state_words(state)) for state in get_args(ReceiptState))


@pytest.mark.parametrize(
    ("field", "why"),
    [
        ("name", "missing"),
        ("name", "form"),
        ("name", "taken"),
        ("pin", "missing"),
        ("pin", "form"),
        ("claim", "form"),
    ],
)
def test_a_person_s_form_says_what_is_wrong_with_each_field(
    chosen: Language,
    field: Literal["name", "pin", "claim"],
    why: Literal["missing", "taken", "form"],
) -> None:
    assert is_a_sentence(words_for(OperatorIsIncomplete(field, why)))


def test_a_difference_never_stands_without_its_word() -> None:
    use_language("id")
    assert over_short_words(-2_000) == "kurang Rp2.000"
    assert over_short_words(5_000) == "lebih Rp5.000"
    assert over_short_words(0) == "pas"
    assert over_short_words(None) == "belum dihitung"
    use_language("en")


@pytest.mark.parametrize("language", CATALOGUES)
def test_a_catalogue_holds_exactly_the_sentences_of_the_code(language: str) -> None:
    wanted = {message.id for message in sentences() if message.id}
    held = {message.id for message in translations(language) if message.id}
    assert held == wanted, "run: python -m tests.catalogue"


@pytest.mark.parametrize("language", CATALOGUES)
def test_every_sentence_is_translated_with_the_same_places(language: str) -> None:
    for message in updated(language):
        if not message.id:
            continue
        source = message.id if isinstance(message.id, str) else message.id[-1]
        strings = message.string if isinstance(message.string, tuple) else (message.string,)
        for text in strings:
            assert text, f"{language}: {source!r} has no translation"
            assert places(text) == places(source), f"{language}: {source!r}"


def places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
