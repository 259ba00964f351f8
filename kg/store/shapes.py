"""What nodes must look like, as SHACL: the fixed part from `shapes.ttl`, the rest from the schema."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from kg.schema import Schema, Term
from kg.store.namespaces import expand, kg
from kg.store.ontology import AS_GIVEN, type_iris

FIXED_FILE = Path(__file__).with_name("shapes.ttl")
SHACL = "http://www.w3.org/ns/shacl#"

_QUALIFIERS, _ENTITIES = kg("QualifierShape"), kg("EntityShape")
_DATATYPES = {"integer": "xsd:integer", "date": "xsd:date", "code": "xsd:string"}
_NUMBERS = ("xsd:integer", "xsd:decimal", "xsd:double")
_MUST_BE: Mapping[str, tuple[str, str]] = {
    "number": ("is one number", "は一つの数値でなければならない"),
    "integer": ("is one whole number", "は一つの整数でなければならない"),
    "date": ("is one whole day (xsd:date)", "は一つの完全な日付（xsd:date）でなければならない"),
    "code": ("is one code without a language", "は言語のない一つの記号でなければならない"),
    "text": ("is one text", "は一つの文字列でなければならない"),
}


def sh(name: str) -> NamedNode:
    """A term of SHACL."""
    return NamedNode(SHACL + name)


def build_shapes(schema: Schema) -> list[Triple]:
    """All shapes, sorted: those of `shapes.ttl`, the value of each qualifier, and the class of each type of entity."""
    found = set(_fixed_shapes())
    described = {triple.object for triple in found if triple.predicate == sh("property")}
    for name, term in schema.qualifiers.items():
        found.update(_qualifier(name, term, described))
    found.update(_numeric())
    found.update(Triple(_ENTITIES, sh("targetClass"), one) for one in type_iris(schema).values())
    # The lists have blank nodes, which get the same names every time.
    quads = Dataset(Quad(one.subject, one.predicate, one.object) for one in found)
    quads.canonicalize(CanonicalizationAlgorithm.UNSTABLE)
    return sorted((Triple(one.subject, one.predicate, one.object) for one in quads), key=str)


def _fixed_shapes() -> Iterator[Triple]:
    """The shapes of the file; each property shape is named after its node shape and its path."""
    triples = list(parse(FIXED_FILE.read_bytes(), format=RdfFormat.TURTLE))
    paths = {one.subject: one.object for one in triples if one.predicate == sh("path")}
    names: dict[object, NamedNode] = {
        one.object: _property_shape(one.subject, paths[one.object])
        for one in triples
        if one.predicate == sh("property")
    }
    for one in triples:
        yield Triple(names.get(one.subject, one.subject), one.predicate, names.get(one.object, one.object))


def _property_shape(shape: NamedNode, path: NamedNode) -> NamedNode:
    return NamedNode(f"{shape.value}-{path.value.replace('#', '/').rpartition('/')[2]}")


def _qualifier(name: str, term: Term, described: Collection[object]) -> Iterator[Triple]:
    """What a qualifier must be, added to what `shapes.ttl` says of it, if it does."""
    node = _property_shape(_QUALIFIERS, kg(name))
    if node not in described:
        yield from _describe(node, kg(name), term, term.value if term.value in _MUST_BE else "text")
    yield Triple(node, sh("maxCount"), Literal(1))
    if term.value == "number":
        yield Triple(node, sh("or"), BlankNode("number-0"))
    elif term.value in _DATATYPES:
        yield Triple(node, sh("datatype"), expand(_DATATYPES[term.value]))
    else:
        yield Triple(node, sh("nodeKind"), sh("Literal"))
    if term.value == "date":
        words = _property_shape(_QUALIFIERS, kg(name + AS_GIVEN))
        yield from _describe(words, kg(name + AS_GIVEN), term, "text")
        yield Triple(words, sh("maxCount"), Literal(1))
        yield Triple(words, sh("datatype"), expand("xsd:string"))


def _describe(node: NamedNode, path: NamedNode, term: Term, kind: str) -> Iterator[Triple]:
    english, japanese = _MUST_BE[kind]
    label = term.labels.get("en", term.name)
    yield Triple(_QUALIFIERS, sh("property"), node)
    yield Triple(node, sh("path"), path)
    yield Triple(node, sh("message"), Literal(f"the qualifier “{label}” {english}", language="en"))
    yield Triple(node, sh("message"), Literal(f"修飾情報「{term.labels.get('ja', label)}」{japanese}", language="ja"))


def _numeric() -> Iterator[Triple]:
    """The list of what a number may be, which all qualifiers that are one share."""
    rest: NamedNode | BlankNode = expand("rdf:nil")
    for place, curie in reversed(list(enumerate(_NUMBERS))):
        node, alternative = BlankNode(f"number-{place}"), BlankNode(f"alternative-{place}")
        yield Triple(alternative, sh("datatype"), expand(curie))
        yield Triple(node, expand("rdf:first"), alternative)
        yield Triple(node, expand("rdf:rest"), rest)
        rest = node
