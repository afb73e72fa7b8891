"""Where Gerai's files live, and how one is written and read.

A written file is whole or not there. A read file is a regular file of bounded size, never what a
link points to. One kind of lock keeps a second Gerai out of a folder or a device in use.
"""

import contextlib
import errno
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final, Literal, Self

import platformdirs

from pos_app.domain.errors import OutsideError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FileFault = Literal[
    "missing",  # no such file or folder
    "link",  # a symbolic link, which Gerai does not follow
    "not_a_file",  # a folder, a pipe, a device
    "too_big",
    "no_space",
    "read_only",  # the whole disk
    "denied",  # this file or folder
    "in_use",  # another program holds it
    "other_disk",  # the stick went away and its path leads elsewhere now
    "not_read_back",  # the disk gives back other bytes than were written
    "device",  # everything else a disk says
]


@dataclass(eq=False)
class FileTrouble(OutsideError):
    """A file could not be read or written; what was there before is untouched."""

    path: Path
    what: FileFault


@dataclass(eq=False)
class AlreadyOpen(OutsideError):
    """Another Gerai works in this folder; it may also hang and not answer."""

    folder: Path


# --- places ------------------------------------------------------------------------------------


def resource_root() -> Path:
    """The folder of bundled files: frozen program, installed package or checkout."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen) / "resources"
    here = Path(__file__).resolve().parent
    installed = here / "_resources"
    return installed if installed.is_dir() else here.parent / "resources"


def data_dir() -> Path:
    """The folder of databases, keys and logs, made when missing.

    Local and not roaming, never Documents or Desktop, which cloud services move (reliability.md 2).
    The environment variable GERAI_DATA names another one, for practice and for tests.
    """
    chosen = os.environ.get("GERAI_DATA")
    place = Path(chosen) if chosen else platformdirs.user_data_path(_APP_NAME, appauthor=False)
    return make_folder(place)


def config_dir() -> Path:
    """The folder of this laptop's settings and the witness, made when missing."""
    chosen = os.environ.get("GERAI_DATA")
    if chosen:
        return make_folder(Path(chosen) / "config")
    # On Windows both kinds are one folder; the witness has to lie apart from the database.
    return make_folder(platformdirs.user_config_path(_APP_NAME, appauthor=False) / "config")


def shared_locks_dir() -> Path:
    """The folder of locks on things that all tills of this person share, made when missing.

    It is the same whatever GERAI_DATA says: the practice till and the real one have one printer.
    """
    return make_folder(platformdirs.user_state_path(_APP_NAME, appauthor=False) / "locks")


def make_folder(folder: Path) -> Path:
    """The folder itself, made with its parents when missing; raises FileTrouble."""
    with _named(folder):
        folder.mkdir(parents=True, exist_ok=True)
    return folder


# --- writing -----------------------------------------------------------------------------------


def write_whole(path: Path, data: bytes, *, mode: int = 0o666) -> None:
    """Leave a complete file under the name, or none; raises FileTrouble.

    `mode` is what the umask may take from; 0o600 was never readable for others, not for a moment.
    """
    with _named(path):
        half_done = _write_half_done(path, data, mode)
        replace_patiently(half_done, path)
        flush_folder(path.parent)


def write_for_people(path: Path, data: bytes) -> None:
    """Write a file somebody carries away, read it back, and be sure that its disk stayed.

    After a stick is gone its path can be an ordinary folder of the system disk, and writing there
    "succeeds". Raises FileTrouble; then no file has the name unless an older one had it before.
    """
    with _named(path):
        before = path.parent.stat().st_dev
        half_done = _write_half_done(path, data)
        if half_done.read_bytes() != data:
            half_done.unlink()
            raise FileTrouble(path, "not_read_back")
        if half_done.stat().st_dev != before:
            half_done.unlink()
            raise FileTrouble(path, "other_disk")
        replace_patiently(half_done, path)
        flush_folder(path.parent)
        if path.parent.stat().st_dev != before:
            raise FileTrouble(path, "other_disk")


def replace_patiently(
    source: Path,
    target: Path,
    *,
    replace: Callable[[Path, Path], None] = os.replace,
    wait: Callable[[float], None] = time.sleep,
) -> None:
    """Rename over the target, again when a virus scanner or indexer holds it for a moment.

    Windows only: error 5, 32 or 33, cured by a retry in every case reported (reliability.md 3).
    """
    for pause_s in _RETRY_PAUSES_S:
        try:
            replace(source, target)
        except OSError as error:
            if getattr(error, "winerror", None) not in _HELD_BY_ANOTHER:
                raise
        else:
            return
        wait(pause_s)
    replace(source, target)


