"""The network as an ECharts option: positions come from the server, so the picture is the same every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from kg.model import Entity
from ui.components.evidence import display_name, read_phrase
from ui.components.palette import STATUS_STYLES, TYPE_COLORS
from ui.strings import Words
from ui.subgraph import Edge, Subgraph

_STRESS = "#d18b00"
_LABELS_SHOWN = 70
_EDGE_LABELS_SHOWN = 20
_LABEL_LENGTH = 22
# From this many entities and edges on, everything is drawn smaller and fainter.
_CROWDED_NODES = 120
_CROWDED_EDGES = 200


def network_option(
    subgraph: Subgraph,
    positions: Mapping[str, tuple[float, float]],
    entities: Mapping[str, Entity],
    words: Words,
    *,
    chosen: Edge | None = None,
    focus: str = "",
) -> dict[str, Any]:
    """The chart of a subgraph.

    Args:
        subgraph: What to draw.
        positions: Where each entity is, in pixels.
        entities: Their names and types.
        words: The language.
        chosen: The edge to stress.
        focus: The entity to stress.
    """
    few = len(subgraph.edges) <= _EDGE_LABELS_SHOWN
    series: dict[str, Any] = {
        "type": "graph",
        "id": "network",
        "layout": "none",
        "roam": True,
        "preserveAspect": True,
        "selectedMode": "single",
        "cursor": "pointer",
        "left": 25,
        "right": 115,
        "top": 25,
        "bottom": 25,
        "edgeSymbol": ["none", "arrow"],
        "edgeSymbolSize": [0, 8 if len(subgraph.edges) < _CROWDED_EDGES else 5],
        "edgeLabel": {"show": few, "formatter": "{c}", "fontSize": 10},
        "emphasis": {"focus": "adjacency", "lineStyle": {"width": 4}},
        "select": {"itemStyle": {"borderColor": _STRESS, "borderWidth": 3}, "lineStyle": {"width": 6, "opacity": 1}},
        "data": _draw_nodes(subgraph, positions, entities, words.lang, focus),
        "links": _draw_edges(list(subgraph.edges), subgraph, entities, words, chosen),
    }
    if not few:
        # Any label layout misplaces the labels of edges.
        series["labelLayout"] = {"hideOverlap": True}
    return {"tooltip": {"formatter": "{b}", "confine": True}, "animation": False, "series": [series]}


def _draw_nodes(
    subgraph: Subgraph,
    positions: Mapping[str, tuple[float, float]],
    entities: Mapping[str, Entity],
    lang: str,
    focus: str,
) -> list[dict[str, Any]]:
    heaviest = max(subgraph.weights.values(), default=1.0) or 1.0
    smallest = 10 if len(subgraph.weights) < _CROWDED_NODES else 5
    nodes = []
    for rank, (node, weight) in enumerate(subgraph.weights.items()):
        name = display_name(node, entities, lang)
        x, y = positions[node]
        item: dict[str, Any] = {
            "id": node,
            "name": name,
            "x": x,
            "y": y,
            "symbolSize": round(smallest + 22 * (weight / heaviest) ** 0.5, 1),
            "itemStyle": {"color": TYPE_COLORS[_type_of(node, entities)]},
            "label": {"show": rank < _LABELS_SHOWN, "position": "right", "formatter": _shorten(name)},
        }
        if node == focus:
            item["itemStyle"] |= {"borderColor": _STRESS, "borderWidth": 3}
        nodes.append(item)
    return nodes


def _type_of(node: str, entities: Mapping[str, Entity]) -> str:
    return str(entities[node].type) if node in entities else "Other"


def _shorten(name: str) -> str:
    # ECharts reads braces in a formatter as placeholders.
    plain = name.replace("{", "(").replace("}", ")")
    return plain if len(plain) <= _LABEL_LENGTH else plain[: _LABEL_LENGTH - 1] + "…"


def _draw_edges(
    edges: Sequence[Edge], subgraph: Subgraph, entities: Mapping[str, Entity], words: Words, chosen: Edge | None
) -> list[dict[str, Any]]:
    symmetric = {name for name, relation in words.schema.relations.items() if relation.symmetric}
    drawn: Counter[frozenset[str]] = Counter()
    crowded = len(edges) >= _CROWDED_EDGES
    links = []
    for edge in edges:
        style = STATUS_STYLES[edge.status]
        nth = drawn[edge.ends]
        drawn[edge.ends] += 1
        link: dict[str, Any] = {
            # ECharts takes the id of a link as its name, which the tooltip shows.
            "id": f"{name_edge(edge, entities, words)} · {words.status(edge.status)} ({len(subgraph.edges[edge])})",
            "source": edge.subject,
            "target": edge.object,
            "value": words.relation(edge.relation),
            "lineStyle": {
                "color": style.color,
                "type": style.dash,
                "width": 6 if edge == chosen else min((1.0 if crowded else 1.5) + 0.5 * len(subgraph.edges[edge]), 4),
                "opacity": 1 if edge == chosen else 0.4 if crowded else 0.75,
                "curveness": _curve(edge, nth),
            },
        }
        if edge.relation in symmetric:
            link["symbol"] = ["none", "none"]
        links.append(link)
    return links


def _curve(edge: Edge, nth: int) -> float:
    # Parallel edges fan out to both sides; the sign turns with the direction, or opposite edges would coincide.
    bend = 0.18 * ((nth + 1) // 2) * (1 if nth % 2 else -1)
    return round(bend if edge.subject < edge.object else -bend, 2)


def name_edge(edge: Edge, entities: Mapping[str, Entity], words: Words) -> str:
    """An edge as a short phrase."""
    ends = (display_name(node, entities, words.lang) for node in (edge.subject, edge.object))
    subject, other = ends
    return read_phrase(subject, edge.relation, other, words)
