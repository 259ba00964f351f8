"""Running SPARQL queries: reading only, never calling out, results complete before they are handed on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal as OneOf

from pyoxigraph import BlankNode, NamedNode, QueryBoolean, QuerySolutions, QueryTriples, RdfFormat, serialize
from pyoxigraph import Literal as RdfLiteral

from kg.errors import QueryError
from kg.store.asked_graphs import graph_options
from kg.store.engine import Engine
from kg.store.guard import TOKEN, check_reads_only, place_of
from kg.store.namespaces import PREFIXES, shorten
from kg.store.redirects import declared_prefixes

_POSITION = re.compile(r"error at (\d+):(\d+): expected (?:one of )?([^\n]*)")
# What the engine says it expected where it has already read past the mistake: as many characters as a keyword has.
_READ_PAST = re.compile(r"[A-Z_0-9]+|\[_\]")

TermKind = OneOf["iri", "literal", "bnode"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a result: an RDF term that any thread may keep."""

    value: str
    kind: TermKind = "literal"
    lang: str = ""
    datatype: str = ""

    def as_json(self) -> dict[str, str]:
        """The term in SPARQL 1.1 JSON."""
        found = {"type": {"iri": "uri"}.get(self.kind, self.kind), "value": self.value}
        if self.lang:
            found["xml:lang"] = self.lang
        elif self.datatype and self.datatype != PREFIXES["xsd"] + "string":
            found["datatype"] = self.datatype
        return found


@dataclass(frozen=True, slots=True)
class QueryResult:
    """The whole answer to a query.

    Attributes:
        kind: "select", "ask" or "graph" (CONSTRUCT and DESCRIBE).
        variables: Names of the columns.
        cells: The rows; None where a variable is unbound.
        answer: What ASK says.
        turtle: The triples of CONSTRUCT or DESCRIBE.
    """

    kind: OneOf["select", "ask", "graph"]
    variables: tuple[str, ...] = ()
    cells: tuple[tuple[Cell | None, ...], ...] = ()
    answer: bool | None = None
    turtle: str = ""

    @property
    def rows(self) -> list[tuple[str | None, ...]]:
        """The rows as plain text; IRIs as they are, None where a variable is unbound."""
        return [tuple(cell.value if cell else None for cell in row) for row in self.cells]

    def __len__(self) -> int:
        return len(self.cells)

    def __iter__(self) -> Iterator[dict[str, str | None]]:
        return (dict(zip(self.variables, row, strict=True)) for row in self.rows)

    def to_table(self, *, short: bool = False) -> list[list[str]]:
        """A heading and the rows, "" where a variable is unbound.

        Args:
            short: Whether IRIs are shortened to `prefix:name`, for reading.
        """
        return [list(self.variables), *([_text(cell, short) for cell in row] for row in self.cells)]

    def to_csv(self) -> str:
        """SPARQL 1.1 CSV, with a heading; what ASK says is one cell.

        Raises:
            QueryError: The answer is a graph.
        """
        self._refuse_graph()
        rows = [["answer"], [str(self.answer).lower()]] if self.kind == "ask" else self.to_table()
        text = io.StringIO(newline="")
        csv.writer(text, lineterminator="\n").writerows(rows)
        return text.getvalue()

    def to_json(self) -> str:
        """SPARQL 1.1 JSON.

        Raises:
            QueryError: The answer is a graph.
        """
        self._refuse_graph()
        found: dict[str, object] = {"head": {"vars": list(self.variables)} if self.kind == "select" else {}}
        if self.kind == "ask":
            found["boolean"] = self.answer
        else:
            bindings = [
                {name: cell.as_json() for name, cell in zip(self.variables, row, strict=True) if cell}
                for row in self.cells
            ]
            found["results"] = {"bindings": bindings}
        return json.dumps(found, ensure_ascii=False, indent=1)

    def _refuse_graph(self) -> None:
        if self.kind == "graph":
            raise QueryError("CONSTRUCT and DESCRIBE answer in Turtle; use --format ttl")


