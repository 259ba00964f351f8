"""Network files: GraphML, GEXF and CSV. The same network gives the same bytes on every machine."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from typing import BinaryIO

import networkx as nx

from kg.model import Claim, Entity
from kg.network.build import QUALIFIER_PREFIX, ArticleData, edge_attributes

# XML 1.0 cannot hold these at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# networkx writes the day of the export here; it would make every day's file a different one.
_GEXF_DATE = re.compile(rb' lastmodifieddate="[^"]*"')


def write_graphml(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write GraphML, for Gephi, yEd, Cytoscape and igraph."""
    # The lxml writer would be chosen where lxml is installed, and it orders attributes differently.
    nx.readwrite.graphml.write_graphml_xml(_for_xml(network), out, encoding="utf-8", prettyprint=True)


def write_gexf(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write GEXF, for Gephi."""
    labelled = _for_xml(network)
    for _, attributes in labelled.nodes(data=True):
        attributes["label"] = attributes["label_en"]
    buffer = io.BytesIO()
    nx.write_gexf(labelled, buffer, encoding="utf-8", prettyprint=True)
    out.write(_GEXF_DATE.sub(b"", buffer.getvalue()))


def write_csv(
    articles: Iterable[ArticleData], entities: Iterable[Entity], claims: Iterable[Claim], out: BinaryIO
) -> None:
    """Write one row per claim, those without an object too, with flat columns."""
    sources = {article.hash: article for article in articles}
    known = {entity.id: entity for entity in entities}
    rows = [
        {
            "claim": claim.id,
            **_ends(claim, known),
            "trigger": claim.trigger.text,
            "rule": claim.rule,
            **edge_attributes(claim, sources.get(claim.article_hash)),
        }
        for claim in sorted(claims, key=lambda one: one.id)
    ]
    columns = list(dict.fromkeys(key for row in rows for key in row if not key.startswith(QUALIFIER_PREFIX)))
    columns += sorted({key for row in rows for key in row if key.startswith(QUALIFIER_PREFIX)})
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, columns or ["claim"], restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    out.write(text.getvalue().encode("utf-8"))


def _ends(claim: Claim, known: dict[str, Entity]) -> dict[str, str]:
    ends = {}
    for role, mention in (("subject", claim.subject), ("object", claim.object)):
        entity = known.get(mention.entity_id) if mention else None
        fallback = mention.name if mention else ""
        ends[role] = mention.entity_id if mention else ""
        ends[f"{role}_en"] = entity.label("en") if entity else fallback
        ends[f"{role}_ja"] = entity.label("ja") if entity else fallback
        ends[f"{role}_type"] = str(mention.type) if mention else ""
    return ends


def _for_xml(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy with nodes, edges and attributes in sorted order and without characters that XML cannot hold."""
    ordered = nx.MultiDiGraph()
    for node, attributes in sorted(network.nodes(data=True)):
        ordered.add_node(node, **_clean(attributes))
    for subject, object_, key, attributes in sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3]):
        ordered.add_edge(subject, object_, key=key, **_clean(attributes))
    return ordered


def _clean(attributes: dict[str, object]) -> dict[str, object]:
    return {
        key: _NOT_XML.sub("\ufffd", value) if isinstance(value, str) else value
        for key, value in sorted(attributes.items())
    }
