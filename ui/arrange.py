"""Where entities go in the picture: each connected part is laid out on its own, and the parts share the room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Position = tuple[float, float]
Place = Callable[[frozenset[str]], Mapping[str, Position]]

# Pixels from one entity to the next, on average; more among few, where there is room to read what is written at edges;
# and how many times as broad as high the picture is. All chosen by eye.
ROOM = 64.0
_ROOM_OF_FEW = 3.0
BREADTH = 1.6


def connected_parts(nodes: Iterable[str], ends: Iterable[Iterable[str]]) -> list[frozenset[str]]:
    """The connected parts, the largest first."""
    neighbours: dict[str, set[str]] = defaultdict(set)
    for pair in ends:
        one, *others = pair
        for other in others:
            neighbours[one].add(other)
            neighbours[other].add(one)
    left = sorted(set(nodes), reverse=True)
    seen: set[str] = set()
    parts = []
    while left:
        todo = [left.pop()]
        part: set[str] = set()
        while todo:
            node = todo.pop()
            if node not in seen:
                seen.add(node)
                part.add(node)
                todo.extend(neighbours[node])
        if part:
            parts.append(frozenset(part))
    return sorted(parts, key=lambda part: (-len(part), min(part)))


def arrange_parts(parts: Sequence[frozenset[str]], place: Place) -> dict[str, Position]:
    """Positions in pixels: parts side by side, and everywhere about as much room for an entity.

    Args:
        parts: The connected parts, the largest first.
        place: Lays out one part, in any scale.
    """
    boxes = [_scale(place(part)) for part in parts]
    positions: dict[str, Position] = {}
    for box, (left, top) in zip(boxes, _shelve([_size(box) for box in boxes]), strict=True):
        positions |= {node: (round(left + x, 1), round(top + y, 1)) for node, (x, y) in box.items()}
    return dict(sorted(positions.items()))


def _scale(positions: Mapping[str, Position]) -> dict[str, Position]:
    """A part with its upper left corner at the origin, in a box whose area grows with its entities."""
    lows = [min(place[axis] for place in positions.values()) for axis in (0, 1)]
    spans = [max(place[axis] for place in positions.values()) - lows[axis] for axis in (0, 1)]
    # A line has no area; as a box it is as high as one entity.
    wide, high = (max(span, max(spans) / len(positions)) or 1.0 for span in spans)
    room = ROOM * (1 + _ROOM_OF_FEW / len(positions) ** 0.5)
    scale = room * (len(positions) / (wide * high)) ** 0.5
    return {node: tuple((place[axis] - lows[axis]) * scale for axis in (0, 1)) for node, place in positions.items()}  # type: ignore[misc]


def _size(box: Mapping[str, Position]) -> Position:
    return max(x for x, _ in box.values()) + ROOM, max(y for _, y in box.values()) + ROOM


def _shelve(sizes: Sequence[Position]) -> list[Position]:
    """The upper left corners of boxes: the first one, and the others in rows at its right.

    Where the first is not much larger than the others, they go under it too.
    """
    if not sizes:
        return []
    areas = [wide * high for wide, high in sizes]
    broad, tall = sizes[0]
    if areas[0] < sum(areas) / 3:
        return _rows(sizes, max((sum(areas) * BREADTH) ** 0.5, max(wide for wide, _ in sizes)))
    others = sizes[1:]
    column = max([sum(areas[1:]) / tall * 1.15, *(wide for wide, _ in others)], default=0.0)
    return [(0.0, 0.0), *((broad + ROOM / 2 + left, top) for left, top in _rows(others, column))]


def _rows(sizes: Sequence[Position], width: float) -> list[Position]:
    # Each row is as high as its highest box.
    corners: list[Position] = []
    left = top = height = 0.0
    for wide, high in sizes:
        if left and left + wide > width:
            left, top, height = 0.0, top + height, 0.0
        corners.append((left, top))
        left, height = left + wide, max(height, high)
    return corners
