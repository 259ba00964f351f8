"""What decides which claims are shown and how: search, filters, size of entities."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from kg.network import MEASURES
from ui.components.brush import draw_brush
from ui.components.markdown import escape_markdown
from ui.components.search import search_entity
from ui.explore.claim_filter import ClaimFilter
from ui.explore.reading import count_months, list_sources
from ui.explore.session import act, can_undo, current_view, undo
from ui.explore.view import HOPS, LIMITS, View, change_filter, focus_on
from ui.snapshot import Snapshot
from ui.strings import LANGUAGES, Words


def draw_search(snapshot: Snapshot, words: Words) -> None:
    """The box that finds the entity around which the network is shown, and how far around."""
    view = current_view()
    search_entity(snapshot, words, "focus", label=words("filter.entity"))
    if not view.focus:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            words("filter.hops"),
            HOPS,
            format_func=lambda hops: words(f"filter.hops_{hops}"),
            required=True,
            label_visibility="collapsed",
            **_bound("hops", view.hops, lambda view, hops: replace(view, hops=hops)),
        )
        st.button(
            words("explore.everything"),
            type="tertiary",
            on_click=act,
            args=(lambda view: focus_on(view, ""),),
            key="explore_everything",
        )


def draw_tools(snapshot: Snapshot, words: Words) -> DeltaGenerator:
    """Everything else that decides what is shown, in one row, which is returned for more."""
    view = current_view()
    row = st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="right")
    with row:
        narrowed = view.claims.narrowed
        label = words("filter.heading_some", count=narrowed) if narrowed else words("filter.heading")
        with st.popover(label, icon=":material/filter_alt:"):
            _draw_filters(view, snapshot, words)
        st.selectbox(
            words("explore.size"),
            list(MEASURES),
            format_func=lambda name: words(f"explore.size_{name}"),
            help="\n".join(f"- **{words(f'explore.size_{one}')}**: {words(f'explore.why_{one}')}" for one in MEASURES),
            width=200,
            **_bound("measure", view.measure, lambda view, measure: replace(view, measure=measure)),
        )
        st.button(
            words("explore.undo"), icon=":material/undo:", on_click=undo, disabled=not can_undo(), key="explore_undo"
        )
    return row


def draw_dates(snapshot: Snapshot, words: Words) -> None:
    """The days from which claims are shown."""
    claims = current_view().claims
    draw_brush(
        count_months(snapshot, claims),
        claims.since,
        claims.until,
        words,
        key="explore_dates",
        label=words("explore.dates"),
        on_change=_take_dates,
    )


def _take_dates(since: str, until: str) -> None:
    act(lambda view: change_filter(view, replace(view.claims, since=since, until=until)))


def _draw_filters(view: View, snapshot: Snapshot, words: Words) -> None:
    relations, languages, publishers = list_sources(snapshot, snapshot.edition)
    claims = view.claims
    st.multiselect(
        words("filter.statuses"),
        list(words.schema.statuses),
        format_func=words.status,
        placeholder=words("filter.statuses_none"),
        **_of_claims("statuses", _in_order(claims.statuses, words.schema.statuses), frozenset),
    )
    _choose_many(claims, "relations", relations, words.relation, words)
    st.slider(
        words("filter.confidence"), 0.0, 1.0, step=0.05, **_of_claims("confidence", claims.confidence, _as_written)
    )
    _choose_many(claims, "languages", languages, lambda lang: LANGUAGES.get(lang, lang), words)
    _choose_many(claims, "publishers", publishers, str, words)
    st.select_slider(
        words("filter.limit"),
        LIMITS,
        format_func=lambda limit: f"{limit:,}",
        help=words("filter.limit_why"),
        **_bound("limit", view.limit, lambda view, limit: replace(view, limit=limit)),
    )
    st.button(
        words("filter.reset"),
        disabled=not claims.narrowed,
        on_click=act,
        args=(lambda view: change_filter(view, ClaimFilter()),),
        key="explore_reset",
    )


def _choose_many(
    claims: ClaimFilter, name: str, known: tuple[str, ...], format_func: Callable[[str], str], words: Words
) -> None:
    chosen = getattr(claims, name)
    st.multiselect(
        words(f"filter.{name}"),
        # What a link asks for can be taken away again, even where nothing is of it.
        [*known, *sorted(chosen - set(known))],
        format_func=lambda one: escape_markdown(format_func(one)) if name == "publishers" else format_func(one),
        placeholder=words(f"filter.{name}_all"),
        **_of_claims(name, _in_order(chosen, known), frozenset),
    )


def _in_order(chosen: frozenset[str], known: Any) -> list[str]:
    return sorted(chosen, key=lambda one: (list(known).index(one) if one in known else len(known), one))


def _as_written(confidence: float) -> float:
    return round(confidence, 2)


def _of_claims(name: str, value: object, read: Callable[[Any], Any]) -> dict[str, Any]:
    """The key and the callback of a widget that shows and changes one part of the filter."""
    return _bound(name, value, lambda view, chosen: change_filter(view, replace(view.claims, **{name: read(chosen)})))


def _bound(name: str, value: object, change: Callable[[View, Any], View]) -> dict[str, Any]:
    """The key and the callback of a widget that shows and changes one part of the view, which alone holds it."""
    key = f"explore_{name}"
    st.session_state[key] = value

    def take() -> None:
        chosen = st.session_state[key]
        act(lambda view: change(view, chosen))

    return {"key": key, "on_change": take}
