"""`python -m tests.screenshots [folder] [--small]`: pictures of all pages, without a screen."""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from tests.screenshots.walk import Walk

ROOT = Path(__file__).resolve().parent.parent.parent
USUAL, SMALL = (1366, 768), (1024, 600)


def main() -> int:
    """Walk through the program and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--small", action="store_true", help="1024x600 instead of 1366x768")
    parser.add_argument("--language", choices=("id", "en"), default="id")
    chosen = parser.parse_args()
    folder = chosen.folder
    if folder is None and (chosen.small or chosen.language != "id"):
        folder = Path(tempfile.mkdtemp(prefix="gerai-pictures-"))
    folder = folder or ROOT / "docs" / "screenshots"
    folder.mkdir(parents=True, exist_ok=True)
    with _data_folder() as data:
        os.environ["GERAI_DATA"] = str(data)
        walk = Walk(data, folder, SMALL if chosen.small else USUAL, language=chosen.language)
        walk.whole()
    sys.stdout.write(f"{walk.count} pictures in {folder}\n")
    return 0


@contextmanager
def _data_folder() -> Iterator[Path]:
    """Always the same folder, because its path is in the pictures; never one that was there."""
    data = Path(tempfile.gettempdir()) / "Gerai"
    try:
        data.mkdir()
    except FileExistsError:
        sys.exit(f"{data} exists: move it away, the pictures are taken with an empty folder there")
    try:
        yield data
    finally:
        shutil.rmtree(data)


if __name__ == "__main__":
    sys.exit(main())
