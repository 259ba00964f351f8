import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store.changes import compose_update

GRAPHS = [NamedNode(f"http://example.test/g{number}") for number in range(3)]
TEXTS = ["Kordia", "コルディア", 'a "quoted"\\ text\nof } two lines', ""]
LITERALS = st.builds(Literal, st.sampled_from(TEXTS)) | st.builds(
    lambda text, lang: Literal(text, language=lang), st.sampled_from(TEXTS), st.sampled_from(["en", "ja"])
)
QUADS = st.builds(
    Quad,
    st.integers(0, 4).map(lambda number: NamedNode(f"http://example.test/{number}")),
    st.just(NamedNode("http://example.test/name")),
    LITERALS,
    st.sampled_from(GRAPHS),
)


def _numbered(count, graph=GRAPHS[0], language=None):
    node = NamedNode("http://example.test/s")
    return [Quad(node, node, Literal(str(number), language=language), graph) for number in range(count)]


@given(st.sets(QUADS), st.sets(QUADS), st.sets(QUADS), st.sampled_from([None, *GRAPHS]))
def test_an_update_drops_then_deletes_then_inserts(there, deleted, inserted, dropped):
    store = Store()
    store.extend(there)
    update = compose_update(delete=deleted, insert=inserted, drop=dropped)
    if update:
        store.update(update)
    assert set(store) == ({one for one in there if one.graph_name != dropped} - deleted) | inserted


@given(st.lists(QUADS), st.randoms(use_true_random=False))
def test_the_same_change_is_the_same_text(quads, random):
    shuffled = random.sample(quads, len(quads))
    assert compose_update(delete=quads, insert=quads) == compose_update(delete=shuffled, insert=shuffled)


@pytest.mark.parametrize(("count", "operations"), [(0, 0), (1, 1), (1000, 1), (1001, 2), (3500, 4)])
def test_no_operation_is_too_long_for_a_server(count, operations):
    for update in (compose_update(insert=_numbered(count)), compose_update(delete=_numbered(count))):
        assert len(re.findall(r"^(?:INSERT|DELETE) DATA", update, re.MULTILINE)) == operations


def test_texts_with_a_language_are_deleted_from_one_graph_at_a_time():
    quads = [one for graph in GRAPHS for language in (None, "en") for one in _numbered(2, graph, language)]
    blocks = compose_update(delete=quads).split(" ;\n")
    assert [block.count("GRAPH") for block in blocks] == [1, 1, 1, 3]
    assert ["@en" in block for block in blocks] == [True, True, True, False]
    assert compose_update(insert=quads).count("INSERT DATA") == 1
