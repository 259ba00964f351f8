import subprocess
import sys

import pytest
import rdflib
from hypothesis import given, settings
from rdflib.namespace import RDF

from kg.store import BASE, KnowledgeBase
from tests.builders import samples
from tests.store.strategies import article_sets

pytestmark = pytest.mark.every_engine

KG = rdflib.Namespace(BASE + "ns#")


def _lines(base: KnowledgeBase) -> set[str]:
    return {f"{quad} ." for quad in base.quads()}


@pytest.fixture
def base():
    with KnowledgeBase.in_memory() as base:
        base.add(samples())
        yield base


# rdflib 7 warns of what it calls itself.
@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_the_default_graph_is_the_union_of_all(base):
    dataset = base.dataset()
    assert len(list(dataset.subjects(RDF.type, KG.Statement))) == base.stats()["claims"]
    edges = dataset.graph(rdflib.URIRef(BASE + "graph/edges"))
    assert (rdflib.URIRef(BASE + "id/Q2283"), KG.investsIn, rdflib.URIRef(BASE + "id/Q21708200")) in edges
    found = dataset.query("SELECT (COUNT(*) AS ?n) { ?s a kg:Statement }")
    assert [int(row.n) for row in found] == [base.stats()["claims"]]


@pytest.fixture
def read_only(tmp_path):
    with KnowledgeBase.open(tmp_path / "store") as base:
        base.add(samples())
    with KnowledgeBase.open(tmp_path / "store", read_only=True) as base:
        yield base


@pytest.mark.filterwarnings("ignore:Dataset.default_context is deprecated:DeprecationWarning")
def test_what_is_open_for_reading_is_not_copied(read_only):
    dataset = read_only.dataset()
    assert len(list(dataset.subjects(RDF.type, KG.Statement))) == read_only.stats()["claims"]
    found = dataset.query(
        "SELECT ?name { ?s rdfs:label ?name . FILTER(LANG(?name) = 'ja') FILTER(?name = 'マイクロソフト'@ja) }"
    )
    assert [str(row.name) for row in found] == ["マイクロソフト"]
    edges = dataset.graph(rdflib.URIRef(BASE + "graph/edges"))
    assert (rdflib.URIRef(BASE + "id/Q2283"), KG.investsIn, rdflib.URIRef(BASE + "id/Q21708200")) in edges
    before = _lines(read_only)
    with pytest.raises(RuntimeError, match="read-write"):
        dataset.remove((None, None, None, None))
    assert _lines(read_only) == before
    assert {f"{o!s}" for o in dataset.objects(None, KG.rule)} == {c.rule for c in read_only.claims()}


def test_it_is_a_copy(base):
    dataset = base.dataset()
    before = _lines(base)
    dataset.remove((None, None, None, None))
    base.remove("msft-openai")
    base.add(samples())
    assert _lines(base) == before


@settings(max_examples=25)
@given(article_sets())
def test_every_quad_is_there_as_it_is_written(extractions):
    with KnowledgeBase.in_memory() as base:
        base.add(extractions)
        expected = {(q.graph_name.value, q.subject.value, q.predicate.value, _term(q.object)) for q in base.quads()}
        quads = base.dataset().quads((None, None, None, None))
        found = {(str(graph), str(s), str(p), _rdflib_term(o)) for s, p, o, graph in quads}
    assert found == expected


def _term(term):
    datatype = getattr(term, "datatype", None)
    return term.value, getattr(term, "language", None) or "", datatype.value if datatype else ""


def _rdflib_term(term):
    if isinstance(term, rdflib.URIRef):
        return str(term), "", ""
    datatype = RDF.langString if term.language else term.datatype
    return str(term), term.language or "", str(datatype)


def test_rdflib_is_loaded_only_by_those_who_ask_for_it():
    code = "import sys, kg.store; assert 'rdflib' not in sys.modules, 'loaded'"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
