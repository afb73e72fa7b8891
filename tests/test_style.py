"""House rules that a person forgets and a syntax tree does not: colours, waiting, words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
_WAITING = {("qtbot", "wait"), ("QTest", "qWait"), ("QTest", "qSleep"), ("time", "sleep")}
_SKIPPING = {("pytest", "skip"), ("pytest", "importorskip"), ("mark", "skip"), ("mark", "skipif")}
_TEXTS_OF = {"_": 1, "N_": 1, "ngettext": 2}  # word function → how many texts it takes


def _files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def _in_repository(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", _files("ui"), ids=_in_repository)
def test_colours_stand_only_in_the_theme(path: Path) -> None:
    if path.name == "theme.py":
        return
    texts = [
        node.value
        for node in ast.walk(_tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    assert [text for text in texts if _COLOUR.search(text)] == []


@pytest.mark.parametrize("path", _files("tests"), ids=_in_repository)
def test_no_test_waits_by_the_clock_or_steps_aside(path: Path) -> None:
    found = [f"{node.lineno}: {ast.unparse(node)}" for node in _banned_in_tests(_tree(path))]
    assert found == []


def _banned_in_tests(tree: ast.Module) -> Iterator[ast.Attribute | ast.ImportFrom]:
    for node in ast.walk(tree):
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


@pytest.mark.parametrize("path", _files("pos_app", "ui"), ids=_in_repository)
def test_ux21_every_sentence_can_be_found_by_the_translator(path: Path) -> None:
    """Babel passes by `_(f"…")`, `_(variable)` and `_` inside an f-string without a word."""
    assert list(_unfindable_words(_tree(path))) == []


def _unfindable_words(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
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
    assert len(list(_unfindable_words(ast.parse(source)))) == 1


def test_the_lint_lets_good_sentences_pass() -> None:
    good = "_('Hi {x}').format(x=x); ngettext('a', 'b', n); _('long' ' text'); _(WORDS[kind])"
    assert list(_unfindable_words(ast.parse(good))) == []
