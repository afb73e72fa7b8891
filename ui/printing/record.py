"""Writing down what became of papers."""

from collections.abc import Callable

from pos_app.domain.errors import OutsideError, Refusal


class Record:
    """Keeps what the disk refused until it takes it: a state is never lost, nor a paper repeated.

    `failed` is told what the disk reports.
    """

    def __init__(self, failed: Callable[[OutsideError], None]) -> None:
        self._failed = failed
        self._unsaved: Callable[[], object] | None = None

    def save(self, act: Callable[[], object]) -> None:
        """Write down what happened, now or before the next paper."""
        try:
            act()
        except Refusal:
            pass  # a person has decided about this paper meanwhile
        except OutsideError as error:
            self._unsaved = act
            self._failed(error)

    def is_complete(self) -> bool:
        """Try again what the disk refused; whether all is written down now."""
        if self._unsaved is not None:
            act, self._unsaved = self._unsaved, None
            self.save(act)
        return self._unsaved is None
