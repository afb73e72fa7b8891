"""A stranger's printer emulator: an independent reader of every paper Gerai prints."""
