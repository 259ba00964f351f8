"""Whether two names name one thing, from the names alone: a score, a verdict, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.link.alignment import Readings, Word, align_cost, sounded
from kg.model import EntityType
from kg.text.spelling import LONGEST_NAME, is_forged, name_key, split_words

#: Scores from which on two names are the same, and below which they are not. Set on the first set of labelled pairs
#: (`tests/link/pairs_a.tsv`): between them a person should look.
SURE, DOUBTFUL = 0.62, 0.3


class Verdict(StrEnum):
    """Whether two names name one thing."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two names came to.

    Attributes:
        score: 0 to 1; how much speaks for one thing.
        why: What decided.
    """

    score: float
    why: str

    @property
    def verdict(self) -> Verdict:
        """The score in a word."""
        if self.score >= SURE:
            return Verdict.YES
        return Verdict.UNSURE if self.score >= DOUBTFUL else Verdict.NO


@lru_cache(maxsize=65536)
def compare_names(one: str, other: str, entity_type: EntityType, readings: Readings | None = None) -> Comparison:
    """Compare two names of things of one type; the order does not matter.

    Args:
        one: A name in either language.
        other: Another.
        entity_type: What both are said to name.
        readings: How kanji are read, if anybody knows.
    """
    if max(len(one), len(other)) > LONGEST_NAME:
        return Comparison(1.0 if one == other else 0.0, "too long for a name")
    if one != other and (is_forged(one) or is_forged(other)):
        return Comparison(0.0, "mixes scripts that look alike")
    if name_key(one, entity_type) == name_key(other, entity_type):
        return Comparison(0.99, "the same but for spelling")
    first, second = sorted((_words(one, entity_type, readings), _words(other, entity_type, readings)))
    cost = align_cost(first, second, entity_type)
    if entity_type is EntityType.PERSON:
        # Japanese and Hungarian names put the family first.
        turned = align_cost(first, (*second[1:], *second[:1]), entity_type) if len(second) > 1 else cost
        cost = min(cost, turned + 0.02)
    score = round(0.98 * math.exp(-cost), 4)
    if entity_type is EntityType.PERSON and (_is_part(first, second) or _is_part(second, first)):
        return Comparison(min(score, 0.5), "a part of the name")
    return Comparison(score, "word by word" if score >= DOUBTFUL else "words that do not fit")


def _words(name: str, entity_type: EntityType, readings: Readings | None) -> tuple[Word, ...]:
    return tuple(word for part in split_words(name, entity_type) for word in sounded(part, readings))


def _is_part(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Whether one is only a family or given name: "Altman" may be another Altman."""
    return len(short) == 1 < len(long) and short[0].text.isascii()
