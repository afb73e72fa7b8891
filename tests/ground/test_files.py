"""A written file is whole or not there; a read file is regular and of bounded size."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pos_app.files import (
    AlreadyOpen,
    FileTrouble,
    config_dir,
    data_dir,
    lock_folder,
    make_folder,
    read_at_most,
    replace_patiently,
    resource_root,
    write_for_people,
    write_whole,
)


class HeldByAnother(OSError):
    """What Windows says while a virus scanner reads the file."""

    winerror = 32


class Full(OSError):
    winerror = 112


def test_bundled_files_are_found_from_any_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (resource_root() / "fonts").is_dir()


def test_one_variable_moves_data_and_settings_to_another_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GERAI_DATA", str(tmp_path / "practice"))
    assert data_dir() == tmp_path / "practice"
    assert config_dir() == tmp_path / "practice" / "config"
    assert config_dir().is_dir()


def test_without_the_variable_data_is_local_and_apart_from_settings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GERAI_DATA", raising=False)
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    assert data_dir().name == "Gerai"
    assert config_dir() != data_dir()
    assert not config_dir().is_relative_to(tmp_path / "Documents")


# --- writing -----------------------------------------------------------------------------------


@pytest.mark.parametrize("write", [write_whole, write_for_people])
def test_a_file_is_written_whole_and_nothing_else_is_left(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path = tmp_path / "berkas.gerai"
    write(path, b"old")
    write(path, b"new and longer")
    assert path.read_bytes() == b"new and longer"
    assert [child.name for child in tmp_path.iterdir()] == ["berkas.gerai"]


@pytest.mark.parametrize("write", [write_whole, write_for_people])
def test_a_folder_that_is_gone_is_named(tmp_path: Path, write: object) -> None:
    assert callable(write)
    path = tmp_path / "stick" / "berkas.gerai"
    with pytest.raises(FileTrouble) as trouble:
        write(path, b"x")
    assert (trouble.value.path, trouble.value.what) == (path, "missing")


def test_a_kill_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    write_whole(path, b"old")
    program = (
        "import sys; from pathlib import Path; from pos_app.files import write_whole\n"
        "print('ready', flush=True)\n"
        "while True: write_whole(Path(sys.argv[1]), b'n' * 300_000)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, str(path)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        writer.send_signal(signal.SIGKILL)
    assert path.read_bytes() in (b"old", b"n" * 300_000)


def test_a_file_held_by_a_virus_scanner_is_replaced_a_moment_later(tmp_path: Path) -> None:
    tries: list[Path] = []
    waits: list[float] = []

    def held_twice(source: Path, target: Path) -> None:
        tries.append(target)
        if len(tries) <= 2:
            raise HeldByAnother
        source.replace(target)

    source, target = tmp_path / "new", tmp_path / "old"
    source.write_bytes(b"new")
    replace_patiently(source, target, replace=held_twice, wait=waits.append)
    assert target.read_bytes() == b"new"
    assert waits == [0.05, 0.1]


def test_patience_has_an_end(tmp_path: Path) -> None:
    waits: list[float] = []

    def always_held(source: Path, target: Path) -> None:
        raise HeldByAnother(source, target)

    with pytest.raises(HeldByAnother):
        replace_patiently(tmp_path / "a", tmp_path / "b", replace=always_held, wait=waits.append)
    assert waits == [0.05, 0.1, 0.2, 0.4, 0.8]


def test_other_errors_are_not_tried_again(tmp_path: Path) -> None:
    def full(source: Path, target: Path) -> None:
        raise Full(source, target)

    waits: list[float] = []
    with pytest.raises(Full):
        replace_patiently(tmp_path / "a", tmp_path / "b", replace=full, wait=waits.append)
    assert waits == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FileTrouble) as trouble:
        make_folder(tmp_path / "file")
    assert trouble.value.what == "not_a_file"


# --- reading -----------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(data=st.binary(max_size=40), limit=st.integers(0, 40))
def test_a_file_is_read_up_to_its_limit_and_not_beyond(
    tmp_path: Path, data: bytes, limit: int
) -> None:
    path = tmp_path / "file"
    path.write_bytes(data)
    if len(data) <= limit:
        assert read_at_most(path, limit) == data
    else:
        with pytest.raises(FileTrouble) as trouble:
            read_at_most(path, limit)
        assert trouble.value.what == "too_big"


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    (tmp_path / "broken").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    expected = {
        "link": "link",
        "broken": "link",
        "pipe": "not_a_file",
        "folder": "not_a_file",
        "nothing": "missing",
        "file/below": "missing",
    }
    for name, what in expected.items():
        with pytest.raises(FileTrouble) as trouble:
            read_at_most(tmp_path / name, 100)
        assert trouble.value.what == what, name
    with pytest.raises(FileTrouble) as trouble:
        read_at_most(Path("/dev/zero"), 100)
    assert trouble.value.what == "not_a_file"


# --- one program a folder ----------------------------------------------------------------------

HOLD_THE_LOCK = (
    "import sys; from pathlib import Path; from pos_app.files import lock_folder\n"
    "lock = lock_folder(Path(sys.argv[1])); print('locked', flush=True); sys.stdin.read()"
)


def test_a_second_gerai_in_the_same_folder_is_refused(tmp_path: Path) -> None:
    with lock_folder(tmp_path), pytest.raises(AlreadyOpen) as refused:
        lock_folder(tmp_path)
    assert refused.value.folder == tmp_path
    with lock_folder(tmp_path) as lock:
        lock.release()
        lock.release()
        lock_folder(tmp_path).release()


def test_the_lock_of_a_killed_gerai_is_free_at_once(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD_THE_LOCK, str(tmp_path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"locked\n"
        with pytest.raises(AlreadyOpen):
            lock_folder(tmp_path)
        other.kill()
    lock_folder(tmp_path).release()


def test_a_lock_in_a_folder_that_is_not_there_names_it(tmp_path: Path) -> None:
    with pytest.raises(FileTrouble) as trouble:
        lock_folder(tmp_path / "nowhere")
    assert trouble.value.what == "missing"
