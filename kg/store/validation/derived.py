"""Whether what is derived is what it should be: entities, edges, timeline, rejected claims, the vocabulary."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import cast

from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.errors import InvalidJudgement
from kg.link.judgements import Rulings, rule
from kg.schema import Schema
from kg.store import namespaces as ns
from kg.store.curation import REJECTED, read_all
from kg.store.derive import edge_quads, entity_quads, link_quads
from kg.store.engine import Engine
from kg.store.evidence import Evidence, Topic, is_told_alone, query_evidence, topic_of
from kg.store.name_counts import NAMING, Names, count_quads
from kg.store.namespaces import PREFIXES, expand, kg, shorten, statement_iri
from kg.store.ontology import build_ontology, type_iris
from kg.store.redirects import DEPRECATED, REPLACED_BY, follow
from kg.store.timeline import timeline_quads
from kg.store.validation.findings import Break, write_term

_MESSAGES = {
    "entity-as-its-articles-say": {
        "en": "an entity is described as its articles describe it, and as people corrected it",
        "ja": "エンティティの記述は、記事と人の訂正から導かれるものと一致しなければならない",
    },
    "counted-as-mentioned": {
        "en": "types and names of an entity are counted as its mentions give them",
        "ja": "エンティティの種類と名前の回数は、記事中の言及と一致しなければならない",
    },
    "edge-with-evidence": {
        "en": "a direct edge has a claim that supports it",
        "ja": "直接の辺には、それを支える主張が必要である",
    },
    "edge-for-evidence": {
        "en": "what claims support has its direct edge",
        "ja": "主張が支える関係には、直接の辺が必要である",
    },
    "timeline-as-told": {
        "en": "periods and deals are those that claims make",
        "ja": "期間と取引は、主張から導かれるものと一致しなければならない",
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

_NAMES = """SELECT ?entity ?own ?value (COUNT(*) AS ?count)
WHERE { ?mention kg:refersTo ?entity ; kg:linkedAs ?own ; %s ?value } GROUP BY ?entity ?own ?value"""


def compare_derived(store: Engine, schema: Schema, unsound: Collection[NamedNode]) -> Iterator[Break]:
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
        for graph in ns.DERIVED_GRAPHS
    }
    names = _names(store)
    entities = _entities(names, schema, rulings)
    yield from _differing("entity-as-its-articles-say", stored[ns.ENTITIES_GRAPH] ^ entities, unsure)
    counts = {quad for entity, said in names.items() for quad in count_quads(entity, said)}
    both = stored[ns.COUNTS_GRAPH] | counts
    # What is counted of something unsure is unsure.
    uncounted = unsure | {cast(NamedNode, quad.subject) for quad in both if quad.object in unsure}
    yield from _differing("counted-as-mentioned", stored[ns.COUNTS_GRAPH] ^ counts, uncounted)
    edges: set[Quad] = set()
    timeline: set[Quad] = set()
    for evidence in _topics(store, schema):
        edges |= edge_quads(evidence, schema)
        timeline |= timeline_quads(evidence, schema)
    edges |= link_quads(edges)
    yield from _differing("edge-with-evidence", stored[ns.EDGES_GRAPH] - edges, unsure)
    yield from _differing("edge-for-evidence", edges - stored[ns.EDGES_GRAPH], unsure)
    both = stored[ns.TIMELINE_GRAPH] | timeline
    unsure |= {cast(NamedNode, quad.subject) for quad in both if quad.object in unsure}
    # A step is unsure when its deal is.
    unsure |= {cast(NamedNode, quad.object) for quad in both if quad.predicate == kg("step") and quad.subject in unsure}
    yield from _differing("timeline-as-told", stored[ns.TIMELINE_GRAPH] ^ timeline, unsure)


def compare_vocabulary(store: Engine, schema: Schema) -> Iterator[Break]:
    """Whether the vocabulary is another one than this; one break at most."""
    differing = set(store.quads_for_pattern(None, None, None, ns.ONTOLOGY_GRAPH)) ^ set(build_ontology(schema))
    if differing:
        terms = sorted({shorten(cast(NamedNode, quad.subject).value) for quad in differing})
        name = "vocabulary-of-this-version"
        yield Break(name, ns.ONTOLOGY_GRAPH, tuple(terms), _MESSAGES[name])


def _differing(name: str, quads: Iterable[Quad], unsure: Collection[NamedNode]) -> Iterator[Break]:
    """One break for each node that these quads are about."""
    found: dict[NamedNode, set[str]] = defaultdict(set)
    for quad in quads:
        if quad.subject not in unsure and quad.object not in unsure:
            found[cast(NamedNode, quad.subject)].add(f"{shorten(quad.predicate.value)} {write_term(quad.object)}")
    for node in sorted(found, key=str):
        yield Break(name, node, tuple(sorted(found[node])), _MESSAGES[name])


def _touched(store: Engine, nodes: Iterable[NamedNode]) -> set[NamedNode]:
    """These nodes, the entities that they speak of, and what these have become."""
    links = {expand("rdf:subject"), expand("rdf:object"), kg("refersTo"), kg("linkedAs")}
    links |= {kg("subjectWas"), kg("objectWas")}
    found = set(nodes)
    for node in nodes:
        for quad in store.quads_for_pattern(node, None, None, None):
            if quad.predicate in links and isinstance(quad.object, NamedNode):
                found |= {quad.object, follow(store, quad.object)}
    return found


def _rulings(store: Engine) -> Rulings | None:
    try:
        return rule(one for _, one in read_all(store))
    except (InvalidJudgement, LookupError, ValueError):
        return None


def _names(store: Engine) -> dict[NamedNode, Names]:
    """What mentions say of each entity."""
    names: dict[NamedNode, Names] = defaultdict(Counter)
    for term in NAMING:
        for row in _rows(store, _NAMES % term):
            if isinstance(row["entity"], NamedNode) and isinstance(row["own"], NamedNode):
                names[row["entity"]][row["own"], term, row["value"]] = int(row["count"].value)
    return names


def _entities(names: Mapping[NamedNode, Names], schema: Schema, rulings: Rulings) -> set[Quad]:
    classes = type_iris(schema)
    return set().union(*(entity_quads(entity, said, rulings, classes) for entity, said in names.items()))


def _topics(store: Engine, schema: Schema) -> Iterator[Evidence]:
    """What is told of each topic."""
    found: dict[Topic, Evidence] = defaultdict(dict)
    # The shapes tell what is wrong with what cannot be read.
    for told in query_evidence(store, readable_only=True):
        if told.object or is_told_alone(told.relation, schema):
            found[topic_of(told, schema)][told.claim] = told
    yield from found.values()


def _rejected(store: Engine, rulings: Rulings) -> Iterator[Break]:
    wanted = {statement_iri(one) for one in rulings.rejected}
    there = {node for node in wanted if any(True for _ in store.quads_for_pattern(node, kg("status"), None, None))}
    marked = {cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, REJECTED, None, None)}
    for node in sorted(there ^ marked, key=str):
        yield Break("rejected-as-judged", node, (), _MESSAGES["rejected-as-judged"])


def _rows(store: Engine, query: str) -> QuerySolutions:
    return cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
