"""Networks as files for graph programs: GraphML, GEXF, Cytoscape JSON, and CSV of nodes and edges.

The same network gives the same bytes on every machine.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable, Mapping
from typing import BinaryIO

import networkx as nx

from kg.network.build import QUALIFIER_PREFIX, relation_labels
from kg.network.csv_file import write_rows
from kg.schema import Schema

# XML 1.0 cannot hold these at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# What graph programs read as a whole number.
_LARGEST_LONG = 2**63 - 1

Attributes = dict[str, str | int | float | bool]


def write_graphml(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write GraphML, for Gephi, yEd, Cytoscape and igraph."""
    # The lxml writer would be chosen where lxml is installed, and it orders attributes differently.
    writer = nx.readwrite.graphml.write_graphml_xml
    writer(_for_xml(network), out, encoding="utf-8", prettyprint=True)


def write_gexf(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write GEXF, for Gephi; its timeline shows an edge from the first day of its claim to the last.

    An entity is there from its first edge on, and always where one of its edges has no date.
    """
    dated = _for_xml(network)
    starts: dict[str, list[str]] = {}
    for subject, object_, key, edge in dated.edges(keys=True, data=True):
        edge["id"] = key
        for node in (subject, object_):
            starts.setdefault(node, []).append(edge["start"])
        for side in ("start", "end"):
            if not edge[side]:
                del edge[side]
    for node, days in starts.items():
        if all(days):
            dated.nodes[node]["start"] = min(days)
    writer = nx.readwrite.gexf.GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    # networkx notes here the day of the export and its version, which would make every file another one.
    meta = writer.xml.find("meta")
    meta.attrib.clear()
    meta.find("creator").text = "newskg"
    writer.add_graph(dated)
    writer.write(out)


def write_cytoscape(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write Cytoscape JSON, for Cytoscape and Cytoscape.js."""
    labelled = network.copy()
    for _, node in labelled.nodes(data=True):
        node["name"] = node["label"]
    for subject, object_, key, edge in labelled.edges(keys=True, data=True):
        ends = (labelled.nodes[end]["label"] for end in (subject, object_))
        edge |= {"id": key, "interaction": edge["relation"], "name": f" ({edge['label']}) ".join(ends)}
    document = {"format_version": "1.0", "generated_by": "newskg", **nx.cytoscape_data(labelled)}
    document["data"] = {"name": "newskg"}
    out.write(json.dumps(document, ensure_ascii=False, allow_nan=False, indent=1).encode("utf-8"))


def write_nodes(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write the nodes as CSV, with the headings that Gephi looks for."""
    nodes = network.nodes(data=True)
    _write_csv(({"Id": node, **_capital(attributes, "label")} for node, attributes in nodes), ("Id", "Label"), out)


def write_edges(network: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Write the edges as CSV, with the headings that Gephi looks for; symmetric relations are undirected."""
    rows = (
        {
            "Source": subject,
            "Target": object_,
            "Type": "Undirected" if attributes["symmetric"] else "Directed",
            "Id": key,
            **_capital(attributes, "label"),
        }
        for subject, object_, key, attributes in network.edges(keys=True, data=True)
    )
    _write_csv(rows, ("Source", "Target", "Type", "Id", "Label"), out)


def label_network(network: nx.MultiDiGraph, schema: Schema) -> nx.MultiDiGraph:
    """A copy in sorted order with a `label` on everything, and what relations are called in both languages."""
    labelled = nx.MultiDiGraph()
    for node, attributes in sorted(network.nodes(data=True)):
        labelled.add_node(node, **{"label": attributes["label_en"], **dict(sorted(attributes.items()))})
    edges = sorted(network.edges(keys=True, data=True), key=lambda edge: edge[:3])
    types = _types(attributes for *_, attributes in edges)
    for subject, object_, key, attributes in edges:
        said = {name: types[name](value) for name, value in sorted(attributes.items()) if _can_be_told(value)}
        labelled.add_edge(subject, object_, key=key, **_relation(attributes["relation"], schema), **said)
    return labelled


def _relation(name: str, schema: Schema) -> Attributes:
    relation, labels = schema.relations.get(name), relation_labels(name, schema)
    return {"label": labels["relation_en"], **labels, "symmetric": bool(relation and relation.symmetric)}


def _types(records: Iterable[Mapping[str, object]]) -> dict[str, type]:
    """For each attribute one type that fits all its values, since graph programs have one type a column."""
    found: dict[str, set[type]] = {}
    for record in records:
        for name, value in record.items():
            too_large = isinstance(value, int) and abs(value) > _LARGEST_LONG
            found.setdefault(name, set()).add(str if too_large else type(value))
    return {
        name: next(iter(types)) if len(types) == 1 else float if types == {int, float} else str
        for name, types in found.items()
    }


def _can_be_told(value: object) -> bool:
    """Whether graph programs have a way to write it: they do not agree on one for infinity."""
    return not isinstance(value, float) or math.isfinite(value)


def _for_xml(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A copy without the characters that XML cannot hold."""
    cleaned = nx.MultiDiGraph()
    for node, attributes in network.nodes(data=True):
        cleaned.add_node(_clean(node), **_clean_all(attributes))
    for subject, object_, key, attributes in network.edges(keys=True, data=True):
        cleaned.add_edge(_clean(subject), _clean(object_), key=_clean(key), **_clean_all(attributes))
    return cleaned


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _clean_all(attributes: Attributes) -> Attributes:
    return {name: _clean(value) if isinstance(value, str) else value for name, value in attributes.items()}


def _capital(attributes: Attributes, name: str) -> Attributes:
    return {key.capitalize() if key == name else key: value for key, value in attributes.items()}


def _write_csv(rows: Iterable[Attributes], first: tuple[str, ...], out: BinaryIO) -> None:
    rows = list(rows)
    columns = dict.fromkeys([*first, *(key for row in rows for key in row)])
    # Qualifiers come last and in the order of their names, whichever edge was the first to have one.
    ordered = sorted(columns, key=lambda name: name if name.startswith(QUALIFIER_PREFIX) else "")
    write_rows(ordered, ([row.get(name, "") for name in ordered] for row in rows), out)
