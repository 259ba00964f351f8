"""The whole knowledge base in the formats of other programs. The same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import NamedNode, Quad, Triple

from kg import network
from kg.errors import KgError
from kg.network import Contents
from kg.store.export import rdf
from kg.store.export.destination import write_file, write_folder
from kg.store.export.jsonld import write_jsonld
from kg.store.namespaces import is_text_iri
from kg.store.ontology import build_ontology
from kg.store.shapes import build_shapes

if TYPE_CHECKING:
    import networkx as nx

    from kg.store.knowledge_reader import KnowledgeReader


class Source:
    """What is exported, read from the store once and when it is needed."""

    def __init__(self, base: KnowledgeReader, *, with_text: bool) -> None:
        self._base = base
        self._with_text = with_text

    def quads(self) -> Iterator[Quad]:
        """Every quad, graph by graph and sorted within each, so that no more than one graph is in memory."""
        for graph in self._base.graphs():
            yield from sorted(filter(self._is_wanted, self._base.quads(graph)), key=str)

    def ontology(self) -> Iterator[Triple]:
        """The vocabulary."""
        return (quad.triple for quad in build_ontology(self._base.schema))

    def shapes(self) -> Iterator[Triple]:
        """The shapes that the data should have."""
        return iter(build_shapes(self._base.schema))

    def _is_wanted(self, quad: Quad) -> bool:
        """Texts of articles belong to who wrote them, and are handed on only if asked for.

        Without them it is as if they had never been kept.
        """
        return self._with_text or not (isinstance(quad.subject, NamedNode) and is_text_iri(quad.subject))

    @cached_property
    def contents(self) -> Contents:
        """Articles, entities and claims, for tables."""
        base = self._base
        return Contents(base.articles(), base.entities(), base.claims(), base.schema)

    @cached_property
    def network(self) -> nx.MultiDiGraph:
        """Claims between entities, for graph programs."""
        return network.label_network(self._base.network(), self._base.schema)


Writer = Callable[[Source, BinaryIO], None]

RDF: Mapping[str, Writer] = {
    "ttl": lambda source, out: rdf.write_turtle(source.quads(), out),
    "trig": lambda source, out: rdf.write_trig(source.quads(), out),
    "nt": lambda source, out: rdf.write_ntriples(source.quads(), out),
    "nq": lambda source, out: rdf.write_nquads(source.quads(), out),
    "jsonld": lambda source, out: write_jsonld(source.quads(), out),
    "rdfxml": lambda source, out: rdf.write_rdfxml(source.quads(), out),
}
"""Formats that hold everything there is."""

FILES: Mapping[str, Writer] = {
    "graphml": lambda source, out: network.write_graphml(source.network, out),
    "gexf": lambda source, out: network.write_gexf(source.network, out),
    "cyjs": lambda source, out: network.write_cytoscape(source.network, out),
    "csv": lambda source, out: network.write_csv(network.claim_table(source.contents), out),
    "csv-spreadsheet": lambda source, out: network.write_spreadsheet_csv(network.claim_table(source.contents), out),
}
"""Formats of one file that hold the claims."""

VOCABULARY: Mapping[str, Writer] = {
    "ontology": lambda source, out: rdf.write_triples(source.ontology(), out),
    "shapes": lambda source, out: rdf.write_triples(source.shapes(), out),
}
"""Turtle of what there can be, without the data: its terms, and its SHACL shapes."""

FOLDERS: Mapping[str, Mapping[str, Writer]] = {
    "csv-network": {
        "nodes.csv": lambda source, out: network.write_nodes(source.network, out),
        "edges.csv": lambda source, out: network.write_edges(source.network, out),
    },
    "parquet": {
        "articles.parquet": lambda source, out: network.write_parquet(network.article_table(source.contents), out),
        "entities.parquet": lambda source, out: network.write_parquet(network.entity_table(source.contents), out),
        "claims.parquet": lambda source, out: network.write_parquet(network.claim_table(source.contents), out),
    },
    "neo4j": {
        name: lambda source, out, write=write: write(source.contents, out)  # type: ignore[misc]
        for name, write in network.NEO4J_FILES.items()
    },
}
"""Formats of several files."""

FORMATS = (*RDF, *FILES, *FOLDERS)
"""Every format of the data by its name."""


def write_export(base: KnowledgeReader, format_: str, out: BinaryIO | Path | str, *, with_text: bool = False) -> None:
    """Write everything in one of `FORMATS`, or what is in `VOCABULARY`, as a whole or not at all.

    Args:
        base: What to write.
        format_: The name of the format.
        out: A file, a stream, or for the formats of several files a folder.
        with_text: Whether the stored texts of articles are written too; only RDF has a place for them.

    Raises:
        KgError: There is no such format, or it cannot be written.
    """
    if format_ not in (*FORMATS, *VOCABULARY):
        raise KgError(f"no such format; choose one of {', '.join((*FORMATS, *VOCABULARY))}", about=format_)
    if with_text and format_ not in RDF:
        raise KgError(f"this format has no texts of articles; choose one of {', '.join(RDF)}", about=format_)
    out = Path(out) if isinstance(out, str) else out
    source = Source(base, with_text=with_text)
    if format_ not in FOLDERS:
        write = partial({**RDF, **FILES, **VOCABULARY}[format_], source)
        write_file(out, write) if isinstance(out, Path) else write(out)
    elif isinstance(out, Path):
        write_folder(out, {name: partial(writer, source) for name, writer in FOLDERS[format_].items()})
    else:
        raise KgError("this format is a folder of files and cannot be written to a stream", about=format_)
