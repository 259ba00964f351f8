"""All checks of a store together, or of some of its articles."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, cast

from pyoxigraph import DefaultGraph, NamedNode, QuerySolutions, Store, Triple

from kg.schema import Schema
from kg.store.engine import Engine
from kg.store.mapping import A
from kg.store.namespaces import (
    ENTITIES_GRAPH,
    JUDGEMENTS_GRAPH,
    ONTOLOGY_GRAPH,
    PREFIXES,
    article_hash,
    expand,
    graph_iri,
    kg,
    shorten,
)
from kg.store.shapes import build_shapes
from kg.store.validation.derived import compare_derived, compare_vocabulary
from kg.store.validation.findings import Break, Finding, locate
from kg.store.validation.rules import load_rules
from kg.store.validation.suspects import Shapes, suspect_queries

#: Articles that pyshacl judges whole in any case, as a check on the queries for suspects. Set by hand: a second or two.
ALWAYS_JUDGED = 50
#: Suspects that are judged; a store with more is broken in a way that these show. Set by hand: some ten seconds.
MOST_SUSPECTS = 5_000

Asked = TypeVar("Asked")
Answer = TypeVar("Answer")

_ONE_GRAPH = {
    "en": "a triple is in one named graph: what is in two is counted twice, and what is in none is left behind",
    "ja": "トリプルは一つの名前付きグラフに置かれる。二つにあると二重に数えられ、どれにもないと取り残される",
}


@dataclass(frozen=True, slots=True)
class Report:
    """What was looked at, and what is wrong.

    Attributes:
        findings: What is wrong, errors first, then in the order of articles.
        articles: How many articles were looked at.
        claims: How many claims were looked at.
        total: How many articles there are.
        unjudged: Suspects that were too many to judge.
    """

    findings: tuple[Finding, ...]
    articles: int
    claims: int
    total: int
    unjudged: int = 0

    def as_dict(self) -> dict[str, Any]:
        """As `kg validate --format json` prints it."""
        return {
            "articles": self.articles,
            "claims": self.claims,
            "total": self.total,
            "unjudged": self.unjudged,
            "findings": [one.as_dict() for one in self.findings],
        }

    @property
    def errors(self) -> int:
        """How many findings are no mere warnings."""
        return sum(one.severity == "error" for one in self.findings)


def validate(store: Engine, schema: Schema, *, sample: int | None = None, every: bool = False) -> Report:
    """Look for whatever is wrong in a store.

    Args:
        store: Where.
        schema: The vocabulary that it should have.
        sample: Look at so many articles only, chosen by the hash of their text and so the same ones every time. What
            follows from all articles together is then not compared.
        every: Let pyshacl judge every node, and not just those that the queries for suspects find.
    """
    graphs = _article_graphs(store)
    chosen = graphs if sample is None else graphs[:sample]
    if len(chosen) < len(graphs):
        store = _excerpt(store, chosen)
    claims = sum(1 for _ in store.quads_for_pattern(None, A, kg("Statement"), None))
    # Shapes and rules look things up in the vocabulary: by a wrong one, everything would be wrong.
    broken = list(compare_vocabulary(store, schema))
    if broken:
        return Report(_located(broken, store), len(chosen), claims, len(graphs))
    shapes = build_shapes(schema)
    if every:
        nodes = judged = {cast(NamedNode, quad.subject) for quad in store if quad.graph_name != ONTOLOGY_GRAPH}
    else:
        nodes = _ask(store, suspect_queries(Shapes(shapes)))
        judged = {*sorted(nodes, key=str)[:MOST_SUSPECTS], *_subjects(store, chosen[:ALWAYS_JUDGED])}
    broken += _judge(store, shapes, judged)
    broken += [one for found in _at_once(lambda rule: rule.broken_in(store), load_rules()) for one in found]
    if len(chosen) == len(graphs):
        errors = {one.node for one in broken if one.severity == "error"}
        broken += compare_derived(store, schema, errors | nodes - judged)
    return Report(_located(broken, store), len(chosen), claims, len(graphs), len(nodes - judged))


def _located(broken: Iterable[Break], store: Engine) -> tuple[Finding, ...]:
    return tuple(sorted((locate(one, store) for one in broken), key=lambda one: (one.severity, one.article, one)))


def _article_graphs(store: Engine) -> list[NamedNode]:
    """The graphs of all articles, in the order of their hashes, which is no order of anything else."""
    quads = store.quads_for_pattern(None, A, expand("schema:NewsArticle"), None)
    nodes = {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}
    return [graph_iri(article_hash(one)) for one in sorted(nodes, key=str)]


def _subjects(store: Engine, graphs: Iterable[NamedNode]) -> Iterator[NamedNode]:
    """All that these graphs speak of."""
    for graph in graphs:
        yield from (cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, None, None, graph))


def _excerpt(store: Engine, graphs: Iterable[NamedNode]) -> Store:
    """Some articles in memory, with the entities that they speak of, the judgements and the vocabulary."""
    found = Store()
    for graph in (*graphs, JUDGEMENTS_GRAPH, ONTOLOGY_GRAPH):
        found.extend(store.quads_for_pattern(None, None, None, graph))
    entities = {quad.object for quad in found if isinstance(quad.object, NamedNode)}
    for node in entities:
        found.extend(store.quads_for_pattern(node, None, None, ENTITIES_GRAPH))
    return found


def _judge(store: Engine, shapes: Sequence[Triple], nodes: Collection[NamedNode]) -> Iterator[Break]:
    # A server may hold more than our graphs; what is in none of them there is no business of ours.
    ours = store.quads_for_pattern(None, None, None, DefaultGraph()) if isinstance(store, Store) else ()
    unnamed = {quad.subject for quad in ours}
    for node in sorted({*nodes, *unnamed}, key=str):
        yield from _in_one_graph(store, cast(NamedNode, node))
    if nodes:
        # Imported here: pyshacl and rdflib take a second to load.
        from kg.store.validation.judging import Judge

        yield from Judge(store, shapes).judge(nodes)


def _in_one_graph(store: Engine, node: NamedNode) -> Iterator[Break]:
    graphs: dict[Triple, list[str]] = defaultdict(list)
    for quad in store.quads_for_pattern(node, None, None, None):
        graph = quad.graph_name
        graphs[quad.triple].append(shorten(graph.value) if isinstance(graph, NamedNode) else str(graph))
    wrong = {graph for found in graphs.values() if len(found) > 1 for graph in found}
    wrong |= {graph for found in graphs.values() for graph in found if graph == str(DefaultGraph())}
    if wrong:
        yield Break("one-graph", node, tuple(sorted(wrong)), _ONE_GRAPH)


def _ask(store: Engine, queries: Iterable[str]) -> set[NamedNode]:
    """All nodes that these queries find."""

    def ask(query: str) -> set[NamedNode]:
        rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        return {row["focus"] for row in cast(QuerySolutions, rows)}

    return set().union(*_at_once(ask, queries))


def _at_once(ask: Callable[[Asked], Answer], all_: Iterable[Asked]) -> list[Answer]:
    """Ask on all cores: the engine works outside of Python."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(ask, all_))
