"""`python3 run.py bench`: ratios against floors measured in the same run."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.commit import commit_of_a_sale, finishing_a_sale
from tests.bench.history import finding_receipts
from tests.bench.measure import Rounds, say
from tests.bench.printing import (
    commit_to_first_byte,
    selling_beside_one_that_is_gone,
    selling_beside_one_that_refuses,
    selling_beside_one_that_stalls,
    selling_beside_one_without_paper,
)
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
    selling_beside_one_that_refuses,
    selling_beside_one_that_is_gone,
    selling_beside_one_that_stalls,
    selling_beside_one_without_paper,
    commit_to_first_byte,
)


A_LITTLE = Rounds(count=1, share=0.01)
"""Enough to see each measure run; its numbers mean nothing."""


def main() -> int:
    """Measure in a folder on the disk one stands on, not in memory; each in a part of its own.

    1 when something took longer than was promised; a little proves nothing of that.
    """
    parser = argparse.ArgumentParser(prog="run.py bench", description=__doc__)
    parser.add_argument("--little", action="store_true", help="only see that every measure runs")
    is_little = parser.parse_args().little
    rounds = A_LITTLE if is_little else Rounds()
    is_fast_enough = True
    with tempfile.TemporaryDirectory(dir=Path.cwd(), prefix=".bench-") as folder:
        for measure in MEASURES:
            part = Path(folder) / measure.__name__
            part.mkdir()
            measured = measure(part, rounds)
            say(measured.line())
            is_fast_enough = is_fast_enough and measured.is_fast_enough
    return 0 if is_fast_enough or is_little else 1


if __name__ == "__main__":
    sys.exit(main())
