"""How well two names fit word by word, across scripts.

The words of both names are laid side by side in order, one or two of the one against one or two of the other; what
fits costs little, what is left over costs by how much it tells. The whole cost is the negative logarithm of a score.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import jaconv
from rapidfuzz.distance import Levenshtein

from kg.link.transliteration import fit_sounds_to
from kg.model import EntityType
from kg.text.spelling import fold_kana, fold_marks, has_kanji, is_katakana

HERE = Path(__file__).parent
#: Cuts a name in kanji into words, each with its reading in katakana.
Readings = Callable[[str], tuple[tuple[str, str], ...]]


class Word(NamedTuple):
    """A word of a name: as it is written, folded, and for Japanese as it sounds, in katakana."""

    text: str
    sound: str


def sounded(word: str, readings: Readings | None) -> list[Word]:
    """A folded word with its sound; one in kanji is cut into the words that the dictionary knows."""
    if has_kanji(word):
        return [Word(part, sound) for part, sound in readings(word)] if readings is not None else [Word(word, "")]
    plain = jaconv.hira2kata(fold_marks(word))
    return [Word(plain, "" if plain.isascii() else plain)]


#: Costs, set on the first set of labelled pairs (`tests/link/pairs_a.tsv`).
LEFT_OVER = 2.0
LEFT_OVER_WEAK = 0.75
LEFT_OVER_MIDDLE = 0.12
LEFT_OVER_MAKER = 0.35
NICKNAME, INITIAL, TRANSLATED, PLURAL, ROMANISED, READ, MISREAD = 0.1, 0.25, 0.05, 0.05, 0.08, 0.1, 1.0
NEVER = 6.0
#: The sound cost at which a word is as likely another as the same, and how steeply it turns. Longer words may cost
#: more a sound, because chance resemblance dies out with length.
EVEN, STEEP, SLACK, LONG = 2.35, 2.6, 0.07, 5
#: What one odd sound adds beyond the mean, and what too few letters for the sounds do (ジャバスクリプト is not Java).
ODD, ODDEST, SCANT, FEWEST = 0.3, 6.0, 6.0, 1.2

#: A katakana word is taken for a given name of the list below this mean cost a sound.
GIVEN = 1.7

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


def align_cost(one: Sequence[Word], other: Sequence[Word], entity_type: EntityType) -> float:
    """The cost of the best way to lay the words of two names side by side, in order.

    Args:
        one: The words of a name.
        other: Those of the other.
        entity_type: What the names name.
    """

    @cache
    def best(at: int, beside: int) -> float:
        if at == len(one) and beside == len(other):
            return 0.0
        found = NEVER
        if at < len(one):
            found = min(found, _left_over(one, at, len(other), entity_type) + best(at + 1, beside))
        if beside < len(other):
            found = min(found, _left_over(other, beside, len(one), entity_type) + best(at, beside + 1))
        for end in range(at + 1, min(at + 3, len(one)) + 1):
            for end_beside in range(beside + 1, min(beside + 3, len(other)) + 1):
                if end - at > 1 and end_beside - beside > 1:
                    # Two against two would let the one word that fits hide the one that does not.
                    continue
                cost = word_cost(_joined(one[at:end]), _joined(other[beside:end_beside]), entity_type)
                if cost < found:
                    found = min(found, cost + best(end, end_beside))
        return found

    return best(0, 0)


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
        return LEFT_OVER_MIDDLE / (2 if len(word) == 1 else 1) if middle else LEFT_OVER
    if word in _weak():
        return LEFT_OVER_WEAK if entity_type is not EntityType.PLACE else LEFT_OVER_MIDDLE
    # "Apple iPhone 15" is the iPhone 15; "iPhone 15 Pro" is not.
    maker = entity_type is EntityType.PRODUCT and at == 0 and len(words) == beside + 1
    return LEFT_OVER_MAKER if maker else LEFT_OVER


@lru_cache(maxsize=65536)
def word_cost(one: Word, other: Word, entity_type: EntityType) -> float:
    """How badly two words fit: 0 for the same, `NEVER` for what has nothing to do with each other."""
    if one.text == other.text or fold_kana(one.text) == fold_kana(other.text):
        return 0.0
    if any(char.isdigit() for char in one.text + other.text):
        return NEVER
    if one.text.isascii() and other.text.isascii():
        return _latin_cost(one.text, other.text, entity_type)
    if one.text.isascii():
        return _cross_cost(one.text, other, entity_type)
    if other.text.isascii():
        return _cross_cost(other.text, one, entity_type)
    if is_katakana(one.text) and is_katakana(other.text):
        return _kana_cost(one.text, other.text, entity_type)
    if has_kanji(one.text) != has_kanji(other.text) and one.sound and fold_kana(one.sound) == fold_kana(other.sound):
        return READ
    return NEVER


def _latin_cost(one: str, other: str, entity_type: EntityType) -> float:
    short, long = sorted((one, other), key=len)
    if entity_type is EntityType.PERSON:
        if _stand_for_one_another(one, other):
            return NICKNAME
        if len(short) == 1 and long.startswith(short):
            return INITIAL
        alike = romanise(one) == romanise(other) or _umlauts(one) == _umlauts(other)
        return ROMANISED if len(short) > 2 and alike else NEVER
    if len(short) > 4 and _umlauts(one) == _umlauts(other):
        return ROMANISED
    for pattern, ending in _ENDINGS:
        if len(short) > 2 and pattern.sub(ending, one) == pattern.sub(ending, other):
            return PLURAL
    return NEVER


def _cross_cost(latin: str, foreign: Word, entity_type: EntityType) -> float:
    translated = TRANSLATED if latin in _translations().get(foreign.text, ()) else NEVER
    if is_katakana(foreign.text):
        if entity_type is not EntityType.PERSON:
            return min(translated, _sounding(foreign.text, latin))
        nicknames = any(_stand_for_one_another(latin, one) for one in _given_names(foreign.text))
        return NEVER if len(latin) == 1 else min(_sounding(foreign.text, latin), NICKNAME if nicknames else NEVER)
    if not foreign.sound:
        return translated
    if romanise(jaconv.kana2alphabet(jaconv.kata2hira(foreign.sound))) == romanise(latin):
        return READ
    # A name has more readings than the dictionary tells: that another one was meant is possible, no more.
    return min(translated, MISREAD if entity_type is EntityType.PERSON else NEVER)


def _stand_for_one_another(one: str, other: str) -> bool:
    """Whether two given names may be one person's: Tim and Timothy."""
    known = _nicknames()
    return one != other and not known.get(one, frozenset()).isdisjoint(known.get(other, ()))


