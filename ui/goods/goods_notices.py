"""What the goods screen says after a deed, with the way back where there is one."""

from collections.abc import Callable

from pos_app.domain.catalog import Product
from pos_app.i18n import _
from pos_app.services.catalog_keeping import ImportDone
from ui.notices import Notice

Undo = Callable[[], None]


def empty_words(total: int, text: str) -> tuple[str, str]:
    """Why no product is shown, and what to do: `total` are for sale, `text` was searched for."""
    if not total:
        return (
            _("There are no products yet"),
            _("Add one, or drop a price list here: xlsx, xls, ods, CSV or text."),
        )
    return (
        _("No product fits “{text}”").format(text=text),
        _("Try fewer letters, or add it as a new product."),
    )


def saved_notice(product: Product) -> Notice:
    """A product was added or changed."""
    return Notice("ok", _("“{name}” is saved.").format(name=product.name), is_toast=True)


def retired_notice(product: Product, undo: Undo) -> Notice:
    """A product is out of sale."""
    text = _("“{name}” is out of sale. What was sold stays as it is.")
    return Notice("info", text.format(name=product.name), _("Undo"), undo, is_toast=True)


def imported_notice(done: ImportDone, undo: Undo) -> Notice:
    """A price list was taken over."""
    text = _("Price list taken over: {added} added, {changed} changed, {same} the same.")
    words = text.format(added=done.added, changed=done.changed, same=done.same)
    if not done.added + done.changed:
        return Notice("ok", words, is_toast=True)
    return Notice("ok", words, _("Undo"), undo, is_toast=True)


def undone_notice(count: int) -> Notice:
    """A price list was undone, or it was too late for that."""
    if not count:
        return Notice("info", _("Too late to undo the price list: products were changed since."))
    words = _("The price list is undone: all products are as they were before.")
    return Notice("ok", words, is_toast=True)
