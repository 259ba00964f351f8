"""How well two names fit word by word, across scripts.

The words of both names are laid side by side in order, one or two of the one against one or two of the other; what
fits costs little, what is left over costs by how much it tells. The whole cost is the negative logarithm of a score.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

import jaconv

from kg.link.katakana import spelling_cost
from kg.link.name_lists import (
    full_names,
    is_listed,
    is_one_foreign_name,
    latin_spellings,
    readings_as_ending,
    translations,
    weak_words,
)
from kg.link.pinyin import is_pinyin_of
from kg.link.skeletons import Readings, name_skeleton, sound_alike
from kg.link.transliteration import first_letters, fit_sounds_to
from kg.model import EntityType
from kg.text.spelling import fold_kana, fold_marks, has_kanji, is_katakana


class Word(NamedTuple):
    """A word of a name: as it is written, folded, and for Japanese as it sounds, in katakana."""

    text: str
    sound: str


def sounded(word: str, readings: Readings | None) -> list[Word]:
    """A folded word with its sound; one in kanji is cut into the words that the dictionary knows."""
    if has_kanji(word):
        told = readings(word) if readings is not None else ((word, ""),)
        return [one for part, sound in told for one in _cut(Word(part, sound), readings)]
    plain = jaconv.hira2kata(fold_marks(word))
    return [Word(plain, "" if plain.isascii() else plain)]


def _cut(word: Word, readings: Readings | None) -> list[Word]:
    """A word that the dictionary knows whole, cut before a word that Japanese names end in: 北都 and 銀行."""
    for size in range(min(len(word.text) - 1, LONGEST_ENDING), 0, -1):
        ending = word.text[-size:]
        if len(word.text) - size > 1 and ending in translations():
            sound = _ending_sound(ending, word.sound, readings)
            if sound or not word.sound:
                return [Word(word.text[:-size], word.sound.removesuffix(sound)), Word(ending, sound)]
    return [word]


def _ending_sound(ending: str, whole: str, readings: Readings | None) -> str:
    """How the ending is read in the whole, as far as that is known."""
    told = "".join(sound for _, sound in readings(ending)) if readings is not None else ""
    known = (told, *readings_as_ending().get(ending, ()))
    return next((one for one in known if one and whole.endswith(one) and one != whole), "")


LONGEST_ENDING = 4

#: Costs, set on the first set of labelled pairs (`tests/link/pairs.tsv`).
LEFT_OVER = 2.0
LEFT_OVER_WEAK = 0.75
LEFT_OVER_MIDDLE = 0.12
LEFT_OVER_MAKER = 0.35
NICKNAME, INITIAL, TRANSLATED, PLURAL, ROMANISED, READ, MISREAD = 0.1, 0.25, 0.05, 0.05, 0.08, 0.1, 1.0
LISTED, SYNONYM, PINYIN, ANOTHER_SCRIPT = 0.08, 0.3, 0.15, 0.3
NEVER = 6.0
#: How a katakana word's sounds speak against a Latin word: what an average sound costs, what the strangest one does, a
#: sound more, and too few letters for the sounds (ジャバスクリプト is not Java). The slopes are those of a logistic
#: regression that told 12,000 pairs of the gazetteer from 28,000 pairs of a word and another that is spelt like it,
#: with sounds learnt on the other two thirds of the words; EVEN was set on the labelled pairs, where from 5 on wrong
#: names were taken for the same and below 4.4 right ones were lost.
STEEP, STRANGE, LONGER, SCANT, EVEN = 1.4, 0.54, 0.16, 3.0, 4.6
FEWEST, LONG = 1.2, 9

#: A katakana word is taken for a given name of the list below this cost.
GIVEN = 0.3
#: The longest given name in the list of short forms has ten signs.
LONGEST_GIVEN = 10

#: What a name of a person loses whose end is another's: アレクサンドラ is not Alexander.
ENDING = 1.5
_ENDS_IN_A = "アカガサザタダナハバパマヤラワ"

_ROMAN = (
    (re.compile(r"oh(?=[^aeiouy]|$)"), "o"),
    (re.compile(r"ou|oo"), "o"),
    (re.compile(r"uu"), "u"),
    (re.compile(r"aa"), "a"),
    (re.compile(r"ii"), "i"),
    (re.compile(r"ei"), "e"),
    (re.compile(r"tsu"), "tu"),
    (re.compile(r"sh(?=[aeiou])"), "s"),
    (re.compile(r"ch(?=[aeiou])"), "t"),
    (re.compile(r"j"), "z"),
    (re.compile(r"m(?=[bp])"), "n"),
    (re.compile(r"y(?=[aeiou])"), ""),
)
_ENDINGS = ((re.compile(r"ies$"), "y"), (re.compile(r"s$"), ""), (re.compile(r"re$"), "er"), (re.compile(r"our"), "or"))


def align_cost(one: Sequence[Word], other: Sequence[Word], entity_type: EntityType, most: float = NEVER) -> float:
    """The cost of the best way to lay the words of two names side by side, in order.

    Args:
        one: The words of a name.
        other: Those of the other.
        entity_type: What the names name.
        most: What costs more is not looked at, and told as this cost.
    """
    cheapest = {(0, 0): 0.0}
    for at in range(len(one) + 1):
        for beside in range(len(other) + 1):
            told = cheapest.get((at, beside), most)
            if told < most:
                for place, cost in _steps(one, other, at, beside, entity_type):
                    if told + cost < cheapest.get(place, most):
                        cheapest[place] = told + cost
    return cheapest.get((len(one), len(other)), most)


def _steps(
    one: Sequence[Word], other: Sequence[Word], at: int, beside: int, entity_type: EntityType
) -> Iterator[tuple[tuple[int, int], float]]:
    """The places to which the next words of two names may lead, and what each costs."""
    if at < len(one):
        yield (at + 1, beside), _left_over(one, at, len(other), entity_type)
    if beside < len(other):
        yield (at, beside + 1), _left_over(other, beside, len(one), entity_type)
    for end in range(at + 1, min(at + 3, len(one)) + 1):
        for end_beside in range(beside + 1, min(beside + 3, len(other)) + 1):
            if _is_sensible(end - at, end_beside - beside, len(one) - end, len(other) - end_beside):
                yield (
                    (end, end_beside),
                    word_cost(_joined(one[at:end]), _joined(other[beside:end_beside]), entity_type),
                )


def _is_sensible(taken: int, taken_beside: int, left: int, left_beside: int) -> bool:
    """Whether so many words of one name may stand for so many of the other, with so many left of each.

    Two against two would let the one word that fits hide the one that does not; joining words of the name that has
    fewer would only leave one of the other's over.
    """
    if taken > 1 and taken_beside > 1:
        return False
    if taken > taken_beside:
        return left >= left_beside
    return taken == taken_beside or left_beside >= left


def _joined(words: Sequence[Word]) -> Word:
    if len(words) == 1:
        return words[0]
    sounds = "".join(one.sound for one in words) if all(one.sound for one in words) else ""
    return Word("".join(one.text for one in words), sounds)


def _left_over(words: Sequence[Word], at: int, beside: int, entity_type: EntityType) -> float:
    word = words[at].text
    if entity_type is EntityType.PERSON:
        # Of two names as long, a middle name that the other has not is another one.
        middle = 0 < at < len(words) - 1 and len(words) > beside
        if len(word) == 1 and at == 0 and len(words) > beside > 1:
            # "J. Robert Langley"
            return INITIAL
        return LEFT_OVER_MIDDLE / (2 if len(word) == 1 else 1) if middle else LEFT_OVER
    if word in weak_words():
        return LEFT_OVER_WEAK if entity_type is not EntityType.PLACE else LEFT_OVER_MIDDLE
    # "Apple iPhone 15" is the iPhone 15; "iPhone 15 Pro" is not.
    maker = entity_type is EntityType.PRODUCT and at == 0 and len(words) == beside + 1 > 1
    return LEFT_OVER_MAKER if maker else LEFT_OVER


@lru_cache(maxsize=65536)
def word_cost(one: Word, other: Word, entity_type: EntityType) -> float:
    """How badly two words fit: 0 for the same, `NEVER` for what has nothing to do with each other."""
    if one.text == other.text or fold_kana(one.text) == fold_kana(other.text):
        return 0.0
    both = one.text + other.text
    if not both.isalpha() and any(char.isdigit() for char in both):
        return NEVER
    latin, latin_too = one.text.isascii(), other.text.isascii()
    if latin and latin_too:
        return _latin_cost(one.text, other.text, entity_type)
    if latin or latin_too:
        return _cross_cost(one.text, other, entity_type) if latin else _cross_cost(other.text, one, entity_type)
    if is_katakana(one.text) and is_katakana(other.text):
        return _kana_cost(one.text, other.text, entity_type)
    return _written_cost(one, other)


def _written_cost(one: Word, other: Word) -> float:
    """Two Japanese words of which one at least is in kanji."""
    if has_kanji(one.text) == has_kanji(other.text):
        return NEVER
    if one.sound and fold_kana(one.sound) == fold_kana(other.sound):
        return READ
    first, second = (translations().get(fold_kana(word.text), frozenset()) for word in (one, other))
    return NEVER if first.isdisjoint(second) else TRANSLATED


def _latin_cost(one: str, other: str, entity_type: EntityType) -> float:
    short, long = sorted((one, other), key=len)
    if entity_type is EntityType.PERSON:
        if _stand_for_one_another(one, other):
            return NICKNAME
        if len(short) == 1 and long.startswith(short):
            return INITIAL
        alike = romanise(one) == romanise(other) or _umlauts(one) == _umlauts(other)
        if len(short) > 2 and alike:
            return ROMANISED
        return ANOTHER_SCRIPT if is_one_foreign_name(one, other) else NEVER
    if len(short) > 4 and _umlauts(one) == _umlauts(other):
        return ROMANISED
    for pattern, ending in _ENDINGS:
        if len(short) > 2 and pattern.sub(ending, one) == pattern.sub(ending, other):
            return PLURAL
    return NEVER


def _cross_cost(latin: str, foreign: Word, entity_type: EntityType) -> float:
    if is_katakana(foreign.text):
        return _katakana_cost(latin, foreign.text, entity_type)
    translated = TRANSLATED if latin in translations().get(foreign.text, ()) else NEVER
    if not foreign.sound:
        return translated
    if romanise(jaconv.kana2alphabet(jaconv.kata2hira(foreign.sound))) == romanise(latin):
        return READ
    if len(latin) > 1 and has_kanji(foreign.text) and is_pinyin_of(latin, foreign.text):
        return PINYIN if entity_type is EntityType.PERSON or len(foreign.text) > 1 else translated
    # A name has more readings than the dictionary tells: that another one was meant is possible, no more.
    return min(translated, MISREAD if entity_type is EntityType.PERSON else NEVER)


def _katakana_cost(latin: str, kana: str, entity_type: EntityType) -> float:
    if entity_type is not EntityType.PERSON:
        folded = fold_kana(kana)
        return TRANSLATED if latin in translations().get(folded, ()) else _sounding(kana, latin)
    if is_listed(fold_kana(kana), latin):
        return LISTED
    if len(latin) == 1:
        return NEVER
    sounding = _sounding(kana, latin) + (ENDING if _ends_otherwise(kana, latin) else 0.0)
    if sounding > NICKNAME and latin in full_names():
        nicknames = any(_stand_for_one_another(latin, one) for one in _given_names(kana))
        return min(sounding, NICKNAME if nicknames else NEVER)
    return sounding


def _ends_otherwise(kana: str, latin: str) -> bool:
    """Whether one ends in an a that the other has not, which often parts a woman's name from a man's."""
    last = fold_kana(kana[-1])
    if latin.endswith("a"):
        return last not in _ENDS_IN_A and kana[-1] != "ー"
    return last in _ENDS_IN_A and last not in "アヤワ" and latin[-1] not in "hy"


def _stand_for_one_another(one: str, other: str) -> bool:
    """Whether two given names may be one person's: Tim and Timothy."""
    known = full_names()
    return one != other and not known.get(one, frozenset()).isdisjoint(known.get(other, ()))


