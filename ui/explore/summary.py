"""What an entity has to do with others, in a few lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from ui.explore.graph import EvidenceGraph, other_end


@dataclass(frozen=True, slots=True)
class Line:
    """A relation of an entity.

    Attributes:
        relation: Its name.
        incoming: Whether the entity is its object.
        others: The entities at the other end, those with the most claims first.
        claims: How many claims there are in all.
    """

    relation: str
    incoming: bool
    others: tuple[str, ...]
    claims: int


def sum_up(graph: EvidenceGraph, node: str, symmetric: Collection[str] = ()) -> list[Line]:
    """The relations of an entity among what passes the filters, those with the most claims first."""
    counts: dict[tuple[str, bool], Counter[str]] = defaultdict(Counter)
    for edge in graph.around.get(node, ()):
        incoming = edge.object == node and edge.relation not in symmetric
        counts[edge.relation, incoming][other_end(edge, node)] += len(graph.edges[edge])
    lines = [
        Line(relation, incoming, tuple(sorted(others, key=lambda one: (-others[one], one))), others.total())
        for (relation, incoming), others in counts.items()
    ]
    return sorted(lines, key=lambda line: (-line.claims, line.relation, line.incoming))
