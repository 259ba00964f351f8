"""Commands that ask the knowledge base."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, Lang, StoreOption, TextFormat, app, one_line_errors


class RowFormat(StrEnum):
    """How query results are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


# As in kg.store.FORMATS, which a command that only prints its help need not load.
EXPORTS = (
    *("ttl", "trig", "nt", "nq", "jsonld", "rdfxml"),
    *("graphml", "gexf", "cyjs", "csv", "csv-spreadsheet", "csv-network", "parquet", "neo4j"),
)


@app.command()
def query(
    text: Annotated[str | None, typer.Argument(help="SPARQL, or the name of a packaged query.")] = None,
    file: Annotated[Path | None, typer.Option("-f", "--file", help="A file with SPARQL.")] = None,
    format_: Annotated[RowFormat, typer.Option("--format", help="How to print the answer.")] = RowFormat.TABLE,
    param: Annotated[list[str] | None, typer.Option("--param", "-p", help="NAME=VALUE for a packaged query.")] = None,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Ask the knowledge base in SPARQL, or with a packaged query by name. Prefixes need not be written."""
    from kg.errors import UnreadableFile
    from kg.store import KnowledgeBase, query_names

    if (text is None) is (file is None):
        raise typer.BadParameter(f"give SPARQL, -f FILE, or one of: {', '.join(query_names())}")
    if any("=" not in one for one in param or ()):
        raise typer.BadParameter("--param is written NAME=VALUE")
    params = dict(one.split("=", 1) for one in param or ())
    with one_line_errors():
        if file is not None:
            try:
                text = file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                raise UnreadableFile(str(error), about=str(file)) from error
        assert text is not None
        with KnowledgeBase.open(store, read_only=True) as kb:
            # One word is no SPARQL, so it is the name of a query, if perhaps a wrong one. A file never holds a name.
            is_name = file is None and text.replace("-", "").isalnum()
            result = kb.named(text, **params) if is_name else kb.query(text)
        answer = printing.format_result(result, str(format_))
        typer.echo(printing.for_terminal(answer) if format_ is RowFormat.TABLE else answer, nl=False)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="File to write, or folder for csv-network, parquet and neo4j.")],
    format_: Annotated[str, typer.Option("--format", help=f"{', '.join(EXPORTS)}.")],
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Hand on the texts of articles too, where the format is RDF.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole knowledge base for other programs."""
    from kg.store import KnowledgeBase

    if format_ not in EXPORTS:
        raise typer.BadParameter(f"one of {', '.join(EXPORTS)}", param_hint="--format")
    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        kb.export(format_, out, with_text=with_text)


@app.command()
def stats(store: StoreOption = DEFAULT_STORE) -> None:
    """Count what the knowledge base holds."""
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        typer.echo(printing.format_stats(kb.stats()))


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A name in either language, or an id.")],
    format_: Annotated[TextFormat, typer.Option("--format", help="How to print it.")] = TextFormat.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of labels.")] = Lang.EN,
    rejected: Annotated[bool, typer.Option("--rejected", help="Show claims too that were rejected.")] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Show one entity: its names, and what is claimed of it with dates and sentences."""
    from kg.errors import NotFound
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        found = kb.find_entities(name)
        if not found:
            raise NotFound("no entity of this name in the store", about=name)
        claims, refused = kb.claims(entity=found[0].id, rejected=rejected), kb.rejected()
        articles = {record.hash: record for record in kb.articles()}
        if format_ is TextFormat.JSON:
            facts = [{"id": one.id, **one.as_dict(), "rejected": one.id in refused} for one in claims]
            typer.echo(json.dumps({**found[0].as_dict(), "claims": facts}, ensure_ascii=False))
        else:
            label = "ja" if lang is Lang.JA else "en"
            entities = {entity.id: entity for entity in kb.entities()}
            text = printing.format_entity(found, claims, articles, entities, kb.schema, label, refused)
            typer.echo(printing.for_terminal(text))


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8501,
) -> None:
    """Serve the dashboard on this machine."""
    from kg.errors import StoreError
    from kg.store import is_server, show_place
    from ui.launch import serve_dashboard

    with one_line_errors():
        if is_server(store):
            raise StoreError(
                "the dashboard reads folders; bring a copy by `kg backup` and `kg restore`", about=show_place(store)
            )
    typer.echo(f"The dashboard is at http://127.0.0.1:{port} (Ctrl+C stops it)")
    raise typer.Exit(serve_dashboard(Path(store), port))
