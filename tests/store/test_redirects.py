import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import NotFound
from kg.store import BASE, KnowledgeBase
from kg.store.redirects import follow_all
from tests.builders import MICROSOFT, simple_extraction
from tests.store.startups import KORDIA, KORDIA_JA, deal_en, deal_ja

pytestmark = pytest.mark.every_engine

OLD, NEW = KORDIA_JA.id, KORDIA.id


@pytest.fixture(scope="module")
def base(engine):
    with KnowledgeBase.in_memory() as base:
        base.add([deal_ja(), deal_en()])
        yield base


@pytest.mark.parametrize("asked", [OLD, BASE + "id/" + OLD, NEW, BASE + "id/" + NEW])
def test_an_old_id_finds_the_new_thing(base, asked):
    assert base.entity(asked).id == NEW
    assert [one.id for one in base.find_entities(asked)] == [NEW]
    assert {one.article for one in base.claims(entity=asked)} == {"en", "ja"}
    assert set(base.network(entity=asked)) == {MICROSOFT.id, NEW}


@pytest.mark.parametrize("name", ["evidence", "paths", "who-invests-in-whom"])
def test_packaged_queries_take_an_old_id(base, name):
    params = {
        "evidence": [{"subject": "Microsoft", "object": one} for one in (OLD, NEW)],
        "paths": [{"from": "Microsoft", "to": one} for one in (OLD, BASE + "id/" + OLD, NEW)],
        "who-invests-in-whom": [{}, {}],
    }[name]
    first, *others = (base.named(name, **one).rows for one in params)
    assert first
    assert all(other == first for other in others)


ENDS = "ASK { ?st a kg:Statement ; rdf:subject id:Q2283 ; rdf:object %s }"
WRITTEN = [
    ENDS % f"id:{OLD}",
    ENDS % f"<{BASE}id/{OLD}>",
    ENDS % f"id:{OLD} .",
    ENDS % f"id:{OLD}.",
    (ENDS % f"id:{OLD}").replace(" ", "\n"),
    ENDS % f"id:{OLD.replace('-', chr(92) + '-')}",
    f"PREFIX e: <{BASE}id/> " + ENDS % f"e:{OLD}",
    f"prefix : <{BASE}id/>\n" + ENDS % f":{OLD}",
    f"PREFIX kordia: <{BASE}id/{OLD}> " + ENDS % "kordia:",
    f"# it's id:{OLD}\n" + ENDS % f"id:{OLD}",
    f"ASK {{ VALUES ?o {{ id:{OLD} }} ?st rdf:object ?o }}",
    f"ASK {{ ?st rdf:object ?o FILTER(?o = id:{OLD}) }}",
    f"ASK {{ ?st rdf:object ?o FILTER(?o IN (id:Q2283,id:{OLD})) }}",
]


@pytest.mark.parametrize("query", WRITTEN)
def test_a_query_with_an_old_id_asks_for_the_new_thing(base, query):
    assert base.query(query).answer is True


TEXTS = [
    f"id:{OLD}",
    f"<{BASE}id/{OLD}>",
    f'"id:{OLD}"',
    f"# id:{OLD}",
    f"it's id:{OLD}",
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("quote", ['"""', "'''", '"', "'"])
def test_a_text_that_looks_like_an_id_stays_as_it_is(base, text, quote):
    if quote in text:
        text = text.replace(quote, "\\" + quote)
    literal = f"{quote}{text} {quote}"
    found = base.query(f"SELECT ?t {{ BIND({literal} AS ?t) }}").rows
    assert found == [(text.replace("\\", "") + " ",)]


@pytest.mark.parametrize("comment", [f"id:{OLD}", f"<{BASE}id/{OLD}>", f"PREFIX id: <{BASE}other/>"])
def test_a_comment_does_no_harm(base, comment):
    assert base.query(f"# {comment}\n" + ENDS % f"id:{OLD}" + f"# {comment}").answer is True


def test_a_prefix_of_the_query_s_own_is_not_ours(base):
    rows = base.query(f"PREFIX id: <https://other.example/> SELECT ?x {{ BIND(id:{OLD} AS ?x) }}").rows
    assert rows == [(f"https://other.example/{OLD}",)]
    rows = base.query(f"PREFIX my-id: <https://other.example/> SELECT ?x {{ BIND(my-id:{OLD} AS ?x) }}").rows
    assert rows == [(f"https://other.example/{OLD}",)]


@given(st.text("id:x- <>\"'#\\?.{}PREFIX@%2é\ud800\n" + OLD, max_size=40))
def test_any_text_that_names_nothing_old_is_left_as_it_is(text):
    with KnowledgeBase.in_memory() as empty:
        assert follow_all(empty._store, text) == text


@pytest.mark.parametrize("asked", ["", " ", "\ud800", "a b<>", "id:" + OLD])
def test_an_id_that_is_none_is_simply_not_found(base, asked):
    assert base.find_entities(asked) == []
    assert base.claims(entity=asked) == []
    with pytest.raises(NotFound):
        base.entity(asked)


def test_a_name_is_no_id(base):
    with pytest.raises(NotFound):
        base.entity("Kordia")


def test_a_replaced_id_says_by_what(base):
    rows = base.query("SELECT ?old ?new ?gone { ?old dcterms:isReplacedBy ?new ; owl:deprecated ?gone }").rows
    assert rows == [(BASE + "id/" + OLD, BASE + "id/" + NEW, "true")]
    assert [one.id for one in base.entities()] == [MICROSOFT.id, NEW]
    assert base.stats()["entities"] == 2


@pytest.mark.parametrize("format_", ["graphml", "csv"])
def test_networks_have_one_thing_of_the_two(base, format_):
    out = io.BytesIO()
    base.export(format_, out)
    assert OLD.encode() not in out.getvalue()
    assert NEW.encode() in out.getvalue()


def test_an_id_is_its_own_again_when_the_other_article_goes():
    with KnowledgeBase.in_memory() as base:
        base.add([deal_ja(), deal_en(), simple_extraction(MICROSOFT, "laysOff", None)])
        base.remove("en")
        assert base.entity(OLD).id == OLD
        with pytest.raises(NotFound):
            base.entity(NEW)
        assert base.query(ENDS % f"id:{OLD}").answer is True
