"""Commands that look after the knowledge base: taking out, backup, restoring, reading again, bringing up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import (
    DEFAULT_STORE,
    Lang,
    LangOption,
    ModelEn,
    ModelJa,
    RulesOption,
    StoreOption,
    WaitOption,
    app,
    echo_issues,
    make_settings,
    one_line_errors,
    open_existing,
)


@app.command()
def remove(
    article: Annotated[str | None, typer.Argument(help="Id, hash or IRI of an article.")] = None,
    publisher: Annotated[str | None, typer.Option("--publisher", help="Take out all articles of a publisher.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    store: StoreOption = DEFAULT_STORE,
    wait: WaitOption = 0,
) -> None:
    """Take an article out again, or all of a publisher's, with everything that was read from it."""
    if (article is None) is (publisher is None):
        raise typer.BadParameter("give an article, or --publisher NAME")
    with one_line_errors(), open_existing(store, wait) as kb:
        if article is not None:
            removed = [kb.remove(article)]
        else:
            count = sum(record.publisher == publisher for record in kb.articles())
            if count and not yes:
                typer.confirm(f"Take out {count} articles?", abort=True)
            removed = kb.remove_publisher(str(publisher))
        for record in removed:
            typer.echo(printing.one_line(f"removed {record.id} ({record.title or 'no title'})"))


@app.command()
def backup(
    out: Annotated[Path, typer.Argument(help="File to write, for instance news.nq.gz.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole knowledge base into one file, also while another program writes to it."""
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        count = kb.backup(out)
        typer.echo(printing.one_line(f"wrote {count} quads to {out}"))


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(help="A file that `kg backup` wrote.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Make a new knowledge base of a backup."""
    from kg.store import show_place
    from kg.store.keeping import restore as restore_store

    with one_line_errors():
        count = restore_store(backup, store)
        typer.echo(printing.one_line(f"restored {count} quads to {show_place(store)}"))


@app.command()
def rebuild(
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.AUTO,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
    rules: RulesOption = None,
    wait: WaitOption = 0,
) -> None:
    """Read all kept articles again, with this version and these rules; what people decided stays in effect."""
    from kg.pipeline import rebuild as rebuild_store
    from kg.schema import load_schema

    with one_line_errors(), open_existing(store, wait, schema=load_schema(rules)) as kb:
        with printing.progress_bar(len(kb.articles())) as advance:
            report = rebuild_store(kb, make_settings(lang, model_en, model_ja, rules), progress=advance)
        echo_issues(report.issues)
        typer.echo(f"read {report.read + report.known} articles again, {report.read} of them otherwise than before")
        typer.echo(printing.format_stats(kb.stats()))


@app.command()
def migrate(store: StoreOption = DEFAULT_STORE) -> None:
    """Bring a knowledge base that an earlier version wrote up to date."""
    from kg.store.disk import FORMAT
    from kg.store.keeping import migrate as migrate_store

    with one_line_errors():
        found = migrate_store(store)
        typer.echo("is up to date" if found == FORMAT else f"brought from format {found} to {FORMAT}")
