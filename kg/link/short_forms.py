"""Short forms of the names of organisations: IBM of International Business Machines, 川重 of 川崎重工業."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.text.spelling import has_kanji

#: Initials of two letters are those of half the world.
FEWEST_INITIALS, MOST_INITIALS = 3, 8
LONGEST_SHORT = 4
_INITIALS = re.compile(r"[A-Z][A-Z0-9&]{1,4}")


def looks_like_initials(name: str) -> bool:
    """Whether a name is so few capitals that more than one thing is known by them: AJ, IQO."""
    return _INITIALS.fullmatch(name) is not None


def may_be_short(name: str) -> bool:
    """Whether a name may be a short form of anything, which few are: what it would be one of need not be looked at."""
    return bool(_letters(name)) or _may_be_contraction(name)


def _letters(short: str) -> str:
    """The letters of what may be initials, else nothing."""
    letters = short.replace(".", "").casefold()
    some = FEWEST_INITIALS <= len(letters) <= MOST_INITIALS and letters.isascii() and letters.isalpha()
    return letters if some else ""


def _may_be_contraction(short: str) -> bool:
    return 2 <= len(short) <= LONGEST_SHORT + 1 and has_kanji(short)


def is_acronym(short: str, words: Sequence[str]) -> bool:
    """Whether Latin letters are the initials of all words, in order; "of" and "and" may be left out.

    Args:
        short: A name of one word.
        words: The words of the other, folded.
    """
    letters = _letters(short)
    if not letters:
        return False
    wholes = (words, [word for word in words if word not in {"of", "and", "for", "the", "de"}])
    return any(
        all(word.isascii() for word in whole) and letters == "".join(one[0] for one in whole) for whole in wholes
    )


def is_contraction(short: str, words: Sequence[str]) -> bool:
    """Whether a Japanese name is put together of the beginnings of all the words of another, the last one cut off.

    Args:
        short: The name in one piece.
        words: The words of the other.
    """
    if len(words) < 2 or not _may_be_contraction(short):
        return False
    rests = {short}
    for at, word in enumerate(words):
        last = at == len(words) - 1
        rests = {
            rest[size:]
            for rest in rests
            for size in range(1, len(word) + (0 if last else 1))
            if rest.startswith(word[:size])
        }
    return "" in rests
