"""Commands that ask the knowledge base, and the one that takes an article out."""

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
    out: Annotated[Path, typer.Argument(help="File to write.")],
    format_: Annotated[
        str, typer.Option("--format", help="ttl, trig, nq, jsonld, graphml, gexf, csv, ontology or shapes.")
    ],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole knowledge base to a file, or only its vocabulary or SHACL shapes."""
    from kg.store import FORMATS, KnowledgeBase

    if format_ not in FORMATS:
        raise typer.BadParameter(f"one of {', '.join(FORMATS)}", param_hint="--format")
    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        kb.export(format_, out)


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
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Show one entity: its names, and what is claimed of it with dates and sentences."""
    from kg.errors import NotFound
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        found = kb.find_entities(name)
        if not found:
            raise NotFound("no entity of this name in the store", about=name)
        claims = kb.claims(entity=found[0].id)
        articles = {record.hash: record for record in kb.articles()}
        if format_ is TextFormat.JSON:
            facts = [{"id": claim.id, **claim.as_dict()} for claim in claims]
            typer.echo(json.dumps({**found[0].as_dict(), "claims": facts}, ensure_ascii=False))
        else:
            label = "ja" if lang is Lang.JA else "en"
            entities = {entity.id: entity for entity in kb.entities()}
            text = printing.format_entity(found, claims, articles, entities, kb.schema, label)
            typer.echo(printing.for_terminal(text))


@app.command()
def remove(
    article: Annotated[str, typer.Argument(help="Id, hash or IRI of an article.")], store: StoreOption = DEFAULT_STORE
) -> None:
    """Take an article out again, with everything that was read from it."""
    from kg.errors import NotFound
    from kg.store import KnowledgeBase

    with one_line_errors():
        if not store.exists():
            raise NotFound("no knowledge base here; give --store DIR", about=str(store))
        with KnowledgeBase.open(store) as kb:
            record = kb.remove(article)
        typer.echo(printing.one_line(f"removed {record.id} ({record.title or 'no title'})"))


@app.command()
def serve(
    store: StoreOption = DEFAULT_STORE,
    port: Annotated[int, typer.Option("--port", help="Port to listen on.", min=1, max=65535)] = 8501,
) -> None:
    """Serve the dashboard on this machine."""
    from ui.launch import serve_dashboard

    typer.echo(f"The dashboard is at http://127.0.0.1:{port} (Ctrl+C stops it)")
    raise typer.Exit(serve_dashboard(store, port))
