"""What articles say of an entity that tells whether it is one with another: its names, and the company it is in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.link.short_names import stands_alone
from kg.model import EntityType


@dataclass(frozen=True, slots=True)
class Profile:
    """What all articles say of one entity, as they linked it.

    Attributes:
        id: The entity.
        type: What kind of thing.
        names: All its names.
        company: What it does to whom, or who does it to it: the relation and the other end's id, or the beginning of
            the other end's sound where that was minted too.
        minted: Whether it is in no list.
    """

    id: str
    type: EntityType
    names: frozenset[str]
    company: frozenset[str] = frozenset()
    minted: bool = True


def own_names(profile: Profile) -> list[str]:
    """Those of its names that tell it by themselves, sorted."""
    return sorted(name for name in profile.names if stands_alone(name, profile.names, profile.type))


def company_of(claims: Iterable[tuple[str, str, str]], keys: Mapping[str, str]) -> Mapping[str, frozenset[str]]:
    """For each entity of an article, what it does to whom and who does it to it.

    Args:
        claims: (subject id, relation, object id or "").
        keys: For an entity that was minted, how its name sounds; others are known by their ids.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for subject, relation, target in claims:
        here, there = keys.get(subject, subject), keys.get(target, target)
        # What two things that sound alike do to each other makes them no more one.
        if target and here != there:
            # Without saying who is subject: a partner of a partner is told in either order.
            found[subject].add(f"{relation} {there}")
            found[target].add(f"{relation} {here}")
    return {identity: frozenset(told) for identity, told in found.items()}
