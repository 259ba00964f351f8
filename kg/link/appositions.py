"""Two names of one thing, as an article gives them: 「アクメ(Acme)」, "Acme Robotics Holdings (ARH)"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.link.compare import compare_names
from kg.link.skeletons import Readings
from kg.model import Article, EntityType, Mention
from kg.text.spelling import is_forged, name_key, strip_legal_form

_BRACKETED = re.compile(
    r"[」』”\"]?\s?[(（]\s?(?:以下、?|本社・|旧|the\s)?[「『“\"]?([^()（）「」『』\n]{2,60})[」』”\"]?\s?[)）]"
)
#: eBay and xAI begin with a small letter, but what has no capital near its beginning is a remark.
_LATIN_NAME = re.compile(r"[a-z]{0,2}[A-Z][\w.&'’ -]*")
_ACRONYM = re.compile(r"[A-Z][A-Z0-9&]{1,6}")
#: Stands in brackets behind any company: where it is listed, what it makes.
_NO_NAMES = frozenset({"NASDAQ", "NYSE", "TSE", "LSE", "ADR", "AI", "EV", "IT", "IPO", "US", "USA", "UK", "EU", "OEM"})
_WORD = re.compile(r"[^\W_]+")
#: Where a word of a name begins inside one that is written as one: SoftBank.
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
#: A name in brackets behind a name is mostly another one of the same thing, so little more needs to speak for it.
#: Set by hand.
ENOUGH = 0.25

Pair = tuple[tuple[str, EntityType], tuple[str, EntityType]]


def find_appositions(article: Article, mentions: Iterable[Mention], readings: Readings | None = None) -> Iterator[Pair]:
    """Pairs of ((name, type), (name, type)) that the article gives as names of one thing, in text order.

    Args:
        article: The article.
        mentions: Everything that it names.
        readings: How kanji are read, if anybody knows.
    """
    pairs = list(_in_brackets(article, mentions, readings))
    full: dict[tuple[str, EntityType], set[str]] = defaultdict(set)
    for (name, kind), short in pairs:
        full[short].add(name_key(name, kind))
    # Of two that are shortened to the same letters, these letters tell neither.
    yield from (pair for pair in pairs if len(full[pair[1]]) == 1 or not _ACRONYM.fullmatch(pair[1][0]))


def _in_brackets(article: Article, mentions: Iterable[Mention], readings: Readings | None) -> Iterator[Pair]:
    ordered = sorted(mentions, key=lambda one: (one.span.section, one.span.start, one.span.end))
    types = {(one.span.section, one.span.start): one for one in ordered}
    for one in ordered:
        if one.type not in (EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT):
            continue
        if article.section(one.span.section)[one.span.start : one.span.end] != one.span.text:
            continue
        found = _BRACKETED.match(article.section(one.span.section), one.span.end)
        if found is None:
            continue
        inside = types.get((one.span.section, found.start(1)))
        name = inside.name if inside is not None and inside.span.text == found[1] else found[1].strip()
        if inside is not None and inside.span.text != found[1] and len(inside.span.text) < len(found[1]):
            # "Nvidia (Santa Clara, California)": more than one name.
            continue
        if inside is not None and inside.type not in (one.type, EntityType.OTHER, EntityType.ORGANIZATION):
            continue
        if _names_the_same(one.name, name, one.type, article.lang, readings):
            yield (one.name, one.type), (name, one.type)


def _names_the_same(one: str, other: str, entity_type: EntityType, lang: str, readings: Readings | None) -> bool:
    if is_forged(one) or is_forged(other) or one == other or other in _NO_NAMES:
        return False
    if _ACRONYM.fullmatch(other) and entity_type is EntityType.ORGANIZATION:
        return lang == "ja" and not one.isascii() if not one.isascii() else is_acronym(other, one)
    if not one.isascii() and not _LATIN_NAME.fullmatch(strip_legal_form(other)) and other.isascii():
        return False
    return compare_names(one, other, entity_type, readings).score >= ENOUGH


def is_acronym(short: str, long: str) -> bool:
    """Whether the letters of the one begin words of the other, in order, and its first letter the first: ARH, SBG."""
    letters = [char.casefold() for char in short if char.isalnum()]
    # As they are written: the legal form may have its letter (TSMC), and a bank of America is a BoA.
    words = [word for word in _WORD.findall(_HUMP.sub(" ", long).casefold()) if word != "the"]
    if len(letters) < 2 or len(words) < 2 or not words[0].startswith(letters[0]):
        return False
    at = 0
    for word in words:
        if at < len(letters) and word.startswith(letters[at]):
            at += 1
    return at == len(letters)
