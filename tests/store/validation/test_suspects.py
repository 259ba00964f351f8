"""The queries for suspects miss nothing that pyshacl would find, and pyshacl has the last word."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, Store, Triple

from kg.schema import load_schema
from kg.store.namespaces import ONTOLOGY_GRAPH, PREFIXES, expand, kg
from kg.store.shapes import build_shapes, sh
from kg.store.validation import report, suspects, validate
from kg.store.validation.suspects import Shapes, suspect_queries
from tests.store.validation.stores import put, sound_quads, spoiled_store

SCHEMA = load_schema()
ODD = [
    Literal("odd"),
    Literal("言葉", language="ja"),
    Literal(7),
    Literal("-0.5", datatype=expand("xsd:decimal")),
    Literal("NaN", datatype=expand("xsd:double")),
    Literal("x", datatype=expand("xsd:integer")),
    Literal("2023-01-01", datatype=expand("xsd:date")),
    Literal("2023", datatype=expand("xsd:gYear")),
    Literal(True),
    kg("asserted"),
    kg("sues"),
    expand("schema:Person"),
    expand("id:Q2283"),
    NamedNode("urn:elsewhere"),
]


@st.composite
def spoilings(draw) -> tuple[Quad, Quad | None]:
    """A quad of the sound store that goes, and another that comes."""
    quads = sorted((one for one in sound_quads() if one.graph_name != ONTOLOGY_GRAPH), key=str)
    gone = draw(st.sampled_from(quads))
    kind = draw(st.sampled_from(["lose", "replace", "add"]))
    if kind == "lose":
        return gone, None
    other = Quad(gone.subject, gone.predicate, draw(st.sampled_from(ODD)), gone.graph_name)
    return (gone, other) if kind == "replace" else (other, other)


# Ten times: each judges the whole store with pyshacl.
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(spoiled=st.lists(spoilings(), min_size=3, max_size=12))
def test_suspects_are_all_that_pyshacl_finds(spoiled, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "ALWAYS_JUDGED", 0)
    store = spoiled_store()
    for gone, new in spoiled:
        store.remove(gone)
        if new is not None:
            store.add(new)
    assert validate(store, SCHEMA).findings == validate(store, SCHEMA, every=True).findings


def test_too_many_suspects_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "ALWAYS_JUDGED", 0)
    monkeypatch.setattr(report, "MOST_SUSPECTS", 2)
    found = validate(spoiled_store(put("?n a kg:Statement .", "kg:rule ?x")), SCHEMA)
    assert len(found.findings) == 2
    assert found.unjudged == found.claims - 2


def _suspects(*asked: Triple) -> set[str]:
    shape, path = kg("Shape"), kg("Shape-p")
    fixed = [
        Triple(shape, expand("rdf:type"), sh("NodeShape")),
        Triple(shape, sh("targetClass"), kg("C")),
        Triple(shape, sh("property"), path),
        Triple(path, sh("path"), kg("p")),
    ]
    store = Store()
    for name, values in {"none": [], "one": [Literal(1)], "two": [Literal(1), Literal("x")]}.items():
        store.add(Quad(kg(name), expand("rdf:type"), kg("C")))
        store.extend(Quad(kg(name), kg("p"), value) for value in values)
    store.add(Quad(kg("another"), kg("p"), Literal("x")))
    queries = suspect_queries(Shapes([*fixed, *asked]))
    return {row["focus"].value.removeprefix(PREFIXES["kg"]) for one in queries for row in store.query(one)}


CASES = [
    ("nothing", [], set()),
    ("least", [("minCount", Literal(1))], {"none"}),
    ("least of two", [("minCount", Literal(2))], {"none", "one"}),
    ("most", [("maxCount", Literal(1))], {"two"}),
    ("none at all", [("maxCount", Literal(0))], {"one", "two"}),
    ("kind of value", [("datatype", expand("xsd:integer"))], {"two"}),
    ("range", [("minInclusive", Literal(1)), ("maxInclusive", Literal(3))], {"two"}),
    ("class", [("class", kg("C"))], {"one", "two"}),
    ("something that is not translated", [("hasValue", Literal(1))], {"none", "one", "two"}),
]


@pytest.mark.parametrize(("asked", "expected"), [pytest.param(*rest, id=name) for name, *rest in CASES])
def test_who_is_suspect(asked, expected) -> None:
    assert _suspects(*(Triple(kg("Shape-p"), sh(name), value) for name, value in asked)) == expected


def test_everything_in_the_packaged_shapes_is_translated() -> None:
    shapes = Shapes(build_shapes(SCHEMA))
    parts = [part for one in shapes.node_shapes() for part in (one, *shapes.values(one, "property"))]
    asked = {name for part in parts for name in shapes.components(part)}
    assert asked > {"class", "datatype", "pattern", "in", "or", "uniqueLang"}
    assert asked <= {*suspects._OF_VALUES, *suspects._OF_NODES}
