"""Positions of the entities in the picture."""

from __future__ import annotations

from itertools import combinations

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
    # Nobody stands on anybody: half the usual room is left even within a part that is a line.
    places = sorted(positions.values())
    assert all(abs(x - u) + abs(y - v) >= ROOM / 2 for (x, y), (u, v) in combinations(places, 2))
    assert min(x for x, _ in places) == min(y for _, y in places) == 0


def test_nothing_has_no_place() -> None:
    assert arrange_parts([], on_a_line) == {}
