"""The booth's rules as text in its database: only what differs from the defaults is written.

A better default reaches everybody, and a value that is unknown or cannot be right costs nothing
but itself.
"""

import json
import logging
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, Final

from pos_app.domain.booth_rules import BoothRules
from pos_app.domain.errors import BadRule
from pos_app.domain.money import Percent

_logger = logging.getLogger(__name__)


def write_rules(rules: BoothRules) -> bytes:
    """The text of rules; Percent as people write it in files."""
    chosen = {name: _plain(getattr(rules, name)) for name in rules.differing(BoothRules())}
    return json.dumps(chosen, ensure_ascii=False, sort_keys=True).encode()


def read_rules(text: bytes | None) -> BoothRules:
    """The rules of a text; the defaults where there is none."""
    rules = BoothRules()
    written: dict[str, Any] = json.loads(text) if text else {}
    # Taxes come last: being a taxed seller is only right beside the tax number.
    for name in sorted(written, key=lambda name: name == "taxes"):
        try:
            rules = replace(rules, **{name: _READERS[name](written[name])}).checked()
        except (KeyError, TypeError, ValueError, BadRule):
            _logger.warning("booth rule %s is unknown or cannot be right, dropped", name)
    return rules


def _plain(value: object) -> object:
    """What JSON can hold."""
    return str(value) if isinstance(value, Percent) else value


def _is(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:  # noqa: ANN401
        if type(value) is kind:  # True is an int to Python, not to us
            return value
        raise ValueError(value)

    return read


def _many(read: Callable[[Any], Any]) -> Callable[[Any], tuple[Any, ...]]:
    return lambda values: tuple(read(value) for value in _is(list)(values))


def _pair(value: Any) -> tuple[str, str]:  # noqa: ANN401
    code, name = _many(_is(str))(value)
    return code, name


_BY_TYPE: Final[dict[str, Callable[[Any], Any]]] = {
    "notes_shown": _many(_is(int)),
    "tender_kinds": _many(_pair),
    "second_pin_for": _many(_is(str)),
    "header": _many(_is(str)),
    "footer": _many(_is(str)),
}
_READERS: Final[dict[str, Callable[[Any], Any]]] = {
    field.name: _BY_TYPE.get(field.name)
    or (Percent.of if isinstance(field.default, Percent) else _is(type(field.default)))
    for field in fields(BoothRules)
}
