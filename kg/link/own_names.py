"""What a name that tells its bearer by itself is found by, and first compared by: nearly always that is enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rapidfuzz.distance import Indel

from kg.link.compare import ParsedName, parse_name
from kg.link.skeletons import (
    Readings,
    fine_skeletons,
    least_alike,
    name_skeletons,
    spell_out,
    spell_out_given_first,
    spoken_letters,
)
from kg.model import EntityType

#: Skeletons of fewer consonants belong to too many names to be compared for sound alone. Set by hand.
LEAST_CONSONANTS = 3
#: Things with something in common are compared where so many consonants at the beginning are of one kind.
OPENING = 2


@dataclass(frozen=True, slots=True)
class OwnName:
    """A name, with what it is found and first compared by.

    Attributes:
        parsed: It, with what it is compared by in full.
        letters: How it sounds, in Latin letters; of a person in kanji in either order of the names.
        latin: Whether it is in Latin letters itself.
        sounds: What it is found by alone.
        openings: What it is found by among things with something in common.
    """

    parsed: ParsedName
    letters: tuple[str, ...]
    latin: bool
    sounds: tuple[str, ...]
    openings: tuple[str, ...]

    def is_like(self, other: OwnName, together: bool) -> bool:
        """Whether comparing the two in full may come to something, though they are written otherwise.

        Args:
            other: A name of something of the same type.
            together: Whether something else speaks for one thing.
        """
        least = least_alike(self.latin is not other.latin, together)
        return any(
            Indel.normalized_similarity(one, beside, score_cutoff=least) >= least
            for one in self.letters
            for beside in other.letters
        )


def read_own_name(name: str, entity_type: EntityType, readings: Readings | None) -> OwnName:
    """A name with what it is found and first compared by."""
    spoken = [spell_out(name, readings)]
    if entity_type is EntityType.PERSON:
        spoken.append(spell_out_given_first(name, readings))
    spoken = list(dict.fromkeys(spoken))
    return OwnName(
        parse_name(name, entity_type, readings),
        tuple(spoken_letters(one, entity_type) for one in spoken),
        spoken[0].isascii(),
        *_sounds(spoken, entity_type),
    )


def _sounds(spoken: Iterable[str], entity_type: EntityType) -> tuple[tuple[str, ...], tuple[str, ...]]:
    sounds: set[str] = set()
    openings: set[str] = set()
    for one in spoken:
        coarse, fine = name_skeletons(one, entity_type), fine_skeletons(one, entity_type)
        # Coarse but for its beginning, where spellings differ least.
        sounds.update(fine, (f"{skeleton}{other[:OPENING]}" for skeleton in coarse for other in fine))
        openings |= {skeleton[:OPENING] for skeleton in coarse} or {""}
    return tuple(sorted(one for one in sounds if len(one) >= LEAST_CONSONANTS)), tuple(sorted(openings))
