"""RDF files, written as the quads come."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from kg.errors import KgError
from kg.store.namespaces import PREFIXES
from kg.store.shapes import SHACL

# XML 1.0 cannot hold these at all, not even escaped.
_NOT_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# The last characters of a property must be a name, because RDF/XML makes an element of it.
_ENDS_IN_NAME = re.compile(r"[^\W\d][\w.-]*\Z")


def write_nquads(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write N-Quads."""
    serialize(quads, out, RdfFormat.N_QUADS)


def write_trig(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write TriG."""
    serialize(quads, out, RdfFormat.TRIG, prefixes=PREFIXES)


def write_ntriples(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write N-Triples, all graphs as one: every triple is in one graph only, so nothing comes twice."""
    serialize(map(_triple, quads), out, RdfFormat.N_TRIPLES)


def write_turtle(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write Turtle, all graphs as one."""
    write_triples(map(_triple, quads), out)


def write_triples(triples: Iterable[Triple], out: BinaryIO) -> None:
    """Write Turtle."""
    serialize(triples, out, RdfFormat.TURTLE, prefixes={**PREFIXES, "sh": SHACL})


def write_rdfxml(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write RDF/XML, all graphs as one.

    Characters that XML cannot hold become U+FFFD, and all ends of lines become line feeds, as XML reads them.

    Raises:
        KgError: A property of one's own rules has a name that RDF/XML cannot write.
    """
    serialize(map(_triple, _for_xml(quads)), out, RdfFormat.RDF_XML, prefixes=PREFIXES)


def _triple(quad: Quad) -> Triple:
    return Triple(quad.subject, quad.predicate, quad.object)


def _for_xml(quads: Iterable[Quad]) -> Iterator[Quad]:
    for quad in quads:
        if not _ENDS_IN_NAME.search(quad.predicate.value):
            raise KgError("RDF/XML cannot hold this property; choose another format", about=quad.predicate.value)
        value = quad.object
        if isinstance(value, Literal) and (clean := _clean(value.value)) != value.value:
            value = (
                Literal(clean, language=value.language) if value.language else Literal(clean, datatype=value.datatype)
            )
            quad = Quad(quad.subject, quad.predicate, value, quad.graph_name)
        yield quad


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text.replace("\r\n", "\n").replace("\r", "\n"))
