"""A coarse key of how a name sounds, equal for most spellings of it in either script: to find what is worth comparing.

The consonants by where they are spoken (lips, tongue, throat, nose, liquid), as in Soundex (Russell 1918), but over
names in katakana too, so that マイクロソフト and Microsoft have one key.
"""

from __future__ import annotations

import re
from functools import lru_cache

import jaconv

from kg.link.alignment import Readings
from kg.model import EntityType
from kg.text.spelling import fold_kana, fold_marks, has_kanji, strip_legal_form

_CLASSES = str.maketrans(
    {
        **dict.fromkeys("bpvf", "P"),
        **dict.fromkeys("tdszj", "T"),
        **dict.fromkeys("kgcqx", "K"),
        **dict.fromkeys("mn", "N"),
        **dict.fromkeys("rl", "R"),
    }
)
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


@lru_cache(maxsize=65536)
def name_skeleton(name: str, entity_type: EntityType) -> str:
    """The key of a name, "" where it has kanji or too few consonants to tell anything."""
    if entity_type is EntityType.ORGANIZATION:
        name = strip_legal_form(name)
    if has_kanji(name):
        return ""
    latin = name if name.isascii() else jaconv.kana2alphabet(jaconv.kata2hira(fold_kana(jaconv.hira2kata(name))))
    letters = fold_marks(latin.casefold())
    for pattern, plain in _SOFT:
        letters = pattern.sub(plain, letters)
    found = _DOUBLED.sub(r"\1", _SILENT.sub("", letters.translate(_CLASSES)))
    return found if len(found) >= SHORTEST else ""


def name_skeletons(name: str, entity_type: EntityType) -> tuple[str, ...]:
    """The keys of a name; a Latin one has a second where an r may be spoken or not: Carter is カーター."""
    keys = [name_skeleton(name, entity_type)]
    if name.isascii():
        bare = strip_legal_form(name) if entity_type is EntityType.ORGANIZATION else name
        keys.append(name_skeleton(_UNSPOKEN_R.sub("", bare), entity_type))
    return tuple(dict.fromkeys(filter(None, keys)))


def spell_out(name: str, readings: Readings | None) -> str:
    """A name with its kanji as they are read, where anybody knows."""
    return "".join(sound for _, sound in readings(name)) if readings is not None and has_kanji(name) else name
