"""What the cart tells of itself, in words."""

from collections.abc import Iterator
from typing import get_args

import pytest

from pos_app.cart_words import notice_words, open_item_name
from pos_app.domain.cart_errors import BadWords, ReasonMissing
from pos_app.domain.cart_notices import (
    AgreementDropped,
    CartNotice,
    DiscountCapped,
    OlderPriceKept,
)
from pos_app.i18n import LANGUAGES, Language, use_language
from pos_app.wording import words_for

NOTICES: tuple[CartNotice, ...] = (
    DiscountCapped("", 15_000, 12_000),
    DiscountCapped("Mug", 15_000, 12_000),
    AgreementDropped(85_000),
    OlderPriceKept("Mug", 50_000, 60_000),
)


@pytest.fixture(params=LANGUAGES)
def chosen(request: pytest.FixtureRequest) -> Iterator[Language]:
    use_language(request.param)
    yield request.param
    use_language("en")


def test_every_notice_has_words_with_its_amounts(chosen: Language) -> None:
    assert {type(notice) for notice in NOTICES} == set(get_args(CartNotice))
    for notice in NOTICES:
        words = notice_words(notice)
        assert "{" not in words
        assert "Rp" in words
    assert open_item_name()


def test_each_reason_that_is_missing_or_wrong_is_asked_for_in_its_own_words(
    chosen: Language,
) -> None:
    errors = (
        ReasonMissing("price"),
        ReasonMissing("zero"),
        BadWords("too_long", 200),
        BadWords("signs", 200),
    )
    assert len({words_for(error) for error in errors}) == len(errors)
