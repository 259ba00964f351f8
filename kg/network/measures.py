"""How large to draw an entity: one number for each, by one of several measures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from kg.network.analytics import Neighbours, page_rank, rounded, undirected

MOST_EXACT = 700
"""Betweenness of more entities than this is an estimate. Measured on networks with two links an entity: 189 entities
take 0.05 s of one core, 700 take 0.7 s, which is as long as somebody waits, and 1,000 take 1.5 s."""

PIVOTS = 60
"""An estimate starts from so many entities, evenly spread over the ranking by degree. Measured on 6,095 entities and
11,195 claims: 60 take 0.8 s of one core; all take a hundred times as long."""

# Ranks that differ by less than this are drawn alike; to the last digit it takes 2.7 times as long (measured).
_SEEN = 1e-6


@dataclass(frozen=True, slots=True)
class Link:
    """What joins two entities, whichever way round.

    Attributes:
        one: An entity.
        other: Another.
        claims: How many claims there are of the two.
        confidence: Their confidences, added up.
    """

    one: str
    other: str
    claims: int
    confidence: float


Measure = Callable[[Iterable[Link]], dict[str, float]]


def measure_entities(links: Iterable[Link], measure: str) -> dict[str, float]:
    """The measure of every entity that has a link.

    Args:
        links: What there is between entities; the same two may come more than once, an entity with itself does not.
        measure: One of `MEASURES`.
    """
    return {node: rounded(value) for node, value in sorted(MEASURES[measure](links).items())}


def _count_claims(links: Iterable[Link]) -> dict[str, float]:
    found: dict[str, float] = {}
    for link in links:
        for node in (link.one, link.other):
            found[node] = found.get(node, 0) + link.claims
    return found


def _count_neighbours(links: Iterable[Link]) -> dict[str, float]:
    return {node: float(len(others)) for node, others in neighbours_of(links).items()}


def _add_confidence(links: Iterable[Link]) -> dict[str, float]:
    return {node: sum(others.values()) for node, others in neighbours_of(links).items()}


def _between(links: Iterable[Link]) -> dict[str, float]:
    neighbours = neighbours_of(links)
    graph = undirected(neighbours)
    if len(graph) <= MOST_EXACT:
        return dict(nx.betweenness_centrality(graph))
    ranked = sorted(neighbours, key=lambda node: (-len(neighbours[node]), node))
    step = len(ranked) / PIVOTS
    pivots = [ranked[int(step * index)] for index in range(PIVOTS)]
    return dict(nx.betweenness_centrality_subset(graph, pivots, list(graph), normalized=False))


def _rank(links: Iterable[Link]) -> dict[str, float]:
    return page_rank(neighbours_of(links), _SEEN)


def neighbours_of(links: Iterable[Link]) -> Neighbours:
    """Who has how much with whom, both ways: the confidence of all claims between the two, added up."""
    found: Neighbours = {}
    # Sorted, so that sums do not depend on the order in which claims were read.
    for link in sorted(links, key=lambda link: (link.one, link.other, link.confidence)):
        for node, other in ((link.one, link.other), (link.other, link.one)):
            others = found.setdefault(node, {})
            others[other] = others.get(other, 0.0) + link.confidence
    return dict(sorted(found.items()))


MEASURES: Mapping[str, Measure] = {
    "claims": _count_claims,
    "neighbours": _count_neighbours,
    "weight": _add_confidence,
    "betweenness": _between,
    "rank": _rank,
}
"""By name: claims; other entities; confidence of all claims; paths between others that lead over it; PageRank."""
