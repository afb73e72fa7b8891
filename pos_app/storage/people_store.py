"""Operators with what is kept of their PINs, and how many wrong ones were typed in a row."""

import sqlite3
from typing import TypeAlias

from pos_app.domain.people import RIGHTS, Operator, People, PinHash


class PeopleStore:
    """Names and PINs stay in this database; the journal holds codes only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def load(self) -> People:
        """Everybody, also the retired, by code."""
        rows = self._connection.execute(
            "SELECT code, name, rights, pin_salt, pin_hash, is_retired FROM operator"
            " ORDER BY length(code), code"
        )
        return People(tuple(_operator(row) for row in rows))

    def save(self, operator: Operator) -> None:
        """Add a person or change one."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        pin = operator.pin
        self._connection.execute(
            "INSERT INTO operator (code, name, rights, pin_salt, pin_hash, is_retired)"
            " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name,"
            " rights = excluded.rights, pin_salt = excluded.pin_salt,"
            " pin_hash = excluded.pin_hash, is_retired = excluded.is_retired",
            (
                operator.code,
                operator.name,
                " ".join(right for right in RIGHTS if right in operator.rights),
                None if pin is None else pin.salt,
                None if pin is None else pin.digest,
                int(operator.is_retired),
            ),
        )

    def wrong_pins(self) -> int:
        """Wrong PINs in a row."""
        row = self._connection.execute("SELECT wrong FROM pin_trial").fetchone()
        return 0 if row is None else int(row[0])

    def set_wrong_pins(self, wrong: int) -> None:
        """Keep how many wrong PINs were typed in a row."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO pin_trial (only, wrong) VALUES (1, ?)"
            " ON CONFLICT (only) DO UPDATE SET wrong = excluded.wrong",
            (wrong,),
        )


_Row: TypeAlias = tuple[str, str, str, bytes | None, bytes | None, int]


def _operator(row: _Row) -> Operator:
    code, name, rights, salt, digest, is_retired = row
    held = frozenset(right for right in RIGHTS if right in rights.split())
    pin = None if salt is None or digest is None else PinHash(bytes(salt), bytes(digest))
    return Operator(code, name, held, pin, bool(is_retired))
