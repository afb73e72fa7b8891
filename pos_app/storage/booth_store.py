"""What the booth set up, by name: pack, identity, words on the receipt."""

import sqlite3

from pos_app.domain.booth_rules import BoothRules
from pos_app.storage.rules_text import read_rules, write_rules

_RULES = "rules"
_PARKED_AT = "parked-carts-at-"


class BoothStore:
    """Small facts that belong to the booth and travel with its database."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def value(self, name: str) -> bytes | None:
        """The fact of that name, if it was set."""
        row = self._connection.execute(
            "SELECT value FROM booth_fact WHERE name = ?", (name,)
        ).fetchone()
        return None if row is None else bytes(row[0])

    def text(self, name: str) -> str:
        """The fact as text; empty when it was not set."""
        return (self.value(name) or b"").decode("utf-8")

    def set_value(self, name: str, value: bytes) -> None:
        """Set or replace a fact."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO booth_fact (name, value) VALUES (?, ?)"
            " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            (name, value),
        )

    def keep_parked_carts(self, seq: int, count: int) -> None:
        """Note how many carts were parked when a reading up to entry `seq` was printed."""
        self.set_value(f"{_PARKED_AT}{seq}", str(count).encode())

    def parked_carts(self, seq: int) -> int:
        """How many carts were parked at that reading; 0 where none was printed."""
        return int(self.text(f"{_PARKED_AT}{seq}") or "0")

    def rules(self) -> BoothRules:
        """The booth's own rules; the defaults as long as nobody changed one."""
        return read_rules(self.value(_RULES))

    def set_rules(self, rules: BoothRules) -> None:
        """Keep the booth's own rules."""
        self.set_value(_RULES, write_rules(rules))
