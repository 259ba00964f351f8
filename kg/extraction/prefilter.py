"""Which of many patterns a sentence can match at all, told by the words that every match must hold.

Trying some seven hundred regular expressions on each sentence would take longer than parsing it. Most cannot match,
because a word that they need is not there; looking for the words costs a twentieth of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from operator import or_

from kg.text.words import any_of

#: Parts of a pattern that stand for one of many words; they are needed like words are.
ROLE, NUMBER = "{role}", "{number}"
#: One of these must stand in the text; None where nothing is known to be needed.
Needed = frozenset[str] | None

_PLACE = re.compile(r"\{(?:role|number|subject:[^}]*|object:[^}]*)\}")
_OPTIONAL = re.compile(r"[?*]|\{0?,\d*\}|\{0\}")
_REPEATED = re.compile(r"[+]\??|\{\d+(?:,\d*)?\}\??")
#: How much a role or a number is worth against a word of so many letters: they stand in many sentences.
_WORTH = 2


def needed_words(pattern: str) -> list[frozenset[str]]:
    """Sets of words, of each of which every match of a phrase pattern must hold one; the most telling set first.

    Args:
        pattern: In the notation of `phrases.py`.
    """
    if "(?i" in pattern:
        return []
    reader = _Reader(pattern)
    found = reader.parts()
    if reader.at_end:
        return sorted(found, key=lambda one: (_worth(one), sorted(one)), reverse=True)
    either = _Reader(pattern).alternatives()
    return [either] if either else []


class _Reader:
    """Reads a pattern once from left to right."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0

    def alternatives(self) -> Needed:
        """What the branches up to the closing bracket need: any of what each of them needs."""
        branches = [self._best()]
        while self._peek() == "|":
            self._at += 1
            branches.append(self._best())
        if any(one is None for one in branches):
            return None
        return frozenset(word for one in branches if one is not None for word in one)

    def _peek(self) -> str:
        return self._pattern[self._at : self._at + 1]

    @property
    def at_end(self) -> bool:
        """Whether all of the pattern has been read."""
        return not self._peek()

    def _best(self) -> Needed:
        """What one branch needs: the most telling of what its parts need."""
        return max(self.parts(), key=_worth, default=None)

    def parts(self) -> list[frozenset[str]]:
        """What each part of one branch needs."""
        found: list[frozenset[str]] = []
        run = ""
        while self._peek() not in ("", "|", ")"):
            literal, part = self._part()
            optional = _OPTIONAL.match(self._pattern, self._at)
            repeated = _REPEATED.match(self._pattern, self._at)
            quantified = optional or repeated
            if quantified:
                self._at = quantified.end()
                if optional and self._peek() == "?":
                    self._at += 1
            if literal and not optional:
                run += literal
            if not literal or quantified:
                found += [frozenset({run})] if run else []
                run = ""
            if part and not optional:
                found.append(part)
        return [*found, *([frozenset({run})] if run else [])]

    def _part(self) -> tuple[str, Needed]:
        """The next part: its literal character, or what it needs."""
        place = _PLACE.match(self._pattern, self._at)
        if place:
            self._at = place.end()
            return "", frozenset({place.group()}) if place.group() in (ROLE, NUMBER) else None
        sign = self._peek()
        self._at += 1
        if sign == "(":
            return "", self._group()
        if sign == "[":
            self._class()
            return "", None
        if sign == "\\":
            escaped = self._peek()
            self._at += 1
            return ("", None) if escaped.isalnum() else (escaped, None)
        return ("", None) if sign in ".^$" else (sign, None)

    def _group(self) -> Needed:
        opening = re.compile(r"\?(?:P<\w+>|[:=!]|<[=!])").match(self._pattern, self._at)
        kind = opening.group() if opening else ""
        self._at = opening.end() if opening else self._at
        found = self.alternatives()
        self._at += 1
        return None if kind.endswith(("!", "=")) else found

    def _class(self) -> None:
        """Past the end of a class of characters."""
        self._at += 1
        while self._peek() not in ("]", ""):
            self._at += 2 if self._peek() == "\\" else 1
        self._at += 1


def _worth(words: frozenset[str]) -> tuple[int, int]:
    return min(_WORTH if one in (ROLE, NUMBER) else len(one) for one in words), -len(words)


#: Letters of a word by which it is looked for; words of one letter are looked for as they are.
_START = 2
#: Sets of words that are asked for of a pattern that needs more: the others, less telling, spare one search in forty.
_MOST_SETS = 4


@dataclass(frozen=True)
class Prefilter:
    """For each word, which needs of which patterns it meets, as the bits of one number.

    The bit of a pattern's n-th set of needed words is the pattern's number after n times the count of patterns.

    Attributes:
        count: How many patterns there are.
        free: The bits of sets that patterns do not have, met by any text.
        bits: The bits of each word, with those of the words that it begins with.
        starts: Under the first letters of words, what finds the longest of them at a place.
    """

    count: int
    free: int
    bits: Mapping[str, int]
    starts: Mapping[str, re.Pattern[str]]

    @classmethod
    def of(cls, patterns: Sequence[str], titles: Iterable[str]) -> Prefilter:
        """The filter for these patterns, where a role is one of these job titles."""
        free = 0
        own: dict[str, int] = {}
        for number, pattern in enumerate(patterns):
            sets = needed_words(pattern)
            for level in range(_MOST_SETS):
                bit = 1 << level * len(patterns) + number
                free |= bit if level >= len(sets) else 0
                for word in sets[level] if level < len(sets) else ():
                    own[word] = own.get(word, 0) | bit
        role, amount = own.pop(ROLE, 0), own.pop(NUMBER, 0)
        for title in titles:
            own[title] = own.get(title, 0) | role
        starts: dict[str, list[str]] = {}
        bits = {NUMBER: amount}
        for word in sorted(own):
            bits[word] = reduce(or_, (own.get(word[:end], 0) for end in range(1, len(word) + 1)))
            if len(word) >= _START:
                starts.setdefault(word[:_START], []).append(word)
        return cls(len(patterns), free, bits, {key: re.compile(any_of(words)) for key, words in starts.items()})

    def candidates(self, text: str) -> list[int]:
        """The patterns that may match in a text, in their order."""
        met, bits, starts = self.free, self.bits, self.starts
        for at in range(len(text)):
            words = starts.get(text[at : at + _START])
            if words is not None and (found := words.match(text, at)) is not None:
                met |= bits[found[0]]
        for letter in set(text) & bits.keys():
            met |= bits[letter]
        if any(map(str.isdigit, text)):
            met |= bits[NUMBER]
        left = (1 << self.count) - 1
        for level in range(_MOST_SETS):
            left &= met >> level * self.count
        matching: list[int] = []
        while left:
            lowest = left & -left
            matching.append(lowest.bit_length() - 1)
            left ^= lowest
        return matching
