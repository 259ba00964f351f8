"""What is known of one entity: its claims, grouped into facts by relation, direction and the other end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from kg.model import Claim


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A relation seen from one entity.

    Attributes:
        relation: Its name.
        incoming: Whether the entity is its object.
    """

    relation: str
    incoming: bool = False


# By heading, then by the other entity's id ("" for unary relations).
Facts = Mapping[Heading, Mapping[str, tuple[Claim, ...]]]


def group_facts(claims: Iterable[Claim], entity_id: str, symmetric: Collection[str] = ()) -> Facts:
    """Claims of an entity by relation and by the other end, sorted.

    A symmetric relation has no direction, and always reads as outgoing.
    """
    grouped: dict[Heading, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        is_subject = claim.subject.entity_id == entity_id
        far_end = claim.object if is_subject else claim.subject
        other = far_end.entity_id if claim.object and far_end else ""
        incoming = not is_subject and claim.relation not in symmetric
        grouped[Heading(claim.relation, incoming)][other].append(claim)
    return {
        heading: {other: tuple(sorted(found, key=lambda claim: claim.id)) for other, found in sorted(others.items())}
        for heading, others in sorted(grouped.items())
    }
