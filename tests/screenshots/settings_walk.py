"""The pages of the settings, the lock, and the list of keys."""

from typing import Final

from PySide6.QtCore import Qt

from pos_app.domain.people import Right
from tests.screenshots.camera import Camera
from tests.ui.kit import press, settle, tap, type_text
from ui.setup.printer_page import PrinterPage

_PIN: Final = "1111"
_SUBJECTS: Final = (
    "language",
    "look",
    "printer",
    "scanner",
    "receipt",
    "money",
    "qris",
    "taxes",
    "selling",
    "people",
    "customer",
    "practice",
    "keys",
    "about",
)
_IN_DOCUMENTS: Final = frozenset({"printer", "receipt", "people"})


class SettingsWalk:
    """Shows what can be chosen, once there is something to choose about."""

    def __init__(self, camera: Camera) -> None:
        self._camera = camera
        self._booth = camera.booth

    def prepare(self) -> None:
        """Have papers written into a folder, and nobody take these quick hands for a scanner."""
        camera, settings = self._camera, self._booth.pages.settings
        self._booth.scanner.stop(camera.app)
        folder = camera.plan.data / "receipts"
        folder.mkdir()
        camera.resize(self._booth.window)
        camera.answers.path = folder
        self._booth.window.open_page("settings")
        form = settings.show_page(PrinterPage).form
        tap(form.kind_button("pdf"))
        tap(form.folder_button)

    def whole(self) -> None:
        """Take the pictures."""
        people = self._booth.parts.people
        people.add("Kasir pagi", _PIN)
        people.add("Kasir sore", "2222", rights=frozenset[Right]())
        self._pages()
        self._printers()
        self._lock()
        self._keys()

    def _pages(self) -> None:
        settings = self._booth.pages.settings
        self._booth.window.open_page("settings")
        self._booth.window.notices.clear()
        assert len(_SUBJECTS) == len(settings.subjects), "a page of the settings has no name"
        for number, name in enumerate(_SUBJECTS):
            settings.show_subject(number)
            is_extra = name not in _IN_DOCUMENTS
            self._camera.shoot_booth(f"60-settings-{name}", is_extra=is_extra)

    def _printers(self) -> None:
        """What a search finds, and the test page with two of its questions."""
        page = self._booth.pages.settings.show_page(PrinterPage)
        tap(page.more)
        tap(page.finder.search)
        self._camera.until(lambda: not page.finder.is_searching)
        self._camera.shoot_booth("61-printer-search")
        page.finder.rows[0].use.click()
        settle()
        page.attempt.click()
        settle()
        dialog = page.trial.dialog
        assert dialog is not None
        self._camera.shoot_as_it_is("62-printer-trial", dialog, is_extra=True)
        tap(dialog.start.print_page)
        for question in dialog.questions:
            settle()
            is_extra = question != "codes"
            self._camera.shoot_as_it_is(f"63-printer-{question}", dialog, is_extra=is_extra)
            tap(dialog.skip)
        self._camera.shoot_as_it_is("64-printer-learned", dialog, is_extra=True)
        dialog.reject()
        self._camera.resize(self._booth.window)

    def _lock(self) -> None:
        window = self._booth.window
        window.open_page("sell")
        press(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        settle()
        dialog = self._camera.app.activeModalWidget()
        assert dialog is not None
        self._camera.shoot_as_it_is("71-locked", dialog)
        type_text(dialog, _PIN)
        press(dialog, Qt.Key.Key_Return)
        settle()

    def _keys(self) -> None:
        press(self._booth.window, Qt.Key.Key_F1)
        settle()
        dialog = self._camera.app.activeModalWidget()
        assert dialog is not None
        self._camera.shoot_as_it_is("72-keys", dialog)
        press(dialog, Qt.Key.Key_Escape)
