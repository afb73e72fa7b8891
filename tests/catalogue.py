"""The sentences of Gerai and their translations: what is in the code, what is in the catalogues.

`python -m tests.catalogue` writes new sentences into both catalogues and drops unused ones; new
Indonesian ones stay empty until somebody translates them, and a test fails until then.
"""

import sys
from functools import cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
LOCALE = ROOT / "resources" / "locale"
LANGUAGES = ("id", "en")
PLURALS = {"id": "nplurals=1; plural=0;", "en": "nplurals=2; plural=(n != 1);"}
KEYWORDS: dict[str, tuple[int, ...] | None] = {"_": None, "N_": None, "ngettext": (1, 2)}


@cache
def sentences() -> Catalog:
    """Every sentence in the code, English, without places so that moving code changes nothing."""
    catalog = Catalog(project="gerai", charset="utf-8")
    for package in ("pos_app", "ui"):
        for _file, _line, message, _comments, context in extract_from_dir(
            ROOT / package, [("**.py", "python")], keywords=KEYWORDS
        ):
            catalog.add(message, context=context)
    return catalog


def po_path(language: str) -> Path:
    """Where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "gerai.po"


def translations(language: str) -> Catalog:
    """The catalogue of a language as it is in the repository."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language)
    return read_po(BytesIO(path.read_bytes()), locale=language)


def updated(language: str) -> Catalog:
    """The catalogue with exactly the sentences of the code; English says what the code says."""
    old = translations(language)
    new = Catalog(locale=language, project="gerai", charset="utf-8", fuzzy=False)
    new.mime_headers = [("Plural-Forms", PLURALS[language])]
    for message in sentences():
        if not message.id:
            continue
        known = old.get(message.id)
        if language == "en":
            new.add(message.id, message.id)
        else:
            new.add(message.id, known.string if known is not None else "")
    return new


def main() -> int:
    """Update both catalogues; say what is still to be translated."""
    missing = 0
    for language in LANGUAGES:
        catalog = updated(language)
        text = BytesIO()
        write_po(text, catalog, width=100, sort_output=True, omit_header=False)
        lines = text.getvalue().decode("utf-8").splitlines()
        kept = [line for line in lines if not line.startswith(_MOVING_HEADERS)]
        po_path(language).parent.mkdir(parents=True, exist_ok=True)
        po_path(language).write_text("\n".join(kept) + "\n", encoding="utf-8")
        missing += sum(not all(_strings(message.string)) for message in catalog if message.id)
    sys.stdout.write(f"{missing} sentences without translation\n")
    return 1 if missing else 0


_MOVING_HEADERS = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Last-Translator',
    '"Language-Team',
    '"Report-Msgid',
    '"Generated-By',
    "#",
)


def _strings(string: object) -> tuple[str, ...]:
    if isinstance(string, str):
        return (string,)
    assert isinstance(string, tuple | list)
    return tuple(str(one) for one in string)


if __name__ == "__main__":
    sys.exit(main())
