"""Articles, entities and claims as tables with typed columns: what CSV, Parquet and Neo4j files are written from."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import Literal

from kg.model import Claim, Entity, Mention, QualifierValue
from kg.network.build import QUALIFIER_PREFIX, ArticleData, relation_labels
from kg.network.dates import effective_day
from kg.schema import Schema
from kg.text.partial_dates import first_day

Kind = Literal["text", "texts", "date", "number", "integer"]
Value = str | tuple[str, ...] | date | int | float | None
"""A cell; None where nothing is known."""
PRECISION = "_precision"
"""Ends the name of the column that says how much of a date is known."""
_LARGEST_LONG = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table."""

    name: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """Named columns and rows with a cell for each; rows are read once."""

    name: str
    columns: tuple[Column, ...]
    rows: Iterable[Sequence[Value]]


@dataclass(frozen=True, slots=True)
class Contents:
    """All that tables are made of, each list in the order in which it is to be written."""

    articles: Sequence[ArticleData]
    entities: Sequence[Entity]
    claims: Sequence[Claim]
    schema: Schema


def article_table(contents: Contents) -> Table:
    """One row an article."""
    columns = (
        *map(Column, ("article_hash", "article", "title")),
        *_date_columns("published"),
        *map(Column, ("lang", "publisher", "url")),
    )
    return Table("articles", columns, _rows(columns, map(_article, contents.articles)))


def _article(article: ArticleData) -> dict[str, Value]:
    return {
        "article_hash": article.hash,
        "article": article.id,
        "title": article.title,
        **_date("published", article.published),
        "lang": article.lang,
        "publisher": article.publisher,
        "url": article.url,
    }


def entity_table(contents: Contents) -> Table:
    """One row an entity."""
    columns = (*map(Column, ("entity", "label_en", "label_ja", "type")), Column("names", "texts"))
    return Table("entities", columns, _rows(columns, map(_entity, contents.entities)))


def _entity(entity: Entity) -> dict[str, Value]:
    return {
        "entity": entity.id,
        "label_en": entity.label("en"),
        "label_ja": entity.label("ja"),
        "type": str(entity.type),
        "names": entity.names,
    }


def claim_table(contents: Contents) -> Table:
    """One row a claim, those without an object too, with what is needed of its entities and its article."""
    articles = {article.hash: article for article in contents.articles}
    entities = {entity.id: entity for entity in contents.entities}
    kinds = qualifier_kinds(contents)
    columns = (
        Column("claim"),
        *_end_columns("subject"),
        *map(Column, ("relation", "relation_en", "relation_ja")),
        *_end_columns("object"),
        *map(Column, ("status", "stage")),
        Column("confidence", "number"),
        *_date_columns("date"),
        *chain.from_iterable(
            _date_columns(QUALIFIER_PREFIX + name) if kind == "date" else [Column(QUALIFIER_PREFIX + name, kind)]
            for name, kind in kinds.items()
        ),
        *map(
            Column, ("attribution", "attribution_id", "sentence", "trigger", "rule", "article_hash", "article", "title")
        ),
        *_date_columns("published"),
        *map(Column, ("lang", "publisher", "url")),
    )
    rows = (
        _claim(claim, articles.get(claim.article_hash), entities, kinds, contents.schema) for claim in contents.claims
    )
    return Table("claims", columns, _rows(columns, rows))


def qualifier_kinds(contents: Contents) -> dict[str, Kind]:
    """The kind of each qualifier's column: those of the schema in its order, then any others that claims have."""
    typed: dict[str, Kind] = {"number": "number", "integer": "integer", "date": "date"}
    declared = {name: typed.get(term.value, "text") for name, term in contents.schema.qualifiers.items()}
    others = {name for claim in contents.claims for name in claim.qualifiers} - set(declared)
    return declared | dict.fromkeys(sorted(others), "text")


def _claim(
    claim: Claim,
    article: ArticleData | None,
    entities: Mapping[str, Entity],
    kinds: Mapping[str, Kind],
    schema: Schema,
) -> dict[str, Value]:
    day, precision = effective_day(claim, article.published if article else "") or ("", "")
    qualifiers: dict[str, Value] = {}
    for name, value in claim.qualifiers.items():
        qualifiers |= _qualifier(QUALIFIER_PREFIX + name, value, kinds[name])
    return {
        **(_article(article) if article else {}),
        **qualifiers,
        **_end("subject", claim.subject, entities),
        **_end("object", claim.object, entities),
        "claim": claim.id,
        "relation": claim.relation,
        **relation_labels(claim.relation, schema),
        "status": str(claim.status),
        "stage": str(claim.stage or ""),
        "confidence": claim.confidence,
        "date": date.fromisoformat(day) if day else None,
        "date" + PRECISION: precision,
        "attribution": claim.attribution.name if claim.attribution else "",
        "attribution_id": claim.attribution.entity_id if claim.attribution else "",
        "sentence": claim.sentence.text,
        "trigger": claim.trigger.text,
        "rule": claim.rule,
        "article_hash": claim.article_hash,
        "article": claim.article,
    }


def _end_columns(role: str) -> Iterator[Column]:
    return (Column(role + part) for part in ("", "_en", "_ja", "_type"))


def _end(role: str, mention: Mention | None, entities: Mapping[str, Entity]) -> dict[str, Value]:
    if mention is None:
        return {}
    entity = entities.get(mention.entity_id)
    return {
        role: mention.entity_id,
        role + "_en": entity.label("en") if entity else mention.name,
        role + "_ja": entity.label("ja") if entity else mention.name,
        role + "_type": str(mention.type),
    }


def _date_columns(name: str) -> Iterator[Column]:
    return iter((Column(name, "date"), Column(name + PRECISION)))


def _date(name: str, text: str) -> dict[str, Value]:
    found = first_day(text)
    return {name: date.fromisoformat(found[0]), name + PRECISION: found[1]} if found else {}


def _qualifier(name: str, value: QualifierValue, kind: Kind) -> dict[str, Value]:
    """A qualifier as its column has it; what is not of the column's kind is left out."""
    if kind == "date":
        return _date(name, str(value))
    if kind == "text":
        return {name: str(value)}
    if isinstance(value, str) or not _is_finite(value):
        return {}
    if kind == "number":
        return {name: value}
    is_whole = isinstance(value, int) or value.is_integer()
    return {name: int(value)} if is_whole and abs(value) <= _LARGEST_LONG else {}


def _is_finite(number: float) -> bool:
    try:
        return math.isfinite(number)
    except OverflowError:
        return False


def _rows(columns: Sequence[Column], records: Iterable[Mapping[str, Value]]) -> Iterator[tuple[Value, ...]]:
    return (
        tuple(None if record.get(one.name) == "" else record.get(one.name) for one in columns) for record in records
    )


def cell_text(value: Value, separator: str = "|") -> str:
    """A cell as text, what is unknown as ""; the separator stands between the texts of a list."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return separator.join(value)
    return value.isoformat() if isinstance(value, date) else str(value)
