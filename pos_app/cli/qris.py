"""`gerai qris`: payment codes taken apart, and given an amount, without any network."""

import re

import click

from pos_app.cli.command import Argument, Command, Group, Option, Speaker, json_option
from pos_app.domain.errors import BadQris
from pos_app.domain.money import Money
from pos_app.domain.qris import QRIS_LIMIT, QrisCode, read_qris, with_amount
from pos_app.domain.rupiah import Amount, read_amount
from pos_app.i18n import _, format_money
from pos_app.payment_words import payment_words, qris_remark_words

FINE, REFUSED = 0, 1
_PLAIN = re.compile("-?[0-9]{1,15}")


@click.group("qris", cls=Group, words=lambda: _("Check QRIS codes and put an amount in."))
def qris() -> None:
    """Hold the commands about payment codes."""


@qris.command(
    "amount",
    cls=Command,
    words=lambda: _("Print the code of a QRIS sign with an amount in it."),
)
@click.argument("payload", cls=Argument, metavar="TEXT")
@click.argument("amount", cls=Argument, metavar="AMOUNT")
@click.option(
    "--limit",
    type=click.IntRange(1, 10**12),
    default=QRIS_LIMIT,
    show_default=True,
    cls=Option,
    words=lambda: _("The most one payment may be."),
)
@json_option
def put_amount_in(*, payload: str, amount: str, limit: Money, as_json: bool) -> int:
    """Print the text of the code for one payment, or the code of why not."""
    speaker = Speaker(as_json=as_json)
    try:
        made = with_amount(payload, _amount_of(amount), limit=limit)
    except BadQris as refused:
        return _tell_refusal(refused, speaker)
    speaker.answer({"payload": made, "refusal": None, **_facts(read_qris(made))})
    if not as_json:
        speaker.say(made)
    return FINE


@qris.command("read", cls=Command, words=lambda: _("Say what a QRIS code holds."))
@click.argument("payload", cls=Argument, metavar="TEXT")
@json_option
def read(*, payload: str, as_json: bool) -> int:
    """Take a code apart: whom it pays, how much, and what is odd about it."""
    speaker = Speaker(as_json=as_json)
    try:
        code = read_qris(payload)
    except BadQris as refused:
        return _tell_refusal(refused, speaker)
    speaker.say(
        _("Pays {name}, {city}, merchant number {nmid}.").format(
            name=code.name, city=code.city, nmid=code.nmid or _("none")
        ),
        _("Without an amount, for any number of payments.")
        if code.may_be_kept
        else _("For one payment, of {amount}.").format(amount=format_money(code.amount or 0)),
        *(qris_remark_words(warning) for warning in code.warnings),
    )
    speaker.answer({"refusal": None, **_facts(code)})
    return FINE


def _amount_of(typed: str) -> Money:
    """An amount as people write it; one that is no amount is refused as QRIS does."""
    if _PLAIN.fullmatch(typed):
        return int(typed)  # also 0 and what is too much: QRIS has words for that
    read_as = read_amount(typed, field="exact")
    if not isinstance(read_as, Amount):
        raise BadQris("Q_AMOUNT_TYPE")
    return read_as.minor


def _facts(code: QrisCode) -> dict[str, object]:
    return {
        "static": code.is_static,
        "amount": code.amount,
        "name": code.name,
        "city": code.city,
        "nmid": code.nmid,
        "mcc": code.mcc,
        "warnings": list(code.warnings),
    }


def _tell_refusal(refused: BadQris, speaker: Speaker) -> int:
    """The code first, for scripts; then the sentence."""
    speaker.answer({"payload": None, "refusal": refused.code})
    if not speaker.as_json:
        click.echo(refused.code)
    click.echo(payment_words(refused), err=True)
    return REFUSED
