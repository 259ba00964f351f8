"""How much there is of everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from kg.model import Entity
from kg.store.curation import REJECTED
from kg.store.engine import Engine
from kg.store.mapping import A
from kg.store.namespaces import EDGES_GRAPH, expand, kg, kg_name
from kg.store.records import ArticleRecord


def count_everything(
    store: Engine, articles: Sequence[ArticleRecord], entities: Sequence[Entity]
) -> dict[str, int | dict[str, int]]:
    """Totals, and articles, claims and entities by what they are."""
    edges = store.quads_for_pattern(None, None, None, EDGES_GRAPH)
    return {
        "articles": len(articles),
        "claims": sum(1 for _ in store.quads_for_pattern(None, A, kg("Statement"), None)),
        "edges": sum(quad.predicate != kg("linkedTo") for quad in edges),
        "entities": len(entities),
        "languages": _count(article.lang for article in articles),
        "rejected": sum(1 for _ in store.quads_for_pattern(None, REJECTED, None, None)),
        "relations": _count(_names_of(store, expand("rdf:predicate"))),
        "statuses": _count(_names_of(store, kg("status"))),
        "types": _count(str(entity.type) for entity in entities),
    }


def _names_of(store: Engine, predicate: NamedNode) -> list[str]:
    quads = store.quads_for_pattern(None, predicate, None, None)
    return [kg_name(quad.object) for quad in quads if isinstance(quad.object, NamedNode)]


def _count(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))
