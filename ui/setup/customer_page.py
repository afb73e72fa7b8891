"""Settings: the screen that shows the buyer the cart."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QScreen, QShowEvent
from PySide6.QtWidgets import QApplication

from pos_app.i18n import _
from ui.buttons import Button
from ui.cards import Card
from ui.laptop import Laptop
from ui.screens import screen_key
from ui.setup.choices import Choices
from ui.setup.settings_page import SettingsPage
from ui.widgets import TextLabel


class CustomerPage(SettingsPage):
    """`trial_wanted` asks to see the display as a window."""

    trial_wanted = Signal()

    def __init__(self, laptop: Laptop) -> None:
        super().__init__()
        self._laptop = laptop
        self._card, self._about_card = Card(), Card()
        self.screens: Choices[str] | None = None
        self._alone = TextLabel(wrap=True)
        self.attempt = Button(icon="layout-dashboard")
        self.attempt.clicked.connect(self.trial_wanted)
        self._about = TextLabel(look="caption", wrap=True)
        self._card.head.addWidget(self.attempt)
        self._card.body.addWidget(self._alone)
        self._place = self._card.body
        self._about_card.body.addWidget(self._about)
        self.show_cards(self._card, self._about_card)
        self.offer_default(self._restore_default)
        app = QApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)

    def showEvent(self, event: QShowEvent) -> None:
        """Show the screens there are now."""
        super().showEvent(event)
        self.show_now()

    def show_now(self) -> None:
        """List the screens, the one this window is on left out."""
        keys = self._other_screens()
        chosen = self._laptop.settings.customer_screen
        if self.screens is not None:
            self._place.removeWidget(self.screens)
            self.screens.hide()
            self.screens.deleteLater()
        wanted = [chosen] if chosen and chosen not in keys else []
        self.screens = Choices(["", *keys, *wanted])
        away = _("{screen} (not connected)")
        words = {key: key for key in keys} | {key: away.format(screen=key) for key in wanted}
        self.screens.show_words({**words, "": _("No second screen")})
        self.screens.show_value(chosen)
        self.screens.chosen.connect(self._choose)
        self._place.addWidget(self.screens)
        self._alone.setVisible(not keys)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        super().retranslate()
        self._card.set_title(_("Customer display"))
        self.attempt.setText(_("Try it in a window"))
        self._alone.setText(
            _("Only one screen is connected. Connect a second one and it can be chosen here.")
        )
        self._about.setText(
            _(
                "The buyer sees goods, total, the QRIS code, change and thanks: no names, no stock,"
                " nothing of other sales. It closes when its screen goes and comes back with it."
            )
        )
        self.show_now()

    def _other_screens(self) -> list[str]:
        here = self.window().screen()
        return [screen_key(screen) for screen in QGuiApplication.screens() if screen is not here]

    @Slot(object)
    def _choose(self, key: str) -> None:
        self._laptop.choose(customer_screen=key)

    @Slot(object)
    def _screens_changed(self, _screen: QScreen) -> None:
        if self.isVisible():
            self.show_now()

    def _restore_default(self) -> None:
        self._laptop.choose(customer_screen="")
        self.show_now()
