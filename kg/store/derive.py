"""What is derived from the article graphs: the entities graph and the edges graph.

Both are a function of all article graphs together, in whatever order they came. Adding or removing an article
recomputes only the entities and pairs of entities that the article speaks of; the outcome is the same as deriving
everything anew, because the same two functions (`entity_quads`, `edge_quads`) see the same totals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar, cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolution, QuerySolutions, Store

from kg.link.judgements import Rulings
from kg.model import EntityType, Stage, Status
from kg.schema import Schema
from kg.store.namespaces import EDGES_GRAPH, ENTITIES_GRAPH, PREFIXES, entity_id, expand, kg, kg_name
from kg.store.ontology import type_iris
from kg.store.reading import Properties, Term, group_properties, only_node
from kg.store.terms import text_literal

LEAST_CONFIDENCE = 0.5
OPEN_STAGES = frozenset({Stage.TALKS, Stage.PROPOSED})
CLOSING_STAGES = frozenset({Stage.ENDED, Stage.CANCELLED, Stage.BLOCKED})

Names = Counter[tuple[NamedNode, Term]]
"""How many articles say this (property, value) of an entity."""
Pair = tuple[NamedNode, NamedNode]
"""Two entities, in sorted order."""

_NONE = Rulings()
_T = TypeVar("_T", NamedNode, Literal, Term)

_NAMING = frozenset({kg("entityType"), kg("mentionLabel"), kg("mentionAlias")})


@dataclass(frozen=True, slots=True)
class Evidence:
    """As much of a claim as decides on edges. An empty day means that nobody knows when."""

    subject: NamedNode
    relation: str
    object: NamedNode
    status: Status
    stage: Stage | None
    confidence: float
    day: str
    rejected: bool = False

    @property
    def supports(self) -> bool:
        """Whether it speaks for an edge."""
        is_open_or_over = self.stage in OPEN_STAGES or self.stage in CLOSING_STAGES
        sure = self.status.is_factual and self.confidence >= LEAST_CONFIDENCE and not self.rejected
        return sure and not is_open_or_over

    @property
    def closes(self) -> bool:
        """Whether it says as a fact that the edge is no more."""
        return self.status.is_factual and self.stage in CLOSING_STAGES and not self.rejected

    def overrules(self, other: Evidence) -> bool:
        """Whether it ends what the other supports: it is as late or later, or nobody knows which is later."""
        return self.closes and (not self.day or not other.day or self.day >= other.day)


@dataclass(slots=True)
class Observations:
    """What some article graphs say that matters for derived graphs."""

    names: dict[NamedNode, Names] = field(default_factory=lambda: defaultdict(Counter))
    evidence: dict[Pair, Counter[Evidence]] = field(default_factory=lambda: defaultdict(Counter))


def observe(quads: Iterable[Quad]) -> Observations:
    """What these quads of article graphs say."""
    found = Observations()
    for said in group_properties(quads).values():
        if kg("refersTo") in said:
            entity = only_node(said, kg("refersTo"))
            found.names[entity].update((term, value) for term in said if term in _NAMING for value in said[term])
        elif kg("status") in said and expand("rdf:object") in said:
            evidence = _evidence(said)
            found.evidence[_pair(evidence.subject, evidence.object)][evidence] += 1
    return found


def _evidence(said: Properties) -> Evidence:
    day = said.get(kg("effectiveDate"))
    return Evidence(
        subject=only_node(said, expand("rdf:subject")),
        relation=kg_name(only_node(said, expand("rdf:predicate"))),
        object=only_node(said, expand("rdf:object")),
        status=Status(kg_name(only_node(said, kg("status")))),
        stage=Stage(kg_name(only_node(said, kg("stage")))) if kg("stage") in said else None,
        confidence=float(said[kg("confidence")][0].value),
        day=day[0].value if day else "",
        rejected=kg("rejected") in said,
    )


def _pair(one: NamedNode, other: NamedNode) -> Pair:
    return (one, other) if one.value <= other.value else (other, one)


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
        names: What articles say of it.
        rulings: What people decided.
        classes: The class of each type.
    """
    types = {value: count for (term, value), count in names.items() if term == kg("entityType") and count > 0}
    if not types:
        return set()
    identity = entity_id(entity)
    kind = rulings.types.get(identity)
    judged = classes[kind] if kind is not None and classes is not None else None
    triples: set[tuple[NamedNode, Term]] = {(expand("rdf:type"), judged or _most_frequent(types))}
    labels = _labels(names)
    labels |= {lang: name for (about, lang), name in rulings.names.items() if about == identity}
    triples |= {(expand("rdfs:label"), text_literal(label, lang)) for lang, label in labels.items()}
    first = labels.get("en") or next((labels[lang] for lang in sorted(labels)), entity_id(entity))
    triples.add((expand("schema:name"), Literal(first)))
    for (_, value), count in names.items():
        if count > 0 and isinstance(value, Literal) and labels.get(value.language or "") != value.value:
            triples.add((expand("skos:altLabel"), value))
    known_as = entity_id(entity)
    if known_as[:1] == "Q" and known_as[1:].isdecimal():
        triples.add((expand("owl:sameAs"), NamedNode(PREFIXES["wd"] + known_as)))
    return {Quad(entity, term, value, ENTITIES_GRAPH) for term, value in triples}


