"""The whole knowledge base as a file. The same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from pyoxigraph import Quad, RdfFormat, Triple, serialize

from kg.errors import KgError
from kg.network import write_csv, write_gexf, write_graphml
from kg.store.namespaces import PREFIXES
from kg.store.ontology import build_ontology
from kg.store.shapes import SHACL, build_shapes

if TYPE_CHECKING:
    from kg.store.knowledge_reader import KnowledgeReader

Writer = Callable[["KnowledgeReader", BinaryIO], None]


def write_export(base: KnowledgeReader, format_: str, out: BinaryIO | Path) -> None:
    """Write everything in one of `FORMATS`.

    Raises:
        KgError: There is no such format, or the file cannot be written.
    """
    writer = FORMATS.get(format_)
    if writer is None:
        raise KgError(f"no such format; choose one of {', '.join(FORMATS)}", about=format_)
    if not isinstance(out, Path):
        writer(base, out)
        return
    if not out.absolute().parent.is_dir():
        raise KgError(f"cannot be written: there is no folder {out.parent}", about=str(out))
    try:
        with out.open("wb") as stream:
            writer(base, stream)
    except OSError as error:
        raise KgError(f"cannot be written: {error.strerror}", about=str(out)) from error


def _write_nquads(base: KnowledgeReader, out: BinaryIO) -> None:
    lines = sorted(f"{quad} .\n" for quad in base.quads())
    out.write("".join(lines).encode("utf-8"))


def _write_trig(base: KnowledgeReader, out: BinaryIO) -> None:
    serialize(_sorted(base), out, RdfFormat.TRIG, prefixes=PREFIXES)


def _write_jsonld(base: KnowledgeReader, out: BinaryIO) -> None:
    serialize(_sorted(base), out, RdfFormat.JSON_LD, prefixes=PREFIXES)


def _write_turtle(base: KnowledgeReader, out: BinaryIO) -> None:
    """All graphs as one: every triple is in one graph only, so nothing comes twice."""
    triples = sorted((str(q.subject), str(q.predicate), str(q.object), q) for q in base.quads())
    serialize((Triple(q.subject, q.predicate, q.object) for *_, q in triples), out, RdfFormat.TURTLE, prefixes=PREFIXES)


def _sorted(base: KnowledgeReader) -> list[Quad]:
    return sorted(base.quads(), key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)))


def _write_graphml(base: KnowledgeReader, out: BinaryIO) -> None:
    write_graphml(base.network(), out)


def _write_gexf(base: KnowledgeReader, out: BinaryIO) -> None:
    write_gexf(base.network(), out)


def _write_csv(base: KnowledgeReader, out: BinaryIO) -> None:
    write_csv(base.articles(), base.entities(), base.claims(), out)


def _write_ontology(base: KnowledgeReader, out: BinaryIO) -> None:
    _write_triples((quad.triple for quad in build_ontology(base.schema)), out)


def _write_shapes(base: KnowledgeReader, out: BinaryIO) -> None:
    _write_triples(build_shapes(base.schema), out)


def _write_triples(triples: Iterable[Triple], out: BinaryIO) -> None:
    serialize(triples, out, RdfFormat.TURTLE, prefixes={**PREFIXES, "sh": SHACL})


FORMATS: dict[str, Writer] = {
    "ttl": _write_turtle,
    "trig": _write_trig,
    "nq": _write_nquads,
    "jsonld": _write_jsonld,
    "graphml": _write_graphml,
    "gexf": _write_gexf,
    "csv": _write_csv,
    "ontology": _write_ontology,
    "shapes": _write_shapes,
}
"""Every export format by its name; `ontology` and `shapes` are Turtle without the data."""
