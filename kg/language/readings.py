"""How Japanese names are read: the words of a name with their sounds, from the dictionary of the Japanese tokenizer."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

from sudachipy import Dictionary, SplitMode


@cache
def _tokenizer() -> Any:
    return Dictionary(dict="core").create(mode=SplitMode.C)


@lru_cache(maxsize=65536)
def read_words(name: str) -> tuple[tuple[str, str], ...]:
    """The words of a name as (word, reading in katakana): 佐藤健司 is 佐藤 サトウ and 健司 ケンジ.

    Only the likeliest reading is given; what the dictionary does not know has its own signs for a reading.
    """
    return tuple((word.surface(), word.reading_form()) for word in _tokenizer().tokenize(name))