def _labels(names: Names) -> dict[str, str]:
    """The display name per language: what most articles use, then the longest, then the first in the alphabet."""
    per_lang: dict[str, dict[Literal, int]] = defaultdict(dict)
    for (term, value), count in names.items():
        if term == kg("mentionLabel") and isinstance(value, Literal) and count > 0:
            per_lang[value.language or ""][value] = count
    return {lang: _most_frequent(labels).value for lang, labels in per_lang.items()}


def _most_frequent(counts: Mapping[_T, int]) -> _T:
    return min(counts, key=lambda one: (-counts[one], -len(one.value), one.value))


def edge_quads(evidence: Counter[Evidence], schema: Schema) -> set[Quad]:
    """The direct edges between two entities that hold by all the evidence about the two."""
    per_edge: dict[tuple[Pair, str], list[Evidence]] = defaultdict(list)
    for one, count in evidence.items():
        # Two ends that were merged are no edge.
        if count > 0 and one.subject != one.object:
            per_edge[_edge(one, schema), one.relation].append(one)
    quads: set[Quad] = set()
    for ((subject, object_), relation), claims in per_edge.items():
        closing = [one for one in claims if one.closes]
        if any(one.supports and not any(end.overrules(one) for end in closing) for one in claims):
            quads.add(Quad(subject, kg(relation), object_, EDGES_GRAPH))
            if _is_symmetric(relation, schema):
                quads.add(Quad(object_, kg(relation), subject, EDGES_GRAPH))
            quads.add(Quad(subject, kg("linkedTo"), object_, EDGES_GRAPH))
            quads.add(Quad(object_, kg("linkedTo"), subject, EDGES_GRAPH))
    return quads


def _edge(evidence: Evidence, schema: Schema) -> Pair:
    if _is_symmetric(evidence.relation, schema):
        return _pair(evidence.subject, evidence.object)
    return evidence.subject, evidence.object


def _is_symmetric(relation: str, schema: Schema) -> bool:
    return relation in schema.relations and schema.relations[relation].symmetric


def derive_all(quads: Iterable[Quad], schema: Schema, rulings: Rulings = _NONE) -> set[Quad]:
    """Both derived graphs from all article graphs."""
    found, classes = observe(quads), type_iris(schema)
    entities = (entity_quads(entity, names, rulings, classes) for entity, names in found.names.items())
    edges = (edge_quads(evidence, schema) for evidence in found.evidence.values())
    return set().union(*entities, *edges)


