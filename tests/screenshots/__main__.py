"""`python -m tests.screenshots [folder] [--small]`: pictures of all pages, without a screen."""

import argparse
import os
import sys
import tempfile
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
    chosen = parser.parse_args()
    size = SMALL if chosen.small else USUAL
    with tempfile.TemporaryDirectory() as data:
        os.environ["GERAI_DATA"] = data
        folder = chosen.folder
        if folder is None and chosen.small:
            folder = Path(tempfile.mkdtemp(prefix="gerai-small-"))
        folder = folder or ROOT / "docs" / "screenshots"
        folder.mkdir(parents=True, exist_ok=True)
        walk = Walk(Path(data), folder, size)
        walk.whole()
        sys.stdout.write(f"{walk.count} pictures in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
