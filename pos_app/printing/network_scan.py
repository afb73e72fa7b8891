"""Who takes printing on the network around this computer (ux.md 3.8): only when asked for."""

import contextlib
import errno
import ipaddress
import selectors
import socket
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final

SCAN_S: Final = 3.0
"""At most so long for all addresses together; asking those that listen comes on top."""

_AT_ONCE: Final = 127
_UNDER_WAY: Final = (0, errno.EINPROGRESS, errno.EWOULDBLOCK)
_PATIENCE_S: Final = 1.2
_LOOK_S: Final = 0.1
_ROUTES: Final = ("192.168.255.255", "10.255.255.255", "172.31.255.255", "169.254.255.255")


def own_addresses() -> tuple[str, ...]:
    """The private IPv4 addresses of this computer, as far as it knows them; nothing is sent."""
    found = {}
    with contextlib.suppress(OSError):
        for *_kind, place in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            found[str(place[0])] = True
    for target in _ROUTES:
        with (
            contextlib.suppress(OSError),
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe,
        ):
            probe.connect((target, 9))  # of a datagram socket: only looks up the way
            found[str(probe.getsockname()[0])] = True
    return tuple(text for text in found if _is_of_a_booth(text))


def neighbours(addresses: Iterable[str]) -> tuple[str, ...]:
    """The other addresses of the /24 around each private address."""
    own = [ipaddress.IPv4Address(text) for text in addresses]
    near: dict[str, bool] = {}
    for address in own:
        if address.is_private:
            network = ipaddress.ip_network(f"{address}/24", strict=False)
            near |= {str(host): True for host in network.hosts() if host not in own}
    return tuple(near)


def listening(
    addresses: tuple[str, ...], port: int, *, is_cancelled: Callable[[], bool]
) -> Iterator[str]:
    """Those that take a connection, which is closed again without a byte."""
    deadline = time.monotonic() + SCAN_S
    for begin in range(0, len(addresses), _AT_ONCE):
        with contextlib.closing(_Calls(addresses[begin : begin + _AT_ONCE], port)) as calls:
            until = min(deadline, time.monotonic() + _PATIENCE_S)
            while calls.are_open and time.monotonic() < until and not is_cancelled():
                yield from calls.answered(_LOOK_S)
        if is_cancelled() or time.monotonic() >= deadline:
            return


class _Calls:
    """Connections that are being made at the same time."""

    def __init__(self, addresses: Iterable[str], port: int) -> None:
        self._selector = selectors.DefaultSelector()
        for address in addresses:
            call = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            call.setblocking(False)  # noqa: FBT003  the library's spelling
            # One that fails at once would look to the selector like one that was taken.
            if call.connect_ex((address, port)) in _UNDER_WAY:
                self._selector.register(call, selectors.EVENT_WRITE, address)
            else:
                call.close()

    @property
    def are_open(self) -> bool:
        return bool(self._selector.get_map())

    def answered(self, wait_s: float) -> Iterator[str]:
        """Whoever took the connection within that time; those that refused it are dropped."""
        for key, _events in self._selector.select(wait_s):
            call = key.fileobj
            assert isinstance(call, socket.socket)
            self._selector.unregister(call)
            is_taken = not call.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            call.close()
            if is_taken:
                yield str(key.data)

    def close(self) -> None:
        for key in list(self._selector.get_map().values()):
            assert isinstance(key.fileobj, socket.socket)
            key.fileobj.close()
        self._selector.close()


def _is_of_a_booth(text: str) -> bool:
    address = ipaddress.IPv4Address(text)
    return address.is_private and not address.is_loopback and not address.is_unspecified
