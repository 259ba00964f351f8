"""An answer as a network: rows with two entities are edges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from kg.store.namespaces import PREFIXES, entity_id
from kg.store.sparql import Cell
from ui.workbench.columns import Column, Kind

MOST_NODES = 200
"""Nodes of a picture. Not tuned: beside a table it is for an impression."""


@dataclass(frozen=True, slots=True)
class Link:
    """Rows that have the same two ends and say the same of them.

    Attributes:
        subject: Id of an entity, or a name that several have.
        object: Likewise.
        relation: Name of the relation, or a text; "" where no column tells it.
        status: Name of the status, or "".
        count: How many rows.
    """

    subject: str
    object: str
    relation: str
    status: str
    count: int


@dataclass(frozen=True, slots=True)
class Links:
    """The network of an answer.

    Attributes:
        links: Its edges, those with the most rows first.
        ends: The two columns.
        left_out: Entities beyond those that fit, which have the fewest links.
    """

    links: tuple[Link, ...]
    ends: tuple[str, str]
    left_out: int


def find_links(columns: Sequence[Column], statuses: Mapping[str, object]) -> Links | None:
    """The network of an answer; None if it has fewer than two columns of entities.

    Args:
        columns: The columns of the answer; the first two of entities are the ends.
        statuses: The statuses of the schema, by name.
    """
    ends = [column for column in columns if column.kind is Kind.ENTITY][:2]
    if len(ends) < 2:
        ends = _find_triples(columns)
    if len(ends) < 2:
        return None
    relation = _find_relation(columns)
    status = next((one for one in columns if _holds_statuses(one, statuses)), None)
    rows = range(len(ends[0].cells))
    found = Counter(
        (one, other, _name(relation, row), _name(status, row))
        for row in rows
        if (one := _end(ends[0], row)) and (other := _end(ends[1], row)) and one != other
    )
    degree: Counter[str] = Counter()
    for (one, other, *_), count in found.items():
        degree.update({one: count, other: count})
    kept = {end for end, _ in sorted(degree.items(), key=lambda item: (-item[1], item[0]))[:MOST_NODES]}
    links = [Link(*told, count) for told, count in found.items() if kept.issuperset(told[:2])]
    links.sort(key=lambda link: (-link.count, link.subject, link.object, link.relation, link.status))
    return Links(tuple(links), (ends[0].name, ends[1].name), len(degree) - len(kept))


def _find_triples(columns: Sequence[Column]) -> list[Column]:
    """The ends of the triples of a graph, of which some only lead to other entities."""
    if [column.name for column in columns] != ["subject", "predicate", "object"]:
        return []
    subjects, _, objects = columns
    return [subjects, objects] if any(_end(objects, row) for row in range(len(objects.cells))) else []


def _end(column: Column, row: int) -> str:
    cell = column.cells[row]
    if cell is None:
        return ""
    if column.kind is Kind.ENTITY:
        return str(column.values[row]) or cell.value
    return entity_id(cell.value) if cell.value.startswith(PREFIXES["id"]) else ""


def _find_relation(columns: Sequence[Column]) -> Column | None:
    named = [one for one in columns if one.name in ("relation", "predicate", "r", "p")]
    others = [one for one in columns if one.kind is Kind.IRI and _is_of(one, PREFIXES["kg"])]
    return next(iter([*named, *others]), None)


def _is_of(column: Column, start: str) -> bool:
    return all(cell.value.startswith(start) for cell in column.cells if cell)


def _holds_statuses(column: Column, statuses: Mapping[str, object]) -> bool:
    filled = {_told(cell) for cell in column.cells if cell}
    return bool(filled) and filled <= statuses.keys()


def _name(column: Column | None, row: int) -> str:
    cell = column.cells[row] if column else None
    return _told(cell) if cell else ""


def _told(cell: Cell) -> str:
    return unquote(cell.value.removeprefix(PREFIXES["kg"]))
