"""Answers as the engine writes them, in every usual format and in bounded memory, with a bound for their size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import BinaryIO, cast
from typing import Literal as OneOf

from pyoxigraph import (
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Triple,
    serialize,
)

from kg.errors import QueryError, QueryStopped, StoreError, WrongForm
from kg.store.asked_graphs import ALL_GRAPHS, AskedGraphs, graph_options
from kg.store.engine import Engine
from kg.store.guard import check_reads_only
from kg.store.namespaces import PREFIXES
from kg.store.redirects import follow_all
from kg.store.row_count import RowCount
from kg.store.sparql import explain_failure, explain_mistake

ROW_FORMATS = {
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
}
"""How SELECT and ASK can be answered."""
GRAPH_FORMATS = {
    "ttl": RdfFormat.TURTLE,
    "nt": RdfFormat.N_TRIPLES,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
"""How CONSTRUCT and DESCRIBE can be answered."""


@dataclass(frozen=True, slots=True)
class AnswerForm:
    """How an answer is wanted.

    Attributes:
        rows: One of `ROW_FORMATS`, for SELECT and ASK; None refuses them.
        graph: One of `GRAPH_FORMATS`, for CONSTRUCT and DESCRIBE; None refuses them.
        most_rows: As many rows or triples it may have.
        most_bytes: As many bytes it may have.
    """

    rows: str | None = None
    graph: str | None = None
    most_rows: int | None = None
    most_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class WrittenAnswer:
    """What was written.

    Attributes:
        kind: "select", "ask" or "graph" (CONSTRUCT and DESCRIBE).
        format: One of `ROW_FORMATS` or `GRAPH_FORMATS`.
        count: Its rows or triples; none for ASK.
    """

    kind: OneOf["select", "ask", "graph"]
    format: str
    count: int


def write_answer(
    store: Engine, query: str, out: BinaryIO, form: AnswerForm, asked: AskedGraphs = ALL_GRAPHS
) -> WrittenAnswer:
    """Answer a query, straight into a file. Graphs come sorted and without doubles; rows as the engine gives them.

    Raises:
        QueryError: It cannot be run.
        QueryRefused: It would write, or reach outside of the store.
        WrongForm: The form has no format for this kind of query.
        QueryStopped: There is more than the form allows; what was written is worth nothing.
        StoreError: The file takes no more.
    """
    check_reads_only(query)
    try:
        found = store.query(follow_all(store, query), prefixes=PREFIXES, **graph_options(store, query, asked))
        if isinstance(found, QueryTriples):
            return _write_graph(found, out, form)
        return _write_rows(found, out, form)
    except SyntaxError as error:
        raise _find_mistake(store, query, error) from error
    except (ValueError, RuntimeError, OSError) as error:
        raise explain_failure(error) from error


def _find_mistake(store: Engine, query: str, error: SyntaxError) -> QueryError:
    """Where the mistake is in the query as it came, which old ids in it may have moved."""
    try:
        store.query(query, prefixes=PREFIXES)
    except SyntaxError as original:
        error = original
    return explain_mistake(query, error)


def _write_rows(found: QuerySolutions | QueryBoolean, out: BinaryIO, form: AnswerForm) -> WrittenAnswer:
    if form.rows is None:
        raise WrongForm("SELECT and ASK answer with rows")
    written = _Counted(out, form.rows, form)
    found.serialize(cast(BinaryIO, written), ROW_FORMATS[form.rows])
    ask = isinstance(found, QueryBoolean)
    return WrittenAnswer("ask" if ask else "select", form.rows, 0 if ask else written.rows)


def _write_graph(found: QueryTriples, out: BinaryIO, form: AnswerForm) -> WrittenAnswer:
    if form.graph is None:
        raise WrongForm("CONSTRUCT and DESCRIBE answer with a graph")
    triples = sorted(_distinct(found, form.most_rows), key=str)
    written = _Counted(out, None, form)
    serialize(triples, cast(BinaryIO, written), GRAPH_FORMATS[form.graph], prefixes=PREFIXES)
    return WrittenAnswer("graph", form.graph, len(triples))


def _distinct(found: QueryTriples, most: int | None) -> set[Triple]:
    triples: set[Triple] = set()
    for triple in found:
        triples.add(triple)
        if most is not None and len(triples) > most:
            raise _too_large(f"more than {most:,} triples")
    return triples


class _Counted:
    """A file that counts what is written into it, and refuses more than may be."""

    def __init__(self, out: BinaryIO, format_: str | None, form: AnswerForm) -> None:
        self._out = out
        self._form = form
        self._bytes = 0
        self._count = RowCount(format_) if format_ else None

    @property
    def rows(self) -> int:
        return self._count.rows if self._count else 0

    def write(self, piece: bytes) -> int:
        self._bytes += len(piece)
        if self._form.most_bytes is not None and self._bytes > self._form.most_bytes:
            raise _too_large(f"more than {self._form.most_bytes:,} bytes")
        if self._count is not None:
            self._count.feed(piece)
            if self._form.most_rows is not None and self._count.rows > self._form.most_rows:
                raise _too_large(f"more than {self._form.most_rows:,} rows")
        try:
            return self._out.write(piece)
        except OSError as error:
            raise StoreError(f"the answer cannot be kept: {error.strerror}") from error

    def flush(self) -> None:
        self._out.flush()


def _too_large(what: str) -> QueryStopped:
    return QueryStopped(f"the answer has {what}; ask for less, or in parts with LIMIT and OFFSET", reason="size")
