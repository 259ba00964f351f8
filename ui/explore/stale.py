"""Links that were made when the knowledge base was another one: what is left of them, and what to say of the rest."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from kg.errors import NotFound
from ui.explore.claim_filter import FACTS
from ui.explore.graph import Edge, read_edge
from ui.explore.view import View
from ui.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Note:
    """Something that a visitor should know of a link.

    Attributes:
        kind: The entity of this id is gone, or is now another one; an edge has no claims any more; or there are no such
            relations or statuses.
        what: The id or the names.
        now: The id of what the entity is now.
    """

    kind: Literal["gone", "merged", "no_edge", "unknown"]
    what: str
    now: str = ""


def bring_up_to_date(view: View, snapshot: Snapshot) -> tuple[View, tuple[Note, ...]]:
    """The view as far as it can be shown now."""
    notes: dict[Note, None] = {}

    @cache
    def now(entity: str) -> str:
        found = _find(entity, snapshot)
        if entity and not found:
            notes[Note("gone", entity)] = None
        elif found != entity:
            notes[Note("merged", entity, found)] = None
        return found

    schema = snapshot.knowledge.schema
    relations = view.claims.relations & schema.relations.keys()
    statuses = view.claims.statuses & schema.statuses.keys()
    unknown = (view.claims.relations - relations) | (view.claims.statuses - statuses)
    if view.claims.statuses and not statuses:
        # No relations are all of them, but no statuses are none, which nobody asked for.
        statuses = FACTS
    if unknown:
        notes[Note("unknown", ", ".join(sorted(unknown)))] = None
    view = replace(
        view,
        focus=now(view.focus),
        claims=replace(view.claims, relations=relations, statuses=statuses),
        steps=tuple(replace(step, id=now(step.id)) for step in view.steps if now(step.id)),
        hidden=tuple(dict.fromkeys(filter(None, map(now, view.hidden)))),
        path_from=now(view.path_from),
        path_to=now(view.path_to),
    )
    return replace(view, chosen=_choose_now(view.chosen, now, snapshot, notes)), tuple(notes)


def _choose_now(chosen: str, now: Callable[[str], str], snapshot: Snapshot, notes: dict[Note, None]) -> str:
    edge = read_edge(chosen)
    if edge is None:
        return now(chosen)
    subject, other = now(edge.subject), now(edge.object)
    if not subject or not other:
        return ""
    if not snapshot.claims_between(subject, other):
        notes[Note("no_edge", chosen)] = None
        return ""
    return Edge(subject, edge.relation, other, edge.status).key


def _find(entity: str, snapshot: Snapshot) -> str:
    if not entity or entity in snapshot.entities:
        return entity
    try:
        found = snapshot.knowledge.entity(entity).id
    except (NotFound, ValueError):
        return ""
    return found if found in snapshot.entities else ""
