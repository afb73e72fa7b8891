"""The goods of the selling page: tiles, prices to look up, what to do with an unknown code."""
