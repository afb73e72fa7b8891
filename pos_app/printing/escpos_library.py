"""python-escpos, imported once and late, without its side effects (printing.md 2.1)."""

import contextlib
import logging
import os
import pickle
import tempfile
import threading
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pos_app.domain.errors import PrinterError
from pos_app.domain.printer import DOTS
from pos_app.files import FileTrouble, data_dir, make_folder

if TYPE_CHECKING:
    from escpos.printer import Dummy

_import_lock = threading.Lock()


def load_library() -> None:
    """Import the library now, if that was not done before."""
    _library()


def new_dummy(columns: int) -> "Dummy":
    """A printer of that many columns that only gathers bytes. Raises PrinterError BAD_PAPER."""
    return _library()(profile=_profile_name(columns))


def _profile_name(columns: int) -> str:
    return f"gerai-{columns}"


@cache
def _library() -> "type[Dummy]":
    """The class that gathers bytes.

    Its import would leave a folder in the temporary folder at each start and take over the root
    logger.
    """
    with _import_lock:
        _choose_cache_folder()
        root = logging.getLogger()
        handlers, level = root.handlers[:], root.level
        try:
            with _leaving_nothing_behind():
                try:
                    return _import_library()
                except (EOFError, pickle.UnpicklingError):
                    _forget_torn_cache()
                    return _import_library()
        except OSError as error:  # a full disk; the sale goes on and its paper waits
            raise PrinterError("BAD_PAPER", str(error)) from error
        finally:
            root.handlers[:] = handlers
            root.setLevel(level)


def _choose_cache_folder() -> None:
    with contextlib.suppress(FileTrouble):  # then the library takes the temporary folder
        folder = make_folder(data_dir() / "cache")
        os.environ.setdefault("ESCPOS_CAPABILITIES_PICKLE_DIR", str(folder))


@contextlib.contextmanager
def _leaving_nothing_behind() -> Iterator[None]:
    """The import makes a temporary folder whether it is used or not: make it where it goes away."""
    before = tempfile.tempdir
    with tempfile.TemporaryDirectory() as passing:
        tempfile.tempdir = passing
        try:
            yield
        finally:
            tempfile.tempdir = before


def _import_library() -> "type[Dummy]":
    from escpos import capabilities  # noqa: PLC0415  slow to import
    from escpos.printer import Dummy  # noqa: PLC0415  slow to import

    for columns, dots in DOTS.items():
        capabilities.CAPABILITIES["profiles"].setdefault(
            _profile_name(columns), _own_profile(columns, dots)
        )
    return Dummy


def _forget_torn_cache() -> None:
    """A power cut while the library wrote its cache must not stop all printing for ever."""
    folder = os.environ.get("ESCPOS_CAPABILITIES_PICKLE_DIR")
    for file in Path(folder).glob("*.pickle") if folder else ():
        file.unlink()


def _own_profile(columns: int, dots: int) -> dict[str, object]:
    """What we rely on and no more; the library's own profiles claim too much."""
    return {
        "name": _profile_name(columns),
        "vendor": "",
        "notes": "",
        "media": {"dpi": 203, "width": {"mm": dots / 8, "pixels": dots}},
        "fonts": {"0": {"name": "Font A", "columns": columns}},
        "colors": {"0": "black"},
        "codePages": {"0": "CP437"},
        "features": {"bitImageRaster": True},
    }
