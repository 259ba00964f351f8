"""The schema: relations, types, statuses, stages and qualifiers, read from `schema.toml`.

Standard library only. A user's own `schema.toml` may be laid over the packaged one (see `load_schema`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import RulesError
from kg.model import EntityType, Stage, Status

SCHEMA_FILE = Path(__file__).with_name("schema.toml")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation, read from subject to object in the active voice.

    Attributes:
        name: Its name in data and RDF, lowerCamelCase.
        kind: "event" (it happens) or "state" (it holds).
        labels: How to read it, per language.
        inverse_labels: How to read it from object to subject, per language; empty where symmetric or unary.
        subject_types: What the subject may be.
        object_types: What the object may be; empty for unary relations.
        symmetric: Whether order does not matter.
        parent: The more general relation, or "".
        qualifiers: Names of the qualifiers that it may carry.
        optional: Whether the object may go unsaid: a company goes public, on whatever exchange.
        dated: What a date beside it tells: "event" (when it happens) or "start" (since when it holds).
        deal: Whether it is a deal, which is rumoured, announced, and completed or called off.
        opens: Relations that hold from then on between the same ends; "^" turns subject and object round.
        closes: Relations that are over then, likewise.
        one_holder: The kinds of role that one subject has at a time ("ceo").
        helps: What it means, per language.
    """

    name: str
    kind: str
    labels: Mapping[str, str]
    inverse_labels: Mapping[str, str]
    subject_types: tuple[EntityType, ...]
    object_types: tuple[EntityType, ...]
    symmetric: bool = False
    parent: str = ""
    qualifiers: tuple[str, ...] = ()
    dated: str = "event"
    optional: bool = False
    deal: bool = False
    opens: tuple[str, ...] = ()
    closes: tuple[str, ...] = ()
    one_holder: tuple[str, ...] = ()
    helps: Mapping[str, str] = field(default_factory=dict)

    @property
    def unary(self) -> bool:
        """Whether it has no object."""
        return not self.object_types


@dataclass(frozen=True, slots=True)
class Term:
    """A type, status, stage or qualifier: its labels and whatever else the data say of it."""

    name: str
    labels: Mapping[str, str]
    helps: Mapping[str, str]
    iri: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Schema:
    """Everything that claims can say."""

    relations: Mapping[str, Relation]
    types: Mapping[str, Term]
    statuses: Mapping[str, Term]
    stages: Mapping[str, Term]
    qualifiers: Mapping[str, Term]
    families: Mapping[str, str] = field(init=False, compare=False)
    """Relations that open or close each other have the same name here: what is told of one matters for all."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "families", _families(self.relations))

    def family(self, relation: str) -> str:
        """The name that a relation shares with those that it opens and closes."""
        return self.families.get(relation, relation)

    def relation(self, name: str) -> Relation:
        """The relation of this name.

        Raises:
            RulesError: There is none.
        """
        try:
            return self.relations[name]
        except KeyError:
            raise RulesError("no such relation in the schema; add it to schema.toml", about=name) from None


def _families(relations: Mapping[str, Relation]) -> dict[str, str]:
    groups: list[set[str]] = []
    for name, one in relations.items():
        together = {name, *(other.removeprefix("^") for other in (*one.opens, *one.closes))}
        joined = [group for group in groups if group & together]
        groups = [group for group in groups if not group & together] + [together.union(*joined)]
    return {name: min(group) for group in groups for name in group}


def _labels(table: Mapping[str, Any], prefix: str = "", suffix: str = "") -> dict[str, str]:
    keys = {lang: f"{prefix}{lang}{suffix}" for lang in ("en", "ja")}
    return {lang: str(table[key]) for lang, key in keys.items() if table.get(key)}


def _terms(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Term]:
    return {
        name: Term(name, _labels(table), _labels(table, suffix="_help"), table.get("iri", ""), table.get("value", ""))
        for name, table in tables.items()
    }


def _relation(name: str, table: Mapping[str, Any]) -> Relation:
    try:
        return Relation(
            name=name,
            kind=table.get("kind", "event"),
            labels=_labels(table) or {"en": name},
            inverse_labels=_labels(table, prefix="inverse_"),
            subject_types=tuple(EntityType(one) for one in table["subject"]),
            object_types=tuple(EntityType(one) for one in table.get("object", ())),
            symmetric=bool(table.get("symmetric", False)),
            parent=table.get("parent", ""),
            qualifiers=tuple(table.get("qualifiers", ())),
            dated=table.get("dated", "event"),
            optional=bool(table.get("optional", False)),
            deal=bool(table.get("deal", False)),
            opens=tuple(table.get("opens", ())),
            closes=tuple(table.get("closes", ())),
            one_holder=tuple(table.get("one_holder", ())),
            helps=_labels(table, suffix="_help"),
        )
    except (KeyError, ValueError, TypeError) as error:
        raise RulesError(f"schema.toml: bad or missing value: {error}", about=name) from error


def read_toml(path: Path) -> dict[str, Any]:
    """A TOML file as a dictionary.

    Raises:
        RulesError: It is missing or not TOML.
    """
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulesError(str(error), about=str(path)) from error


def build_schema(layers: Iterable[Mapping[str, Any]]) -> Schema:
    """A schema from TOML tables; a later layer adds to an earlier one or replaces its entries."""
    merged: dict[str, dict[str, Any]] = {key: {} for key in ("types", "statuses", "stages", "qualifiers", "relations")}
    for layer in layers:
        for key, tables in merged.items():
            tables.update(layer.get(key, {}))
    schema = Schema(
        relations={name: _relation(name, table) for name, table in merged["relations"].items()},
        types=_terms(merged["types"]),
        statuses=_terms(merged["statuses"]),
        stages=_terms(merged["stages"]),
        qualifiers=_terms(merged["qualifiers"]),
    )
    _check(schema)
    return schema


def _check(schema: Schema) -> None:
    for kind, have, want in (
        ("status", schema.statuses, Status),
        ("stage", schema.stages, Stage),
        ("type", schema.types, EntityType),
    ):
        if set(have) != {str(one) for one in want}:
            raise RulesError(f"schema.toml must describe exactly these: {', '.join(map(str, want))}", about=kind)
    for relation in schema.relations.values():
        if relation.parent and relation.parent not in schema.relations:
            raise RulesError(f"its parent {relation.parent} is not in the schema", about=relation.name)
        for name in (*relation.opens, *relation.closes):
            if name.removeprefix("^") not in schema.relations:
                raise RulesError(f"opens or closes {name}, which is not in the schema", about=relation.name)
        for qualifier in relation.qualifiers:
            if qualifier not in schema.qualifiers:
                raise RulesError(f"its qualifier {qualifier} is not in the schema", about=relation.name)


@lru_cache(maxsize=8)
def load_schema(rules: Path | None = None) -> Schema:
    """The packaged schema, with `schema.toml` of the folder `rules` laid over it where there is one."""
    layers = [read_toml(SCHEMA_FILE)]
    if rules is not None and (rules / "schema.toml").exists():
        layers.append(read_toml(rules / "schema.toml"))
    return build_schema(layers)
