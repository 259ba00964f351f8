"""Periods: from when until when something held, by everything that was said of it.

A state or an event that is told as a fact begins a period, or confirms the one that runs; what says that it ended,
was cancelled or blocked closes it. An appointment begins the period of the role, a departure or dismissal ends it (the
keys `opens` and `closes` of relations in the schema). When something holds (valid time) comes from the dates that the
texts give, or else from the day of publication; when it was said (report time) is kept beside it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.model import Stage
from kg.schema import Schema
from kg.timeline.told import NEVER, Told, ordered_ends

_FIRST = "0001-01-01"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """From when until when something held.

    Attributes:
        subject: Who.
        relation: Does what.
        object: To whom.
        role: The kind of role ("ceo"), or "".
        start: ISO date from which it is known to have held; "" where nobody says.
        start_known: Whether it began on that day, or else it is just first heard of then.
        until: ISO date on which it was over (that day not included); "" while it goes on. Where it is told to be over
            and not since when, the day after it was last told of.
        last: ISO date of the last day that it is told of; "" where nobody knows.
        first_said: ISO date of the first article that says so, or "".
        claims: The claims that say so, sorted; those that end it too.
    """

    subject: str
    relation: str
    object: str
    role: str
    start: str
    start_known: bool
    until: str
    last: str
    first_said: str
    claims: tuple[str, ...]

    def holds_on(self, day: str) -> bool:
        """Whether it held on a day, as far as it alone tells."""
        return self.start <= day and (not self.until or day < self.until)


@dataclass(frozen=True, slots=True)
class _Mark:
    """One claim's part in a period: it says that something holds from a day, or is over by then."""

    day: str
    dated: bool
    told: Told


_Ends = tuple[str, str, str]
"""Subject, relation, object."""
_Key = tuple[str, str, str, str]
"""The same and a role."""


def find_periods(told: Iterable[Told], schema: Schema) -> list[Period]:
    """The periods that these claims make, sorted. All claims between the same two ends must be among them."""
    openings, closings = _marks(told, schema)
    keys = openings.keys() | {
        (*ends, mark.told.role) for ends, marks in closings.items() for mark in marks if _tells_of_before(mark, ends[1])
    }
    found: list[Period] = []
    for key in sorted(keys):
        closes = _closing(closings.get(key[:3], ()), key[3])
        found += _split(key, openings.get(key, ()), closes)
    return sorted(found)


def hold_on(periods: Iterable[Period], day: str, schema: Schema) -> list[Period]:
    """The periods that hold on a day.

    Of a role that one person has at a time (`one_holder` in the schema), whoever began later holds it, or was first
    heard of later where nobody says when, unless the other was told of since. What is told without a role is left out
    where the same is told with one.
    """
    begun = [one for one in periods if one.start <= day]
    holding = [one for one in begun if one.holds_on(day)]
    in_roles = {(one.subject, one.relation, one.object) for one in holding if one.role}
    started: dict[tuple[str, str, str], dict[str, str]] = defaultdict(dict)
    for one in begun:
        if one.start and is_for_one(one, schema):
            holders = started[one.relation, one.object, one.role]
            holders[one.subject] = max(one.start, holders.get(one.subject, ""))
    return [
        one
        for one in holding
        if (one.role or (one.subject, one.relation, one.object) not in in_roles)
        and not any(
            holder != one.subject and start > one.last
            for holder, start in started.get((one.relation, one.object, one.role), {}).items()
        )
    ]


def is_for_one(period: Period, schema: Schema) -> bool:
    """Whether it is of a role that one person has at a time."""
    relation = schema.relations.get(period.relation)
    return relation is not None and period.role in relation.one_holder


