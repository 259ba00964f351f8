"""Commands that show what the knowledge base holds."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, Lang, StoreOption, TextFormat, app, one_line_errors

# As in kg.store.export.formats, which a command that only prints its help need not load.
EXPORTS = (
    *("ttl", "trig", "nt", "nq", "jsonld", "rdfxml"),
    *("graphml", "gexf", "cyjs", "csv", "csv-spreadsheet", "csv-network", "parquet", "neo4j"),
    *("ontology", "shapes"),
)


@app.command()
def export(
    out: Annotated[Path, typer.Argument(help="File to write, or folder for csv-network, parquet and neo4j.")],
    format_: Annotated[str, typer.Option("--format", help=f"{', '.join(EXPORTS)}.")],
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Hand on the texts of articles too, where the format is RDF.")
    ] = False,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole knowledge base for other programs, or only its vocabulary or SHACL shapes."""
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
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        found = kb.find_entities(name)
        if not found:
            raise kb.names.missing(name)
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
