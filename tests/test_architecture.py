"""The floors of the house: who may import whom, and how big a thing may grow.

The tables are the whole rule. A new folder or a new dependency needs a row here, which is the
moment to ask where it belongs.
"""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
OURS = {"pos_app", "ui"}

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


def modules() -> list[Path]:
    """Every module of the program."""
    return sorted(path for name in OURS for path in (ROOT / name).rglob("*.py"))


def written_files() -> list[Path]:
    """Everything written by hand: the program, its tests and run.py with its words."""
    return [*sorted(ROOT.glob("*.py")), *modules(), *sorted((ROOT / "tests").rglob("*.py"))]


def dotted(path: Path) -> str:
    """The import name of a module; the empty __init__ of a folder counts as the folder."""
    name = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return name if name == "pos_app.__init__" else name.removesuffix(".__init__")


def in_repository(path: Path) -> str:
    """How a file is called in a test's name."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every name a module imports, wherever the import stands."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, f"{path}: relative import"
            assert node.level == 0, f"{path}: relative import"
            if node.module in OURS:  # from pos_app import storage
                yield from (f"{node.module}.{alias.name}" for alias in node.names)
            else:
                yield node.module


def lies_in(name: str, place: str) -> bool:
    """Whether a name is this module or inside this folder."""
    return name == place or name.startswith(place + ".")


def row_of(module: str) -> str | None:
    """The row of the table that speaks about a module: the longest that fits."""
    return max((row for row in MAY_IMPORT if lies_in(module, row)), key=len, default=None)


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_every_module_stands_in_the_table(path: Path) -> None:
    assert row_of(dotted(path)) is not None, "a new folder needs a row in MAY_IMPORT"


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_a_module_imports_only_from_the_floors_below(path: Path) -> None:
    row = row_of(dotted(path))
    allowed = MAY_IMPORT[row] if row else set()
    ours = [name for name in imports(path) if name.split(".")[0] in OURS]
    too_high = [name for name in ours if not any(lies_in(name, place) for place in allowed)]
    assert too_high == []


@pytest.mark.parametrize("path", modules(), ids=dotted)
def test_every_dependency_has_one_home(path: Path) -> None:
    for name in imports(path):
        top = name.split(".")[0]
        home = ONLY_HOME.get(top)
        assert home or top in OURS or top in sys.stdlib_module_names, f"{top} has no home yet"
        assert home is None or lies_in(dotted(path), home), f"{top} lives in {home}"


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


def screens() -> set[str]:
    """The folders of `ui`, one per screen."""
    return {f"ui.{path.parent.name}" for path in (ROOT / "ui").glob("*/*.py")}


@pytest.mark.parametrize(
    "path", [path for path in modules() if lies_in(dotted(path), "ui")], ids=dotted
)
def test_a_screen_knows_no_other_screen_and_only_the_windows_join_them(path: Path) -> None:
    me = dotted(path)
    if me in JOIN_SCREENS:
        return
    others = {screen for screen in screens() if not lies_in(me, screen)}
    met = [name for name in imports(path) if any(lies_in(name, screen) for screen in others)]
    assert met == []


@pytest.mark.parametrize("path", written_files(), ids=in_repository)
def test_nothing_grows_beyond_its_wall(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= FILE_WALL, f"{lines} lines: split the file by noun"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            wall = CLASS_WALL
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            wall = FUNCTION_WALL
        else:
            continue
        assert node.end_lineno is not None
        lines = node.end_lineno - node.lineno + 1
        assert lines <= wall, f"{node.name}: {lines} lines"


def test_nobody_else_owns_our_import_names() -> None:
    owners = packages_distributions()
    for name in OURS:
        assert set(owners.get(name, [])) <= {"gerai"}
