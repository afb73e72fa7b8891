"""What one laptop chose survives, and what is broken is said."""

import json
from pathlib import Path

import pytest

from pos_app.domain.key_table import KeyTable
from pos_app.domain.printer import PrinterProfile
from pos_app.files import FileTrouble
from pos_app.settings import Settings, load_settings, save_settings

EVERYTHING = Settings(
    language="en",
    role="organizer",
    printer=PrinterProfile("network", address="192.0.2.7", paper_columns=48, has_cutter=True),
    event_folder="/media/Bazar Nusantara",
    show_key_hints=False,
    keys=KeyTable().give("pay", "Ctrl+Y"),
    scanner_mean_gap_ms=60,
    scanner_min_length=6,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "settings.json"


@pytest.mark.parametrize("settings", [Settings(), EVERYTHING])
def test_choices_come_back_as_they_were_saved(path: Path, settings: Settings) -> None:
    save_settings(path, settings)
    assert load_settings(path).settings == settings


def test_without_a_file_everything_is_as_delivered(path: Path) -> None:
    assert load_settings(path).settings == Settings()
    assert not path.exists()


def test_only_what_differs_from_the_default_is_written(path: Path) -> None:
    save_settings(path, Settings(language="en"))
    assert json.loads(path.read_text(encoding="utf-8")) == {"version": 1, "language": "en"}


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ({"language": "fr", "role": "booth"}, Settings(role="booth")),
        ({"language": ["id"], "role": "booth"}, Settings(role="booth")),
        ({"colour": "red", "role": "booth"}, Settings(role="booth")),
        ({"show_key_hints": 0, "role": "booth"}, Settings(role="booth")),
        ({"scanner_mean_gap_ms": 10_000}, Settings()),
        ({"keys": {"pay": "F9"}, "role": "booth"}, Settings(role="booth")),
        ({"keys": ["F9"]}, Settings()),
        ({"scanner_min_length": True}, Settings()),
        ({"event_folder": "a\nb"}, Settings()),
        ({"printer": "office"}, Settings()),
        ({"printer": {"address": "192.0.2.7"}}, Settings()),
        (
            {"printer": {"kind": "pdf", "folder": "/tmp/x", "paper_columns": 33}},
            Settings(printer=PrinterProfile("pdf", folder="/tmp/x")),
        ),
    ],
)
@pytest.mark.logs("dropped")
def test_a_value_that_cannot_be_right_is_dropped_with_a_log_line(
    path: Path, written: dict[str, object], kept: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    path.write_text(json.dumps(written), encoding="utf-8")
    assert load_settings(path).settings == kept
    assert "192.0.2.7" not in caplog.text  # addresses are nobody's business in a log


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff\xfe", b"[" * 60_000, b"null"])
@pytest.mark.logs("set aside")
def test_a_broken_file_is_set_aside_and_named(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    loaded = load_settings(path)
    assert loaded.settings == Settings()
    assert loaded.set_aside is not None
    assert loaded.set_aside.read_bytes() == data
    assert not path.exists()


def test_a_file_the_disk_does_not_give_is_not_taken_for_a_missing_one(path: Path) -> None:
    path.mkdir()
    with pytest.raises(FileTrouble):
        load_settings(path)
