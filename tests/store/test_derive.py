from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Claim, Entity, EntityType, Extraction, Stage, Status
from kg.schema import load_schema
from kg.store import KnowledgeBase
from kg.store.derive import derive_all
from kg.store.namespaces import DERIVED_GRAPHS, EDGES_GRAPH, ONTOLOGY_GRAPH, PREFIXES, entity_id
from tests.builders import ALTMAN, MICROSOFT, OPENAI, samples, simple_extraction
from tests.store.strategies import article_sets

SCHEMA = load_schema()


def _edges(base: KnowledgeBase) -> set[tuple[str, str, str]]:
    quads = [quad for quad in base.quads() if quad.graph_name == EDGES_GRAPH]
    return {(entity_id(q.subject), q.predicate.value.removeprefix(PREFIXES["kg"]), entity_id(q.object)) for q in quads}


def _base(extractions: list[Extraction]) -> KnowledgeBase:
    base = KnowledgeBase.in_memory()
    base.add(extractions)
    return base


def _deal(stage=None, published="2024-01-15", relation="investsIn", **more) -> Extraction:
    text = f"{stage} {published} {sorted(more.items())}"
    return simple_extraction(MICROSOFT, relation, OPENAI, stage=stage, published=published, text=text, **more)


EDGE_CASES = [
    ("asserted", [_deal()], True),
    ("reported", [_deal(status=Status.REPORTED)], True),
    ("in Japanese", [_deal(lang="ja")], True),
    ("completed", [_deal(Stage.COMPLETED)], True),
    ("confident enough", [_deal(confidence=0.5)], True),
    ("not confident enough", [_deal(confidence=0.49)], False),
    ("only talked about", [_deal(Stage.TALKS)], False),
    ("only proposed", [_deal(Stage.PROPOSED)], False),
    ("over", [_deal(Stage.ENDED)], False),
    ("ended later", [_deal(), _deal(Stage.ENDED, "2024-02-01")], False),
    ("cancelled on the same day", [_deal(), _deal(Stage.CANCELLED)], False),
    ("blocked later, says a Japanese article", [_deal(), _deal(Stage.BLOCKED, "2024-02-01", lang="ja")], False),
    ("ended before it began again", [_deal(), _deal(Stage.ENDED, "2023-02-01")], True),
    ("ended, nobody knows when", [_deal(), _deal(Stage.ENDED, "")], False),
    ("began nobody knows when, ended", [_deal(published=""), _deal(Stage.ENDED, "2001-01-01")], False),
    ("the end is only a rumour", [_deal(), _deal(Stage.ENDED, "2024-02-01", status=Status.POSSIBLE)], True),
    ("the end is denied", [_deal(), _deal(Stage.ENDED, "2024-02-01", status=Status.DENIED)], True),
    ("called off", [_deal(), _deal(Stage.CANCELLED, "2024-02-01", status=Status.DENIED)], False),
    ("blocked, in Japanese", [_deal(), _deal(Stage.BLOCKED, "2024-02-01", status=Status.DENIED, lang="ja")], False),
    ("another relation ended", [_deal(), _deal(Stage.ENDED, "2024-02-01", relation="acquires")], True),
]


@pytest.mark.parametrize(("case", "extractions", "expected"), EDGE_CASES, ids=[case for case, *_ in EDGE_CASES])
def test_when_there_is_an_edge(case, extractions, expected):
    edge = {("Q2283", "investsIn", "Q21708200")}
    links = {("Q2283", "linkedTo", "Q21708200"), ("Q21708200", "linkedTo", "Q2283")}
    assert _edges(_base(extractions)) == (edge | links if expected else set())


@pytest.mark.parametrize("status", [one for one in Status if one not in (Status.ASSERTED, Status.REPORTED)])
@pytest.mark.parametrize("stage", [None, *Stage])
@pytest.mark.parametrize("lang", ["en", "ja"])
def test_a_claim_that_is_not_factual_is_never_an_edge(status, stage, lang):
    assert _edges(_base([_deal(stage, status=status, lang=lang, confidence=1.0)])) == set()


def test_a_symmetric_edge_goes_both_ways_and_is_closed_from_either_side():
    one = simple_extraction(MICROSOFT, "partnersWith", OPENAI)
    other = simple_extraction(OPENAI, "partnersWith", MICROSOFT, stage=Stage.ENDED, published="2024-02-01")
    assert {edge for edge in _edges(_base([one])) if edge[1] == "partnersWith"} == {
        ("Q2283", "partnersWith", "Q21708200"),
        ("Q21708200", "partnersWith", "Q2283"),
    }
    assert _edges(_base([one, other])) == set()


