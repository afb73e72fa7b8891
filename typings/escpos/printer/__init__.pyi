"""Only the printer that collects bytes; our own transports carry them."""

from escpos.escpos import Escpos

class Dummy(Escpos):
    def __init__(
        self,
        profile: str | None = None,
        magic_encode_args: dict[str, object] | None = None,
    ) -> None: ...
    @property
    def output(self) -> bytes: ...
    def clear(self) -> None: ...
    def close(self) -> None: ...
