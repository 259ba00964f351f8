"""Whether two names name one thing, from the names alone: a score, a verdict, and why."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.link.alignment import Word, align_cost, sounded
from kg.link.regions import split_region
from kg.link.short_forms import FEWEST_INITIALS, is_acronym, is_contraction
from kg.link.skeletons import Readings
from kg.model import EntityType
from kg.text.spelling import LONGEST_NAME, differ_in_form, is_forged, name_key, split_words

#: Scores from which on two names are the same, and below which they are not. Set on the first set of labelled pairs
#: (`tests/link/pairs.tsv`): between them a person should look.
SURE, DOUBTFUL = 0.6, 0.3
#: What initials are worth: of four words nearly always enough, of three just enough where no other thing is known by
#: them; and what the beginnings of the words are: a hint.
ACRONYM, ACRONYM_OF_THREE, CONTRACTION = 0.8, 0.65, 0.4
#: What a place loses that is told without its region.
UNTOLD = 0.9
_WORD = re.compile(r"[^\W_]+")


#: Two firms may differ in nothing but their kind, and one firm may be called by two. Set by hand, below `SURE`.
OTHER_FORM = 0.55


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
        if entity_type is EntityType.ORGANIZATION and differ_in_form(one, other):
            return Comparison(OTHER_FORM, "the same but for the kind of firm")
        return Comparison(0.99, "the same but for spelling")
    if entity_type is EntityType.PLACE:
        return _compare_places(one, other, readings)
    return _compare_words(one, other, entity_type, readings)


def _compare_words(one: str, other: str, entity_type: EntityType, readings: Readings | None) -> Comparison:
    first, second = sorted((_words(one, entity_type, readings), _words(other, entity_type, readings)))
    if _tells_nothing(first) or _tells_nothing(second):
        return Comparison(0.0, "no name to compare")
    cost = align_cost(first, second, entity_type)
    if entity_type is EntityType.PERSON:
        # Japanese and Hungarian names put the family first.
        turned = align_cost(first, (*second[1:], *second[:1]), entity_type) if len(second) > 1 else cost
        cost = min(cost, turned + 0.02)
    score = round(0.98 * math.exp(-cost), 4)
    if entity_type is EntityType.PERSON and (_is_part(first, second) or _is_part(second, first)):
        return Comparison(min(score, 0.5), "a part of the name")
    if entity_type is EntityType.ORGANIZATION and score < SURE:
        return max((Comparison(score, _why(score)), _shortened(one, other, readings)), key=lambda one: one.score)
    return Comparison(score, _why(score))


def _why(score: float) -> str:
    return "word by word" if score >= DOUBTFUL else "words that do not fit"


def _compare_places(one: str, other: str, readings: Readings | None) -> Comparison:
    """Places word by word, but for the regions that their names tell; these must not be two."""
    first, second = split_region(one), split_region(other)
    found = _compare_words(first.place, second.place, EntityType.PLACE, readings)
    if not (first.region or second.region):
        return found
    if not (first.region and second.region):
        return Comparison(round(found.score * UNTOLD, 4), found.why)
    regions = _compare_words(first.region, second.region, EntityType.PLACE, readings)
    return found if found.score <= regions.score else Comparison(regions.score, f"regions: {regions.why}")


def _shortened(one: str, other: str, readings: Readings | None) -> Comparison:
    """What speaks for one being a short form of the other."""
    best = Comparison(0.0, "words that do not fit")
    for short, long in ((one, other), (other, one)):
        if len(short) < len(long):
            # A legal form may count among the initials: TSMC.
            wholes = split_words(long, EntityType.ORGANIZATION), _WORD.findall(long.casefold())
            if any(is_acronym(short, words) for words in wholes):
                return Comparison(ACRONYM if len(short) > FEWEST_INITIALS else ACRONYM_OF_THREE, "initials")
            words = [word.text for word in _words(long, EntityType.ORGANIZATION, readings)]
            if is_contraction(short, words):
                best = Comparison(CONTRACTION, "beginnings of its words")
    return best


def _words(name: str, entity_type: EntityType, readings: Readings | None) -> tuple[Word, ...]:
    return tuple(word for part in split_words(name, entity_type) for word in sounded(part, readings))


def _tells_nothing(words: tuple[Word, ...]) -> bool:
    """Whether there are no words, or one initial: the initial of anybody."""
    return not words or (len(words) == 1 and words[0].text.isascii() and len(words[0].text) == 1)


def _is_part(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Whether one is only a family or given name: "Altman" may be another Altman."""
    return len(short) == 1 < len(long) and short[0].text.isascii()
