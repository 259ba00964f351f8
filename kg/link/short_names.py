"""Short names and the full ones that they stand for in an article: Altman and Sam Altman, 佐藤 and 佐藤恒治."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from kg.ids import fold_name
from kg.link.name_lists import translations
from kg.model import EntityType
from kg.text.spelling import firm_kind, has_kanji, name_key, split_words

_PARTS = re.compile(r"[\s・]+")


def find_full_name(name: str, entity_type: EntityType, named: Collection[tuple[str, EntityType]]) -> str:
    """The one longer name of an article that this one shortens, or itself.

    Where two longer names fit ("Tim Cook" and "Ann Cook" for "Cook"), none is taken.

    Args:
        name: The name.
        entity_type: What it names.
        named: Every name of the article with its type.
    """
    if entity_type not in (EntityType.PERSON, EntityType.ORGANIZATION):
        return name
    same_type = [other for other, other_type in named if other_type is entity_type]
    longer = {other for other in same_type if len(other) > len(name) and shortens(name, other, entity_type)}
    if entity_type is EntityType.ORGANIZATION:
        longer = {other for other in same_type if _is_firm_of(other, name)} or longer
        if len({firm_kind(other) for other in longer} - {""}) > 1:
            # "Acme" beside "Acme Corp." is that; beside "Acme Inc." too it may be either.
            longer = {other for other in longer if not firm_kind(other)}
    apart = {name_key(one, entity_type) for one in longer}
    if len(apart) == 1:
        return max(longer, key=lambda one: (len(one), one))
    # "Kordia" beside "Kordia Cells" and "Kordia Cells America" is the one that both begin with.
    nearest = min(longer, key=lambda one: (len(one), one), default=name)
    is_stem = entity_type is EntityType.ORGANIZATION and all(
        one == nearest or shortens(nearest, one, entity_type) for one in longer
    )
    return nearest if is_stem else name


def _is_firm_of(name: str, bare: str) -> bool:
    """Whether a name is another that tells no kind of firm, with such a word."""
    kind = EntityType.ORGANIZATION
    return bool(firm_kind(name)) and not firm_kind(bare) and name_key(name, kind) == name_key(bare, kind)


def shortens(short: str, full: str, entity_type: EntityType) -> bool:
    """Whether one name is a usual short form of the other: a family or given name, the first words of a company's."""
    parts = [fold_name(part) for part in _PARTS.split(full) if part]
    folded = fold_name(short)
    if entity_type is EntityType.ORGANIZATION and len(parts) == 1 and not full.isascii():
        # ハンビット電池 has no space between its words; 東都ガス労働組合 is not 東都ガス.
        words = split_words(full, entity_type)
        rest = "".join(words[1:])
        return bool(rest) and folded == words[0] and rest in translations() and not _is_body(rest)
    if entity_type is EntityType.PERSON:
        # In kanji the family name is the first two or so characters.
        kanji = has_kanji(short) and "・" not in full and " " not in full
        return (len(parts) > 1 and folded in (parts[-1], parts[0])) or (
            kanji and len(short) >= 2 and full.startswith(short)
        )
    return len(parts) > 1 and "".join(parts).startswith(folded) and (folded == parts[0] or len(folded) > len(parts[0]))


def _is_body(word: str) -> bool:
    """Whether a word at the end of a name makes another body of it: a union, a foundation, a university."""
    return not _BODIES.isdisjoint(translations().get(word, ()))


_BODIES = frozenset({"union", "foundation", "university", "association", "court", "commission", "fund", "ministry"})


def stands_alone(name: str, names: Iterable[str], entity_type: EntityType) -> bool:
    """Whether a name tells its bearer by itself, and is no short form of another of the bearer's names.

    A person's name of one word does not: there are many Altmans.
    """
    one_word = len([part for part in _PARTS.split(name) if part]) == 1
    if entity_type is EntityType.PERSON and one_word and not (has_kanji(name) and len(name) > 2):
        return False
    return not any(shortens(name, other, entity_type) for other in names if other != name)
