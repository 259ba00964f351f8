import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InvalidClaim, KgError, NotFound, StoreError
from kg.model import Article, Status
from kg.store import ArticleRecord, KnowledgeBase
from tests.builders import (
    ALTMAN,
    MICROSOFT,
    NVIDIA,
    OPENAI,
    SOFTBANK,
    investment_en,
    samples,
    simple_extraction,
    staff_ja,
    venture_ja,
)
from tests.store.strategies import article_sets

pytestmark = pytest.mark.every_engine

ALL_CLAIMS = [claim for one in samples() for claim in one]


@pytest.fixture
def base():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        yield base


def _exported(base: KnowledgeBase) -> bytes:
    out = io.BytesIO()
    base.export("nq", out)
    return out.getvalue()


def test_everything_that_was_added_is_there(base):
    assert base.claims() == sorted(ALL_CLAIMS, key=lambda claim: claim.id)
    assert [one.id for one in base.articles()] == ["softbank-staff", "msft-openai", "msft-altman"]
    assert [one.id for one in base.entities()] == sorted(
        {entity.id for extraction in samples() for entity in extraction.entities}
    )
    assert base.entity(MICROSOFT.id) == MICROSOFT


def test_an_article_record_has_everything_but_the_text(base):
    assert base.articles()[1] == ArticleRecord(
        id="msft-openai",
        hash=investment_en().article.hash,
        title="Microsoft invests in OpenAI",
        published="2023-01-24",
        lang="en",
        publisher="Example News",
        url="https://news.example/1",
    )


def test_adding_twice_changes_nothing(base):
    before = _exported(base)
    assert base.add(samples()) == 0
    assert base.add(replace(investment_en(), claims=())) == 0
    assert _exported(base) == before


def test_add_counts_new_articles_of_any_iterable():
    with KnowledgeBase.in_memory() as base:
        assert base.add(venture_ja()) == 1
        assert base.add(one for one in samples()) == 2
        assert [base.has(one.article.hash) for one in samples()] == [True] * 3
        assert not base.has("0" * 16)


@settings(max_examples=50)
@given(article_sets(), article_sets(max_size=3), st.randoms(use_true_random=False))
def test_removing_restores_exactly_what_was_there(kept, removed, random):
    hashes = {one.article.hash for one in kept}
    removed = [one for one in removed if one.article.hash not in hashes]
    with KnowledgeBase.in_memory() as base:
        base.add(kept)
        before = _exported(base)
        base.add(removed)
        for extraction in random.sample(removed, len(removed)):
            base.remove(extraction.article.hash)
        assert _exported(base) == before


@settings(max_examples=50)
@given(article_sets(), st.randoms(use_true_random=False))
def test_the_order_of_adding_does_not_matter(extractions, random):
    with KnowledgeBase.in_memory() as one, KnowledgeBase.in_memory() as other:
        one.add(extractions)
        other.add(random.sample(extractions, len(extractions)))
        assert _exported(one) == _exported(other)


@settings(max_examples=50)
@given(article_sets())
def test_every_triple_is_in_exactly_one_graph(extractions):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        triples = [(quad.subject, quad.predicate, quad.object) for quad in base.quads()]
        assert len(triples) == len(set(triples))
        assert all(str(quad.graph_name) != "DEFAULT" for quad in base.quads())


def test_remove_by_id_hash_or_iri(base):
    hashes = {one.article.id: one.article.hash for one in samples()}
    assert base.remove("msft-openai").hash == hashes["msft-openai"]
    assert base.remove(hashes["msft-altman"]).id == "msft-altman"
    assert base.remove("https://w3id.org/newskg/article/" + hashes["softbank-staff"]).id == "softbank-staff"
    assert (base.articles(), base.claims(), base.entities()) == ([], [], [])


def test_remove_of_what_is_not_there(base):
    with pytest.raises(NotFound, match="no such article"):
        base.remove("nothing")


