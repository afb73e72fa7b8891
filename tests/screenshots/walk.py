"""The walk from the first start to the organizer's board, with real clicks and keys."""

from pathlib import Path

from PySide6.QtTest import QTest

from pos_app.services.practising import sample_price_list
from pos_app.simulation.demo import DemoPlan, run_demo
from tests.screenshots.camera import Camera, Plan
from tests.screenshots.day_walk import DayWalk
from tests.screenshots.money_walk import MoneyWalk
from tests.screenshots.sale_walk import SaleWalk
from tests.screenshots.settings_walk import SettingsWalk
from tests.ui.kit import settle, tap
from ui.setup.first_run import FirstRun
from ui.setup.keys_page import KeysPage


class Walk:
    """Goes through the pages and takes a picture of each."""

    def __init__(self, plan: Plan) -> None:
        self.camera = Camera(plan)

    def whole(self) -> None:
        """Take all pictures."""
        camera = self.camera
        camera.gerai.start()
        self._first_run()
        self._organize_and_join()
        day, settings = DayWalk(camera), SettingsWalk(camera)
        settings.prepare()
        day.open()
        SaleWalk(camera).whole()
        MoneyWalk(camera).whole()
        day.goods_and_papers()
        day.whole()
        settings.whole()
        self._board()
        camera.gerai.finish()

    def _first_run(self) -> None:
        camera, window = self.camera, self._window()
        camera.shoot("01-language", window)
        tap(window.languages.cards[camera.plan.language])
        camera.until(lambda: window.page() is window.roles)
        camera.shoot("02-first-run", window)

    def _organize_and_join(self) -> None:
        camera, window = self.camera, self._window()
        tap(window.roles.organize)
        QTest.keyClicks(window.organize.name.field, "Bazar Nusantara 2026")
        camera.answers.path = sample_price_list().with_name("booths.csv")
        tap(window.organize.choose_list)
        camera.shoot("03-organize", window)
        tap(window.organize.make)
        camera.until(lambda: window.page() is window.made)
        camera.shoot("04-event-made", window)
        camera.answers.path, claim = self._event_files()
        for _step in range(2):
            tap(window.back)
        tap(window.roles.join)
        tap(window.join.event_card.choose)
        QTest.keyClicks(window.join.claim.field, claim)
        camera.shoot("05-join", window)
        tap(window.join.join)
        camera.until(lambda: window.page() is window.joined)
        camera.shoot("06-joined", window)
        tap(window.back)
        tap(window.roles.practise)
        camera.until(lambda: camera.gerai.booth is not None)

    def _board(self) -> None:
        camera = self.camera
        settings = camera.booth.pages.settings
        leave = settings.show_page(KeysPage).leave
        settle()
        tap(leave)
        window = self._window()
        tap(window.roles.organize)
        demo = DemoPlan(out=camera.plan.data / "demo", booths=8)
        camera.answers.path = run_demo(demo, _say_nothing).event
        tap(window.organize.existing)
        camera.until(lambda: camera.gerai.organizer is not None)
        organizer = camera.gerai.organizer
        assert organizer is not None
        camera.resize(organizer.window)
        camera.until(lambda: not organizer.board_is_busy())
        camera.shoot("90-board", organizer.window)

    def _event_files(self) -> tuple[Path, str]:
        """The pack of the event just made, and the claim code of its first booth."""
        folder = next((self.camera.plan.data / "events").iterdir())
        pack = next((folder / "packs").iterdir())
        claims = (folder / "claims.csv").read_text("utf-8").splitlines()
        return pack, claims[1].rsplit(",", 1)[1]

    def _window(self) -> FirstRun:
        window = self.camera.gerai.window
        assert isinstance(window, FirstRun)
        return window


def _say_nothing(*_words: object) -> None:
    """The demo's remarks are not shown here."""
