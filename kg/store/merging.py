"""Merges in the store: from what articles say to which entities are one, and the statements that follow.

An article graph keeps the id that the article itself was linked to: of an entity in `kg:linkedAs`, of a statement's
ends in `kg:subjectWas` and its like where it differs. So every merge can be taken back, and the outcome depends on the
articles and the judgements only, not on their order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from pyoxigraph import NamedNode, Quad, QuerySolutions

from kg.language.readings import read_words
from kg.link.judgements import Judgement, Rulings, rule
from kg.link.profiles import Profile
from kg.link.resolver import Proposal, Resolver
from kg.model import EntityType
from kg.store.curation import mark_rejected, read_all
from kg.store.engine import Engine
from kg.store.mapping import LINKS, ROLES
from kg.store.name_counts import NAMING, Name, Names, stored_own_names
from kg.store.namespaces import PREFIXES, entity_id, entity_iri, expand, kg, statement_iri
from kg.store.reading import Term, Types, group_properties
from kg.store.redirects import all_redirects, redirect_quads

_NAMES = frozenset({kg("mentionLabel"), kg("mentionAlias")})
# Of a start-up that hundreds of articles speak of, they say mostly the same. Types and names are counted already; these
# are counted by the engine.
_COUNTED_HERE = (kg("company"), kg("minted"))
_COUNT = "SELECT ?own ?value (COUNT(*) AS ?count) WHERE { %s ?node %s ?value ; kg:linkedAs ?own } GROUP BY ?own ?value"
_TOLD = frozenset({*NAMING, *_COUNTED_HERE})


@dataclass(slots=True)
class Change:
    """What follows for the rest of the store when an article or a judgement comes or goes.

    Attributes:
        before: All quads, as they are, of each statement and mention to write anew.
        after: The same as they are to be.
        redirects: What is left of the replaced ids, to be added.
        restored: What was left of ids that are entities of their own again, to be deleted.
        about: Entities to describe anew, because people corrected them or what they are now.
    """

    before: dict[NamedNode, list[Quad]] = field(default_factory=dict)
    after: dict[NamedNode, list[Quad]] = field(default_factory=dict)
    redirects: set[Quad] = field(default_factory=set)
    restored: set[Quad] = field(default_factory=set)
    about: set[NamedNode] = field(default_factory=set)

    def quads_of(self, store: Engine, node: NamedNode) -> list[Quad]:
        """The quads of a node to write anew, with what is changed already: both ends of a claim may change at once."""
        if node not in self.after:
            self.before[node] = self.after[node] = list(store.quads_for_pattern(node, None, None, None))
        return self.after[node]


class Merges:
    """Which entities are one, kept up to date by the one writer of a store; counted from the store when first asked."""

    def __init__(self) -> None:
        self._resolver: Resolver | None = None
        self._judgements: Sequence[Judgement] = ()
        self._current: dict[str, str] = {}
        self._rulings: Rulings | None = None
        self._profiled = False

    def current(self, store: Engine) -> dict[str, str]:
        """The id of what replaced each replaced entity."""
        self._load(store)
        return self._current

    def rulings(self, store: Engine) -> Rulings:
        """What people decided; names and types that they gave to an entity hold for what replaced it."""
        self._load(store)
        if self._rulings is None:
            told = self._judgements
            now = self._current
            self._rulings = rule(
                replace(one, about=now.get(one.about, one.about)) if one.value else one for one in told
            )
        return self._rulings

    def forget(self) -> None:
        """Count anew, because a change did not happen."""
        self._resolver = None

    def doubts(self, store: Engine, types: Types) -> list[Proposal]:
        """What a person should decide, the likeliest first."""
        return self._complete(store, types).doubts()

    def plan(
        self,
        store: Engine,
        types: Types,
        *,
        added: Collection[Quad] = (),
        removed: Collection[Quad] = (),
        judgements: Sequence[Judgement] | None = None,
    ) -> Change:
        """What follows when an article comes or goes, or when these are the judgements from now on.

        Nothing is written, but everything that is asked afterwards is answered as if it were.

        Args:
            store: As before the change.
            types: The type of entity that each class stands for.
            added: The graph of the article that comes.
            removed: The graph of the article that goes.
            judgements: All of them, if they change.
        """
        before = self.rulings(store)
        everything = not self._profiled
        resolver = self._complete(store, types)
        touched = {*resolver.known_ids(), *self._current} if everything else set()
        ids = self._concerned(resolver, (*added, *removed))
        if judgements is not None:
            # What was left while nobody judged of it is read now.
            ids |= resolver.follow(rule(judgements))
            self._judgements, self._rulings = judgements, None
        mentions = _stored_mentions(store, ids)
        mentions.update(_mentions(added))
        mentions.subtract(_mentions(removed))
        profiles = {one.id: one for one in _profiles(mentions, types) if one.id in ids}
        for identity in sorted(ids):
            touched |= resolver.put(profiles[identity]) if identity in profiles else resolver.drop(identity)
        gone = {cast(NamedNode, quad.subject) for quad in removed}
        change = Change()
        canonical = resolver.canonical(touched)
        # An entity may get another id because of one that it only hangs together with.
        for identity in sorted(touched | canonical.keys()):
            old, new = self._current.get(identity, identity), canonical.get(identity, identity)
            if old != new:
                self._rename(store, identity, old, new, change, gone)
        self._follow_rulings(store, before, change)
        return change

    def _load(self, store: Engine) -> None:
        if self._resolver is None:
            self._judgements = [one for _, one in read_all(store)]
            self._resolver = Resolver(read_words, rule(self._judgements))
            self._current = all_redirects(store)
            self._rulings = None
            self._profiled = False

    def _complete(self, store: Engine, types: Types) -> Resolver:
        self._load(store)
        resolver = cast(Resolver, self._resolver)
        if not self._profiled:
            for profile in _profiles(_stored_mentions(store), types):
                resolver.put(profile)
            self._profiled = True
        return resolver

    @staticmethod
    def _concerned(resolver: Resolver, quads: Iterable[Quad]) -> set[str]:
        """The entities of an article that may be merged; the others may be in thousands of articles, and are left."""
        ids, minted = set(), set()
        for said in group_properties(quads).values():
            if kg("linkedAs") in said:
                identity = entity_id(cast(NamedNode, said[kg("linkedAs")][0]))
                ids.add(identity)
                if kg("minted") in said:
                    minted.add(identity)
        return minted | resolver.may_merge(ids)

    def _rename(
        self, store: Engine, identity: str, old: str, new: str, change: Change, gone: Container[NamedNode]
    ) -> None:
        for node, links in _nodes_of(store, identity).items():
            if node not in gone:
                change.after[node] = _renamed(change.quads_of(store, node), links, identity, new)
        if old != identity:
            change.restored.update(redirect_quads(identity, old))
            self._current.pop(identity, None)
        if new != identity:
            change.redirects.update(redirect_quads(identity, new))
            self._current[identity] = new
        self._rulings = None

    def _follow_rulings(self, store: Engine, before: Rulings, change: Change) -> None:
        """Mark what is rejected now, and describe anew what has another name or type than before."""
        after = self.rulings(store)
        for claim in sorted(before.rejected ^ after.rejected):
            node = statement_iri(claim)
            change.after[node] = mark_rejected(change.quads_of(store, node), claim in after.rejected)
        renamed = {one for (one, _), _ in before.names.items() ^ after.names.items()}
        retyped = {one for one, _ in before.types.items() ^ after.types.items()}
        change.about.update(map(entity_iri, renamed | retyped))


def _stored_mentions(store: Engine, ids: Collection[str] | None = None) -> Names:
    """What the mentions in the store say of all entities, or of these, by the ids that articles were linked to."""
    if ids is not None and not ids:
        return Counter()
    these = None if ids is None else [entity_iri(one) for one in sorted(ids)]
    found = stored_own_names(store, these)
    which = "" if these is None else f"VALUES ?own {{ {' '.join(map(str, these))} }}"
    for term in _COUNTED_HERE:
        rows = store.query(_COUNT % (which, term), prefixes=PREFIXES, use_default_graph_as_union=True)
        for row in cast(QuerySolutions, rows):
            found[row["own"], term, row["value"]] = int(row["count"].value)
    return found


def _mentions(quads: Iterable[Quad]) -> Iterator[Name]:
    """The same of the graph of one article."""
    for said in group_properties(quads).values():
        for own in said.get(kg("linkedAs"), ()):
            told = ((term, value) for term in _TOLD & said.keys() for value in said[term])
            yield from ((cast(NamedNode, own), term, value) for term, value in told)


def _profiles(mentions: Names, types: Types) -> Iterator[Profile]:
    told: dict[NamedNode, dict[NamedNode, dict[Term, int]]] = {}
    for (own, term, value), count in mentions.items():
        if count > 0:
            told.setdefault(own, {}).setdefault(term, {})[value] = count
    for own, said in told.items():
        kinds: Counter[EntityType] = Counter()
        for value, count in said.get(kg("entityType"), {}).items():
            kinds[types.get(cast(NamedNode, value), EntityType.OTHER)] += count
        yield Profile(
            id=entity_id(own),
            # By majority, and the first in the alphabet of equals.
            type=min(kinds, key=lambda one: (-kinds[one], one), default=EntityType.OTHER),
            names=frozenset(value.value for term in _NAMES for value in said.get(term, {})),
            company=frozenset(value.value for value in said.get(kg("company"), {})),
            minted=kg("minted") in said,
        )


def _nodes_of(store: Engine, identity: str) -> dict[NamedNode, list[tuple[NamedNode, NamedNode]]]:
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
