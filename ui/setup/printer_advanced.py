"""What the test page usually finds out about a printer, to be set by hand as well."""

from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from pos_app.domain.printer import (
    MOST_FEED_LINES,
    PULSES_MS,
    DrawerPin,
    PrinterProfile,
    QrWay,
)
from pos_app.i18n import _
from ui.buttons import Button
from ui.keypad import QuantityStepper
from ui.setup.choices import Choices
from ui.setup.form_rows import FieldRow
from ui.setup.tick_box import TickBox
from ui.widgets import TextLabel

_DRAWERS: Final[tuple[DrawerPin, ...]] = ("none", "pin2", "pin5")
_QR_WAYS: Final[tuple[QrWay, ...]] = ("raster", "native", "off")
_CHUNKS: Final = range(65_537)
_PAUSES: Final = range(1_001)


class PrinterAdvanced(QWidget):
    """Folded away until somebody wants it; `entered` comes with every change."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._feed_lines = 0
        self._build()
        self._wire()
        self.rows.hide()

    def show_printer(self, printer: PrinterProfile) -> None:
        """Show what it can do."""
        self._feed_lines = printer.feed_lines
        self._show_feed()
        self.drawers.show_value(printer.drawer)
        self.pulses.show_value(printer.drawer_pulse_ms)
        self.codes.show_value(printer.qr)
        self.buzzer.setChecked(printer.has_buzzer)
        self.accents.setChecked(printer.has_accents)
        self.heights.setChecked(printer.avoids_48_rows)
        self.columns.setChecked(printer.graphics == "column")
        self.chunk.field.setText(str(printer.chunk_bytes))
        self.pause.field.setText(str(printer.pause_ms))
        for row in (self.chunk, self.pause):
            row.refuse("")
        self._fit()

    def fields(self) -> dict[str, Any] | None:
        """What a PrinterProfile holds of it; None while a number is wrong."""
        chunk, pause = _number(self.chunk, _CHUNKS), _number(self.pause, _PAUSES)
        if chunk is None or pause is None:
            return None
        return {
            "feed_lines": self._feed_lines,
            "drawer": self.drawers.value(),
            "drawer_pulse_ms": self.pulses.value(),
            "qr": self.codes.value(),
            "has_buzzer": self.buzzer.isChecked(),
            "has_accents": self.accents.isChecked(),
            "avoids_48_rows": self.heights.isChecked(),
            "graphics": "column" if self.columns.isChecked() else "raster",
            "chunk_bytes": chunk,
            "pause_ms": pause,
        }

    def check(self) -> bool:
        """Say which number is wrong; True when none is."""
        is_right = True
        for row, allowed in ((self.chunk, _CHUNKS), (self.pause, _PAUSES)):
            wrong = _number(row, allowed) is None
            words = _("Type a whole number from {least} to {most}.")
            row.refuse(words.format(least=allowed[0], most=allowed[-1]) if wrong else "")
            is_right = is_right and not wrong
        return is_right

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self.fold.setText(_("Fewer settings") if self.fold.isChecked() else _("More settings"))
        self._feed_caption.setText(_("Lines fed before the paper is torn or cut"))
        self.feed.retranslate()
        self._drawer_caption.setText(_("Cash drawer at the printer"))
        self.drawers.show_words(
            {"none": _("No drawer"), "pin2": _("Pin 2 (usual)"), "pin5": _("Pin 5")}
        )
        self._pulse_caption.setText(_("Length of the kick"))
        self.pulses.show_words({ms: _("{count} ms").format(count=ms) for ms in PULSES_MS})
        self._code_caption.setText(_("QR codes"))
        self.codes.show_words(
            {
                "raster": _("As a picture (safe)"),
                "native": _("Made by the printer (fast)"),
                "off": _("None"),
            }
        )
        self.buzzer.setText(_("The printer beeps with each paper"))
        self.accents.setText(_("The printer prints accents such as é"))
        self.heights.setText(_("Garbage comes after pictures: use other heights"))
        self.columns.setText(_("Old dot matrix printer: pictures in columns"))
        self.chunk.show_words(_("Bytes at a time"), hint=_("0 = as the link does by itself"))
        self.pause.show_words(_("Pause in ms"), hint=_("after that many bytes"))

    # --- inside --------------------------------------------------------------------------------

    def _build(self) -> None:
        self.fold = Button(kind="plain", icon="settings")
        self.fold.setCheckable(True)
        captions = [TextLabel(look="strong", wrap=True) for _caption in range(4)]
        self._feed_caption, self._drawer_caption, self._pulse_caption, self._code_caption = captions
        self.feed = QuantityStepper()
        self.drawers, self.pulses = Choices(_DRAWERS), Choices(PULSES_MS)
        self.codes = Choices(_QR_WAYS)
        self.buzzer, self.accents = TickBox(), TickBox()
        self.heights, self.columns = TickBox(), TickBox()
        self.chunk, self.pause = FieldRow(most=5), FieldRow(most=4)
        pacing = QHBoxLayout()
        pacing.setSpacing(12)
        for row in (self.chunk, self.pause):
            pacing.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)
        self.rows = QWidget()
        column = QVBoxLayout(self.rows)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        parts: tuple[QWidget, ...] = (
            *(self._feed_caption, self.feed, self._drawer_caption, self.drawers),
            *(self._pulse_caption, self.pulses, self._code_caption, self.codes),
            *(self.accents, self.heights, self.columns, self.buzzer),
        )
        for part in parts:
            column.addWidget(part)
        column.addLayout(pacing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self.rows)

    def _wire(self) -> None:
        self.fold.toggled.connect(self._unfold)
        self.feed.stepped.connect(self._step_feed)
        for choices in (self.drawers, self.pulses, self.codes):
            choices.chosen.connect(self._change)
        for box in (self.buzzer, self.accents, self.heights, self.columns):
            box.clicked.connect(self._change)
        for row in (self.chunk, self.pause):
            row.field.editingFinished.connect(self._change)

    @Slot(bool)
    def _unfold(self, is_open: bool) -> None:
        self.rows.setVisible(is_open)
        self.retranslate()

    @Slot(int)
    def _step_feed(self, step: int) -> None:
        self._feed_lines = min(max(self._feed_lines + step, 0), MOST_FEED_LINES)
        self._show_feed()
        self._change()

    def _show_feed(self) -> None:
        self.feed.show_quantity(str(self._feed_lines))
        self.feed.less.setEnabled(self._feed_lines > 0)
        self.feed.more.setEnabled(self._feed_lines < MOST_FEED_LINES)

    @Slot()
    def _change(self) -> None:
        self._fit()
        self.entered.emit()

    def _fit(self) -> None:
        has_drawer = self.drawers.value() != "none"
        self._pulse_caption.setVisible(has_drawer)
        self.pulses.setVisible(has_drawer)


def _number(row: FieldRow, allowed: range) -> int | None:
    text = row.text()
    number = int(text) if text.isascii() and text.isdigit() else -1
    return number if number in allowed else None
