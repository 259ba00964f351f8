"""RDF as claims, articles and entities: the way back from `mapping`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import Claim, Entity, EntityType, Mention, QualifierValue, Section, Span, Stage, Status
from kg.schema import Schema
from kg.store.mapping import RESERVED
from kg.store.namespaces import PREFIXES, article_hash, entity_id, expand, kg, kg_name
from kg.store.ontology import AS_GIVEN, type_iris
from kg.store.records import ArticleRecord
from kg.store.terms import read_value

Term = NamedNode | Literal
Properties = Mapping[NamedNode, list[Term]]
Describe = Callable[[NamedNode], Properties]
"""What is said of a node."""
Types = Mapping[NamedNode, EntityType]


def group_properties(quads: Iterable[Quad]) -> dict[NamedNode, dict[NamedNode, list[Term]]]:
    """What is said of each subject."""
    found: dict[NamedNode, dict[NamedNode, list[Term]]] = {}
    for quad in quads:
        # We write no blank nodes and no triple terms.
        subject, value = cast(NamedNode, quad.subject), cast(Term, quad.object)
        found.setdefault(subject, {}).setdefault(quad.predicate, []).append(value)
    return found


def entity_types(schema: Schema) -> dict[NamedNode, EntityType]:
    """The type of entity that each class stands for."""
    return {iri: entity_type for entity_type, iri in type_iris(schema).items()}


def read_article(node: NamedNode, describe: Describe) -> ArticleRecord:
    """The record of a stored article."""
    said = describe(node)
    return ArticleRecord(
        id=_value(said, expand("schema:identifier")),
        hash=article_hash(node),
        title=_value(said, expand("schema:headline")),
        published=_value(said, kg("publishedText")) or _value(said, expand("schema:datePublished")),
        lang=_value(said, expand("schema:inLanguage")),
        publisher=_value(said, expand("schema:publisher")),
        url=_value(said, expand("schema:url")),
    )


def beside_claim(said: Properties) -> tuple[NamedNode, NamedNode]:
    """The nodes that `read_claim` looks at besides the statement: its article, and the words of its sentence."""
    return only_node(said, expand("prov:wasDerivedFrom")), _quote(only_node(said, expand("oa:hasTarget")))


def read_claim(node: NamedNode, describe: Describe, types: Types) -> Claim:
    """The claim that was stored as this statement, exactly as it was."""
    said = describe(node)
    article = only_node(said, expand("prov:wasDerivedFrom"))
    stage = said.get(kg("stage"))
    subject = _mention(said, "subject", "rdf:subject", types)
    if subject is None:
        raise LookupError(f"{node.value} is not a statement of this store")
    return Claim(
        article=_value(describe(article), expand("schema:identifier")),
        article_hash=article_hash(article),
        subject=subject,
        relation=kg_name(only_node(said, expand("rdf:predicate"))),
        object=_mention(said, "object", "rdf:object", types),
        status=Status(kg_name(only_node(said, kg("status")))),
        stage=Stage(kg_name(only_node(said, kg("stage")))) if stage else None,
        qualifiers=_qualifiers(said),
        attribution=_mention(said, "attribution", "prov:wasAttributedTo", types),
        sentence=_sentence(only_node(said, expand("oa:hasTarget")), describe),
        trigger=_span(_value(said, kg("triggerSpan")), _value(said, kg("triggerText"))),
        confidence=float(_value(said, kg("confidence"))),
        rule=_value(said, kg("rule")),
        reasons=tuple(filter(None, _value(said, kg("because")).split("\n"))),
    )


def read_entity(node: NamedNode, describe: Describe, types: Types) -> Entity:
    """An entity of the entities graph."""
    said = describe(node)
    labels = dict(sorted((_lang(label), label.value) for label in said.get(expand("rdfs:label"), [])))
    aliases = sorted((_lang(name), name.value) for name in said.get(expand("skos:altLabel"), []))
    return Entity(entity_id(node), _type(said, expand("rdf:type"), types), labels, tuple(aliases))


def _mention(said: Properties, role: str, link: str, types: Types) -> Mention | None:
    if kg(role + "Span") not in said:
        return None
    linked = said.get(expand(link))
    return Mention(
        span=_span(_value(said, kg(role + "Span")), _value(said, kg(role + "Text"))),
        name=_value(said, kg(role + "Name")),
        type=_type(said, kg(role + "Type"), types),
        names=tuple(sorted(name.value for name in said.get(kg(role + "Alias"), []))),
        entity_id=entity_id(linked[0].value) if linked else "",
    )


def _span(place: str, text: str) -> Span:
    section, _, offsets = place.partition("=")
    start, _, end = offsets.partition(",")
    return Span(int(start), int(end), text, Section.TITLE if section == "title" else Section.TEXT)


def _sentence(node: NamedNode, describe: Describe) -> Span:
    place = node.value.partition("#")[2]
    return _span(place, _value(describe(_quote(node)), expand("oa:exact")))


def _quote(sentence: NamedNode) -> NamedNode:
    return NamedNode(sentence.value + ";quote")


def _qualifiers(said: Properties) -> dict[str, QualifierValue]:
    own = {kg_name(term): values[0] for term, values in said.items() if term.value.startswith(PREFIXES["kg"])}
    found = {
        name: read_value(value) for name, value in own.items() if name not in RESERVED and isinstance(value, Literal)
    }
    as_given = {name.removesuffix(AS_GIVEN): found.pop(name) for name in list(found) if name.endswith(AS_GIVEN)}
    return found | as_given


def _value(said: Properties, predicate: NamedNode) -> str:
    values = said.get(predicate)
    return values[0].value if values else ""


def only_node(said: Properties, predicate: NamedNode) -> NamedNode:
    """The one node that this property leads to."""
    value = said[predicate][0]
    return value if isinstance(value, NamedNode) else NamedNode(value.value)


def _lang(value: Term) -> str:
    return (value.language or "") if isinstance(value, Literal) else ""


def _type(said: Properties, predicate: NamedNode, types: Types) -> EntityType:
    return types.get(only_node(said, predicate), EntityType.OTHER)
