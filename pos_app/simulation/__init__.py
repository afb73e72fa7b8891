"""Invented events: seeded buyers, and the whole main job without a screen."""
