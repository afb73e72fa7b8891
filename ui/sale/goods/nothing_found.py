"""What to do when no product has the code or fits the words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from pos_app.i18n import _
from ui.buttons import Button
from ui.widgets import EmptyHint


class NothingFound(QWidget):
    """The next steps, with the text kept: a new product, other goods, another search.

    Where there are no goods at all, a price list comes first.
    """

    new_wanted = Signal()
    open_wanted = Signal()
    search_wanted = Signal()
    list_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._has_code = False
        self.hint = EmptyHint("search")
        self.new = Button(icon="package", kind="soft")
        self.open = Button(icon="plus")
        self.search = Button(icon="search", kind="plain")
        self.list = Button(icon="folder-input", kind="soft")
        buttons = QGridLayout()
        buttons.setSpacing(10)
        for row, button in enumerate((self.list, self.new, self.open, self.search)):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            buttons.addWidget(button, row, 1)
        buttons.setColumnStretch(0, 1)
        buttons.setColumnStretch(2, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(18, 0, 18, 24)
        layout.addStretch(2)
        layout.addWidget(self.hint)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(3)
        self.new.clicked.connect(self.new_wanted)
        self.open.clicked.connect(self.open_wanted)
        self.search.clicked.connect(self.search_wanted)
        self.list.clicked.connect(self.list_wanted)
        self.retranslate()

    def show_choices(self, *, has_code: bool, has_text: bool) -> None:
        """Name the first choice after what was typed; without goods there is nothing to search."""
        self._has_code = has_code
        self.search.setVisible(has_text)
        self.list.setVisible(not has_text)
        self.new.set_kind("soft" if has_text else "outlined")
        self.retranslate()

    def retranslate(self) -> None:
        """Set the words in the language of the moment."""
        code, other = _("New product with this code"), _("New product")
        self.new.setText(code if self._has_code else other)
        self.open.setText(_("Sell as other item"))
        self.list.setText(_("Take in a price list"))
        self.search.setText(_("Search by name"))
