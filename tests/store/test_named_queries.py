import pytest
from hypothesis import given, settings

from kg.errors import NotFound, QueryError
from kg.model import Stage, Status
from kg.store import KnowledgeBase, load_query, query_names
from kg.store.namespaces import EDGES_GRAPH, entity_iri, kg
from tests.builders import MICROSOFT, NVIDIA, OPENAI, SOFTBANK, samples, simple_extraction
from tests.store.strategies import article_sets

pytestmark = pytest.mark.every_engine

NEEDED = {"evidence": {"subject": "Microsoft"}, "paths": {"from": "ソフトバンク", "to": "Nvidia"}}


@pytest.fixture
def base():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        base.add(simple_extraction(SOFTBANK, "investsIn", OPENAI, lang="ja", published="2024-03-01"))
        base.add(simple_extraction(SOFTBANK, "investsIn", OPENAI, published=""))
        base.add(simple_extraction(NVIDIA, "supplies", OPENAI, published="2024-04-01"))
        base.add(simple_extraction(OPENAI, "partnersWith", MICROSOFT, published="2024-05-01", stage=Stage.TALKS))
        yield base


def _rows(base, name, *columns, **params):
    result = base.named(name, **NEEDED.get(name, {}) | params)
    return [tuple(row[column] for column in columns) for row in result]


def test_there_are_these_queries():
    assert query_names() == ("as-of", "deals", "evidence", "kingmakers", "paths", "rumours", "who-invests-in-whom")


@pytest.mark.parametrize("name", query_names())
def test_each_has_a_description_in_both_languages(name):
    assert set(load_query(name).labels) == {"en", "ja"}


@pytest.mark.parametrize("name", query_names())
def test_each_runs_on_few_parameters_and_finds_something(base, name):
    assert len(base.named(name, **NEEDED.get(name, {}))) > 0


@pytest.mark.parametrize("name", query_names())
def test_each_runs_on_an_empty_store(name):
    with KnowledgeBase.in_memory() as base:
        if name in NEEDED:
            with pytest.raises(NotFound):
                base.named(name, **NEEDED[name])
        else:
            assert base.named(name).rows == []


def test_who_invests_in_whom(base):
    assert _rows(base, "who-invests-in-whom", "investor", "investee", "articles", "first", "last") == [
        ("SoftBank", "OpenAI", "2", "2024-03-01", "2024-03-01"),
        ("Microsoft", "OpenAI", "1", "2023-01-01", "2023-01-01"),
    ]


def test_who_invests_in_whom_without_any_date():
    with KnowledgeBase.in_memory() as base:
        base.add(simple_extraction(SOFTBANK, "investsIn", OPENAI, lang="ja", published=""))
        assert base.named("who-invests-in-whom").rows == [("SoftBank", "OpenAI", "1", None, None)]


def test_evidence_has_the_sentences_of_a_subject(base):
    assert _rows(base, "evidence", "day", "relation", "start", "end") == [
        ("2024-05-01", kg("partnersWith").value, "0", "23"),
        ("2023-11-20", kg("partnersWith").value, "0", "42"),
        ("2023-01-01", kg("investsIn").value, "0", "77"),
    ]


EVIDENCE = [
    ({"subject": "マイクロソフト", "relation": "investsIn"}, ["OpenAI"]),
    ({"subject": "Microsoft", "object": "Sam Altman"}, ["サム・アルトマン"]),
    ({"subject": "Microsoft", "object": "Q21708200"}, ["OpenAI", "OpenAI"]),
    ({"subject": "Sam Altman"}, ["サム・アルトマン"]),
    ({"subject": "SoftBank", "relation": "hasEmployees"}, [""]),
    ({"subject": "SoftBank", "object": "OpenAI"}, ["OpenAI"] * 3),
    ({"subject": "Nvidia", "relation": "investsIn"}, []),
]


@pytest.mark.parametrize(("params", "objects"), EVIDENCE)
def test_evidence_can_be_narrowed(base, params, objects):
    sentences = [sentence for (sentence,) in _rows(base, "evidence", "sentence", **params)]
    assert len(sentences) == len(objects)
    assert all(name in sentence for name, sentence in zip(objects, sentences, strict=True))


def test_evidence_names_the_other_end_where_there_is_one(base):
    assert _rows(base, "evidence", "objectName", subject="SoftBank", relation="hasEmployees") == [(None,)]
    assert set(_rows(base, "evidence", "object", "objectName", subject="SoftBank", relation="investsIn")) == {
        (entity_iri(OPENAI.id).value, "OpenAI")
    }
    assert set(_rows(base, "evidence", "objectName", subject="Sam Altman")) == {("Microsoft",)}


def test_a_limit_may_be_nothing(base):
    assert base.named("kingmakers", limit=0).rows == []