def test_remove_by_an_id_that_two_articles_share_names_their_hashes(base):
    twins = [simple_extraction(MICROSOFT, "acquires", OPENAI, text=text, id="twin") for text in ("a", "b")]
    base.add(twins)
    with pytest.raises(KgError) as caught:
        base.remove("twin")
    assert all(f"{one.article.hash} (published 2024-01-15, no title)" in str(caught.value) for one in twins)


def test_other_texts_have_the_id_or_the_address_of_an_article(base):
    invests, chips = investment_en().article, venture_ja().article
    assert base.other_texts(invests) == []
    assert [one.hash for one in base.other_texts(replace(invests, text="別の記事"))] == [invests.hash]
    moved = Article("other", "Another text.", url=invests.url)
    assert [one.hash for one in base.other_texts(moved)] == [invests.hash]
    # An id says more than an address.
    assert [one.hash for one in base.other_texts(replace(moved, id=chips.id))] == [chips.hash]
    assert base.other_texts(Article("other", "Another text.", url="https://news.example/2")) == []
    many = [simple_extraction(MICROSOFT, "acquires", OPENAI, text=str(place), id="twin") for place in range(9)]
    base.add(many)
    assert len(base.other_texts(many[0].article)) == 3


FILTERS = [
    ({}, ALL_CLAIMS),
    ({"entity": MICROSOFT.id}, [*investment_en(), *venture_ja()]),
    ({"entity": "https://w3id.org/newskg/id/" + OPENAI.id}, [*investment_en(), staff_ja().claims[1]]),
    ({"entity": "Q1"}, []),
    ({"relation": "investsIn"}, [*investment_en(), staff_ja().claims[1]]),
    ({"relation": ["partnersWith", "hasEmployees"]}, [*venture_ja(), staff_ja().claims[0]]),
    ({"relation": []}, []),
    ({"statuses": [Status.POSSIBLE, "planned"]}, [*venture_ja(), staff_ja().claims[1]]),
    ({"article": "softbank-staff"}, list(staff_ja())),
    ({"article": staff_ja().article.hash, "statuses": ["asserted"]}, [staff_ja().claims[0]]),
    ({"article": "nothing"}, []),
    ({"entity": SOFTBANK.id, "relation": "investsIn", "statuses": ["asserted"]}, []),
]


@pytest.mark.parametrize(("filters", "expected"), FILTERS)
def test_filters(base, filters, expected):
    assert base.claims(**filters) == sorted(expected, key=lambda claim: claim.id)
    assert sorted(key for *_, key in base.network(**filters).edges(keys=True)) == sorted(
        claim.id for claim in expected if claim.object
    )


def test_a_network_has_the_subjects_and_objects_of_its_claims_only(base):
    assert set(base.network(relation="partnersWith")) == {MICROSOFT.id, ALTMAN.id}
    assert base.network().nodes[SOFTBANK.id]["label_ja"] == "ソフトバンク"


@pytest.mark.parametrize("name", ["マイクロソフト", "MSFT", "micro soft", "Ｍｉｃｒｏ", "Q2283"])
def test_find_entities_in_both_languages(base, name):
    assert base.find_entities(name) == [MICROSOFT]


def test_names_are_found_after_a_change_and_no_more_after_the_next(base):
    assert base.find_entities("エヌビディア") == []
    base.add(simple_extraction(NVIDIA, "supplies", OPENAI, id="more"))
    assert base.find_entities("エヌビディア") == [NVIDIA]
    base.remove("more")
    assert base.find_entities("エヌビディア") == []


def test_an_entity_that_is_not_there(base):
    with pytest.raises(NotFound, match="Q1: no such entity in the store; find_entities finds them by name"):
        base.entity("Q1")


