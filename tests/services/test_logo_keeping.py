"""A booth's logo is kept ready to print and stands on papers made from then on."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from pos_app.domain.errors import LogoIsUnusable
from pos_app.domain.journal import Audited
from pos_app.domain.printer import DOTS
from pos_app.papers.paper import Picture
from pos_app.services.logo_keeping import read_logo
from pos_app.services.receipt_sample import ReceiptSample
from tests.tills import TillAtWork, a_till_at_work


@pytest.fixture
def till(tmp_path: Path) -> Iterator[TillAtWork]:
    with a_till_at_work(tmp_path / "till") as at_work:
        yield at_work


def a_file(width: int = 800, height: int = 200) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, height), 0).save(file, "PNG")
    return file.getvalue()


def has_picture(till: TillAtWork, seq: int) -> bool:
    recorded = till.app.receipts.look(seq, 32).recorded
    rows = till.app.papers.paper(recorded, 32).rows
    return any(isinstance(row, Picture) for row in rows)


def test_a_logo_fits_every_width_of_paper_and_survives_a_restart(tmp_path: Path) -> None:
    logo = read_logo(a_file())
    assert all(dots - 80 <= logo.on(columns).width_dots <= dots for columns, dots in DOTS.items())
    with a_till_at_work(tmp_path / "till") as till:
        till.app.logo.keep(logo)
        assert till.app.logo.picture(32) == logo.on(32)
    with a_till_at_work(tmp_path / "till", till.world) as again:
        assert all(again.app.logo.picture(columns) == logo.on(columns) for columns in DOTS)


def test_receipts_show_the_logo_until_it_is_dropped_and_waiting_papers_keep_theirs(
    till: TillAtWork,
) -> None:
    before = till.sell()
    assert not has_picture(till, before)
    till.app.logo.keep(read_logo(a_file()))
    seq = till.sell()
    assert has_picture(till, seq)
    sample = ReceiptSample(till.app.papers).paper(32, header=(), footer=())
    assert any(isinstance(row, Picture) for row in sample.rows)
    job = till.app.printing.next_job()
    assert job is not None
    assert b"\x1dv0" not in job.stored.content  # made before there was a logo
    till.app.logo.drop()
    assert not has_picture(till, seq)
    assert till.app.logo.picture(32) is None


def test_the_journal_tells_that_the_logo_changed_and_a_bad_file_changes_nothing(
    till: TillAtWork,
) -> None:
    logo = read_logo(a_file())
    till.app.logo.keep(logo)
    with pytest.raises(LogoIsUnusable):
        till.app.logo.keep(read_logo(b"no picture"))
    assert till.app.logo.picture(48) == logo.on(48)
    seq = till.sell()
    (told,) = [
        one.entry
        for one in till.app.papers._recording.entries(1, seq)
        if isinstance(one.entry, Audited) and one.entry.what == "logo"
    ]
    assert (told.was, told.now) == (None, None)
