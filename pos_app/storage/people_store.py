"""Operators with what is kept of their PINs, and the wrong ones typed in a row for each."""

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

    def wrong_pins(self) -> dict[str, int]:
        """Wrong PINs in a row, by the code of the person wanted; "" is anybody."""
        return dict(self._connection.execute("SELECT code, tries FROM wrong_pin").fetchall())

    def set_wrong_pins(self, code: str, tries: int) -> None:
        """Keep how many wrong PINs were typed in a row for that person."""
        assert self._connection.in_transaction, "the service decides what belongs together"
        self._connection.execute(
            "INSERT INTO wrong_pin (code, tries) VALUES (?, ?)"
            " ON CONFLICT (code) DO UPDATE SET tries = excluded.tries",
            (code, tries),
        )


_Row: TypeAlias = tuple[str, str, str, bytes | None, bytes | None, int]


def _operator(row: _Row) -> Operator:
    code, name, rights, salt, digest, is_retired = row
    held = frozenset(right for right in RIGHTS if right in rights.split())
    pin = None if salt is None or digest is None else PinHash(bytes(salt), bytes(digest))
    return Operator(code, name, held, pin, bool(is_retired))
