"""run.py: what it needs, when it sets up again, and what it starts. No test uses the network."""

import ast
import os
import re
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest

import run
from pos_app import set_up_words, system_packages

ROOT = Path(__file__).resolve().parent.parent
SAYS_IT_ITSELF = ("run.py", "pos_app/set_up_words.py", "pos_app/system_packages.py")
SAY_IT = (*SAYS_IT_ITSELF, "tests/emulator/set_up.py", "tests/emulator/not_run.py")
A_PROGRAM_NOBODY_HAS = "gerai-no-such-program"


@pytest.fixture(autouse=True)
def english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GERAI_LANGUAGE", "en")


def a_checkout(root: Path) -> run.Checkout:
    """A checkout whose lock names nothing to fetch."""
    root.mkdir()
    (root / "requirements.lock").write_text("# nothing to fetch\n", encoding="utf-8")
    return run.Checkout(root)


@pytest.fixture
def checkout(tmp_path: Path) -> run.Checkout:
    """A checkout in a folder with a blank and an accent."""
    return a_checkout(tmp_path / "bazar kopi é")


def made_once(checkout: run.Checkout) -> None:
    """Leave what a finished set-up leaves: an interpreter and the stamp."""
    checkout.python.parent.mkdir(parents=True)
    checkout.python.symlink_to(sys.executable)
    run.write_stamp(checkout, run.stamp_lines(checkout))


def starting(*words: str) -> list[str]:
    """The command that starts a module of the checkout as run.py starts one."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import run; from pathlib import Path; "
        "asked = sys.argv[2:]; sys.argv = ['folder é/run.py']; "
        "sys.exit(run.run_module(asked[1:], run.Checkout(Path(asked[0])), stays_here=False))"
    )
    return [sys.executable, "-c", code, str(ROOT), *words]


def started_in(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A module of the checkout, started as run.py starts one."""
    command = starting(*words)
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("name", SAYS_IT_ITSELF)
def test_it_can_be_read_by_python_3_8(name: str) -> None:
    source = (ROOT / name).read_text(encoding="utf-8")
    ast.parse(source, feature_version=(3, 8))


@pytest.mark.parametrize("name", SAYS_IT_ITSELF)
def test_it_imports_only_the_standard_library(name: str) -> None:
    tree = ast.parse((ROOT / name).read_text(encoding="utf-8"))
    plain = [n.name for node in ast.walk(tree) if isinstance(node, ast.Import) for n in node.names]
    named = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    imported = {str(one).split(".")[0] for one in plain + named} - {"pos_app"}
    assert imported <= set(sys.stdlib_module_names)


@pytest.mark.parametrize(
    ("surroundings", "is_english"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "id_ID.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "id_ID.UTF-8", "LC_ALL": "en_US.UTF-8"}, True),
        ({"LANG": "en_US.UTF-8", "GERAI_LANGUAGE": "id"}, False),
        ({"LANG": "id_ID.UTF-8", "GERAI_LANGUAGE": "en"}, True),
    ],
)
def test_it_speaks_indonesian_unless_english_is_asked_for(
    surroundings: dict[str, str], *, is_english: bool
) -> None:
    english = "Fetching the list of system packages …"
    said = set_up_words.words(english, surroundings)
    assert said == (english if is_english else "Mengambil daftar paket sistem …")


