"""House rules that a person forgets and a syntax tree does not: colours, waiting, words."""

import ast
import re
from collections.abc import Iterable, Iterator

import pytest

from tests.sources import OURS, files_in, in_repository, nodes

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
_WAITING = {("qtbot", "wait"), ("QTest", "qWait"), ("QTest", "qSleep"), ("time", "sleep")}
_SKIPPING = {("pytest", "skip"), ("pytest", "importorskip"), ("mark", "skip"), ("mark", "skipif")}
_TEXTS_OF = {"_": 1, "N_": 1, "ngettext": 2}  # word function → how many texts it takes


def test_colours_stand_only_in_the_theme() -> None:
    found = [
        f"{in_repository(path)}: {node.value}"
        for path in files_in("ui")
        if path.name != "theme.py"
        for node in nodes(path)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if _COLOUR.search(node.value)
    ]
    assert found == []


def test_no_test_waits_by_the_clock_or_steps_aside() -> None:
    found = [
        f"{in_repository(path)}, line {node.lineno}: {ast.unparse(node)}"
        for path in files_in("tests")
        for node in _banned_in_tests(nodes(path))
    ]
    assert found == []


def _banned_in_tests(tree: Iterable[ast.AST]) -> Iterator[ast.Attribute | ast.ImportFrom]:
    for node in tree:
        match node:
            case ast.Attribute(value=owner, attr=name):
                used = {(_last_name(owner), name)}
            case ast.ImportFrom(module=str(owner_name), names=names):
                used = {(owner_name, alias.name) for alias in names}
            case _:
                continue
        if used & (_WAITING | _SKIPPING):
            yield node


def _last_name(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
        case _:
            return ""


def test_ux21_every_sentence_can_be_found_by_the_translator() -> None:
    """Babel passes by `_(f"…")`, `_(variable)` and `_` inside an f-string without a word."""
    found = [
        f"{in_repository(path)}, line {words}"
        for path in files_in(*OURS)
        for words in _unfindable_words(nodes(path))
    ]
    assert found == []


def _unfindable_words(tree: Iterable[ast.AST]) -> Iterator[str]:
    for node in tree:
        if isinstance(node, ast.JoinedStr):
            inside = (part for part in ast.walk(node) if _is_word_call(part))
            yield from (
                f"{node.lineno}: inside an f-string: {ast.unparse(part)}" for part in inside
            )
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = node.args[: _TEXTS_OF.get(node.func.id, 0)]
            if not all(_is_literal(text) or _is_marked(text, node.func.id) for text in texts):
                yield f"{node.lineno}: neither a literal nor marked: {ast.unparse(node)}"


def _is_word_call(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {"_", "ngettext"}
    )


def _is_literal(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_marked(node: ast.expr, function: str) -> bool:
    """A constant of a module, in capitals: its words were marked with N_() where it is made."""
    named = node.value if isinstance(node, ast.Subscript) else node
    return (
        function == "_"
        and isinstance(named, ast.Name | ast.Attribute)
        and _last_name(named).isupper()
    )


@pytest.mark.parametrize(
    "source",
    [
        '_(f"Hi {name}")',
        "_(text)",
        "f\"{_('Hi')} you\"",
        "ngettext('one', many, 2)",
        "N_(text)",
        "N_(WORDS)",
    ],
)
def test_ux21_the_lint_sees_each_way_to_hide_a_sentence(source: str) -> None:
    assert len(list(_unfindable_words(ast.walk(ast.parse(source))))) == 1


def test_the_lint_lets_good_sentences_pass() -> None:
    good = "_('Hi {x}').format(x=x); ngettext('a', 'b', n); _('long' ' text'); _(WORDS[kind])"
    assert list(_unfindable_words(ast.walk(ast.parse(good)))) == []
