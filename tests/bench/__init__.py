"""Measures as ratios against floors taken in the same run; nothing here fails a build."""
