"""Packaged queries: `queries/*.rq`, described and parametrised by the comments at their top.

    # en: what it answers, in English
    # ja: the same in Japanese
    # param: NAME TYPE [DEFAULT]

A parameter is written `$NAME` in the query. One with the default `any` may be left out; it is then an ordinary
variable. Values are never pasted as text: each is read by its type and inserted as an escaped RDF term.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import Literal

from kg.errors import NotFound, QueryError
from kg.store.guard import TOKEN
from kg.store.names import did_you_mean
from kg.store.namespaces import entity_iri, kg
from kg.store.terms import date_literal
from kg.text.partial_dates import first_day

if TYPE_CHECKING:
    from kg.store.knowledge_reader import KnowledgeReader

QUERY_FOLDER = Path(__file__).with_name("queries")
ANY = "any"

_HEADER = re.compile(r"^# (en|ja|param): *(.*)$", re.MULTILINE)

Value = str | int


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a packaged query wants to know.

    Attributes:
        name: Its name.
        type: entity, relation, date, text or integer.
        default: What it is if not given; "any" leaves it open; None means that it must be given.
    """

    name: str
    type: str
    default: str | None

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is None


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """One packaged query.

    Attributes:
        name: The name of its file.
        labels: What it answers, per language.
        parameters: What it wants to know.
        text: Its SPARQL, with parameters in it.
    """

    name: str
    labels: Mapping[str, str]
    parameters: tuple[Parameter, ...]
    text: str

    def bind(self, values: Mapping[str, Value | None], base: KnowledgeReader) -> str:
        """The SPARQL with these values for its parameters; None and "" count as not given.

        Raises:
            QueryError: A value is missing, unknown or of the wrong form.
            NotFound: It names an entity or a relation that is not there.
        """
        unknown = sorted(values.keys() - {parameter.name for parameter in self.parameters})
        if unknown:
            known = ", ".join(parameter.name for parameter in self.parameters) or "none"
            raise QueryError(f"no such parameter: {', '.join(unknown)}; it has {known}", about=self.name)
        terms = {f"${one.name}": self._term(one, values.get(one.name), base) for one in self.parameters}
        return TOKEN.sub(lambda token: terms.get(token.group()) or token.group(), self.text)

    def _term(self, parameter: Parameter, value: Value | None, base: KnowledgeReader) -> str | None:
        if value is None or value == "":
            value = parameter.default
        if value is None:
            raise QueryError(f"needs a value for {parameter.name} ({parameter.type})", about=self.name)
        if value == ANY and parameter.default == ANY:
            return None
        return _READERS[parameter.type](str(value), base)


@cache
def load_query(name: str) -> NamedQuery:
    """The packaged query of this name.

    Raises:
        NotFound: There is none.
    """
    if name not in query_names():
        close = did_you_mean(get_close_matches(name, query_names()))
        raise NotFound(f"no such query{close or '; there are ' + ', '.join(query_names())}", about=name)
    text = (QUERY_FOLDER / f"{name}.rq").read_text(encoding="utf-8")
    header = _HEADER.findall(text)
    parameters = tuple(_parameter(value) for key, value in header if key == "param")
    return NamedQuery(name, {key: value for key, value in header if key != "param"}, parameters, text)


@cache
def query_names() -> tuple[str, ...]:
    """The names of all packaged queries, sorted."""
    return tuple(sorted(path.stem for path in QUERY_FOLDER.glob("*.rq")))


def _parameter(declared: str) -> Parameter:
    name, type_, *default = declared.split(maxsplit=2)
    if type_ not in _READERS:
        raise QueryError(f"unknown type of parameter {type_}", about=name)
    return Parameter(name, type_, default[0] if default else None)


def _read_entity(value: str, base: KnowledgeReader) -> str:
    found = base.find_entities(value)
    if not found:
        raise base.names.missing(value)
    if len(found) > 1:
        some = ", ".join(f"{entity.id} ({entity.label()})" for entity in found[:5])
        raise QueryError(f"several entities are called so; give one of the ids: {some}", about=value)
    return str(entity_iri(found[0].id))


def _read_relation(value: str, base: KnowledgeReader) -> str:
    if value not in base.schema.relations:
        raise NotFound("no such relation in the schema", about=value)
    return str(kg(value))


def _read_date(value: str, _: KnowledgeReader) -> str:
    day = first_day(value)
    if day is None or day[0] != value:
        raise QueryError("not a date; write it as YYYY-MM-DD", about=value)
    return str(date_literal(value))


def _read_integer(value: str, _: KnowledgeReader) -> str:
    # Bare ASCII digits, because LIMIT takes no other way of writing a number, and few enough for its counter.
    if not re.fullmatch(r"[0-9]{1,18}", value.strip()):
        raise QueryError("not a whole number of 0 or more", about=value)
    return str(int(value))


def _read_text(value: str, _: KnowledgeReader) -> str:
    return str(Literal(value))


_READERS: dict[str, Callable[[str, KnowledgeReader], str]] = {
    "entity": _read_entity,
    "relation": _read_relation,
    "date": _read_date,
    "integer": _read_integer,
    "text": _read_text,
}
