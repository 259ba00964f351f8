"""A coarse key of how a name sounds, equal for most spellings of it in either script: to find what is worth comparing.

The consonants by where they are spoken (lips, tongue, throat, nose, liquid), as in Soundex (Russell 1918), but over
names in katakana too, so that マイクロソフト and Microsoft have one key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

import jaconv
from rapidfuzz.distance import Indel, Levenshtein

from kg.model import EntityType
from kg.text.spelling import fold_kana, fold_marks, has_kanji, strip_legal_form

#: Cuts a name in kanji into words, each with its reading in katakana.
Readings = Callable[[str], tuple[tuple[str, str], ...]]

_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpvf", "P"),
        **dict.fromkeys("tdszj", "T"),
        **dict.fromkeys("kgcqx", "K"),
        **dict.fromkeys("mn", "N"),
        **dict.fromkeys("rl", "R"),
    }
)
_FINE_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bvw", "b"),
        **dict.fromkeys("fh", "h"),
        **dict.fromkeys("td", "t"),
        **dict.fromkeys("szj", "s"),
        **dict.fromkeys("kgcqx", "k"),
        **dict.fromkeys("mn", "n"),
        **dict.fromkeys("rl", "r"),
    }
)
_FINE_SOFT = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"tch|sch|sh|ch|ts|th|c(?=[eiy])|dge"), "s"),
    (re.compile(r"gh|(?<=[bdgkrt])h"), ""),
    (re.compile(r"x"), "ks"),
)
_SOFT = ((re.compile(r"ph"), "f"), (re.compile(r"c(?=[eiy])"), "s"), (re.compile(r"ch|sh|th|d?ge\b"), "t"))
_SILENT = re.compile(r"[^PTKNR]+")
_DOUBLED = re.compile(r"(.)\1+")
#: Keys of fewer consonants say too little.
SHORTEST = 2
#: How alike two skeletons must be: one consonant in four may differ. At 0.7 and 0.8 the same events met; at 0.8 fewer
#: names were compared.
NEAR = 0.75
#: How alike the letters of two names must be, across scripts and within one. Set on the labelled pairs.
#: Of two that have nothing in common, more alike across scripts.
ACROSS, ACROSS_ALONE, WITHIN = 0.45, 0.55, 0.85


@lru_cache(maxsize=65536)
def spoken_letters(name: str, entity_type: EntityType) -> str:
    """A name in bare Latin letters, katakana as it is read; "" where it has kanji."""
    if entity_type is EntityType.ORGANIZATION:
        name = strip_legal_form(name)
    if has_kanji(name):
        return ""
    latin = name if name.isascii() else jaconv.kana2alphabet(jaconv.kata2hira(fold_kana(jaconv.hira2kata(name))))
    return fold_marks(latin.casefold())


@lru_cache(maxsize=65536)
def name_skeleton(name: str, entity_type: EntityType) -> str:
    """The key of a name, "" where it has kanji or too few consonants to tell anything."""
    letters = spoken_letters(name, entity_type)
    for pattern, plain in _SOFT:
        letters = pattern.sub(plain, letters)
    found = _DOUBLED.sub(r"\1", _SILENT.sub("", letters.translate(_CLASSES)))
    return found if len(found) >= SHORTEST else ""


@lru_cache(maxsize=65536)
def fine_skeleton(name: str, entity_type: EntityType) -> str:
    """A finer key, for where there are too many names of the coarse one: voiced, hissed and stopped sounds apart."""
    letters = spoken_letters(name, entity_type)
    for pattern, plain in _FINE_SOFT:
        letters = pattern.sub(plain, letters)
    kept = re.sub(r"[^bphtskgcqxzjdvwfmnrl]", "", letters).translate(_FINE_CLASSES)
    return _DOUBLED.sub(r"\1", kept)


def spell_out(name: str, readings: Readings | None) -> str:
    """A name with its kanji as they are read, where anybody knows."""
    return "".join(sound for _, sound in readings(name)) if readings is not None and has_kanji(name) else name


def sound_alike(one: str, other: str) -> bool:
    """Whether two skeletons are near enough for their names to be worth comparing in full."""
    return Levenshtein.normalized_similarity(one, other, score_cutoff=NEAR) >= NEAR


def are_worth_comparing(one: str, other: str, entity_type: EntityType, *, together: bool = True) -> bool:
    """Whether two names without kanji are spelt so much alike that comparing them in full may come to something.

    A thousand times quicker than comparing. Of labelled pairs across scripts without kanji or another word for the
    same (テキサス州オースティン), few are less alike than this; of random pairs with one skeleton, most.

    Args:
        one: A name, its kanji spelt out.
        other: Another.
        entity_type: What both name.
        together: Whether something else speaks for one thing.
    """
    across = ACROSS if together else ACROSS_ALONE
    least = across if one.isascii() != other.isascii() else WITHIN
    letters = spoken_letters(one, entity_type), spoken_letters(other, entity_type)
    return Indel.normalized_similarity(*letters, score_cutoff=least) >= least
