"""What a name would be linked to by itself, and why: for people who ask."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from kg.link.candidates import Candidate, CandidateFinder
from kg.link.gazetteer import Gazetteer
from kg.link.linker import SOUNDS_SURE
from kg.link.skeletons import Readings
from kg.model import EntityType
from kg.text.spelling import LONGEST_NAME, is_forged


@dataclass(frozen=True, slots=True)
class Naming:
    """Whom a name may mean.

    Attributes:
        name: The name.
        type: What it is said to name, if anybody said.
        candidates: Known things, best first.
        minted: The id that it would get, "" where a known thing is meant.
        warning: What is wrong with the name, or "".
    """

    name: str
    type: EntityType | None
    candidates: tuple[Candidate, ...]
    minted: str
    warning: str = ""

    def as_dict(self) -> dict[str, Any]:
        """As `kg entities find --format json` prints it."""
        return {
            "name": self.name,
            "type": str(self.type) if self.type else None,
            "candidates": [
                {**one.entity.as_dict(), "label": one.entity.label(), "score": round(one.score, 4), "why": one.why}
                for one in self.candidates
            ],
            "minted": self.minted or None,
            "warning": self.warning or None,
        }


def explain_name(
    name: str, entity_type: EntityType | None, gazetteer: Gazetteer, readings: Readings | None = None
) -> Naming:
    """Whom a name may mean, without any text around it.

    Args:
        name: The name.
        entity_type: What it is said to name; any type without, and an organisation if an id must be made.
        gazetteer: Known things.
        readings: How kanji are read, if anybody knows.
    """
    candidates = tuple(CandidateFinder(gazetteer, readings).find(name, entity_type))
    named = bool(gazetteer.lookup(name, entity_type)) and not is_forged(name)
    known = bool(candidates) and (named or candidates[0].score >= SOUNDS_SURE)
    kind = entity_type or EntityType.ORGANIZATION
    return Naming(name, entity_type, candidates, "" if known else gazetteer.mint_id(name, kind), _warning(name))


def _warning(name: str) -> str:
    if is_forged(name):
        return "mixes letters of scripts that look alike; it is never taken for the name that it looks like"
    if len(name) > LONGEST_NAME:
        return f"longer than {LONGEST_NAME} characters: no name"
    if not any(char.isalnum() for char in name):
        return "has no letter and no digit"
    return "" if len(name.strip()) > 1 else "a single character names too many things"
