"""What is derived from the article graphs: the graphs of entities, of counts, of edges, and of the timeline.

They are a function of all article graphs together, in whatever order they came. Adding or removing an article
recomputes only the entities and topics that the article speaks of; the outcome is the same as deriving
everything anew, because the same functions (`entity_quads`, `edge_quads`, `timeline_quads`) see the same totals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.link.judgements import Rulings
from kg.model import EntityType
from kg.schema import Schema
from kg.store.engine import Engine
from kg.store.evidence import Evidence, Pair, Topic, read_told, stored_evidence, tells_of_entities, topic_of
from kg.store.name_counts import NAMING, Names, count_quads, stored_names
from kg.store.namespaces import EDGES_GRAPH, ENTITIES_GRAPH, PREFIXES, entity_id, expand, kg
from kg.store.ontology import type_iris
from kg.store.reading import Term, group_properties, only_node
from kg.store.terms import text_literal
from kg.store.timeline import timeline_change, timeline_quads
from kg.timeline import Told
from kg.timeline.told import ordered_ends

_NONE = Rulings()
_T = TypeVar("_T", NamedNode, Literal, Term)

_LINKED = kg("linkedTo")


@dataclass(slots=True)
class Observations:
    """What some article graphs say that matters for derived graphs."""

    names: dict[NamedNode, Names] = field(default_factory=lambda: defaultdict(Counter))
    evidence: dict[Topic, Evidence] = field(default_factory=lambda: defaultdict(dict))


def observe(quads: Iterable[Quad], schema: Schema, found: Observations | None = None) -> Observations:
    """What these quads of whole article graphs say, besides what was found before."""
    found = found or Observations()
    for node, said in group_properties(quads).items():
        if kg("refersTo") in said:
            entity, own = only_node(said, kg("refersTo")), only_node(said, kg("linkedAs"))
            found.names[entity].update((own, term, value) for term in said if term in NAMING for value in said[term])
        elif tells_of_entities(said, schema):
            told = read_told(node, said)
            found.evidence[topic_of(told, schema)][told.claim] = told
    return found


def entity_quads(
    entity: NamedNode,
    names: Names,
    rulings: Rulings = _NONE,
    classes: Mapping[EntityType, NamedNode] | None = None,
) -> set[Quad]:
    """The entity as its mentions in all articles describe it, and as people corrected it.

    Nothing, if no article mentions it.

    Args:
        entity: Which.
        names: What mentions say of it.
        rulings: What people decided.
        classes: The class of each type.
    """
    said: Counter[tuple[NamedNode, Term]] = Counter()
    for (_, term, value), count in names.items():
        said[term, value] += count
    types = {value: count for (term, value), count in said.items() if term == kg("entityType") and count > 0}
    if not types:
        return set()
    identity = entity_id(entity)
    kind = rulings.types.get(identity)
    judged = classes[kind] if kind is not None and classes is not None else None
    triples: set[tuple[NamedNode, Term]] = {(expand("rdf:type"), judged or _most_frequent(types))}
    labels = _labels(said)
    labels |= {lang: name for (about, lang), name in rulings.names.items() if about == identity}
    triples |= {(expand("rdfs:label"), text_literal(label, lang)) for lang, label in labels.items()}
    first = labels.get("en") or next((labels[lang] for lang in sorted(labels)), entity_id(entity))
    triples.add((expand("schema:name"), Literal(first)))
    for (_, value), count in said.items():
        if count > 0 and isinstance(value, Literal) and labels.get(value.language or "") != value.value:
            triples.add((expand("skos:altLabel"), value))
    known_as = entity_id(entity)
    if known_as[:1] == "Q" and known_as[1:].isdecimal():
        triples.add((expand("owl:sameAs"), NamedNode(PREFIXES["wd"] + known_as)))
    return {Quad(entity, term, value, ENTITIES_GRAPH) for term, value in triples}


def _labels(said: Mapping[tuple[NamedNode, Term], int]) -> dict[str, str]:
    """The display name per language: what most articles use, then the longest, then the first in the alphabet."""
    per_lang: dict[str, dict[Literal, int]] = defaultdict(dict)
    for (term, value), count in said.items():
        if term == kg("mentionLabel") and isinstance(value, Literal) and count > 0:
            per_lang[value.language or ""][value] = count
    return {lang: _most_frequent(labels).value for lang, labels in per_lang.items()}


def _most_frequent(counts: Mapping[_T, int]) -> _T:
    return min(counts, key=lambda one: (-counts[one], -len(one.value), one.value))


def edge_quads(evidence: Evidence, schema: Schema) -> set[Quad]:
    """The direct edges that hold by all the evidence of a topic."""
    per_edge: dict[tuple[tuple[str, str], str], list[Told]] = defaultdict(list)
    for one in evidence.values():
        # Two ends that were merged are no edge.
        if one.object and one.subject != one.object:
            per_edge[ordered_ends(one.subject, one.object, one.relation, schema), one.relation].append(one)
    quads: set[Quad] = set()
    for (ends, relation), claims in per_edge.items():
        closing = [one for one in claims if one.closes]
        if any(one.supports and not any(end.overrules(one) for end in closing) for one in claims):
            subject, object_ = map(NamedNode, ends)
            quads.add(Quad(subject, kg(relation), object_, EDGES_GRAPH))
            if relation in schema.relations and schema.relations[relation].symmetric:
                quads.add(Quad(object_, kg(relation), subject, EDGES_GRAPH))
    return quads


def link_quads(edges: Iterable[Quad]) -> set[Quad]:
    """`kg:linkedTo`, both ways, between the ends of these edges."""
    ends = {(cast(NamedNode, edge.subject), cast(NamedNode, edge.object)) for edge in edges}
    return {Quad(*pair, EDGES_GRAPH) for one, other in ends for pair in ((one, _LINKED, other), (other, _LINKED, one))}


def derive_all(quads: Iterable[Quad], schema: Schema, rulings: Rulings = _NONE) -> set[Quad]:
    """All derived graphs from all article graphs."""
    return derive_observed(observe(quads, schema), schema, rulings)


def derive_observed(found: Observations, schema: Schema, rulings: Rulings = _NONE) -> set[Quad]:
    """All derived graphs from what all article graphs say."""
    classes = type_iris(schema)
    entities = (entity_quads(entity, names, rulings, classes) for entity, names in found.names.items())
    counts = (count_quads(entity, names) for entity, names in found.names.items())
    edges: set[Quad] = set().union(*(edge_quads(evidence, schema) for evidence in found.evidence.values()))
    timeline = (timeline_quads(evidence, schema) for evidence in found.evidence.values())
    return edges | link_quads(edges) | set().union(*entities, *counts, *timeline)


class Totals:
    """What all article graphs of a store say, as far as anybody asked; kept up to date through changes.

    Only the writer has one, and nobody else writes, so that what was counted once need not be counted again.
    """

    def __init__(self) -> None:
        self._names: dict[NamedNode, Names] = {}
        self._evidence: dict[Topic, Evidence] = {}

    def names(self, store: Engine, entity: NamedNode) -> Names:
        """What is said of an entity."""
        if entity not in self._names:
            self._names[entity] = stored_names(store, entity)
        return self._names[entity]

    def evidence(self, store: Engine, topic: Topic) -> Evidence:
        """What is told of a topic."""
        if topic not in self._evidence:
            self._evidence[topic] = stored_evidence(store, topic)
        return self._evidence[topic]

    def forget(self) -> None:
        """Count anew from the store, because a change did not happen or too much is remembered."""
        self._names.clear()
        self._evidence.clear()

    def __len__(self) -> int:
        return len(self._names) + len(self._evidence)


def derive_change(
    store: Engine,
    totals: Totals,
    schema: Schema,
    *,
    added: Iterable[Quad] = (),
    removed: Iterable[Quad] = (),
    rulings: Rulings = _NONE,
    about: Iterable[NamedNode] = (),
) -> tuple[set[Quad], set[Quad]]:
    """The derived quads to delete and to insert when these quads of article graphs come and go.

    The store is as before the change; the totals are afterwards as after it.

    Args:
        store: As before the change.
        totals: What was counted.
        schema: The vocabulary.
        added: Quads that come.
        removed: Quads that go.
        rulings: What people decided.
        about: Entities to describe anew besides, because a judgement speaks of them.
    """
    classes = type_iris(schema)
    plus, minus = observe(added, schema), observe(removed, schema)
    old: set[Quad] = set()
    new: set[Quad] = set()
    for entity in plus.names.keys() | minus.names.keys() | set(about):
        names = totals.names(store, entity)
        changing = plus.names[entity].keys() | minus.names[entity].keys()
        old |= count_quads(entity, {one: names[one] for one in changing})
        names.update(plus.names[entity])
        names.subtract(minus.names[entity])
        new |= count_quads(entity, {one: names[one] for one in changing})
        old.update(store.quads_for_pattern(entity, None, None, ENTITIES_GRAPH))
        new |= entity_quads(entity, names, rulings, classes)
    edges_before: dict[Pair, set[Quad]] = defaultdict(set)
    edges_after: dict[Pair, set[Quad]] = defaultdict(set)
    for topic in plus.evidence.keys() | minus.evidence.keys():
        evidence = totals.evidence(store, topic)
        before = dict(evidence)
        for claim in minus.evidence.get(topic, ()):
            evidence.pop(claim, None)
        evidence.update(plus.evidence.get(topic, {}))
        edges_before[topic[0]] |= edge_quads(before, schema)
        edges_after[topic[0]] |= edge_quads(evidence, schema)
        gone, come = timeline_change(before, evidence, schema)
        old |= gone
        new |= come
    for pair, edges in edges_before.items():
        there = _stored_edges(store, pair)
        # Of topics that do not change there may be others, by which the two stay linked.
        stay = {quad for quad in there if quad.predicate != _LINKED} - edges | edges_after[pair]
        old |= there
        new |= stay | link_quads(stay)
    return old - new, new - old


def _stored_edges(store: Engine, pair: Pair) -> set[Quad]:
    if not pair[1]:
        return set()
    one, other = map(NamedNode, pair)
    ends = {(one, other), (other, one)}
    return {quad for start, end in ends for quad in store.quads_for_pattern(start, None, end, EDGES_GRAPH)}
