"""Whether two names name one thing, from the names alone: a score, a verdict, and why."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from kg.link.alignment import NEVER, Word, align_cost, sounded
from kg.link.regions import split_region
from kg.link.short_forms import FEWEST_INITIALS, is_acronym, is_contraction, may_be_short
from kg.link.skeletons import Readings
from kg.model import EntityType
from kg.text.spelling import LONGEST_NAME, differ_in_form, is_forged, name_key, split_words

#: Scores from which on two names are the same, and below which they are not. Set on the first set of labelled pairs
#: (`tests/link/pairs.tsv`): between them a person should look.
SURE, DOUBTFUL = 0.6, 0.3
#: The score of two names that fit at no cost but are written otherwise.
BEST = 0.98
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


@dataclass(frozen=True, slots=True)
class ParsedName:
    """A name with what it is compared by.

    Attributes:
        text: It, as it is written.
        key: The same for all its spellings.
        words: Its words, folded, with their sounds.
        forged: Whether it only looks like what it seems to be.
    """

    text: str
    key: str
    words: tuple[Word, ...]
    forged: bool


def parse_name(text: str, entity_type: EntityType, readings: Readings | None) -> ParsedName:
    """Take a name apart, to compare it with many."""
    words = tuple(word for part in split_words(text, entity_type) for word in sounded(part, readings))
    return ParsedName(text, name_key(text, entity_type), words, is_forged(text))


@lru_cache(maxsize=65536)
def compare_names(one: str, other: str, entity_type: EntityType, readings: Readings | None = None) -> Comparison:
    """Compare two names of things of one type; the order does not matter.

    Args:
        one: A name in either language.
        other: Another.
        entity_type: What both are said to name.
        readings: How kanji are read, if anybody knows.
    """
    first, second = (parse_name(name, entity_type, readings) for name in (one, other))
    return compare_parsed(first, second, entity_type, readings)


def compare_parsed(
    one: ParsedName, other: ParsedName, entity_type: EntityType, readings: Readings | None, least: float = 0.0
) -> Comparison:
    """The same of names that were parsed before.

    Args:
        one: A name.
        other: Another.
        entity_type: What both are said to name, and were parsed as.
        readings: How kanji are read, if anybody knows.
        least: Of a score below this nothing is asked but that it is below: that is quicker to tell.
    """
    if max(len(one.text), len(other.text)) > LONGEST_NAME:
        return Comparison(1.0 if one.text == other.text else 0.0, "too long for a name")
    if one.text != other.text and (one.forged or other.forged):
        return Comparison(0.0, "mixes scripts that look alike")
    if one.key == other.key:
        if entity_type is EntityType.ORGANIZATION and differ_in_form(one.text, other.text):
            return Comparison(OTHER_FORM, "the same but for the kind of firm")
        return Comparison(0.99, "the same but for spelling")
    if entity_type is EntityType.PLACE:
        return _compare_places(one, other, readings, least)
    return _compare_words(one, other, entity_type, least)


def _compare_words(one: ParsedName, other: ParsedName, entity_type: EntityType, least: float) -> Comparison:
    first, second = sorted((one.words, other.words))
    if _tells_nothing(first) or _tells_nothing(second):
        return Comparison(0.0, "no name to compare")
    # A score is rounded: a little more may still be enough.
    most = min(math.log(BEST / least) + 0.01, NEVER) if least else NEVER
    cost = align_cost(first, second, entity_type, most)
    if entity_type is EntityType.PERSON and len(second) > 1:
        # Japanese and Hungarian names put the family first.
        cost = min(cost, align_cost(first, (*second[1:], *second[:1]), entity_type, cost) + 0.02)
    score = round(BEST * math.exp(-cost), 4)
    if entity_type is EntityType.PERSON and (_is_part(first, second) or _is_part(second, first)):
        return Comparison(min(score, 0.5), "a part of the name")
    if entity_type is EntityType.ORGANIZATION and score < SURE:
        return max((Comparison(score, _why(score)), _shortened(one, other)), key=lambda one: one.score)
    return Comparison(score, _why(score))


def _why(score: float) -> str:
    return "word by word" if score >= DOUBTFUL else "words that do not fit"


def _compare_places(one: ParsedName, other: ParsedName, readings: Readings | None, least: float) -> Comparison:
    """Places word by word, but for the regions that their names tell; these must not be two."""

    def compare(name: str, beside: str) -> Comparison:
        first, second = (parse_name(part, EntityType.PLACE, readings) for part in (name, beside))
        return _compare_words(first, second, EntityType.PLACE, least)

    first, second = split_region(one.text), split_region(other.text)
    found = compare(first.place, second.place)
    if not (first.region or second.region):
        return found
    if not (first.region and second.region):
        return Comparison(round(found.score * UNTOLD, 4), found.why)
    regions = compare(first.region, second.region)
    return found if found.score <= regions.score else Comparison(regions.score, f"regions: {regions.why}")


def _shortened(one: ParsedName, other: ParsedName) -> Comparison:
    """What speaks for one organisation's name being a short form of the other."""
    best = Comparison(0.0, "words that do not fit")
    for short, long in ((one.text, other), (other.text, one)):
        if len(short) < len(long.text) and may_be_short(short):
            # A legal form may count among the initials: TSMC.
            wholes = split_words(long.text, EntityType.ORGANIZATION), _WORD.findall(long.text.casefold())
            if any(is_acronym(short, words) for words in wholes):
                return Comparison(ACRONYM if len(short) > FEWEST_INITIALS else ACRONYM_OF_THREE, "initials")
            if is_contraction(short, [word.text for word in long.words]):
                best = Comparison(CONTRACTION, "beginnings of its words")
    return best


def _tells_nothing(words: tuple[Word, ...]) -> bool:
    """Whether there are no words, or one initial: the initial of anybody."""
    return not words or (len(words) == 1 and words[0].text.isascii() and len(words[0].text) == 1)


def _is_part(short: tuple[Word, ...], long: tuple[Word, ...]) -> bool:
    """Whether one is only a family or given name: "Altman" may be another Altman."""
    return len(short) == 1 < len(long) and short[0].text.isascii()
