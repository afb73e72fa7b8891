"""The selling screen: goods, cart, money, and the sale just made."""