def _marks(told: Iterable[Told], schema: Schema) -> tuple[Mapping[_Key, list[_Mark]], Mapping[_Ends, list[_Mark]]]:
    """What begins or confirms each role, and what closes anything between the same ends."""
    openings: dict[_Key, list[_Mark]] = defaultdict(list)
    closings: dict[_Ends, list[_Mark]] = defaultdict(list)
    for one in told:
        # What is merged into one has nothing to do with itself.
        if not one.object or one.subject == one.object:
            continue
        own = (ordered_ends(one.subject, one.object, one.relation, schema), one.relation)
        mark = _Mark(one.day, one.dated, one)
        if one.supports:
            for (subject, object_), relation in (own, *_others(one, "opens", schema)):
                openings[subject, relation, object_, one.role].append(_Mark(_since(one), one.dated, one))
            for (subject, object_), relation in _others(one, "closes", schema):
                closings[subject, relation, object_].append(mark)
        if one.closes or (one.supports and one.end):
            (subject, object_), relation = own
            closings[subject, relation, object_].append(_Mark(one.end, True, one) if one.end else mark)
    return openings, closings


def _since(told: Told) -> str:
    """The day from which it is known to hold; what was over before it was told held until the day before."""
    if told.dated or not told.end or told.end > told.day:
        return told.day
    return _shifted(told.end, -1)


def _others(told: Told, which: str, schema: Schema) -> Iterator[tuple[tuple[str, str], str]]:
    """Ends and name of the other relations that a claim opens or closes."""
    relation = schema.relations.get(told.relation)
    if relation is None:
        return
    for name in relation.opens if which == "opens" else relation.closes:
        ends = (told.object, told.subject) if name.startswith("^") else (told.subject, told.object)
        other = name.removeprefix("^")
        yield ordered_ends(*ends, other, schema), other


def _closing(marks: Iterable[_Mark], role: str) -> list[_Mark]:
    """What closes a role, in order: who leaves without a word on the role leaves all, any leave ends an unnamed one."""
    found = [one for one in marks if not role or one.told.role in ("", role)]
    # What is closed without a day is over for good.
    return sorted(found, key=lambda one: (one.day or NEVER, one.dated, one.told.claim))


def _split(key: _Key, openings: Iterable[_Mark], ends: Sequence[_Mark]) -> Iterator[Period]:
    """One period up to each close that something precedes, and one that goes on."""
    places = [(one.day or NEVER, one.dated) for one in ends]
    groups: dict[int, list[_Mark]] = defaultdict(list)
    for one in openings:
        # What a text dates to the day on which an end is merely published is not closed by it.
        groups[bisect_left(places, (one.day, one.dated))].append(one)
    for place, group in sorted(groups.items()):
        yield _period(key, group, ends[place] if place < len(ends) else None)
    first = next((place for place, one in enumerate(ends) if _tells_of_before(one, key[1])), len(ends))
    if first < min(groups, default=len(ends)):
        yield _period(key, (), ends[first])


def _tells_of_before(end: _Mark, relation: str) -> bool:
    """Whether an end that no beginning precedes tells that this held before.

    What was called off never came about, and "left" does not tell from which role.
    """
    told = end.told
    return told.relation == relation and told.stage is Stage.ENDED and told.closes and told.counts


def _period(key: _Key, openings: Iterable[_Mark], end: _Mark | None) -> Period:
    marks = sorted(openings, key=lambda one: (one.day, not one.dated, one.told.claim))
    last = max((one.day for one in marks), default="")
    told = [one.told for one in marks] + ([end.told] if end else [])
    return Period(
        *key,
        start=marks[0].day if marks else "",
        start_known=bool(marks) and marks[0].dated and bool(marks[0].day),
        until=(end.day or _shifted(last, 1)) if end else "",
        last=last,
        first_said=min((one.said for one in told if one.said), default=""),
        claims=tuple(sorted({one.claim for one in told})),
    )


def _shifted(day: str, days: int) -> str:
    """So many days later, within what dates can say."""
    try:
        return (date.fromisoformat(day or _FIRST) + timedelta(days if day else 0)).isoformat()
    except OverflowError:
        return day
