"""Which known things a name may mean, best first: by the name as it is, by its spelling, by its sound."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from kg.ids import fold_name
from kg.link.compare import DOUBTFUL
from kg.link.gazetteer import Gazetteer
from kg.link.identity import compare_with_known
from kg.link.skeletons import Readings, are_worth_comparing, name_skeletons
from kg.model import Entity, EntityType
from kg.text.spelling import LONGEST_NAME, is_forged

#: The name itself, in this or another spelling; less where it may well mean something else and nothing around tells,
#: not so little where it is at least said what kind of thing and only one of that kind is known. Set by hand.
EXACT, SPELT, UNTOLD, ONLY_ONE = 0.99, 0.97, 0.7, 0.85
#: What each word of the context found in the article adds to a name that may mean something else. Set by hand.
SUPPORT = 0.05
#: Most things of one sound that are compared, in the gazetteer's order; the largest class has 121. Set by hand, for
#: time.
MOST_COMPARED = 80


@dataclass(frozen=True, slots=True)
class Candidate:
    """A known thing that a name may mean.

    Attributes:
        entity: The thing.
        score: 0 to 1.
        why: What speaks for it.
    """

    entity: Entity
    score: float
    why: str


class CandidateFinder:
    """Finds candidates in a gazetteer.

    Args:
        gazetteer: Known things.
        readings: How kanji are read, if anybody knows.
    """

    def __init__(self, gazetteer: Gazetteer, readings: Readings | None = None) -> None:
        self._gazetteer = gazetteer
        self._readings = readings
        self._sounding_like: dict[tuple[str, EntityType], list[Candidate]] = {}

    def find(self, name: str, entity_type: EntityType | None = None, *, around: str = "") -> list[Candidate]:
        """The candidates for a name, best first; of equal ones those that the gazetteer has first.

        Args:
            name: The name.
            entity_type: What it is said to name; any type without.
            around: The text that it stands in, which may tell things of one name apart.
        """
        if not name.strip() or len(name) > LONGEST_NAME or is_forged(name):
            return []
        found = self.named(name, entity_type, around=around)
        have = {one.entity.id for one in found}
        # Who bears the name, be it an ordinary word, is likelier than who only sounds like it.
        most = min((one.score for one in found), default=1.0)
        sounding = (one for one in self._sounding(name, entity_type) if one.entity.id not in have)
        found += [replace(one, score=min(one.score, most)) for one in sounding]
        return sorted(found, key=lambda one: -one.score)

    def named(self, name: str, entity_type: EntityType | None = None, *, around: str = "") -> list[Candidate]:
        """Only those that bear the name, in whatever spelling."""
        found = []
        known = self._gazetteer.lookup(name, entity_type)
        for entity in known:
            thing = self._gazetteer.things[entity.id]
            exact = name in entity.names
            score, why = (EXACT, "its name") if exact else (SPELT, "its name in another spelling")
            told = [word for word in thing.context if word in around and word != name] if around else []
            if thing.common and fold_name(name) in map(fold_name, thing.common):
                start = UNTOLD if entity_type is None or len(known) > 1 else ONLY_ONE
                score = min(start - (EXACT - score) + SUPPORT * len(told), EXACT)
                why = f"{why}; beside {', '.join(told[:3])}" if told else f"{why}, which may mean something else"
            found.append(Candidate(entity, score, why))
        return sorted(found, key=lambda one: -one.score)

    @cached_property
    def _by_sound(self) -> Mapping[tuple[EntityType, str], tuple[str, ...]]:
        found: dict[tuple[EntityType, str], dict[str, None]] = {}
        for entity in self._gazetteer.entities.values():
            for name in entity.labels.values():
                for skeleton in name_skeletons(name, entity.type):
                    found.setdefault((entity.type, skeleton), {})[entity.id] = None
        return {key: tuple(ids) for key, ids in found.items()}

    def _sounding(self, name: str, entity_type: EntityType | None) -> Iterable[Candidate]:
        """Those of another name that sounds or is spelt nearly like it."""
        for kind in (entity_type,) if entity_type is not None else tuple(EntityType):
            key = name, kind
            if key not in self._sounding_like:
                self._sounding_like[key] = list(self._compared(name, kind))
            yield from self._sounding_like[key]

    def _compared(self, name: str, kind: EntityType) -> Iterator[Candidate]:
        keys = name_skeletons(name, kind)
        ids = dict.fromkeys(one for key in keys for one in self._by_sound.get((kind, key), ())[:MOST_COMPARED])
        for identity in ids:
            entity = self._gazetteer.entities[identity]
            if identity in self._gazetteer.namesakes(name) or not any(
                are_worth_comparing(name, label, kind) for label in entity.labels.values()
            ):
                continue
            comparison = compare_with_known(name, entity, self._readings)
            if comparison.score >= DOUBTFUL:
                yield Candidate(entity, comparison.score, f"sounds like its name: {comparison.why}")
