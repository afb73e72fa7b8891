"""The slip of a movement of the drawer: pay in, pay out, drop, drawer opened (P10)."""

from pos_app.domain.journal import CashMoved, Recorded
from pos_app.i18n import _, format_clock
from pos_app.papers.day_report import move_word
from pos_app.papers.layout import CopyMark, PaperBuilder, PaperHeading, short_date
from pos_app.papers.paper import Paper, Rule
from pos_app.papers.reasons import reason_in_line


def movement_slip(
    recorded: Recorded,
    words: str,
    *,
    heading: PaperHeading,
    columns: int,
    copy: CopyMark | None = None,
) -> Paper:
    """The paper of one movement; `words` were typed beside it and are on this paper only."""
    moved = recorded.entry
    assert isinstance(moved, CashMoved)
    builder = PaperBuilder(columns, heading)
    builder.centred(heading.shop_name, "bold")
    builder.centred(heading.booth_line)
    builder.rule(Rule("="))
    builder.centred(move_word(moved.kind).upper(), "tall")
    builder.feed()
    local = heading.event.local(moved.stamp.at)
    builder.sides(_("Date"), f"{short_date(local)} {format_clock(local)}")
    for label, code in ((_("By"), moved.stamp.op), (_("Allowed by"), moved.stamp.by)):
        if heading.operator(code):
            builder.words_apart(label, heading.operator(code))
    if moved.why:
        builder.words_apart(_("Reason"), reason_in_line(moved.why))
    if words:
        builder.text(words, indent=2)
    if moved.amount:
        builder.rule()
        builder.sides(_("Amount"), builder.total(abs(moved.amount)), style="tall")
    builder.signatures(_("Handed over"), _("Received"))
    builder.chain_place(recorded.seq, recorded.link)
    return builder.paper(copy)
