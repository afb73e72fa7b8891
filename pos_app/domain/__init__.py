"""Values and rules: no files, no clock, no database, no words for people."""
