"""The screen of the business day: open, read, count, close, hand over."""
