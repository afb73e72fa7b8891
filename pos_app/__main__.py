"""`python -m pos_app` is the command `gerai`."""

from pos_app.cli.main import main

main()
