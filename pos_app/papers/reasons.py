"""The words of reasons. The journal keeps a code; paper and screen say it in their language.

They live on the floor of the papers, because a paper may not reach the sentences above it.
"""

from typing import Final

from pos_app.i18n import N_, _

_WORDS: Final = {
    "batal-beli": N_("Not wanted"),
    "belanja": N_("Shopping"),
    "belum-dicatat": N_("Something was not recorded"),
    "belum-ketemu": N_("Not found yet"),
    "cek-laci": N_("Looking into it"),
    "dibawa-pemilik": N_("Taken by the owner"),
    "dobel": N_("Entered twice"),
    "gift": N_("Gift"),
    "lainnya": N_("Another reason"),
    "listrik": N_("Electricity"),
    "makan": N_("Food and drink"),
    "parkir": N_("Parking"),
    "rusak": N_("Damaged"),
    "salah-barang": N_("Wrong goods"),
    "salah-kembalian": N_("Wrong change given"),
    "sample": N_("Sample"),
    "setor-bank": N_("To the bank"),
    "setor-brankas": N_("Into the safe"),
    "swap": N_("Exchange"),
    "tambah-modal": N_("More float"),
    "tidak-cocok": N_("Does not fit"),
    "tidak-diambil": N_("Nobody came for it"),
    "tidak-mau": N_("The buyer did not want it"),
    "tukar-uang": N_("Changing money"),
    "uang-kembalian": N_("Small change"),
}


def reason_words(code: str) -> str:
    """A reason as it stands on a chip; a code nobody knows is shown as words."""
    spelled = code.replace("_", "-")
    return _(_WORDS[spelled]) if spelled in _WORDS else code_words(code)


def reason_in_line(code: str) -> str:
    """A reason inside a line of a paper: it does not begin with a capital."""
    words = reason_words(code)
    return words[:1].lower() + words[1:]


def code_words(code: str) -> str:
    """A code as words: `kemasan_sobek` is `kemasan sobek`."""
    return code.replace("_", " ").replace("-", " ")
