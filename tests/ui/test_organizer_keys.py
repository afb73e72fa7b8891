"""Approving tills: by claim code, by the fingerprint read out, with a locked key."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.bootstrap import TillFolder
from pos_app.exchange.keys import read_organizer_key
from pos_app.services.event_folder import EventFolder
from pos_app.simulation.demo import DemoResult
from tests.services.small_event import SALES, AnotherTill, a_demo, an_empty_event
from tests.ui.organizer_kit import OpenBoard, an_open_board

PASSPHRASE = "pohon kelapa di tepi jalan"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    """Three booths, two days; nobody changes it."""
    return a_demo(tmp_path_factory.mktemp("organizer keys") / "demo")


@pytest.fixture
def board(demo: DemoResult, tmp_path: Path, qtbot: QtBot) -> Iterator[OpenBoard]:
    """An event whose tills are not approved yet."""
    folder = an_empty_event(demo, tmp_path / "event", packs=1)
    with an_open_board(demo, folder, qtbot) as opened:
        yield opened


def requests_of(demo: DemoResult) -> list[Path]:
    return sorted(EventFolder(demo.event).requests.iterdir())


def test_an_unknown_till_waits_aside_and_counts_once_its_request_is_approved(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    board.take_in(till.sell(0, tmp_path / "files"))
    assert board.verdicts() == ["set aside"]
    assert "claims to be booth" in board.sentences()[0]
    assert "Approve its key request" in board.sentences()[0]
    assert board.screen.look.rows()[0].title.endswith("set aside")
    assert board.coverage() == "0 of 6 booth days reported"
    assert board.screen.head.as_of.text().endswith("1 set aside")
    assert board.screen.cards.net.note.text() == "0 of 6 booth days reported · 1 set aside"
    board.approve(request)
    (line,) = board.screen.keys.lines.values()
    assert line.title.text().startswith("approved")
    assert not line.ask.isVisible()
    assert board.coverage() == "1 of 6 booth days reported"
    assert board.screen.cards.receipts.figure.text() == str(SALES)
    assert board.screen.keys.pack_file.name.text() == "pack-0002.gerai.txt"


def test_a_file_that_turns_out_wrong_once_its_key_is_known_is_called_refused(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    raw = bytearray(till.sell(0, tmp_path / "files").read_bytes())
    raw[raw.index(b'"total":') + len(b'"total":')] ^= 1
    changed = tmp_path / "changed.gerai.txt"
    changed.write_bytes(raw)
    board.take_in(changed)
    board.take_in(changed)
    assert len(board.screen.notices.shown()) == 1, "of the last files only"
    assert board.screen.head.as_of.text().endswith("1 set aside")
    board.approve(request)
    assert board.screen.look.rows()[0].title == "changed.gerai.txt: refused"
    assert board.screen.head.as_of.text().endswith("1 refused")
    line = board.screen.keys.lines[request]
    assert "Settings > Event and keys" in line.text.text()


def test_a_stick_with_a_request_and_its_files_needs_one_gesture(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    stick = tmp_path / "stick"
    stick.mkdir()
    shutil.copy(till.request_key(), stick)
    for day in (0, 1):
        till.sell(day, stick)
    board.drop(stick)
    assert board.verdicts() == ["taken in", "taken in"]
    assert len(board.screen.keys.lines) == 1
    assert board.coverage() == "2 of 6 booth days reported"


def test_a_request_approved_before_is_told_so(board: OpenBoard, demo: DemoResult) -> None:
    board.approve(requests_of(demo)[0])
    board.approve(requests_of(demo)[0])
    (line,) = board.screen.keys.lines.values()
    assert line.title.text().startswith("already approved")


def test_a_second_till_of_a_booth_is_approved_by_the_fingerprint_read_out(
    demo: DemoResult, tmp_path: Path, qtbot: QtBot
) -> None:
    till = AnotherTill(demo, tmp_path / "till")
    request = till.request_key()
    folder = an_empty_event(demo, tmp_path / "event")
    with an_open_board(demo, folder, qtbot) as board:
        board.approve(request)
        (line,) = board.screen.keys.lines.values()
        assert line.title.text().startswith("not approved")
        assert line.ask.isVisible()
        _type(line.ask.field, "1234 5678")
        assert "24 digits" in line.ask.refusal.text()
        _type(line.ask.field, "1" * 24)
        board.until_done()
        assert "does not fit" in line.ask.refusal.text()
        assert line.ask.field.text() == "1" * 24
        _type(line.ask.field, _fingerprint_of(till.folder))
        board.until_done()
        assert line.title.text().startswith("approved")
        assert not line.ask.isVisible()


def test_a_locked_key_asks_for_its_passphrase_until_it_is_right(
    demo: DemoResult, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = an_empty_event(demo, tmp_path / "event", packs=1)
    _lock(EventFolder(folder), demo)
    with an_open_board(demo, folder, qtbot) as board:
        board.approve(*requests_of(demo))
        asked = board.screen.keys.passphrase
        assert asked.isVisible()
        assert asked.field.echoMode() is QLineEdit.EchoMode.Password
        _type(asked.field, "something else")
        board.until_done()
        assert "does not open" in asked.refusal.text()
        _type(asked.field, PASSPHRASE)
        board.until_done()
        assert not asked.isVisible()
        assert asked.field.text() == ""
        assert [line.title.text()[:8] for line in board.screen.keys.lines.values()] == (
            ["approved"] * 3
        )
        assert board.screen.keys.pack_file.name.text() == "pack-0002.gerai.txt"


def test_pack_and_claim_codes_are_found_from_the_page(board: OpenBoard, tmp_path: Path) -> None:
    keys = board.screen.keys
    keys.pack_file.button.click()
    keys.claims_file.button.click()
    assert board.opened == [tmp_path / "event" / "packs", tmp_path / "event"]
    assert "version 1" in keys.pack_words.text()


def _type(field: QLineEdit, text: str) -> None:
    """Replace what a field holds and press Enter."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def _fingerprint_of(till: Path) -> str:
    opened = TillFolder(till)
    try:
        joined = opened.joining.joined()
        assert joined is not None
        return opened.joining.signing_key(joined.till).verifying_key.fingerprint
    finally:
        opened.close()


def _lock(folder: EventFolder, demo: DemoResult) -> None:
    key = read_organizer_key(folder.key, event_id=demo.plan.event_id)
    folder.key.unlink()
    key.write(folder.key, PASSPHRASE)
