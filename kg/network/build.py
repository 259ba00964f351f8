"""Claims as a network: a node per entity, an edge per claim between two of them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

import networkx as nx

from kg.model import Claim, Entity, QualifierValue
from kg.network.dates import effective_day, lifetime
from kg.schema import Schema

QUALIFIER_PREFIX = "q_"


class ArticleData(Protocol):
    """What the network needs to know of an article; `kg.model.Article` is one."""

    @property
    def id(self) -> str:
        """The id it came with."""

    @property
    def hash(self) -> str:
        """Identity of its text."""

    @property
    def title(self) -> str:
        """Its headline, or ""."""

    @property
    def published(self) -> str:
        """ISO date, or ""."""

    @property
    def lang(self) -> str:
        """Its language."""

    @property
    def publisher(self) -> str:
        """Who published it, or ""."""

    @property
    def url(self) -> str:
        """Where it was, or ""."""


def build_network(
    articles: Iterable[ArticleData], entities: Iterable[Entity], claims: Iterable[Claim]
) -> nx.MultiDiGraph:
    """A directed multigraph, the same for the same input in any order.

    Nodes are entity ids with `label_en`, `label_ja`, `type` and `names`. Edges are claims that have an object: their
    key is the claim's id, their attributes are plain scalars, qualifiers start with `q_`. A claim without an object is
    no edge; its subject is a node.
    """
    network = nx.MultiDiGraph()
    known = {entity.id: entity for entity in entities}
    for entity_id in sorted(known):
        network.add_node(entity_id, **node_attributes(known[entity_id]))
    sources = {article.hash: article for article in articles}
    for claim in sorted(claims, key=lambda one: one.id):
        for mention in (claim.subject, claim.object):
            if mention is not None and mention.entity_id not in network:
                network.add_node(mention.entity_id, **_bare_node(mention.name, str(mention.type)))
        if claim.object is not None:
            network.add_edge(
                claim.subject.entity_id,
                claim.object.entity_id,
                key=claim.id,
                **edge_attributes(claim, sources.get(claim.article_hash)),
            )
    return network


def link_network(nodes: Iterable[str], links: Iterable[tuple[str, str]]) -> nx.MultiDiGraph:
    """Entities and which of them are linked, with nothing else: enough to place them."""
    network = nx.MultiDiGraph()
    network.add_nodes_from(sorted(nodes))
    network.add_edges_from(sorted(links))
    return network


def node_attributes(entity: Entity) -> dict[str, str]:
    """An entity as flat attributes."""
    return {
        "label_en": entity.label("en"),
        "label_ja": entity.label("ja"),
        "type": str(entity.type),
        "names": "|".join(entity.names),
    }


def relation_labels(name: str, schema: Schema) -> dict[str, str]:
    """What a relation is called in both languages; its own name, where the schema has none."""
    relation = schema.relations.get(name)
    labels = relation.labels if relation else {}
    english = labels.get("en", name)
    return {"relation_en": english, "relation_ja": labels.get("ja", english)}


def _bare_node(name: str, entity_type: str) -> dict[str, str]:
    return {"label_en": name, "label_ja": name, "type": entity_type, "names": name}


def edge_attributes(claim: Claim, article: ArticleData | None) -> dict[str, QualifierValue]:
    """A claim as flat attributes; what is unknown is "", because graph files have no null."""
    published = article.published if article else ""
    day, precision = effective_day(claim, published) or ("", "")
    start, end = lifetime(claim, published)
    return {
        "relation": claim.relation,
        "status": str(claim.status),
        "stage": str(claim.stage or ""),
        "confidence": float(claim.confidence),
        "date": day,
        "date_precision": precision,
        "start": start,
        "end": end,
        "published": published,
        "lang": article.lang if article else "",
        "publisher": article.publisher if article else "",
        "article": claim.article,
        "article_hash": claim.article_hash,
        "sentence": claim.sentence.text,
        "attribution": claim.attribution.name if claim.attribution else "",
        **{f"{QUALIFIER_PREFIX}{name}": value for name, value in claim.qualifiers.items()},
    }
