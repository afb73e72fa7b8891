"""The organizer's page: files in, totals with their coverage, reports out."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.i18n import format_money, use_language
from pos_app.services.event_folder import EventFolder
from pos_app.simulation.demo import DemoResult
from tests.services.small_event import a_demo, an_empty_event, day_files
from tests.ui.kit import press, settle, tap
from tests.ui.organizer_kit import OpenBoard, an_open_board


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> DemoResult:
    """Three booths, two days; nobody changes it."""
    return a_demo(tmp_path_factory.mktemp("organizer") / "demo")


@pytest.fixture
def board(demo: DemoResult, tmp_path: Path, qtbot: QtBot) -> Iterator[OpenBoard]:
    """An event that holds no file yet."""
    folder = an_empty_event(demo, tmp_path / "event")
    with an_open_board(demo, folder, qtbot) as opened:
        yield opened


def test_an_event_without_files_says_what_to_do(board: OpenBoard) -> None:
    screen = board.screen
    assert screen.empty.isVisible()
    assert not screen.cards.isVisible()
    assert board.coverage() == "0 of 6 booth days reported"
    assert screen.booths.table.texts(4) == ["not yet reported"] * 3


def test_totals_stand_beside_their_coverage(board: OpenBoard, demo: DemoResult) -> None:
    *_rest, last = day_files(demo)
    board.take_in(*[path for path in day_files(demo) if path != last])
    screen = board.screen
    assert board.coverage() == "5 of 6 booth days reported"
    assert screen.head.as_of.text().startswith("As of 22:00")
    assert screen.cards.net.note.text() == "5 of 6 booth days reported"
    assert screen.booths.table.texts(4) == ["complete", "complete", "1 day missing"]
    row, *_payments = screen.look.rows()
    assert "1 booth has not reported" in row.title
    assert "ask for the day file after closing" in row.text
    board.take_in(last)
    assert board.coverage() == "6 of 6 booth days reported"
    assert board.net() == format_money(demo.totals.net, true_minus=True)
    unsure = "Payments not yet certain"  # a buyer of the demo may leave one behind
    assert all(row.title == unsure for row in screen.look.rows())


def test_num1_the_same_files_again_are_already_known_and_change_no_total(
    board: OpenBoard, demo: DemoResult
) -> None:
    board.take_in(*day_files(demo))
    net, cells = board.net(), board.screen.booths.table.texts(3)
    assert board.verdicts() == ["taken in"] * 6
    board.take_in(*day_files(demo))
    assert board.verdicts() == ["already known"] * 6
    assert board.screen.taken.summary.text() == "6 files: 6 already known"
    assert (board.net(), board.screen.booths.table.texts(3)) == (net, cells)


def test_off5_a_flipped_bit_is_refused_with_its_reason_and_stops_nothing(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    first, second, *_rest = day_files(demo)
    raw = bytearray(first.read_bytes())
    raw[len(raw) // 2] ^= 1
    bad = tmp_path / "bad.gerai.txt"
    bad.write_bytes(raw)
    board.take_in(bad, second)
    assert board.verdicts() == ["refused", "taken in"]
    assert board.sentences()[0] == (
        "Changed after export, or not made by this till. Ask for the original."
    )
    (notice,) = board.screen.notices.shown()
    assert notice.kind == "warning"
    assert "2 files: 1 new, 1 refused" in notice.text


def test_a_notice_moves_nothing_on_the_board(board: OpenBoard, demo: DemoResult) -> None:
    board.take_in(day_files(demo)[0])
    screen = board.screen
    screen.notices.clear()
    settle()
    before = screen.view.geometry()
    board.take_in(demo.files)
    settle()
    assert screen.notices.isVisible()
    assert screen.view.geometry() == before
    assert screen.rect().contains(screen.notices.geometry())


def test_a_dropped_folder_is_taken_in_whole(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "inner"
    shutil.copytree(demo.files, stick)
    (stick / "note.txt").write_text("hello", encoding="utf-8")
    board.drop(stick.parent)
    assert sorted(board.verdicts()) == ["refused"] + ["taken in"] * 6
    assert board.screen.taken.isVisible()
    assert not board.screen.taken.bar.isVisible()


def test_what_is_no_day_file_has_its_own_word_and_is_no_fault(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    prices = tmp_path / "harga.csv"
    prices.write_text("nama;harga\nKopi;5000\n", encoding="utf-8")
    board.take_in(prices, EventFolder(demo.event).pack_path(2), day_files(demo)[0])
    assert board.verdicts() == ["not a day file", "not a day file", "taken in"]
    assert "price list" in board.sentences()[0]
    assert board.screen.taken.summary.text() == "3 files: 1 new, 2 not day files"
    (notice,) = board.screen.notices.shown()
    assert notice.kind == "ok"


def test_a_file_that_is_not_there_is_named_and_stops_nothing(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    board.take_in(tmp_path / "gone.gerai.txt", day_files(demo)[0])
    assert board.verdicts() == ["refused", "taken in"]
    assert "is not there" in board.sentences()[0]


def test_stopping_begins_no_other_file_and_says_how_many_are_left(
    board: OpenBoard, demo: DemoResult
) -> None:
    gate = Event()
    board.worker.run(gate.wait, done=_ignore, failed=_ignore)
    board.presenter.take_in(day_files(demo))
    tap(board.screen.taken.stop)
    gate.set()
    board.until_done()
    assert board.verdicts() == []
    assert board.screen.taken.summary.text() == "6 files: 6 not begun"
    board.take_in(*day_files(demo))
    assert board.coverage() == "6 of 6 booth days reported"


def test_progress_counts_the_files_and_ends_with_the_list(
    board: OpenBoard, demo: DemoResult
) -> None:
    gate, panel = Event(), board.screen.taken
    board.worker.run(gate.wait, done=_ignore, failed=_ignore)
    with board.qtbot.waitSignal(board.presenter.progressed):
        board.presenter.take_in(day_files(demo))
    assert panel.bar.isVisible()
    assert panel.stop.isVisible()
    assert panel.summary.text() == "Looking for files …"
    panel.show_progress(2, 6)
    assert panel.summary.text() == "2 of 6 files done"
    gate.set()
    board.until_done()
    assert not panel.bar.isVisible()
    assert panel.summary.text() == "6 files: 6 new"


def test_what_is_handed_in_meanwhile_waits_for_its_turn(board: OpenBoard, demo: DemoResult) -> None:
    first, second, *_rest = day_files(demo)
    board.presenter.take_in([first])
    board.presenter.take_in([second])
    board.until_done()
    assert board.verdicts() == ["taken in", "taken in"]
    assert board.screen.taken.summary.text() == "2 files: 2 new"


@pytest.mark.parametrize("kind", ["pdf", "xlsx", "csv"])
def test_a_report_is_written_where_the_person_wants_it(
    board: OpenBoard, demo: DemoResult, tmp_path: Path, kind: str
) -> None:
    board.take_in(demo.files)
    target = tmp_path / "reports"
    target.mkdir()
    board.answers.paths = [target]
    button = {str(name): one for name, one in board.screen.head.reports.items()}[kind]
    tap(button)
    board.until_done()
    (name,) = board.answers.names_offered
    assert name.startswith(demo.plan.event_id)
    assert (target / name).stat().st_size > 100
    row = board.screen.report
    assert row.name.text() == name
    row.button.click()
    assert board.opened == [target]


def test_a_report_that_cannot_be_written_can_be_tried_again(
    board: OpenBoard, demo: DemoResult, tmp_path: Path
) -> None:
    board.take_in(demo.files)
    in_the_way = tmp_path / "reports"
    in_the_way.write_text("a file where a folder should be", encoding="utf-8")
    board.answers.paths = [in_the_way]
    board.screen.head.reports["csv"].click()
    board.until_done()
    (row, *_older) = board.screen.notices.rows()
    assert row.notice.kind == "danger"
    in_the_way.unlink()
    row.action.click()
    board.until_done()
    assert (in_the_way / board.answers.names_offered[0]).exists()


def test_booths_sort_by_heading_and_by_key(board: OpenBoard, demo: DemoResult) -> None:
    board.take_in(demo.files)
    booths = board.screen.booths
    assert booths.table.texts(0) == sorted(booths.table.texts(0))
    booths.sort.setFocus()
    for _ in range(3):
        press(booths.sort, Qt.Key.Key_Space)
    assert booths.sort.words() == "Order: Net"
    nets = {total.booth_id: total.net for total in demo.totals.booths}
    by_net = sorted(nets, key=lambda booth: -nets[booth])
    assert booths.table.texts(0) == by_net
    header = booths.table.horizontalHeader()
    place = header.rect().topLeft()
    place.setX(header.sectionViewportPosition(0) + 8)
    place.setY(20)
    tap(header.viewport(), place)
    assert booths.sort.words() == "Order: Booth"


def test_tenders_are_ranked_and_told_with_their_figures(board: OpenBoard, demo: DemoResult) -> None:
    board.take_in(demo.files)
    heard = board.screen.tenders.bars.accessibleName()
    amounts = sorted((amount for _kind, amount in demo.totals.pay), reverse=True)
    places = [heard.index(format_money(amount)) for amount in amounts]
    assert places == sorted(places)


def test_closing_waits_for_the_file_in_hand_and_frees_the_event(
    demo: DemoResult, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = an_empty_event(demo, tmp_path / "event")
    with an_open_board(demo, folder, qtbot) as board:
        board.presenter.take_in(day_files(demo))
    with an_open_board(demo, folder, qtbot) as board:
        board.take_in(*day_files(demo))
        assert board.coverage() == "6 of 6 booth days reported"


def test_a_folder_without_an_event_is_said_and_can_be_tried_again(
    demo: DemoResult, tmp_path: Path, qtbot: QtBot
) -> None:
    with an_open_board(demo, tmp_path / "event", qtbot) as board:
        (row,) = board.screen.notices.rows()
        assert row.notice.kind == "danger"
        an_empty_event(demo, tmp_path / "event")
        row.action.click()
        board.until_done()
        assert board.coverage() == "0 of 6 booth days reported"


# --- form ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("size", [(1286, 768), (960, 540)])
def test_the_page_fits_and_every_control_has_a_name_and_room_for_a_finger(
    demo: DemoResult, tmp_path: Path, qtbot: QtBot, size: tuple[int, int], language: str
) -> None:
    folder = an_empty_event(demo, tmp_path / "event")
    with an_open_board(demo, folder, qtbot, size=size) as board:
        use_language("id" if language == "id" else "en")
        board.screen.retranslate()
        board.take_in(demo.files, Path("gone"))
        board.screen.report_card.show()
        settle()
        least = board.screen.minimumSizeHint()
        assert least.width() <= 960
        assert least.height() <= 540
        assert board.screen.body.minimumSizeHint().width() <= board.screen.view.viewport().width()
        for widget in _controls(board.screen):
            assert _heard(widget)
            assert widget.width() >= 44
            assert widget.height() >= 44


def test_the_keyboard_alone_reaches_every_control(board: OpenBoard, demo: DemoResult) -> None:
    board.take_in(demo.files)
    wanted = {widget for widget in _controls(board.screen) if widget.isEnabled()}
    board.screen.head.take_in.setFocus()
    reached = set()
    for _ in range(60):
        press(board.screen, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
    assert wanted <= reached


def test_rows_and_cells_are_sound_models(board: OpenBoard, demo: DemoResult) -> None:
    board.take_in(demo.files)
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    for model in (board.screen.taken.model, board.screen.booths.table.rows):
        QAbstractItemModelTester(model, fatal)
    board.take_in(demo.files)


def _ignore(_answer: object) -> None:
    pass


def _controls(screen: QWidget) -> list[QWidget]:
    kinds = (QAbstractButton, QLineEdit)
    return [
        widget
        for kind in kinds
        for widget in screen.findChildren(kind)
        if widget.isVisible() and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
    ]


def _heard(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface.text(QAccessible.Text.Name)
