"""Time, deals and contradictions, asked of a store: what held when, how far deals are, who denies whom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from pyoxigraph import NamedNode

from kg.errors import QueryError
from kg.schema import Schema
from kg.store.curation import claim_id
from kg.store.engine import Engine
from kg.store.evidence import query_evidence, stored_evidence, topic_of
from kg.store.namespaces import entity_id
from kg.store.timeline import read_deals, read_periods
from kg.text.partial_dates import first_day
from kg.timeline import Conflict, Deal, Period, find_denials, find_double_holders, find_periods, hold_on
from kg.timeline.periods import is_for_one

Span = TypeVar("Span", Period, Deal)

_DENIED = "?st kg:status kg:denied ; rdf:object ?object ."
_DENIED_OF = "?st (rdf:subject|rdf:object) %s ; kg:status kg:denied ; rdf:object ?object ."


def periods_on(
    store: Engine, schema: Schema, day: str, known_by: str = "", about: NamedNode | None = None
) -> list[Period]:
    """What held on a day, by everything that was said, or by what was said up to another day.

    Raises:
        QueryError: One of the two is no date.
    """
    for one in (day, known_by) if known_by else (day,):
        if first_day(one) != (one, "day"):
            raise QueryError("not a date; write it as YYYY-MM-DD", about=one)
    if known_by:
        told = [one for one in query_evidence(store) if one.said and one.said <= known_by]
        periods = find_periods(told, schema)
    else:
        periods = _with_rivals(store, schema, about)
    held = hold_on(periods, day, schema)
    return sorted(_with_ids(one) for one in held if about is None or about.value in (one.subject, one.object))


def _with_rivals(store: Engine, schema: Schema, about: NamedNode | None) -> list[Period]:
    """The periods of a party, and those of others whose coming may have ended them."""
    periods = read_periods(store, about)
    if about is not None:
        posts = {one.object for one in periods if is_for_one(one, schema)} - {about.value}
        rivals = (one for post in sorted(posts) for one in read_periods(store, NamedNode(post)))
        periods = sorted({*periods, *rivals})
    return periods


def periods_of(store: Engine, about: NamedNode | None = None) -> list[Period]:
    """Every period, or those of one party, sorted."""
    return sorted(map(_with_ids, read_periods(store, about)))


def deals_of(store: Engine, about: NamedNode | None = None) -> list[Deal]:
    """Every deal, or those of one party, sorted."""
    deals = read_deals(store, about)
    steps = [tuple(replace(step, claim=claim_id(step.claim)) for step in one.steps) for one in deals]
    return sorted(replace(_with_ids(one), steps=told) for one, told in zip(deals, steps, strict=True))


def conflicts_of(store: Engine, schema: Schema, about: NamedNode | None = None) -> list[Conflict]:
    """Every contradiction, or those in which something is said of one party, sorted."""
    denied = _DENIED if about is None else _DENIED_OF % about
    topics = {topic_of(told, schema) for told in query_evidence(store, denied)}
    denials = [
        conflict
        for topic in sorted(topics)
        for conflict in find_denials(stored_evidence(store, topic).values(), schema)
    ]
    periods = _with_rivals(store, schema, about)
    holders = find_double_holders(periods, schema)
    if about is not None:
        own = {claim for one in periods if about.value in (one.subject, one.object) for claim in one.claims}
        holders = [one for one in holders if not own.isdisjoint((*one.claims, *one.against))]
    return sorted(map(_conflict, (*denials, *holders)))


def _with_ids(one: Span) -> Span:
    """With ids in place of IRIs."""
    return replace(
        one,
        subject=entity_id(one.subject),
        object=entity_id(one.object) if one.object else "",
        claims=_claim_ids(one.claims),
    )


def _conflict(one: Conflict) -> Conflict:
    first, relation, object_ = one.about
    about = (first if one.kind == "holders" else entity_id(first), relation, entity_id(object_))
    return replace(one, about=about, claims=_claim_ids(one.claims), against=_claim_ids(one.against))


def _claim_ids(iris: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(map(claim_id, iris)))
