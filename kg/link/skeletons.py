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
_NO_CONSONANT = re.compile(r"[^bphtskgcqxzjdvwfmnrl]+")
_SOFT = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"ph", "f"),
        (r"c(?=[eiy])", "s"),
        (r"ch|sh|th|d?ge\b", "t"),
        # Wright and Knight; リナックス has both sounds of an x.
        (r"(?<=[a-z])gh|\bk(?=n)", ""),
        (r"\bx", "z"),
        (r"x", "ks"),
    )
)
#: Carter and Moore: katakana has a long vowel for it, or an ア, or sometimes a ル.
_UNSPOKEN_R = re.compile(r"r(?:(?![aeiouyr])|(?=es?\b))", re.IGNORECASE)
_SILENT = re.compile(r"[^PTKNR]+")
_DOUBLED = re.compile(r"(.)\1+")
#: Keys of fewer consonants say too little.
SHORTEST = 2
#: How alike two skeletons must be: one consonant in four may differ. Set by hand.
NEAR = 0.75
#: How alike the letters of two names must be, across scripts with something in common and without, and within one. Of
#: some 300 right pairs across scripts nine in ten are more alike than 0.4, of random ones with other sounds one in
#: twenty; the others were set by hand: at 0.55 without anything in common some sure pairs were lost.
ACROSS, ACROSS_ALONE, WITHIN = 0.4, 0.45, 0.85


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


def name_skeletons(name: str, entity_type: EntityType) -> tuple[str, ...]:
    """The keys of a name; a Latin one has a second where an r may be spoken or not: Carter is カーター."""
    return tuple(dict.fromkeys(filter(None, (name_skeleton(one, entity_type) for one in _spoken(name, entity_type)))))


def fine_skeletons(name: str, entity_type: EntityType) -> tuple[str, ...]:
    """Finer keys, for where too many names have a coarse one: voiced, hissed and stopped sounds apart."""
    return tuple(dict.fromkeys(filter(None, (_fine(one, entity_type) for one in _spoken(name, entity_type)))))


def _spoken(name: str, entity_type: EntityType) -> tuple[str, ...]:
    if not name.isascii():
        return (name,)
    bare = strip_legal_form(name) if entity_type is EntityType.ORGANIZATION else name
    return name, _UNSPOKEN_R.sub("", bare)


@lru_cache(maxsize=65536)
def _fine(name: str, entity_type: EntityType) -> str:
    letters = spoken_letters(name, entity_type)
    for pattern, plain in _FINE_SOFT:
        letters = pattern.sub(plain, letters)
    return _DOUBLED.sub(r"\1", _NO_CONSONANT.sub("", letters).translate(_FINE_CLASSES))


def spell_out(name: str, readings: Readings | None) -> str:
    """A name with its kanji as they are read, where anybody knows."""
    return "".join(sound for _, sound in readings(name)) if readings is not None and has_kanji(name) else name


def spell_out_given_first(name: str, readings: Readings | None) -> str:
    """The same of a person, in the order of a Latin name: 佐藤直子 is Naoko Sato."""
    words = readings(name) if readings is not None and has_kanji(name) else ()
    return "".join(sound for _, sound in (*words[1:], *words[:1])) if words else name


def sound_alike(one: str, other: str) -> bool:
    """Whether two skeletons are near enough for their names to be worth comparing in full."""
    return Levenshtein.normalized_similarity(one, other, score_cutoff=NEAR) >= NEAR


def are_worth_comparing(one: str, other: str, entity_type: EntityType, *, together: bool = True) -> bool:
    """Whether two names without kanji are spelt so much alike that comparing them in full may come to something.

    Far quicker than comparing. Of labelled pairs across scripts without kanji or another word for the
    same (テキサス州オースティン), few are less alike than this; of random pairs with one skeleton, most.

    Args:
        one: A name, its kanji spelt out.
        other: Another.
        entity_type: What both name.
        together: Whether something else speaks for one thing.
    """
    least = least_alike(one.isascii() != other.isascii(), together)
    letters = spoken_letters(one, entity_type), spoken_letters(other, entity_type)
    return Indel.normalized_similarity(*letters, score_cutoff=least) >= least


def least_alike(across: bool, together: bool) -> float:
    """How alike the letters of two names must be for the names to be worth comparing.

    Args:
        across: Whether they are of two scripts.
        together: Whether something else speaks for one thing.
    """
    if not across:
        return WITHIN
    return ACROSS if together else ACROSS_ALONE
