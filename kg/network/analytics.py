"""Who matters in a network: weighted degree, PageRank and betweenness."""

from __future__ import annotations

from dataclasses import dataclass

import networkx as nx

DAMPING = 0.85
_MAX_ROUNDS = 200
_TOLERANCE = 1e-12

Neighbours = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Influence:
    """How central one entity is.

    Attributes:
        entity_id: Which.
        degree: The confidence of all claims that it takes part in, added up.
        rank: PageRank over the claims, direction ignored; all ranks add up to 1.
        betweenness: The share of shortest paths between others that lead over it.
    """

    entity_id: str
    degree: float
    rank: float
    betweenness: float


def rank_influence(network: nx.MultiDiGraph, *, limit: int | None = None) -> list[Influence]:
    """Entities by influence, the most central first; ties in the order of their ids."""
    neighbours = _neighbours(network)
    ranks = page_rank(neighbours)
    betweenness = nx.betweenness_centrality(undirected(neighbours))
    # Rounded, so that the last bits of another machine's arithmetic change no order.
    ranked = [
        Influence(node, rounded(sum(links.values())), rounded(ranks[node]), rounded(betweenness[node]))
        for node, links in neighbours.items()
    ]
    ranked.sort(key=lambda one: (-one.rank, -one.degree, one.entity_id))
    return ranked[:limit]


def weighted_degrees(network: nx.MultiDiGraph) -> dict[str, float]:
    """The confidence of all claims that each entity takes part in, added up: a cheap choice of what to draw."""
    return {node: rounded(sum(links.values())) for node, links in _neighbours(network).items()}


def _neighbours(network: nx.MultiDiGraph) -> Neighbours:
    """Confidence between each two entities, both ways; a claim of an entity about itself counts for nobody."""
    neighbours: Neighbours = {node: {} for node in sorted(network)}
    for subject, object_, _, confidence in sorted(network.edges(keys=True, data="confidence", default=1.0)):
        if subject != object_:
            for one, other in ((subject, object_), (object_, subject)):
                neighbours[one][other] = neighbours[one].get(other, 0.0) + confidence
    return neighbours


def undirected(neighbours: Neighbours) -> nx.Graph:
    """Who is linked to whom, without direction and weight."""
    graph = nx.Graph()
    graph.add_nodes_from(neighbours)
    graph.add_edges_from((one, other) for one, links in neighbours.items() for other in sorted(links))
    return graph


def page_rank(neighbours: Neighbours, tolerance: float = _TOLERANCE) -> dict[str, float]:
    """Power iteration by hand, until all ranks together move by less: the one of networkx needs scipy."""
    count = len(neighbours)
    ranks = dict.fromkeys(neighbours, 1.0 / count) if count else {}
    totals = {node: sum(links.values()) for node, links in neighbours.items()}
    for _ in range(_MAX_ROUNDS):
        lost = sum(rank for node, rank in ranks.items() if not totals[node])
        base = (1.0 - DAMPING + DAMPING * lost) / count if count else 0.0
        new = {
            node: base + DAMPING * sum(ranks[other] * weight / totals[other] for other, weight in links.items())
            for node, links in neighbours.items()
        }
        moved = sum(abs(new[node] - ranks[node]) for node in ranks)
        ranks = new
        if moved < tolerance:
            break
    return ranks


def rounded(number: float) -> float:
    """A measure without the last bits, in which machines differ."""
    return round(number, 9)
