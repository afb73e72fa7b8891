"""What stands on a paper, in printer columns; one value for bytes, PDF, preview and tests."""
