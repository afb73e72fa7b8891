"""A chip that says how a list is filtered, and opens the other choices below it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtWidgets import QMenu

from ui.buttons import Button, doubled


class FilterChip(Button):
    """`chosen` carries the key of the choice. It looks pressed while it leaves anything out."""

    chosen = Signal(object)

    _px = 13
    _padding = 12
    _icon_px = 16

    def __init__(self) -> None:
        super().__init__(kind="chip", icon="chevron-down")
        self._choices: tuple[tuple[object, str], ...] = ()
        self._in_force: object = None
        self.setCheckable(True)
        self.clicked.connect(self._open)

    def show_choices(self, choices: Sequence[tuple[object, str]], key: object) -> None:
        """Show these choices, the first of which leaves nothing out, and the one in force."""
        self._choices, self._in_force = tuple(choices), key
        self.setText(dict(choices)[key])
        self._look()

    def menu_words(self) -> list[str]:
        """The choices as the menu shows them."""
        return [words for _key, words in self._choices]

    def choose(self, key: object) -> None:
        """Take a choice, as a tap in the menu does."""
        self.chosen.emit(key)

    def _look(self) -> None:
        self.setChecked(self._in_force != self._choices[0][0])

    @Slot()
    def _open(self) -> None:
        self._look()  # a tap alone changes nothing
        menu = QMenu(self)
        for key, words in self._choices:
            action = menu.addAction(doubled(words))
            action.setCheckable(True)
            action.setChecked(key == self._in_force)
            action.triggered.connect(partial(self._choose, key))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))

    def _choose(self, key: object, *_checked: bool) -> None:
        self.chosen.emit(key)
