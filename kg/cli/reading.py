"""Commands that read articles: into the knowledge base, to claims, to trees and names."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Annotated

import typer

from kg import printing
from kg.cli.app import (
    DEFAULT_STORE,
    FilesArgument,
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
)
from kg.model import Article, Issue


class ClaimFormat(StrEnum):
    """How claims are printed."""

    JSONL = "jsonl"
    TABLE = "table"


class ParseFormat(StrEnum):
    """How sentences and names are printed."""

    CONLLU = "conllu"
    JSONL = "jsonl"


@app.command()
def build(
    files: FilesArgument,
    store: StoreOption = DEFAULT_STORE,
    lang: LangOption = Lang.AUTO,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
    rules: RulesOption = None,
    no_text: Annotated[
        bool, typer.Option("--no-text", help="Keep no texts: only the sentences of claims, and a hash of each text.")
    ] = False,
    wait: WaitOption = 0,
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
            echo_issues(report.issues)
            raise typer.Exit(1)
        with KnowledgeBase.open(store, schema=load_schema(rules), wait=wait) as kb:
            with printing.progress_bar(len(articles)) as advance:
                settings = make_settings(lang, model_en, model_ja, rules)
                build_store(articles, kb, settings, report=report, progress=advance, keep_text=not no_text)
            echo_issues(report.issues)
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
        settings = make_settings(lang, model_en, model_ja, rules)
        for extraction in extract_articles(articles, settings, report=issues.append, explain=keep):
            explanation = explanations.pop() if explanations else None
            for line in printing.format_claims(extraction, str(format_), explanation):
                typer.echo(line if format_ is ClaimFormat.JSONL else printing.for_terminal(line))
    echo_issues(issues)
    if not articles:
        raise typer.Exit(1)


@app.command()
def parse(
    files: FilesArgument,
    lang: LangOption = Lang.AUTO,
    format_: Annotated[ParseFormat, typer.Option("--format", help="How to print the parse.")] = ParseFormat.CONLLU,
    model_en: ModelEn = None,
    model_ja: ModelJa = None,
) -> None:
    """Print the sentences, words, trees and names of articles; nothing is stored."""
    from kg.pipeline import parse as parse_articles
    from kg.sources import read_articles

    issues: list[Issue] = []
    with one_line_errors():
        articles = list(read_articles(files, issues.append))
        settings = make_settings(lang, model_en, model_ja)
        for parsed in parse_articles(articles, settings, report=issues.append):
            for piece in printing.format_parse(parsed, str(format_)):
                typer.echo(piece, nl=False)
    echo_issues(issues)
    if not articles:
        raise typer.Exit(1)
