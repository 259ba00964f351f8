"""Entities that are now another one: an old id leads to the thing wherever it is asked for."""

from __future__ import annotations

import re
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.store.namespaces import ENTITIES_GRAPH, PREFIXES, entity_id, entity_iri, expand

REPLACED_BY = expand("dcterms:isReplacedBy")
DEPRECATED = expand("owl:deprecated")

_IN_QUERY = re.compile(rf"<{re.escape(PREFIXES['id'])}([\w%.~-]+)>|(?<![\w:])id:([\w%.-]*[\w%-])")


def redirect_quads(old: str, new: str) -> set[Quad]:
    """What is left of an entity that is now another one."""
    node = entity_iri(old)
    yes = Literal(True)
    return {
        Quad(node, REPLACED_BY, entity_iri(new), ENTITIES_GRAPH),
        Quad(node, DEPRECATED, yes, ENTITIES_GRAPH),
    }


def follow(store: Store, node: NamedNode) -> NamedNode:
    """The entity that an IRI means now: itself, or what replaced it."""
    for quad in store.quads_for_pattern(node, REPLACED_BY, None, ENTITIES_GRAPH):
        return cast(NamedNode, quad.object)
    return node


def follow_all(store: Store, sparql: str) -> str:
    """A query with every entity that was replaced written as what replaced it."""

    def now(found: re.Match[str]) -> str:
        old = entity_iri(entity_id(PREFIXES["id"] + (found[1] or found[2])))
        new = follow(store, old)
        return found.group() if new == old else str(new)

    return _IN_QUERY.sub(now, sparql)


def all_redirects(store: Store) -> dict[str, str]:
    """Every replaced entity's id, and the id of what replaced it."""
    quads = store.quads_for_pattern(None, REPLACED_BY, None, ENTITIES_GRAPH)
    return {entity_id(cast(NamedNode, quad.subject)): entity_id(cast(NamedNode, quad.object)) for quad in quads}
