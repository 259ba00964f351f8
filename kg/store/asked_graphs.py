"""Which graphs a query runs over: all of them together, unless it names some."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypedDict

from pyoxigraph import BlankNode, DefaultGraph, NamedNode

from kg.errors import QueryError, QueryRefused
from kg.store.engine import Engine
from kg.store.guard import TOKEN
from kg.store.redirects import ESCAPED, declared_prefixes


@dataclass(frozen=True, slots=True)
class AskedGraphs:
    """Graphs that are named beside a query and win over its own FROM; none of either kind: its own, or else all.

    Attributes:
        default: IRIs of the graphs that are asked without GRAPH.
        named: IRIs of the graphs that GRAPH can name.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


ALL_GRAPHS = AskedGraphs()


class GraphOptions(TypedDict, total=False):
    """What the engine is told of the graphs."""

    use_default_graph_as_union: bool
    default_graph: list[NamedNode | BlankNode | DefaultGraph] | None
    named_graphs: list[NamedNode | BlankNode] | None


def graph_options(store: Engine, query: str, asked: AskedGraphs = ALL_GRAPHS) -> GraphOptions:
    """How the engine is told which graphs to ask. It would ignore FROM if it were told to ask all of them together.

    Raises:
        QueryError: The name of a graph is no IRI.
        QueryRefused: There is no such graph. Nothing is ever fetched, so it is better said than answered with nothing.
    """
    if asked != ALL_GRAPHS:
        return {
            "default_graph": [_find(store, iri) for iri in asked.default],
            "named_graphs": [_find(store, iri) for iri in asked.named],
        }
    own = list(_from_clauses(query))
    for iri in own:
        _find(store, iri)
    return {"use_default_graph_as_union": not own}


def _find(store: Engine, iri: str) -> NamedNode:
    try:
        graph = NamedNode(iri)
    except ValueError:
        raise QueryError("the name of a graph must be an IRI", about=iri) from None
    if not any(True for _ in store.quads_for_pattern(None, None, None, graph)):
        raise QueryRefused("no such graph in the store; nothing is fetched from outside", about=iri)
    return graph


def _from_clauses(query: str) -> Iterator[str]:
    """The IRIs after FROM and FROM NAMED, as far as a look at the words can tell."""
    prefixes, _ = declared_prefixes(query)
    tokens = [token for token in TOKEN.finditer(query) if token.group().strip() and not token["comment"]]
    for place, token in enumerate(tokens[:-1]):
        if token.lastgroup != "word" or token.group().lower() != "from":
            continue
        name = tokens[place + 1]
        if name.group().lower() == "named" and place + 2 < len(tokens):
            name = tokens[place + 2]
        if name["iri"]:
            yield name["iri"][1:-1]
        elif name["prefixed"] and name["prefix"] in prefixes:
            yield prefixes[name["prefix"]] + ESCAPED.sub(r"\1", name["prefixed"].partition(":")[2])
