"""Where entities go in the picture: each connected part is laid out on its own, and the parts share the room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Position = tuple[float, float]
Place = Callable[[frozenset[str]], Mapping[str, Position]]

# Pixels from one entity to the next, on average; more where all are few, as there is room to read what is written at
# edges; and how many times as broad as high the picture is to be. All chosen by eye.
ROOM = 64.0
_ROOM_OF_FEW = 3.0
BREADTH = 1.1


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
    room = ROOM * (1 + _ROOM_OF_FEW / max(sum(map(len, parts)), 1) ** 0.5)
    boxes = [_scale(place(part), room) for part in parts]
    sizes = [(max(x for x, _ in box.values()) + room, max(y for _, y in box.values()) + room) for box in boxes]
    positions: dict[str, Position] = {}
    for box, (left, top) in zip(boxes, _shelve(sizes), strict=True):
        positions |= {node: (round(left + x, 1), round(top + y, 1)) for node, (x, y) in box.items()}
    return dict(sorted(positions.items()))


def _scale(positions: Mapping[str, Position], room: float) -> dict[str, Position]:
    """A part with its upper left corner at the origin, in a box whose area grows with its entities."""
    lows = [min(place[axis] for place in positions.values()) for axis in (0, 1)]
    spans = [max(place[axis] for place in positions.values()) - lows[axis] for axis in (0, 1)]
    # A line has no area; as a box it is as high as one entity.
    wide, high = (max(span, max(spans) / len(positions)) or 1.0 for span in spans)
    scale = room * (len(positions) / (wide * high)) ** 0.5
    return {node: tuple((place[axis] - lows[axis]) * scale for axis in (0, 1)) for node, place in positions.items()}  # type: ignore[misc]


def _shelve(sizes: Sequence[Position]) -> list[Position]:
    """The upper left corners of boxes: the first one, and the others in rows beside it or under it.

    Whatever shows all of them the largest in a frame as broad as the picture is to be.
    """
    if not sizes:
        return []
    (broad, tall), others = sizes[0], sizes[1:]
    rest = sum(wide * high for wide, high in others)
    widest = max((wide for wide, _ in others), default=0.0)
    column = _rows(others, max(rest / tall * 1.15, widest))
    sheet = _rows(sizes, max(((broad * tall + rest) * BREADTH) ** 0.5 + widest / 2, broad, widest))
    beside = [(0.0, 0.0), *((broad + left, top) for left, top in column)]
    under = [(0.0, 0.0), *((left, tall + top) for left, top in _rows(others, max(broad, widest)))]
    return min((beside, under, sheet), key=lambda corners: _width_of_frame(corners, sizes))


def _width_of_frame(corners: Sequence[Position], sizes: Sequence[Position]) -> float:
    placed = [(left + wide, top + high) for (left, top), (wide, high) in zip(corners, sizes, strict=True)]
    return max(max(right for right, _ in placed), BREADTH * max(bottom for _, bottom in placed))


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
