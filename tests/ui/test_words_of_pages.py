"""In Indonesian no page speaks English, whether a sentence was not translated or never marked."""

import html
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit, QWidget

from pos_app.settings import Settings
from tests.catalogue import sentences, translations
from tests.ui.kit import make_every_part, settle
from tests.ui.program import a_program, booth_of, first_run

_MARKUP = re.compile(r"<[^>]+>")
_PLACE = re.compile(r"\{[^}]*\}")
_WORD = re.compile(r"[a-z]{3,}")
_NO_WORDS = re.compile(r"\b(Ctrl|Shift|English|practice-[0-9a-f]{6})\b")
"""Names on keys, of a language, and of the practice event."""


def _texts(window: QWidget) -> set[str]:
    """Everything that is read or heard in a window, pages and panels not yet opened too."""
    return {
        html.unescape(_MARKUP.sub("", text))
        for widget in (window, *window.findChildren(QWidget))
        for text in _texts_of(widget)
    }


def _texts_of(widget: QWidget) -> Iterator[str]:
    yield from (widget.windowTitle(), widget.toolTip())
    yield from (widget.accessibleName(), widget.accessibleDescription())
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit):
        yield widget.placeholderText()


def _words(text: str) -> set[str]:
    return set(_WORD.findall(_NO_WORDS.sub(" ", text).lower()))


def _words_of(texts: Iterable[object]) -> set[str]:
    """Words of sentences and of their plural forms, without the names of their places."""
    found: set[str] = set()
    for text in texts:
        found |= _words(_PLACE.sub(" ", text)) if isinstance(text, str) else set()
        found |= _words_of(text) if isinstance(text, tuple | list) else set()
    return found


@pytest.mark.usefixtures("qapp")
def test_ux21_no_page_speaks_english_in_indonesian(data_folder: Path) -> None:
    english = _words_of(message.id for message in sentences())
    only_english = english - _words_of(message.string for message in translations("id"))
    assert {"the", "history", "papers"} <= only_english
    with a_program(settings=Settings(language="id")) as gerai:
        first = first_run(gerai)
        texts = _texts(first)
        first.roles.practise.click()
        booth = booth_of(gerai)
        for page in booth.window.pages:
            booth.window.open_page(page)
            settle()
            for part in booth.window.pages[page].screen.findChildren(QWidget):
                make_every_part(part)
            texts |= _texts(booth.window)
    assert len(texts) > 400
    shown = {text for text in texts if str(data_folder) not in text}
    assert sorted(text for text in shown if _words(text) & only_english) == []
