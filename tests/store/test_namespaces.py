import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store import BASE
from kg.store.namespaces import entity_id, entity_iri, expand, kg, kg_name, statement_iri


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
