"""What run.py says, in Indonesian unless English is asked for.

The compiled catalogues do not exist before the first set-up, so these sentences are kept here. As
run.py itself, this keeps to syntax that Python 3.8 parses. All goes to standard error, because the
output of `gerai --json` belongs to the program.
"""

from __future__ import annotations

import os
import re
import sys
from typing import Mapping

INDONESIAN = {
    "opens the till": "membuka kasir",
    "does the whole main job without a screen": "menjalankan seluruh pekerjaan utama tanpa layar",
    "is the command line of the organizer": "baris perintah untuk penyelenggara",
    "checks format, lint and types and runs all tests": (
        "memeriksa bentuk, aturan, dan tipe kode, lalu menjalankan semua uji"
    ),
    "measures, as ratios against floors of the same run": (
        "mengukur kecepatan, sebagai rasio terhadap batas dari putaran yang sama"
    ),
    "kills tills and works them at random, and looks what is left": (
        "mematikan kasir secara acak, lalu memeriksa apa yang tersisa"
    ),
    "meets everything that comes from outside with hostile input": (
        "menguji semua masukan dari luar dengan data yang merusak"
    ),
    "draws the pictures of docs/screenshots from the real window": (
        "menggambar docs/screenshots dari jendela yang sebenarnya"
    ),
    "Usage (without a word: run)": "Cara pakai (tanpa kata: run)",
    "Gerai needs Python {wanted} or newer; found {found}.": (
        "Gerai memerlukan Python {wanted} atau lebih baru; yang ada {found}."
    ),
    "There is no display here (DISPLAY and WAYLAND_DISPLAY are empty), so the till cannot open; "
    "`python3 run.py demo` needs none.": (
        "Tidak ada layar di sini (DISPLAY dan WAYLAND_DISPLAY kosong), jadi kasir tidak dapat "
        "dibuka; `python3 run.py demo` tidak memerlukannya."
    ),
    "failed with exit code {code}: {failed}": "gagal dengan kode {code}: {failed}",
    "Missing in this system: {names}. Install what holds them with the package manager of your "
    "system, then start again.": (
        "Belum ada di sistem ini: {names}. Pasang paketnya dengan pengelola paket sistem Anda, "
        "lalu mulai lagi."
    ),
    "Still missing after the installation: {names}": "Setelah dipasang masih belum ada: {names}",
    "System packages are missing. Install them with:\n  {command}": (
        "Paket sistem belum lengkap. Pasang dengan perintah:\n  {command}"
    ),
    "Fetching the list of system packages …": "Mengambil daftar paket sistem …",
    "Installing system packages{size}: {names} …": "Memasang paket sistem{size}: {names} …",
    "{size} to fetch": "{size} diunduh",
    "`apt-get {word}` did not succeed ({complaint}). Is the network there?": (
        "`apt-get {word}` tidak berhasil ({complaint}). Apakah jaringan tersambung?"
    ),
    "Making the environment in {folder} …": "Menyiapkan lingkungan di {folder} …",
    "The environment could not be made: {complaint}": (
        "Lingkungan tidak dapat disiapkan: {complaint}"
    ),
    "This Python cannot make environments: its module ensurepip is missing.": (
        "Python ini tidak dapat menyiapkan lingkungan: modul ensurepip tidak ada."
    ),
    "Installing up to {count} packages (about 150 MB to fetch, 80 of it Qt) …": (
        "Memasang hingga {count} paket (sekitar 150 MB diunduh, 80 di antaranya Qt) …"
    ),
    "  fetching {name} {version}, {size}": "  mengunduh {name} {version}, {size}",
    "A fetched package is not the one that requirements.lock names, so nothing of it was "
    "installed; start again, and ask for help if it stays so.": (
        "Paket yang diunduh bukan paket yang disebut requirements.lock, jadi tidak dipasang; "
        "mulai lagi, dan minta bantuan bila tetap begitu."
    ),
    "The disk is full; make room for about 600 MB and start again.": (
        "Disk penuh; sediakan sekitar 600 MB lalu mulai lagi."
    ),
    "The packages could not be fetched: is the network there? What was fetched is kept; start "
    "again to go on.": (
        "Paket tidak dapat diunduh: apakah jaringan tersambung? Yang sudah diunduh disimpan; "
        "mulai lagi untuk melanjutkan."
    ),
    "The packages could not be installed: {complaint}": "Paket tidak dapat dipasang: {complaint}",
    "Installing the printer emulator for the tests (about 15 MB to fetch) …": (
        "Memasang emulator printer untuk uji (sekitar 15 MB diunduh) …"
    ),
    "The printer emulator cannot be set up, so its checks will not be run: {reason}": (
        "Emulator printer tidak dapat disiapkan, jadi ujinya tidak akan dijalankan: {reason}"
    ),
    "no Python {wanted} or newer was found here": (
        "tidak ditemukan Python {wanted} atau lebih baru di sini"
    ),
    "NOT RUN, for there is no printer emulator here: {count} checks ({names})": (
        "TIDAK DIJALANKAN karena emulator printer tidak ada di sini: {count} uji ({names})"
    ),
    "no reason given": "tanpa alasan",
    "The catalogue {file} does not compile: {complaint}": (
        "Katalog {file} tidak dapat disusun: {complaint}"
    ),
}
"""What is said, by its English."""


class CannotGoOn(Exception):
    """Set-up stops here; the text is the one sentence for the person."""

    def __init__(self, english: str, **values: object) -> None:
        super().__init__(said(english, **values))


def say(english: str, **values: object) -> None:
    """Tell the person at the terminal."""
    print(said(english, **values), file=sys.stderr, flush=True)


def said(english: str, **values: object) -> str:
    """A sentence in the person's language, with what belongs into it."""
    return words(english, os.environ).format(**values)


def words(english: str, surroundings: Mapping[str, str]) -> str:
    """The sentence in the person's language, its places still open."""
    return english if wants_english(surroundings) else INDONESIAN[english]


def wants_english(surroundings: Mapping[str, str]) -> bool:
    """Whether GERAI_LANGUAGE, or else the system's language, is English.

    A system without a language of its own (C, POSIX, nothing set) is told Indonesian, as Gerai is.
    """
    names = ("GERAI_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
    chosen = next((surroundings[name] for name in names if surroundings.get(name)), "")
    return chosen.casefold().startswith("en")


def pip_failure(output: str) -> str:
    """The sentence, in English and to be said, for what pip said at length."""
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "A fetched package is not the one that requirements.lock names, so nothing of it was "
            "installed; start again, and ask for help if it stays so."
        )
    if "No space left" in output:
        return "The disk is full; make room for about 600 MB and start again."
    if re.search(r"connection|timed? ?out|resolve|Max retries|unreachable", output, re.IGNORECASE):
        return (
            "The packages could not be fetched: is the network there? What was fetched is kept; "
            "start again to go on."
        )
    return "The packages could not be installed: {complaint}"


def last_line(text: str) -> str:
    """The last line that says something."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else said("no reason given")
