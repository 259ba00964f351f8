"""The schema that a store remembers: its ontology graph, read back.

A store that was built with rules of one's own is opened later without them. What these rules added or changed must
then still be there, or its claims could be neither shown nor asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from pyoxigraph import Literal, NamedNode, Quad

from kg.model import EntityType
from kg.schema import Relation, Schema, Term, load_schema
from kg.store.mapping import RESERVED, A
from kg.store.namespaces import PREFIXES, expand, kg, kg_name
from kg.store.ontology import AS_GIVEN, OWN_TERM, VALUE_TYPES, type_iris
from kg.store.reading import Properties, group_properties

Entry = TypeVar("Entry", Relation, Term)
_VALUES = {expand(curie): value for value, curie in VALUE_TYPES.items()}


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the ontology graph says, and which of its terms come from rules of one's own."""

    described: Mapping[NamedNode, Properties]

    def is_own(self, node: NamedNode) -> bool:
        return OWN_TERM in self.described.get(node, {}).get(A, ())

    def names(self, of_class: NamedNode) -> list[str]:
        """The names of our own terms of this class."""
        ours = (node for node, said in self.described.items() if of_class in said.get(A, ()))
        return sorted(kg_name(node) for node in ours if node.value.startswith(PREFIXES["kg"]))


def recall_schema(given: Schema, ontology: Iterable[Quad]) -> Schema:
    """A schema with what the store knows besides: nothing that is stored is ever lost.

    Rules of one's own win over the packaged ones, those that are given now over those that are remembered.
    """
    kept, packaged = _Kept(group_properties(ontology)), load_schema()
    qualifiers = {name: _qualifier(name, kept) for name in _qualifier_names(kept)}
    relations = {name: _relation(name, kept, given, qualifiers) for name in kept.names(kg("Relation"))}
    return replace(
        given,
        relations=_lay_over(given.relations, relations, packaged.relations, kept),
        qualifiers=_lay_over(given.qualifiers, qualifiers, packaged.qualifiers, kept),
        types=_relabel(given.types, packaged.types, kept, {str(one): iri for one, iri in type_iris(given).items()}),
        statuses=_relabel(given.statuses, packaged.statuses, kept),
        stages=_relabel(given.stages, packaged.stages, kept),
    )


def _lay_over(
    given: Mapping[str, Entry], remembered: Mapping[str, Entry], packaged: Mapping[str, Entry], kept: _Kept
) -> dict[str, Entry]:
    found = dict(given)
    for name, entry in remembered.items():
        if name not in given or (kept.is_own(kg(name)) and given[name] == packaged.get(name)):
            found[name] = entry
    return found


def _relabel(
    given: Mapping[str, Term], packaged: Mapping[str, Term], kept: _Kept, nodes: Mapping[str, NamedNode] | None = None
) -> dict[str, Term]:
    """Types, statuses and stages are fixed: rules may only call them otherwise."""
    found = dict(given)
    for name, term in given.items():
        node = nodes[name] if nodes else kg(name)
        if kept.is_own(node) and term == packaged.get(name):
            found[name] = replace(term, labels=_labels(node, "rdfs:label", kept), helps=_definitions(node, kept))
    return found


def _relation(name: str, kept: _Kept, given: Schema, qualifiers: Mapping[str, Term]) -> Relation:
    node = kg(name)
    said = kept.described[node]
    kinds, parents = said.get(kg("kind"), []), _nodes(said, "rdfs:subPropertyOf")
    carried = {kg_name(one) for one in _nodes(said, "kg:mayCarry")}
    return Relation(
        name=name,
        kind=kinds[0].value if kinds else "event",
        labels=_labels(node, "rdfs:label", kept) or {"en": name},
        inverse_labels=_labels(node, "kg:inverseLabel", kept),
        subject_types=_types(said, "schema:domainIncludes", given),
        object_types=_types(said, "schema:rangeIncludes", given),
        symmetric=kg("SymmetricRelation") in said[A],
        deal=kg("DealRelation") in said[A],
        opens=_texts(said, "opens"),
        closes=_texts(said, "closes"),
        one_holder=_texts(said, "oneHolder"),
        parent="".join(kg_name(one) for one in parents[:1] if one != kg("linkedTo")),
        qualifiers=tuple(one for one in {**given.qualifiers, **qualifiers} if one in carried),
        # Only reading articles asks what a date tells, and that goes by the rules, so the store does not keep it.
        dated=given.relations[name].dated if name in given.relations else "event",
        helps=_definitions(node, kept),
    )


def _qualifier_names(kept: _Kept) -> list[str]:
    # The fixed properties of statements are described in the same way.
    return [
        name
        for name in kept.names(expand("rdf:Property"))
        if name not in RESERVED
        and not name.endswith(AS_GIVEN)
        and kg("Statement") in _nodes(kept.described[kg(name)], "schema:domainIncludes")
    ]


def _qualifier(name: str, kept: _Kept) -> Term:
    ranges = _nodes(kept.described[kg(name)], "schema:rangeIncludes")
    value = next((_VALUES[one] for one in ranges if one in _VALUES), "")
    return Term(name, _labels(kg(name), "rdfs:label", kept), _definitions(kg(name), kept), value=value)


def _types(said: Properties, predicate: str, given: Schema) -> tuple[EntityType, ...]:
    found = set(_nodes(said, predicate))
    iris = type_iris(given)
    return tuple(one for one in EntityType if iris[one] in found)


def _texts(said: Properties, name: str) -> tuple[str, ...]:
    return tuple(sorted(one.value for one in said.get(kg(name), ())))


def _labels(node: NamedNode, predicate: str, kept: _Kept) -> dict[str, str]:
    values = kept.described[node].get(expand(predicate), [])
    return dict(sorted((one.language or "", one.value) for one in values if isinstance(one, Literal)))


def _definitions(node: NamedNode, kept: _Kept) -> dict[str, str]:
    return _labels(node, "skos:definition", kept)


def _nodes(said: Properties, predicate: str) -> list[NamedNode]:
    return [one for one in said.get(expand(predicate), []) if isinstance(one, NamedNode)]