def test_a_claim_without_object_is_no_edge():
    assert _edges(_base([simple_extraction(MICROSOFT, "laysOff", None)])) == set()


def test_links_stay_while_another_edge_holds():
    base = _base([_deal(), _deal(relation="acquires", id="gone")])
    base.remove("gone")
    assert ("Q21708200", "linkedTo", "Q2283") in _edges(base)


def _described(*labels: str, **more) -> list[Extraction]:
    extractions = []
    for number, label in enumerate(labels):
        known = Entity("Q2283", more.get("types", {}).get(label, EntityType.ORGANIZATION), {"en": label})
        one = simple_extraction(ALTMAN, "leaves", MICROSOFT, text=str(number))
        extractions.append(replace(one, entities=(ALTMAN, known)))
    return extractions


LABELS = [
    (["Microsoft", "Microsoft", "Microsoft Corporation"], "Microsoft"),
    (["Microsoft", "Microsoft Corporation"], "Microsoft Corporation"),
    (["Beta", "Alfa"], "Alfa"),
    (["マイクロソフト", "米マイクロソフト"], "米マイクロソフト"),
]


@pytest.mark.parametrize(("labels", "expected"), LABELS)
def test_the_display_name_is_the_most_frequent_then_the_longest_then_the_first(labels, expected):
    for extractions in (_described(*labels), _described(*labels[::-1])):
        entity = _base(extractions).entity("Q2283")
        assert entity.labels == {"en": expected}
        assert entity.aliases == tuple(sorted(("en", label) for label in set(labels) - {expected}))


def test_the_type_is_that_of_most_articles():
    types = {"a": EntityType.PRODUCT}
    assert _base(_described("a", "b", "c", types=types)).entity("Q2283").type is EntityType.ORGANIZATION


def test_a_wikidata_item_is_linked_and_a_minted_entity_is_not():
    base = _base([replace(one, claims=one.claims) for one in samples()])
    links = {row["e"]: row["w"] for row in base.query("SELECT ?e ?w { ?e owl:sameAs ?w }")}
    assert links[PREFIXES["id"] + "Q2283"] == PREFIXES["wd"] + "Q2283"
    assert all(link.rsplit("/", 1)[1].startswith("Q") for link in links)


@settings(max_examples=60)
@given(article_sets(), st.randoms(use_true_random=False))
def test_deriving_step_by_step_is_the_same_as_deriving_from_scratch(extractions, random):
    base = _base(extractions)
    for extraction in extractions:
        if random.random() < 0.4:
            base.remove(extraction.article.hash)
    quads = base.quads()
    articles = [quad for quad in quads if quad.graph_name not in {*DERIVED_GRAPHS, ONTOLOGY_GRAPH}]
    assert {quad for quad in quads if quad.graph_name in DERIVED_GRAPHS} == derive_all(articles, SCHEMA)


@settings(max_examples=60)
@given(article_sets())
def test_edges_are_those_of_the_rule_read_from_claims(extractions):
    claims = [claim for one in extractions for claim in one]
    published = {one.article.hash: one.article.published for one in extractions}
    expected = {edge for claim in claims for edge in _edges_by_the_rule(claim, claims, published)}
    assert _edges(_base(extractions)) == expected


def _edges_by_the_rule(claim: Claim, claims: list[Claim], published: dict[str, str]) -> set[tuple[str, str, str]]:
    """The rule once more, written as it is said in words and without any of the store's code."""
    subject, object_ = claim.subject.entity_id, claim.object.entity_id
    both_ways = claim.relation == "partnersWith"
    day = published[claim.article_hash]
    if claim.status not in ("asserted", "reported") or claim.confidence < 0.5 or subject == object_:
        return set()
    if claim.stage in ("talks", "proposed", "ended", "cancelled", "blocked"):
        return set()
    for other in claims:
        ends = (other.subject.entity_id, other.object.entity_id)
        same = other.relation == claim.relation and (
            ends == (subject, object_) or (both_ways and ends == (object_, subject))
        )
        over = other.status in ("asserted", "reported") and other.stage in ("ended", "cancelled", "blocked")
        over |= other.status == "denied" and other.stage in ("cancelled", "blocked")
        later = not day or not published[other.article_hash] or published[other.article_hash] >= day
        if same and over and later:
            return set()
    found = {(subject, claim.relation, object_), (subject, "linkedTo", object_), (object_, "linkedTo", subject)}
    return found | {(object_, claim.relation, subject)} if both_ways else found