@lru_cache(maxsize=4096)
def _given_names(kana: str) -> tuple[str, ...]:
    """The Latin given names, of those with short forms, that a katakana word may be."""
    fits = ((name, fit_sounds_to(kana, name)) for name in _nicknames())
    return tuple(name for name, fit in fits if fit is not None and fit.mean < GIVEN and fit.letters >= FEWEST)


def _sounding(kana: str, latin: str) -> float:
    """The cost of a katakana word for a Latin one, from how its sounds are usually written."""
    fit = fit_sounds_to(kana, latin)
    if fit is None:
        return NEVER
    even = EVEN + SLACK * min(max(fit.length - LONG, -3), 6)
    strain = STEEP * (fit.mean - even) + ODD * max(fit.worst - ODDEST, 0.0) + SCANT * max(FEWEST - fit.letters, 0.0)
    return min(math.log1p(math.exp(strain)), NEVER)


#: Signs that stand for one foreign sound now and then.
_PAIRS = "テチ デジ トツ ドズ シセ ウブ フホ ハヘ イエ ウオ アオ ジズ スズ クグ ブプ アヤ"
_NEAR_SOUNDS = tuple(map(frozenset, _PAIRS.split()))


def _kana_cost(one: str, other: str, entity_type: EntityType) -> float:
    """Two spellings in katakana: small differences in how a foreign sound is heard cost little in long words."""
    if entity_type is EntityType.PERSON:
        given = _given_names(other)
        if any(_stand_for_one_another(name, beside) for name in _given_names(one) for beside in given):
            return NICKNAME
    one, other = fold_kana(one).replace("ッ", ""), fold_kana(other).replace("ッ", "")
    if one == other:
        return 0.03
    longest = max(len(one), len(other))
    edits = Levenshtein.editops(one, other)
    if longest < 4 or len(edits) > longest // 4:
        return NEVER
    near = [
        edit.tag == "replace" and any({one[edit.src_pos], other[edit.dest_pos]} <= pair for pair in _NEAR_SOUNDS)
        for edit in edits
    ]
    vowels = [
        edit.tag != "replace"
        and (one[edit.src_pos] if edit.tag == "delete" else other[edit.dest_pos]) in "アイウエオヤユヨ"
        for edit in edits
    ]
    if all(a or b for a, b in zip(near, vowels, strict=True)):
        return 0.12 * len(edits)
    return 0.9 * len(edits) if longest >= 6 else NEVER


def _umlauts(word: str) -> str:
    """Grünwald is written Gruenwald too."""
    return word.replace("ue", "u").replace("oe", "o").replace("ae", "a").replace("ss", "s")


def romanise(word: str) -> str:
    """A Latin spelling of a Japanese name in which Ohtsubo and Otsubo are equal."""
    for pattern, plain in _ROMAN:
        word = pattern.sub(plain, word)
    return word


def _lines(name: str) -> list[list[str]]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line.split("\t") for line in text.split("\n") if line and not line.startswith("#")]


@cache
def _translations() -> dict[str, frozenset[str]]:
    return {
        fold_kana(japanese) if is_katakana(japanese) else japanese: frozenset(
            one.replace(" ", "") for one in english.split("|")
        )
        for japanese, english, *_ in _lines("words.tsv")
    }


@cache
def _weak() -> frozenset[str]:
    rows = [row for row in _lines("words.tsv") if row[-1] == "weak"]
    return frozenset(word for row in rows for word in (row[0], *row[1].split("|")))


@cache
def _nicknames() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, short in _lines("given_names.tsv"):
        for one in short.split("|"):
            found.setdefault(one, set()).add(full)
            found.setdefault(full, set()).add(full)
    return {name: frozenset(full) for name, full in found.items()}
