"""The screen of the goods: table and search, the form beside it, price lists dropped onto it."""

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from pos_app.domain.catalog import Product
from pos_app.domain.errors import PosError, Refusal
from pos_app.i18n import _
from pos_app.services.catalog_keeping import ImportDone
from pos_app.wording import words_for
from ui.file_choice import FileChooser, SystemChooser
from ui.goods.goods_notices import (
    imported_notice,
    retired_notice,
    saved_notice,
    undone_notice,
)
from ui.goods.goods_page import GoodsPage
from ui.goods.goods_presenter import GoodsPresenter, GoodsView
from ui.goods.import_draft import ImportDraft
from ui.goods.import_panel import ImportPanel
from ui.goods.product_form import NEW, ProductForm
from ui.keys_in_use import CommandShortcut
from ui.notices import Notice
from ui.spoken import Spoken

_FORM_PX, _NARROW_FORM_PX, _NARROW_PX = 360, 330, 1100


class GoodsScreen(Spoken):
    """Products and price lists. `noticed` carries a Notice for the window's bar."""

    noticed = Signal(object)

    def __init__(self, presenter: GoodsPresenter, *, chooser: FileChooser | None = None) -> None:
        super().__init__()
        self._presenter = presenter
        self._chooser = chooser or SystemChooser()
        self._view: GoodsView | None = None
        self._build()
        self._wire()
        self.retranslate()

    def take_scan(self, code: str) -> bool:
        """A scan opens its product; one that nothing has yet goes into the open form.

        False while a price list is looked at, which no code belongs to.
        """
        if self.pages.currentWidget() is not self._goods_page:
            return False
        product = self._presenter.holder_of(code)
        is_free = not self._has_open_form() or not self.form.has_changes()
        if product is not None and is_free:
            self.search.setText(code)
            self._open_form(product)
        elif self._has_open_form():
            self.form.take_scan(code)
        else:
            self.search.setText(code)
        return True

    @Slot()
    def go_to_search(self) -> None:
        """Put the cursor into the search, ready for another word."""
        if self.pages.currentWidget() is self._goods_page:
            self.search.setFocus()
            self.search.selectAll()

    def showEvent(self, event: QShowEvent) -> None:
        """Show the goods as they are now."""
        super().showEvent(event)
        if not event.spontaneous():
            self._presenter.show_goods()
            self.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make the form narrower where there is less room."""
        super().resizeEvent(event)
        if "form" in self.__dict__:
            self._fit_form(self.form)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome one file."""
        if _dropped_file(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read the price list that was dropped."""
        path = _dropped_file(event)
        if path is not None:
            event.acceptProposedAction()
            self._presenter.read_price_list(path)

    def retranslate(self) -> None:
        """Set all words in the language of the moment."""
        self._goods_page.retranslate()
        if "form" in self.__dict__:
            self.form.retranslate()
        if "import_panel" in self.__dict__:
            self.import_panel.retranslate()
        if self._view is not None:
            self._show_goods(self._view)

    def _build(self) -> None:
        self.setProperty("class", "page")
        self.setAcceptDrops(True)
        page = self._goods_page = GoodsPage(self._presenter.stock_left)
        self.title, self.search, self.table = page.title, page.search, page.table
        self.add_button, self.import_button = page.add_button, page.import_button
        self.pages = QStackedWidget()
        self.pages.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.addWidget(self.pages)

    def _wire(self) -> None:
        presenter = self._presenter
        presenter.goods_changed.connect(self._show_goods)
        presenter.saved.connect(self._show_saved)
        presenter.retired.connect(self._show_retired)
        presenter.reading.connect(self._show_reading)
        presenter.draft_changed.connect(self._show_draft)
        presenter.imported.connect(self._show_imported)
        presenter.undone.connect(self._show_undone)
        presenter.refused.connect(self._show_refusal)
        presenter.failed.connect(self._show_failure)
        self.search.textChanged.connect(presenter.show_goods)
        self.search.returnPressed.connect(self._choose_only_match)
        self.table.chosen.connect(self._open_form)
        self.add_button.clicked.connect(self._add)
        self.import_button.clicked.connect(self.ask_for_list)
        in_this_page = Qt.ShortcutContext.WidgetWithChildrenShortcut
        CommandShortcut("search", self, in_this_page).activated.connect(self.go_to_search)
        back = QShortcut(QKeySequence(Qt.Key.Key_Escape), self, context=in_this_page)
        back.activated.connect(self._step_back)

    # --- what is made when it is first wanted ----------------------------------------------

    @cached_property
    def form(self) -> ProductForm:
        """The form of one product, beside the table."""
        form = ProductForm()
        form.hide()
        form.save_wanted.connect(self._presenter.save)
        form.retire_wanted.connect(self._presenter.retire)
        form.left.connect(self._close_form)
        self._fit_form(form)
        self._goods_page.place_form(form)
        return form

    @cached_property
    def import_panel(self) -> ImportPanel:
        """The page where a price list is looked at."""
        panel, presenter = ImportPanel(), self._presenter
        panel.answered.connect(presenter.answer)
        panel.all_kept.connect(presenter.keep_all)
        panel.take_over_wanted.connect(presenter.take_over)
        panel.left.connect(presenter.drop_draft)
        self.pages.addWidget(panel)
        return panel

    def _has_open_form(self) -> bool:
        return "form" in self.__dict__ and self.form.isVisible()

    def _fit_form(self, form: ProductForm) -> None:
        form.setFixedWidth(_NARROW_FORM_PX if self.width() < _NARROW_PX else _FORM_PX)

    # --- what the presenter says -----------------------------------------------------------

    @Slot(object)
    def _show_goods(self, view: GoodsView) -> None:
        self._view = view
        self._goods_page.show_goods(view)

    @Slot(object)
    def _show_saved(self, product: Product) -> None:
        self._close_form()
        self.table.select_product(product.product_id)
        self.noticed.emit(saved_notice(product))

    @Slot(object)
    def _show_retired(self, product: Product) -> None:
        self._close_form()
        self.noticed.emit(retired_notice(product, partial(self._presenter.put_back, product)))

    @Slot(object)
    def _show_reading(self, path: Path) -> None:
        self.import_panel.show_reading(path.name)
        self.pages.setCurrentWidget(self.import_panel)

    @Slot(object)
    def _show_draft(self, draft: ImportDraft | None) -> None:
        if draft is None:
            self.pages.setCurrentWidget(self._goods_page)
            self.search.setFocus()
        else:
            self.import_panel.show_draft(draft)

    @Slot(object)
    def _show_imported(self, done: ImportDone) -> None:
        self._close_form()
        self.noticed.emit(imported_notice(done, self._presenter.undo_import))

    @Slot(int)
    def _show_undone(self, count: int) -> None:
        self.noticed.emit(undone_notice(count))

    @Slot(object)
    def _show_refusal(self, refusal: Refusal) -> None:
        if self._has_open_form():
            self.form.show_refusal(refusal)
        else:
            self.noticed.emit(Notice("warning", words_for(refusal)))

    @Slot(object)
    def _show_failure(self, error: PosError) -> None:
        self.noticed.emit(Notice("danger", words_for(error)))

    # --- what the person does --------------------------------------------------------------

    @Slot()
    def _add(self) -> None:
        self._open_form(NEW)

    @Slot(object)
    def _open_form(self, product: Product) -> None:
        self.form.show()
        self.form.show_product(product, self._view.categories if self._view is not None else ())

    @Slot()
    def _close_form(self) -> None:
        if self._has_open_form():
            self.form.hide()
            self.table.setFocus()

    @Slot()
    def _choose_only_match(self) -> None:
        if self._view is not None and len(self._view.products) == 1:
            self._open_form(self._view.products[0])

    @Slot()
    def ask_for_list(self) -> None:
        """Have a price list chosen, to be looked at before anything is taken over."""
        kinds = [_("Price lists (*.xlsx *.xls *.ods *.csv *.tsv *.txt)"), _("All files (*)")]
        self._chooser.choose_file(
            self, _("Choose a price list"), ";;".join(kinds), self._presenter.read_price_list
        )

    @Slot()
    def _step_back(self) -> None:
        if self.pages.currentWidget() is not self._goods_page:
            self._presenter.drop_draft()
        elif self._has_open_form():
            self._close_form()
        else:
            self.search.clear()


def _dropped_file(event: QDropEvent) -> Path | None:
    urls = event.mimeData().urls()
    if len(urls) == 1 and urls[0].isLocalFile():
        return Path(urls[0].toLocalFile())
    return None
