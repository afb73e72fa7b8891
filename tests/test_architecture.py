"""The floors of the house: who may import whom, and how big a thing may grow.

The tables are the whole rule. A new folder or a new dependency needs a row here, which is the
moment to ask where it belongs.
"""

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

from tests.sources import OURS, ROOT, files_in, in_repository, nodes

GROUND = {
    "pos_app.__version__",
    "pos_app.files",
    "pos_app.settings",
    "pos_app.i18n",
    "pos_app.logs",
}
_BELOW_PRINTING = {"pos_app.papers", "pos_app.domain", *GROUND}
_BELOW_SERVICES = {
    "pos_app.storage",
    "pos_app.exchange",
    "pos_app.printing",
    "pos_app.reporting",
    *_BELOW_PRINTING,
}
_BY_SUBJECT = {f"pos_app.{path.stem}" for path in (ROOT / "pos_app").glob("*_words.py")}
_WORDING = {"pos_app.wording", *_BY_SUBJECT}
_BELOW_UI = {"pos_app.services", *_WORDING, *_BELOW_PRINTING}

MAY_IMPORT: dict[str, set[str]] = {
    "pos_app.__init__": set(),
    "pos_app.__main__": {"pos_app.cli"},
    "pos_app.domain": {"pos_app.domain"},
    "pos_app.files": {"pos_app.domain", *GROUND},
    "pos_app.settings": {"pos_app.domain", *GROUND},
    "pos_app.i18n": {"pos_app.domain", *GROUND},
    "pos_app.logs": {"pos_app.domain", *GROUND},
    "pos_app.papers": _BELOW_PRINTING,
    "pos_app.wording": {*_WORDING, "pos_app.domain", *GROUND},
    **{name: {"pos_app.domain", *GROUND} for name in _BY_SUBJECT},
    "pos_app.system_packages": {*_WORDING},
    "pos_app.storage": {"pos_app.storage", "pos_app.domain", *GROUND},
    "pos_app.exchange": {"pos_app.exchange", "pos_app.domain", *GROUND},
    "pos_app.printing": {"pos_app.printing", *_BELOW_PRINTING},
    "pos_app.reporting": {"pos_app.reporting", *_WORDING, *_BELOW_PRINTING},
    "pos_app.services": {"pos_app.services", *_BELOW_SERVICES},
    "pos_app.bootstrap": {"pos_app.services", *_WORDING, *_BELOW_SERVICES},
    "pos_app.simulation": {
        "pos_app.simulation",
        "pos_app.bootstrap",
        "pos_app.services",
        *_BELOW_PRINTING,
    },
    "pos_app.cli": {
        "pos_app.cli",
        "pos_app.simulation",
        "pos_app.bootstrap",
        "pos_app.services",
        *_WORDING,
        *_BELOW_PRINTING,
    },
    "ui": {"ui", *_BELOW_UI},
    "ui.app": {"ui", "pos_app.bootstrap", *_BELOW_UI},
}

# Names from outside → the one place that imports them.
ONLY_HOME = {
    "PIL": "pos_app.printing",
    "PySide6": "ui",
    "click": "pos_app.cli",
    "cryptography": "pos_app.exchange",
    "escpos": "pos_app.printing",
    "gettext": "pos_app.i18n",
    "orjson": "pos_app.exchange.fields",
    "platformdirs": "pos_app.files",
    "python_calamine": "pos_app.exchange",
    "reportlab": "pos_app.reporting",
    "segno": "pos_app.papers",
    "pywintypes": "pos_app.printing",
    "serial": "pos_app.printing",
    "shiboken6": "ui",
    "socket": "pos_app.printing",
    "sqlite3": "pos_app.storage",
    "win32print": "pos_app.printing",
    "xlsxwriter": "pos_app.reporting",
}

FUNCTION_WALL, CLASS_WALL, FILE_WALL = 60, 250, 500


def modules() -> tuple[Path, ...]:
    """Every module of the program."""
    return files_in(*OURS)


def written_files() -> list[Path]:
    """Everything written by hand: the program, its tests and run.py."""
    return [*sorted(ROOT.glob("*.py")), *modules(), *files_in("tests")]


