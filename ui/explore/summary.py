"""What an entity has to do with others, in a few lines, and what of it is contested."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from kg.model import Status
from ui.explore.claim_filter import FACTS
from ui.explore.graph import EvidenceGraph, other_end
from ui.snapshot import ClaimOutline

CONTESTED_AT_MOST = 10
"""Claims of each side that are laid side by side; a round number, more than anybody compares."""


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


def find_contested(claims: Iterable[ClaimOutline]) -> tuple[ClaimOutline, ...]:
    """Of the claims between two entities those of relations that some state and others deny, the latest of each."""
    latest_first = sorted(sorted(claims), key=lambda claim: claim.reported, reverse=True)
    stated = [claim for claim in latest_first if claim.status in FACTS]
    denied = [claim for claim in latest_first if claim.status == Status.DENIED]
    relations = {claim.relation for claim in stated} & {claim.relation for claim in denied}
    return tuple(
        claim
        for relation in sorted(relations)
        for side in (stated, denied)
        for claim in [one for one in side if one.relation == relation][:CONTESTED_AT_MOST]
    )
