"""From papers to printers: bytes, and the ways they travel."""
