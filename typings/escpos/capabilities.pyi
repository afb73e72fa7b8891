"""The table of printers, to which Gerai adds its own."""

CAPABILITIES: dict[str, dict[str, object]]
