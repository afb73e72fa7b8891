"""Organizing an event: a new one from a name, its days and a booth list; or one there is."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.errors import BadEventDetails, PosError
from pos_app.domain.identity import Booth
from pos_app.i18n import _, ngettext
from pos_app.services.event_making import NewEvent, booths_from
from pos_app.wording import words_for
from ui.buttons import BigButton, Button
from ui.cards import Card
from ui.setup.doors import SetupDoors
from ui.setup.event_form import days_between, suggested_id, typed_day, written_day
from ui.setup.form_rows import FieldRow
from ui.widgets import PageTitle, RefusalLabel, TextLabel


class OrganizePage(QWidget):
    """`made` carries a MadeEvent."""

    made = Signal(object)

    def __init__(self, doors: SetupDoors) -> None:
        super().__init__()
        self._doors = doors
        self._list: Path | None = None
        self._id_is_theirs = False
        self._build()
        self._wire()
        self.retranslate()

    def start(self) -> None:
        """Put the focus where work begins."""
        if not self.first.text():
            today = written_day(self._doors.today())
            self.first.field.setText(today)
            self.last.field.setText(today)
        self.name.field.setFocus()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.title.show_words(_("Organize an event"))
        self.existing.setText(_("Open an existing event"))
        self.name.show_words(_("Name of the event"), example="Bazar Nusantara 2026")
        self.event_id.show_words(
            _("Short id"), hint=_("Stands in file names; small letters, digits and hyphens.")
        )
        self.first.show_words(_("First day"), example="24-11-2026")
        self.last.show_words(_("Last day"), example="26-11-2026")
        self._list_caption.setText(_("Booth list"))
        self.choose_list.setText(_("Choose the list"))
        self.make.setText(_("Make the event"))
        self._show_list()

    def _build(self) -> None:
        self.title = PageTitle()
        self.existing = Button(icon="folder-open")
        self.title.buttons.addWidget(self.existing)
        self.name, self.event_id = FieldRow(), FieldRow(most=24)
        self.first, self.last = FieldRow(most=12), FieldRow(most=12)
        days = QHBoxLayout()
        days.setSpacing(12)
        for row in (self.first, self.last):
            days.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self._list_caption = TextLabel(look="strong")
        self.list_words = TextLabel(look="caption", wrap=True)
        self.list_refusal = RefusalLabel()
        self.choose_list = Button(icon="list-checks")
        words = QVBoxLayout()
        words.setSpacing(3)
        for label in (self._list_caption, self.list_words, self.list_refusal):
            words.addWidget(label)
        listed = QHBoxLayout()
        listed.setSpacing(12)
        listed.addLayout(words, 1)
        listed.addWidget(self.choose_list)
        form = Card()
        form.body.addWidget(self.name)
        form.body.addWidget(self.event_id)
        form.body.addLayout(days)
        form.body.addLayout(listed)
        self.refusal = RefusalLabel()
        self.make = BigButton(kind="soft", icon="tent")
        self.make.setAutoDefault(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(14)
        for widget in (self.title, form, self.refusal, self.make):
            layout.addWidget(widget)
        layout.addStretch(1)

    def _wire(self) -> None:
        self.name.field.textEdited.connect(self._suggest)
        self.first.field.textEdited.connect(self._suggest)
        self.event_id.field.textEdited.connect(self._keep_id)
        self.choose_list.clicked.connect(self._ask_list)
        self.existing.clicked.connect(self._ask_event)
        self.make.clicked.connect(self._make)

    @Slot()
    def _suggest(self) -> None:
        if not self._id_is_theirs:
            first = typed_day(self.first.text())
            self.event_id.field.setText(suggested_id(self.name.text(), first))

    @Slot()
    def _keep_id(self) -> None:
        self._id_is_theirs = bool(self.event_id.text())

    @Slot()
    def _ask_list(self) -> None:
        kinds = _("Lists (*.xlsx *.xls *.ods *.csv)")
        self._doors.chooser.choose_file(self, _("Booth list"), kinds, self.take_list)

    def take_list(self, path: Path) -> None:
        """Use this file as booth list, and say at once what is in it."""
        self._list = path
        self._refuse_list("")
        self._show_list()

    def _show_list(self) -> None:
        words = _("A spreadsheet with the columns booth (kode) and name (nama).")
        if self._list is not None:
            try:
                count = len(booths_from(self._list, self._days()))
            except PosError as error:
                self._refuse_list(words_for(error))
                words = self._list.name
            else:
                found = ngettext("{count} booth", "{count} booths", count).format(count=count)
                words = f"{self._list.name}  ·  {found}"
        self.list_words.setText(words)

    @Slot()
    def _ask_event(self) -> None:
        self._doors.chooser.choose_folder(self, _("Folder of the event"), self._open_event)

    def _open_event(self, folder: Path) -> None:
        self._try(partial(self._doors.organize, folder))

    @Slot()
    def _make(self) -> None:
        days = self._days()
        if not days or self._list is None:
            self._say_missing()
            return
        details = NewEvent(event_id=self.event_id.text(), name=self.name.text(), days=days)
        path = self._list

        def make() -> None:
            booths: tuple[Booth, ...] = booths_from(path, days)
            self.made.emit(self._doors.make_event(details, booths))

        self._try(make)

    def _say_missing(self) -> None:
        if self._list is None:
            self._refuse_list(_("Choose the booth list."))
            self.choose_list.setFocus()
        first, last = typed_day(self.first.text()), typed_day(self.last.text())
        if last is None or (first is not None and not days_between(first, last)):
            self.last.refuse(_("Type a day on or after the first, like 26-11-2026."))
        if first is None:
            self.first.refuse(_("Type a day like 24-11-2026."))

    def _days(self) -> tuple[date, ...]:
        first, last = typed_day(self.first.text()), typed_day(self.last.text())
        return () if first is None or last is None else days_between(first, last)

    def _try(self, act: Callable[[], None]) -> None:
        self.refusal.say("")
        try:
            act()
        except BadEventDetails as refusal:
            self._refuse_detail(refusal)
        except PosError as error:
            self.refusal.say(words_for(error))

    def _refuse_detail(self, refusal: BadEventDetails) -> None:
        rows = {"id": self.event_id, "name": self.name, "days": self.first}
        row = rows.get(refusal.field)
        if row is not None:
            row.refuse(words_for(refusal))
        elif refusal.field.startswith("booth"):
            self._refuse_list(words_for(refusal))
        else:
            self.refusal.say(words_for(refusal))

    def _refuse_list(self, words: str) -> None:
        self.list_refusal.say(words)
