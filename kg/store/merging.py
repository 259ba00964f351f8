"""Merges in the store: from what articles say to which entities are one, and the statements that follow.

An article graph keeps the id that the article itself was linked to: of an entity in `kg:linkedAs`, of a statement's
ends in `kg:subjectWas` and its like where it differs. So every merge can be taken back, and the outcome depends on the
articles and the judgements only, not on their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, Store

from kg.language.readings import read_words
from kg.link.judgements import Rulings, rule
from kg.link.resolver import Profile, Proposal, Resolver
from kg.model import EntityType
from kg.store.curation import read_all
from kg.store.mapping import LINKS, ROLES
from kg.store.namespaces import PREFIXES, entity_id, entity_iri, expand, kg
from kg.store.reading import Types
from kg.store.redirects import all_redirects, redirect_quads

_NAMES = frozenset({kg("mentionLabel"), kg("mentionAlias")})
_MENTIONS = "SELECT ?node ?as ?term ?value WHERE { ?node kg:linkedAs ?as ; ?term ?value }"
_MENTIONS_OF = "SELECT ?node ?as ?term ?value WHERE { VALUES ?as { %s } ?node kg:linkedAs ?as ; ?term ?value }"


@dataclass(frozen=True, slots=True)
class Change:
    """Statements and mentions to write anew because their entities are now others.

    Attributes:
        removed: All quads of these nodes as they are.
        added: All quads as they are to be.
        redirects: What is left of the replaced ids, to be added.
        restored: What was left of ids that are entities of their own again, to be deleted.
    """

    removed: list[Quad]
    added: list[Quad]
    redirects: set[Quad]
    restored: set[Quad]


class Merges:
    """Which entities are one, kept up to date by the one writer of a store; counted from the store when first asked."""

    def __init__(self) -> None:
        self._resolver: Resolver | None = None
        self._current: dict[str, str] = {}

    def current(self, store: Store) -> dict[str, str]:
        """The id of what replaced each replaced entity."""
        self._load(store)
        return self._current

    @property
    def rulings(self) -> Rulings:
        """What people decided."""
        return self._resolver.rulings if self._resolver is not None else Rulings()

    def forget(self) -> None:
        """Count anew, because a change did not happen or a judgement did."""
        self._resolver = None

    def doubts(self, store: Store, types: Types) -> list[Proposal]:
        """What a person should decide, the likeliest first."""
        return self._complete(store, types).doubts()

    def plan(self, store: Store, types: Types, ids: Iterable[str] | None = None) -> Change:
        """What is to change now that articles speak of these entities, or do no more; of all, where none are given."""
        if ids is None or self._resolver is None or not self._profiled:
            resolver = self._complete(store, types)
            touched = {*resolver.known_ids(), *self._current}
        else:
            resolver = self._resolver
            wanted = sorted(set(ids))
            profiles = {one.id: one for one in _read_profiles(store, types, wanted)}
            touched = set()
            for identity in wanted:
                touched |= resolver.put(profiles[identity]) if identity in profiles else resolver.drop(identity)
        canonical = resolver.canonical(touched)
        change = Change([], [], set(), set())
        for identity in sorted(touched):
            old, new = self._current.get(identity, identity), canonical.get(identity, identity)
            if old != new:
                self._rename(store, identity, old, new, change)
        return change

    _profiled = False

    def _load(self, store: Store) -> Resolver:
        if self._resolver is None:
            self._resolver = Resolver(read_words, rule(one for _, one in read_all(store)))
            self._current = all_redirects(store)
            self._profiled = False
        return self._resolver

    def _complete(self, store: Store, types: Types) -> Resolver:
        resolver = self._load(store)
        if not self._profiled:
            for profile in _read_profiles(store, types, None):
                resolver.put(profile)
            self._profiled = True
        return resolver

    def _rename(self, store: Store, identity: str, old: str, new: str, change: Change) -> None:
        for node, links in sorted(_nodes_of(store, identity).items(), key=lambda one: one[0].value):
            quads = list(store.quads_for_pattern(node, None, None, None))
            known = [quad for quad in change.added if quad.subject == node]
            if known:
                # Both ends of a claim change at once.
                quads, change.added[:] = known, [quad for quad in change.added if quad.subject != node]
            else:
                change.removed.extend(quads)
            change.added.extend(_renamed(quads, links, identity, new))
        if old != identity:
            change.restored.update(redirect_quads(identity, old))
            self._current.pop(identity, None)
        if new != identity:
            change.redirects.update(redirect_quads(identity, new))
            self._current[identity] = new


def _read_profiles(store: Store, types: Types, ids: list[str] | None) -> Iterator[Profile]:
    """What the article graphs say of entities, as they linked them; of all, or of these."""
    query = _MENTIONS if ids is None else _MENTIONS_OF % " ".join(str(entity_iri(one)) for one in ids)
    rows = cast(QuerySolutions, store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True))
    told: dict[str, dict[NamedNode, list[NamedNode | Literal]]] = {}
    for row in rows:
        told.setdefault(entity_id(row["as"]), {}).setdefault(row["term"], []).append(row["value"])
    for identity in sorted(told):
        said = told[identity]
        kinds = [types.get(cast(NamedNode, value), EntityType.OTHER) for value in said.get(kg("entityType"), [])]
        yield Profile(
            id=identity,
            # By majority, and the first in the alphabet of equals.
            type=min(set(kinds), key=lambda one: (-kinds.count(one), one), default=EntityType.OTHER),
            names=frozenset(value.value for term in _NAMES for value in said.get(term, [])),
            company=frozenset(value.value for value in said.get(kg("company"), [])),
            minted=kg("minted") in said,
        )


def _nodes_of(store: Store, identity: str) -> dict[NamedNode, list[tuple[NamedNode, NamedNode]]]:
    """The mentions and statements whose article linked something to this id, with (link, where the own id is kept)."""
    node = entity_iri(identity)
    found: dict[NamedNode, list[tuple[NamedNode, NamedNode]]] = {}
    for quad in store.quads_for_pattern(None, kg("linkedAs"), node, None):
        found.setdefault(cast(NamedNode, quad.subject), []).append((kg("refersTo"), kg("linkedAs")))
    for role in ROLES:
        link, was = expand(LINKS[role]), kg(f"{role}Was")
        for quad in store.quads_for_pattern(None, was, node, None):
            found.setdefault(cast(NamedNode, quad.subject), []).append((link, was))
        for quad in store.quads_for_pattern(None, link, node, None):
            subject = cast(NamedNode, quad.subject)
            if not any(True for _ in store.quads_for_pattern(subject, was, None, None)):
                found.setdefault(subject, []).append((link, was))
    return found


def _renamed(
    quads: Iterable[Quad], links: Iterable[tuple[NamedNode, NamedNode]], identity: str, new: str
) -> list[Quad]:
    """The quads of a node with its links turned to another entity."""
    own, target = entity_iri(identity), entity_iri(new)
    terms = dict(links)
    found = []
    for quad in quads:
        if quad.predicate in terms:
            found.append(Quad(quad.subject, quad.predicate, target, quad.graph_name))
            was = terms[quad.predicate]
            if was != kg("linkedAs") and new != identity:
                found.append(Quad(quad.subject, was, own, quad.graph_name))
        elif quad.predicate not in terms.values() or quad.predicate == kg("linkedAs"):
            found.append(quad)
    return found
