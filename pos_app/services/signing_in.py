"""Signing in: who is at the till, and who allowed what.

A booth of one person needs no PIN: every right is given. Names and PINs stay in the till's
database; the journal tells codes, shifts and wrong PINs.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pos_app.domain.journal import Audited, ShiftChanged
from pos_app.domain.people import FREE_TRIES, Operator, People, Right, wait_after
from pos_app.domain.people_errors import PinIsWrong, RightIsMissing, TooManyTries
from pos_app.services.recording import Recording
from pos_app.storage.database import TillDatabase


@dataclass(frozen=True, slots=True, kw_only=True)
class BoothDoor:
    """What signing in needs of the booth and the world.

    `seconds` only ever grow; `second_pin_for` gives the rights that always need a second person.
    """

    seconds: Callable[[], float]
    second_pin_for: Callable[[], tuple[str, ...]]
    first_name: str = ""


class SigningIn:
    """Knows the person at the till and asks for PINs; the only code that sees one."""

    def __init__(self, database: TillDatabase, recording: Recording, door: BoothDoor) -> None:
        """Take over the person who worked last; a first name becomes the first operator."""
        self._database = database
        self._recording = recording
        self._door = door
        self._people = database.people.load()
        self._wrong = database.people.wrong_pins()
        self._wrong_since = dict.fromkeys(self._wrong, door.seconds())
        if door.first_name and not self._people.operators:
            self._keep_first(Operator("k1", door.first_name))
        self._current = self._who_worked_last()
        self._recording.op = "" if self._current is None else self._current.code
        self.is_locked = self.has_pins

    # --- who is at the till ----------------------------------------------------------------------

    @property
    def people(self) -> People:
        """Everybody who works or worked here."""
        return self._people

    @property
    def current(self) -> Operator | None:
        """Who is at the till; nobody where no name was ever given."""
        return self._current

    @property
    def has_pins(self) -> bool:
        """Whether somebody must type a PIN to work, so that locking makes sense."""
        return any(one.pin is not None for one in self._people.active)

    def sign_in(self, code: str, pin: str) -> Operator:
        """Change to that person, or unlock for the same one; starts and ends shifts.

        Raises PinIsWrong, TooManyTries, StorageError.
        """
        operator = next(one for one in self._people.active if one.code == code)
        self._try_pin(pin, (operator,))
        self.welcome(operator)
        return operator

    def lock(self) -> bool:
        """Ask for a PIN before anything else; False where nobody has one."""
        self.is_locked = self.has_pins
        return self.is_locked

    # --- rights ----------------------------------------------------------------------------------

    def may(self, right: Right) -> bool:
        """Whether the person at the till may do it without anybody else."""
        if self._people.is_one_person:
            return True
        if right in self._door.second_pin_for():
            return False
        return self._people.may(self._recording.op, right)

    def check(self, right: Right, *, by: str = "") -> None:
        """Go on when the person at the till may, or `by` who allowed it. Raises RightIsMissing."""
        if not self.may(right) and not (by and self._people.may(by, right)):
            raise RightIsMissing(right)

    def who_may_allow(self, right: Right) -> tuple[Operator, ...]:
        """Those who can type their PIN for it: not the person at the till."""
        return tuple(one for one in self._people.holders(right) if one.code != self._recording.op)

    def allow(self, right: Right, pin: str, *, code: str = "", always: bool = False) -> str:
        """The code of the second person whose PIN it is, for `Stamp.by`; "" where none is needed.

        Without `code` the PINs of all who may allow it are tried. `always`: what nobody does
        alone while there are several. Changes nobody's turn.
        Raises PinIsWrong, TooManyTries, RightIsMissing.
        """
        if self._people.is_one_person or (self.may(right) and not always):
            return ""
        holders = self.who_may_allow(right)
        asked = tuple(one for one in holders if code in ("", one.code))
        if not asked:
            raise RightIsMissing(right)
        return self._try_pin(pin, asked).code

    # --- for whoever keeps the people --------------------------------------------------------

    def take_people(self, people: People) -> None:
        """These people work here from now on; who is at the till stays while he works here."""
        self._people = people
        code = self._recording.op
        self._current = next((one for one in people.active if one.code == code), None)
        if self._current is None:
            self._current = self._who_worked_last()
            self._recording.op = "" if self._current is None else self._current.code
            self.is_locked = bool(code) and self.has_pins

    def welcome(self, operator: Operator) -> None:
        """That person is at the till now; ends the shift of the one before and starts his."""
        self._take_turn(operator)
        self._forgive(operator.code)
        self.is_locked = False

    def refuse_haste(self, code: str) -> None:
        """Raises TooManyTries while one has to wait after wrong PINs for that person."""
        since = self._wrong_since.get(code, 0.0)
        left = wait_after(self._wrong.get(code, 0)) - (self._door.seconds() - since)
        if left > 0:
            raise TooManyTries(int(left) + 1)

    def note_wrong(self, code: str) -> None:
        """Record that a wrong PIN or claim code was typed for that person, or for anybody."""
        entry = Audited(self._recording.stamp(), "pin-wrong", now=code or None)
        tries = self._wrong.get(code, 0) + 1
        with self._recording.together():
            self._database.people.set_wrong_pins(code, tries)
            self._recording.record(entry)
        self._wrong[code], self._wrong_since[code] = tries, self._door.seconds()

    # --- inside: PINs ----------------------------------------------------------------------------

    def _try_pin(self, pin: str, operators: tuple[Operator, ...]) -> Operator:
        if len(operators) == 1 and operators[0].pin is None:
            return operators[0]  # somebody who works alone and has no PIN
        wanted = operators[0].code if len(operators) == 1 else ""
        self.refuse_haste(wanted)
        for operator in operators:
            if operator.pin is not None and operator.pin.fits(pin):
                self._forgive(wanted)  # also for a person who only allows something
                return operator
        self.note_wrong(wanted)
        raise PinIsWrong(max(FREE_TRIES - self._wrong[wanted], 0))

    def _forgive(self, code: str) -> None:
        """That person's PIN was typed; guesses at the PINs of others still count."""
        if self._wrong.get(code):
            with self._database.transaction():
                self._database.people.set_wrong_pins(code, 0)
            self._wrong[code] = 0

    # --- inside: people --------------------------------------------------------------------------

    def _take_turn(self, operator: Operator) -> None:
        stamp = self._recording.stamp()
        if operator.code != stamp.op or not self._is_in_shift(operator.code):
            with self._recording.together():
                if stamp.op and self._is_in_shift(stamp.op):
                    self._recording.record(ShiftChanged(stamp, "end"))
                self._recording.record(ShiftChanged(replace(stamp, op=operator.code), "start"))
        self._current, self._recording.op = operator, operator.code

    def _is_in_shift(self, code: str) -> bool:
        shifts = [
            recorded.entry
            for recorded in self._recording.period
            if isinstance(recorded.entry, ShiftChanged) and recorded.entry.stamp.op == code
        ]
        return bool(shifts) and shifts[-1].kind == "start"

    def _who_worked_last(self) -> Operator | None:
        active = self._people.active
        codes = [recorded.entry.stamp.op for recorded in self._recording.since_last_close]
        last = next((code for code in reversed(codes) if code), "")
        return next((one for one in active if one.code == last), active[0] if active else None)

    def _keep_first(self, operator: Operator) -> None:
        with self._database.transaction():
            self._database.people.save(operator)
        self._people = self._people.with_operator(operator)
