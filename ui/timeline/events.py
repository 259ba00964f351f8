"""Events: what claims say of two entities on one day, however many articles say it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.schema import Schema
from kg.store.outlines import ClaimOutline
from kg.timeline.told import ordered_ends
from ui.timeline.bars import is_within


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which claims count.

    Attributes:
        relations: Of one of these relations; empty for all.
        statuses: Of one of these statuses; empty for all.
        since: ISO date of the first day, or "".
        until: ISO date of the last day, or "".
    """

    relations: frozenset[str] = frozenset()
    statuses: frozenset[str] = frozenset()
    since: str = ""
    until: str = ""

    def accepts(self, claim: ClaimOutline) -> bool:
        """Whether a claim passes, whatever its day."""
        fits = not self.relations or claim.relation in self.relations
        return fits and (not self.statuses or claim.status in self.statuses)

    def select(self, claims: Iterable[ClaimOutline]) -> tuple[ClaimOutline, ...]:
        """The claims that pass, of the days that are asked for."""
        return tuple(one for one in claims if self.accepts(one) and is_within(one.day, self.since, self.until))


@dataclass(frozen=True, slots=True, order=True)
class Event:
    """What is told of one day.

    Attributes:
        day: ISO date, or "" where nobody knows.
        subject: The id of who acts.
        relation: What it does.
        object: The id of the other; "" where there is none.
        status: How sure the texts are.
        claims: The claims that say so, sorted by id.
    """

    day: str
    subject: str
    relation: str
    object: str
    status: str
    claims: tuple[ClaimOutline, ...]

    @property
    def articles(self) -> int:
        """How many articles say so."""
        return len({claim.article_hash for claim in self.claims})


def group_events(claims: Iterable[ClaimOutline], schema: Schema, *, newest_first: bool = True) -> tuple[Event, ...]:
    """Claims by what they say of which day, in time order; undated ones come last."""
    groups: dict[tuple[str, str, str, str, str], list[ClaimOutline]] = defaultdict(list)
    for claim in claims:
        subject, object_ = ordered_ends(claim.subject, claim.object, claim.relation, schema)
        groups[claim.day, subject, claim.relation, object_, claim.status].append(claim)
    events = sorted(Event(*key, tuple(sorted(found))) for key, found in groups.items())
    # Of one day, those that most articles tell come first.
    events.sort(key=lambda event: -event.articles)
    events.sort(key=lambda event: event.day, reverse=newest_first)
    return tuple(sorted(events, key=lambda event: not event.day))
