"""How two entities hang together: the shortest chains of links from the one to the other."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import networkx as nx

from kg.network.measures import Link

LONGEST_PATH = 5
"""Steps: what hangs together over more of them tells nothing any more; chosen by looking at what it gives."""
_ENDLESS = 10_000
# A step costs one and a little more the less sure it is, so little that five unsure steps stay shorter than six.
_DOUBT = 0.1


def find_paths(
    links: Iterable[Link], start: str, end: str, *, count: int = 3, longest: int = LONGEST_PATH
) -> list[tuple[str, ...]]:
    """The shortest paths between two entities, each as the entities on it; of equally long ones the surer come first.

    Args:
        links: What there is between entities, whichever way round.
        start: Where the paths begin.
        end: Where they end.
        count: How many paths to give at most.
        longest: How many steps a path may have.
    """
    graph = _within_reach(links, start, end, longest)
    if start == end or start not in graph or end not in graph:
        return []
    if not nx.has_path(graph, start, end):
        return []
    found = nx.shortest_simple_paths(graph, start, end, weight="cost")
    # Paths come by their cost, so the first that is too long is followed by none that is not.
    paths: list[tuple[str, ...]] = []
    for path in islice(found, count):
        if len(path) - 1 > longest:
            break
        paths.append(tuple(path))
    return paths


def _within_reach(links: Iterable[Link], start: str, end: str, longest: int) -> nx.Graph:
    """The part of the graph in which a path of this length can lie, in sorted order."""
    confidence: dict[tuple[str, str], float] = {}
    for link in sorted(links, key=lambda link: (link.one, link.other, link.confidence)):
        pair = (min(link.one, link.other), max(link.one, link.other))
        confidence[pair] = confidence.get(pair, 0.0) + link.confidence
    whole = nx.Graph(sorted(confidence))
    near = _distances(whole, start, longest)
    far = _distances(whole, end, longest)
    reached = {node for node in near if near[node] + far.get(node, _ENDLESS) <= longest}
    graph = nx.Graph()
    graph.add_nodes_from(sorted(reached))
    for (one, other), sure in sorted(confidence.items()):
        if one in reached and other in reached:
            graph.add_edge(one, other, cost=1.0 + _DOUBT / (1.0 + sure))
    return graph


def _distances(graph: nx.Graph, node: str, longest: int) -> dict[str, int]:
    if node not in graph:
        return {}
    return dict(nx.single_source_shortest_path_length(graph, node, cutoff=longest))
