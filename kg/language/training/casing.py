"""Other ways of writing the same words: headlines, tickers, careless lower case."""

from __future__ import annotations

import random
from collections.abc import Sequence

# Shares of the examples written otherwise, per epoch. The first two come from the former pipeline; capitals were added
# for headlines and section marks. Not tuned for this network.
LOWER, TITLE, UPPER = 0.03, 0.08, 0.02

_SMALL_WORDS = frozenset(
    {
        "a",
        "an",
        "the",
        "and",
        "or",
        "but",
        "nor",
        "as",
        "at",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "onto",
        "over",
        "per",
        "to",
        "via",
        "vs",
        "with",
    }
)


def vary(words: Sequence[str], choice: random.Random) -> tuple[str, ...]:
    """Writes the words as they are or, now and then, in another letter case.

    Args:
        words: Word forms.
        choice: Where chance comes from.
    """
    draw = choice.random()
    if draw < LOWER:
        return tuple(word.lower() for word in words)
    if draw < LOWER + UPPER:
        return tuple(word.upper() for word in words)
    if draw < LOWER + UPPER + TITLE:
        return to_title_case(words)
    return tuple(words)


def to_title_case(words: Sequence[str]) -> tuple[str, ...]:
    """Writes words the way headlines do."""
    return tuple(
        word if index and word.lower() in _SMALL_WORDS else word[:1].upper() + word[1:]
        for index, word in enumerate(words)
    )
