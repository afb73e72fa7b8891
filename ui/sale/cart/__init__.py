"""The cart pane: its lines, its sums, the carts put aside, and what changes them."""
