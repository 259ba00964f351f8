"""Ids of things that are in no list: they depend on name and type only, and are the same on every machine.

Firms whose names differ in nothing but Corp., Inc. or Ltd. may be two, so each has an id; the one that it would have
without that word is its plain id. Which of them are one is told by all articles together (`resolver.py`).
"""

from __future__ import annotations

from kg.ids import mint_entity_id
from kg.model import EntityType
from kg.text.spelling import firm_kind, name_key


def mint_id(name: str, entity_type: EntityType) -> str:
    """The id of a thing of this name and type: one for all spellings that never tell two things apart."""
    kind = firm_kind(name) if entity_type is EntityType.ORGANIZATION else ""
    # No name has the line in it once it is folded: "Alt Corp." is not Altcorp.
    return mint_entity_id(f"{name_key(name, entity_type)}|{kind}", entity_type) if kind else plain_id(name, entity_type)


def plain_id(name: str, entity_type: EntityType) -> str:
    """The same without regard to the kind of firm that the name tells."""
    return mint_entity_id(name_key(name, entity_type), entity_type)
