"""Surface patterns over mentions: what is said without a clause, such as "Microsoft CEO Satya Nadella".

A pattern is a regular expression over the sentence in which every mention has become one sign. `{subject:Person}` and
`{object:Organization}` stand for mentions that can be of that type, `{object:Product!}` for one that is known to be,
`{object:Organization+}` for a whole list; `{role}` is a job title of the grammar file, `{number}` a headcount. The
group `trigger` marks the words that name the relation (the role where there is none).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product

from kg.errors import RulesError
from kg.extraction.lists import find_lists
from kg.extraction.names import Name
from kg.extraction.rules import Phrase, Rules
from kg.model import EntityType

# A private-use sign per mention: no text of an article can be mistaken for one, because it is taken out first.
_FIRST_SIGN = 0xE000
_LAST_SIGN = 0xF8FF
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_PLACE = re.compile(r"\{(?P<part>subject|object):(?P<type>\w+)(?P<sure>!?)(?P<list>\+?)\}")


@dataclass(frozen=True, slots=True)
class PhraseMatch:
    """A phrase that was found: indices of mentions, character ranges of the trigger and role in the block."""

    phrase: Phrase
    subject: int | None
    object: int | None
    trigger: tuple[int, int]
    role: str
    number: str


@dataclass(frozen=True, slots=True)
class Shadow:
    """A sentence with every mention replaced by a sign, and the way back to characters of the block."""

    text: str
    positions: tuple[int, ...]
    end: int

    def range(self, start: int, end: int) -> tuple[int, int]:
        """Characters of the block behind a range of the shadow."""
        last = self.positions[end] if end < len(self.positions) else self.end
        return self.positions[start], last


def _shadow(text: str, start: int, end: int, names: Sequence[tuple[int, Name]]) -> Shadow:
    clean = _PRIVATE.sub(" ", text)
    pieces: list[str] = []
    positions: list[int] = []
    cursor = start
    for index, name in names:
        pieces += (clean[cursor : name.start], chr(_FIRST_SIGN + index))
        # A name may stand inside the one before: "the Singapore-based chipmaker".
        positions += (*range(cursor, name.start), name.start)
        cursor = name.end
    return Shadow("".join([*pieces, clean[cursor:end]]), (*positions, *range(cursor, end)), end)


@cache
def _compile(pattern: str, any_title: str, numbers: str) -> re.Pattern[str]:
    """The regular expression of a pattern; types of mentions are checked after the match."""
    source = _PLACE.sub(lambda found: f"(?P<{found['part']}>[\ue000-\uf8ff])", pattern)
    source = source.replace("{role}", f"(?P<role>{any_title})").replace("{number}", f"(?P<number>{numbers})")
    try:
        return re.compile(source)
    except re.error as error:
        raise RulesError(f"phrase pattern: {error}", about=pattern) from error


@cache
def _wanted(pattern: str) -> dict[str, tuple[EntityType, bool]]:
    return {found["part"]: (EntityType(found["type"]), bool(found["sure"])) for found in _PLACE.finditer(pattern)}


@cache
def _places_in(pattern: str) -> frozenset[str]:
    """The types that a pattern has places for, with "!" where one must be known: "Product!"."""
    return frozenset(found["type"] + found["sure"] for found in _PLACE.finditer(pattern))


@cache
def _places_of(known: EntityType | None, hint: EntityType | None) -> frozenset[str]:
    """The places of patterns that a mention of this type and hint can stand in."""
    name = Name(0, 0, "", known, hint, "")
    sure = frozenset(f"{kind}!" for kind in EntityType if can_be(name, kind, surely=True))
    return sure | {str(kind) for kind in EntityType if can_be(name, kind)}


def can_be(name: Name, wanted: EntityType, *, surely: bool = False) -> bool:
    """Whether a mention may be of a type: its sure type decides, else the hint, else anything goes unless asked."""
    if name.type is EntityType.PRODUCT and wanted is EntityType.ORGANIZATION:
        # YouTube is a product and a company; the phrase says which is meant.
        return not surely
    if name.type is not None:
        return name.type is wanted
    return name.hint is wanted or (name.hint is None and not surely)


_NUMBERS = {"en": r"\d[\d,.]*(?: (?:million|thousand))?", "ja": r"[\d,，]+(?:万[\d,]*)?"}


def match_phrases(text: str, start: int, end: int, names: Sequence[Name], rules: Rules) -> Iterator[PhraseMatch]:
    """Every phrase in the sentence `text[start:end]` of a block."""
    inside = [(index, one) for index, one in enumerate(names) if start <= one.start and one.end <= end]
    if inside and inside[-1][0] > _LAST_SIGN - _FIRST_SIGN:
        return
    shadow = _shadow(text, start, end, inside)
    lists = find_lists(text, [one for _, one in inside], rules)
    there = frozenset[str]().union(*(_places_of(one.type, one.hint) for _, one in inside))
    for at in rules.prefilter.candidates(shadow.text):
        phrase = rules.phrases[at]
        wanted = _wanted(phrase.pattern)
        if len(inside) < len(wanted) or not _places_in(phrase.pattern) <= there:
            continue
        compiled = _compile(phrase.pattern, rules.any_title, _NUMBERS[rules.lang])
        for found in _matches(compiled, shadow.text, names, wanted):
            groups = found.groupdict()
            picked = {part: ord(groups[part]) - _FIRST_SIGN for part in wanted}
            if any(part in picked and names[picked[part]].text in words for part, words in phrase.refuses.items()):
                continue
            anchor = "trigger" if groups.get("trigger") else "role" if groups.get("role") else 0
            ends = [_with_list(phrase, part, picked, names, lists, found) for part in ("subject", "object")]
            for subject, target in product(*ends):
                yield PhraseMatch(
                    phrase=phrase,
                    subject=subject,
                    object=target,
                    trigger=shadow.range(*found.span(anchor)),
                    role=groups.get("role") or "",
                    number=groups.get("number") or "",
                )


def _matches(
    pattern: re.Pattern[str], text: str, names: Sequence[Name], wanted: Mapping[str, tuple[EntityType, bool]]
) -> Iterator[re.Match[str]]:
    """The matches whose names are of the wanted types; one that is not hides none that begins inside it."""
    at = 0
    while (found := pattern.search(text, at)) is not None:
        fits = all(
            can_be(names[ord(found[part]) - _FIRST_SIGN], kind, surely=sure) for part, (kind, sure) in wanted.items()
        )
        at = found.end() if fits and found.end() > found.start() else found.start() + 1
        if fits:
            yield found


def _with_list(
    phrase: Phrase,
    part: str,
    picked: Mapping[str, int],
    names: Sequence[Name],
    lists: Mapping[int, tuple[Name, ...]],
    found: re.Match[str],
) -> list[int | None]:
    """The mention that a part of the pattern matched, and all that are listed with it where the list is meant.

    It is where the pattern asks for it, and where the list begins or ends as the match does: "backed by A" of "backed
    by A, B and C". A title is its holder's alone.
    """
    if part not in picked:
        return [None]
    name = names[picked[part]]
    mates = lists.get(name.start, ())
    opens = bool(mates) and name == mates[-1] and found.span(part)[0] == found.start()
    closes = bool(mates) and name == mates[0] and found.span(part)[1] == found.end()
    if part not in _listed(phrase.pattern) and (not (opens or closes) or "{role}" in phrase.pattern):
        return [picked[part]]
    kind, sure = _wanted(phrase.pattern)[part]
    fitting = [index for index, one in enumerate(names) if one in mates and can_be(one, kind, surely=sure)]
    return list(fitting) or [picked[part]]


@cache
def _listed(pattern: str) -> frozenset[str]:
    return frozenset(found["part"] for found in _PLACE.finditer(pattern) if found["list"])
