"""What is typed to find a receipt, and all it can mean."""

import pytest

from pos_app.domain.receipt_search import SearchTerm, read_terms

DEV = "7k3mq2"


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("123", SearchTerm((123,), (123, 123_000), whole_words=("123",))),
        ("7K3MQ2-000123", SearchTerm((123,))),
        ("ABCDEF-000123", SearchTerm(word_starts=("abcdef", "000123"))),
        ("50rb", SearchTerm(amounts=(50_000,), word_starts=("50rb",))),
        ("50.000", SearchTerm(amounts=(50_000,), whole_words=("50", "000"))),
        ("14.32", SearchTerm((), (14_320,), "14:32", ("14", "32"))),
        ("9:05", SearchTerm(clock="09:05", whole_words=("9", "05"))),
        ("24.00", SearchTerm((), (24, 24_000), "", ("24", "00"))),
        ("Café", SearchTerm(word_starts=("cafe",))),
        ("1,5 jt", SearchTerm(amounts=(1_500_000,))),
    ],
)
def test_a_piece_means_everything_it_can_mean(text: str, term: SearchTerm) -> None:
    assert read_terms(text, DEV) == (term,)


def test_several_pieces_all_have_to_fit() -> None:
    kopi, amount = read_terms("  kopi   50rb ", DEV)
    assert kopi.word_starts == ("kopi",)
    assert amount.amounts == (50_000,)


def test_nothing_typed_asks_for_nothing() -> None:
    assert read_terms("   ", DEV) == ()


def test_signs_alone_fit_no_receipt() -> None:
    assert read_terms("--", DEV) == (SearchTerm(),)
