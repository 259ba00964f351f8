"""Periods and deals as RDF, and back: the timeline graph, derived from all claims about a topic."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.schema import Schema
from kg.store.engine import Engine
from kg.store.evidence import Evidence, topic_iri, topic_of, write_record
from kg.store.mapping import A
from kg.store.namespaces import BASE, TIMELINE_GRAPH, kg, kg_name
from kg.store.reading import Properties, Term, group_properties
from kg.store.server import quads_of
from kg.store.terms import date_literal
from kg.timeline import Deal, DealState, Period, Step, find_deals, find_periods
from kg.timeline.deals import step_order

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def timeline_quads(evidence: Evidence, schema: Schema) -> set[Quad]:
    """The periods and deals of a topic, by all that is told of it, and what it is told by."""
    return _quads(evidence, find_periods(evidence.values(), schema), find_deals(evidence.values(), schema), schema)


def timeline_change(before: Evidence, after: Evidence, schema: Schema) -> tuple[set[Quad], set[Quad]]:
    """The quads of what a topic has no more, and of what it has now, when other claims tell of it.

    Most periods and deals of a well-known topic stay as they are, and are never written as RDF.
    """
    told = before.values(), after.values()
    periods = [find_periods(side, schema) for side in told]
    deals = [find_deals(side, schema) for side in told]
    nodes = {_node(one) for old, new in (periods, deals) for one in {*old} ^ {*new}}
    gone, come = (
        _quads(
            {claim: one for claim, one in side.items() if other.get(claim) != one},
            [one for one in periods[place] if _node(one) in nodes],
            [one for one in deals[place] if _node(one) in nodes],
            schema,
        )
        for place, (side, other) in enumerate([(before, after), (after, before)])
    )
    return gone, come


def _quads(told: Evidence, periods: Iterable[Period], deals: Iterable[Deal], schema: Schema) -> set[Quad]:
    triples: list[Triple] = []
    for one in told.values():
        topic = topic_iri(topic_of(one, schema))
        triples += [(topic, kg("tells"), NamedNode(one.claim)), (topic, kg("record"), write_record(one))]
    triples += [triple for one in periods for triple in _period(one)]
    triples += [triple for one in deals for triple in _deal(one)]
    return {Quad(*triple, TIMELINE_GRAPH) for triple in triples}


def read_periods(store: Engine, about: NamedNode | None = None) -> list[Period]:
    """All periods of a store, or those of one party, sorted; their parties and claims as IRIs."""
    described = _describe(store, about)
    return sorted(_read_period(said) for said in described.values() if kg("Period") in said.get(A, ()))


def read_deals(store: Engine, about: NamedNode | None = None) -> list[Deal]:
    """All deals of a store, or those of one party, sorted; their parties and claims as IRIs."""
    described = _describe(store, about)
    return sorted(_read_deal(said, described) for said in described.values() if kg("Deal") in said.get(A, ()))


def _describe(store: Engine, about: NamedNode | None) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    if about is None:
        return group_properties(store.quads_for_pattern(None, None, None, TIMELINE_GRAPH))
    nodes = {
        cast(NamedNode, quad.subject)
        for party in (kg("subject"), kg("object"))
        for quad in store.quads_for_pattern(None, party, about, TIMELINE_GRAPH)
    }
    found = group_properties(quads_of(store, nodes))
    steps = {cast(NamedNode, step) for said in found.values() for step in said.get(kg("step"), ())}
    return found | group_properties(quads_of(store, steps))


def _node(one: Period | Deal) -> NamedNode:
    kind, role = ("period", (one.role,)) if isinstance(one, Period) else ("deal", ())
    parts = (one.subject, one.relation, one.object, *role, one.start)
    digest = hashlib.sha256("|".join(parts).encode()).hexdigest()
    return NamedNode(f"{BASE}{kind}/{digest[:16]}")


def _period(one: Period) -> Iterator[Triple]:
    node = _node(one)
    yield node, A, kg("Period")
    yield from _parties(node, one)
    if one.role:
        yield node, kg("roleType"), Literal(one.role)
    yield node, kg("startKnown"), Literal(one.start_known)
    yield from _days(node, validFrom=one.start, validUntil=one.until, lastTold=one.last, firstReported=one.first_said)


def _deal(one: Deal) -> Iterator[Triple]:
    node = _node(one)
    yield node, A, kg("Deal")
    yield from _parties(node, one)
    yield node, kg("state"), kg(str(one.state))
    yield from _days(node, firstTold=one.start, lastTold=one.last)
    for step in one.steps:
        place = NamedNode(f"{node.value}#{step.state}")
        yield node, kg("step"), place
        yield place, kg("state"), kg(str(step.state))
        yield place, kg("toldBy"), NamedNode(step.claim)
        yield from _days(place, onDay=step.day)


def _days(node: NamedNode, **days: str) -> Iterator[Triple]:
    return ((node, kg(name), date_literal(day)) for name, day in days.items() if day)


def _parties(node: NamedNode, one: Period | Deal) -> Iterator[Triple]:
    yield node, kg("subject"), NamedNode(one.subject)
    yield node, kg("relation"), kg(one.relation)
    if one.object:
        yield node, kg("object"), NamedNode(one.object)
    for claim in one.claims:
        yield node, kg("toldBy"), NamedNode(claim)


def _value(said: Properties, name: str) -> str:
    return said[kg(name)][0].value if kg(name) in said else ""


def _name(said: Properties, name: str) -> str:
    return kg_name(NamedNode(_value(said, name)))


def _claims(said: Properties) -> tuple[str, ...]:
    return tuple(sorted(one.value for one in said.get(kg("toldBy"), ())))


def _read_period(said: Properties) -> Period:
    return Period(
        subject=_value(said, "subject"),
        relation=_name(said, "relation"),
        object=_value(said, "object"),
        role=_value(said, "roleType"),
        start=_value(said, "validFrom"),
        start_known=_value(said, "startKnown") == "true",
        until=_value(said, "validUntil"),
        last=_value(said, "lastTold"),
        first_said=_value(said, "firstReported"),
        claims=_claims(said),
    )


def _read_deal(said: Properties, described: dict[NamedNode, dict[NamedNode, list[NamedNode | Literal]]]) -> Deal:
    places = [described[place] for place in said[kg("step")] if isinstance(place, NamedNode)]
    steps = [Step(_value(one, "onDay"), DealState(_name(one, "state")), *_claims(one)) for one in places]
    return Deal(
        subject=_value(said, "subject"),
        relation=_name(said, "relation"),
        object=_value(said, "object"),
        start=_value(said, "firstTold"),
        last=_value(said, "lastTold"),
        state=DealState(_name(said, "state")),
        steps=tuple(sorted(steps, key=step_order)),
        claims=_claims(said),
    )
