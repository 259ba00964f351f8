"""Finding entities by name, in whatever spelling."""

from __future__ import annotations

import heapq
from bisect import bisect_left
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from itertools import islice, takewhile

from kg.errors import NotFound
from kg.ids import fold_name
from kg.model import Entity
from kg.store.namespaces import PREFIXES, entity_id


def did_you_mean(close: Iterable[str]) -> str:
    """The end of a message about what is not there: what is spelt much alike, if anything."""
    named = ", ".join(close)
    return f"; did you mean {named}?" if named else ""


class NameIndex:
    """All names of all entities, folded."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._entities = {entity.id: entity for entity in entities}
        self._names = sorted(
            {(fold_name(name), entity.id) for entity in self._entities.values() for name in entity.names}
        )

    def find(self, text: str) -> list[Entity]:
        """Entities with this id, IRI or name; else whose name starts with it; then those whose name contains it.

        An exact name comes alone, so that "Meta" is not also "Metaverse"; parts of names come together, prefixes first.
        """
        wanted = text.strip()
        by_id = self._entities.get(entity_id(wanted) if wanted.startswith(PREFIXES["id"]) else wanted)
        if by_id is not None:
            return [by_id]
        folded = fold_name(wanted)
        if not folded:
            return []
        exact = self._pick(key for name, key in self._names if name == folded)
        if exact:
            return exact
        starting = self._pick(key for name, key in self._names if name.startswith(folded))
        containing = self._pick(key for name, key in self._names if folded in name)
        return starting + [entity for entity in containing if entity not in starting]

    def suggest(self, text: str, limit: int = 10, weigh: Callable[[str], float] = lambda _: 0.0) -> list[Entity]:
        """What somebody may be about to type: names that are the text, then begin with it, then contain it.

        Args:
            text: What was typed so far.
            limit: How many entities to give at most.
            weigh: How well known the entity of an id is; of two that fit alike the heavier comes first.
        """
        folded = fold_name(text.strip())
        if not folded:
            return []
        # Names are sorted, so those that begin with it stand together; all names are looked at only where they are few.
        start = bisect_left(self._names, (folded,))
        ranks: dict[str, int] = {}
        for name, key in islice(self._names, start, None):
            if not name.startswith(folded):
                break
            ranks[key] = min(ranks.get(key, 1), int(name != folded))
        if len(ranks) < limit:
            for key in [key for name, key in self._names if folded in name]:
                ranks.setdefault(key, 2)
        best = heapq.nsmallest(limit, ranks, key=lambda key: (ranks[key], -weigh(key), key))
        return [self._entities[key] for key in best]

    def missing(self, text: str) -> NotFound:
        """The error for a name that nothing here has, with some that are spelt much alike."""
        folded = fold_name(text.strip())
        # Names that begin alike stand together; to compare all that a large store has would take seconds.
        start = bisect_left(self._names, (folded[:1],))
        alike = dict(takewhile(lambda one: one[0][:1] == folded[:1], islice(self._names, start, None)))
        close = self._pick(alike[name] for name in get_close_matches(folded, alike))
        asked = did_you_mean(entity.label() for entity in close)
        return NotFound(f"no entity of this name in the store{asked}", about=text)

    def _pick(self, keys: Iterable[str]) -> list[Entity]:
        return [self._entities[key] for key in dict.fromkeys(keys)]
