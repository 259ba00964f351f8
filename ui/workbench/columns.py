"""The columns of an answer: what is in them, and an overview of each."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kg.store.namespaces import PREFIXES, entity_id
from kg.store.sparql import Cell, QueryResult

_XSD = PREFIXES["xsd"]
_WHOLE = {f"{_XSD}{name}" for name in ("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger")}
_NUMBERS = _WHOLE | {f"{_XSD}{name}" for name in ("decimal", "double", "float")}
_LARGEST = 2**53
"""Whole numbers up to here are exact in a browser."""
_EXAMPLES = 3

Names = Mapping[str, str]
"""The id of the entity that has a name, "" where several have it."""


class Kind(StrEnum):
    """What is in a column."""

    ENTITY = "entity"
    IRI = "iri"
    NUMBER = "number"
    DATE = "date"
    BOOLEAN = "boolean"
    TEXT = "text"
    MIXED = "mixed"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer.

    Attributes:
        name: The variable.
        kind: What is in it.
        cells: The terms, None where there is none.
        values: The same as numbers, days, truths, ids of entities or texts. An entity that is only named, by a name
            that several have, is "".
    """

    name: str
    kind: Kind
    cells: tuple[Cell | None, ...]
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """What a column holds.

    Attributes:
        name: The variable.
        kind: What is in it.
        filled: Rows that have a value.
        distinct: Different values.
        examples: The first few of them.
        least: The least, of numbers, days and texts,
        greatest: and the greatest.
    """

    name: str
    kind: Kind
    filled: int
    distinct: int
    examples: tuple[str, ...]
    least: str = ""
    greatest: str = ""


def read_columns(result: QueryResult, names: Names) -> tuple[Column, ...]:
    """The columns of the rows that are shown, in their order.

    Args:
        result: The rows.
        names: Ids of entities by name: a column of nothing but such names is one of entities.
    """
    turned = list(zip(*result.cells, strict=True)) or [()] * len(result.variables)
    return tuple(_read_column(name, cells, names) for name, cells in zip(result.variables, turned, strict=True))


def survey(column: Column, show: Callable[[Cell], str]) -> Overview:
    """An overview of a column.

    Args:
        column: The column.
        show: How a term is shown.
    """
    filled = [(cell, value) for cell, value in zip(column.cells, column.values, strict=True) if cell is not None]
    distinct = dict(filled)
    least = greatest = ""
    if column.kind in (Kind.NUMBER, Kind.DATE) and distinct:
        ordered = sorted(distinct, key=lambda cell: distinct[cell])  # type: ignore[arg-type,return-value]
        least, greatest = show(ordered[0]), show(ordered[-1])
    elif column.kind in (Kind.TEXT, Kind.ENTITY, Kind.IRI) and distinct:
        texts = [show(cell) for cell in distinct]
        least, greatest = min(texts), max(texts)
    examples = tuple(show(cell) for cell in list(distinct)[:_EXAMPLES])
    return Overview(column.name, column.kind, len(filled), len(distinct), examples, least, greatest)


def _read_column(name: str, cells: Sequence[Cell | None], names: Names) -> Column:
    filled = [cell for cell in cells if cell is not None]
    kind = _kind(filled, names)
    read = _READERS.get(kind, lambda cell: cell.value)
    if kind is Kind.ENTITY and filled[0].kind == "literal":
        read = lambda cell: names[cell.value]  # noqa: E731 - one of several ways to read
    return Column(name, kind, tuple(cells), tuple(None if cell is None else read(cell) for cell in cells))


def _kind(filled: Sequence[Cell], names: Names) -> Kind:
    if not filled:
        return Kind.EMPTY
    if len({cell.kind for cell in filled}) > 1:
        return Kind.MIXED
    if filled[0].kind != "literal":
        return Kind.ENTITY if all(cell.value.startswith(PREFIXES["id"]) for cell in filled) else Kind.IRI
    for kind, fits in _FITTING:
        if all(fits(cell) for cell in filled):
            return kind
    return Kind.ENTITY if all(cell.value in names for cell in filled) else Kind.TEXT


def _is_number(cell: Cell) -> bool:
    if cell.datatype not in _NUMBERS:
        return False
    try:
        return math.isfinite(float(cell.value)) and (cell.datatype not in _WHOLE or abs(int(cell.value)) <= _LARGEST)
    except ValueError:
        return False


def _is_date(cell: Cell) -> bool:
    if cell.datatype != f"{_XSD}date":
        return False
    try:
        date.fromisoformat(cell.value)
    except ValueError:
        return False
    return True


def _is_boolean(cell: Cell) -> bool:
    return cell.datatype == f"{_XSD}boolean"


def _read_number(cell: Cell) -> float:
    return int(cell.value) if cell.datatype in _WHOLE else float(cell.value)


_FITTING = ((Kind.NUMBER, _is_number), (Kind.DATE, _is_date), (Kind.BOOLEAN, _is_boolean))
_READERS: dict[Kind, Callable[[Cell], object]] = {
    Kind.NUMBER: _read_number,
    Kind.DATE: lambda cell: date.fromisoformat(cell.value),
    Kind.BOOLEAN: lambda cell: cell.value in ("true", "1"),
    Kind.ENTITY: lambda cell: entity_id(cell.value),
}
