"""What the goods screen asks for, and what it is shown in answer."""

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from pos_app.domain.catalog import Product, folded_code
from pos_app.domain.errors import CodeIsTaken, OutsideError, Refusal
from pos_app.domain.money import Quantity
from pos_app.domain.price_preview import ListedProduct, PriceListPreview, RowVerdict
from pos_app.services.catalog_keeping import CatalogKeeping, ReadySearch
from ui.background import Background
from ui.goods.import_draft import ImportDraft

_MANY: Final = 5_000
"""Fewer products are laid out in less time than a finger needs."""

MOST_SHOWN: Final = 1_000
"""Who looks for one product among more matches types another letter."""


@dataclass(frozen=True, slots=True)
class GoodsView:
    """The products that fit the text, in the price list's order, and the categories in use."""

    products: tuple[Product, ...]
    categories: tuple[str, ...]
    total: int
    text: str = ""


class GoodsPresenter(QObject):
    """Tries the service, shows the refusal, shows the new state. Holds no rule of its own.

    `goods_changed` carries a GoodsView, `saved` and `retired` a Product, `draft_changed` an
    ImportDraft or None, `reading` the path of a list that is being read, `imported` an ImportDone,
    `undone` how many products an undone list had touched, 0 when it is too late;
    `refused` a Refusal, `failed` an OutsideError.
    """

    goods_changed = Signal(object)
    saved = Signal(object)
    retired = Signal(object)
    reading = Signal(object)
    draft_changed = Signal(object)
    imported = Signal(object)
    undone = Signal(int)
    search_ready = Signal()
    refused = Signal(object)
    failed = Signal(object)

    def __init__(self, catalog: CatalogKeeping, *, office: Background) -> None:
        super().__init__()
        self._catalog = catalog
        self._office = office
        self._text = ""
        self._draft: ImportDraft | None = None
        self._wanted: Path | None = None
        self.get_search_ready()

    # --- products --------------------------------------------------------------------------

    def show_goods(self, text: str | None = None) -> None:
        """Show the products that fit a text; without one those of the last text."""
        self._text = self._text if text is None else text.strip()
        goods = self._catalog.catalog
        products = goods.for_sale
        if self._text:
            found = self._catalog.narrowed(self._text, MOST_SHOWN)
            ids = {product.product_id for product in found}
            if ids or self._catalog.is_search_ready:
                products = tuple(product for product in products if product.product_id in ids)
        view = GoodsView(products, goods.categories, len(goods.for_sale), self._text)
        self.goods_changed.emit(view)

    def holder_of(self, code: str) -> Product | None:
        """Who has a code, if anybody."""
        return self._catalog.catalog.holder_of(code)

    def stock_left(self, product_id: int) -> Quantity | None:
        """What should be there of a product now; None where nobody counted."""
        return self._catalog.stock_left(product_id)

    def save(self, product: Product) -> None:
        """Save a product; number 0 is a new one."""
        try:
            product = self._catalog.edit_product(product)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        except OutsideError as error:
            self.failed.emit(error)
            return
        self._show_changed()
        self.saved.emit(product)

    def retire(self, product: Product) -> None:
        """Take a product out of sale."""
        try:
            self._catalog.retire_product(product.product_id)
        except OutsideError as error:
            self.failed.emit(error)
            return
        self._show_changed()
        self.retired.emit(product)

    def put_back(self, product: Product) -> None:
        """Put a product that was taken out of sale back as it was."""
        self.save(replace(product, is_retired=False))

    # --- price lists -----------------------------------------------------------------------

    def read_price_list(self, path: Path) -> None:
        """Have the office read a price list; nothing is written by that."""
        self._wanted = path
        self.reading.emit(path)
        self._office.run(
            self._catalog.preview_import(path).read,
            done=partial(self._show_preview, path),
            failed=partial(self._not_read, path),
        )

    def answer(self, verdict: RowVerdict, product: ListedProduct | None) -> None:
        """Decide an asked row: which product comes in, or None to leave it out."""
        if self._draft is not None:
            self._draft = self._draft.answered(verdict, product)
            self.draft_changed.emit(self._draft)

    def keep_all(self, verdict: RowVerdict) -> None:
        """Take every row of one code; all but the first get a code of the till's own."""
        if self._draft is not None:
            self._draft = self._draft.with_all(verdict)
            self.draft_changed.emit(self._draft)

    def drop_draft(self) -> None:
        """Forget the price list; nothing of it was written."""
        self._draft = self._wanted = None
        self.draft_changed.emit(None)

    def take_over(self) -> None:
        """Write the products of the list, all in one."""
        if self._draft is None or not self._draft.products:
            return
        try:
            _refuse_one_code_twice(self._draft.products)
            done = self._catalog.import_price_list(self._draft.products)
        except Refusal as refusal:
            self.refused.emit(refusal)
            return
        except OutsideError as error:
            self.failed.emit(error)
            return
        self.drop_draft()
        self._show_changed("")
        self.imported.emit(done)

    def undo_import(self) -> None:
        """Put the products back as they were before the last list, if nothing changed since."""
        if not self._catalog.can_undo_import:
            self.undone.emit(0)
            return
        try:
            count = self._catalog.undo_import()
        except OutsideError as error:
            self.failed.emit(error)
            return
        self._show_changed("")
        self.undone.emit(count)

    # --- inside ----------------------------------------------------------------------------

    def _show_changed(self, text: str | None = None) -> None:
        self.get_search_ready()
        self.show_goods(text)

    @Slot()
    def get_search_ready(self) -> None:
        """Have the office lay the goods out for search, so that no first letter waits for it."""
        if len(self._catalog.catalog.products) >= _MANY:
            self._office.run(
                self._catalog.search_job().make,
                done=self._use_search,
                failed=self._not_ready,
            )

    def _use_search(self, ready: ReadySearch) -> None:
        self._catalog.use_search(ready)
        if self._catalog.is_search_ready:
            self.search_ready.emit()
            if self._text:
                self.show_goods()

    def _not_ready(self, error: Exception) -> None:
        self._catalog.do_without_job()
        raise error

    def _show_preview(self, path: Path, preview: PriceListPreview) -> None:
        if path == self._wanted:
            self._draft = ImportDraft(path, preview)
            self.draft_changed.emit(self._draft)

    def _not_read(self, path: Path, error: Exception) -> None:
        if path == self._wanted:
            self.drop_draft()
        if not isinstance(error, OutsideError):
            raise error
        self.failed.emit(error)


def _refuse_one_code_twice(products: tuple[ListedProduct, ...]) -> None:
    """Two answers may give two products one code, which no single row shows."""
    holders: dict[str, ListedProduct] = {}
    for product in products:
        holder = holders.setdefault(folded_code(product.code), product) if product.code else product
        if holder != product:
            raise CodeIsTaken(product.code, holder.name)
