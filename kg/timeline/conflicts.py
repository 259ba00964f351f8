"""Contradictions: what one claim states as a fact and another denies, and two holders of one role at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations

from kg.model import Status
from kg.schema import Schema
from kg.timeline.deals import DEAD, state_of
from kg.timeline.periods import Period, is_for_one
from kg.timeline.told import Told, ordered_ends

LONGEST_HANDOVER_DAYS = 31
"""Days for which news may call both the old and the new head so: a judgement, not tuned."""


@dataclass(frozen=True, slots=True, order=True)
class Conflict:
    """Claims that cannot all be right.

    Attributes:
        kind: "denied" (stated as a fact and denied) or "holders" (two hold at once what one holds at a time).
        about: What they are about: (subject, relation, object), or (role, relation, object) for "holders".
        claims: The claims of the one side, sorted.
        against: The claims of the other side, sorted.
    """

    kind: str
    about: tuple[str, str, str]
    claims: tuple[str, ...]
    against: tuple[str, ...]


def find_denials(told: Iterable[Told], schema: Schema) -> list[Conflict]:
    """What is stated as a fact and denied, sorted.

    A denial that what it denies outlived is no contradiction: "no plans to buy" in May and "bought" in June are a
    change of mind. Nor is that a deal was called off. All claims between the same two ends must be among these.
    """
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in told:
        if one.counts:
            subject, object_ = ordered_ends(one.subject, one.object, one.relation, schema)
            groups[subject, one.relation, object_].append(one)
    return sorted(found for key, group in groups.items() for found in _denials(key, group))


def _denials(key: tuple[str, str, str], group: Sequence[Told]) -> Iterator[Conflict]:
    ends = [one for one in group if one.closes]
    stated = [one for one in group if one.supports]
    denied = [one for one in group if one.status is Status.DENIED and state_of(one) not in DEAD]
    pairs = [(fact, no) for no in denied for fact in stated if _contradict(fact, no, ends)]
    if pairs:
        yield Conflict(
            "denied",
            key,
            tuple(sorted({fact.claim for fact, _ in pairs})),
            tuple(sorted({no.claim for _, no in pairs})),
        )


def _contradict(fact: Told, no: Told, ends: Iterable[Told]) -> bool:
    if fact.day and no.day and fact.day > no.day:
        return False
    # What was over by then is rightly denied.
    return not any(end.day and no.day and fact.day <= end.day <= no.day for end in ends)


def find_double_holders(periods: Iterable[Period], schema: Schema) -> list[Conflict]:
    """Roles of which two people are told at once, for longer than a handover takes, sorted."""
    groups: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for one in periods:
        if is_for_one(one, schema):
            groups[one.role, one.relation, one.object].append(one)
    found = []
    for key, group in groups.items():
        for one, other in combinations(sorted(group), 2):
            if one.subject != other.subject and _days_together(one, other) > LONGEST_HANDOVER_DAYS:
                found.append(Conflict("holders", key, one.claims, other.claims))
    return sorted(found)


def _days_together(one: Period, other: Period) -> int:
    """For how many days both are told of, from the first to the last word on each."""
    start, end = max(one.start, other.start), min(one.last, other.last)
    if not start or not end:
        return 0
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
