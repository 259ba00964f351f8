"""Whatever happened to a store: what is in it follows from its articles and judgements alone."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Quad

from kg.link.judgements import rule
from kg.schema import load_schema
from kg.store import KnowledgeBase
from kg.store.derive import derive_all
from kg.store.namespaces import DERIVED_GRAPHS, JUDGEMENTS_GRAPH, ONTOLOGY_GRAPH, entity_id
from kg.store.redirects import DEPRECATED, REPLACED_BY
from tests.store.startups import judgements, startup_sets

SCHEMA = load_schema()
NOT_ARTICLES = {*DERIVED_GRAPHS, JUDGEMENTS_GRAPH, ONTOLOGY_GRAPH}


@st.composite
def histories(draw):
    """Articles, and what is done to a store of them: each comes and goes, people judge and take it back."""
    extractions = draw(startup_sets())
    claims = [claim.id for one in extractions for claim in one]
    steps = st.one_of(
        st.tuples(st.sampled_from(["add", "add", "remove"]), st.sampled_from(extractions)),
        st.tuples(st.just("judge"), st.lists(judgements(claims), min_size=1, max_size=2)),
        st.tuples(st.just("undo"), st.integers(0, 5)),
    )
    return extractions, draw(st.lists(steps, max_size=12))


def _live(base: KnowledgeBase, steps) -> None:
    for verb, what in steps:
        if verb == "add":
            base.add(what)
        elif verb == "judge":
            base.judge(what)
        elif verb == "remove" and base.has(what.article.hash):
            base.remove(what.article.hash)
        elif verb == "undo" and base.judgements():
            kept = base.judgements()
            base.undo(kept[what % len(kept)].id)


def _anew(base: KnowledgeBase, extractions, random) -> KnowledgeBase:
    """A store of the same articles and judgements, which came in another order."""
    other = KnowledgeBase.in_memory()
    articles = [one for one in extractions if base.has(one.article.hash)]
    random.shuffle(articles)
    decided = base.judgements()
    while articles or decided:
        if decided and (not articles or random.random() < 0.5):
            other.judge(decided.pop(0))
        else:
            other.add(articles.pop())
    return other


def derived_quads(base: KnowledgeBase) -> set[Quad]:
    """What should be derived by the plain rule, with names and types of replaced ids given to what they are now."""
    quads = base.quads()
    now = {entity_id(q.subject): entity_id(q.object) for q in quads if q.predicate == REPLACED_BY}
    told = [replace(one, about=now.get(one.about, one.about)) if one.value else one for one in base.judgements()]
    redirects = {quad for quad in quads if quad.predicate in (REPLACED_BY, DEPRECATED)}
    articles = [quad for quad in quads if quad.graph_name not in NOT_ARTICLES]
    return derive_all(articles, SCHEMA, rule(told)) | redirects


def _difference(found: set[Quad], expected: set[Quad]) -> list[str]:
    missing, odd = sorted(map(str, expected - found)), sorted(map(str, found - expected))
    return [*(f"missing {one}" for one in missing), *(f"odd {one}" for one in odd)]


@settings(max_examples=150)
@given(histories(), st.randoms(use_true_random=False))
def test_a_store_follows_from_its_articles_and_judgements_alone(history, random):
    extractions, steps = history
    with KnowledgeBase.in_memory() as base:
        _live(base, steps)
        quads = set(base.quads())
        with _anew(base, extractions, random) as other:
            assert _difference(set(other.quads()), quads) == []
            assert other.review() == base.review()
        derived = {quad for quad in quads if quad.graph_name in DERIVED_GRAPHS}
        assert _difference(derived, derived_quads(base)) == []
