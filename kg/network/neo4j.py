"""CSV files for `neo4j-admin database import`: entities, claims and articles as nodes, and what links them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import BinaryIO

from kg.network.csv_file import write_rows
from kg.network.tables import Column, Contents, Table, Value, article_table, cell_text, claim_table, entity_table

TYPES = {"text": "string", "texts": "string[]", "date": "date", "number": "double", "integer": "long"}
# What Neo4j's own programs show of a node.
_RENAMED = {"label_en": "name", "label_ja": "name_ja"}
# Between the values of a list, unless the importer is told otherwise; in a name it becomes its full-width form.
_BETWEEN, _INSTEAD = ";", "；"
# Columns of a claim that its relationships lead to.
_REACHED = re.compile(
    r"(?:subject|object|published)(?:_.*)?|attribution_id|article|article_hash|title|lang|publisher|url"
)
_WORD_START = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

Row = Sequence[Value]


def write_entities(contents: Contents, out: BinaryIO) -> None:
    """Nodes labelled Entity and by their type."""
    table = entity_table(contents)
    kind = [column.name for column in table.columns].index("type")
    _write_nodes(table, "Entity", lambda row: ("Entity", str(row[kind])), out)


def write_articles(contents: Contents, out: BinaryIO) -> None:
    """Nodes labelled Article."""
    _write_nodes(article_table(contents), "Article", lambda row: ("Article",), out)


def write_claims(contents: Contents, out: BinaryIO) -> None:
    """Nodes labelled Claim, those of claims without an object too."""
    _write_nodes(_own(claim_table(contents)), "Claim", lambda row: ("Claim",), out)


def write_relations(contents: Contents, out: BinaryIO) -> None:
    """A relationship for each claim that has an object, from subject to object, with the properties of the claim."""
    table = _own(claim_table(contents))
    header = [":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", *map(_typed, table.columns)]
    rows = (
        [claim.subject.entity_id, claim.object.entity_id, relationship_type(claim.relation), *map(_cell, row)]
        for claim, row in zip(contents.claims, table.rows, strict=True)
        if claim.object is not None
    )
    write_rows(header, rows, out)


def write_ends(contents: Contents, out: BinaryIO) -> None:
    """Relationships from each claim to the entities it speaks of: SUBJECT, OBJECT and ATTRIBUTED_TO."""
    rows = (
        [claim.id, mention.entity_id, role]
        for claim in contents.claims
        for role, mention in (
            ("SUBJECT", claim.subject),
            ("OBJECT", claim.object),
            ("ATTRIBUTED_TO", claim.attribution),
        )
        if mention is not None and mention.entity_id
    )
    write_rows([":START_ID(Claim)", ":END_ID(Entity)", ":TYPE"], rows, out)


def write_sources(contents: Contents, out: BinaryIO) -> None:
    """Relationships from each claim to its article: FROM_ARTICLE."""
    rows = ([claim.id, claim.article_hash, "FROM_ARTICLE"] for claim in contents.claims)
    write_rows([":START_ID(Claim)", ":END_ID(Article)", ":TYPE"], rows, out)


NEO4J_FILES: Mapping[str, Callable[[Contents, BinaryIO], None]] = {
    "entities.csv": write_entities,
    "articles.csv": write_articles,
    "claims.csv": write_claims,
    "relations.csv": write_relations,
    "ends.csv": write_ends,
    "sources.csv": write_sources,
}
"""Every file of the import and who writes it; the first three are nodes."""


def relationship_type(relation: str) -> str:
    """The name of a relation as relationships are called in Neo4j: investsIn becomes INVESTS_IN."""
    return _WORD_START.sub("_", relation).upper()


def _own(claims: Table) -> Table:
    """What a claim says itself, without what its relationships lead to."""
    kept = [place for place, column in enumerate(claims.columns) if not _REACHED.fullmatch(column.name)]
    columns = tuple(claims.columns[place] for place in kept)
    return Table(claims.name, columns, ([row[place] for place in kept] for row in claims.rows))


def _write_nodes(table: Table, space: str, labels: Callable[[Row], tuple[str, ...]], out: BinaryIO) -> None:
    header = [f"{table.columns[0].name}:ID({space})", *map(_typed, table.columns[1:]), ":LABEL"]
    write_rows(header, ([*map(_cell, row), _BETWEEN.join(labels(row))] for row in table.rows), out)


def _typed(column: Column) -> str:
    return f"{_RENAMED.get(column.name, column.name)}:{TYPES[column.kind]}"


def _cell(value: Value) -> str:
    listed = tuple(one.replace(_BETWEEN, _INSTEAD) for one in value) if isinstance(value, tuple) else value
    return cell_text(listed, _BETWEEN)
