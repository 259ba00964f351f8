"""Finding entities by name, in whatever spelling."""

from __future__ import annotations

from collections.abc import Iterable

from kg.ids import fold_name
from kg.model import Entity
from kg.store.namespaces import PREFIXES, entity_id


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

    def _pick(self, keys: Iterable[str]) -> list[Entity]:
        return [self._entities[key] for key in dict.fromkeys(keys)]
