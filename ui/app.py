"""The program with a window: from its start to the last paper after it was closed."""

import logging
import multiprocessing
import os
import sys
from collections.abc import Sequence
from contextlib import ExitStack, nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.bootstrap import (
    OUTSIDE_WORLD,
    Surroundings,
    TillFolder,
    TillFolders,
    open_organizer,
)
from pos_app.domain.errors import PosError
from pos_app.domain.identity import Booth
from pos_app.domain.printer import PrinterProfile
from pos_app.files import AlreadyOpen, config_dir, data_dir
from pos_app.i18n import _
from pos_app.logs import start_logging
from pos_app.services.accounting import Accounting
from pos_app.services.event_folder import EventFolder
from pos_app.services.event_making import NewEvent, new_event
from pos_app.services.joining import Joining
from pos_app.services.moving_on import left_to_do
from pos_app.services.organizing import Organizing
from pos_app.settings import Settings, load_settings
from ui.appearance import Appearance
from ui.booth_parts import BoothParts
from ui.booth_window import BoothWindow
from ui.bugs import BugDialog, log_qt_messages, watch_for_bugs
from ui.collecting import Collecting
from ui.drawn_text import draw_text
from ui.file_choice import FileChooser, SystemChooser
from ui.laptop import Laptop
from ui.main_window import MainWindow
from ui.notices import Notice
from ui.one_instance import FirstInstance, call_first_window
from ui.organizer_window import OrganizerWindow
from ui.qt_words import QtWords
from ui.self_check import self_check
from ui.setup.doors import MadeEvent, SetupDoors
from ui.setup.first_run import FirstRun
from ui.setup.further_card import FurtherEvent
from ui.setup.settings_subjects import SettingsParts
from ui.sound import Player, find_player
from ui.theme import LIGHT, apply_theme, undressed
from ui.trouble_window import TroubleWindow

_logger = logging.getLogger(__name__)

_WITH_FONTS = replace(OUTSIDE_WORLD, draw_text=draw_text)

_FINISH_S = 5.0
"""How long closing waits for a paper or a file that is on its way."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the till; gives the exit code."""
    multiprocessing.freeze_support()
    arguments = list(sys.argv if argv is None else argv)
    if "--self-check" in arguments:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a build machine has no screen
        return self_check(build_application(arguments), RealDoors())
    app = build_application(arguments)
    folder = data_dir()
    found = call_first_window(folder)
    if found == "raised":
        return 0
    log = start_logging(folder / "logs")
    log_qt_messages()
    gerai = Gerai(app, folder, surroundings=_WITH_FONTS, player=find_player())
    if found == "silent":
        gerai.show_trouble(AlreadyOpen(folder))
    else:
        gerai.start()
    code = app.exec()
    gerai.finish()
    log.stop()
    return code


def build_application(argv: Sequence[str]) -> QApplication:
    """The Qt application, dressed, with Qt's own words in our languages."""
    app = QApplication(list(argv))
    app.setApplicationName("Gerai")
    app.setDesktopFileName("gerai")
    app.setQuitOnLastWindowClosed(False)  # one window makes room for the next now and then
    app.installTranslator(QtWords(app))
    apply_theme(app, LIGHT)
    Collecting(app)
    return app


class RealDoors:
    """The way to events and tills for the self check."""

    def make_event(self, folder: Path) -> EventFolder:
        """Make an event with one booth."""
        event = EventFolder(folder)
        details = NewEvent(
            event_id="self-check", name="Self-check", days=(OUTSIDE_WORLD.clock().date(),)
        )
        new_event(
            event,
            details,
            [Booth("B01", "Stan")],
            clock=OUTSIDE_WORLD.clock,
            randomness=OUTSIDE_WORLD.randomness,
        )
        return event

    def open_till(self, folder: Path, closing: ExitStack) -> TillFolder:
        """Open a till that joined nothing yet."""
        till = TillFolder(folder, _WITH_FONTS)
        closing.callback(till.close)
        return till

    def open_window(self, booth: BoothParts, folder: Path) -> BoothWindow:
        """Make the window of a till, which keeps its settings in a folder."""
        laptop = Laptop(folder / "settings.json", Settings())
        return BoothWindow(booth, laptop, SettingsParts(log_folder=folder, chooser=SystemChooser()))

    def open_organizer(self, folder: Path, closing: ExitStack) -> tuple[Organizing, Accounting]:
        """Open the event."""
        organizer = open_organizer(folder)
        closing.callback(organizer.close)
        return organizer.organizing, organizer.accounting


