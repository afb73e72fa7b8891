"""`python -m pos_app` is the command `gerai`."""

import multiprocessing

if __name__ == "__main__":
    # A child process that reads a workbook starts here too, and needs nothing of the command.
    multiprocessing.freeze_support()
    from pos_app.cli.main import main

    main()
