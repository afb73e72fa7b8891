"""Settings: how Gerai tells a scanner from a person who types."""

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QGridLayout

from pos_app.domain.scale_code import ScalePattern
from pos_app.i18n import _
from pos_app.settings import Settings
from ui.buttons import Button
from ui.cards import Card
from ui.laptop import Laptop
from ui.scanner_learning import SAMPLES, LearnedScanner, LearningField, ScanSample, learn
from ui.setup.form_rows import FieldRow
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel

_GAPS_MS = range(5, 201)
_LENGTHS = range(2, 41)
_GUARDS_MS = range(2_001)
_LONGEST_AROUND: Final = 8
_LONGEST_PATTERN: Final = 24


class ScannerPage(SettingsPage):
    """Learns a scanner from three scans, or takes the figures by hand."""

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._samples: list[ScanSample] = []
        self._learned: LearnedScanner | None = None
        self._build()
        self._show(laptop.settings)
        self._wire()

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._learn_card.set_title(_("Learn the scanner"))
        self._ask.setText(_("Tap the field, then scan any code three times."))
        self.field.setAccessibleName(_("Field for three scans"))
        self.use.setText(_("Use this"))
        self._card.set_title(_("By hand"))
        self.gap.show_words(_("Mean gap in ms"), hint=_("5 to 200, usually 40"))
        self.length.show_words(_("Shortest code"), hint=_("2 to 40 letters, usually 4"))
        self.guard.show_words(
            _("Same code again in ms"), hint=_("counts once within this time, usually 300")
        )
        self.prefix.show_words(_("Before every code"), hint=_("is taken off, usually nothing"))
        self.scale.show_words(
            _("Codes of a scale"),
            hint=_("C code, W weight, K check digit"),
            example="21CCCCCWWWWWK",
        )
        self.suffix.show_words(_("After every code"), hint=_("is taken off, usually nothing"))
        self._show_samples()

    def _build(self) -> None:
        self._learn_card, self._card = Card(), Card()
        self._ask, self._found = TextLabel(wrap=True), TextLabel(wrap=True)
        self.field = LearningField()
        self.use = Button(kind="soft", icon="check")
        for widget in (self._ask, self.field, self._found):
            self._learn_card.body.addWidget(widget)
        self._learn_card.body.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        self.gap, self.length, self.guard = FieldRow(most=3), FieldRow(most=2), FieldRow(most=4)
        self.prefix, self.suffix = (FieldRow(most=_LONGEST_AROUND) for _side in range(2))
        self.scale = FieldRow(most=_LONGEST_PATTERN)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(10)
        rows = (self.gap, self.length, self.guard, self.prefix, self.suffix, self.scale)
        for place, row in enumerate(rows):
            grid.addWidget(row, place // 3, place % 3, Qt.AlignmentFlag.AlignTop)
        for column in range(3):
            grid.setColumnStretch(column, 1)
        self._card.body.addLayout(grid)
        self.show_cards(self._learn_card, self._card)
        self.offer_default(self._restore_default)
        assert self.back_to_default is not None
        self.default = self.back_to_default

    def _wire(self) -> None:
        self.field.scanned.connect(self._take)
        self.use.clicked.connect(self._use)
        numbers: tuple[tuple[FieldRow, str, range], ...] = (
            (self.gap, "scanner_mean_gap_ms", _GAPS_MS),
            (self.length, "scanner_min_length", _LENGTHS),
            (self.guard, "scanner_same_again_ms", _GUARDS_MS),
        )
        for row, name, allowed in numbers:
            row.field.editingFinished.connect(partial(self._choose_number, row, name, allowed))
        for row, name in ((self.prefix, "scanner_prefix"), (self.suffix, "scanner_suffix")):
            row.field.editingFinished.connect(partial(self._choose_text, row, name))
        self.scale.field.editingFinished.connect(self._choose_scale)

    def _show(self, settings: Settings) -> None:
        self.gap.field.setText(str(settings.scanner_mean_gap_ms))
        self.length.field.setText(str(settings.scanner_min_length))
        self.guard.field.setText(str(settings.scanner_same_again_ms))
        self.prefix.field.setText(settings.scanner_prefix)
        self.suffix.field.setText(settings.scanner_suffix)
        self.scale.field.setText(settings.scale_pattern)
        for row in (self.gap, self.length, self.guard, self.scale):
            row.refuse("")

    # --- learning --------------------------------------------------------------------------

    @Slot(object)
    def _take(self, sample: ScanSample) -> None:
        if self._learned is not None:
            self._samples, self._learned = [], None
        self._samples.append(sample)
        if len(self._samples) == SAMPLES:
            self._learned = learn(self._samples)
        self._show_samples()

    def _show_samples(self) -> None:
        lines = [
            _("{number}. {code}, {gap} ms between keys, {end}").format(
                number=number,
                code=sample.text,
                gap=round(sample.mean_gap_ms),
                end=_END_WORDS[sample.ends_with](),
            )
            for number, sample in enumerate(self._samples, start=1)
        ]
        if self._learned is not None:
            lines += ["", *_advice(self._learned)]
        elif self._samples:
            left = SAMPLES - len(self._samples)
            lines.append(_("Scan again, {count} to go.").format(count=left))
        self._found.setText("\n".join(lines))
        self._found.setVisible(bool(lines))
        self.use.setVisible(self._learned is not None and not self._learned.is_too_slow)

    @Slot()
    def _use(self) -> None:
        learned = self._learned
        if learned is None:
            return
        self._laptop.choose(
            scanner_mean_gap_ms=learned.mean_gap_ms,
            scanner_min_length=learned.min_length,
            scanner_prefix=learned.prefix,
            scanner_suffix=learned.suffix,
        )
        self._samples, self._learned = [], None
        self._show(self._laptop.settings)
        self._show_samples()
        self.field.setFocus()

    # --- by hand ---------------------------------------------------------------------------

    def _choose_number(self, row: FieldRow, name: str, allowed: range) -> None:
        number = _number(row.text(), allowed)
        if number is None:
            words = _("Type a whole number from {least} to {most}.")
            row.refuse(words.format(least=allowed[0], most=allowed[-1]))
        else:
            self._laptop.choose(**{name: number})

    def _choose_text(self, row: FieldRow, name: str) -> None:
        self._laptop.choose(**{name: row.text()})

    @Slot()
    def _choose_scale(self) -> None:
        text = self.scale.text()
        try:
            pattern = ScalePattern.of(text).text if text else ""
        except ValueError:
            self.scale.refuse(_("Write it like 21CCCCCWWWWWK: digits, then C, then W."))
            return
        self._laptop.choose(scale_pattern=pattern)

    def _restore_default(self) -> None:
        usual = Settings()
        self._laptop.choose(
            scanner_mean_gap_ms=usual.scanner_mean_gap_ms,
            scanner_min_length=usual.scanner_min_length,
            scanner_prefix=usual.scanner_prefix,
            scanner_suffix=usual.scanner_suffix,
            scanner_same_again_ms=usual.scanner_same_again_ms,
            scale_pattern=usual.scale_pattern,
        )
        self._show(usual)


def _advice(learned: LearnedScanner) -> list[str]:
    if learned.is_too_slow:
        return [_("This was slower than any scanner Gerai can tell from a person who types.")]
    words = _("Proposed: gap {gap} ms, shortest code {length}.")
    lines = [words.format(gap=learned.mean_gap_ms, length=learned.min_length)]
    around = " … ".join((learned.prefix, learned.suffix))
    if learned.prefix or learned.suffix:
        lines.append(_("Taken off every code: {signs}").format(signs=around))
    if not learned.sends_end:
        lines.append(
            _(
                "The scanner sends no Enter. Scan “suffix: Enter” (CR) in its booklet; until then"
                " press Enter after each scan."
            )
        )
    return lines


_END_WORDS: Final[dict[int, Callable[[], str]]] = {
    0: lambda: _("nothing behind it"),
    Qt.Key.Key_Return: lambda: _("Enter behind it"),
    Qt.Key.Key_Enter: lambda: _("Enter behind it"),
    Qt.Key.Key_Tab: lambda: _("Tab behind it"),
}


def _number(text: str, allowed: range) -> int | None:
    number = int(text) if text.isascii() and text.isdigit() else -1
    return number if number in allowed else None
