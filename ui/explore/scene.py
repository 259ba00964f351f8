"""What a view shows: entities at their places, and the edges between them."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from ui.explore.graph import Edge, EvidenceGraph
from ui.explore.placing import Position, place_around, place_paths
from ui.explore.view import LIMITS, Step, View

Path = tuple[str, ...]
Place = Callable[[tuple[str, ...], tuple[tuple[str, str], ...]], Mapping[str, Position]]
"""Positions for entities, given them and the pairs of them that are linked; see `ui.arrange`."""


@dataclass(frozen=True)
class Base:
    """What a picture begins with, before anything was done to it by hand.

    Attributes:
        places: Where its entities are.
        layout: Changes when all places were made anew.
        found: How many entities passed the filters and are near enough to the focus.
    """

    places: Mapping[str, Position]
    layout: str
    found: int


@dataclass(frozen=True)
class Scene:
    """What is drawn.

    Attributes:
        graph: All that passes the filters.
        base: What the picture began with.
        places: Where the entities shown are.
        hidden: Entities that were taken away.
        stressed: The entities and the edges (by their keys) of the path that is looked at.
    """

    graph: EvidenceGraph
    base: Base
    places: Mapping[str, Position]
    hidden: frozenset[str] = frozenset()
    stressed: frozenset[str] = frozenset()

    @cached_property
    def edges(self) -> tuple[Edge, ...]:
        """The edges between the entities shown, sorted."""
        return tuple(self.graph.edges_among(self.places))

    @cached_property
    def ranked_edges(self) -> tuple[Edge, ...]:
        """The same, those with the most and surest claims first."""
        return tuple(sorted(self.edges, key=lambda edge: (-round(_weigh(self.graph, edge), 6), edge)))

    @cached_property
    def nodes(self) -> tuple[str, ...]:
        """The entities shown, by weighted degree."""
        return tuple(sorted(self.places, key=lambda node: (-self.graph.weights.get(node, 0.0), node)))

    def left(self, node: str) -> list[str]:
        """The neighbours of an entity that pass the filters and could be added, the heaviest link first."""
        return _not_shown(self.graph, node, self.places.keys() | self.hidden)


def build_base(graph: EvidenceGraph, view: View, place: Place) -> Base:
    """What the picture of a view begins with: the heaviest entities, of all or around the focus.

    Args:
        graph: All that passes the filters.
        view: What is chosen.
        place: Lays it out.
    """
    if view.focus:
        near = graph.within(view.focus, view.hops)
        ranked = [view.focus, *(node for node in graph.weights if node in near and node != view.focus)]
    else:
        ranked = list(graph.weights)
    kept = ranked[: view.limit]
    edges = graph.edges_among(kept)
    if len(kept) < len(ranked):
        # The cut may take all the neighbours of an entity; alone it would say nothing.
        linked = {view.focus} | {end for edge in edges for end in (edge.subject, edge.object)}
        kept = [node for node in kept if node in linked]
    links = sorted({(min(edge.subject, edge.object), max(edge.subject, edge.object)) for edge in edges})
    return _named(place(tuple(kept), tuple(links)), len(ranked))


def paths_base(paths: Sequence[Path]) -> Base:
    """What the picture of some paths begins with."""
    places = place_paths(paths)
    return _named(places, len(places))


def _named(places: Mapping[str, Position], found: int) -> Base:
    return Base(places, hashlib.sha256(repr(sorted(places.items())).encode()).hexdigest()[:16], found)


def build_scene(graph: EvidenceGraph, view: View, base: Base, path: Path = ()) -> Scene:
    """What a view shows of the claims that pass its filters.

    Args:
        graph: All that passes the filters.
        view: What is chosen.
        base: What the picture begins with.
        path: The path that is stressed, if any.
    """
    places = dict(base.places)
    for step in view.steps:
        _take(step, graph, places)
    # At last, so that what was added meanwhile is where it was.
    for node in view.hidden:
        places.pop(node, None)
    stressed = {*path, *(edge.key for edges in edges_of_path(graph, path) for edge in edges)}
    return Scene(graph, base, places, frozenset(view.hidden), frozenset(stressed))


def _take(step: Step, graph: EvidenceGraph, places: dict[str, Position]) -> None:
    if step.id not in places:
        return
    if step.kind == "pin":
        places[step.id] = (float(step.x), float(step.y))
        return
    # Not more than the most that can be drawn, whatever the limit of the picture that it began with.
    room = LIMITS[-1] - len(places)
    added = _not_shown(graph, step.id, places.keys())[: max(min(step.count, room), 0)]
    around = place_around(places[step.id], len(added), list(places.values()))
    places.update(zip(added, around, strict=True))


def _not_shown(graph: EvidenceGraph, node: str, shown: Set[str]) -> list[str]:
    neighbours = graph.neighbours(node)
    left = neighbours.keys() - shown
    return sorted(left, key=lambda other: (-round(neighbours[other], 6), -graph.weights[other], other))


def edges_of_path(graph: EvidenceGraph, path: Path) -> list[list[Edge]]:
    """The edges of each step of a path, those with the most and surest claims first."""
    return [sorted(graph.edges_among(pair), key=lambda edge: (-_weigh(graph, edge), edge)) for pair in pairwise(path)]


def _weigh(graph: EvidenceGraph, edge: Edge) -> float:
    return sum(claim.confidence for claim in graph.edges[edge])
