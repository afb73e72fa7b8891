"""A till that is killed at any moment, and what must be true after every restart."""
