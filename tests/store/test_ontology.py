import pytest
from pyoxigraph import Literal, NamedNode

from kg.model import Status
from kg.schema import load_schema
from kg.store.mapping import RESERVED
from kg.store.namespaces import ONTOLOGY_GRAPH, PREFIXES, expand, kg
from kg.store.ontology import build_ontology
from kg.store.reading import group_properties
from tests.benchmarks.generated import generate
from tests.store.validation.stores import sound_quads

TYPE, CLASS, PROPERTY, RELATION = (expand(one) for one in ("rdf:type", "rdfs:Class", "rdf:Property", "kg:Relation"))

DESCRIBED = group_properties(build_ontology(load_schema()))


def test_every_term_has_labels_in_both_languages():
    for node, said in DESCRIBED.items():
        labels = [value for value in said.get(expand("rdfs:label"), []) if isinstance(value, Literal)]
        assert sorted(label.language for label in labels) == ["en", "ja"], node


def _used() -> list[NamedNode]:
    """Every term of ours in a store with judgements, merges and every relation, and what may be in others."""
    from kg.store import KnowledgeBase

    with KnowledgeBase.in_memory() as base:
        base.add(generate(100))
        quads = [quad for quad in (*base.quads(), *sound_quads()) if quad.graph_name != ONTOLOGY_GRAPH]
    terms = {term for quad in quads for term in (quad.predicate, quad.object) if isinstance(term, NamedNode)}
    ours = {term for term in terms if term.value.startswith(PREFIXES["kg"])}
    return sorted(ours | {kg(name) for name in RESERVED}, key=str)


@pytest.mark.parametrize("of", ["rdfs:label", "rdfs:comment skos:definition"])
def test_every_term_that_we_store_is_named_and_explained_in_both_languages(of):
    used = _used()
    assert len(used) > 100
    missing = {}
    for term in used:
        told = [value for one in of.split() for value in DESCRIBED.get(term, {}).get(expand(one), [])]
        if sorted(value.language for value in told) != ["en", "ja"]:
            missing[term.value] = told
    assert missing == {}


def test_a_term_is_a_class_or_a_property_or_a_value_and_never_two_of_them():
    kinds = {"classes": {CLASS}, "properties": {PROPERTY, RELATION}, "values": {kg("Status"), kg("Stage")}}
    found = {name: {node for node, said in DESCRIBED.items() if set(said[TYPE]) & of} for name, of in kinds.items()}
    assert not found["classes"] & found["properties"]
    assert not (found["classes"] | found["properties"]) & found["values"]
    others = DESCRIBED.keys() - set().union(*found.values())
    assert [node.value for node in others] == [PREFIXES["kg"]]


def test_what_terms_hang_on_is_there():
    known = set(DESCRIBED) | {expand(f"xsd:{name}") for name in ("string", "decimal", "integer", "date", "boolean")}
    outside = (PREFIXES[name] for name in ("rdf", "rdfs", "owl", "skos", "oa", "schema"))
    starts = tuple(outside)
    for term in (
        "rdfs:subClassOf",
        "rdfs:subPropertyOf",
        "schema:domainIncludes",
        "schema:rangeIncludes",
        "kg:mayCarry",
    ):
        used = {value for said in DESCRIBED.values() for value in said.get(expand(term), [])}
        assert used
        assert [one for one in used - known if not one.value.startswith(starts)] == []


def test_fixed_properties_are_the_only_ones_that_reserve_their_names():
    assert {kg(name) for name in RESERVED} & {kg(name) for name in load_schema().qualifiers} == set()


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
