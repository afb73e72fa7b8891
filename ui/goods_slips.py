"""Slips of a sale without prices: for who prepares it, and for the buyer who collects it."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from pos_app.domain.correction_errors import CannotVoid
from pos_app.domain.errors import OutsideError, PosError, PrinterError, Refusal
from pos_app.i18n import _
from pos_app.services.paper_making import PICK_UP, PREPARATION
from pos_app.services.print_keeping import PaperState, PrintKeeping
from pos_app.wording import words_for
from ui.buttons import Button, plain_tip
from ui.notices import Notice
from ui.paper_words import paper_words

_WORDS: Final[dict[str, Callable[[], str]]] = {
    PREPARATION: lambda: _("Slip to prepare"),
    PICK_UP: lambda: _("Pick-up slip"),
}


class SlipsPresenter(QObject):
    """Has slips of a sale printed. `queued` carries the PaperState, `refused` and `failed` why not.

    Asked for again, a slip that still waits is told, and any other has a marked copy.
    """

    queued = Signal(object)
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, printing: PrintKeeping) -> None:
        super().__init__()
        self._printing = printing

    def why_not(self, *, is_void: bool) -> PosError | None:
        """Why there can be no slip of a sale: it was taken back, or nothing prints."""
        if is_void:
            return CannotVoid("voided")
        return PrinterError("NO_PRINTER") if self._printing.printer is None else None

    def print_slip(self, seq: int, kind: str) -> None:
        """Queue the slip of that kind for the sale of that entry."""
        try:
            paper = self._printing.print_goods_slip(seq, kind)
        except Refusal as refusal:
            self.refused.emit(refusal)
        except OutsideError as error:
            self.failed.emit(error)
        else:
            self.queued.emit(paper)


class SlipsButton(Button):
    """Opens the choice of slips below it; `wanted` carries the kind of the one chosen."""

    wanted = Signal(str)

    _padding = 12

    def __init__(self) -> None:
        super().__init__(icon="chevron-down")
        self.clicked.connect(self._open)

    def offer(self, why_not: PosError | None) -> None:
        """Let slips be chosen, or say why there are none."""
        reason = "" if why_not is None else words_for(why_not)
        self.setEnabled(why_not is None)
        self.setToolTip(plain_tip(reason or _("Slips without prices")))
        self.setAccessibleDescription(reason)

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        self.setText(_("Slips"))

    @Slot()
    def _open(self) -> None:
        menu = QMenu(self)
        for kind, words in _WORDS.items():
            menu.addAction(words()).triggered.connect(partial(self._want, kind))
        menu.setActiveAction(menu.actions()[0])  # so that Enter has something in hand
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _want(self, kind: str, *_checked: bool) -> None:
        self.wanted.emit(kind)


def slip_notice(paper: PaperState) -> Notice:
    """What became of a slip that was asked for."""
    return Notice("ok", f"{_WORDS[paper.kind]()}: {paper_words(paper)}", is_toast=True)