class Totals:
    """What all article graphs of a store say, as far as anybody asked; kept up to date through changes.

    Only the writer has one, and nobody else writes, so that what was counted once need not be counted again.
    """

    def __init__(self) -> None:
        self._names: dict[NamedNode, Names] = {}
        self._evidence: dict[Pair, Counter[Evidence]] = {}

    def names(self, store: Store, entity: NamedNode) -> Names:
        """What is said of an entity."""
        if entity not in self._names:
            self._names[entity] = stored_names(store, entity)
        return self._names[entity]

    def evidence(self, store: Store, pair: Pair) -> Counter[Evidence]:
        """What is said between two entities."""
        if pair not in self._evidence:
            self._evidence[pair] = stored_evidence(store, pair)
        return self._evidence[pair]

    def forget(self) -> None:
        """Count anew from the store, because a change did not happen or too much is remembered."""
        self._names.clear()
        self._evidence.clear()

    def __len__(self) -> int:
        return len(self._names) + len(self._evidence)


def derive_change(
    store: Store,
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
    plus, minus = observe(added), observe(removed)
    old: set[Quad] = set()
    new: set[Quad] = set()
    for entity in plus.names.keys() | minus.names.keys() | set(about):
        names = totals.names(store, entity)
        names.update(plus.names[entity])
        names.subtract(minus.names[entity])
        old.update(store.quads_for_pattern(entity, None, None, ENTITIES_GRAPH))
        new |= entity_quads(entity, names, rulings, classes)
    for pair in plus.evidence.keys() | minus.evidence.keys():
        evidence = totals.evidence(store, pair)
        evidence.update(plus.evidence[pair])
        evidence.subtract(minus.evidence[pair])
        for one, other in {pair, pair[::-1]}:
            old.update(store.quads_for_pattern(one, None, other, EDGES_GRAPH))
        new |= edge_quads(evidence, schema)
    return old - new, new - old


def stored_names(store: Store, entity: NamedNode) -> Names:
    """What the article graphs of the store say of an entity."""
    # Counted by the engine: an entity that thousands of articles mention would be slow to count here.
    query = f"""SELECT ?term ?value (COUNT(*) AS ?count)
    WHERE {{ ?mention <{kg("refersTo").value}> {entity} ; ?term ?value }} GROUP BY ?term ?value"""
    rows = cast(QuerySolutions, store.query(query, use_default_graph_as_union=True))
    return Counter({(row["term"], row["value"]): int(row["count"].value) for row in rows if row["term"] in _NAMING})


_EVIDENCE = """SELECT ?st ?relation ?status ?confidence ?stage ?day ?rejected WHERE {
  ?st rdf:subject %s ; rdf:object %s ; rdf:predicate ?relation ; kg:status ?status ; kg:confidence ?confidence .
  OPTIONAL { ?st kg:stage ?stage }
  OPTIONAL { ?st kg:effectiveDate ?day }
  OPTIONAL { ?st kg:rejected ?rejected }
}"""


def stored_evidence(store: Store, pair: Pair) -> Counter[Evidence]:
    """What the article graphs of the store say between two entities, in either direction."""
    found: Counter[Evidence] = Counter()
    for subject, object_ in {pair, pair[::-1]}:
        query = _EVIDENCE % (subject, object_)
        rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        for row in cast(QuerySolutions, rows):
            found[read_evidence(subject, object_, row)] += 1
    return found


def read_evidence(subject: NamedNode, object_: NamedNode, row: QuerySolution) -> Evidence:
    """The evidence of a row with ?relation, ?status, ?confidence, and perhaps ?stage, ?day and ?rejected.

    Raises:
        ValueError: A value is none that there can be.
        AttributeError: It is of another kind.
    """
    stage, day = row["stage"], row["day"]
    return Evidence(
        subject=subject,
        relation=kg_name(row["relation"]),
        object=object_,
        status=Status(kg_name(row["status"])),
        stage=Stage(kg_name(stage)) if stage else None,
        confidence=float(row["confidence"].value),
        day=day.value if day else "",
        rejected=row["rejected"] is not None,
    )
