"""Periods and deals as RDF, and back."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from pyoxigraph import Store

from kg.schema import load_schema
from kg.store import KnowledgeBase
from kg.store.changes import compose_update
from kg.store.namespaces import EDGES_GRAPH, ONTOLOGY_GRAPH, TIMELINE_GRAPH, entity_iri, expand, kg, statement_iri
from kg.store.timeline import read_deals, read_periods, timeline_quads
from kg.timeline import Told, find_deals, find_periods
from tests.builders import MICROSOFT, OPENAI, simple_extraction
from tests.store.strategies import article_sets, dated_sets
from tests.timeline.telling import told_sets

SCHEMA = load_schema()


def _with_iris(one: Told) -> Told:
    ends = {"subject": entity_iri(one.subject).value, "object": entity_iri(one.object).value if one.object else ""}
    return replace(one, claim=statement_iri(one.claim).value, **ends)


def _stored(told: list[Told]) -> Store:
    """What an engine gives back, for engines rewrite values."""
    store = Store()
    store.update(compose_update(insert=timeline_quads({one.claim: one for one in told}, SCHEMA)))
    return store


@settings(max_examples=150)
@given(told_sets(max_size=14))
def test_periods_and_deals_read_back_exactly(told):
    told = [_with_iris(one) for one in told]
    store = _stored(told)
    assert read_periods(store) == find_periods(told, SCHEMA)
    assert read_deals(store) == find_deals(told, SCHEMA)


@settings(max_examples=60)
@given(dated_sets())
def test_every_term_of_the_timeline_is_in_the_ontology_with_labels_in_both_languages(extractions):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        quads = base.quads()
    timeline = [quad for quad in quads if quad.graph_name == TIMELINE_GRAPH]
    used = {quad.predicate for quad in timeline} | {
        quad.object for quad in timeline if quad.predicate in (kg("state"), kg("relation"), expand("rdf:type"))
    }
    labels = {
        (quad.subject, quad.object.language)
        for quad in quads
        if quad.graph_name == ONTOLOGY_GRAPH and quad.predicate == expand("rdfs:label")
    }
    assert {(term, lang) for term in used - {expand("rdf:type")} for lang in ("en", "ja")} <= labels


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_statement_says_when_it_was_said_beside_when_it_holds(lang):
    with KnowledgeBase.in_memory() as base:
        given = {"published": "2024-03-05", "qualifiers": {"startDate": "2019-07"}, "lang": lang}
        base.add(simple_extraction(MICROSOFT, "investsIn", OPENAI, **given))
        (row,) = base.query("SELECT ?said ?from { ?st kg:reportedOn ?said ; kg:effectiveDate ?from }")
        assert (row["said"], row["from"]) == ("2024-03-05", "2019-07-01")
        (period,) = base.periods()
    assert (period.start, period.start_known, period.first_said) == ("2019-07-01", True, "2024-03-05")


@settings(max_examples=80)
@given(article_sets(max_size=8))
def test_without_dates_of_their_own_there_is_an_edge_where_a_period_goes_on(extractions):
    """Edges know nothing of what the text dates, of `endDate`, and of appointments and departures; periods do."""
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        edges = {
            (quad.subject.value, quad.predicate.value, quad.object.value)
            for quad in base.quads()
            if quad.graph_name == EDGES_GRAPH and quad.predicate != kg("linkedTo")
        }
        open_ = set()
        for one in base.periods():
            if not one.until:
                ends = entity_iri(one.subject).value, entity_iri(one.object).value
                both = SCHEMA.relations[one.relation].symmetric
                open_ |= {(a, kg(one.relation).value, b) for a, b in (ends, ends[::-1])[: 1 + both]}
    assert edges == open_


@settings(max_examples=80)
@given(dated_sets(), dated_sets())
def test_articles_that_come_and_go_leave_no_trace(extractions, others):
    hashes = {one.article.hash for one in extractions}
    others = [one for one in others if one.article.hash not in hashes]
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        before = set(base.quads())
        base.add(others)
        for one in others:
            base.remove(one.article.hash)
        assert set(base.quads()) == before
