"""What mentions give an entity, counted and kept up to date."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.link.judgements import Judgement, Verdict
from kg.store import KnowledgeBase
from kg.store.name_counts import NAMING
from kg.store.namespaces import COUNTS_GRAPH, ONTOLOGY_GRAPH, entity_iri, expand
from tests.builders import MICROSOFT, OPENAI, simple_extraction
from tests.store.startups import startup_sets

_COUNTS = """SELECT ?entity ?own ?term ?value ?count
WHERE { ?one kg:countsFor ?entity ; kg:countedAs ?own ; kg:mentionCount ?count ; ?term ?value
  FILTER(?term IN (kg:countedType, kg:countedLabel, kg:countedAlias)) }"""
_MENTIONS = """SELECT ?entity ?own ?term ?value (COUNT(*) AS ?count)
WHERE { ?one kg:refersTo ?entity ; kg:linkedAs ?own ; ?term ?value
  FILTER(?term IN (kg:entityType, kg:mentionLabel, kg:mentionAlias)) } GROUP BY ?entity ?own ?term ?value"""
_TERMS = {term.value: counted.value for term, counted in NAMING.items()}


def _rows(base: KnowledgeBase, query: str) -> Counter[tuple[str, ...]]:
    return Counter(
        (row["entity"], row["own"], _TERMS.get(row["term"], row["term"]), row["value"], row["count"])
        for row in base.query(query)
    )


@settings(max_examples=60)
@given(startup_sets(), st.randoms(use_true_random=False))
def test_counts_are_what_counting_gives_whatever_came_went_and_was_merged(extractions, random):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        for one in extractions:
            if random.random() < 0.3:
                base.remove(one.article.hash)
        assert _rows(base, _COUNTS) == _rows(base, _MENTIONS)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_merged_entity_keeps_count_of_what_each_id_was_given(lang):
    label = OPENAI.label(lang)
    with KnowledgeBase.in_memory() as base:
        for number in range(3):
            base.add(simple_extraction(MICROSOFT, "investsIn", OPENAI, lang=lang, text=str(number)))
        base.judge(Judgement(Verdict.MERGE, OPENAI.id, MICROSOFT.id, who="ann", when="2026-01-01T10:00:00"))
        (kept,) = {row["entity"] for row in base.query("SELECT ?entity { ?one kg:countsFor ?entity }")}
        query = f'SELECT ?own ?n {{ ?one kg:countedLabel "{label}"@{lang} ; kg:countedAs ?own ; kg:mentionCount ?n }}'
        assert [(row["own"], row["n"]) for row in base.query(query)] == [(entity_iri(OPENAI.id).value, "3")]
        assert kept in (entity_iri(OPENAI.id).value, entity_iri(MICROSOFT.id).value)


def test_every_term_of_the_counts_is_in_the_vocabulary_in_both_languages():
    with KnowledgeBase.in_memory() as base:
        base.add(simple_extraction(MICROSOFT, "investsIn", OPENAI))
        quads = base.quads()
    used = {quad.predicate for quad in quads if quad.graph_name == COUNTS_GRAPH}
    labels = {
        (quad.subject, quad.object.language)
        for quad in quads
        if quad.graph_name == ONTOLOGY_GRAPH and quad.predicate == expand("rdfs:label")
    }
    assert len(used) >= 5
    assert {(term, lang) for term in used for lang in ("en", "ja")} <= labels
