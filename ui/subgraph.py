"""Which part of the claims a picture shows: filters, neighbourhood, and the cut to what can be drawn."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Claim, Status
from kg.network import LARGEST

NODE_LIMIT = LARGEST


@dataclass(frozen=True, slots=True)
class ClaimFilter:
    """What to show.

    Attributes:
        relations: Relation names; empty for all.
        statuses: The statuses to show.
        confidence: The least confidence.
        focus: An entity id whose neighbourhood is shown, or "" for everything.
        hops: How many edges away from the focus.
    """

    relations: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset({str(Status.ASSERTED), str(Status.REPORTED)})
    confidence: float = 0.0
    focus: str = ""
    hops: int = 1

    def accepts(self, claim: Claim) -> bool:
        """Whether a claim passes the filters; the neighbourhood is not looked at."""
        return (
            (not self.relations or claim.relation in self.relations)
            and str(claim.status) in self.statuses
            and claim.confidence >= self.confidence
        )


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
        return "~".join((self.subject, self.relation, self.object, self.status))

    @property
    def ends(self) -> frozenset[str]:
        """Both entities, whichever way round."""
        return frozenset((self.subject, self.object))


@dataclass(frozen=True, slots=True)
class Subgraph:
    """What is drawn.

    Attributes:
        weights: The weighted degree of every entity shown, the highest first.
        edges: The claims of every edge shown.
        nodes_found: How many entities passed the filters.
        edges_found: How many edges passed the filters.
    """

    weights: Mapping[str, float]
    edges: Mapping[Edge, tuple[Claim, ...]]
    nodes_found: int
    edges_found: int

    @property
    def nodes(self) -> tuple[str, ...]:
        """The entities shown, by weighted degree."""
        return tuple(self.weights)


def group_edges(claims: Iterable[Claim], symmetric: Collection[str] = ()) -> dict[Edge, tuple[Claim, ...]]:
    """Claims of two linked entities by the edge that they support, sorted."""
    grouped: dict[Edge, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.object is None:
            continue
        ends = claim.subject.entity_id, claim.object.entity_id
        if not all(ends) or ends[0] == ends[1]:
            continue
        subject, other = sorted(ends) if claim.relation in symmetric else ends
        grouped[Edge(subject, claim.relation, other, str(claim.status))].append(claim)
    return {edge: tuple(sorted(grouped[edge], key=lambda claim: claim.id)) for edge in sorted(grouped)}


def select_subgraph(
    claims: Iterable[Claim], wanted: ClaimFilter, *, symmetric: Collection[str] = (), limit: int = NODE_LIMIT
) -> Subgraph:
    """The edges that pass the filters, between at most `limit` entities of the highest weighted degree.

    The weighted degree of an entity is the sum of the confidences of the claims on its edges. The entity in focus
    is always shown.
    """
    edges = group_edges(filter(wanted.accepts, claims), symmetric)
    if wanted.focus:
        near = _neighbourhood(edges, wanted.focus, wanted.hops)
        edges = {edge: found for edge, found in edges.items() if edge.ends <= near}
    weights = _weigh(edges)
    ranked = sorted(weights, key=lambda node: (node != wanted.focus, -weights[node], node))
    heaviest = set(ranked[:limit])
    kept = {edge: found for edge, found in edges.items() if edge.ends <= heaviest}
    # The cut may take all the neighbours of an entity; alone it would say nothing.
    linked = {wanted.focus}.union(*(edge.ends for edge in kept))
    shown = {node: weights[node] for node in ranked[:limit] if node in linked}
    return Subgraph(shown, kept, nodes_found=len(weights), edges_found=len(edges))


def _weigh(edges: Mapping[Edge, tuple[Claim, ...]]) -> dict[str, float]:
    weights: dict[str, float] = defaultdict(float)
    for edge, claims in edges.items():
        for node in (edge.subject, edge.object):
            weights[node] += sum(claim.confidence for claim in claims)
    return {node: round(weight, 6) for node, weight in weights.items()}


def _neighbourhood(edges: Iterable[Edge], focus: str, hops: int) -> set[str]:
    neighbours: dict[str, set[str]] = defaultdict(set)
    for edge in edges:
        neighbours[edge.subject].add(edge.object)
        neighbours[edge.object].add(edge.subject)
    near = {focus}
    for _ in range(hops):
        near |= {other for node in near for other in neighbours[node]}
    return near
