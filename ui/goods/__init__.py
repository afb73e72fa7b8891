"""The screen of the goods: the table, one product's form, and taking in a price list."""
