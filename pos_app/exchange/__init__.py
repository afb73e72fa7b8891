"""Files and codes that leave Gerai or enter it, checked before anything in them counts."""
