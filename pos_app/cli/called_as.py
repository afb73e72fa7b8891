"""What a person has to type to call this command, for help and next steps."""

import os


def called_as() -> str:
    """`gerai` where it is installed; a checkout's run.py says how it was started."""
    return os.environ.get("GERAI_CALLED_AS") or "gerai"
