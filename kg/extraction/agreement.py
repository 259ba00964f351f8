"""One name, one type in an article: what the tagger takes a name for here and there is put to the vote.

A tagger sees a sentence at a time, and a name that is new to it is a person in one and a company in the next. Short
forms follow the full name, after which they are called: "Kitano" after "Kitano Semiconductor", "Castle" after "Miriam
Castle", ナガト after ナガト樹脂.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extraction.names import Name
from kg.model import EntityType

_ORGANIZATION, _PERSON = EntityType.ORGANIZATION, EntityType.PERSON
#: Letters of a Japanese short form; one kanji begins too many names.
_SHORTEST = 2


def agree(blocks: Sequence[Sequence[Name]], lang: str) -> list[list[Name]]:
    """The names of an article's blocks, each with the type that most of its mentions have.

    Args:
        blocks: The names of each block.
        lang: The language.
    """
    names = [one for block in blocks for one in block]
    votes: dict[str, Counter[EntityType]] = {}
    for one in names:
        kind = one.type or one.hint
        if kind is not None:
            votes.setdefault(one.text, Counter())[kind] += 1
    full = {text: _elected(counts) for text, counts in votes.items()}
    short_firms = {short for text, kind in full.items() if kind is _ORGANIZATION for short in _beginnings(text, lang)}
    surnames = {text.rsplit(" ", 1)[1] for text, kind in full.items() if kind is _PERSON and " " in text}

    def hint_of(name: Name) -> EntityType | None:
        if name.text in short_firms:
            return _ORGANIZATION
        return _PERSON if lang == "en" and name.text in surnames else full.get(name.text, name.hint)

    return [[one if one.type is not None else replace(one, hint=hint_of(one)) for one in block] for block in blocks]


def _elected(counts: Counter[EntityType]) -> EntityType:
    return min(counts, key=lambda one: (-counts[one], one))


def _beginnings(name: str, lang: str) -> Iterator[str]:
    """What a name may be shortened to: its first words, in Japanese its first letters."""
    if lang == "ja":
        yield from (name[:end] for end in range(_SHORTEST, len(name)))
        return
    words = name.split(" ")
    yield from (" ".join(words[:end]) for end in range(1, len(words)))
