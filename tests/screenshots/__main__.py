"""`python -m tests.screenshots [folder] [--small] [--scale 1.25]`: pictures of all pages.

Without a folder the pictures of the documents are drawn, and those that are drawn no more go.
Every other folder gets all pages, also those that the documents do without.
"""

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported

from tests.screenshots.camera import Plan
from tests.screenshots.walk import Walk

ROOT = Path(__file__).resolve().parent.parent.parent
USUAL, SMALL = (1366, 768), (1024, 600)
PANELS = {"1": USUAL, "1.25": USUAL, "1.5": (1536, 864)}
"""The screens, in their own pixels, on which people use these scalings."""


def main() -> int:
    """Walk through the program and take the pictures."""
    parser = argparse.ArgumentParser(prog="python -m tests.screenshots")
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--small", action="store_true", help="1024x600 instead of 1366x768")
    parser.add_argument("--language", choices=("id", "en"), default="id")
    parser.add_argument("--scale", choices=tuple(PANELS), default="1", help="of the system")
    chosen = parser.parse_args()
    os.environ["QT_SCALE_FACTOR"] = chosen.scale  # read when the application is made
    is_usual = not chosen.small and chosen.language == "id" and chosen.scale == "1"
    folder = chosen.folder or (_documents() if is_usual else _new_folder())
    folder.mkdir(parents=True, exist_ok=True)
    with _data_folder() as data:
        os.environ["GERAI_DATA"] = str(data)
        plan = Plan(
            data=data,
            pictures=folder,
            size=SMALL if chosen.small else PANELS[chosen.scale],
            language=chosen.language,
            has_extras=folder.resolve() != _documents(),
        )
        walk = Walk(plan)
        walk.whole()
    taken = walk.camera.taken
    if not plan.has_extras:
        for stale in set(folder.glob("*.png")) - taken:
            stale.unlink()
    sys.stdout.write(f"{len(taken)} pictures in {folder}\n")
    return 0


def _documents() -> Path:
    return ROOT / "docs" / "screenshots"


def _new_folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="gerai-pictures-"))


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
