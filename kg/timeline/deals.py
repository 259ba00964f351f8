"""Deals: claims about one deal as one event with its life, from the first rumour to its end.

Claims are about one deal if they are of the same relation between the same parties and near in time. A deal that was
called off is over: what is told of the same parties later is another one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.model import Stage, Status
from kg.schema import Schema
from kg.timeline.told import CALLED_OFF, NEVER, OPEN_STAGES, Told, ordered_ends

FARTHEST_DAYS = 270
"""Days without a word after which the same parties speak of another deal: a judgement, not tuned. Large takeovers that
wait for authorities make news at least this often, and rounds of one investor are mostly farther apart."""

RETOLD_DAYS = 30
"""Days for which news of an end still tells how the deal came about, so that it makes no new one: a judgement, not
tuned."""


class DealState(StrEnum):
    """How far a deal is."""

    RUMOURED = "rumoured"
    ANNOUNCED = "announced"
    COMPLETED = "completed"
    CANCELLED = "cancelled"
    BLOCKED = "blocked"
    ENDED = "ended"


_LIFE = (DealState.RUMOURED, DealState.ANNOUNCED, DealState.COMPLETED)
DEAD = frozenset({DealState.CANCELLED, DealState.BLOCKED, DealState.ENDED})
_STAGES = {
    Stage.CANCELLED: DealState.CANCELLED,
    Stage.BLOCKED: DealState.BLOCKED,
    Stage.ENDED: DealState.ENDED,
}


@dataclass(frozen=True, slots=True, order=True)
class Step:
    """When a deal was first told to be so far.

    Attributes:
        day: ISO date, or "" where nobody knows.
        state: How far it was.
        claim: The claim that tells it.
    """

    day: str
    state: DealState
    claim: str


@dataclass(frozen=True, slots=True, order=True)
class Deal:
    """One deal.

    Attributes:
        subject: The party that acts.
        relation: What it does.
        object: The other party; "" where there is none, as when a company raises money.
        start: ISO date of the first claim about it; "" where nobody knows.
        last: ISO date of the last one.
        state: How far it is.
        steps: When it was first told to be in each state, in the order of days.
        claims: The claims about it, sorted; those that deny it too.
    """

    subject: str
    relation: str
    object: str
    start: str
    last: str
    state: DealState
    steps: tuple[Step, ...]
    claims: tuple[str, ...]


def find_deals(told: Iterable[Told], schema: Schema) -> list[Deal]:
    """The deals that these claims are about, sorted. All claims between the same parties must be among them."""
    groups: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    for one in told:
        relation = schema.relations.get(one.relation)
        if relation is None or not relation.deal or not one.counts or one.status is Status.HYPOTHETICAL:
            continue
        subject, object_ = ordered_ends(one.subject, one.object, one.relation, schema)
        if subject != object_:
            groups[subject, one.relation, object_].append(one)
    return sorted(
        _deal(key, claims) for key, group in groups.items() for claims in _split(group) if any(map(state_of, claims))
    )


def state_of(told: Told) -> DealState | None:
    """How far a claim says that a deal is; None if it only denies it, or only speaks of an end to come."""
    if told.closes and told.stage in _STAGES:
        return _STAGES[told.stage]
    # Whoever speaks of an end that may come says nothing of how the deal itself came about.
    if told.status is Status.DENIED or told.stage is Stage.ENDED:
        return None
    if told.stage in OPEN_STAGES | CALLED_OFF or told.status in (Status.POSSIBLE, Status.PREDICTED):
        return DealState.RUMOURED
    if told.status is Status.PLANNED or told.stage in (Stage.ANNOUNCED, Stage.AGREED):
        return DealState.ANNOUNCED
    return DealState.COMPLETED


def day_of(told: Told) -> str:
    """The day to which a claim's news belongs: of what is yet to come, the day on which it was said."""
    is_done = told.status.is_factual or told.closes
    return told.said if told.said and (not is_done or told.day > told.said) else told.day


def _split(group: Iterable[Told]) -> Iterator[list[Told]]:
    """The claims of each deal."""
    claims: list[Told] = []
    day, died, done = "", "", False
    group = sorted(group, key=_order)
    ends = {day_of(one) for one in group if state_of(one) in DEAD} - {""}
    for one in group:
        state = state_of(one)
        # An article that mentions a deal which was done before seldom repeats its date.
        mentions = done and not one.dated and state in (DealState.COMPLETED, None)
        # An end is one of the deal that there is, after however long a silence, and so is what else its news tell.
        goes_on = mentions or state in DEAD or day_of(one) in ends
        again = state not in DEAD and state is not None and _is_far(died, day_of(one), RETOLD_DAYS)
        is_new = again or (_is_far(day, day_of(one), FARTHEST_DAYS) and not goes_on)
        if claims and is_new:
            yield claims
            claims, died, done = [], "", False
        claims.append(one)
        day = day_of(one) or day
        done = done or state is DealState.COMPLETED
        # What an authority blocks may go through after all; what the parties gave up is over.
        died = day_of(one) if state in DEAD and state is not DealState.BLOCKED else died
    if claims:
        yield claims


def _order(told: Told) -> tuple[str, bool, str]:
    """Of one day, the end comes last; an end without a day, after all."""
    dead = state_of(told) in DEAD
    return day_of(told) or (NEVER if dead else ""), dead, told.claim


def _is_far(one: str, other: str, most: int) -> bool:
    return bool(one and other) and (date.fromisoformat(other) - date.fromisoformat(one)).days > most


def step_order(step: Step) -> tuple[str, int]:
    """For sorting the steps of a deal: by day, of one day as deals go, an end without a day last."""
    return step.day or (NEVER if step.state in DEAD else ""), list(DealState).index(step.state)


def _deal(key: tuple[str, str, str], claims: list[Told]) -> Deal:
    first: dict[DealState, Step] = {}
    for one in claims:
        state = state_of(one)
        if state is not None and (state not in first or (not first[state].day and day_of(one))):
            first[state] = Step(day_of(one), state, one.claim)
    dead = [step for state, step in first.items() if state in DEAD]
    if DealState.BLOCKED in first and _went_through(claims, first[DealState.BLOCKED].day):
        dead.remove(first[DealState.BLOCKED])
    # What is dead stays so; else a deal is as far as anybody ever told.
    state = max(dead, key=step_order).state if dead else max((one for one in _LIFE if one in first), key=_LIFE.index)
    days = [day for day in map(day_of, claims) if day]
    return Deal(
        *key,
        start=min(days, default=""),
        last=max(days, default=""),
        state=state,
        steps=tuple(sorted(first.values(), key=step_order)),
        claims=tuple(sorted(one.claim for one in claims)),
    )


def _went_through(claims: Iterable[Told], day: str) -> bool:
    """Whether a deal was done after the day on which it was blocked."""
    return bool(day) and any(state_of(one) is DealState.COMPLETED and day_of(one) > day for one in claims)
