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

_FILE_DIALOG: Final = {
    "&Choose": "&Pilih",
    "&Delete": "&Hapus",
    "&Look in:": "&Lihat di:",
    "&New Folder": "&Folder baru",
    "&Open": "&Buka",
    "&Rename": "&Ganti nama",
    "&Save": "&Simpan",
    "All Files (*)": "Semua berkas (*)",
    "Back": "Kembali",
    "Change to detail view mode": "Tampilkan dengan rincian",
    "Change to list view mode": "Tampilkan sebagai daftar",
    "Create New Folder": "Buat folder baru",
    "Create a New Folder": "Buat folder baru",
    "Detail View": "Rincian",
    "Directories": "Folder",
    "Directory:": "Folder:",
    "Drive": "Cakram",
    "File &name:": "&Nama berkas:",
    "Files": "Berkas",
    "Files of &type:": "&Jenis berkas:",
    "Forward": "Maju",
    "Go back": "Kembali",
    "Go forward": "Maju",
    "Go to the parent directory": "Ke folder di atasnya",
    "List View": "Daftar",
    "List of places and bookmarks": "Tempat dan penanda",
    "New Folder": "Folder baru",
    "Open": "Buka",
    "Parent Directory": "Folder di atasnya",
    "Recent Places": "Tempat terakhir",
    "Remove": "Hapus",
    "Save As": "Simpan sebagai",
    "Show ": "Tampilkan ",
    "Show &hidden files": "Tampilkan berkas &tersembunyi",
    "Sidebar": "Bilah samping",
    "%1\nDirectory not found.\nPlease verify the correct directory name was given.": (
        "%1\nFolder tidak ditemukan.\nPeriksa kembali nama foldernya."
    ),
    "%1\nFile not found.\nPlease verify the correct file name was given.": (
        "%1\nBerkas tidak ditemukan.\nPeriksa kembali nama berkasnya."
    ),
    "%1 already exists.\nDo you want to replace it?": "%1 sudah ada.\nGanti?",
    "Are you sure you want to delete '%1'?": "Yakin menghapus '%1'?",
    "Could not delete directory.": "Folder tidak dapat dihapus.",
}

QT_WORDS: Final = {
    "QFileDialog": _FILE_DIALOG,
    "QFileSystemModel": {
        "Computer": "Komputer",
        "Date Modified": "Diubah",
        "Name": "Nama",
        "Size": "Ukuran",
        "Type": "Jenis",
    },
    "QAbstractFileIconProvider": {
        "Drive": "Cakram",
        "File": "Berkas",
        "%1 File": "Berkas %1",
        "File Folder": "Folder",
        "Folder": "Folder",
    },
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
