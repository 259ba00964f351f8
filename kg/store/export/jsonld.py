"""JSON-LD in the words of `context.jsonld`, node by node, so that no store is too large for it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, Self

from pyoxigraph import Literal, NamedNode, Quad

from kg.store.mapping import A
from kg.store.namespaces import expand

CONTEXT_FILE = Path(__file__).parents[1] / "context.jsonld"

_PLAIN = {expand("xsd:string").value, expand("rdf:langString").value}
_BOOLEAN, _INTEGER = expand("xsd:boolean").value, expand("xsd:integer").value
# A name of ours that can be told from a keyword, a prefix and an IRI.
_BARE_NAME = re.compile(r"[A-Za-z][\w.%~-]*", re.ASCII)
# JSON numbers are exact in every program up to here.
_LARGEST_EXACT = 2**53 - 1


@dataclass(frozen=True, slots=True)
class Term:
    """What the context says of one name.

    Attributes:
        name: The name.
        iri: What it stands for.
        type: The datatype of its values, or "@id" or "@vocab" for IRIs, or "".
        by_language: Whether its values are texts, given by their language.
    """

    name: str
    iri: str
    type: str = ""
    by_language: bool = False


class Context:
    """The names in which JSON-LD is written."""

    def __init__(self, definitions: dict[str, Any]) -> None:
        self._vocabulary: str = definitions["@vocab"]
        names = {name: value for name, value in definitions.items() if not name.startswith("@")}
        self._prefixes = {name: value for name, value in names.items() if str(value).startswith("http")}
        terms = [self._term(name, value) for name, value in names.items() if name not in self._prefixes]
        self._names = {term.name: term for term in terms} | {name: Term(name, "") for name in self._prefixes}
        self._terms = {term.iri: term for term in terms}

    @classmethod
    @cache
    def load(cls) -> Self:
        """The one that is packaged."""
        return cls(json.loads(CONTEXT_FILE.read_text(encoding="utf-8"))["@context"])

    def _term(self, name: str, value: str | dict[str, str]) -> Term:
        if isinstance(value, str):
            return Term(name, self._expand(value))
        type_ = value.get("@type", "")
        return Term(
            name,
            self._expand(value["@id"]),
            type_ if type_.startswith("@") else type_ and self._expand(type_),
            value.get("@container") == "@language",
        )

    def _expand(self, curie: str) -> str:
        prefix, _, name = curie.partition(":")
        return f"{self._prefixes[prefix]}{name}"

    def term(self, iri: str) -> Term | None:
        """The term that stands for this IRI, if there is one."""
        return self._terms.get(iri)

    def iri(self, iri: str) -> str:
        """An IRI as an `@id` may have it: `prefix:name` where a prefix fits."""
        fitting = [(len(start), prefix) for prefix, start in self._prefixes.items() if iri.startswith(start)]
        length, prefix = max(fitting, default=(0, ""))
        rest = iri[length:]
        return f"{prefix}:{rest}" if prefix and rest and not rest.startswith("//") else iri

    def name(self, iri: str) -> str:
        """An IRI as a key, a type or a value of the vocabulary may have it: the bare name, if it is a term of ours."""
        term = self._terms.get(iri)
        if term is not None:
            return term.name
        name = iri.removeprefix(self._vocabulary)
        is_ours = name != iri and _BARE_NAME.fullmatch(name) and name not in self._names
        return name if is_ours else self.iri(iri)


def write_jsonld(quads: Iterable[Quad], out: BinaryIO) -> None:
    """Write quads that come graph by graph and in each subject by subject; one line a node."""
    context = Context.load()
    body = CONTEXT_FILE.read_text(encoding="utf-8").rstrip().removesuffix("}").rstrip()
    out.write(f'{body},\n  "@graph": ['.encode())
    between = "\n"
    for graph, in_graph in groupby(quads, key=lambda quad: quad.graph_name):
        if not isinstance(graph, NamedNode):
            raise TypeError("every triple is in a named graph")
        out.write(f'{between}    {{"@id": {_json(context.iri(graph.value))}, "@graph": ['.encode())
        between = "\n"
        for _, about in groupby(in_graph, key=lambda quad: quad.subject):
            out.write(f"{between}      {_json(_node(list(about), context))}".encode())
            between = ",\n"
        out.write(b"\n    ]}")
        between = ",\n"
    out.write(b"\n  ]\n}\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _node(quads: Sequence[Quad], context: Context) -> dict[str, Any]:
    node: dict[str, Any] = {"@id": _reference(quads[0].subject, context)}
    for predicate, said in groupby(quads, key=lambda quad: quad.predicate):
        values = [quad.object for quad in said]
        classes = [value for value in values if isinstance(value, NamedNode)]
        if predicate == A and len(classes) == len(values):
            node["@type"] = _one_or_list([context.name(one.value) for one in classes])
        else:
            node |= _property(predicate.value, values, context)
    return node


def _property(iri: str, values: Sequence[Any], context: Context) -> dict[str, Any]:
    """A property under the name of its term, and what the term cannot hold under its IRI."""
    term = context.term(iri)
    if term is None:
        # A bare name has no type of its own: its values say themselves what they are.
        return {context.name(iri): _one_or_list([_value(value, context) for value in values])}
    if not term.by_language:
        return {term.name: _one_or_list([_typed(value, term.type, context) for value in values])}
    texts: dict[str, list[str]] = {}
    others = []
    for value in values:
        if isinstance(value, Literal) and value.language:
            texts.setdefault(value.language, []).append(value.value)
        else:
            others.append(_value(value, context))
    found: dict[str, Any] = {}
    if texts:
        found[term.name] = {language: _one_or_list(said) for language, said in sorted(texts.items())}
    if others:
        found[context.iri(iri)] = _one_or_list(others)
    return found


def _typed(value: Any, type_: str, context: Context) -> Any:
    """A value under a term of this type: as plain as can be."""
    if isinstance(value, NamedNode) and type_ == "@id":
        return context.iri(value.value)
    if isinstance(value, NamedNode) and type_ == "@vocab":
        return context.name(value.value)
    if isinstance(value, Literal) and type_ and value.datatype.value == type_:
        return value.value
    told = _value(value, context)
    # Without the braces it would be taken for a value of the type.
    return {"@value": told} if type_ and not isinstance(told, dict) else told


def _value(value: Any, context: Context) -> Any:
    """A value that says itself what it is."""
    if not isinstance(value, Literal):
        return {"@id": _reference(value, context)}
    if value.language:
        return {"@value": value.value, "@language": value.language}
    datatype = value.datatype.value
    if datatype in _PLAIN:
        return value.value
    if datatype == _BOOLEAN and value.value in ("true", "false"):
        return value.value == "true"
    if datatype == _INTEGER and _is_exact(value.value):
        return int(value.value)
    return {"@value": value.value, "@type": context.name(datatype)}


def _is_exact(digits: str) -> bool:
    """Whether a JSON number comes back as these very digits."""
    return len(digits) <= 16 and str(int(digits)) == digits and abs(int(digits)) <= _LARGEST_EXACT


def _reference(node: Any, context: Context) -> str:
    return context.iri(node.value) if isinstance(node, NamedNode) else str(node)


def _one_or_list(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
