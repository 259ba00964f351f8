"""What sources disagree on, and what became of rumours: lines that open to their sentences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from html import escape
from typing import TypeVar

import streamlit as st

from ui.components.evidence import claim_cards, display_name, marks_legend, read_phrase
from ui.components.markdown import escape_markdown
from ui.insights.contested import Dispute
from ui.insights.network import Choice
from ui.insights.reading import read_deals, read_disputes
from ui.insights.rumours import OUTCOMES, Rumour, follow_rumours
from ui.snapshot import Snapshot
from ui.strings import Words

T = TypeVar("T", Dispute, Rumour)

ALL = "all"
_PAGE = 20
# A side of a dispute may have hundreds of claims, and nobody reads more than these.
_CLAIMS = 20


def draw_contested(snapshot: Snapshot, words: Words, choice: Choice) -> None:
    """The most contested claims, both sides beside each other."""
    st.caption(words("insights.contested_help"))
    with st.spinner(words("insights.working")):
        found = read_disputes(snapshot, choice)
    if not found:
        st.info(words("insights.contested_none"), icon=":material/handshake:")
    _draw_lines(
        "contested",
        found,
        lambda one: _name_dispute(one, snapshot, words),
        lambda one: _draw_sides(one, snapshot, words),
        words,
    )


def _name_dispute(one: Dispute, snapshot: Snapshot, words: Words) -> str:
    first, relation, other = one.about
    name = display_name(other, snapshot.entities, words.lang)
    if one.kind == "holders":
        return words("insights.holders", role=first, name=name)
    statement = read_phrase(display_name(first, snapshot.entities, words.lang), relation, name, words)
    told = words("insights.dispute", statement=statement, stated=len(one.stated), against=len(one.against))
    return words("insights.conflict", told=told) if one.is_conflict else told


def _draw_sides(one: Dispute, snapshot: Snapshot, words: Words) -> str:
    keys = (
        ("insights.one_side", "insights.other_side")
        if one.kind == "holders"
        else ("evidence.says_so", "evidence.denies")
    )
    sides = "".join(
        f'<div style="flex:1 1 18rem;min-width:0"><b>{escape(words(key))} ({len(claims)})</b>'
        f"{_cards(claims, snapshot, words)}</div>"
        for key, claims in zip(keys, (one.stated, one.against), strict=True)
    )
    return f'{marks_legend(words)}<div style="display:flex;flex-wrap:wrap;gap:.8rem">{sides}</div>'


def _cards(claims: Sequence[str], snapshot: Snapshot, words: Words) -> str:
    found = snapshot.knowledge.claims(ids=claims[:_CLAIMS])
    return claim_cards(found, snapshot.articles, snapshot.entities, words)


def draw_rumours(snapshot: Snapshot, words: Words, choice: Choice) -> None:
    """Deals that began as rumours, by what became of them."""
    st.caption(words("insights.rumours_help"))
    with st.spinner(words("insights.working")):
        found = follow_rumours(read_deals(snapshot), choice)
    if not found:
        st.info(words("insights.rumours_none"), icon=":material/filter_alt_off:")
        return
    counts = Counter(one.outcome for one in found)
    columns = st.columns(len(OUTCOMES))
    for column, outcome in zip(columns, OUTCOMES, strict=True):
        column.metric(words(f"insights.outcome_{outcome}"), f"{counts[outcome]:,}", border=True)
    chosen = st.segmented_control(
        words("insights.outcome"),
        (ALL, *OUTCOMES),
        format_func=lambda name: words(f"insights.outcome_{name}"),
        key="outcome",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    _draw_lines(
        f"rumours-{chosen}",
        [one for one in found if chosen in (ALL, one.outcome)],
        lambda one: _name_rumour(one, snapshot, words),
        lambda one: _draw_rumour(one, snapshot, words),
        words,
    )


def _name_rumour(one: Rumour, snapshot: Snapshot, words: Words) -> str:
    subject, other = (display_name(end, snapshot.entities, words.lang) for end in (one.deal.subject, one.deal.object))
    statement = read_phrase(subject, one.deal.relation, other, words)
    return words("insights.rumour", statement=statement, outcome=words(f"insights.outcome_{one.outcome}"))


def _draw_rumour(one: Rumour, snapshot: Snapshot, words: Words) -> str:
    told = ""
    if one.outcome != "open":
        days = {"begun": one.begun or words("insights.no_day"), "ended": one.ended or words("insights.no_day")}
        told = words("insights.rumour_days", outcome=words(f"insights.outcome_{one.outcome}"), **days)
        if one.days is not None:
            told = f"{told} · {words('insights.rumour_took', days=one.days)}"
    steps = [step.claim for step in one.deal.steps]
    claims = [*steps, *(claim for claim in one.deal.claims if claim not in steps)]
    return f"<div>{escape(told)}</div>{_cards(claims, snapshot, words)}"


def _draw_lines(key: str, found: Sequence[T], name: Callable[[T], str], draw: Callable[[T], str], words: Words) -> None:
    """Lines that are worked out when somebody opens them."""
    shown = st.session_state.get(f"{key}-shown", _PAGE)
    for number, one in enumerate(found[:shown]):
        line = st.expander(escape_markdown(name(one)), key=f"{key}-{number}", on_change="rerun")
        if line.open:
            with line:
                st.html(draw(one))
    if len(found) > shown:
        st.caption(words("insights.shown_first", shown=shown, count=f"{len(found):,}"))
        st.button(words("insights.more"), key=f"{key}-more", on_click=_show_more, args=(f"{key}-shown", shown + _PAGE))


def _show_more(key: str, shown: int) -> None:
    st.session_state[key] = shown
