"""Where entities go in the picture: each connected part is laid out on its own, and the parts share the room."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

Position = tuple[float, float]
Place = Callable[[frozenset[str]], Mapping[str, Position]]

WIDTH, HEIGHT = 1000.0, 1000.0
_EVENNESS = 0.5


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
    """Positions in pixels: every part in a box of its own, as large as its share of the entities.

    Args:
        parts: The connected parts.
        place: Lays out one part, in any scale.
    """
    sizes = [max(len(part), 2) ** 0.5 for part in parts]
    positions: dict[str, Position] = {}
    for part, box in zip(parts, _shelve(sizes), strict=True):
        left, top, size = box
        for node, (x, y) in _spread(place(part)).items():
            positions[node] = (left + x * size, top + y * size)
    return _stretch(positions)


def _shelve(sizes: Sequence[float]) -> list[tuple[float, float, float]]:
    # Rows of boxes, each row as high as its first box; the width of the rows makes the whole about as wide as high.
    row_width = max(sum(size * size for size in sizes) ** 0.5 * WIDTH / HEIGHT, max(sizes, default=0.0))
    boxes: list[tuple[float, float, float]] = []
    left = top = height = 0.0
    for size in sizes:
        if left and left + size > row_width * 1.1:
            left, top, height = 0.0, top + height * 1.1, 0.0
        boxes.append((left, top, size))
        left, height = left + size * 1.1, max(height, size)
    return boxes


def _spread(positions: Mapping[str, Position]) -> dict[str, Position]:
    # Forces crowd the middle; moving everything half way to an even spread leaves room for names.
    columns = [_even({node: position[axis] for node, position in positions.items()}) for axis in (0, 1)]
    return {node: (columns[0][node], columns[1][node]) for node in positions}


def _even(values: Mapping[str, float]) -> dict[str, float]:
    low, high = min(values.values()), max(values.values())
    ranked = sorted(values, key=lambda node: (values[node], node))
    last = max(len(ranked) - 1, 1)
    scale = (high - low) or 1.0
    return {
        node: (1 - _EVENNESS) * (values[node] - low) / scale + _EVENNESS * rank / last
        for rank, node in enumerate(ranked)
    }


def _stretch(positions: Mapping[str, Position]) -> dict[str, Position]:
    if not positions:
        return {}
    lows = [min(position[axis] for position in positions.values()) for axis in (0, 1)]
    spans = [max(position[axis] for position in positions.values()) - lows[axis] or 1.0 for axis in (0, 1)]
    room = (WIDTH, HEIGHT)
    return {
        node: tuple(round((position[axis] - lows[axis]) / spans[axis] * room[axis], 1) for axis in (0, 1))  # type: ignore[misc]
        for node, position in sorted(positions.items())
    }
