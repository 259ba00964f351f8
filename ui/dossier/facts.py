"""The facts of an entity: its claims, grouped by relation, direction and the other end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.schema import Schema
from kg.store.outlines import ClaimOutline


@dataclass(frozen=True, slots=True, order=True)
class Heading:
    """A relation seen from one entity.

    Attributes:
        relation: Its name.
        incoming: Whether the entity is its object.
    """

    relation: str
    incoming: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """What claims say of an entity and another one, or of the entity alone on one day.

    Attributes:
        heading: Which relation, which way round.
        other: The id of the other entity; "" where there is none.
        claims: The claims that say so, the latest first.
    """

    heading: Heading
    other: str
    claims: tuple[ClaimOutline, ...]

    @property
    def latest(self) -> ClaimOutline:
        """What was said last of it."""
        return self.claims[0]

    @property
    def articles(self) -> int:
        """How many articles say so."""
        return len({claim.article_hash for claim in self.claims})


def group_facts(claims: Iterable[ClaimOutline], entity_id: str, schema: Schema) -> dict[Heading, tuple[Fact, ...]]:
    """The facts of an entity by relation, those of the most claims first; the facts of each the latest first.

    A symmetric relation has no direction, and always reads as outgoing. Of what has no other end, as a number of
    employees, each day is a fact of its own.
    """
    grouped: dict[tuple[Heading, str, str], list[ClaimOutline]] = defaultdict(list)
    for claim in claims:
        other = claim.object if claim.subject == entity_id else claim.subject
        grouped[heading_of(claim, entity_id, schema), other, "" if other else claim.day].append(claim)
    facts: dict[Heading, list[Fact]] = defaultdict(list)
    for (heading, other, _), found in sorted(grouped.items()):
        facts[heading].append(Fact(heading, other, latest_first(found)))
    most_first = sorted(facts, key=lambda heading: (-sum(len(fact.claims) for fact in facts[heading]), heading))
    return {
        heading: tuple(sorted(facts[heading], key=lambda fact: fact.latest.day, reverse=True)) for heading in most_first
    }


def heading_of(claim: ClaimOutline, entity_id: str, schema: Schema) -> Heading:
    """The relation of a claim as its subject or object sees it."""
    relation = schema.relations.get(claim.relation)
    is_symmetric = relation is not None and relation.symmetric
    return Heading(claim.relation, claim.subject != entity_id and not is_symmetric)


def latest_first(claims: Iterable[ClaimOutline]) -> tuple[ClaimOutline, ...]:
    """Claims by what they are about, and of one day by when they were told; the latest first, undated ones last."""
    return tuple(sorted(claims, key=lambda claim: (claim.day, claim.reported, claim.id), reverse=True))


def split_evenly(headings: Sequence[tuple[Heading, int]]) -> tuple[list[Heading], list[Heading]]:
    """Headings, each with its number of lines, as two columns of about equal length."""
    total = sum(count + 1 for _, count in headings)
    columns: tuple[list[Heading], list[Heading]] = ([], [])
    passed = 0
    for heading, count in headings:
        columns[passed * 2 >= total].append(heading)
        passed += count + 1
    return columns


def facts_a_heading(counts: Sequence[int], most: int) -> int:
    """How many facts of each heading are shown at first: as many as make no more than `most` in all, but at least one.

    Args:
        counts: How many facts each heading has.
        most: How many may be shown in all.
    """
    each = max(counts, default=1)
    while each > 1 and sum(min(count, each) for count in counts) > most:
        each -= 1
    return each
