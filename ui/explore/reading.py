"""What the view reads and works out of a knowledge base, kept for all visitors who look through the same filters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from kg.network import find_paths, link_network, measure_entities
from kg.network.layout import place_nodes
from ui.arrange import arrange_parts, connected_parts
from ui.components.network import Picture
from ui.explore.claim_filter import ClaimFilter
from ui.explore.graph import EvidenceGraph, build_graph
from ui.explore.link import write_link
from ui.explore.picture import Sizes, make_picture
from ui.explore.placing import Position
from ui.explore.scene import Base, Path, Scene, build_base, build_scene, paths_base
from ui.explore.view import View
from ui.snapshot import Snapshot
from ui.strings import Words

PATHS = 3


def read_graph(snapshot: Snapshot, claims: ClaimFilter) -> EvidenceGraph:
    """Everything that passes the filters."""
    return _read_graph(_edition(snapshot), _key(View(claims=claims)), claims, snapshot)


def read_scene(snapshot: Snapshot, view: View) -> Scene:
    """What a view shows."""
    # Whatever is chosen, what is shown is the same.
    shown = replace(view, chosen="")
    return _read_scene(_edition(snapshot), _key(shown), shown, snapshot)


def read_picture(snapshot: Snapshot, view: View, words: Words) -> Picture:
    """What a view shows, as it is drawn in one language."""
    return _read_picture(_edition(snapshot), _key(view), words.lang, view, snapshot, words)


def read_sizes(snapshot: Snapshot, view: View) -> Sizes:
    """The measures that a picture tells."""
    return Sizes(*(read_measure(snapshot, view.claims, name) for name in (view.measure, "claims", "neighbours")))


@st.cache_resource(max_entries=64, show_spinner=False)
def _read_scene(edition: str, key: str, _view: View, _snapshot: Snapshot) -> Scene:
    return _make_scene(_snapshot, _view)


@st.cache_resource(max_entries=64, show_spinner=False)
def _read_picture(edition: str, key: str, lang: str, _view: View, _snapshot: Snapshot, _words: Words) -> Picture:
    scene = read_scene(_snapshot, _view)
    return make_picture(scene, _view, read_sizes(_snapshot, _view), _snapshot.entities, _words)


def _make_scene(snapshot: Snapshot, view: View) -> Scene:
    graph = read_graph(snapshot, view.claims)
    paths = read_paths(snapshot, view)
    if 0 < view.path <= len(paths):
        return build_scene(graph, view, paths_base(paths), paths[view.path - 1])
    begun = View(focus=view.focus, hops=view.hops, claims=view.claims, limit=view.limit)
    return build_scene(graph, view, _read_base(_edition(snapshot), _key(begun), begun, graph))


def read_paths(snapshot: Snapshot, view: View) -> tuple[Path, ...]:
    """The paths between the two ends that are chosen, over what passes the filters."""
    if not view.path_from or not view.path_to:
        return ()
    wanted = View(claims=view.claims, path_from=view.path_from, path_to=view.path_to)
    return _read_paths(_edition(snapshot), _key(wanted), wanted, read_graph(snapshot, view.claims))


def read_measure(snapshot: Snapshot, claims: ClaimFilter, measure: str) -> Mapping[str, float]:
    """A measure of every entity, over all that passes the filters: no size changes when something is added."""
    return _read_measure(_edition(snapshot), _key(View(claims=claims)), measure, read_graph(snapshot, claims))


def count_months(snapshot: Snapshot, claims: ClaimFilter) -> tuple[tuple[str, int], ...]:
    """The claims between two entities by month ("2024-01"), of all days that there are."""
    undated = replace(claims, since="", until="")
    return _count_months(_edition(snapshot), _key(View(claims=undated)), undated, snapshot)


@st.cache_data(max_entries=4, show_spinner=False)
def list_sources(_snapshot: Snapshot, edition: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The relations between entities, the languages and the publishers that there are, those with the most first."""
    del edition  # what the cache knows it by
    relations = Counter(claim.relation for claim in _snapshot.outlines if claim.subject and claim.object)
    languages = Counter(article.lang for article in _snapshot.articles.values() if article.lang)
    publishers = Counter(article.publisher for article in _snapshot.articles.values() if article.publisher)
    return tuple(_by_count(relations)), tuple(_by_count(languages)), tuple(_by_count(publishers))


def _by_count(counts: Counter[str]) -> list[str]:
    return sorted(counts, key=lambda name: (-counts[name], name))


# Caches do not look at parameters that begin with an underscore; these tell the same, and shorter.
def _edition(snapshot: Snapshot) -> str:
    return f"{snapshot.store}|{snapshot.edition}"


def _key(view: View) -> str:
    return urlencode(write_link(view))


@st.cache_resource(max_entries=16, show_spinner=False)
def _read_graph(edition: str, key: str, _claims: ClaimFilter, _snapshot: Snapshot) -> EvidenceGraph:
    symmetric = {name for name, relation in _snapshot.knowledge.schema.relations.items() if relation.symmetric}
    passing = (claim for claim in _snapshot.outlines if _claims.accepts(claim, _snapshot.articles))
    return build_graph(passing, symmetric)


@st.cache_resource(max_entries=64, show_spinner=False)
def _read_base(edition: str, key: str, _view: View, _graph: EvidenceGraph) -> Base:
    return build_base(_graph, _view, _arrange)


@st.cache_resource(max_entries=64, show_spinner=False)
def _read_paths(edition: str, key: str, _view: View, _graph: EvidenceGraph) -> tuple[Path, ...]:
    return tuple(find_paths(_graph.links(), _view.path_from, _view.path_to, count=PATHS))


@st.cache_resource(max_entries=32, show_spinner=False)
def _read_measure(edition: str, key: str, measure: str, _graph: EvidenceGraph) -> Mapping[str, float]:
    return measure_entities(_graph.links(), measure)


@st.cache_data(max_entries=32, show_spinner=False)
def _count_months(edition: str, key: str, _claims: ClaimFilter, _snapshot: Snapshot) -> tuple[tuple[str, int], ...]:
    counts = Counter(
        claim.day[:7]
        for claim in _snapshot.outlines
        if claim.subject and claim.object and claim.day and _claims.accepts_undated(claim, _snapshot.articles)
    )
    return tuple(sorted(counts.items()))


def _arrange(nodes: tuple[str, ...], links: tuple[tuple[str, str], ...]) -> Mapping[str, Position]:
    def place(part: frozenset[str]) -> Mapping[str, Position]:
        return place_nodes(link_network(part, (pair for pair in links if pair[0] in part)))

    return arrange_parts(connected_parts(nodes, links), place)
