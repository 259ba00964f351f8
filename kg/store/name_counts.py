"""How many mentions give an entity which type and names: the graph of counts, derived from all mentions.

Without it, everything that thousands of articles say of a well-known company would be read again whenever one more
article speaks of it.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import cast

from pyoxigraph import NamedNode, Quad

from kg.store.engine import Engine
from kg.store.namespaces import BASE, COUNTS_GRAPH, kg
from kg.store.reading import Term, group_properties
from kg.store.server import quads_of
from kg.store.terms import number_literal

Name = tuple[NamedNode, NamedNode, Term]
"""What a mention says of an entity: the id that its article linked it to, property, value."""
Names = Counter[Name]
"""How many mentions say so."""

NAMING = {
    kg("entityType"): kg("countedType"),
    kg("mentionLabel"): kg("countedLabel"),
    kg("mentionAlias"): kg("countedAlias"),
}
"""The properties of mentions that are counted, each with that of the count: another one, so that a query over all
graphs takes no count for a mention."""


def count_quads(entity: NamedNode, names: Mapping[Name, int]) -> set[Quad]:
    """These counts of an entity, each as a node; nothing where it is 0."""
    quads: set[Quad] = set()
    for (own, term, value), count in names.items():
        if count > 0:
            digest = hashlib.sha256(f"{entity}|{own}|{term}|{value}".encode()).hexdigest()
            node = NamedNode(f"{BASE}count/{digest[:16]}")
            quads |= {
                Quad(node, kg("countsFor"), entity, COUNTS_GRAPH),
                Quad(node, kg("countedAs"), own, COUNTS_GRAPH),
                Quad(node, NAMING[term], value, COUNTS_GRAPH),
                Quad(node, kg("mentionCount"), number_literal(count), COUNTS_GRAPH),
            }
    return quads


def stored_names(store: Engine, entity: NamedNode) -> Names:
    """What the mentions in a store say of an entity."""
    return _read(quads_of(store, _nodes(store, "countsFor", entity)))


def stored_own_names(store: Engine, own: Iterable[NamedNode] | None = None) -> Names:
    """What the mentions in a store say of all that articles were linked to, or of these."""
    if own is None:
        return _read(store.quads_for_pattern(None, None, None, COUNTS_GRAPH))
    return _read(quads_of(store, [node for one in own for node in _nodes(store, "countedAs", one)]))


def _nodes(store: Engine, term: str, entity: NamedNode) -> list[NamedNode]:
    return [cast(NamedNode, quad.subject) for quad in store.quads_for_pattern(None, kg(term), entity, COUNTS_GRAPH)]


def _read(quads: Iterable[Quad]) -> Names:
    names: Names = Counter()
    for said in group_properties(quads).values():
        (own,), (count,) = said[kg("countedAs")], said[kg("mentionCount")]
        (term,) = (one for one, counted in NAMING.items() if counted in said)
        names[cast(NamedNode, own), term, said[NAMING[term]][0]] += int(count.value)
    return names
