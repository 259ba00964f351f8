"""Whether what is derived is what it should be: entities, direct edges, marks of rejected claims, the vocabulary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import cast

from pyoxigraph import NamedNode, Quad, QuerySolutions, Store

from kg.errors import InvalidJudgement
from kg.link.judgements import Rulings, rule
from kg.schema import Schema
from kg.store.curation import REJECTED, read_all
from kg.store.derive import Evidence, Names, Pair, edge_quads, entity_quads, read_evidence
from kg.store.namespaces import (
    EDGES_GRAPH,
    ENTITIES_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    expand,
    kg,
    shorten,
    statement_iri,
)
from kg.store.ontology import build_ontology, type_iris
from kg.store.redirects import DEPRECATED, REPLACED_BY, follow
from kg.store.validation.findings import Break, write_term

_MESSAGES = {
    "entity-as-its-articles-say": {
        "en": "an entity is described as its articles describe it, and as people corrected it",
        "ja": "実体の記述は、記事と人の訂正から導かれるものと一致しなければならない",
    },
    "edge-with-evidence": {
        "en": "a direct edge has a claim that supports it",
        "ja": "直接の辺には、それを支える主張が必要である",
    },
    "edge-for-evidence": {
        "en": "what claims support has its direct edge",
        "ja": "主張が支える関係には、直接の辺が必要である",
    },
    "rejected-as-judged": {
        "en": "a claim is marked as rejected just when a judgement says so",
        "ja": "却下の印は、判断がある場合にだけ付くものである",
    },
    "vocabulary-of-this-version": {
        "en": "the vocabulary in the store is that of this version of the program; the rest is looked at when it is",
        "ja": "ストアの語彙は、このプログラムの版のものでなければならない。その他の検査はその後で行う",
    },
}

_NAMES = """SELECT ?entity ?value (COUNT(*) AS ?count)
WHERE { ?mention kg:refersTo ?entity ; %s ?value } GROUP BY ?entity ?value"""
_EVIDENCE = """SELECT ?subject ?object ?relation ?status ?confidence ?stage ?day ?rejected WHERE {
  VALUES ?status { kg:asserted kg:reported }
  ?st kg:status ?status ; rdf:subject ?subject ; rdf:object ?object ; rdf:predicate ?relation ;
      kg:confidence ?confidence .
  OPTIONAL { ?st kg:stage ?stage }
  OPTIONAL { ?st kg:effectiveDate ?day }
  OPTIONAL { ?st kg:rejected ?rejected }
}"""


def compare_derived(store: Store, schema: Schema, unsound: Collection[NamedNode]) -> Iterator[Break]:
    """What is not as it follows from the articles and judgements.

    Args:
        store: Where.
        schema: The vocabulary.
        unsound: Nodes that something is wrong with: what follows from these is not known.
    """
    rulings = _rulings(store)
    if rulings is None:
        # The shapes tell which judgement cannot be read; until then, nobody knows what follows.
        return
    rejected = list(_rejected(store, rulings))
    yield from rejected
    unsure = _touched(store, {*unsound, *(one.node for one in rejected)})
    redirects = {REPLACED_BY, DEPRECATED}
    stored = {
        graph: {quad for quad in store.quads_for_pattern(None, None, None, graph) if quad.predicate not in redirects}
        for graph in (ENTITIES_GRAPH, EDGES_GRAPH)
    }
    entities = _entities(store, schema, rulings)
    yield from _differing("entity-as-its-articles-say", stored[ENTITIES_GRAPH] ^ entities, unsure)
    edges = _edges(store, schema)
    yield from _differing("edge-with-evidence", stored[EDGES_GRAPH] - edges, unsure)
    yield from _differing("edge-for-evidence", edges - stored[EDGES_GRAPH], unsure)


def compare_vocabulary(store: Store, schema: Schema) -> Iterator[Break]:
    """Whether the vocabulary is another one than this; one break at most."""
    differing = set(store.quads_for_pattern(None, None, None, ONTOLOGY_GRAPH)) ^ set(build_ontology(schema))
    if differing:
        terms = sorted({shorten(cast(NamedNode, quad.subject).value) for quad in differing})
        name = "vocabulary-of-this-version"
        yield Break(name, ONTOLOGY_GRAPH, tuple(terms), _MESSAGES[name])


def _differing(name: str, quads: Iterable[Quad], unsure: Collection[NamedNode]) -> Iterator[Break]:
    """One break for each node that these quads are about."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.subject not in unsure and quad.object not in unsure:
            found[cast(NamedNode, quad.subject)].add(f"{shorten(quad.predicate.value)} {write_term(quad.object)}")
    for node in sorted(found, key=str):
        yield Break(name, node, tuple(sorted(found[node])), _MESSAGES[name])


def _touched(store: Store, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    """These nodes, the entities that they speak of, and what these have become."""
    links = {expand("rdf:subject"), expand("rdf:object"), kg("refersTo"), kg("linkedAs")}
    links |= {kg("subjectWas"), kg("objectWas")}
    found = set(nodes)
    for node in nodes:
        for quad in store.quads_for_pattern(node, None, None, None):
            if quad.predicate in links and isinstance(quad.object, NamedNode):
                found |= {quad.object, follow(store, quad.object)}
    return found


def _rulings(store: Store) -> Rulings | None:
    try:
        return rule(one for _, one in read_all(store))
    except (InvalidJudgement, LookupError, ValueError):
        return None


def _entities(store: Store, schema: Schema, rulings: Rulings) -> set[Quad]:
    classes = type_iris(schema)
    names: dict[NamedNode, Names] = defaultdict(Counter)
    for term in ("entityType", "mentionLabel", "mentionAlias"):
        for row in _rows(store, _NAMES % f"kg:{term}"):
            if isinstance(row["entity"], NamedNode):
                names[row["entity"]][kg(term), row["value"]] = int(row["count"].value)
    return set().union(*(entity_quads(entity, said, rulings, classes) for entity, said in names.items()))


def _edges(store: Store, schema: Schema) -> set[Quad]:
    evidence: dict[Pair, Counter[Evidence]] = defaultdict(Counter)
    for row in _rows(store, _EVIDENCE):
        one, other = row["subject"], row["object"]
        if not isinstance(one, NamedNode) or not isinstance(other, NamedNode):
            continue
        try:
            told = read_evidence(one, other, row)
        except (AttributeError, ValueError):
            # The shapes tell what is wrong with it.
            continue
        evidence[(one, other) if str(one) <= str(other) else (other, one)][told] += 1
    return set().union(*(edge_quads(all_, schema) for all_ in evidence.values()))


def _rejected(store: Store, rulings: Rulings) -> Iterator[Break]:
    wanted = {statement_iri(one) for one in rulings.rejected}
    there = {node for node in wanted if any(True for _ in store.quads_for_pattern(node, kg("status"), None, None))}
    marked = {cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, REJECTED, None, None)}
    for node in sorted(there ^ marked, key=str):
        yield Break("rejected-as-judged", node, (), _MESSAGES["rejected-as-judged"])


def _rows(store: Store, query: str) -> QuerySolutions:
    return cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
