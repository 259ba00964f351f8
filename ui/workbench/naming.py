"""How the terms of an answer are shown, and which entity a name means."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from urllib.parse import unquote, urlencode

from kg.model import Entity
from kg.store.namespaces import PREFIXES, article_hash, entity_id, shorten
from kg.store.sparql import Cell
from kg.timeline import DealState
from ui.components.evidence import role_label
from ui.snapshot import Snapshot
from ui.strings import Words
from ui.workbench.columns import Column, Kind

Show = Callable[[Cell], str]

LINKED_NAME = r"as=([^&]*)&"
"""Finds the name in the address of `table_values`, for the table to show."""


def ids_by_name(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The id of the entity that has a name as its label in some language, "" where several have it."""
    found: dict[str, str] = {}
    for entity in entities:
        for name in {entity.label(), *entity.labels.values()}:
            found[name] = entity.id if found.get(name, entity.id) == entity.id else ""
    return found


def shower(snapshot: Snapshot, words: Words) -> Show:
    """What shows a term: entities, articles and terms of the schema by their names in the language of the page."""

    def show(cell: Cell) -> str:
        if cell.kind == "literal":
            return cell.value
        if cell.kind == "bnode":
            return f"_:{cell.value}"
        return _name(cell.value, snapshot, words)

    return show


def read_in_language(columns: Sequence[Column], snapshot: Snapshot, words: Words) -> tuple[Column, ...]:
    """The columns with the names that packaged queries give in English in the language of the page.

    These are names of entities without a language; and relations, states and roles in columns that are named so.
    What is asked for in a language stays in it.
    """
    english = Words("en", words.schema)
    labels = {
        "relation": {english.relation(name): words.relation(name) for name in words.schema.relations},
        "state": {english(f"timeline.state_{one}"): words(f"timeline.state_{one}") for one in DealState},
    }

    def read(column: Column, cell: Cell | None, value: object) -> Cell | None:
        if cell is None or cell.kind != "literal":
            return cell
        if cell.lang == "en":
            return replace(cell, value=labels.get(column.name, {}).get(cell.value, cell.value))
        if column.name == "role" and not cell.lang:
            return replace(cell, value=role_label(cell.value, words) or cell.value)
        entity = None if cell.lang or column.kind is not Kind.ENTITY else snapshot.entities.get(str(value))
        return replace(cell, value=entity.label(words.lang)) if entity else cell

    return tuple(
        replace(column, cells=tuple(read(column, *told) for told in zip(column.cells, column.values, strict=True)))
        for column in columns
    )


def table_values(column: Column, show: Show) -> list[object]:
    """What a table has in a column. An entity is the address of its page, which begins with its name to sort by."""
    if column.kind is Kind.ENTITY:
        told = zip(column.cells, column.values, strict=True)
        return [None if cell is None else _entity_page(show(cell), str(value)) for cell, value in told]
    if column.kind in (Kind.NUMBER, Kind.DATE, Kind.BOOLEAN):
        return list(column.values)
    return [None if cell is None else show(cell) for cell in column.cells]


def _entity_page(name: str, entity: str) -> str:
    return f"entity?{urlencode({'as': name, 'entity': entity})}"


def _name(iri: str, snapshot: Snapshot, words: Words) -> str:
    if iri.startswith(PREFIXES["id"]):
        entity = snapshot.entities.get(entity_id(iri))
        return entity.label(words.lang) if entity else shorten(iri)
    if iri.startswith(PREFIXES["article"]):
        article = snapshot.articles.get(article_hash(iri))
        return (article.title if article else "") or shorten(iri)
    if iri.startswith(PREFIXES["kg"]):
        return _term(unquote(iri.removeprefix(PREFIXES["kg"])), words) or shorten(iri)
    return shorten(iri)


def _term(name: str, words: Words) -> str:
    schema = words.schema
    if name in schema.relations:
        return words.relation(name)
    for terms in (schema.statuses, schema.stages, schema.qualifiers):
        if name in terms:
            return terms[name].labels.get(words.lang, name)
    return ""
