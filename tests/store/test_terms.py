from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store

from kg.store.terms import number_literal, read_value, text_literal


def _stored(literal):
    store, node = Store(), NamedNode("urn:x")
    store.add(Quad(node, node, literal, node))
    return next(iter(store)).object


@given(st.integers() | st.floats(allow_nan=False))
def test_numbers_survive_the_store_with_their_kind(number):
    read = read_value(_stored(number_literal(number)))
    assert read == number
    assert type(read) is type(number)


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["en", "ja", "", "not a language"]))
def test_texts_survive_the_store(text, lang):
    assert read_value(_stored(text_literal(text, lang))) == text
