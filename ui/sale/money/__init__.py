"""The money side of selling: quick amounts, and the page where any tender is taken."""