@cache
def dotted(path: Path) -> str:
    """The import name of a module; the empty __init__ of a folder counts as the folder."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name if name == "pos_app.__init__" else name.removesuffix(".__init__")


@dataclass(frozen=True, slots=True)
class Module:
    """What the rules ask of a file: the names it imports, and what is too long in it."""

    imports: tuple[str, ...]
    too_long: tuple[str, ...]


@cache
def module(path: Path) -> Module:
    """Read a file, once for all rules."""
    tree = list(nodes(path))
    lines = path.read_text(encoding="utf-8").count("\n")
    whole = [f"{lines} lines, split it by noun"] if lines > FILE_WALL else []
    return Module(tuple(_imported(tree, path)), (*whole, *_too_long(tree)))


def imports(path: Path) -> tuple[str, ...]:
    """Every name a module imports, wherever the import stands."""
    return module(path).imports


def _imported(tree: list[ast.AST], path: Path) -> Iterator[str]:
    for node in tree:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, f"{path}: relative import"
            assert node.level == 0, f"{path}: relative import"
            if node.module in OURS:  # from pos_app import storage
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def _too_long(tree: list[ast.AST]) -> Iterator[str]:
    for node in tree:
        if isinstance(node, ast.ClassDef):
            wall = CLASS_WALL
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            wall = FUNCTION_WALL
        else:
            continue
        assert node.end_lineno is not None
        lines = node.end_lineno - node.lineno + 1
        if lines > wall:
            yield f"{node.name} has {lines} lines"


def lies_in(name: str, place: str) -> bool:
    """Whether a name is this module or inside this folder."""
    return name == place or name.startswith(place + ".")


def row_of(module: str) -> str | None:
    """The row of the table that speaks about a module: the longest that fits."""
    return max((row for row in MAY_IMPORT if lies_in(module, row)), key=len, default=None)


def test_every_module_stands_in_the_table() -> None:
    homeless = [dotted(path) for path in modules() if row_of(dotted(path)) is None]
    assert homeless == [], "a new folder needs a row in MAY_IMPORT"


def test_a_module_imports_only_from_the_floors_below() -> None:
    assert [fault for path in modules() for fault in _too_high(path)] == []


def _too_high(path: Path) -> Iterator[str]:
    row = row_of(dotted(path))
    allowed = MAY_IMPORT[row] if row else set()
    for name in imports(path):
        is_ours = name.split(".")[0] in OURS
        if is_ours and not any(lies_in(name, place) for place in allowed):
            yield f"{dotted(path)} imports {name}"


def test_every_dependency_has_one_home() -> None:
    assert [fault for path in modules() for fault in _away_from_home(path)] == []


def _away_from_home(path: Path) -> Iterator[str]:
    for name in imports(path):
        top = name.split(".")[0]
        home = ONLY_HOME.get(top)
        if not (home or top in OURS or top in sys.stdlib_module_names):
            yield f"{dotted(path)}: {top} has no home yet"
        elif home is not None and not lies_in(dotted(path), home):
            yield f"{dotted(path)}: {top} lives in {home}"


JOIN_SCREENS = {
    "ui.app",
    "ui.booth_pages",
    "ui.booth_printing",
    "ui.booth_scans",
    "ui.booth_sides",
    "ui.booth_window",
    "ui.organizer_window",
}
"""A booth's window and its helpers, an organizer's, and the program that opens them."""


def test_a_screen_knows_no_other_screen_and_only_the_windows_join_them() -> None:
    screens = {f"ui.{path.parent.name}" for path in (ROOT / "ui").glob("*/*.py")}
    met = [
        f"{dotted(path)} imports {name}"
        for path in files_in("ui")
        if dotted(path) not in JOIN_SCREENS
        for name in imports(path)
        if any(lies_in(name, one) and not lies_in(dotted(path), one) for one in screens)
    ]
    assert met == []


def test_nothing_grows_beyond_its_wall() -> None:
    too_long = [
        f"{in_repository(path)}: {what}"
        for path in written_files()
        for what in module(path).too_long
    ]
    assert too_long == []


def test_nobody_else_owns_our_import_names() -> None:
    owners = packages_distributions()
    for name in OURS:
        assert set(owners.get(name, [])) <= {"gerai"}
