"""What is written by hand here, for the tests that hold it to the rules of the house."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OURS = ("pos_app", "ui")


@cache
def files_in(*folders: str) -> tuple[Path, ...]:
    """Every Python file in these folders of the checkout."""
    return tuple(sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py")))


def nodes(path: Path) -> Iterator[ast.AST]:
    """All nodes of a file's syntax tree. Trees of all files would be too much to keep."""
    return ast.walk(ast.parse(path.read_text(encoding="utf-8")))


def in_repository(path: Path) -> str:
    """How a file is called where a test speaks of it."""
    return path.relative_to(ROOT).as_posix()
