"""Which of the entities that articles minted are one thing: proposals by name, sound and company, and what to merge.

A function of what all articles say together and of the judgements, in whatever order they came: `put` and `drop` only
keep the same state up to date. What is sure is merged; what is likely is left for a person (`doubts`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from kg.link.compare import ACRONYM, DOUBTFUL, compare_names, compare_parsed
from kg.link.firms import Firms, Namesakes
from kg.link.judgements import Pair, Rulings
from kg.link.own_names import OwnName, read_own_name
from kg.link.profiles import Profile, own_names
from kg.link.short_forms import looks_like_initials
from kg.link.skeletons import Readings
from kg.model import EntityType

#: From this score on two names alone are enough; with something in common that both do or are done to, this.
#: Set by hand; with them 32 of the 40 events of `tests/link/events.jsonl` meet.
SURE_ALONE, SURE_TOGETHER = 0.86, 0.34
#: What things in common leave of the doubt. Set by hand.
DOUBT_LEFT = 0.35


@dataclass(frozen=True, slots=True)
class Proposal:
    """Two entities that may be one thing.

    Attributes:
        pair: Their ids, sorted.
        score: 0 to 1.
        why: What speaks for it.
        sure: Whether it is enough to merge them.
    """

    pair: tuple[str, str]
    score: float
    why: str
    sure: bool


_Key = tuple[str, str, str]
"""What entities are found by: their type, what is told (a name, a sound, something that they do to whom), which."""


@dataclass
class Resolver:
    """Keeps profiles, what is proposed between them, and what follows.

    Attributes:
        readings: How kanji are read, if anybody knows.
        rulings: What people decided.
    """

    readings: Readings | None = None
    rulings: Rulings = field(default_factory=Rulings)
    _profiles: dict[str, Profile] = field(default_factory=dict)
    _own: dict[str, tuple[OwnName, ...]] = field(default_factory=dict)
    # With their names, for most are looked at by these only.
    _blocks: dict[_Key, dict[str, tuple[OwnName, ...]]] = field(default_factory=lambda: defaultdict(dict))
    _proposals: dict[str, dict[str, Proposal]] = field(default_factory=lambda: defaultdict(dict))
    _firms: Firms = field(default_factory=Firms)

    def follow(self, rulings: Rulings) -> set[str]:
        """From now on, let this be what people decided; returns the ids whose clusters may have changed."""
        changed = (self.rulings.same ^ rulings.same) | (self.rulings.apart ^ rulings.apart)
        self.rulings = rulings
        # By way of something that nobody speaks of now, two others may hang together.
        return {member for pair in changed for one in pair for member in self._component(one)}

    def put(self, profile: Profile) -> set[str]:
        """Add or change an entity.

        Returns:
            The ids whose clusters may have changed.
        """
        touched = self.drop(profile.id)
        self._profiles[profile.id] = profile
        self._own[profile.id] = tuple(read_own_name(name, profile.type, self.readings) for name in own_names(profile))
        if profile.minted:
            if profile.type is EntityType.ORGANIZATION:
                self._firms.put(profile.id, profile.names)
            for other in self._mates(profile):
                proposal = self._propose(profile, self._profiles[other])
                if proposal is not None:
                    self._proposals[profile.id][other] = self._proposals[other][profile.id] = proposal
                    touched.add(other)
            for key in self._keys(profile):
                self._blocks[key][profile.id] = self._own[profile.id]
        return touched | {profile.id, self._firms.plain_of(profile.id) or profile.id}

    def drop(self, identity: str) -> set[str]:
        """Forget an entity; returns the ids whose clusters may have changed."""
        profile = self._profiles.pop(identity, None)
        if profile is None:
            return set()
        for key in self._keys(profile) if profile.minted else ():
            self._blocks[key].pop(identity, None)
        del self._own[identity]
        touched = set(self._proposals.pop(identity, {}))
        for other in touched:
            del self._proposals[other][identity]
        touched |= {identity, self._firms.plain_of(identity) or identity}
        self._firms.drop(identity)
        return touched | {one for pair in self.rulings.same if identity in pair for one in pair}

    def known_ids(self) -> list[str]:
        """Every entity, sorted."""
        return sorted(self._profiles)

    def may_merge(self, ids: Iterable[str]) -> set[str]:
        """Those of these entities that may be one with others: they were minted, or people decided."""
        judged = {one for pair in self.rulings.same | self.rulings.apart for one in pair}
        return {one for one in ids if one in judged or (one in self._profiles and self._profiles[one].minted)}

    def canonical(self, ids: Iterable[str]) -> dict[str, str]:
        """For these entities and all that hang together with them, the entity that each of them is."""
        found: dict[str, str] = {}
        for identity in sorted(ids):
            if self._is_around(identity) and identity not in found:
                found |= self._settle(self._component(identity))
        return found

    def doubts(self) -> list[Proposal]:
        """What a person should decide, the likeliest first: things that are likely one and were not merged.

        Each is told once and by the ids that stand for it, however many of its names are like how many of the other's.
        """
        canonical = self.canonical(self._proposals)
        parted = {_sorted_pair(*(canonical.get(one, one) for one in pair)) for pair in self.rulings.apart}
        found: dict[tuple[str, str], Proposal] = {}
        for proposal in sorted({one for mates in self._proposals.values() for one in mates.values()}, key=_surest):
            heads = _sorted_pair(*(canonical[one] for one in proposal.pair))
            if heads[0] != heads[1] and heads not in parted and proposal.pair not in self.rulings.same:
                found.setdefault(heads, replace(proposal, pair=heads))
        return sorted(found.values(), key=_surest)

    def same(self, one: str, other: str) -> Proposal | None:
        """What is proposed between two entities."""
        return self._proposals.get(one, {}).get(other)

    # ---- what may be one thing

    def _keys(self, profile: Profile) -> Iterator[_Key]:
        kind = str(profile.type)
        for name in self._own[profile.id]:
            yield kind, "name", name.parsed.key
            for sound in name.sounds:
                yield kind, "sound", sound
            for told in profile.company:
                # Thousands are listed on one exchange; those that begin alike are few.
                for opening in name.openings:
                    yield kind, told, opening

    def _mates(self, profile: Profile) -> list[str]:
        """Those that may be one with it, sorted: some of their names are spelt or sound alike."""
        found: set[str] = set()
        near: dict[str, tuple[OwnName, ...]] = {}
        for key in self._keys(profile):
            if key[1] == "name":
                found.update(self._blocks.get(key, ()))
            else:
                near.update(self._blocks.get(key, {}))
        return sorted(found | {one for one, names in near.items() if self._are_alike(profile, one, names)})

    def _are_alike(self, profile: Profile, other: str, names: Iterable[OwnName]) -> bool:
        for beside in names:
            for name in self._own[profile.id]:
                # Few are, even of those with something in common: that is looked at last.
                if name.is_like(beside, True) and name.is_like(
                    beside, not profile.company.isdisjoint(self._profiles[other].company)
                ):
                    return True
        return False

    def _propose(self, one: Profile, other: Profile) -> Proposal | None:
        first, second = sorted((one.id, other.id))
        best, why = 0.0, ""
        for name in self._own[first]:
            for beside in self._own[second]:
                found = compare_parsed(name.parsed, beside.parsed, one.type, self.readings, DOUBTFUL)
                both = looks_like_initials(name.parsed.text) and looks_like_initials(beside.parsed.text)
                score = min(found.score, ACRONYM) if both else found.score
                if score > best:
                    best, why = score, f"{name.parsed.text} and {beside.parsed.text}: {found.why}"
        if best < DOUBTFUL:
            return None
        shared = sorted(one.company & other.company)
        if shared:
            best, why = 1 - (1 - best) * DOUBT_LEFT, f"{why}; both: {shared[0]}"
        sure = best >= (1 - (1 - SURE_TOGETHER) * DOUBT_LEFT if shared else SURE_ALONE)
        return Proposal((first, second), round(best, 4), why, sure)

    # ---- what is one thing

    def _component(self, start: str) -> list[str]:
        """Everything that hangs together with an entity by sure proposals and judgements."""
        merged: dict[str, set[str]] = defaultdict(set)
        for one, other in self.rulings.same:
            merged[one].add(other)
            merged[other].add(one)
        seen, todo = {start}, [start]
        while todo:
            at = todo.pop()
            near = {other for other, proposal in self._proposals.get(at, {}).items() if proposal.sure}
            near |= {self._firms.plain_of(at) or at, *self._firms.bearers(at)}
            for other in (near | merged.get(at, set())) - seen:
                seen.add(other)
                todo.append(other)
        return sorted(seen)

    def _settle(self, component: list[str]) -> dict[str, str]:
        """Join what people judged, then what is surest first; never what a person parted nor what is surely two."""
        clusters = {one: frozenset({one}) for one in component}
        units: dict[str, frozenset[str]] = {}
        namesakes = self._firms.namesakes(component)

        def join(one: str, other: str, *, judged: bool) -> None:
            first, second = clusters[one], clusters[other]
            # Of A and C, a person who parted them says more than one who took A for B and B for C.
            likely = judged or (
                self._fit(first, second, units)
                and not self._are_known(first, second)
                and not self._are_namesakes(first, second, namesakes)
            )
            if first is not second and likely and not self._parted(first, second):
                whole = first | second
                clusters.update(dict.fromkeys(whole, whole))

        def join_plain(firms: Iterable[str], *, judged: bool) -> None:
            for firm in firms:
                if self._firms.plain_of(firm) and namesakes.get(firm, frozenset()) <= clusters[firm]:
                    join(firm, self._firms.plain_of(firm), judged=judged)

        # What only one firm is called is that firm, whatever is said of either.
        join_plain(component, judged=True)
        for one, other in sorted(self.rulings.same):
            if one in clusters and other in clusters:
                join(one, other, judged=True)
        units.update(clusters)
        pairs = {
            proposal.pair: proposal
            for one in component
            for proposal in self._proposals.get(one, {}).values()
            if proposal.sure
        }
        open_pairs = {pair for pair in pairs if self._is_open(pair, namesakes)}
        for pair, _ in sorted(pairs.items(), key=lambda one: (one[0] in open_pairs, _surest(one[1]))):
            if pair not in open_pairs or self._is_told(pair, namesakes, clusters):
                join(*pair, judged=False)
        join_plain(namesakes, judged=False)
        heads = {cluster: self._head(cluster) for cluster in set(clusters.values())}
        return {one: heads[clusters[one]] for one in component if self._is_around(one)}

    def _is_around(self, identity: str) -> bool:
        """Whether articles speak of it, be it with a word for its kind of firm."""
        return identity in self._profiles or bool(self._firms.bearers(identity))

    def _is_open(self, pair: Pair, namesakes: Namesakes) -> bool:
        """Whether one is a firm that has namesakes, and the other may be any of these."""
        return any(one in namesakes and not self._firms.tells_kind(other) for one, other in (pair, pair[::-1]))

    def _is_told(self, pair: Pair, namesakes: Namesakes, clusters: Mapping[str, frozenset[str]]) -> bool:
        """Whether of a firm and its namesakes this one is meant: they are one, or it has something in common alone."""
        firm, other = pair if pair[0] in namesakes else pair[::-1]
        rivals = namesakes[firm] - clusters[firm]
        company = self._profiles[other].company
        shared = {one for one in (firm, *rivals) if not company.isdisjoint(self._profiles[one].company)}
        return not rivals or shared == {firm}

    def _are_namesakes(self, first: frozenset[str], second: frozenset[str], namesakes: Namesakes) -> bool:
        """Whether the one holds a firm that differs from one of the other in its kind, and nothing else joins them."""
        pairs = ((one, other) for one in first for other in second & namesakes.get(one, frozenset()))
        return any((proposal := self.same(*pair)) is None or not proposal.sure for pair in pairs)

    def _parted(self, first: frozenset[str], second: frozenset[str]) -> bool:
        """Whether a person parted something of the one from something of the other."""
        return any(_sorted_pair(one, other) in self.rulings.apart for one in first for other in second)

    def _fit(self, first: frozenset[str], second: frozenset[str], units: Mapping[str, frozenset[str]]) -> bool:
        """Whether by their names two clusters can be one thing.

        Facebook and Meta are one unit if a person says so: what is surely not the one may be the other.
        """
        here, there = {units[one] for one in first}, {units[one] for one in second}
        return not any(self._are_two_units(one, other) for one in here for other in there)

    def _are_two_units(self, first: frozenset[str], second: frozenset[str]) -> bool:
        pairs = [(one, other) for one in first for other in second if {one, other} <= self._profiles.keys()]
        return bool(pairs) and all(self._are_two(self._profiles[one], self._profiles[other]) for one, other in pairs)

    def _are_known(self, first: frozenset[str], second: frozenset[str]) -> bool:
        """Whether both hold a known thing: two known things are two, even if they are namesakes."""
        return all(any(self._is_known(one) for one in cluster) for cluster in (first, second))

    def _is_known(self, identity: str) -> bool:
        """Whether it is in a list, be it only by its Wikidata id because no article speaks of it now."""
        profile = self._profiles.get(identity)
        return _is_item(identity) or (profile is not None and not profile.minted)

    def _are_two(self, one: Profile, other: Profile) -> bool:
        """Two Latin names, or two Japanese ones, that do not fit: both may sound like one name of the other script."""
        names, beside = own_names(one), own_names(other)
        pairs = [(a, b) for a in names for b in beside if a.isascii() == b.isascii()]
        return bool(pairs) and all(
            compare_names(*sorted(pair), one.type, self.readings).score < DOUBTFUL for pair in pairs
        )

    def _head(self, cluster: frozenset[str]) -> str:
        """The id that stands for all: a Wikidata one, a known one, one with a Latin name, the first in the alphabet."""

        def rank(identity: str) -> tuple[bool, bool, bool, bool, int, str]:
            profiles = [self._profiles.get(one) for one in (identity, *self._firms.bearers(identity))]
            latin = any(name.isascii() for profile in profiles if profile is not None for name in profile.names)
            special = self._firms.plain_of(identity) in cluster
            return not _is_item(identity), not self._is_known(identity), not latin, special, len(identity), identity

        return min([one for one in cluster if self._is_around(one)] or sorted(cluster), key=rank)


def _is_item(identity: str) -> bool:
    """Whether an id is one of Wikidata."""
    return identity[:1] == "Q" and identity[1:].isdecimal()


def _sorted_pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one <= other else (other, one)


def _surest(proposal: Proposal) -> tuple[float, tuple[str, str]]:
    return -proposal.score, proposal.pair
