"""A scene as a picture, in one language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from kg.model import Entity, EntityType
from ui.components.evidence import display_name, read_phrase
from ui.components.network import Picture, PictureEdge, PictureNode
from ui.explore.graph import Edge, other_end
from ui.explore.scene import Scene
from ui.explore.view import View
from ui.snapshot import ClaimOutline
from ui.strings import Words

SMALLEST, LARGEST = 14.0, 54.0
"""Pixels; found by looking: the smallest can be clicked, the largest hides none of its neighbours."""
NAMED = 60
"""So many names can be read in one picture; the others come when one looks closer."""
LINES = 1500
"""Beyond that lines hide each other (found by looking at 500 entities), and to draw the 4,200 of a dense network took a
browser 0.8 s longer."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """The measures that a picture tells.

    Attributes:
        chosen: What decides how large entities are.
        claims: How many claims speak of each.
        neighbours: How many other entities each is linked to.
    """

    chosen: Mapping[str, float]
    claims: Mapping[str, float]
    neighbours: Mapping[str, float]


def make_picture(scene: Scene, view: View, sizes: Sizes, entities: Mapping[str, Entity], words: Words) -> Picture:
    """What is drawn of a scene."""
    # Of what the picture began with, so that nothing changes its size when something is added or taken away.
    most = max((sizes.chosen.get(node, 0.0) for node in scene.base.places), default=0.0) or 1.0
    named = _choose_named(scene, view, sizes)
    pinned = view.pinned
    nodes = tuple(
        PictureNode(
            id=node,
            name=display_name(node, entities, words.lang),
            type=entity_type(node, entities),
            size=SMALLEST + (LARGEST - SMALLEST) * sqrt(min(sizes.chosen.get(node, 0.0) / most, 1.0)),
            x=x,
            y=y,
            pinned=node in pinned,
            labelled=node in named,
            note=words(
                "explore.node_note",
                claims=f"{int(sizes.claims.get(node, 0)):,}",
                neighbours=f"{int(sizes.neighbours.get(node, 0)):,}",
            ),
        )
        for node, (x, y) in scene.places.items()
    )
    symmetric = {name for name, relation in words.schema.relations.items() if relation.symmetric}
    edges = tuple(
        PictureEdge(
            id=edge.key,
            source=edge.subject,
            target=edge.object,
            label=words.relation(edge.relation),
            status=edge.status,
            count=len(scene.graph.edges[edge]),
            directed=edge.relation not in symmetric,
            note=span_of(scene.graph.edges[edge]),
        )
        for edge in _choose_drawn(scene, view)
    )
    return Picture(
        nodes=nodes,
        edges=edges,
        layout=scene.base.layout,
        focus=view.focus if view.focus in scene.places else "",
        chosen=view.chosen,
        highlighted=scene.stressed & (scene.places.keys() | {edge.id for edge in edges}),
    )


def entity_type(node: str, entities: Mapping[str, Entity]) -> str:
    """The type of an entity."""
    return str(entities[node].type) if node in entities else str(EntityType.OTHER)


def name_edge(edge: Edge, entities: Mapping[str, Entity], words: Words) -> str:
    """An edge as a short phrase."""
    subject, other = (display_name(end, entities, words.lang) for end in (edge.subject, edge.object))
    return read_phrase(subject, edge.relation, other, words)


def span_of(claims: tuple[ClaimOutline, ...]) -> str:
    """From when until when claims are, as far as they have a day: "2024-01-05 – 2024-03-01", one day, or ""."""
    days = sorted({claim.day for claim in claims if claim.day})
    return " – ".join(dict.fromkeys((days[0], days[-1]))) if days else ""


def _choose_drawn(scene: Scene, view: View) -> list[Edge]:
    """The edges that are drawn: those of what somebody looks at, the best of every entity, and then the best of all."""
    if len(scene.edges) <= LINES:
        return list(scene.edges)
    added = list(scene.places)[len(scene.base.places) :]
    looked_at = {view.focus, view.chosen, *scene.stressed, *added}
    drawn: set[Edge] = set()
    met: set[str] = set()
    for edge in scene.ranked_edges:
        ends = {edge.subject, edge.object}
        if not ends <= met or looked_at & {*ends, edge.key}:
            drawn.add(edge)
            met |= ends
    drawn.update([edge for edge in scene.ranked_edges if edge not in drawn][: max(LINES - len(drawn), 0)])
    return sorted(drawn)


def _choose_named(scene: Scene, view: View, sizes: Sizes) -> set[str]:
    ranked = sorted(scene.places, key=lambda node: (-sizes.chosen.get(node, 0.0), node))
    named = set(ranked[:NAMED]) | (scene.stressed & scene.places.keys()) | {view.focus, view.chosen}
    if view.chosen in scene.places:
        # Who is looked at is seen in company.
        around = {other_end(edge, view.chosen) for edge in scene.graph.around.get(view.chosen, ())}
        named |= set(sorted(around & scene.places.keys())[:NAMED])
    added = list(scene.places)[len(scene.base.places) :]
    return named | set(added[-NAMED:])
