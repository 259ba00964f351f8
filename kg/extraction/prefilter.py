"""Which of many patterns a sentence can match at all, told by the words that every match must hold.

Trying some seven hundred regular expressions on each sentence would take longer than parsing it. Most cannot match,
because a word that they need is not there; looking for the words costs a twentieth of that.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


#: Letters of a word by which it is looked for before it is compared; two left a third more to compare.
_START = 3


@dataclass(frozen=True)
class Prefilter:
    """For each word, the patterns that need it or one of its mates, by their numbers.

    Attributes:
        always: The patterns that need none.
        by_word: The patterns that need a word.
        besides: What a pattern needs besides, where it needs more.
        by_start: The words that begin with the same letters.
        sizes: How many letters the shorter ones of these have.
    """

    always: tuple[int, ...]
    by_word: Mapping[str, tuple[int, ...]]
    besides: Mapping[int, tuple[frozenset[str], ...]]
    by_start: Mapping[str, tuple[str, ...]]
    sizes: tuple[int, ...]

    @classmethod
    def of(cls, patterns: Sequence[str], titles: Iterable[str]) -> Prefilter:
        """The filter for these patterns, where a role is one of these job titles."""
        always: list[int] = []
        by_word: dict[str, list[int]] = {}
        besides: dict[int, tuple[frozenset[str], ...]] = {}
        for number, pattern in enumerate(patterns):
            first, *more = needed_words(pattern) or [frozenset()]
            if not first:
                always.append(number)
            for word in sorted(first):
                by_word.setdefault(word, []).append(number)
            besides[number] = tuple(one for one in more if one.isdisjoint((ROLE, NUMBER)))
        roles = by_word.pop(ROLE, [])
        for title in titles:
            by_word[title] = sorted({*by_word.get(title, []), *roles})
        by_start: dict[str, list[str]] = {}
        for word in sorted({*by_word, *(word for sets in besides.values() for one in sets for word in one)}):
            by_start.setdefault(word[:_START], []).append(word)
        return cls(
            tuple(always),
            {word: tuple(numbers) for word, numbers in by_word.items()},
            besides,
            {start: tuple(words) for start, words in by_start.items()},
            tuple(size for size in range(1, _START) if any(len(start) == size for start in by_start)),
        )

    def candidates(self, text: str) -> list[int]:
        """The patterns that may match in a text, in their order."""
        found = set(self.always)
        starts = {text[at : at + _START] for at in range(len(text))}
        starts |= {start[:size] for start in starts for size in self.sizes}
        words = {word for start in starts & self.by_start.keys() for word in self.by_start[start] if word in text}
        if any(char.isdigit() for char in text):
            words.add(NUMBER)
        for word in words:
            found.update(self.by_word.get(word, ()))
        return [one for one in sorted(found) if not any(map(words.isdisjoint, self.besides[one]))]
