"""Who belongs together: groups with more ties among themselves than with the rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import networkx as nx

from kg.network.analytics import rounded
from kg.network.measures import Link, neighbours_of

_SEED = 1


@dataclass(frozen=True, slots=True)
class Community:
    """A group of entities.

    Attributes:
        members: Their ids, those with the most weight within the group first.
        inside: The confidence of all claims between two members, added up.
        outside: The same of claims between a member and somebody else.
    """

    members: tuple[str, ...]
    inside: float
    outside: float


def find_communities(links: Iterable[Link]) -> list[Community]:
    """The communities of the network by the method of Louvain, the largest first; the same for the same links.

    Args:
        links: What there is between entities, as for `measure_entities`.
    """
    neighbours = neighbours_of(links)
    names = list(neighbours)
    # Numbers in the order of the ids: sets of strings have another order in each process.
    numbers = {name: number for number, name in enumerate(names)}
    graph = nx.Graph()
    graph.add_nodes_from(range(len(names)))
    graph.add_weighted_edges_from(
        (numbers[one], numbers[other], weight)
        for one, others in neighbours.items()
        for other, weight in sorted(others.items())
        if one < other
    )
    found = nx.community.louvain_communities(graph, seed=_SEED) if names else []
    communities = [_community([names[number] for number in part], neighbours) for part in found]
    return sorted(communities, key=lambda one: (-len(one.members), one.members))


def _community(members: list[str], neighbours: dict[str, dict[str, float]]) -> Community:
    own = set(members)
    # Added up in one order, so that sums are the same everywhere.
    within = {
        one: sum(weight for other, weight in sorted(neighbours[one].items()) if other in own) for one in sorted(own)
    }
    outside = sum(
        weight for one in sorted(own) for other, weight in sorted(neighbours[one].items()) if other not in own
    )
    ranked = sorted(own, key=lambda one: (-rounded(within[one]), one))
    return Community(tuple(ranked), rounded(sum(within.values()) / 2), rounded(outside))
