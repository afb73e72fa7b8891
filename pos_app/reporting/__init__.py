"""Papers and reports as PDF, xlsx and CSV."""
