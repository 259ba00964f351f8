"""Ids of entities in links that were written before the entities were merged."""

from __future__ import annotations

from kg.errors import KgError
from ui.snapshot import Snapshot


def current_id(snapshot: Snapshot, asked: object) -> str | None:
    """What an id means now; None where it is no entity's and never was."""
    if not isinstance(asked, str) or not asked:
        return None
    if asked in snapshot.entities:
        return asked
    try:
        found = snapshot.knowledge.entity(asked).id
    except (KgError, ValueError):
        return None
    return found if found in snapshot.entities else None