def test_stats(base):
    assert base.stats() == {
        "articles": 3,
        "claims": 4,
        "edges": 1,
        "entities": 5,
        "languages": {"en": 1, "ja": 2},
        "rejected": 0,
        "relations": {"hasEmployees": 1, "investsIn": 2, "partnersWith": 1},
        "statuses": {"asserted": 1, "planned": 1, "possible": 1, "reported": 1},
        "types": {"Organization": 4, "Person": 1},
    }


def test_a_closed_knowledge_base_says_so():
    base = KnowledgeBase.in_memory()
    base.close()
    base.close()
    with pytest.raises(StoreError, match="closed"):
        base.claims()


# Texts, and reading again


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_text_of_an_article_is_kept_exactly_unless_it_is_not_to_be(lang):
    told = simple_extraction(MICROSOFT, "investsIn", OPENAI, lang=lang, text="\ufeff One.\r\n\tTwo\u0007 三 ㈱ 𠮷\n")
    with KnowledgeBase.in_memory() as base:
        base.add(told)
        assert base.text(told.article.hash) == told.article.text
        base.remove(told.article.hash)
        assert base.text(told.article.hash) is None
        base.add(told, keep_text=False)
        assert base.text(told.article.hash) is None
        assert base.claims() == list(told.claims)


def _read_again(told, **changes):
    """The same article, of which something else is read."""
    claims = tuple(replace(claim, **changes) for claim in told.claims)
    return replace(told, claims=claims)


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("keep_text", [True, False])
def test_an_article_read_again_is_as_if_it_had_been_read_so_at_first(lang, keep_text):
    old = simple_extraction(MICROSOFT, "investsIn", OPENAI, lang=lang)
    new = _read_again(old, relation="acquires", confidence=0.7)
    others = [*samples(), simple_extraction(NVIDIA, "supplies", OPENAI, lang=lang)]
    with KnowledgeBase.in_memory() as base, KnowledgeBase.in_memory() as expected:
        base.add([*others, old], keep_text=keep_text)
        assert base.replace(new)
        assert not base.replace(new)
        expected.add([*others, new], keep_text=keep_text)
        assert set(base.quads()) == set(expected.quads())
        assert not base.derive_anew()


def test_an_article_that_was_not_there_is_added():
    with KnowledgeBase.in_memory() as base:
        assert base.replace(samples()[0])
        assert base.text(samples()[0].article.hash) == samples()[0].article.text


def test_an_article_read_again_wrongly_changes_nothing():
    told = simple_extraction(MICROSOFT, "investsIn", OPENAI)
    with KnowledgeBase.in_memory() as base:
        base.add(told)
        before = set(base.quads())
        with pytest.raises(InvalidClaim):
            base.replace(_read_again(told, relation="nothing"))
        assert set(base.quads()) == before


def test_what_is_derived_can_be_made_again():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        before = set(base.quads())
        base._store.update("DROP SILENT GRAPH <https://w3id.org/newskg/graph/timeline>")
        assert base.derive_anew()
        assert set(base.quads()) == before
        assert not base.derive_anew()


def test_all_articles_of_a_publisher_go():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        kept = set(base.quads())
        mine = [simple_extraction(NVIDIA, "supplies", OPENAI, lang=lang) for lang in ("en", "ja")]
        base.add([replace(one, article=replace(one.article, publisher="サンプル社")) for one in mine])
        assert len(base.remove_publisher("サンプル社")) == 2
        assert set(base.quads()) == kept
        with pytest.raises(NotFound):
            base.remove_publisher("サンプル社")


@pytest.mark.parametrize("as_given", [str, lambda path: path])
def test_files_may_be_named_by_texts(base, tmp_path, as_given):
    base.export("csv", as_given(tmp_path / "q.csv"))
    base.export("csv-network", as_given(tmp_path / "network"))
    base.backup(as_given(tmp_path / "b.nq.gz"))
    assert sorted(one.name for one in tmp_path.iterdir()) == ["b.nq.gz", "network", "q.csv"]
