"""SQLite, and only here. Stores write inside a transaction that a service opened."""
