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

from kg.schema import Schema
from kg.timeline.told import Told, ordered_ends

_NEVER = "9999-12-31"
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
    # Of what nobody opened, an end of that very relation tells that it held before; "left" does not tell what.
    keys = openings.keys() | {
        (*ends, mark.told.role) for ends, marks in closings.items() for mark in marks if mark.told.relation == ends[1]
    }
    found: list[Period] = []
    for key in sorted(keys):
        closes = _closing(closings.get(key[:3], ()), key[3])
        found += _split(key, openings.get(key, ()), closes)
    return sorted(_without_repeats(found))


def hold_on(periods: Iterable[Period], day: str, schema: Schema) -> list[Period]:
    """The periods that hold on a day.

    Of a role that one person has at a time (`one_holder` in the schema), whoever is known to have begun later holds
    it, unless the other was told of since.
    """
    begun = [one for one in periods if one.start <= day]
    started: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for one in begun:
        if one.start_known and is_for_one(one, schema):
            started[one.relation, one.object, one.role].append(one)
    return [
        one
        for one in begun
        if one.holds_on(day)
        and not any(
            other.subject != one.subject and other.start > one.last
            for other in started.get((one.relation, one.object, one.role), ())
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
                openings[subject, relation, object_, one.role].append(mark)
            for (subject, object_), relation in _others(one, "closes", schema):
                closings[subject, relation, object_].append(mark)
        if one.closes or (one.supports and one.end):
            (subject, object_), relation = own
            closings[subject, relation, object_].append(_Mark(one.end, True, one) if one.end else mark)
    return openings, closings


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
    return sorted(found, key=lambda one: (one.day or _NEVER, one.dated, one.told.claim))


def _split(key: _Key, openings: Iterable[_Mark], ends: Sequence[_Mark]) -> Iterator[Period]:
    """One period up to each close that something precedes, and one that goes on."""
    places = [(one.day or _NEVER, one.dated) for one in ends]
    groups: dict[int, list[_Mark]] = defaultdict(list)
    for one in openings:
        # What a text dates to the day on which an end is merely published is not closed by it.
        groups[bisect_left(places, (one.day, one.dated))].append(one)
    for place, group in sorted(groups.items()):
        yield _period(key, group, ends[place] if place < len(ends) else None)
    own = [one for one in ends if one.told.relation == key[1]]
    if own and not groups:
        yield _period(key, (), own[0])


def _period(key: _Key, openings: Iterable[_Mark], end: _Mark | None) -> Period:
    marks = sorted(openings, key=lambda one: (one.day, not one.dated, one.told.claim))
    last = max((one.day for one in marks), default="")
    told = [one.told for one in marks] + ([end.told] if end else [])
    return Period(
        *key,
        start=marks[0].day if marks else "",
        start_known=bool(marks) and marks[0].dated and bool(marks[0].day),
        until=(end.day or _day_after(last)) if end else "",
        last=last,
        first_said=min((one.said for one in told if one.said), default=""),
        claims=tuple(sorted({one.claim for one in told})),
    )


def _day_after(day: str) -> str:
    return (date.fromisoformat(day) + timedelta(1)).isoformat() if day and day != _NEVER else day or _FIRST


def _without_repeats(periods: list[Period]) -> Iterator[Period]:
    """Leave out what is said of a role without its kind where the same is said with it."""
    kinds: dict[tuple[str, str, str], list[Period]] = defaultdict(list)
    for one in periods:
        if one.role:
            kinds[one.subject, one.relation, one.object].append(one)
    for one in periods:
        better = kinds.get((one.subject, one.relation, one.object), ()) if not one.role else ()
        if not any(_overlap(one, other) for other in better):
            yield one


def _overlap(one: Period, other: Period) -> bool:
    return one.start < (other.until or _NEVER) and other.start < (one.until or _NEVER)
