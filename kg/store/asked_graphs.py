"""Which graphs a query runs over: all of them together, unless it names some."""

from __future__ import annotations

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
    """How an engine is told which graphs to ask. Told to ask all of them together, it would ignore FROM.

    Raises:
        QueryError: The name of a graph is no IRI.
        QueryRefused: There is no such graph. Nothing is ever fetched, so it is better said than answered with nothing.
    """
    own, is_known = _from_clauses(query)
    if asked == ALL_GRAPHS and own == ALL_GRAPHS and is_known:
        return {"use_default_graph_as_union": True}
    if asked == ALL_GRAPHS and not is_known:
        return {"use_default_graph_as_union": False}
    chosen = own if asked == ALL_GRAPHS else asked
    return {
        "default_graph": [_find(store, iri) for iri in chosen.default],
        "named_graphs": [_find(store, iri) for iri in chosen.named],
    }


def _find(store: Engine, iri: str) -> NamedNode:
    try:
        graph = NamedNode(iri)
    except ValueError:
        raise QueryError("the name of a graph must be an IRI", about=iri) from None
    if not any(True for _ in store.quads_for_pattern(None, None, None, graph)):
        raise QueryRefused("no such graph in the store; nothing is fetched from outside", about=iri)
    return graph


def _from_clauses(query: str) -> tuple[AskedGraphs, bool]:
    """The graphs that FROM and FROM NAMED name, and whether all of these names can be read without a parser."""
    prefixes, _ = declared_prefixes(query)
    tokens = [token for token in TOKEN.finditer(query) if token.group().strip() and not token["comment"]]
    found: dict[bool, list[str]] = {False: [], True: []}
    is_known = True
    for place, token in enumerate(tokens[:-1]):
        if token.lastgroup != "word" or token.group().lower() != "from":
            continue
        name, is_named = tokens[place + 1], False
        if name.group().lower() == "named" and place + 2 < len(tokens):
            name, is_named = tokens[place + 2], True
        if name["iri"] and ":" in name["iri"]:
            found[is_named].append(name["iri"][1:-1])
        elif name["prefixed"] and name["prefix"] in prefixes:
            local = ESCAPED.sub(r"\1", name["prefixed"].partition(":")[2])
            found[is_named].append(prefixes[name["prefix"]] + local)
        else:
            is_known = False
    return AskedGraphs(tuple(found[False]), tuple(found[True])), is_known
