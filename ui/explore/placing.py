"""Where entities go that come into a picture later: beside what is there, which stays where it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan2, ceil, cos, hypot, pi, sin

Position = tuple[float, float]

GAP = 70.0
"""Pixels between what is added and everything else: room for a name of some length; set by looking at it."""
_RINGS = 14
_CLOSER = 0.7
_STEP_X, _STEP_Y = 230.0, 170.0


def place_around(centre: Position, count: int, taken: Iterable[Position]) -> list[Position]:
    """Free places around a point, the nearest first, and first where there is the most room.

    Where there is no room for all of them they come closer to what is there. The same for the same input.
    """
    if not count:
        return []
    near = [place for place in taken if 0 < hypot(place[0] - centre[0], place[1] - centre[1]) <= GAP * (_RINGS + 1)]
    start = _emptiest_direction(centre, near)
    gap, found = GAP, _fill_rings(centre, start, count, near, GAP)
    while len(found) < count:
        gap *= _CLOSER
        found += _fill_rings(centre, start, count - len(found), [*near, *found], gap)
    return found


def _fill_rings(centre: Position, start: float, count: int, taken: Sequence[Position], gap: float) -> list[Position]:
    found: list[Position] = []
    for ring in range(1, _RINGS + 1):
        radius = ring * GAP
        slots = ceil(2 * pi * radius / gap) if radius > gap else 6
        # From the start outwards on both sides, so that what is added stays together.
        order = sorted(range(slots), key=lambda slot: (min(slot, slots - slot), slot))
        close = [place for place in taken if abs(hypot(place[0] - centre[0], place[1] - centre[1]) - radius) < gap]
        for slot in order:
            angle = start + 2 * pi * slot / slots
            place = (float(round(centre[0] + radius * cos(angle))), float(round(centre[1] + radius * sin(angle))))
            if all(hypot(place[0] - x, place[1] - y) >= gap * 0.95 for x, y in (*close, *found)):
                found.append(place)
                if len(found) == count:
                    return found
    return found


def _emptiest_direction(centre: Position, near: Sequence[Position]) -> float:
    # The middle of the widest gap between the directions in which something is close by.
    close = [place for place in near if hypot(place[0] - centre[0], place[1] - centre[1]) <= 3 * GAP]
    angles = sorted(atan2(y - centre[1], x - centre[0]) for x, y in close)
    if not angles:
        return -pi / 2
    nexts = [*angles[1:], angles[0] + 2 * pi]
    widest, angle = max(
        ((round(following - one, 9), one) for one, following in zip(angles, nexts, strict=True)),
        key=lambda gap: (gap[0], -gap[1]),
    )
    return angle + widest / 2


def place_paths(paths: Sequence[Sequence[str]]) -> dict[str, Position]:
    """Paths from left to right, the first one on top."""
    longest = max((len(path) for path in paths), default=0)
    columns: dict[str, float] = {}
    rows: dict[str, int] = {}
    for row, path in enumerate(paths):
        for index, node in enumerate(path):
            # A shorter path is stretched, so that all of them end at the same place.
            columns.setdefault(node, index * (longest - 1) / max(len(path) - 1, 1))
            rows.setdefault(node, row)
    ends = {path[place] for path in paths for place in (0, -1)}
    middle = (len(paths) - 1) / 2
    return {
        node: (round(columns[node] * _STEP_X, 1), round((middle if node in ends else rows[node]) * _STEP_Y, 1))
        for node in columns
    }
