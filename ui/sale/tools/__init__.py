"""Panels for one line or the whole cart: quantity, discount, price, note, agreed total."""