def test_rumours_are_what_is_not_a_fact_yet(base):
    assert _rows(base, "rumours", "day", "subject", "object") == [
        ("2024-05-01", "OpenAI", "Microsoft"),
        ("2023-11-20", "Microsoft", "Sam Altman"),
        (None, "SoftBank", "OpenAI"),
    ]
    assert len(_rows(base, "rumours", "day", about="サム・アルトマン")) == 1
    assert len(_rows(base, "rumours", "day", limit=2)) == 2


AS_OF = [
    ("2022-12-31", [("SoftBank", "OpenAI", None)]),
    ("2023-06-30", [("Microsoft", "OpenAI", "2023-01-01"), ("SoftBank", "OpenAI", None)]),
    (None, [("Microsoft", "OpenAI", "2023-01-01"), ("Nvidia", "OpenAI", "2024-04-01"), ("SoftBank", "OpenAI", None)]),
]


@pytest.mark.parametrize(("date", "expected"), AS_OF)
def test_as_of(base, date, expected):
    assert _rows(base, "as-of", "subject", "object", "since", date=date) == expected


def test_as_of_knows_what_ended_and_when():
    began = simple_extraction(MICROSOFT, "investsIn", OPENAI, published="2023-01-01")
    ended = simple_extraction(MICROSOFT, "investsIn", OPENAI, lang="ja", published="2023-06-01", stage=Stage.ENDED)
    again = simple_extraction(MICROSOFT, "investsIn", OPENAI, text="again", published="2024-01-01")
    until = simple_extraction(NVIDIA, "supplies", OPENAI, published="2023-01-01", qualifiers={"endDate": "2023-03"})
    with KnowledgeBase.in_memory() as base:
        base.add([began, ended, again, until])
        held = {
            day: len(base.named("as-of", date=day)) for day in ("2023-02-01", "2023-05-01", "2023-07-01", "2024-02-01")
        }
    assert held == {"2023-02-01": 2, "2023-05-01": 1, "2023-07-01": 0, "2024-02-01": 1}


@settings(max_examples=40)
@given(article_sets())
def test_as_of_the_end_of_time_is_the_edges(extractions):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        quads = [q for q in base.quads() if q.graph_name == EDGES_GRAPH and q.predicate != kg("linkedTo")]
        symmetric = {
            tuple(sorted((q.subject.value, q.object.value))) for q in quads if q.predicate == kg("partnersWith")
        }
        directed = [q for q in quads if q.predicate != kg("partnersWith")]
        assert len(base.named("as-of")) == len(directed) + len(symmetric)


def test_kingmakers(base):
    assert _rows(base, "kingmakers", "name", "direct", "withinTwo") == [("Microsoft", "1", "1"), ("SoftBank", "1", "1")]
    assert len(_rows(base, "kingmakers", "name", limit=1)) == 1


def test_paths_go_over_edges_in_either_direction(base):
    columns = ("hops", "step1", "via1", "step2")
    assert _rows(base, "paths", *columns) == [("2", kg("investsIn").value, "OpenAI", kg("supplies").value)]
    assert _rows(base, "paths", *columns, to="OpenAI") == [("1", kg("investsIn").value, None, None)]
    assert _rows(base, "paths", *columns, to="Sam Altman") == []


WRONG = [
    ("nothing", {}, NotFound, "no such query; there are as-of"),
    ("evidence", {}, QueryError, "needs a value for subject"),
    ("evidence", {"subject": ""}, QueryError, "needs a value for subject"),
    ("evidence", {"subject": "ソニー"}, NotFound, "no entity of this name"),
    ("evidence", {"subject": "f"}, QueryError, "several entities"),
    ("evidence", {"subject": "Microsoft", "relation": "befriends"}, NotFound, "no such relation"),
    ("evidence", {"subject": "Microsoft", "verb": "x"}, QueryError, "no such parameter: verb; it has subject"),
    ("as-of", {"date": "2023"}, QueryError, "YYYY-MM-DD"),
    ("as-of", {"date": '2023-01-01" } #'}, QueryError, "YYYY-MM-DD"),
    ("kingmakers", {"limit": "many"}, QueryError, "not a whole number"),
    ("kingmakers", {"limit": -1}, QueryError, "-1: not a whole number of 0 or more"),
    ("kingmakers", {"limit": "٣"}, QueryError, "not a whole number of 0 or more"),
    ("kingmakers", {"limit": "9" * 30}, QueryError, "not a whole number of 0 or more"),
    ("paths", {"from": "> } INSERT", "to": "OpenAI"}, NotFound, "no entity of this name"),
]


@pytest.mark.parametrize(("name", "params", "error", "message"), WRONG)
def test_wrong_parameters_are_one_line(base, name, params, error, message):
    with pytest.raises(error, match=message) as caught:
        base.named(name, **params)
    assert "\n" not in str(caught.value)


def test_status_of_a_rumour_is_never_a_fact_without_a_stage(base):
    facts = {kg(str(status)).value for status in Status if status.is_factual}
    assert all(stage for status, stage in _rows(base, "rumours", "status", "stage") if status in facts)
