"""Ids of things that are in no list: they depend on name and type only, and are the same on every machine.

Firms whose names differ in nothing but Corp., Inc. or Ltd. may be two, so each has an id; the one that it would have
without that word is its plain id. Which of them are one is told by all articles together (`resolver.py`). Where the
bare name is that of a known thing which it is known not to be, it has an id without a plain one.
"""

from __future__ import annotations

from kg.ids import fold_name, mint_entity_id
from kg.model import EntityType
from kg.text.spelling import firm_kind, name_key


def mint_id(name: str, entity_type: EntityType) -> str:
    """The id of a thing of this name and type: one for all spellings that never tell two things apart."""
    kind = firm_kind(name) if entity_type is EntityType.ORGANIZATION else ""
    # No name has the line in it once it is folded: "Alt Corp." is not Altcorp.
    return mint_entity_id(f"{name_key(name, entity_type)}|{kind}", entity_type) if kind else plain_id(name, entity_type)


def namesake_id(name: str, entity_type: EntityType) -> str:
    """The id of what is known to differ from a known thing of this very name: its legal form is all that tells it."""
    return mint_entity_id(f"{fold_name(name)}|", entity_type)


def plain_id(name: str, entity_type: EntityType) -> str:
    """The same without regard to the kind of firm that the name tells."""
    return mint_entity_id(name_key(name, entity_type), entity_type)
