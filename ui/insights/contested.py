"""Where sources disagree: what some state and others deny, and roles of which two people are told at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Status
from kg.schema import Schema
from kg.timeline import Conflict
from kg.timeline.told import ordered_ends
from ui.insights.network import Choice
from ui.snapshot import ClaimOutline

_FACTS = frozenset({str(Status.ASSERTED), str(Status.REPORTED)})


@dataclass(frozen=True, slots=True)
class Dispute:
    """One thing on which sources disagree.

    Attributes:
        kind: "denied" or "holders".
        about: (subject, relation, object), or (role, relation, object) for "holders".
        stated: Claims of the one side.
        against: Claims of the other side.
        is_conflict: Whether the two cannot both be right; else one may be a change of mind.
    """

    kind: str
    about: tuple[str, str, str]
    stated: tuple[str, ...]
    against: tuple[str, ...]
    is_conflict: bool

    @property
    def weight(self) -> int:
        """How evenly and how often it is disputed."""
        return min(len(self.stated), len(self.against))


def rank_disputes(
    claims: Iterable[ClaimOutline], conflicts: Iterable[Conflict], schema: Schema, choice: Choice
) -> list[Dispute]:
    """What is most contested: true contradictions first, then by how many claims stand on the weaker side.

    Args:
        claims: All claims.
        conflicts: The contradictions of the knowledge base.
        schema: Which relations are symmetric.
        choice: Which days count; denials are of the matter, so that its statuses do not.
    """
    claims = list(claims)
    days: Mapping[str, str] = {claim.id: claim.day for claim in claims}
    sides: dict[tuple[str, str, str], tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    for claim in claims:
        if claim.object and choice.includes(claim.day):
            one, other = ordered_ends(claim.subject, claim.object, claim.relation, schema)
            stated, denied = sides[one, claim.relation, other]
            if claim.status in _FACTS:
                stated.append(claim.id)
            elif claim.status == Status.DENIED:
                denied.append(claim.id)
    found = {
        ("denied", about): Dispute("denied", about, tuple(sorted(stated)), tuple(sorted(denied)), is_conflict=False)
        for about, (stated, denied) in sides.items()
        if stated and denied
    }
    for one in conflicts:
        if any(choice.includes(days.get(claim, "")) for claim in (*one.claims, *one.against)):
            found[one.kind, one.about] = Dispute(one.kind, one.about, one.claims, one.against, is_conflict=True)
    return sorted(
        found.values(),
        key=lambda one: (not one.is_conflict, -one.weight, -len(one.stated) - len(one.against), one.kind, one.about),
    )
