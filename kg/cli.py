"""The command line: each command reads its arguments, calls one function of the package and prints what it gave.

Exit codes: 0 done, 1 it failed (one line says why), 2 wrong usage.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg import __version__, printing
from kg.errors import KgError
from kg.model import Article, Issue

if TYPE_CHECKING:
    from kg.pipeline import Settings

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Lang(StrEnum):
    """How the language of articles is told."""

    AUTO = "auto"
    EN = "en"
    JA = "ja"


class ClaimFormat(StrEnum):
    """How claims are printed."""

    JSONL = "jsonl"
    TABLE = "table"


class RowFormat(StrEnum):
    """How query results are printed."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    TTL = "ttl"


class EntityFormat(StrEnum):
    """How an entity is printed."""

    TEXT = "text"
    JSON = "json"


StoreOption = Annotated[Path, typer.Option("--store", envvar="KG_STORE", help="Folder of the knowledge base.")]
FilesArgument = Annotated[list[Path], typer.Argument(help=".txt, .md, .html or .jsonl files, or folders of them.")]
LangOption = Annotated[Lang, typer.Option("--lang", help="Language of the articles.")]
ModelEn = Annotated[str | None, typer.Option("--model-en", help="Another UD-labelled spaCy pipeline for English.")]
ModelJa = Annotated[str | None, typer.Option("--model-ja", help="Another UD-labelled spaCy pipeline for Japanese.")]
RulesOption = Annotated[
    Path | None,
    typer.Option("--rules", help="Folder with your own schema.toml, triggers_*.toml, cues_*.toml.", exists=True),
]
DEFAULT_STORE = Path("kg-store")


@contextmanager
def one_line_errors() -> Iterator[None]:
    """Whatever goes wrong on purpose is one line and exit code 1."""
    try:
        yield
    except KgError as error:
        typer.echo(f"kg: {printing.one_line(str(error))}", err=True)
        raise typer.Exit(1) from error
    except BrokenPipeError:
        # The reader of our output went away ("kg extract … | head"): nothing is wrong.
        sys.stderr.close()
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        typer.echo("kg: stopped; whole articles read so far are kept", err=True)
        raise typer.Exit(1) from None


def _settings(lang: Lang, model_en: str | None, model_ja: str | None, rules: Path | None) -> Settings:
    # Imported here and not above: spaCy takes two seconds to load, and "kg stats" does without it.
    from kg.pipeline import Settings

    models = tuple((key, name) for key, name in (("en", model_en), ("ja", model_ja)) if name)
    return Settings(lang=str(lang), models=models, rules=rules)


def _echo_issues(issues: list[Issue]) -> None:
    for issue in issues:
        typer.echo(f"kg: {printing.one_line(str(issue))}", err=True)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def start(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Build a knowledge graph from technology news in English and Japanese, and ask it."""


@app.command()
def build(
    files: FilesArgument,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.AUTO,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
    rules: RulesOption = None,
) -> None:
    """Read articles into the knowledge base. Articles that it holds already are passed over."""
    from kg.pipeline import BuildReport
    from kg.pipeline import build as build_store
    from kg.schema import load_schema
    from kg.sources import read_articles
    from kg.store import KnowledgeBase

    report = BuildReport()
    with one_line_errors():
        # First of all, so that nothing is read for a folder that cannot take it, and nothing made if nothing is read.
        KnowledgeBase.check(store)
        articles = list(read_articles(files, report.issues.append))
        if not articles:
            _echo_issues(report.issues)
            raise typer.Exit(1)
        with KnowledgeBase.open(store, schema=load_schema(rules)) as kb:
            with printing.progress_bar(len(articles)) as advance:
                build_store(articles, kb, _settings(lang, model_en, model_ja, rules), report=report, progress=advance)
            _echo_issues(report.issues)
            typer.echo(printing.format_build(report, kb.stats()))


@app.command()
def extract(
    files: FilesArgument,
    lang: LangOption = Lang.AUTO,
    format_: Annotated[ClaimFormat, typer.Option("--format", help="How to print claims.")] = ClaimFormat.JSONL,
    explain: Annotated[
        bool, typer.Option("--explain", help="Say why each claim was read, and why nothing was.")
    ] = False,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
    rules: RulesOption = None,
) -> None:
    """Print the claims of articles, one JSON object a line; nothing is stored."""
    from kg.extraction.extractor import Explanation
    from kg.pipeline import extract_articles
    from kg.sources import read_articles

    issues: list[Issue] = []
    explanations: list[Explanation] = []
    keep: Callable[[Article, Explanation], None] | None = None
    if explain:

        def keep(article: Article, explanation: Explanation) -> None:
            explanations.append(explanation)

    with one_line_errors():
        articles = list(read_articles(files, issues.append))
        settings = _settings(lang, model_en, model_ja, rules)
        for extraction in extract_articles(articles, settings, report=issues.append, explain=keep):
            explanation = explanations.pop() if explanations else None
            for line in printing.format_claims(extraction, str(format_), explanation):
                typer.echo(line if format_ is ClaimFormat.JSONL else printing.for_terminal(line))
    _echo_issues(issues)
    if not articles:
        raise typer.Exit(1)


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
    format_: Annotated[str, typer.Option("--format", help="ttl, trig, nq, jsonld, graphml, gexf or csv.")],
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write the whole knowledge base to a file."""
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
    format_: Annotated[EntityFormat, typer.Option("--format", help="How to print it.")] = EntityFormat.TEXT,
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
        if format_ is EntityFormat.JSON:
            facts = [claim.as_dict() for claim in claims]
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


@app.command()
def evaluate(
    gold: Annotated[Path, typer.Argument(help="Gold claims, JSON Lines.", exists=True, dir_okay=False)],
    format_: Annotated[EntityFormat, typer.Option("--format", help="How to print the figures.")] = EntityFormat.TEXT,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
    rules: RulesOption = None,
) -> None:
    """Measure extraction against gold claims: precision, recall, F1, status, false assertions, qualifiers."""
    from kg.evaluate import evaluate_gold, format_scores

    with one_line_errors():
        scores = evaluate_gold(gold, _settings(Lang.AUTO, model_en, model_ja, rules))
        typer.echo(json.dumps(scores.as_dict()) if format_ is EntityFormat.JSON else format_scores(scores))


def main() -> None:
    """Run the command line."""
    app()
