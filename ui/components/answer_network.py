"""The network of an answer: rows with two entities are its edges."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from math import sqrt

import streamlit as st

from kg.model import EntityType
from kg.network import link_network
from kg.network.layout import place_nodes
from ui.arrange import arrange_parts, connected_parts
from ui.components.network import Action, Picture, PictureEdge, PictureNode, draw_network
from ui.snapshot import Snapshot
from ui.strings import Words
from ui.workbench.links import Links

_SMALLEST, _LARGEST = 14.0, 44.0
_NAMED = 60


def draw_links(links: Links, snapshot: Snapshot, words: Words, key: str) -> None:
    """Draws the network of an answer; an entity that is opened leads to its page.

    Args:
        links: The network.
        snapshot: Where entities have their names.
        words: The language.
        key: Where it is kept what is chosen in the picture.
    """
    picture = make_picture(links, snapshot, words, str(st.session_state.get(key) or ""))
    one, other = links.ends
    counts = {"nodes": f"{len(picture.nodes):,}", "edges": f"{len(picture.edges):,}"}
    alt = words("sparql.network_alt", **counts, one=words.column(one), other=words.column(other))
    opened = f"{key}-opened"

    def act(action: Action) -> None:
        if action.kind in ("choose", "clear"):
            st.session_state[key] = action.id
        elif action.kind == "open":
            st.session_state[opened] = action.id

    draw_network(picture, words, key=f"{key}-drawn", alt=alt, height=560, on_action=act)
    if links.left_out:
        st.caption(words("sparql.network_cut", count=f"{links.left_out:,}"))
    entity = st.session_state.pop(opened, None)
    if entity in snapshot.entities:
        st.switch_page("views/entity.py", query_params={"entity": entity})


def make_picture(links: Links, snapshot: Snapshot, words: Words, chosen: str = "") -> Picture:
    """What is drawn of the network of an answer."""
    pairs = tuple(sorted({(link.subject, link.object) for link in links.links}))
    nodes = tuple(sorted({end for pair in pairs for end in pair}))
    degree = Counter(end for pair in pairs for end in pair)
    named = set(sorted(nodes, key=lambda node: (-degree[node], node))[:_NAMED])
    most = max(degree.values(), default=1)
    places = _place(nodes, pairs)
    drawn = tuple(
        PictureNode(
            id=node,
            name=snapshot.entities[node].label(words.lang) if node in snapshot.entities else node,
            type=str(snapshot.entities[node].type if node in snapshot.entities else EntityType.OTHER),
            size=_SMALLEST + (_LARGEST - _SMALLEST) * sqrt(degree[node] / most),
            x=places[node][0],
            y=places[node][1],
            labelled=node in named,
        )
        for node in nodes
    )
    edges = tuple(
        PictureEdge(
            id=f"{number}",
            source=link.subject,
            target=link.object,
            label=words.relation(link.relation),
            status=link.status,
            count=link.count,
            directed=not _is_symmetric(link.relation, words),
        )
        for number, link in enumerate(links.links)
    )
    layout = hashlib.sha256(repr(pairs).encode()).hexdigest()[:16]
    known = {*nodes, *(edge.id for edge in edges)}
    return Picture(drawn, edges, layout=layout, chosen=chosen if chosen in known else "")


@st.cache_data(max_entries=16, show_spinner=False)
def _place(nodes: tuple[str, ...], pairs: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[float, float]]:
    def place(part: frozenset[str]) -> Mapping[str, tuple[float, float]]:
        return place_nodes(link_network(part, (pair for pair in pairs if pair[0] in part)))

    return arrange_parts(connected_parts(nodes, pairs), place)


def _is_symmetric(relation: str, words: Words) -> bool:
    known = words.schema.relations.get(relation)
    return known is not None and known.symmetric
