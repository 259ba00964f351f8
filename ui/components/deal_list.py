"""Deals, some at a time: their lives on a common line of time, and the evidence of each."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from kg.model import Claim
from kg.timeline import Deal
from ui.components.evidence import display_name, read_phrase
from ui.components.facts import sources_label
from ui.components.figures import name_figures
from ui.components.lifelines import draw_life, draw_scale, draw_states
from ui.components.markdown import escape_markdown
from ui.components.pager import draw_pager
from ui.components.sources import begin_lines, open_sources
from ui.snapshot import Snapshot
from ui.strings import Words
from ui.timeline.lives import claims_to_read, scale_of

_DEALS_A_PAGE = 10
_AMOUNTS_SHOWN = 3


def draw_deals(deals: Sequence[Deal], snapshot: Snapshot, words: Words, *, key: str, of: object) -> None:
    """Draws a page of deals, with a pager where there are more.

    Args:
        deals: All of them, in the order in which they are shown.
        snapshot: Where to read their claims.
        words: The language.
        key: Under which the session remembers the page.
        of: What the list depends on; where this changes, it begins anew.
    """
    page = draw_pager(deals, _DEALS_A_PAGE, words, key=key, of=of)
    scale = scale_of(page)
    outlines = claims_to_read(page, snapshot.by_entity)
    claims = {claim.id: claim for claim in snapshot.read_claims(one for found in outlines for one in found[1])}
    st.html(draw_states((step.state for deal in page for step in deal.steps), words))
    if scale:
        st.html(draw_scale(scale))
    for deal, (told, read) in zip(page, outlines, strict=True):
        amounts = _amounts([claims[one.id] for one in read if one.id in claims], snapshot, words)
        reported = {one.id: one.reported for one in told}
        articles = len({one.article_hash for one in told})
        label = words("timeline.evidence", sources=sources_label(articles, words))
        with begin_lines(f"{key}-{deal.claims[0]}"):
            st.html(draw_life(deal, _phrase(deal, snapshot, words), amounts, reported, scale, words))
            open_sources(escape_markdown(label), told, snapshot, words, key=f"{key}-{deal.claims[0]}")


def _phrase(deal: Deal, snapshot: Snapshot, words: Words) -> str:
    subject, other = (
        display_name(one, snapshot.entities, words.lang) if one else "" for one in (deal.subject, deal.object)
    )
    return read_phrase(subject, deal.relation, other, words)


def _amounts(claims: Sequence[Claim], snapshot: Snapshot, words: Words) -> list[str]:
    """What each source says of how much; one figure once, with who says so."""
    said: dict[str, list[str]] = {}
    for claim in claims:
        money = {
            name: value
            for name, value in claim.qualifiers.items()
            if name in ("amount", "currency", "valuation", "share")
        }
        figures = name_figures(money, words)
        if figures:
            record = snapshot.articles.get(claim.article_hash)
            publisher = (record.publisher or record.title) if record else claim.article
            by = said.setdefault(figures, [])
            if publisher not in by:
                by.append(publisher)
    shown = [words("timeline.amount_by", figures=figures, sources=", ".join(by)) for figures, by in said.items()]
    if len(shown) > _AMOUNTS_SHOWN:
        return [*shown[:_AMOUNTS_SHOWN], words("timeline.more_amounts", count=len(shown) - _AMOUNTS_SHOWN)]
    return shown