def test_every_sentence_has_its_indonesian_with_the_same_places() -> None:
    for english, indonesian in set_up_words.INDONESIAN.items():
        assert sorted(re.findall(r"{\w+}", english)) == sorted(re.findall(r"{\w+}", indonesian))
    said = Counter(
        node.value
        for name in SAY_IT
        for node in ast.walk(ast.parse((ROOT / name).read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
    )
    sentences = {text for text in said if isinstance(text, str) and re.search(r"{\w+}", text)}
    assert sentences <= {*set_up_words.INDONESIAN, *set_up_words.INDONESIAN.values()}
    assert {door.says for door in run.DOORS.values()} <= set(set_up_words.INDONESIAN)
    assert [text for text in set_up_words.INDONESIAN if said[text] < 2] == [], "nobody says it"


def test_the_doors_are_listed_in_indonesian(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GERAI_LANGUAGE", "id")
    assert run.main(["--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Cara pakai")
    assert re.search(r"run\.py run +membuka kasir", shown)


def test_a_too_old_python_gets_one_sentence() -> None:
    assert run.too_old((3, 9, 18)) == "Gerai needs Python 3.11 or newer; found 3.9."


@pytest.mark.parametrize(
    ("words", "door", "left"),
    [
        ([], "run", []),
        (["run"], "run", []),
        (["demo", "--seed", "7"], "demo", ["--seed", "7"]),
        (["gerai", "verify", "a file.gerai.txt"], "gerai", ["verify", "a file.gerai.txt"]),
        (["test", "-k", "cart"], "test", ["-k", "cart"]),
    ],
)
def test_the_first_word_names_the_door(words: list[str], door: str, left: list[str]) -> None:
    assert run.parse(words) == (door, left)
    assert door in run.DOORS


def test_an_unknown_door_shows_the_doors_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["dmeo"]) == 2
    shown = capsys.readouterr().err
    assert all(f"run.py {door}" in shown for door in run.DOORS)


def test_without_a_display_the_till_says_so_and_names_the_demo(checkout: run.Checkout) -> None:
    with pytest.raises(set_up_words.CannotGoOn, match=r"no display.*run\.py demo"):
        run.get_ready(run.DOORS["run"], checkout, {})
    assert not checkout.environment.exists(), "nothing is set up for a till that cannot open"


def test_the_demo_needs_nothing_of_qt() -> None:
    assert run.needs_of(run.DOORS["demo"], {"DISPLAY": ":0"}) == {}
    assert run.needs_of(run.DOORS["gerai"], {"DISPLAY": ":0"}) == {}


@pytest.mark.parametrize(
    ("surroundings", "in_addition"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, set()),
        ({"DISPLAY": ":0"}, set(system_packages.X_LIBRARIES)),
        ({"WAYLAND_DISPLAY": "wayland-0"}, set(system_packages.WAYLAND_LIBRARIES)),
    ],
)
def test_the_till_needs_the_libraries_of_the_display_it_finds(
    surroundings: dict[str, str], in_addition: set[str]
) -> None:
    needs = run.needs_of(run.DOORS["run"], surroundings)
    assert set(needs) == {*system_packages.QT_LIBRARIES, *in_addition}


def test_the_tests_need_their_outside_programs_too() -> None:
    needs = run.needs_of(run.DOORS["test"], {})
    assert needs["zbarimg"] == "zbar-tools"
    assert set(needs) == {*system_packages.QT_LIBRARIES, *system_packages.TEST_PROGRAMS}


def test_every_library_is_probed_by_its_full_soname() -> None:
    libraries = {
        **system_packages.QT_LIBRARIES,
        **system_packages.X_LIBRARIES,
        **system_packages.WAYLAND_LIBRARIES,
    }
    assert all(re.fullmatch(r"lib[\w.+-]+\.so\.\d+", soname) for soname in libraries)
    packages = [*libraries.values(), *system_packages.TEST_PROGRAMS.values()]
    assert all(re.fullmatch(r"[a-z0-9][a-z0-9.+-]+", package) for package in packages)


def test_what_is_there_is_found_and_what_is_not_is_missed() -> None:
    assert system_packages.is_there("libc.so.6")
    assert not system_packages.is_there("libgerai-no-such.so.1")
    assert system_packages.is_there("python3")
    assert not system_packages.is_there(A_PROGRAM_NOBODY_HAS)


def test_a_person_without_root_gets_one_line_to_type() -> None:
    line = system_packages.for_sudo(["libgl1", "libegl1"])
    assert "\n" not in line
    assert line.endswith("apt-get install -y --no-install-recommends libgl1 libegl1")


def test_nothing_is_done_when_the_stamp_fits(
    checkout: run.Checkout, capsys: pytest.CaptureFixture[str]
) -> None:
    made_once(checkout)
    before = sorted(checkout.environment.rglob("*"))
    run.prepare(checkout)
    assert sorted(checkout.environment.rglob("*")) == before
    assert capsys.readouterr().err == ""


@pytest.fixture(scope="module")
def set_up_after_a_cut(tmp_path_factory: pytest.TempPathFactory) -> run.Checkout:
    """A real set-up where an earlier one was cut short; made once, for it takes seconds."""
    checkout = a_checkout(tmp_path_factory.mktemp("set up") / "bazar kopi é")
    made_once(checkout)
    checkout.stamp.unlink()
    (checkout.environment / "half a package").write_bytes(b"")
    run.prepare(checkout)
    return checkout


@pytest.fixture
def set_up(checkout: run.Checkout, set_up_after_a_cut: run.Checkout) -> run.Checkout:
    """A finished set-up of the test's own."""
    shutil.copytree(set_up_after_a_cut.environment, checkout.environment, symlinks=True)
    run.write_stamp(checkout, run.stamp_lines(checkout))
    return checkout


def test_a_set_up_that_was_cut_short_is_repeated_from_the_start(
    set_up_after_a_cut: run.Checkout,
) -> None:
    assert not (set_up_after_a_cut.environment / "half a package").exists()
    assert run.read_stamp(set_up_after_a_cut) == run.stamp_lines(set_up_after_a_cut)


def test_the_environment_works_in_a_folder_with_blank_and_accent(
    set_up_after_a_cut: run.Checkout,
) -> None:
    command = [str(set_up_after_a_cut.python), "-c", "print(6 * 7)"]
    assert subprocess.run(command, capture_output=True, check=True).stdout.strip() == b"42"


def test_a_changed_lock_is_installed_into_the_same_environment(set_up: run.Checkout) -> None:
    kept = set_up.environment / "kept"
    kept.write_bytes(b"")
    set_up.lock.write_text("# another lock\n", encoding="utf-8")
    run.prepare(set_up)
    assert kept.exists()
    assert run.read_stamp(set_up) == run.stamp_lines(set_up)


def test_a_package_without_a_hash_is_refused_and_leaves_no_stamp(set_up: run.Checkout) -> None:
    set_up.lock.write_text("no-such-package==1.0\n", encoding="utf-8")
    with pytest.raises(set_up_words.CannotGoOn):
        run.prepare(set_up)
    assert run.read_stamp(set_up) == []


def test_a_moved_checkout_is_noticed(checkout: run.Checkout, tmp_path: Path) -> None:
    made_once(checkout)
    moved = run.Checkout(tmp_path / "elsewhere")
    shutil.move(checkout.root, moved.root)
    assert run.read_stamp(moved)[:2] == run.stamp_lines(moved)[:2]
    assert run.read_stamp(moved) != run.stamp_lines(moved)


@pytest.mark.parametrize(
    ("output", "sentence"),
    [
        (
            "WARNING: Retrying after connection broken by 'NewConnectionError(...)'\n"
            "ERROR: No matching distribution found for click==8.5.1\n",
            "is the network there",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "lock names"),
        ("ERROR: [Errno 28] No space left on device", "disk is full"),
        ("ERROR: something new\n", "something new"),
    ],
)
def test_what_pip_says_at_length_becomes_one_sentence(output: str, sentence: str) -> None:
    complaint = set_up_words.last_line(output)
    told = str(set_up_words.CannotGoOn(set_up_words.pip_failure(output), complaint=complaint))
    assert sentence in told
    assert "\n" not in told


def test_what_pip_says_is_told_in_indonesian_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GERAI_LANGUAGE", "id")
    told = set_up_words.CannotGoOn(
        set_up_words.pip_failure("ERROR: {new}"), complaint="ERROR: {new}"
    )
    assert str(told) == "Paket tidak dapat dipasang: ERROR: {new}"


def test_a_big_download_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    run.show_download("  Downloading pyside6_essentials-6.11.3-cp310-abi3-any.whl (80.1 MB)\n")
    run.show_download("  Downloading six-1.17.0-py2.py3-none-any.whl (11 kB)\n")
    assert capsys.readouterr().err == "  fetching pyside6_essentials 6.11.3, 80.1 MB\n"


def a_catalogue(root: Path, text: str) -> Path:
    """An Indonesian catalogue with one sentence."""
    source = root / "resources" / "locale" / "id" / "LC_MESSAGES" / "gerai.po"
    source.parent.mkdir(parents=True, exist_ok=True)
    head = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\n'
    source.write_text(f'{head}msgid "Sell"\nmsgstr "{text}"\n', encoding="utf-8")
    return source


def test_a_catalogue_is_built_when_missing_or_older_and_not_again(checkout: run.Checkout) -> None:
    source = a_catalogue(checkout.root, "Jual")
    built = source.with_suffix(".mo")
    assert run.stale_catalogues(checkout.root) == [source]
    built.write_bytes(b"built")
    os.utime(source, ns=(1_000, 1_000))
    assert run.stale_catalogues(checkout.root) == []
    os.utime(source, ns=(built.stat().st_mtime_ns + 1,) * 2)
    assert run.stale_catalogues(checkout.root) == [source]


def test_a_built_catalogue_holds_the_words(checkout: run.Checkout) -> None:
    use_this_interpreter(checkout)
    source = a_catalogue(checkout.root, "Jual")
    run.compile_catalogues(checkout)
    assert b"Jual" in source.with_suffix(".mo").read_bytes()
    assert sorted(path.name for path in source.parent.iterdir()) == ["gerai.mo", "gerai.po"]


def use_this_interpreter(checkout: run.Checkout) -> None:
    """Let the checkout's interpreter be the one that runs this test, with its packages."""
    checkout.python.parent.mkdir(parents=True)
    checkout.python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    checkout.python.chmod(0o755)


def a_module(checkout: run.Checkout, text: str) -> None:
    """A program of the checkout, and an interpreter to run it with."""
    use_this_interpreter(checkout)
    (checkout.root / "program.py").write_text(text, encoding="utf-8")


def test_a_program_starts_in_the_folder_of_the_person(
    checkout: run.Checkout, tmp_path: Path
) -> None:
    a_module(checkout, "import os, sys; print(os.getcwd(), *sys.argv[1:], sep='|')")
    here = tmp_path / "files of the organizer"
    here.mkdir()
    (here / "program.py").write_text("raise SystemExit('the wrong program')", encoding="utf-8")
    done = started_in(here, str(checkout.root), "-m", "program", "a file")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == f"{here}|a file"


@pytest.mark.parametrize(
    ("ending", "code"),
    [("raise SystemExit(3)", 3), ("import os; os.kill(os.getpid(), 9)", 137), ("", 0)],
)
def test_the_exit_code_of_the_program_is_kept(
    checkout: run.Checkout, tmp_path: Path, ending: str, code: int
) -> None:
    a_module(checkout, ending)
    assert started_in(tmp_path, str(checkout.root), "-m", "program").returncode == code


def test_who_is_asked_to_end_asks_the_program_and_waits_for_it(
    checkout: run.Checkout, tmp_path: Path
) -> None:
    """As `kill` does: no till is left running behind its door."""
    a_module(
        checkout,
        "import os, signal, sys, time\n"
        "def end(*_):\n    print('ended', flush=True)\n    sys.exit(5)\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "print(os.getpid(), flush=True)\n"
        "signal.pause()\n",
    )
    command = starting(str(checkout.root), "-m", "program")
    with subprocess.Popen(
        command, cwd=tmp_path, stdout=subprocess.PIPE, encoding="utf-8"
    ) as opened:
        assert opened.stdout is not None
        child = int(opened.stdout.readline())
        opened.send_signal(signal.SIGTERM)
        assert opened.stdout.read() == "ended\n"
        assert opened.wait() == 5
    with pytest.raises(ProcessLookupError):
        os.kill(child, 0)


def test_the_program_is_told_how_its_command_line_is_called(
    checkout: run.Checkout, tmp_path: Path
) -> None:
    a_module(checkout, "import os; print(os.environ['GERAI_CALLED_AS'])")
    done = started_in(tmp_path, str(checkout.root), "-m", "program")
    assert done.stdout.strip() == "python3 'folder é/run.py' gerai"


def a_door(*endings: str) -> run.Door:
    """A door with one command for each ending."""
    return run.Door("is tried", tuple(("-c", ending) for ending in endings))


@pytest.mark.parametrize(
    ("endings", "code"),
    [
        (["", ""], 0),
        (["raise SystemExit(1)", ""], 1),
        (["", "raise SystemExit(5)"], 5),
        (["raise SystemExit(2)", "raise SystemExit(1)"], 2),
    ],
)
def test_a_door_with_several_checks_runs_all_and_fails_with_the_first(
    checkout: run.Checkout, endings: Sequence[str], code: int
) -> None:
    a_module(checkout, "")
    assert run.start(a_door(*endings), checkout, []) == code
