"""Who pulls strings, and who belongs together."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import streamlit as st

from kg.network import Community, Standing
from kg.network.measures import MOST_EXACT, PIVOTS
from ui.components.evidence import display_name
from ui.components.markdown import escape_markdown
from ui.components.ranking import Column, Figure, draw_ranking, link_entity
from ui.insights.network import Choice
from ui.insights.reading import read_communities, read_links, read_standing
from ui.snapshot import Snapshot
from ui.strings import Words

MEASURES = ("weight", "betweenness", "rank", "reach")
_SHOWN = 25
_SMALLEST = 3
_COMMUNITIES = 12
_MEMBERS = 12
_NAMING = 3


def draw_strings(snapshot: Snapshot, words: Words, choice: Choice) -> None:
    """Entities by a chosen measure, with all the others beside it."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        measure = st.segmented_control(
            words("insights.sort"),
            MEASURES,
            format_func=lambda name: words(f"insights.measure_{name}"),
            key="measure",
            required=True,
            persist_state="session",
        )
        types = st.pills(
            words("insights.types"),
            list(words.schema.types),
            format_func=words.type,
            selection_mode="multi",
            key="insight_types",
            persist_state="session",
        )
    with st.spinner(words("insights.working")):
        found = read_standing(snapshot, choice)
    if types:
        found = [one for one in found if _type(one.entity_id, snapshot) in types]
    if not found:
        st.info(words("insights.nothing"), icon=":material/filter_alt_off:")
        return
    ranked = sorted(found, key=lambda one: (-getattr(one, measure), -one.weight, one.entity_id))
    shown = ranked[:_SHOWN]
    st.html(_draw_standing(shown, measure, snapshot, words))
    told = [words("insights.shown_first", shown=len(shown), count=f"{len(ranked):,}")] if len(ranked) > _SHOWN else []
    ends = {end for link in read_links(snapshot, choice) for end in (link.one, link.other)}
    if len(ends) > MOST_EXACT:
        told.append(words("insights.sampled", pivots=PIVOTS))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(" ".join(told))
        st.download_button(
            words("insights.csv"),
            lambda: write_standing(ranked, snapshot, words),
            "influence.csv",
            "text/csv",
            on_click="ignore",
            icon=":material/download:",
        )


def _type(entity_id: str, snapshot: Snapshot) -> str:
    entity = snapshot.entities.get(entity_id)
    return str(entity.type) if entity else ""


def _draw_standing(shown: Sequence[Standing], measure: str, snapshot: Snapshot, words: Words) -> str:
    columns = [Column("", is_figure=True), Column(words("insights.entity"))] + [
        Column(
            words(f"insights.measure_{name}"),
            words(f"insights.measure_{name}_help"),
            is_figure=True,
            is_chosen=name == measure,
        )
        for name in MEASURES
    ]
    highest = {name: max(getattr(one, name) for one in shown) or 1 for name in MEASURES}
    rows = [
        [
            str(place),
            link_entity(one.entity_id, snapshot, words, with_type=True),
            *(Figure(_read_figure(one, name), getattr(one, name) / highest[name]) for name in MEASURES),
        ]
        for place, one in enumerate(shown, 1)
    ]
    return draw_ranking(columns, rows, words("insights.kind_strings"))


def _read_figure(one: Standing, name: str) -> str:
    if name == "reach":
        return f"{one.reach:,}"
    return f"{one.weight:,.1f}" if name == "weight" else f"{getattr(one, name) * 100:.1f}"


def write_standing(ranked: Sequence[Standing], snapshot: Snapshot, words: Words) -> str:
    """All of it as CSV, with what would be a formula in a spreadsheet disarmed."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["id", "name", "type", *MEASURES])
    for one in ranked:
        name = display_name(one.entity_id, snapshot.entities, words.lang)
        safe = f"'{name}" if name[:1] in "=+-@\t\r" else name
        writer.writerow([one.entity_id, safe, _type(one.entity_id, snapshot), *(getattr(one, m) for m in MEASURES)])
    return out.getvalue()


def draw_communities(snapshot: Snapshot, words: Words, choice: Choice) -> None:
    """The largest groups, each with its heaviest members."""
    st.caption(words("insights.communities_help"))
    with st.spinner(words("insights.working")):
        found = read_communities(snapshot, choice)
    large = [one for one in found if len(one.members) >= _SMALLEST]
    if not large:
        st.info(words("insights.nothing"), icon=":material/filter_alt_off:")
        return
    for community in large[:_COMMUNITIES]:
        with st.container(border=True):
            _draw_community(community, snapshot, words, choice)
    if len(large) > _COMMUNITIES:
        st.caption(words("insights.shown_first", shown=_COMMUNITIES, count=f"{len(large):,}"))
    if len(found) > len(large):
        st.caption(words("insights.small_groups", least=_SMALLEST, count=f"{len(found) - len(large):,}"))


def _draw_community(community: Community, snapshot: Snapshot, words: Words, choice: Choice) -> None:
    names = [display_name(one, snapshot.entities, words.lang) for one in community.members[:_NAMING]]
    st.markdown(f"**{escape_markdown(' · '.join(names))}**")
    whole = community.inside + community.outside
    share = f"{community.inside / whole * 100:.0f}" if whole else "100"
    st.caption(words("insights.community_size", count=f"{len(community.members):,}", share=share))
    members = " · ".join(link_entity(one, snapshot, words) for one in community.members[:_MEMBERS])
    left = len(community.members) - _MEMBERS
    more = f" · {words('insights.community_more', count=f'{left:,}')}" if left > 0 else ""
    st.html(f'<div style="line-height:1.9">{members}{more}</div>')
    link = {"focus": community.members[0], "hops": "2", "statuses": ".".join(choice.statuses), "lang": words.lang}
    dates = {name: day for name, day in (("since", choice.since), ("until", choice.until)) if day}
    st.page_link(
        "views/explore.py", label=words("insights.explore"), icon=":material/hub:", query_params={**link, **dates}
    )
