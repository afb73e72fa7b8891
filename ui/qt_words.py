"""Qt's own words in Indonesian: Qt ships none, so they are kept here by hand."""

from typing import Final

from PySide6.QtCore import QTranslator

from pos_app.i18n import language

_BUTTONS: Final = {
    "OK": "Oke",
    "Save": "Simpan",
    "Save All": "Simpan semua",
    "Cancel": "Batal",
    "&Yes": "&Ya",
    "Yes to &All": "Ya untuk &semua",
    "&No": "&Tidak",
    "N&o to All": "T&idak untuk semua",
    "Close": "Tutup",
    "Open": "Buka",
    "Apply": "Terapkan",
    "Reset": "Atur ulang",
    "Restore Defaults": "Kembalikan ke bawaan",
    "Discard": "Buang",
    "Don't Save": "Jangan simpan",
    "Close without Saving": "Tutup tanpa menyimpan",
    "Help": "Bantuan",
    "Abort": "Hentikan",
    "Retry": "Coba lagi",
    "Ignore": "Abaikan",
}

_FIELD_MENU: Final = {
    "&Undo": "&Urungkan",
    "&Redo": "U&langi",
    "Cu&t": "Po&tong",
    "&Copy": "&Salin",
    "&Paste": "&Tempel",
    "Delete": "Hapus",
    "Select All": "Pilih semua",
    "Copy &Link Location": "Salin alamat tau&tan",
}

QT_WORDS: Final = {
    "QPlatformTheme": _BUTTONS,
    "QDialogButtonBox": _BUTTONS,
    "QMessageBox": {
        **_BUTTONS,
        "Show Details...": "Tampilkan rincian…",
        "Hide Details...": "Sembunyikan rincian…",
    },
    "QLineEdit": _FIELD_MENU,
    "QWidgetTextControl": _FIELD_MENU,
    "QAbstractSpinBox": {
        "&Select All": "&Pilih semua",
        "&Step up": "&Naik",
        "Step &down": "&Turun",
    },
    "QScrollBar": {
        "Scroll here": "Gulir ke sini",
        "Top": "Paling atas",
        "Bottom": "Paling bawah",
        "Left edge": "Tepi kiri",
        "Right edge": "Tepi kanan",
        "Page up": "Satu halaman ke atas",
        "Page down": "Satu halaman ke bawah",
        "Page left": "Satu halaman ke kiri",
        "Page right": "Satu halaman ke kanan",
        "Scroll up": "Gulir ke atas",
        "Scroll down": "Gulir ke bawah",
        "Scroll left": "Gulir ke kiri",
        "Scroll right": "Gulir ke kanan",
    },
}
"""By Qt's context, then by Qt's English source text."""


class QtWords(QTranslator):
    """Answers Qt in the language of the moment; English is Qt's own."""

    def isEmpty(self) -> bool:
        """Return False: Qt would not ask an empty translator."""
        return False

    def translate(
        self, context: str, source: str, _disambiguation: str | None = None, _n: int = -1
    ) -> str | None:
        """Return the Indonesian word, or None where Qt is to use its own."""
        return QT_WORDS.get(context, {}).get(source) if language() == "id" else None
