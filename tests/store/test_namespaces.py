import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store import BASE
from kg.store.namespaces import PREFIXES, entity_id, entity_iri, expand, kg, kg_name, shorten, statement_iri


def test_iris_hang_on_the_one_base():
    assert entity_iri("Q2283").value == BASE + "id/Q2283"
    assert statement_iri("ab-investsIn-0-10").value == BASE + "st/ab-investsIn-0-10"
    assert kg("investsIn") == expand("kg:investsIn")


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_any_id_round_trips(text):
    assert entity_id(entity_iri(text)) == text
    assert kg_name(kg(text)) == text


def test_an_unknown_prefix_is_an_error():
    with pytest.raises(KeyError):
        expand("foaf:name")


@pytest.mark.parametrize(
    ("iri", "expected"),
    [
        (BASE + "ns#planned", "kg:planned"),
        (BASE + "id/Q2283", "id:Q2283"),
        (BASE + "id/x-%E6%9D%B1", "id:x-%E6%9D%B1"),
        ("http://www.w3.org/2001/XMLSchema#date", "xsd:date"),
        (BASE + "article/00ff#char=1,2", BASE + "article/00ff#char=1,2"),
        (BASE + "graph/edges", BASE + "graph/edges"),
        (BASE + "id/a.", BASE + "id/a."),
        (BASE + "id/", BASE + "id/"),
        ("https://other.example/x", "https://other.example/x"),
    ],
)
def test_an_iri_is_shortened_where_a_query_could_have_it_so(iri, expected):
    assert shorten(iri) == expected


@given(st.sampled_from(sorted(PREFIXES)), st.text(st.characters(codec="utf-8"), min_size=1))
def test_what_was_shortened_stands_for_the_same(prefix, text):
    iri = PREFIXES[prefix] + text
    short = shorten(iri)
    assert short == iri or expand(short).value == iri
