"""The first run, and the settings: what a laptop is for and what hangs on it."""
