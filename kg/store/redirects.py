"""Entities that are now another one: an old id leads to the thing wherever it is asked for."""

from __future__ import annotations

import re
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg.store.engine import Engine
from kg.store.guard import TOKEN
from kg.store.namespaces import ENTITIES_GRAPH, PREFIXES, entity_id, entity_iri, expand

REPLACED_BY = expand("dcterms:isReplacedBy")
DEPRECATED = expand("owl:deprecated")

ESCAPED = re.compile(r"\\(.)")
"""A character of a name that a backslash takes its meaning."""


def redirect_quads(old: str, new: str) -> set[Quad]:
    """What is left of an entity that is now another one."""
    node = entity_iri(old)
    yes = Literal(True)
    return {
        Quad(node, REPLACED_BY, entity_iri(new), ENTITIES_GRAPH),
        Quad(node, DEPRECATED, yes, ENTITIES_GRAPH),
    }


def follow(store: Engine, node: NamedNode) -> NamedNode:
    """The entity that an IRI means now: itself, or what replaced it."""
    for quad in store.quads_for_pattern(node, REPLACED_BY, None, ENTITIES_GRAPH):
        return cast(NamedNode, quad.object)
    return node


def follow_all(store: Engine, sparql: str) -> str:
    """A query with every entity that was replaced written as what replaced it.

    Only names and IRIs are looked at: what looks like one in a text or a comment stays as it is.
    """
    prefixes, declarations = declared_prefixes(sparql)

    def now(token: re.Match[str]) -> str:
        if token.start() in declarations:
            return token.group()
        if token["iri"]:
            old = token["iri"][1:-1]
        elif token["prefixed"] and token["prefix"] in prefixes:
            old = prefixes[token["prefix"]] + ESCAPED.sub(r"\1", token["prefixed"].partition(":")[2])
        else:
            return token.group()
        if not old.startswith(PREFIXES["id"]):
            return token.group()
        try:
            new = follow(store, NamedNode(old))
        except ValueError:
            # No IRI: the engine says so better.
            return token.group()
        return token.group() if new.value == old else str(new)

    return TOKEN.sub(now, sparql)


def declared_prefixes(sparql: str) -> tuple[dict[str, str], set[int]]:
    """The prefixes of a query, ours and its own, and where it declares its own."""
    prefixes, declarations = dict(PREFIXES), set()
    tokens = [token for token in TOKEN.finditer(sparql) if token.group().strip() and not token["comment"]]
    for word, name, iri in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.group().lower() == "prefix" and name["prefixed"] and iri["iri"]:
            prefixes[name["prefix"]] = iri["iri"][1:-1]
            declarations |= {name.start(), iri.start()}
    return prefixes, declarations


def former_ids(store: Engine, current: str) -> list[str]:
    """The ids of all entities that became this one, sorted."""
    quads = store.quads_for_pattern(None, REPLACED_BY, entity_iri(current), ENTITIES_GRAPH)
    return sorted(entity_id(cast(NamedNode, quad.subject)) for quad in quads)


def all_redirects(store: Engine) -> dict[str, str]:
    """Every replaced entity's id, and the id of what replaced it."""
    quads = store.quads_for_pattern(None, REPLACED_BY, None, ENTITIES_GRAPH)
    return {entity_id(cast(NamedNode, quad.subject)): entity_id(cast(NamedNode, quad.object)) for quad in quads}
