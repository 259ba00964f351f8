"""Commands about time: what held on a day, deals and their lives, contradictions, what is new."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from kg import printing
from kg.cli.app import DEFAULT_STORE, Lang, StoreOption, TextFormat, app, find_id, one_line_errors
from kg.errors import NotFound
from kg.timeline import DealState

if TYPE_CHECKING:
    from kg.store import KnowledgeBase
    from kg.timeline import Conflict, Deal, Period

AboutOption = Annotated[str | None, typer.Option("--entity", help="Only what this entity has to do with.")]
LangOfLabels = Annotated[Lang, typer.Option("--lang", help="Language of labels.")]
FormatOption = Annotated[TextFormat, typer.Option("--format", help="How to print it; json is one object a line.")]

Found = TypeVar("Found", "Period", "Deal", "Conflict")


@app.command()
def as_of(
    day: Annotated[str, typer.Argument(help="YYYY-MM-DD.")],
    entity: AboutOption = None,
    relation: Annotated[str | None, typer.Option("--relation", help="Only this relation.")] = None,
    known_by: Annotated[str, typer.Option("--known-by", help="Only by what was published up to this day.")] = "",
    format_: FormatOption = TextFormat.TEXT,
    lang: LangOfLabels = Lang.EN,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say what held on a day: who headed what, who owned a stake in whom."""

    def ask(kb: KnowledgeBase, about: str | None) -> list[Period]:
        if relation is not None and relation not in kb.schema.relations:
            raise NotFound("no such relation in the schema", about=relation)
        return kb.as_of(day, entity=about, relation=relation, known_by=known_by)

    _answer(store, entity, ask, printing.format_periods, format_, lang)


@app.command()
def deals(
    entity: AboutOption = None,
    state: Annotated[DealState | None, typer.Option("--state", help="Only deals that are so far.")] = None,
    format_: FormatOption = TextFormat.TEXT,
    lang: LangOfLabels = Lang.EN,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List deals with their lives: rumoured, announced, completed or called off, and the amounts that sources gave."""

    def ask(kb: KnowledgeBase, about: str | None) -> list[Deal]:
        return kb.deals(entity=about, state=state)

    _answer(store, entity, ask, printing.format_deals, format_, lang)


@app.command()
def conflicts(
    entity: AboutOption = None,
    format_: FormatOption = TextFormat.TEXT,
    lang: LangOfLabels = Lang.EN,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """List contradictions: what one source states and another denies, two heads of one company at once."""

    def ask(kb: KnowledgeBase, about: str | None) -> list[Conflict]:
        return kb.conflicts(entity=about)

    _answer(store, entity, ask, printing.format_conflicts, format_, lang)


@app.command()
def briefing(
    since: Annotated[str, typer.Option("--since", help="YYYY-MM-DD: the first day of publication that counts.")],
    until: Annotated[str, typer.Option("--until", help="YYYY-MM-DD: the last one.")] = "",
    entity: AboutOption = None,
    limit: Annotated[int, typer.Option("--limit", help="How many of each kind at most.", min=1)] = 20,
    lang: LangOfLabels = Lang.EN,
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Say as Markdown what is new since a day: facts, rumours, what became of them, names."""
    from kg.store import KnowledgeBase
    from kg.store.briefing import Sources, write_briefing
    from kg.store.news import find_news

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        about = find_id(kb, entity) if entity else ""
        news = find_news(kb.outlines(), kb.schema, since, until, about=about).first(limit)
        sources = Sources(
            kb.schema,
            {one.id: one for one in kb.entities()},
            {one.hash: one for one in kb.articles()},
            {one.id: one for one in kb.claims(ids=news.claims)},
        )
        page = write_briefing(news, sources, "ja" if lang is Lang.JA else "en")
        typer.echo(printing.for_terminal(page), nl=False)


def _claims_behind(found: Iterable[Period | Deal | Conflict]) -> set[str]:
    return {claim for one in found for claim in (*one.claims, *getattr(one, "against", ()))}


def _answer(
    store: str,
    entity: str | None,
    ask: Callable[[KnowledgeBase, str | None], list[Found]],
    describe: Callable[[Iterable[Found], printing.Labels], str],
    format_: TextFormat,
    lang: Lang,
) -> None:
    from kg.store import KnowledgeBase

    with one_line_errors(), KnowledgeBase.open(store, read_only=True) as kb:
        found = ask(kb, find_id(kb, entity) if entity else None)
        if format_ is TextFormat.JSON:
            for one in found:
                typer.echo(json.dumps(asdict(one), ensure_ascii=False))
        else:
            labels = printing.Labels(
                "ja" if lang is Lang.JA else "en",
                kb.schema,
                {one.id: one for one in kb.entities()},
                {one.id: one for one in kb.claims(ids=_claims_behind(found))},
                {one.hash: one for one in kb.articles()},
            )
            typer.echo(printing.for_terminal(describe(found, labels)))
