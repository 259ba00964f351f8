"""Contradictions: what one claim states as a fact and another denies, and two holders of one role at once."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kg.model import Status
from kg.schema import Schema
from kg.timeline.periods import Period, find_periods, is_for_one
from kg.timeline.told import CLOSING_STAGES, NEVER, Told, ordered_ends

LONGEST_HANDOVER_DAYS = 31
"""Days for which news may call both the old and the new head so: a judgement, not tuned."""

_Key = tuple[str, str, str]
"""Subject, relation, object."""


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
    """What is stated as a fact of two things and denied while it held, sorted.

    A denial that what it denies outlived is no contradiction: "no plans to buy" in May and "bought" in June are a
    change of mind. Nor is one of what was over, nor that a deal was called off, nor that an end is denied. All claims
    between the same two ends must be among these.
    """
    told = list(told)
    denied: dict[_Key, list[Told]] = defaultdict(list)
    for one in told:
        if one.counts and one.status is Status.DENIED and one.stage not in CLOSING_STAGES:
            subject, object_ = ordered_ends(one.subject, one.object, one.relation, schema)
            denied[subject, one.relation, object_].append(one)
    if not denied:
        return []
    periods: dict[_Key, list[Period]] = defaultdict(list)
    for period in find_periods(told, schema):
        periods[period.subject, period.relation, period.object].append(period)
    facts = {one.claim: one for one in told if one.supports}
    return sorted(found for key, noes in denied.items() for found in _denials(key, noes, periods[key], facts, schema))


def _denials(
    key: _Key, noes: Iterable[Told], periods: Iterable[Period], facts: Mapping[str, Told], schema: Schema
) -> Iterator[Conflict]:
    denied: dict[Period, list[Told]] = defaultdict(list)
    for role, of_role in _by_role(periods).items():
        for no in noes:
            if not (role and no.role) or role == no.role:
                for period in _denied_by(no, of_role):
                    denied[period].append(no)
    stated: set[str] = set()
    against: set[str] = set()
    for period, by in denied.items():
        latest = max(_day_of(no) for no in by)
        told = [facts[claim] for claim in period.claims if claim in facts]
        found = {one.claim for one in told if one.day <= latest and _states(one, key[1], schema)}
        stated |= found
        against |= {no.claim for no in by} if found else set()
    if stated:
        yield Conflict("denied", key, tuple(sorted(stated)), tuple(sorted(against)))


def _by_role(periods: Iterable[Period]) -> dict[str, list[Period]]:
    found: dict[str, list[Period]] = defaultdict(list)
    for one in sorted(periods):
        found[one.role].append(one)
    return found


def _denied_by(no: Told, periods: Sequence[Period]) -> Sequence[Period]:
    """Which of the periods of one role a denial speaks against: the one that ran then; all, if nobody knows when."""
    day = _day_of(no)
    if day == NEVER:
        return periods
    place = bisect_right(periods, day, key=lambda one: one.start) - 1
    return [one for one in periods[max(place, 0) : place + 1] if one.holds_on(day)]


def _day_of(no: Told) -> str:
    """The day of which a denial speaks: when it was said, or before that if the text says so."""
    return min((day for day in (no.day, no.said) if day), default=NEVER)


def _states(fact: Told, relation: str, schema: Schema) -> bool:
    """Whether a fact says that this relation holds, in itself or as an appointment does."""
    opened = schema.relations[fact.relation].opens if fact.relation in schema.relations else ()
    return fact.relation == relation or relation in [name.removeprefix("^") for name in opened]


def find_double_holders(periods: Iterable[Period], schema: Schema) -> list[Conflict]:
    """Roles of which two people are told at once, for longer than a handover takes, sorted."""
    groups: dict[_Key, list[Period]] = defaultdict(list)
    for one in periods:
        if one.start and is_for_one(one, schema):
            groups[one.role, one.relation, one.object].append(one)
    found = []
    for key, group in groups.items():
        group.sort(key=lambda period: (period.start, period))
        for place, one in enumerate(group, 1):
            for other in group[place:]:
                if other.start > one.last:
                    break
                if one.subject != other.subject and _days_together(one, other) > LONGEST_HANDOVER_DAYS:
                    found.append(Conflict("holders", key, one.claims, other.claims))
    return sorted(found)


def _days_together(one: Period, other: Period) -> int:
    """For how many days both are told of, from the first to the last word on each."""
    start, end = max(one.start, other.start), min(one.last, other.last)
    return (date.fromisoformat(end) - date.fromisoformat(start)).days
