"""Whether a name in Chinese characters may be one in pinyin: 張偉強 and Zhang Weiqiang. The data is in `pinyin.tsv`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from kg.errors import RulesError

_U = re.compile(r"(?<=[ln])[vü]|(?<=[ln])yu")


def is_pinyin_of(latin: str, characters: str) -> bool:
    """Whether the letters are the syllables of the characters, one each.

    Args:
        latin: Folded letters, nothing between the syllables.
        characters: Chinese characters in their Japanese or older form.
    """
    known = syllables()
    letters = _U.sub("u", latin.replace("'", ""))
    ends = {0}
    for char in characters:
        ends = {
            at + len(syllable) for at in ends for syllable in known.get(char, ()) if letters.startswith(syllable, at)
        }
    return bool(characters) and len(letters) in ends


@cache
def syllables() -> Mapping[str, tuple[str, ...]]:
    """Characters and how they are read.

    Raises:
        RulesError: A line is something else than a syllable and its characters.
    """
    found: dict[str, tuple[str, ...]] = {}
    path = Path(__file__).with_name("pinyin.tsv")
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if not line or line.startswith("#"):
            continue
        syllable, tab, characters = line.partition("\t")
        if not tab:
            raise RulesError("a line is a syllable and its characters", about=f"{path.name}:{number}")
        for char in characters:
            found[char] = (*found.get(char, ()), syllable)
    return found
