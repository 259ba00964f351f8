"""The command for SPARQL queries."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, StoreOption, app, one_line_errors
from kg.text.files import read_text_file


class AnswerFormat(StrEnum):
    """How the answer to a query is printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TSV = "tsv"
    XML = "xml"
    TTL = "ttl"
    NT = "nt"
    JSONLD = "jsonld"
    RDFXML = "rdfxml"


SecondsOption = Annotated[
    float, typer.Option("--time-limit", help="Seconds that a query may take.", min=0.1, max=86_400)
]


@app.command()
def query(
    text: Annotated[str | None, typer.Argument(help="SPARQL, or the name of a packaged query.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file with SPARQL.")] = None,
    format_: Annotated[AnswerFormat, typer.Option("--format", help="How to print the answer.")] = AnswerFormat.TABLE,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for a packaged query.")] = None,
    time_limit: SecondsOption = 60.0,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Ask the knowledge base in SPARQL, or with a packaged query by name. Prefixes need not be written."""
    from kg.endpoint.limits import Limits
    from kg.endpoint.messages import Question
    from kg.endpoint.workers import BlockingWorkers
    from kg.errors import QueryError, WrongForm
    from kg.store import GRAPH_FORMATS, ROW_FORMATS, AnswerForm, query_names

    if (text is None) is (file is None):
        raise typer.BadParameter(f"give SPARQL, -f FILE, or one of: {', '.join(query_names())}")
    if any("=" not in one for one in param or ()):
        raise typer.BadParameter("--param is written NAME=VALUE")
    with one_line_errors():
        if file is not None:
            text = read_text_file(file)
        assert text is not None
        is_table = format_ is AnswerFormat.TABLE
        rows = "json" if is_table else format_ if format_ in ROW_FORMATS else None
        graph = "ttl" if is_table else format_ if format_ in GRAPH_FORMATS else None
        form = AnswerForm(rows and str(rows), graph and str(graph))
        # One word is no SPARQL, so it is the name of a query, if perhaps a wrong one. A file never holds a name.
        if file is None and text.replace("-", "").isalnum():
            question = Question(named=text, parameters=dict(one.split("=", 1) for one in param or ()), form=form)
        else:
            question = Question(text, form=form)
        limits = Limits(seconds=time_limit, rows=None, megabytes=None, workers=1)
        with BlockingWorkers(store, limits) as workers:
            try:
                answer = workers.submit(question).result()
            except WrongForm as error:
                others = GRAPH_FORMATS if rows else ["table", *sorted(ROW_FORMATS)]
                raise QueryError(f"{error}; use --format {', '.join(others)}") from error
            if is_table:
                shown = printing.format_answer(answer.written.kind, answer.read())
                typer.echo(printing.for_terminal(shown), nl=False)
                return
            piece = b""
            for piece in answer.pieces():
                typer.echo(piece, nl=False)
            if not piece.endswith(b"\n"):
                typer.echo()
