"""The network: filters, the picture, and the evidence for the chosen edge."""

from __future__ import annotations

import hashlib
from typing import Any

import streamlit as st

from kg.model import Claim, Status
from kg.network import build_network, place_nodes
from ui.arrange import arrange_parts, connected_parts
from ui.components.evidence import claim_cards, display_name, marks_legend
from ui.components.legend import draw_legend
from ui.components.markdown import escape_markdown
from ui.components.network_chart import name_edge, network_option
from ui.components.picker import pick_entity
from ui.snapshot import Snapshot
from ui.state import current_words, open_snapshot, restore_choices, store_path, write_link
from ui.strings import Words
from ui.subgraph import NODE_LIMIT, ClaimFilter, Edge, Subgraph, select_subgraph

DEFAULTS: dict[str, object] = {
    "focus": None,
    "hops": 1,
    "relations": [],
    "statuses": [str(Status.ASSERTED), str(Status.REPORTED)],
    "confidence": 0.0,
    "edge": None,
}
_HEIGHT = 610


def show() -> None:
    """Draws the view."""
    store = store_path()
    assert store is not None, "the frame shows no view without a store"
    snapshot = open_snapshot(store)
    words = current_words(snapshot)
    restore_choices(DEFAULTS)
    _keep_known(words)
    with st.sidebar:
        wanted = _choose_filter(snapshot, words)
    symmetric = {name for name, relation in words.schema.relations.items() if relation.symmetric}
    subgraph = select_subgraph(snapshot.claims, wanted, symmetric=symmetric)
    if not subgraph.edges:
        st.info(words("network.nothing"))
        write_link(DEFAULTS)
        return
    picture, panel = st.columns([3, 2], gap="medium")
    with panel:
        edge = _choose_edge(subgraph, snapshot, words)
        details = st.container(height=_HEIGHT, border=False)
    with picture:
        node = _draw_picture(subgraph, snapshot, wanted, edge, words)
    with details:
        if node is not None:
            _draw_node(node, snapshot, words)
        _draw_evidence(edge, subgraph, snapshot, words)
    write_link(DEFAULTS)


def _keep_known(words: Words) -> None:
    # Links are written by anybody, and schemas change: what is not known is dropped.
    known = {"relations": set(words.schema.relations), "statuses": set(words.schema.statuses)}
    for key, names in known.items():
        st.session_state[key] = [name for name in st.session_state[key] if name in names]
    if st.session_state["hops"] not in (1, 2):
        st.session_state["hops"] = 1
    st.session_state["confidence"] = min(max(st.session_state["confidence"], 0.0), 1.0)


def _choose_filter(snapshot: Snapshot, words: Words) -> ClaimFilter:
    st.subheader(words("filter.heading"))
    focus = pick_entity(snapshot, words("filter.entity"), words("filter.entity_any"), words.lang, "focus")
    if focus:
        st.segmented_control(
            words("filter.hops"),
            [1, 2],
            format_func=lambda hops: words(f"filter.hops_{hops}"),
            key="hops",
            required=True,
            persist_state="session",
        )
    st.multiselect(
        words("filter.statuses"),
        list(words.schema.statuses),
        format_func=words.status,
        placeholder=words("filter.statuses_none"),
        key="statuses",
        persist_state="session",
    )
    st.multiselect(
        words("filter.relations"),
        sorted({claim.relation for claim in snapshot.claims if claim.object} | {*st.session_state["relations"]}),
        format_func=words.relation,
        placeholder=words("filter.relations_all"),
        key="relations",
        persist_state="session",
    )
    st.slider(words("filter.confidence"), 0.0, 1.0, step=0.05, key="confidence", persist_state="session")
    st.button(words("filter.reset"), on_click=_reset)
    state = st.session_state
    return ClaimFilter(
        frozenset(state["relations"]), frozenset(state["statuses"]), state["confidence"], focus or "", state["hops"]
    )


def _reset() -> None:
    st.session_state.update(DEFAULTS, stressed=None)


def _choose_edge(subgraph: Subgraph, snapshot: Snapshot, words: Words) -> Edge | None:
    edges = {edge.key: edge for edge in subgraph.edges}
    if st.session_state["edge"] not in edges:
        st.session_state["edge"] = None

    def describe(key: str) -> str:
        edge = edges[key]
        return words(
            "network.edge_option",
            phrase=name_edge(edge, snapshot.entities, words),
            status=words.status(edge.status),
            count=len(subgraph.edges[edge]),
        )

    key = st.selectbox(
        words("network.edge"),
        sorted(edges, key=describe),
        index=None,
        format_func=describe,
        placeholder=words("network.edge_none"),
        key="edge",
        on_change=_stress_chosen,
        persist_state="session",
    )
    return edges[key] if key else None


def _stress_chosen() -> None:
    st.session_state["stressed"] = st.session_state["edge"]


