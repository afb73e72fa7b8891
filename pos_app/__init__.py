"""Gerai without its window: the till, its files, its papers and the organizer."""

__version__ = "0.1.0"
