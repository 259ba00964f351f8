"""Claims as edges between entities: what there is to show of those that pass the filters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.network import Link
from ui.snapshot import ClaimOutline

SEPARATOR = "~"


@dataclass(frozen=True, slots=True, order=True)
class Edge:
    """One line of the picture: claims of one relation and status between the same two entities."""

    subject: str
    relation: str
    object: str
    status: str

    @property
    def key(self) -> str:
        """The edge as one word, for links."""
        return SEPARATOR.join((self.subject, self.relation, self.object, self.status))


def read_edge(key: str) -> Edge | None:
    """The edge of a key, or None where it is the key of none."""
    parts = key.split(SEPARATOR)
    return Edge(*parts) if len(parts) == 4 else None


@dataclass(frozen=True)
class EvidenceGraph:
    """Entities and the edges between them. Never changed, and shared by all who look through the same filters.

    Attributes:
        edges: The claims of every edge, sorted.
        weights: The weighted degree of every entity, the highest first: the confidences of its claims, added up.
        around: The edges of every entity.
    """

    edges: Mapping[Edge, tuple[ClaimOutline, ...]]
    weights: Mapping[str, float]
    around: Mapping[str, tuple[Edge, ...]]

    def neighbours(self, node: str) -> dict[str, float]:
        """Who is linked to an entity, and by how much confidence in all."""
        found: dict[str, float] = defaultdict(float)
        for edge in self.around.get(node, ()):
            found[other_end(edge, node)] += sum(claim.confidence for claim in self.edges[edge])
        return dict(found)

    def edges_among(self, nodes: Collection[str]) -> list[Edge]:
        """The edges that have both ends among these entities, sorted."""
        inside = set(nodes)
        return sorted(
            edge
            for node in inside
            for edge in self.around.get(node, ())
            if edge.subject == node and edge.object in inside
        )

    def links(self) -> list[Link]:
        """The edges for measuring and for finding paths."""
        return [
            Link(edge.subject, edge.object, len(claims), sum(claim.confidence for claim in claims))
            for edge, claims in self.edges.items()
        ]

    def within(self, focus: str, hops: int) -> set[str]:
        """The entities so many edges away from one, and itself."""
        near = {focus}
        for _ in range(hops):
            near |= {other_end(edge, node) for node in near for edge in self.around.get(node, ())}
        return near


def other_end(edge: Edge, node: str) -> str:
    """The end of an edge that is not this one."""
    return edge.object if edge.subject == node else edge.subject


def build_graph(claims: Iterable[ClaimOutline], symmetric: Collection[str] = ()) -> EvidenceGraph:
    """The graph of these claims; of those that link two entities, each supports one edge.

    Args:
        claims: What is shown.
        symmetric: Relations that have one edge, whichever way round they are told.
    """
    grouped: dict[Edge, list[ClaimOutline]] = defaultdict(list)
    for claim in claims:
        subject, other = claim.subject, claim.object
        if not subject or not other or subject == other:
            continue
        if claim.relation in symmetric and other < subject:
            subject, other = other, subject
        grouped[Edge(subject, claim.relation, other, claim.status)].append(claim)
    edges = {edge: tuple(sorted(grouped[edge])) for edge in sorted(grouped)}
    weights: dict[str, float] = defaultdict(float)
    around: dict[str, list[Edge]] = defaultdict(list)
    for edge, found in edges.items():
        confidence = sum(claim.confidence for claim in found)
        for node in (edge.subject, edge.object):
            weights[node] += confidence
            around[node].append(edge)
    # Rounded, so that the order in which claims are added up decides nothing.
    ranked = sorted(((round(weight, 6), node) for node, weight in weights.items()), key=lambda one: (-one[0], one[1]))
    return EvidenceGraph(
        edges=edges,
        weights={node: weight for weight, node in ranked},
        around={node: tuple(found) for node, found in around.items()},
    )
