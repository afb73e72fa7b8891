"""What we build on: licences we may ship, and a Qt binding that does not abort."""

import re
import subprocess
import sys
import tomllib
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent

_ALLOWED = re.compile(
    r"(MIT(-0|-CMU)?|MIT License|BSD(-[23]-Clause)?|BSD License|Apache-2\.0|ISC|MPL-2\.0|HPND"
    r"|Apache Software License|Mozilla Public License 2\.0 \(MPL 2\.0\)|PSF-2\.0)"
)
_ONLY_FOR_QT = "LGPL-3.0-only"
_QT = {"pyside6-essentials", "shiboken6"}


def _named() -> list[Requirement]:
    """What `pyproject.toml` names for run time, on any system."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [Requirement(text) for text in project["dependencies"]]


def _shipped() -> dict[str, Distribution]:
    """Everything the program needs at run time here, its dependencies' dependencies too."""
    waiting = _wanted_here(_named())
    found: dict[str, Distribution] = {}
    while waiting:
        name = canonicalize_name(waiting.pop().name)
        if name in found:
            continue
        found[name] = distribution(name)
        waiting += _wanted_here([Requirement(text) for text in found[name].requires or []])
    return found


def _wanted_here(needs: list[Requirement]) -> list[Requirement]:
    return [n for n in needs if n.marker is None or n.marker.evaluate({"extra": ""})]


def _licences(package: Distribution) -> str:
    """The licence as an expression; older packages say it in their classifiers only."""
    about = package.metadata
    expression = about.json.get("license_expression")
    if isinstance(expression, str):
        return expression
    classified = [
        text.removeprefix("License :: OSI Approved :: ")
        for text in about.get_all("Classifier") or []
        if text.startswith("License :: OSI Approved :: ")
    ]
    return classified[0] if classified else str(about.json.get("license", ""))


def _may_ship(name: str, expression: str) -> bool:
    """One of the choices (OR) must be allowed in all its parts (AND)."""
    choices = expression.replace("(MPL 2.0)", "[MPL 2.0]").strip()
    choices = re.sub(r"[()]", "", choices).replace("[MPL 2.0]", "(MPL 2.0)")
    return any(
        all(
            _ALLOWED.fullmatch(part.strip()) or (name in _QT and part.strip() == _ONLY_FOR_QT)
            for part in choice.split(" AND ")
        )
        for choice in choices.split(" OR ")
    )


@pytest.mark.parametrize("name", sorted(_shipped()))
def test_ux23_we_may_ship_what_we_build_on(name: str) -> None:
    expression = _licences(_shipped()[name])
    assert _may_ship(name, expression), f"{name}: {expression}"


@pytest.mark.parametrize(
    "expression", ["GPL-3.0-only", "", "LGPL-3.0-only", "MIT AND GPL-2.0-only"]
)
def test_ux23_a_licence_that_would_bind_us_is_noticed(expression: str) -> None:
    assert not _may_ship("somebody", expression)


def test_every_runtime_package_is_described_in_the_docs() -> None:
    described = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    names = {*_shipped(), *(canonicalize_name(one.name) for one in _named())}
    assert [name for name in sorted(names) if name not in described.replace("_", "-")] == []


_MANY_QT_CALLS = """
import sys
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QLabel

class Bell(QObject):
    rung = Signal(object)

application = QApplication([])
label, bell, heard = QLabel(), Bell(), []
bell.rung.connect(heard.append)
before = sys.getrefcount(None)
for _ in range(500):
    label.setText("x")
drift = abs(sys.getrefcount(None) - before)
for number in range(20_000):
    label.setText("x")
    bell.rung.emit(number)
print(drift, len(heard))
"""


def test_ux1_the_qt_binding_survives_many_calls() -> None:
    """PySide6 6.12.0 takes a reference off None on every call and aborts under Python < 3.12.

    The exit code counts: the process dies after it has done all its work.
    """
    done = subprocess.run(
        [sys.executable, "-c", _MANY_QT_CALLS], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    drift, heard = map(int, done.stdout.split())
    assert drift < 50
    assert heard == 20_000
