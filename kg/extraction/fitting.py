"""Arguments, and whether a name can stand where a relation asks for a type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extraction.names import Name
from kg.language.parse import Block
from kg.model import EntityType

_ORGANIZATION, _PERSON = EntityType.ORGANIZATION, EntityType.PERSON
#: How far a reference is trusted against a name. Set by hand, not calibrated.
REFERENCE = 0.8


@dataclass(frozen=True, slots=True)
class Argument:
    """A mention that fills a role.

    Attributes:
        start: First character in the block's parsed text.
        end: One past the last.
        name: What the thing is called: the mention itself or what it refers back to.
        type: What it is, by itself or as the relation demands.
        weight: How sure the way to it is, 0 to 1.
        how: The way, for explanations.
        sure: Whether its type is known rather than demanded.
        way: The way in one word: the slot it was found in, "near" for the words around, "pair" for none at all.
        source: The name behind it, where there is one.
        home: The paragraph that the characters count in, None for the sentence's own.
    """

    start: int
    end: int
    name: str
    type: EntityType
    weight: float
    how: str = ""
    sure: bool = False
    way: str = ""
    source: Name | None = None
    home: Block | None = None

    def at(self, *, way: str, home: Block | None = None) -> Argument:
        """The same argument, reached in another way."""
        return replace(self, way=way, home=home)


def fit_type(name: Name, wanted: Sequence[EntityType]) -> tuple[EntityType, float] | None:
    """The type that a name takes in a role and how sure that is, or None if it cannot stand there.

    A sure type decides. The tagger's hint is followed where it fits and doubted where it does not. The weights only
    order claims by how much was known of their ends; they were set by hand and are not calibrated.
    """
    if name.type is EntityType.PRODUCT and _ORGANIZATION in wanted and EntityType.PRODUCT not in wanted:
        # YouTube, Instagram: a service that is a company too, where the relation says so.
        return _ORGANIZATION, 0.85
    if name.type is not None:
        return (name.type, 1.0) if name.type in wanted else None
    if name.hint is not None and name.hint in wanted:
        return name.hint, 0.95
    if not wanted:
        return (name.hint or EntityType.OTHER), 1.0
    guess = _PERSON if _looks_personal(name.text) and _PERSON in wanted else wanted[0]
    if name.hint is None:
        return guess, 0.85
    return guess, 0.6


def _looks_personal(text: str) -> bool:
    """サム・アルトマン: two katakana parts and nothing else."""
    parts = text.split("・")
    return len(parts) in (2, 3) and all("ァ" <= char <= "ー" for part in parts for char in part)
