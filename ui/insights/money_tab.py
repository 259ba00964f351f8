"""Investors by amount."""

from __future__ import annotations

from html import escape

import streamlit as st

from ui.components.ranking import Column, Figure, draw_ranking, link_entity
from ui.insights.figures import name_amount
from ui.insights.investors import SPENDING, Investor, rank_investors
from ui.insights.network import Choice
from ui.insights.reading import read_amounts, read_deals
from ui.snapshot import Snapshot
from ui.strings import Words

_SHOWN = 20
_CURRENCIES = 4
_LARGEST = 3


def draw_investors(snapshot: Snapshot, words: Words, choice: Choice) -> None:
    """Who put most into others, a table for each currency."""
    st.caption(words("insights.investors_help"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        relation = st.segmented_control(
            words("insights.relation"),
            [name for name in SPENDING if name in words.schema.relations],
            format_func=words.relation,
            key="spending",
            required=True,
            persist_state="session",
        )
        rumoured = st.toggle(words("insights.rumoured"), key="insight_rumoured", persist_state="session")
    with st.spinner(words("insights.working")):
        found = rank_investors(read_deals(snapshot), read_amounts(snapshot), relation, choice, rumoured=bool(rumoured))
    if not found:
        st.info(words("insights.nothing"), icon=":material/filter_alt_off:")
    for place, (currency, investors) in enumerate(found.items()):
        if place < _CURRENCIES:
            st.html(f"<b>{escape(words('insights.currency', currency=currency))}</b>")
            st.html(_draw_investors(investors[:_SHOWN], currency, snapshot, words))
            if len(investors) > _SHOWN:
                st.caption(words("insights.shown_first", shown=_SHOWN, count=f"{len(investors):,}"))
        else:
            with st.expander(words("insights.currency", currency=currency)):
                st.html(_draw_investors(investors[:_SHOWN], currency, snapshot, words))


def _draw_investors(investors: list[Investor], currency: str, snapshot: Snapshot, words: Words) -> str:
    columns = [
        Column(words("insights.investor")),
        Column(words("insights.total"), is_figure=True, is_chosen=True),
        Column(words("insights.deals"), is_figure=True),
        Column(words("insights.largest")),
    ]
    highest = max(one.high for one in investors) or 1
    rows = [
        [
            link_entity(one.entity_id, snapshot, words, with_type=True),
            Figure(_read_range(one, words), one.high / highest),
            str(len(one.deals)),
            " · ".join(link_entity(party, snapshot, words) for party in _parties(one)[:_LARGEST]),
        ]
        for one in investors
    ]
    return draw_ranking(columns, rows, words("insights.currency", currency=currency))


def _parties(one: Investor) -> list[str]:
    return list(dict.fromkeys(deal.object for deal in one.deals))


def _read_range(one: Investor, words: Words) -> str:
    low, high = (name_amount(value, words.lang) for value in (one.low, one.high))
    return high if low == high else words("insights.range", low=low, high=high)
