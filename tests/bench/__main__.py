"""`python3 run.py bench`: ratios against floors measured in the same run."""

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.commit import commit_of_a_sale, finishing_a_sale
from tests.bench.history import finding_receipts
from tests.bench.measure import say
from tests.bench.screen import scan_to_painted_line
from tests.bench.search import laying_out_for_search, reading_a_long_list, search_of_each_letter

MEASURES = (
    commit_of_a_sale,
    finishing_a_sale,
    scan_to_painted_line,
    finding_receipts,
    search_of_each_letter,
    laying_out_for_search,
    reading_a_long_list,
)


def main() -> int:
    """Measure in a folder beside the checkout's own disk, not in memory."""
    here = Path.cwd()
    with tempfile.TemporaryDirectory(dir=here, prefix=".bench-") as name:
        folder = Path(name)
        for number, measured in enumerate(MEASURES, start=1):
            part = folder / str(number)
            part.mkdir()
            say(measured(part).line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
