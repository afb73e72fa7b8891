import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.printing.status import FENCE, LATE_FENCE, Answers, Health, ask_health
from pos_app.printing.transport import Progress, Question, nobody_asks

BLOCK = b"\x1c\x00\x0f\x00"  # an automatic status block, here of a printer that ran out of paper


class Talker:
    """A link whose printer has one saying ready for each question, in pieces of any size."""

    def __init__(self, *sayings: bytes | list[bytes], before: bytes = b"") -> None:
        self.asked: list[bytes] = []
        self._sayings = list(sayings)
        self._answers = Answers()
        self._answers.hear(before)

    def connect(self) -> None:
        pass

    def send(self, data: bytes, progress: Progress = nobody_asks) -> None:
        raise AssertionError("a question is no paper")

    def ask(self, question: Question, wait_s: float) -> int | None:
        if question.data:
            self.asked.append(question.data)
            self._answers.expect()
        saying = self._sayings.pop(0) if self._sayings else b""
        for piece in [saying] if isinstance(saying, bytes) else saying:
            self._answers.hear(piece)
        return self._answers.take(question)

    def finish(self) -> None:
        pass

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("sayings", "code"),
    [
        ([b"\x12", b"\x12", b"\x12"], ""),
        ([b"\x16", b"\x12", b"\x12"], ""),  # the drawer is open
        ([b"\x12", b"\x12", b"\x1e"], ""),  # the roll is near its end, and still prints
        ([b"\x1a", b"\x32", b"\x7e"], "PAPER_OUT"),
        ([b"\x1a", b"\x12", b"\x72"], "PAPER_OUT"),
        ([b"\x1a", b"\x16", b"\x12"], "COVER_OPEN"),
        ([b"\x1a", b"\x36", b"\x7e"], "PAPER_OUT"),  # the first thing to do, of the two
        ([b"\x1a", b"\x12", b"\x12"], "OFFLINE"),
        ([b"\x1a", b"", b""], "OFFLINE"),
        ([b"\x12", b"\x16", b""], "COVER_OPEN"),
        ([b"\x12", b"\x12", b""], None),
        ([b"", b"\x12", b"\x12"], None),
    ],
)
def test_an_answer_is_read_by_its_bits(sayings: list[bytes], code: str | None) -> None:
    health = ask_health(Talker(*sayings), 1)
    assert health == Health(code)
    assert health.is_blocked is bool(code)


@pytest.mark.parametrize(
    "nonsense",
    [b"\x00", b"\x11", b"\x13", b"\x00\x00", b"\xff", b"\x92", b"OK", BLOCK, b"\x10", b"\x0f"],
)
def test_nonsense_is_unknown_and_stops_no_paper(nonsense: bytes) -> None:
    health = ask_health(Talker(nonsense, nonsense, nonsense), 1)
    assert health == Health(None)
    assert not health.is_blocked


@pytest.mark.parametrize("constant", [b"\x16", b"\x1a", b"\x1e", b"\x7e"])
def test_one_byte_for_every_question_tells_nothing(constant: bytes) -> None:
    assert ask_health(Talker(constant, constant, constant), 1) == Health(None)


def test_a_silent_printer_is_asked_only_once() -> None:
    talker = Talker()
    assert ask_health(talker, 1) == Health(None)
    assert talker.asked == [b"\x10\x04\x01"]


@pytest.mark.parametrize(
    "sayings",
    [
        [BLOCK + b"\x12", b"\x12" + BLOCK, b"\x13\x12\x11"],
        [[b"\x1c", b"\x00\x0f", b"\x00\x12"], b"\x12", b"\x12"],
        [b"\x1c\x00\x13\x0f\x11\x00\x12", b"\x12", b"\x12"],  # flow control inside a block
        [b"\x1c\x00\x12", b"\x12", b"\x12"],  # a block that never ends
    ],
)
def test_blocks_and_flow_control_that_nobody_asked_for_are_no_answers(
    sayings: list[bytes | list[bytes]],
) -> None:
    assert ask_health(Talker(*sayings), 1) == Health("")


@pytest.mark.parametrize("answer", [b"\x00", b"\x03", b"\x0c", b"\x6f"])
def test_the_fence_is_answered_by_a_byte_of_its_own_pattern(answer: bytes) -> None:
    assert Talker(answer).ask(FENCE, 1) == answer[0]
    assert Talker(b"", b"\x11" + answer).ask(LATE_FENCE, 1) is None, "nothing was there yet"


@pytest.mark.parametrize("other", [b"\x12", b"\x80", b"\x9f", b"\x11", BLOCK, b""])
def test_nothing_else_answers_the_fence(other: bytes) -> None:
    assert Talker(other).ask(FENCE, 1) is None


def test_a_late_answer_to_the_fence_still_counts() -> None:
    talker = Talker(b"", b"", b"\x00")
    assert talker.ask(FENCE, 1) is None
    assert talker.ask(LATE_FENCE, 1) is None
    assert talker.ask(LATE_FENCE, 1) == 0
    assert talker.asked == [FENCE.data]


def test_what_was_said_before_a_question_does_not_answer_it() -> None:
    assert Talker(b"", before=b"\x00\x12").ask(FENCE, 1) is None


@pytest.mark.parametrize("late", [b"\x00", b"\x12", b"\x0c"])
def test_a_late_answer_to_the_state_never_confirms_a_paper(late: bytes) -> None:
    talker = Talker(b"", late, b"\x00")
    assert ask_health(talker, 1) == Health(None)
    assert talker.ask(FENCE, 1) is None
    assert talker.ask(LATE_FENCE, 1) == 0


def test_a_late_answer_is_not_taken_for_one_to_the_next_question() -> None:
    talker = Talker(b"", b"\x1a\x12", b"\x12", b"\x12")
    assert ask_health(talker, 1) == Health(None)
    assert ask_health(talker, 1) == Health("")


@settings(max_examples=1000)
@given(st.binary(max_size=32))
def test_whatever_a_printer_says_it_is_fine_in_trouble_or_unknown(said: bytes) -> None:
    part = len(said) // 4
    talker = Talker(*(said[start : start + part] for start in (0, part, 2 * part, 3 * part)))
    health = ask_health(talker, 1)
    assert health.code in (None, "", "PAPER_OUT", "COVER_OPEN", "OFFLINE")
    assert health.is_blocked is (health.code not in (None, ""))
    fence = talker.ask(FENCE, 1)
    assert fence is None or FENCE.answers(fence)
