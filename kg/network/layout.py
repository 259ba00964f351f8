"""Where to draw each node."""

from __future__ import annotations

import networkx as nx

SEED = 20240101
# networkx places 500 nodes and more with scipy, which we do without: it is large, and such a picture shows nothing.
LARGEST = 499


def place_nodes(network: nx.MultiDiGraph, *, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """Positions by forces between linked nodes, the same for the same network, each coordinate from -1 to 1.

    Raises:
        ValueError: There are more nodes than can be laid out while somebody waits; show fewer.
    """
    if len(network) > LARGEST:
        raise ValueError(f"{len(network)} nodes are too many to lay out; show at most {LARGEST}")
    graph = nx.Graph()
    graph.add_nodes_from(sorted(network))
    graph.add_edges_from(sorted({(min(pair), max(pair)) for pair in network.edges() if pair[0] != pair[1]}))
    places = nx.spring_layout(graph, seed=seed, iterations=80)
    return {node: (round(float(x), 4), round(float(y), 4)) for node, (x, y) in places.items()}
