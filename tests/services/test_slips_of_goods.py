"""Slips of goods: asked for at any time after the sale, or before it under a number to call out."""

from pathlib import Path

from pos_app.services.paper_making import PREPARATION
from tests.printing.escpos_reader import read
from tests.services.sending import send, text_of
from tests.tills import NETWORK, TillAtWork, World, a_till_at_work


def order(till: TillAtWork) -> str:
    """Print the slip of the open cart; gives the end of its number."""
    page = till.app.printing.loose.order(till.app.selling.cart, NETWORK)
    page.send()
    lines = read(till.world.paper.papers[-1]).as_text(32)
    assert "NOT PAID YET" in lines
    return next(line for line in lines if line.startswith("No. ")).split("-")[1]


def test_r11_each_cart_has_the_next_number_of_orders_and_keeps_it(tmp_path: Path) -> None:
    world = World()
    with a_till_at_work(tmp_path, world) as till:
        selling = till.app.selling
        selling.scan("MUG")
        assert order(till) == "ORD1"
        selling.scan("MUG")
        assert order(till) == "ORD1"
        first = selling.cart.sale_id
        selling.park()
        selling.scan("MUG")
        assert order(till) == "ORD2"
        selling.park()
        selling.recall(first)
        assert order(till) == "ORD1"
        selling.save_cart()
    with a_till_at_work(tmp_path, world) as till:
        assert order(till) == "ORD1"
        till.app.selling.park()
        till.app.selling.scan("MUG")
        assert order(till) == "ORD3"
        assert till.app.printing.waiting() == []


def test_a_slip_asked_for_hours_after_its_sale_is_not_held_back_as_old(tmp_path: Path) -> None:
    with a_till_at_work(tmp_path) as till:
        seq = till.sell()
        send(till)
        till.world.clock.forward(hours=3)
        paper = till.app.printing.print_goods_slip(seq, PREPARATION)
        assert till.app.printing.hold_old() == 0
        assert till.app.printing.print_goods_slip(seq, PREPARATION) == paper
        send(till)
        assert "1 x Mug" in text_of(till)
        assert till.app.printing.print_goods_slip(seq, PREPARATION).copy == 1
