"""Firms whose names differ in nothing but Corp., Inc. or Ltd.: one by default, and several where several are around.

Each has an id of its own, and all of them the same plain id, that of the bare name (`minting.py`). As long as only one
of them is around, what is said of the bare name is said of it, and the plain id stands for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from kg.link.minting import mint_id, plain_id
from kg.model import EntityType
from kg.text.spelling import firm_kind, name_key

Namesakes = Mapping[str, Set[str]]
"""For each firm those that differ from it in nothing but their kind."""


@dataclass
class Firms:
    """Which of the entities that are around are firms of what kind."""

    _kinds: dict[str, str] = field(default_factory=dict)
    _keys: dict[str, frozenset[str]] = field(default_factory=dict)
    _plain: dict[str, str] = field(default_factory=dict)
    _bearers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def put(self, identity: str, names: Iterable[str]) -> None:
        """Add an organisation with all its names; nothing is kept of one that does not say what kind of firm it is."""
        told = sorted(name for name in names if firm_kind(name))
        kinds = {firm_kind(name) for name in told}
        if len(kinds) == 1:
            self._kinds[identity] = kinds.pop()
            self._keys[identity] = frozenset(name_key(name, EntityType.ORGANIZATION) for name in told)
        for name in told:
            if mint_id(name, EntityType.ORGANIZATION) == identity:
                plain = self._plain[identity] = plain_id(name, EntityType.ORGANIZATION)
                self._bearers[plain].add(identity)

    def drop(self, identity: str) -> None:
        """Forget one."""
        self._kinds.pop(identity, None)
        self._keys.pop(identity, None)
        plain = self._plain.pop(identity, "")
        if plain:
            self._bearers[plain].discard(identity)

    def plain_of(self, identity: str) -> str:
        """The plain id of a firm with an id of its own, else ""."""
        return self._plain.get(identity, "")

    def bearers(self, plain: str) -> Set[str]:
        """The firms whose plain id this is."""
        return self._bearers.get(plain, frozenset())

    def tells_kind(self, identity: str) -> bool:
        """Whether it says what kind of firm it is, and says one thing."""
        return identity in self._kinds

    def namesakes(self, ids: Iterable[str]) -> Namesakes:
        """Those of these entities that differ from others of them in nothing but their kind."""
        by_key: dict[str, list[str]] = defaultdict(list)
        for one in ids:
            for key in self._keys.get(one, ()):
                by_key[key].append(one)
        found: dict[str, set[str]] = defaultdict(set)
        for alike in by_key.values():
            for one in alike:
                found[one].update(other for other in alike if self._kinds[other] != self._kinds[one])
        return {one: others for one, others in found.items() if others}
