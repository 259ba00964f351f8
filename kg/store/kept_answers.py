"""Answers that were written into a file, read again: the first rows to look at, or all of it in another format."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, QueryBoolean, parse, parse_query_results, serialize

from kg.store.answers import GRAPH_FORMATS, ROW_FORMATS, WrittenAnswer
from kg.store.namespaces import PREFIXES
from kg.store.sparql import Cell, QueryResult, read_cell

Row = tuple[NamedNode | BlankNode | Literal | None, ...]

TRIPLE = ("subject", "predicate", "object")
"""What the columns of a graph are called."""


def read_answer(file: BinaryIO, written: WrittenAnswer, most_rows: int, most_characters: int) -> QueryResult:
    """The first rows of an answer; those of a graph are its triples. Never more of it is in memory.

    Args:
        file: The answer, from its start.
        written: What it is; rows must be in a format that tells what is an IRI (json, xml, tsv).
        most_rows: As many rows are read,
        most_characters: and as many as have this many characters together.
    """
    if written.kind == "graph":
        triples = parse(file, GRAPH_FORMATS[written.format])
        rows = ((one.subject, one.predicate, one.object) for one in triples)
        return QueryResult("graph", TRIPLE, _first(rows, most_rows, most_characters))
    found = parse_query_results(file, ROW_FORMATS[written.format])
    if isinstance(found, QueryBoolean):
        return QueryResult("ask", answer=bool(found))
    names = [variable.value for variable in found.variables]
    rows = (tuple(solution[name] for name in names) for solution in found)
    return QueryResult("select", tuple(names), _first(rows, most_rows, most_characters))


def rewrite_answer(file: BinaryIO, written: WrittenAnswer, out: BinaryIO, format_: str) -> None:
    """The whole answer in another format.

    Args:
        file: The answer, from its start.
        written: What it is.
        out: What it is written into.
        format_: One of `ROW_FORMATS`, or for a graph one of `GRAPH_FORMATS`.
    """
    if written.kind == "graph":
        serialize(parse(file, GRAPH_FORMATS[written.format]), out, GRAPH_FORMATS[format_], prefixes=PREFIXES)
    else:
        parse_query_results(file, ROW_FORMATS[written.format]).serialize(out, ROW_FORMATS[format_])


def _first(rows: Iterable[Row], most_rows: int, most_characters: int) -> tuple[tuple[Cell | None, ...], ...]:
    kept: list[tuple[Cell | None, ...]] = []
    characters = 0
    for row in islice(rows, most_rows):
        cells = tuple(read_cell(term) for term in row)
        characters += sum(len(cell.value) for cell in cells if cell)
        if kept and characters > most_characters:
            break
        kept.append(cells)
    return tuple(kept)
