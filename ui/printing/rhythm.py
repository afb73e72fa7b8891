"""How long the pumps wait: for a printer that was not there, and for one that does not end."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Milliseconds between tries, the last one for ever, and how long a connection has to hold
    after an outage before more than the first paper follows (printing.md 4.3, rules 4 and 8).

    However many papers come in an outage, they ask for a try only every `between_ms`.

    What is plugged in is looked for every `appears_ms`, so that its papers come when it does.

    When the window closes, papers may be finished for `finish_s`; then their links are cut, and
    the workers have `last_word_s` to notice.
    """

    again_ms: tuple[int, ...] = (1_000, 2_000, 5_000, 10_000, 30_000)
    between_ms: int = 1_000
    appears_ms: int = 2_000
    settle_ms: int = 5_000
    finish_s: float = 2.5
    last_word_s: float = 0.5

    def wait_ms(self, misses: int) -> int:
        """How long to wait after so many tries in a row that came to nothing before this one."""
        return self.again_ms[min(misses, len(self.again_ms) - 1)]
