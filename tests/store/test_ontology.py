from pyoxigraph import Literal

from kg.model import Status
from kg.schema import load_schema
from kg.store.mapping import RESERVED, extraction_quads
from kg.store.namespaces import PREFIXES, expand, kg
from kg.store.ontology import build_ontology
from kg.store.reading import group_properties
from tests.builders import samples

DESCRIBED = group_properties(build_ontology(load_schema()))


def test_every_term_has_labels_in_both_languages():
    for node, said in DESCRIBED.items():
        labels = [value for value in said.get(expand("rdfs:label"), []) if isinstance(value, Literal)]
        assert sorted(label.language for label in labels) == ["en", "ja"], node


def test_every_term_that_we_store_is_described():
    used = {quad.predicate for one in samples() for quad in extraction_quads(one, load_schema())} | {
        kg(name) for name in RESERVED
    }
    ours = {term for term in used if term.value.startswith(PREFIXES["kg"]) and not term.value.endswith("DateText")}
    assert ours - DESCRIBED.keys() == set()


def test_relations_say_what_they_are():
    cases = {
        "sues": {"Relation"},
        "investsIn": {"Relation", "DealRelation"},
        "partnersWith": {"Relation", "SymmetricRelation", "DealRelation"},
        "laysOff": {"Relation", "UnaryRelation"},
    }
    for name, classes in cases.items():
        assert set(DESCRIBED[kg(name)][expand("rdf:type")]) == {kg(one) for one in classes}


def test_relations_hang_on_their_parent_or_on_linked_to():
    cases = {"investsIn": [kg("linkedTo")], "executiveOf": [kg("worksFor")], "laysOff": None}
    assert {name: DESCRIBED[kg(name)].get(expand("rdfs:subPropertyOf")) for name in cases} == cases


def test_every_status_has_its_certainty():
    for status in Status:
        assert kg("certainty") in DESCRIBED[kg(str(status))]
