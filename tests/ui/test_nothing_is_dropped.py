"""No action of a person can drop recorded sales (OFF7)."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import fields
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from pos_app.bootstrap import DATABASE_NAME
from pos_app.domain.booth_rules import BoothRules
from pos_app.files import config_dir
from pos_app.settings import Settings
from tests.tills import a_till_at_work
from tests.ui.kit import press, settle
from tests.ui.program import a_program, booth_of
from ui.booth_window import BoothWindow
from ui.trouble_window import TroubleWindow

AT_WORK = Settings(language="en", role="booth", is_practice=True)
TWELVE = (12, 600_000)


@pytest.fixture
def folder(data_folder: Path) -> Path:
    """Where a till lies that has sold twelve mugs today."""
    folder = data_folder / "practice"
    with a_till_at_work(folder) as till:
        for _sale in range(12):
            till.sell()
    return folder


def _sales(folder: Path) -> tuple[int, int]:
    """What the journal says when the till is opened anew."""
    with a_till_at_work(folder) as till:
        return till.app.days.x_report().sums.sales


@pytest.mark.usefixtures("qapp")
def test_off7_nothing_a_person_does_drops_a_recorded_sale(folder: Path) -> None:
    with a_program(settings=AT_WORK) as gerai:
        booth = booth_of(gerai)
        _do_all_that_is_not_selling(booth)
        for page in booth.window.pages:
            booth.window.open_page(page)
        usual = {field.name: getattr(Settings(), field.name) for field in fields(Settings)}
        gerai.laptop.choose(**usual | {"language": "id"})
        settle()
        assert booth.parts.days.x_report().sums.sales == TWELVE
    shutil.rmtree(config_dir())
    assert _sales(folder) == TWELVE


def _do_all_that_is_not_selling(booth: BoothWindow) -> None:
    parts = booth.parts
    (first,) = parts.signing_in.people.active
    parts.people.set_pin(first.code, "1234")
    budi = parts.people.add("Budi", "4321")
    parts.signing_in.sign_in(budi.code, "4321")
    parts.signing_in.sign_in(first.code, "1234")
    parts.arranging.change(BoothRules(rounding_step=500, header=("Buka 09.00",)))
    parts.arranging.change(BoothRules())
    for product in parts.catalog.catalog.for_sale[:3]:
        parts.catalog.retire_product(product.product_id)
    for paper in parts.printing.waiting():
        parts.printing.discard(paper.job_id)
    press(booth.window, Qt.Key.Key_Escape)


@pytest.mark.usefixtures("qapp")
def test_off7_an_older_version_refuses_and_touches_nothing(folder: Path) -> None:
    database = folder / DATABASE_NAME
    version = _set_version(database, 1_000)
    newer = database.read_bytes()
    with a_program(settings=AT_WORK) as gerai:
        assert isinstance(gerai.window, TroubleWindow)
        assert "newer" in gerai.window.words.text()
    assert database.read_bytes() == newer
    _set_version(database, version)
    assert _sales(folder) == TWELVE


def _set_version(path: Path, version: int) -> int:
    """Mark the database as made by another version of Gerai; gives what it was before."""
    with closing(sqlite3.connect(path)) as database:
        (before,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {version}")
    return int(before)