def _make_event(
    events: Path, outside: Surroundings, details: NewEvent, booths: Sequence[Booth]
) -> MadeEvent:
    folder = EventFolder(events / details.event_id)
    packs = new_event(folder, details, booths, clock=outside.clock, randomness=outside.randomness)
    return MadeEvent(folder.root, folder.pack_path(packs.newest.version), folder.claims)


class Gerai(QObject):
    """The running program: one window at a time, and the folder of the till behind it."""

    def __init__(
        self,
        app: QApplication,
        folder: Path,
        *,
        surroundings: Surroundings = OUTSIDE_WORLD,
        chooser: FileChooser | None = None,
        player: Player | None = None,
    ) -> None:
        """`player` makes sounds heard; without one Gerai is silent."""
        super().__init__()
        self._player = player
        self._app, self._folder = app, folder
        self._for_organizer = folder / "for-organizer"
        self._surroundings = surroundings
        self._chooser = chooser or SystemChooser()
        loaded = load_settings(config_dir() / "settings.json")
        self._set_aside = loaded.set_aside
        self.laptop = Laptop(config_dir() / "settings.json", loaded.settings)
        self._appearance = Appearance(app)
        self.laptop.changed.connect(self._appearance.follow)
        self._appearance.follow(loaded.settings)
        self._tills = TillFolders(folder, surroundings)
        self.booth: BoothWindow | None = None
        self.organizer: OrganizerWindow | None = None
        self.window: QWidget | None = None
        self._bug_notice: Notice | None = None
        self.bugs = watch_for_bugs(self._show_bug)
        self._first = FirstInstance(folder)
        self._first.called.connect(self._come_forward)

    # --- which window --------------------------------------------------------------------------

    @Slot()
    def start(self) -> None:
        """Open what this laptop is for."""
        settings = self.laptop.settings
        self._tills.is_moving_on = False
        try:
            if settings.role == "booth":
                self._open_booth()
            elif settings.role == "organizer":
                self._open_organizer(Path(settings.event_folder))
            else:
                self._open_first_run()
        except PosError as error:
            self.show_trouble(error)

    def show_trouble(self, error: PosError) -> None:
        """Say why Gerai cannot open."""
        window = TroubleWindow(error, self._folder)
        window.again.connect(self.start)
        window.closing.connect(self._leave)
        self._show(window)

    def finish(self) -> None:
        """End everything: the cart is kept, workers finish what they have begun."""
        self._first.close()
        self.bugs.stop()
        if self.window is not None:
            self.window.hide()
        self._close_all()

    def _open_booth(self) -> None:
        till = self._tills.take(is_practice=self.laptop.settings.is_practice)
        chosen = self.laptop.settings
        parts = till.open_booth(chosen.printer, chosen.other_printers)
        if parts is None:
            self._open_first_run()
            return
        settings = self._settings_parts(till.joining)
        if not parts.event.is_practice:
            left = partial(left_to_do, parts.selling, parts.days)
            further = FurtherEvent(left, self._join_further_event, self._tills.earlier)
            settings = replace(settings, further=further)
        # A window full of pages that is still here would have to be dressed anew as well.
        is_large = isinstance(self.window, MainWindow)
        with nullcontext() if is_large else undressed(self._app):
            self.booth = BoothWindow(parts, self.laptop, settings, player=self._player)
        self.booth.start_again.connect(self._start_again)
        self.booth.practice_wanted.connect(self._go_and_practise)
        self.booth.selling_wanted.connect(self._go_back_to_selling)
        self.booth.window.closing.connect(self._leave)
        self._show(self.booth.window)
        self.booth.listen()
        self._tell_settings_lost(self.booth.window)

    def _open_organizer(self, folder: Path) -> None:
        EventFolder(folder).held_packs()  # refused before the window, where words can be shown
        open_event = partial(open_organizer, surroundings=self._surroundings)
        organizer = OrganizerWindow(folder, open_event, self.laptop, self._settings_parts())
        self.organizer = organizer
        organizer.start_again.connect(self._start_again)
        organizer.window.closing.connect(self._leave)
        self._show(organizer.window)
        self._tell_settings_lost(organizer.window)

    def _open_first_run(self, *, knows_language: bool = False) -> None:
        window = FirstRun(self._doors(), self.laptop)
        if knows_language:
            window.ask_role()
        window.closing.connect(self._leave)
        self._show(window)

    def _show(self, window: QWidget) -> None:
        before, self.window = self.window, window
        room = window.screen().availableSize()
        if room.width() <= window.width() or room.height() <= window.height():
            window.showMaximized()
        else:
            window.show()
        if before is not None:
            before.hide()
            before.deleteLater()

    @Slot()
    def _leave(self) -> None:
        if self.sender() is self.window:
            self._app.quit()

    @Slot()
    def _come_forward(self) -> None:
        if self.window is not None:
            state = self.window.windowState() & ~Qt.WindowState.WindowMinimized
            self.window.setWindowState(state | Qt.WindowState.WindowActive)
            self.window.raise_()
            self.window.activateWindow()

    # --- the first run -------------------------------------------------------------------------

    def _doors(self) -> SetupDoors:
        return SetupDoors(
            practise=self._practise,
            joining=lambda: self._tills.take(is_practice=False).joining,
            sell=self._sell,
            make_event=partial(_make_event, self._folder / "events", self._surroundings),
            organize=self._organize,
            for_organizer=self._for_organizer,
            chooser=self._chooser,
            find_printers=self._surroundings.find_printers,
            today=lambda: self._surroundings.clock().astimezone().date(),
        )

    def _practise(self) -> None:
        self._tills.take(is_practice=True).practise()
        self.laptop.choose(role="booth", is_practice=True)
        self._open_booth()

    def _sell(self, printer: PrinterProfile | None) -> None:
        if self._tills.is_moving_on:
            self._tills.move_on()
        self.laptop.choose(role="booth", is_practice=False, printer=printer)
        self._open_booth()

    def _organize(self, folder: Path) -> None:
        self._open_organizer(folder)
        self._tills.close()
        self.laptop.choose(role="organizer", event_folder=str(folder))

    @Slot()
    def _start_again(self) -> None:
        self._close_all()
        self._tills.is_moving_on = False
        self.laptop.choose(role=None, is_practice=False)
        self._open_first_run(knows_language=True)

    def _join_further_event(self) -> None:
        """The first run again; until the new till sells, this laptop belongs where it did."""
        self._close_all()
        self._tills.is_moving_on = True
        self._open_first_run(knows_language=True)

    @Slot()
    def _go_and_practise(self) -> None:
        """From the real till to the practice till: the cart stays where it is."""
        self._close_all()
        try:
            self._practise()
        except PosError as error:
            self.show_trouble(error)

    @Slot()
    def _go_back_to_selling(self) -> None:
        """Back to the real till, as it was left."""
        self._close_all()
        self.laptop.choose(is_practice=False)
        self.start()

    # --- the till's folder ---------------------------------------------------------------------

    def _close_all(self) -> None:
        for joined in (self.booth, self.organizer):
            if joined is not None and not joined.close(_FINISH_S):
                _logger.warning("a worker was still busy when the window closed")
        self.booth = self.organizer = None
        self._tills.close()

    def _settings_parts(self, joining: Joining | None = None) -> SettingsParts:
        return SettingsParts(
            log_folder=self._folder / "logs",
            chooser=self._chooser,
            find_printers=self._surroundings.find_printers,
            joining=joining,
            for_organizer=self._for_organizer,
            has_real_till=self._tills.has_real_till,
        )

    # --- what works in the whole program -------------------------------------------------------

    def _tell_settings_lost(self, window: MainWindow) -> None:
        if self._set_aside is not None:
            words = _(
                "The settings could not be read and are back to default. Your sales are safe."
            )
            window.show_notice(Notice("warning", words))
            self._set_aside = None

    def _show_bug(self, details: str) -> None:
        window = self.window
        if not isinstance(window, MainWindow | FirstRun | TroubleWindow):
            return
        if self._bug_notice in window.notices.shown():
            return  # one at a time: the first says what there is to say
        self._bug_notice = Notice(
            "warning",
            _("Something in Gerai went wrong. Your sales and your cart are kept; you can go on."),
            _("Details"),
            BugDialog(details, self._folder / "logs", window).open,
        )
        window.show_notice(self._bug_notice)
