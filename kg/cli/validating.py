"""The command that looks for what is wrong in a store."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, Lang, StoreOption, TextFormat, app, one_line_errors


@app.command()
def validate(
    sample: Annotated[
        int | None, typer.Option("--sample", min=1, help="Look at so many articles only, the same ones every time.")
    ] = None,
    every: Annotated[bool, typer.Option("--every", help="Let pyshacl judge every node: thorough and slow.")] = False,
    format_: Annotated[TextFormat, typer.Option("--format", help="How to print what is wrong.")] = TextFormat.TEXT,
    lang: Annotated[Lang, typer.Option("--lang", help="Language of the messages.")] = Lang.EN,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Check that the knowledge base is sound: what is wrong, where, and what to do. Exit code 1 if something is."""
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        report = kb.validate(sample=sample, every=every)
    if format_ is TextFormat.JSON:
        typer.echo(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
    else:
        typer.echo(printing.format_report(report, "ja" if lang is Lang.JA else "en"))
    raise typer.Exit(1 if report.errors else 0)
