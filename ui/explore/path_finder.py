"""How two entities hang together: the shortest chains between them, step by step, each with its evidence."""

from __future__ import annotations

from html import escape

import streamlit as st

from kg.network import LONGEST_PATH
from ui.components.evidence import display_name, marks_legend, status_badge
from ui.components.search import search_entity
from ui.explore.graph import EvidenceGraph
from ui.explore.panel import draw_claims
from ui.explore.picture import name_edge
from ui.explore.reading import read_graph, read_paths
from ui.explore.scene import Path, edges_of_path
from ui.explore.session import act, current_view
from ui.explore.view import show_path
from ui.snapshot import Snapshot
from ui.strings import Words


def draw_paths(snapshot: Snapshot, words: Words) -> None:
    """The two ends, the paths between them, and the evidence of the one that is shown."""
    for name in ("path_from", "path_to"):
        search_entity(snapshot, words, name, label=words(f"explore.{name}"))
    view = current_view()
    if not view.path_from or not view.path_to:
        st.caption(words("explore.path_how", longest=LONGEST_PATH))
        return
    paths, graph = read_paths(snapshot, view), read_graph(snapshot, view.claims)
    if not paths:
        names = {
            name: display_name(getattr(view, f"path_{name}"), snapshot.entities, words.lang) for name in ("from", "to")
        }
        st.info(words("explore.path_none", longest=LONGEST_PATH, start=names["from"], end=names["to"]))
        return
    for number, path in enumerate(paths, 1):
        _draw_path(number, path, graph, snapshot, words)
    if 0 < view.path <= len(paths):
        st.button(
            words("explore.path_back"),
            icon=":material/arrow_back:",
            on_click=act,
            args=(lambda view: show_path(view, 0),),
            key="explore_path_back",
        )
        _draw_evidence(paths[view.path - 1], graph, snapshot, words)


def _draw_path(number: int, path: Path, graph: EvidenceGraph, snapshot: Snapshot, words: Words) -> None:
    steps = [edges[0] for edges in edges_of_path(graph, path)]
    rows = "".join(
        f"<li>{escape(name_edge(edge, snapshot.entities, words))} {status_badge(edge.status, words)}</li>"
        for edge in steps
    )
    with st.container(border=True):
        st.html(f'<ol style="margin:0;padding-left:1.3rem;line-height:1.8">{rows}</ol>')
        shown = current_view().path == number
        st.button(
            words("explore.path_shown" if shown else "explore.path_show"),
            key=f"explore_path_{number}",
            icon=":material/route:",
            type="primary" if shown else "secondary",
            on_click=act,
            args=(lambda view: show_path(view, number),),
        )


def _draw_evidence(path: Path, graph: EvidenceGraph, snapshot: Snapshot, words: Words) -> None:
    st.html(marks_legend(words))
    for number, edges in enumerate(edges_of_path(graph, path), 1):
        st.markdown(f"**{words('explore.path_step', number=number)}**")
        claims = [claim for edge in edges for claim in graph.edges[edge]]
        draw_claims(claims, snapshot, words, key=f"explore_step_{'_'.join(path)}_{number}")
