"""The page of receipts: found, looked at, printed again, taken back."""
