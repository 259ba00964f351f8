"""Positions of the entities in the picture."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ui.arrange import ROOM, Position, arrange_parts, connected_parts

pairs = st.lists(st.tuples(st.sampled_from("abcdefghij"), st.sampled_from("abcdefghij")), max_size=12)


def on_a_line(part: frozenset[str]) -> dict[str, Position]:
    """A layout that is as plain as can be."""
    return {node: (float(place), float(place % 2)) for place, node in enumerate(sorted(part))}


def reachable(start: str, ends: list[tuple[str, str]]) -> frozenset[str]:
    """All that can be reached over pairs, found the slow way."""
    found = {start}
    for _ in ends:
        found |= {node for pair in ends if not found.isdisjoint(pair) for node in pair}
    return frozenset(found)


@given(pairs)
def test_parts_are_the_connected_components(ends: list[tuple[str, str]]) -> None:
    parts = connected_parts("abcdefghij", ends)
    assert set(parts) == {reachable(node, ends) for node in "abcdefghij"}
    assert [len(part) for part in parts] == sorted(map(len, parts), reverse=True)


@given(pairs)
def test_every_entity_has_a_place_of_its_own_in_the_picture(ends: list[tuple[str, str]]) -> None:
    positions = arrange_parts(connected_parts("abcdefghij", ends), on_a_line)
    assert set(positions) == set("abcdefghij")
    assert len(set(positions.values())) == 10
    assert all(x >= 0 and y >= 0 for x, y in positions.values())


@given(pairs)
def test_parts_lie_side_by_side(ends: list[tuple[str, str]]) -> None:
    parts = connected_parts("abcdefghij", ends)
    positions = arrange_parts(parts, on_a_line)
    boxes = []
    for part in parts:
        across, down = ([positions[node][axis] for node in part] for axis in (0, 1))
        boxes.append((min(across), min(down), max(across), max(down)))
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = max(other[0] - one[2], one[0] - other[2], other[1] - one[3], one[1] - other[3])
            assert apart >= ROOM / 2


@given(st.integers(5, 120))
def test_many_alone_fill_a_sheet_that_is_neither_long_nor_high(count: int) -> None:
    alone = [frozenset({str(number)}) for number in range(count)]
    positions = arrange_parts(alone, lambda part: dict.fromkeys(part, (0.0, 0.0)))
    across, down = ({place[axis] for place in positions.values()} for axis in (0, 1))
    assert len(positions) == count
    assert 0.5 < len(across) / len(down) < 3


def test_nothing_has_no_place() -> None:
    assert arrange_parts([], on_a_line) == {}
