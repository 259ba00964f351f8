"""The vocabulary as RDF: the fixed part from `ontology.ttl`, the rest from the schema."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.model import EntityType, Status
from kg.schema import Relation, Schema, Term, load_schema
from kg.store.namespaces import ONTOLOGY_GRAPH, expand, kg

FIXED_FILE = Path(__file__).with_name("ontology.ttl")

_GRASP = "http://groundedannotationframework.org/grasp/factuality#"
# Where an axis is missing, the status leaves it open.
_AXES: Mapping[Status, Mapping[str, str]] = {
    Status.ASSERTED: {"certainty": "certain", "polarity": "positive", "tense": "non-future"},
    Status.REPORTED: {"certainty": "certain", "polarity": "positive", "tense": "non-future"},
    Status.PLANNED: {"certainty": "certain", "polarity": "positive", "tense": "future"},
    Status.PREDICTED: {"certainty": "probable", "polarity": "positive", "tense": "future"},
    Status.POSSIBLE: {"certainty": "possible", "polarity": "positive"},
    Status.DENIED: {"certainty": "certain", "polarity": "negative"},
    Status.HYPOTHETICAL: {"certainty": "underspecified"},
}
_AS_GIVEN = {
    "en": ("%s as given", "The date as the article has it, where it is no full date."),
    "ja": ("%sの原文", "完全な日付でない場合の、記事中の表記。"),
}
VALUE_TYPES = {
    "number": "xsd:decimal",
    "integer": "xsd:integer",
    "date": "xsd:date",
    "code": "xsd:string",
    "text": "rdf:langString",
}
AS_GIVEN = "Text"
"""Appended to the name of a date qualifier for its own words, where these are no full date."""
OWN_TERM = kg("OwnTerm")
"""The class of terms that rules of one's own added or changed."""


def build_ontology(schema: Schema) -> list[Quad]:
    """All quads of the ontology graph, sorted."""
    fixed = parse(FIXED_FILE.read_bytes(), format=RdfFormat.TURTLE)
    quads = {Quad(quad.subject, quad.predicate, quad.object, ONTOLOGY_GRAPH) for quad in fixed}
    triples = set(_from_schema(schema))
    # Whatever the packaged schema does not say just so; the store must remember it (see `kept_schema`).
    differing = {subject for subject, *_ in triples ^ set(_from_schema(load_schema()))}
    triples |= {(subject, expand("rdf:type"), OWN_TERM) for subject, *_ in set(triples) if subject in differing}
    quads |= {Quad(*triple, ONTOLOGY_GRAPH) for triple in triples}
    return sorted(quads, key=str)


def type_iris(schema: Schema) -> dict[EntityType, NamedNode]:
    """The class of each type of entity."""
    return {EntityType(name): expand(term.iri) if term.iri else kg(name) for name, term in schema.types.items()}


Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]


def _from_schema(schema: Schema) -> Iterator[Triple]:
    types = type_iris(schema)
    for relation in schema.relations.values():
        yield from _relation(relation, types)
    for name, term in schema.types.items():
        yield from _term(types[EntityType(name)], term, "rdfs:Class")
        yield types[EntityType(name)], expand("rdf:type"), kg("EntityClass")
    for name, term in schema.statuses.items():
        yield from _term(kg(name), term, "kg:Status")
        for axis, value in _AXES[Status(name)].items():
            yield kg(name), kg(axis), NamedNode(_GRASP + value)
    for name, term in schema.stages.items():
        yield from _term(kg(name), term, "kg:Stage")
    for name, term in schema.qualifiers.items():
        yield from _term(kg(name), term, "rdf:Property")
        yield kg(name), expand("schema:domainIncludes"), kg("Statement")
        yield kg(name), expand("schema:rangeIncludes"), expand(VALUE_TYPES.get(term.value, "rdfs:Literal"))
        if term.value == "date":
            yield from _date_as_given(name, term)


def _date_as_given(name: str, term: Term) -> Iterator[Triple]:
    node = kg(name + AS_GIVEN)
    yield node, expand("rdf:type"), expand("rdf:Property")
    yield from _labelled(
        node, "rdfs:label", {lang: _AS_GIVEN[lang][0] % term.labels.get(lang, name) for lang in _AS_GIVEN}
    )
    yield from _labelled(node, "skos:definition", {lang: said for lang, (_, said) in _AS_GIVEN.items()})
    yield node, expand("schema:domainIncludes"), kg("Statement")
    yield node, expand("schema:rangeIncludes"), expand("xsd:string")


def _relation(relation: Relation, types: Mapping[EntityType, NamedNode]) -> Iterator[Triple]:
    node, a = kg(relation.name), expand("rdf:type")
    yield node, a, kg("Relation")
    yield node, kg("kind"), Literal(relation.kind)
    yield from _labelled(node, "rdfs:label", relation.labels)
    yield from _labelled(node, "kg:inverseLabel", relation.inverse_labels)
    yield from _labelled(node, "skos:definition", relation.helps)
    for one in relation.subject_types:
        yield node, expand("schema:domainIncludes"), types[one]
    for one in relation.object_types:
        yield node, expand("schema:rangeIncludes"), types[one]
    for qualifier in relation.qualifiers:
        yield node, kg("mayCarry"), kg(qualifier)
    if relation.unary:
        yield node, a, kg("UnaryRelation")
    else:
        yield node, expand("rdfs:subPropertyOf"), kg(relation.parent or "linkedTo")
    if relation.symmetric:
        yield node, a, kg("SymmetricRelation")
    if relation.deal:
        yield node, a, kg("DealRelation")
    for term, values in (("opens", relation.opens), ("closes", relation.closes), ("oneHolder", relation.one_holder)):
        yield from ((node, kg(term), Literal(value)) for value in values)


def _term(node: NamedNode, term: Term, of_class: str) -> Iterable[Triple]:
    yield node, expand("rdf:type"), expand(of_class)
    yield from _labelled(node, "rdfs:label", term.labels)
    yield from _labelled(node, "skos:definition", term.helps)


def _labelled(node: NamedNode, predicate: str, labels: Mapping[str, str]) -> Iterable[Triple]:
    for lang, label in labels.items():
        yield node, expand(predicate), Literal(label, language=lang)