@lru_cache(maxsize=4096)
def _given_names(kana: str) -> tuple[str, ...]:
    """The Latin given names, of those with short forms, that a katakana word may be."""
    folded = fold_kana(kana)
    if len(folded) > LONGEST_GIVEN:
        return ()
    listed = latin_spellings(folded)
    first, skeleton = first_letters(kana), name_skeleton(kana, EntityType.PERSON)
    return tuple(
        name
        for name in full_names()
        if name in listed
        or (
            name[0] in first
            and sound_alike(skeleton, name_skeleton(name, EntityType.PERSON))
            and _sounding(kana, name) < GIVEN
        )
    )


def _sounding(kana: str, latin: str) -> float:
    """The cost of a katakana word for a Latin one, from how its sounds are usually written."""
    fit = fit_sounds_to(kana, latin)
    if fit is None:
        return NEVER
    strain = STEEP * fit.mean + STRANGE * fit.strangest - LONGER * min(fit.length, LONG) - EVEN
    strain += SCANT * max(FEWEST - fit.letters, 0.0)
    return min(math.log1p(math.exp(strain)), NEVER)


def _kana_cost(one: str, other: str, entity_type: EntityType) -> float:
    """Two spellings in katakana: of one foreign word, or of two short forms of a name, or of one word translated."""
    cost = spelling_cost(one, other)
    folded, beside = fold_kana(one), fold_kana(other)
    if entity_type is not EntityType.PERSON:
        shared = not translations().get(folded, frozenset()).isdisjoint(translations().get(beside, ()))
        return min(cost, SYNONYM) if shared else cost
    if is_one_foreign_name(folded, beside):
        return min(cost, LISTED)
    if cost <= NICKNAME:
        return cost
    given = _given_names(other)
    if any(_stand_for_one_another(name, another) for name in _given_names(one) for another in given):
        return min(cost, NICKNAME)
    return cost


def _umlauts(word: str) -> str:
    """Grünwald is written Gruenwald too."""
    return word.replace("ue", "u").replace("oe", "o").replace("ae", "a").replace("ss", "s")


def romanise(word: str) -> str:
    """A Latin spelling of a Japanese name in which Ohtsubo and Otsubo are equal."""
    for pattern, plain in _ROMAN:
        word = pattern.sub(plain, word)
    return word
