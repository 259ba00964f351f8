"""Whether two names name one thing, with what the gazetteer knows of either."""

from __future__ import annotations

import re
import unicodedata

from kg.link.compare import OTHER_FORM, Comparison, Verdict, compare_names
from kg.link.gazetteer import Gazetteer, load_gazetteer
from kg.link.regions import split_region
from kg.link.skeletons import Readings
from kg.model import Entity, EntityType
from kg.text.spelling import is_forged, split_words

#: What the gazetteer says is as good as certain; a name of several known things leaves doubt. Set by hand.
KNOWN, AMBIGUOUS, APART = 0.99, 0.8, 0.02
#: What is only like a known name loses so much: a name that is not in the list is sooner another thing's.
#: Set by hand.
ONLY_LIKE = 0.92
#: Most that a name in another script counts where the list has none in its own. Set by hand.
ACROSS = 0.9


def compare_things(
    one: str,
    other: str,
    entity_type: EntityType | None = None,
    *,
    gazetteer: Gazetteer | None = None,
    readings: Readings | None = None,
) -> Comparison:
    """Whether two names name one thing.

    Args:
        one: A name in either language.
        other: Another.
        entity_type: What both are said to name; without it the best of all types counts.
        gazetteer: Known things; the packaged ones by default.
        readings: How kanji are read, if anybody knows.
    """
    known = gazetteer or load_gazetteer()
    types = [entity_type] if entity_type is not None else [*_TYPES]
    found = [_compare(one, other, kind, known, readings) for kind in types]
    return max(found, key=lambda one: one.score)


_TYPES = (EntityType.ORGANIZATION, EntityType.PERSON, EntityType.PRODUCT, EntityType.PLACE)


def _compare(one: str, other: str, kind: EntityType, known: Gazetteer, readings: Readings | None) -> Comparison:
    plain = compare_names(one, other, kind, readings)
    two_firms = kind is EntityType.ORGANIZATION and plain.score == OTHER_FORM
    if two_firms or is_forged(one) or is_forged(other) or _lie_apart(one, other, kind, plain):
        return plain
    first, second = (known.lookup(name, kind) for name in (one, other))
    shared = [entity for entity in first if entity in second]
    if kind is EntityType.PRODUCT and not (first and second):
        base = _share_base(one, other, known)
        if base is not None:
            return Comparison(KNOWN * ONLY_LIKE, f"one version of {base.label()} ({base.id})")
    if shared and _are_versions(one, other, plain, kind):
        return Comparison(APART, f"two versions of {shared[0].label()} ({shared[0].id})")
    if shared:
        score = KNOWN if len(first) == len(second) == 1 else AMBIGUOUS
        return Comparison(score, f"both are names of {shared[0].label()} ({shared[0].id})")
    if first and second:
        two = sorted(f"{found[0].label()} ({found[0].id})" for found in (first, second))
        return Comparison(APART, " and ".join(two))
    if not first and not second:
        return plain
    entity, name = (first[0], other) if first else (second[0], one)
    if entity.id in known.namesakes(name):
        return Comparison(APART, f"{name} is known to be another than {entity.label()} ({entity.id})")
    return compare_with_known(name, entity, readings)


def compare_with_known(name: str, entity: Entity, readings: Readings | None = None) -> Comparison:
    """Whether a name that the gazetteer does not have is one of a thing that it has."""
    names, across = _to_compare(entity, name)
    best = max((compare_names(each, name, entity.type, readings) for each in names), key=lambda one: one.score)
    score = best.score * ONLY_LIKE if not across else min(best.score * ONLY_LIKE, ACROSS)
    return Comparison(round(score, 4), f"{entity.label()} ({entity.id}) is known; {best.why}")


def _lie_apart(one: str, other: str, kind: EntityType, plain: Comparison) -> bool:
    """Whether both names tell a region, and the names do not fit: there is more than one Columbus."""
    told = kind is EntityType.PLACE and all(split_region(name).region for name in (one, other))
    return told and plain.verdict is not Verdict.YES


def _are_versions(one: str, other: str, plain: Comparison, kind: EntityType) -> bool:
    """ "Gemini 1.5 Pro" and "Gemini 1.5 Flash" are listed as one family, and still are two things."""
    if kind is not EntityType.PRODUCT:
        return False
    numbers = [sorted(_NUMBER.findall(unicodedata.normalize("NFKC", name))) for name in (one, other)]
    if all(numbers) and numbers[0] != numbers[1]:
        return True
    first, second = (split_words(name, kind) for name in (one, other))
    alike = one.isascii() == other.isascii() and len(first) > 1 and len(second) > 1 and first[0] == second[0]
    return alike and plain.verdict is Verdict.NO and not (set(first) <= set(second) or set(second) <= set(first))


def _share_base(one: str, other: str, known: Gazetteer) -> Entity | None:
    """The known product that both names are one version of: ラズパイ5 and Raspberry Pi 5."""
    found = [_VERSION.fullmatch(unicodedata.normalize("NFKC", name)) for name in (one, other)]
    if found[0] is None or found[1] is None or found[0]["version"] != found[1]["version"]:
        return None
    bases = [known.lookup(each["base"], EntityType.PRODUCT) for each in found if each is not None]
    return bases[0][0] if len(bases[0]) == 1 and bases[0] == bases[1] else None


_VERSION = re.compile(r"(?P<base>.*[^\d.\s-])[\s-]*(?P<version>\d+(?:\.\d+)*)")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")


def _to_compare(entity: Entity, name: str) -> tuple[list[str], bool]:
    """The names of a known thing that an unknown one is compared with, and whether these are of another script.

    Where the list has names of the same script, only these: the list would have the spelling that is asked for, or
    one near to it, so what only sounds like a name in the other script is sooner another thing.
    """
    same = sorted({one for one in entity.names if one.isascii() == name.isascii()})
    return (same, False) if same else (sorted(set(entity.names)), True)
