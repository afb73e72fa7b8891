"""Keeping the people of a till: who works here, with which rights and which PIN."""

from collections.abc import Callable
from dataclasses import replace

from pos_app.domain.journal import Audited, Entry
from pos_app.domain.people import (
    ALL_RIGHTS,
    LONGEST_NAME,
    MOST_OPERATORS,
    Operator,
    PinHash,
    Right,
    is_fit_pin,
)
from pos_app.domain.people_errors import (
    NoKeeperLeft,
    OperatorIsIncomplete,
    PinIsNeeded,
    TooManyOperators,
)
from pos_app.services.recording import Recording
from pos_app.services.signing_in import SigningIn
from pos_app.storage.database import TillDatabase

_SALT_BYTES = 16


class PeopleKeeping:
    """Adds, changes and retires operators; each change is recorded by code, never by name (H2)."""

    def __init__(
        self,
        database: TillDatabase,
        recording: Recording,
        signing_in: SigningIn,
        *,
        randomness: Callable[[int], bytes],
        is_claim: Callable[[str], bool],
    ) -> None:
        """`is_claim` tells whether a typed claim code is this booth's own."""
        self._database = database
        self._recording = recording
        self._signing_in = signing_in
        self._randomness = randomness
        self._is_claim = is_claim

    def add(
        self,
        name: str,
        pin: str = "",
        *,
        rights: frozenset[Right] = ALL_RIGHTS,
        by: str = "",
    ) -> Operator:
        """A new person. Raises OperatorIsIncomplete, PinIsNeeded, NoKeeperLeft, RightIsMissing."""
        self._signing_in.check("settings", by=by)
        code = self._signing_in.people.next_code
        operator = Operator(code, self._fit_name(name, code), rights, self._hashed(pin))
        if operator.number > MOST_OPERATORS:
            raise TooManyOperators(MOST_OPERATORS)
        self._change(operator, Audited(self._recording.stamp(by=by), "operator-added", now=code))
        return operator

    def rename(self, code: str, name: str, *, by: str = "") -> None:
        """Give a person another name; old papers show it too. Raises OperatorIsIncomplete."""
        self._signing_in.check("settings", by=by)
        operator = replace(self._known(code), name=self._fit_name(name, code))
        if operator != self._known(code):
            self._change(operator, Audited(self._recording.stamp(by=by), "operator-name", now=code))

    def set_pin(self, code: str, pin: str, *, by: str = "") -> None:
        """Give a person a PIN; an empty one takes it away from somebody who works alone.

        Everybody may set his own. Raises OperatorIsIncomplete, PinIsNeeded, RightIsMissing.
        """
        if code != self._recording.op:
            self._signing_in.check("settings", by=by)
        operator = replace(self._known(code), pin=self._hashed(pin))
        self._change(operator, Audited(self._recording.stamp(by=by), "pin-set", now=code))

    def set_rights(self, code: str, rights: frozenset[Right], *, by: str = "") -> None:
        """Say what a person may do; recorded with the old and the new rights as numbers (H2).

        Raises NoKeeperLeft, RightIsMissing.
        """
        self._signing_in.check("settings", by=by)
        before = self._known(code)
        after = replace(before, rights=rights)
        if after != before:
            stamp, what = self._recording.stamp(by=by), f"rights-{code}"
            self._change(after, Audited(stamp, what, was=before.rights_mask, now=after.rights_mask))

    def retire(self, code: str, *, by: str = "") -> None:
        """This person works here no more; the code is never given again.

        Raises NoKeeperLeft, RightIsMissing.
        """
        self._signing_in.check("settings", by=by)
        operator = replace(self._known(code), is_retired=True)
        stamp = self._recording.stamp(by=by)
        self._change(operator, Audited(stamp, "operator-retired", now=code))

    def forget_pin(self, code: str, claim: str, new_pin: str) -> Operator:
        """Whoever holds the booth's claim code may set a forgotten PIN anew, and signs in.

        Raises OperatorIsIncomplete, TooManyTries.
        """
        self._signing_in.refuse_haste(code)
        operator = replace(self._known(code), pin=self._hashed(new_pin))
        if not self._is_claim(claim):
            self._signing_in.note_wrong(code)
            raise OperatorIsIncomplete("claim", "form")
        self._change(operator, Audited(self._recording.stamp(), "pin-by-claim", now=code))
        self._signing_in.welcome(operator)
        return operator

    # --- inside ------------------------------------------------------------------------------

    def _known(self, code: str) -> Operator:
        operator = self._signing_in.people.by_code(code)
        assert operator is not None, "only known people are offered"
        return operator

    def _hashed(self, pin: str) -> PinHash | None:
        if not pin:
            return None
        if not is_fit_pin(pin):
            raise OperatorIsIncomplete("pin", "form")
        return PinHash.of(pin, self._randomness(_SALT_BYTES))

    def _fit_name(self, name: str, code: str) -> str:
        fit = " ".join(name.split())
        if not fit:
            raise OperatorIsIncomplete("name", "missing")
        if len(fit) > LONGEST_NAME or not fit.isprintable():
            raise OperatorIsIncomplete("name", "form")
        others = (one for one in self._signing_in.people.active if one.code != code)
        if any(one.name.casefold() == fit.casefold() for one in others):
            raise OperatorIsIncomplete("name", "taken")
        return fit

    def _change(self, operator: Operator, entry: Entry) -> None:
        """Keep a person as he is now, with the note of it; no booth is left without a keeper."""
        people = self._signing_in.people.with_operator(operator)
        if not people.keeps_a_keeper():
            raise NoKeeperLeft
        without = next((one for one in people.active if one.pin is None), None)
        if not people.is_one_person and without is not None:
            if without.code == operator.code:
                raise OperatorIsIncomplete("pin", "missing")
            raise PinIsNeeded(without.name)
        with self._recording.together():
            self._database.people.save(operator)
            self._recording.record(entry)
        self._signing_in.take_people(people)