def run_query(store: Engine, query: str) -> QueryResult:
    """Answer a query over all graphs together, or over those that its FROM names.

    Raises:
        QueryError: It is not SPARQL, would write, would call another server, or names a graph that is not there.
    """
    check_reads_only(query)
    try:
        # Results of pyoxigraph may not leave the thread that made them, so everything is read here and now.
        found = store.query(query, prefixes=PREFIXES, **graph_options(store, query))
        if isinstance(found, QueryBoolean):
            return QueryResult("ask", answer=bool(found))
        if isinstance(found, QueryTriples):
            turtle = io.BytesIO()
            serialize(sorted(set(found), key=str), turtle, RdfFormat.TURTLE, prefixes=PREFIXES)
            return QueryResult("graph", turtle=turtle.getvalue().decode())
        return _read_rows(found)
    except SyntaxError as error:
        raise explain_mistake(query, error) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise explain_failure(error) from error


def _read_rows(found: QuerySolutions) -> QueryResult:
    names = [variable.value for variable in found.variables]
    cells = tuple(tuple(read_cell(solution[name]) for name in names) for solution in found)
    return QueryResult("select", tuple(names), cells)


def _text(cell: Cell | None, short: bool) -> str:
    if cell is None:
        return ""
    return shorten(cell.value) if short and cell.kind == "iri" else cell.value


def read_cell(term: NamedNode | BlankNode | RdfLiteral | None) -> Cell | None:
    """A term of the engine as any thread may keep it."""
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return Cell(term.value, "iri")
    if isinstance(term, BlankNode):
        return Cell(term.value, "bnode")
    if isinstance(term, RdfLiteral):
        return Cell(term.value, "literal", term.language or "", term.datatype.value)
    return Cell(str(term))


def explain_mistake(query: str, error: SyntaxError) -> QueryError:
    """Where a query is wrong. The engine lists every character that might have followed, which is of no use."""
    undeclared = _find_undeclared(query)
    if undeclared is not None:
        place = place_of(query, undeclared.start())
        why = f"line {place[0]}, column {place[1]}: nothing declares the prefix {undeclared['prefix']}:"
        return QueryError(f"not a SPARQL query: {why}", place=place)
    message = str(error)
    match = _POSITION.search(message)
    if match is None:
        return QueryError(f"not a SPARQL query: {_one_line(message)}")
    lines = query.split("\n")
    line, column = _step_back(lines, int(match[1]), int(match[2]), match[3].split(", "))
    near = lines[line - 1][max(column - 1, 0) : column + 30].strip() if line <= len(lines) else ""
    where = f"line {line}, column {column}" + (f", near {near!r}" if near else ", at the end")
    return QueryError(f"not a SPARQL query: {where}", place=(line, column))


def _find_undeclared(query: str) -> re.Match[str] | None:
    """The first name whose prefix is neither ours nor the query's own."""
    prefixes, declarations = declared_prefixes(query)
    known = prefixes.keys() | {"_"}
    names = (one for one in TOKEN.finditer(query) if one["prefixed"] and one.start() not in declarations)
    return next((one for one in names if one["prefix"] not in known), None)


def _step_back(lines: list[str], line: int, column: int, expected: list[str]) -> tuple[int, int]:
    """The place before a keyword that was expected instead of what is there."""
    if not all(map(_READ_PAST.fullmatch, expected)):
        return line, column
    column -= max(1 if one == "[_]" else len(one) for one in expected)
    while column < 1 and line > 1:
        line -= 1
        # The end of a line is a character too.
        column += len(lines[line - 1]) + 1
    return line, max(column, 1)


def explain_failure(error: Exception) -> QueryError:
    """What the engine says of a query that it could not run to its end."""
    return QueryError(f"the query cannot be run: {_one_line(str(error))}")


def _one_line(message: str) -> str:
    return " ".join(message.split())[:200]
