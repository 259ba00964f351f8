"""What is seen, as files for other programs: entities and edges, claims with their sentences, networks, RDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO

from kg.network import (
    Column,
    Contents,
    Table,
    build_network,
    claim_table,
    label_network,
    write_graphml,
    write_spreadsheet_csv,
)
from ui.explore.picture import entity_type, span_of
from ui.explore.scene import Scene
from ui.snapshot import ClaimOutline, Snapshot


@dataclass(frozen=True, slots=True)
class FileKind:
    """A file that can be made of what is seen.

    Attributes:
        name: Its name.
        mime: What it is, as browsers say it.
        write: Makes it.
    """

    name: str
    mime: str
    write: Callable[[Scene, Snapshot], bytes]


def claims_of(scene: Scene) -> list[ClaimOutline]:
    """The claims of all edges shown, sorted."""
    return sorted(claim for edge in scene.edges for claim in scene.graph.edges[edge])


def _nodes(scene: Scene, snapshot: Snapshot) -> bytes:
    columns = (
        *map(Column, ("entity", "label_en", "label_ja", "type")),
        *(Column(name, "number") for name in ("weight", "x", "y")),
    )
    labels = {node: _labels(node, snapshot) for node in scene.nodes}
    rows = (
        (
            node,
            *labels[node],
            entity_type(node, snapshot.entities),
            scene.graph.weights.get(node, 0.0),
            *scene.places[node],
        )
        for node in scene.nodes
    )
    return _written(lambda out: write_spreadsheet_csv(Table("entities", columns, rows), out))


def _edges(scene: Scene, snapshot: Snapshot) -> bytes:
    ends = [f"{end}{part}" for end in ("subject", "object") for part in ("", "_en", "_ja")]
    texts = (*ends[:3], "relation", "relation_en", "relation_ja", *ends[3:], "status")
    columns = (*map(Column, texts), Column("claims", "integer"), Column("confidence", "number"), Column("days"))
    relations = snapshot.knowledge.schema.relations

    def labels(name: str) -> tuple[str, str]:
        known = relations[name].labels if name in relations else {}
        return known.get("en", name), known.get("ja", name)

    rows = (
        (
            *(edge.subject, *_labels(edge.subject, snapshot)),
            *(edge.relation, *labels(edge.relation)),
            *(edge.object, *_labels(edge.object, snapshot)),
            edge.status,
            len(claims),
            max(claim.confidence for claim in claims),
            span_of(claims),
        )
        for edge in scene.edges
        for claims in (scene.graph.edges[edge],)
    )
    return _written(lambda out: write_spreadsheet_csv(Table("edges", columns, rows), out))


def _claims(scene: Scene, snapshot: Snapshot) -> bytes:
    return _written(lambda out: write_spreadsheet_csv(claim_table(_contents(scene, snapshot)), out))


def _graphml(scene: Scene, snapshot: Snapshot) -> bytes:
    contents = _contents(scene, snapshot)
    network = build_network(contents.articles, contents.entities, contents.claims)
    for node, (x, y) in scene.places.items():
        if node in network:
            network.nodes[node].update(x=x, y=y)
    return _written(lambda out: write_graphml(label_network(network, contents.schema), out))


def _turtle(scene: Scene, snapshot: Snapshot) -> bytes:
    return _written(lambda out: snapshot.knowledge.write_claims([claim.id for claim in claims_of(scene)], out))


def _contents(scene: Scene, snapshot: Snapshot) -> Contents:
    claims = snapshot.read_claims(claims_of(scene))
    articles = {claim.article_hash for claim in claims}
    return Contents(
        articles=[snapshot.articles[one] for one in sorted(articles) if one in snapshot.articles],
        entities=[snapshot.entities[node] for node in sorted(scene.places) if node in snapshot.entities],
        claims=claims,
        schema=snapshot.knowledge.schema,
    )


def _labels(node: str, snapshot: Snapshot) -> tuple[str, str]:
    entity = snapshot.entities.get(node)
    return (entity.label("en"), entity.label("ja")) if entity else (node, node)


def _written(write: Callable[[BytesIO], None]) -> bytes:
    out = BytesIO()
    write(out)
    return out.getvalue()


FILES: Mapping[str, FileKind] = {
    "nodes": FileKind("entities.csv", "text/csv", _nodes),
    "edges": FileKind("edges.csv", "text/csv", _edges),
    "claims": FileKind("claims.csv", "text/csv", _claims),
    "graphml": FileKind("graph.graphml", "application/graphml+xml", _graphml),
    "turtle": FileKind("claims.ttl", "text/turtle", _turtle),
}
"""By the names of their labels in the catalogue."""