def _draw_picture(
    subgraph: Subgraph, snapshot: Snapshot, wanted: ClaimFilter, edge: Edge | None, words: Words
) -> str | None:
    # A new option makes the chart forget zoom and position, so an edge that was clicked, which the chart stresses
    # itself, is not stressed a second time by us.
    stressed = edge if edge and st.session_state.get("stressed", edge.key) == edge.key else None
    option = network_option(subgraph, _place(subgraph), snapshot.entities, words, chosen=stressed, focus=wanted.focus)
    counts = {"shown": len(subgraph.nodes), "edges": len(subgraph.edges)}
    key = _chart_key(subgraph, stressed)
    st.echarts_chart(
        option,
        height=_HEIGHT,
        key=key,
        on_select=lambda: _follow_click(key, subgraph),
        alt=words("network.alt", **counts),
    )
    cut = subgraph.nodes_found > len(subgraph.nodes)
    found = {"found": subgraph.nodes_found, "edges_found": subgraph.edges_found, "limit": NODE_LIMIT}
    st.caption(words("network.shown_cut" if cut else "network.shown_all", **counts, **found))
    types = {str(snapshot.entities[node].type) for node in subgraph.nodes if node in snapshot.entities}
    st.html(draw_legend(types, {line.status for line in subgraph.edges}, words))
    return _clicked_node(st.session_state.get(key), subgraph)


def _chart_key(subgraph: Subgraph, stressed: Edge | None) -> str:
    # The chart reports indices, which are good for one order of nodes and edges only.
    edges = (edge.key for edge in subgraph.edges)
    shown = "\n".join((*subgraph.nodes, "", *edges, "", stressed.key if stressed else ""))
    return f"network-{hashlib.sha256(shown.encode()).hexdigest()[:16]}"


def _selected(event: Any, data_type: str) -> list[int]:
    groups = event["selection"]["selected"] if event else ()
    return [index for group in groups if group["data_type"] == data_type for index in group["data_indices"]]


def _clicked_node(event: Any, subgraph: Subgraph) -> str | None:
    indices = _selected(event, "node")
    return subgraph.nodes[indices[0]] if indices and indices[0] < len(subgraph.nodes) else None


def _follow_click(chart: str, subgraph: Subgraph) -> None:
    edges = list(subgraph.edges)
    indices = _selected(st.session_state.get(chart), "edge")
    if not indices or indices[0] >= len(edges):
        return
    key = edges[indices[0]].key
    st.session_state["stressed"] = key if st.session_state.get("stressed", st.session_state["edge"]) else None
    st.session_state["edge"] = key


def _place(subgraph: Subgraph) -> dict[str, tuple[float, float]]:
    claims = tuple(claim for found in subgraph.edges.values() for claim in found)
    ends = sorted({(edge.subject, edge.object) for edge in subgraph.edges})
    return _place_cached(tuple(sorted(subgraph.nodes)), tuple(ends), claims)


@st.cache_data(max_entries=64, show_spinner=False)
def _place_cached(
    nodes: tuple[str, ...], ends: tuple[tuple[str, str], ...], _claims: tuple[Claim, ...]
) -> dict[str, tuple[float, float]]:
    def place(part: frozenset[str]) -> dict[str, tuple[float, float]]:
        if len(part) == 1:
            return dict.fromkeys(part, (0.0, 0.0))
        return place_nodes(build_network((), (), (claim for claim in _claims if claim.subject.entity_id in part)))

    return arrange_parts(connected_parts(nodes, ends), place)


def _draw_node(node: str, snapshot: Snapshot, words: Words) -> None:
    name = display_name(node, snapshot.entities, words.lang)
    with st.container(border=True, horizontal=True):
        st.page_link(
            "views/entity.py",
            label=words("network.open_entity", name=escape_markdown(name)),
            icon=":material/domain:",
            query_params={"entity": node},
        )
        st.button(words("network.focus"), on_click=_focus_on, args=(node,), icon=":material/center_focus_strong:")


def _focus_on(node: str) -> None:
    st.session_state["focus"] = node


def _draw_evidence(edge: Edge | None, subgraph: Subgraph, snapshot: Snapshot, words: Words) -> None:
    if edge is None:
        st.caption(words("network.how_to"))
        return
    chosen = subgraph.edges[edge]
    shown = {claim.id for claim in chosen}
    others = [claim for claim in snapshot.claims_between(edge.subject, edge.object) if claim.id not in shown]
    st.html(marks_legend(words))
    for heading, claims in (("network.evidence", chosen), ("network.other_claims", others)):
        if claims:
            st.markdown(f"**{words(heading)}** ({len(claims)})")
            st.html(claim_cards(claims, snapshot.articles, snapshot.entities, words))


if __name__ == "__main__":
    show()
