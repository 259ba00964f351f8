"""Commands for SPARQL: a query, and the server that answers them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, StoreOption, app, one_line_errors


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


_SECONDS = typer.Option("--time-limit", help="Seconds that a query may take.", min=0.1, max=86_400)


@app.command()
def query(
    text: Annotated[str | None, typer.Argument(help="SPARQL, or the name of a packaged query.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file with SPARQL.")] = None,
    format_: Annotated[AnswerFormat, typer.Option("--format", help="How to print the answer.")] = AnswerFormat.TABLE,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for a packaged query.")] = None,
    time_limit: Annotated[float, _SECONDS] = 60.0,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Ask the knowledge base in SPARQL, or with a packaged query by name. Prefixes need not be written."""
    from kg.endpoint.limits import Limits
    from kg.endpoint.messages import Question
    from kg.endpoint.workers import BlockingWorkers
    from kg.errors import QueryError, UnreadableFile, WrongForm
    from kg.store import GRAPH_FORMATS, ROW_FORMATS, AnswerForm, query_names

    if (text is None) is (file is None):
        raise typer.BadParameter(f"give SPARQL, -f FILE, or one of: {', '.join(query_names())}")
    if any("=" not in one for one in param or ()):
        raise typer.BadParameter("--param is written NAME=VALUE")
    with one_line_errors():
        if file is not None:
            try:
                text = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UnreadableFile(str(error), about=str(file)) from error
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


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    host: Annotated[str, typer.Option("--host", help="Address to listen on; others than your own reach others.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8501,
    no_ui: Annotated[bool, typer.Option("--no-ui", help="Serve the SPARQL endpoint without the dashboard.")] = False,
    time_limit: Annotated[float, _SECONDS] = 60.0,
    row_limit: Annotated[int, typer.Option("--row-limit", help="Rows or triples of an answer.", min=1)] = 1_000_000,
    size_limit: Annotated[int, typer.Option("--size-limit", help="Megabytes of an answer.", min=1)] = 512,
    memory_limit: Annotated[
        int, typer.Option("--memory-limit", help="Megabytes of memory that a query may take.", min=256)
    ] = 2048,
    workers: Annotated[int, typer.Option("--workers", help="Queries that run at once.", min=1, max=64)] = 2,
    queue: Annotated[int, typer.Option("--queue", help="Queries that may wait for a worker.", min=0)] = 32,
    update_token: Annotated[
        str,
        typer.Option("--update-token", envvar="KG_UPDATE_TOKEN", help="Who shows it may write graphs of their own."),
    ] = "",
) -> None:
    """Serve the dashboard and the SPARQL endpoint, on this machine only unless --host says otherwise."""
    from kg.endpoint.limits import Limits

    limits = Limits(time_limit, row_limit, size_limit, memory_limit, workers, queue)
    if no_ui:
        from kg.endpoint.server import Endpoint, serve_endpoint

        with one_line_errors():
            endpoint = Endpoint(store, limits, token=update_token)
            serve_endpoint(endpoint, host, port, lambda at: typer.echo(f"The endpoint is at {at} (Ctrl+C stops it)"))
        return
    from kg.errors import StoreError
    from kg.store import is_server, show_place
    from ui.launch import serve_dashboard

    with one_line_errors():
        if is_server(store):
            raise StoreError(
                "the dashboard reads folders; bring a copy by `kg backup` and `kg restore`", about=show_place(store)
            )
    typer.echo(f"The dashboard is at http://{host}:{port} (Ctrl+C stops it), the SPARQL endpoint at /sparql below it")
    raise typer.Exit(serve_dashboard(Path(store), port, host=host, limits=limits, update_token=update_token))
