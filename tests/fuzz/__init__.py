"""Spoilt files by the thousand: every one gets a verdict, none an exception."""