def move_folder(folder: Path, target: Path) -> None:
    """Give a folder another name on the same disk, whole or not at all; raises FileTrouble.

    The target must not be there yet.
    """
    with _named(folder):
        if target.exists():
            raise FileTrouble(target, "in_use")
        replace_patiently(folder, target)
        for parent in {folder.parent, target.parent}:
            flush_folder(parent)


def flush_folder(folder: Path) -> None:
    """Have the names in a folder on the disk; without it a new name may not survive a power cut.

    Windows cannot open a folder and needs no such call; some network disks refuse it.
    """
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.ENOTSUP):
            raise
    finally:
        os.close(descriptor)


def _write_half_done(path: Path, data: bytes, mode: int = 0o666) -> Path:
    half_done = path.with_name(path.name + ".part")
    half_done.unlink(missing_ok=True)  # one left behind would keep its mode
    try:
        with open(half_done, "wb", opener=partial(os.open, mode=mode)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):  # the disk may be gone altogether
            half_done.unlink()
        raise
    return half_done


# --- reading -----------------------------------------------------------------------------------


def read_at_most(path: Path, limit: int) -> bytes:
    """The whole content of a regular file of at most `limit` bytes (day-file.md 9, step 1).

    Raises FileTrouble for a link, a folder, a pipe, a device or a bigger file. The size is taken
    from the bytes read and not asked before, so a file that grows meanwhile is refused as well.
    """
    with _named(path):
        if path.is_symlink():  # Windows has no O_NOFOLLOW
            raise FileTrouble(path, "link")
        descriptor = os.open(path, _READ_FLAGS)
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.close(descriptor)
            raise FileTrouble(path, "not_a_file")
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise FileTrouble(path, "too_big")
    return data


# --- one program at a time ---------------------------------------------------------------------


class FileLock:
    """The right to work with something; the operating system takes it back when the process dies.

    The file itself says nothing and stays behind: what counts is the lock on it, so nothing is
    stale after a crash and there is no time limit after which somebody takes over.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor: int | None = descriptor

    def release(self) -> None:
        """Let another Gerai in; a second call does nothing."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is not None:
            _give_back(descriptor)
            os.close(descriptor)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock_folder(folder: Path) -> FileLock:
    """Keep every other Gerai out of this folder until release; raises AlreadyOpen, FileTrouble."""
    lock = lock_file(folder / "gerai.lock")
    if lock is None:
        raise AlreadyOpen(folder)
    return lock


def lock_file(path: Path) -> FileLock | None:
    """The lock on this file, made when missing; None while somebody holds it, FileTrouble."""
    with _named(path):
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | _CLOSE_ON_EXEC, 0o600)
        try:
            _take(descriptor)
        except OSError as error:
            os.close(descriptor)
            if error.errno in _LOCK_IS_TAKEN:
                return None
            raise
    return FileLock(descriptor)


def _take(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _give_back(descriptor: int) -> None:
    if sys.platform == "win32":  # which takes its time when only the file is closed
        with contextlib.suppress(OSError):
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)


# --- what the system says ----------------------------------------------------------------------


@contextlib.contextmanager
def _named(path: Path) -> Iterator[None]:
    """Turn what the operating system says about this path into a fact with its name."""
    try:
        yield
    except OSError as error:
        raise FileTrouble(path, _fault_of(error)) from error


def _fault_of(error: OSError) -> FileFault:
    if getattr(error, "winerror", None) in _HELD_BY_ANOTHER - {_ACCESS_DENIED}:
        return "in_use"
    return _FAULTS.get(error.errno or 0, "device")


_APP_NAME: Final = "Gerai"

_ACCESS_DENIED: Final = 5
_HELD_BY_ANOTHER: Final = frozenset({_ACCESS_DENIED, 32, 33})  # Windows' own numbers
_RETRY_PAUSES_S: Final = (0.05, 0.1, 0.2, 0.4, 0.8)

_CLOSE_ON_EXEC: Final = getattr(os, "O_CLOEXEC", 0)
# Without O_NONBLOCK opening a pipe would wait for somebody to write into it.
_READ_FLAGS: Final = (
    os.O_RDONLY
    | _CLOSE_ON_EXEC
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
)
_LOCK_IS_TAKEN: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})

_FAULTS: Final[dict[int, FileFault]] = {
    errno.ENOENT: "missing",
    errno.ENOTDIR: "missing",
    errno.ELOOP: "link",
    errno.EISDIR: "not_a_file",
    errno.ENXIO: "not_a_file",
    errno.EEXIST: "not_a_file",
    errno.ENOSPC: "no_space",
    getattr(errno, "EDQUOT", errno.ENOSPC): "no_space",
    errno.EFBIG: "no_space",
    errno.EROFS: "read_only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.EBUSY: "in_use",
    getattr(errno, "ETXTBSY", errno.EBUSY): "in_use",
}
