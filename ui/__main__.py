"""`python -m ui` opens the till."""

import multiprocessing
import sys

if __name__ == "__main__":
    # A child process that reads a workbook starts here too, and needs no window.
    multiprocessing.freeze_support()
    from ui.app import main

    sys.exit(main())
