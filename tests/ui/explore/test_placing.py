"""Where entities go that are added to a picture."""

from __future__ import annotations

from itertools import combinations
from math import dist, hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.explore.placing import GAP, place_around, place_paths

COORDINATES = st.floats(-500, 500).map(lambda value: round(value, 1))


@given(st.lists(st.tuples(COORDINATES, COORDINATES), max_size=60, unique=True), st.integers(0, 30))
def test_there_is_a_place_for_each_and_always_the_same(taken: list[tuple[float, float]], count: int) -> None:
    found = place_around((0, 0), count, taken)
    assert len(set(found)) == len(found) == count
    assert place_around((0, 0), count, list(reversed(taken))) == found
    assert not set(found) & set(taken)


def test_where_nothing_is_they_surround_the_centre() -> None:
    found = place_around((100, 100), 6, [(100, 100)])
    assert all(hypot(x - 100, y - 100) == pytest.approx(GAP, abs=1) for x, y in found)
    assert min(dist(one, other) for one, other in combinations(found, 2)) >= GAP * 0.9


def test_what_is_there_is_not_covered() -> None:
    taken = [(0.0, 0.0), *((float(x), float(y)) for x in range(-90, 91, 60) for y in range(-90, 91, 60))]
    found = place_around((0, 0), 12, taken)
    assert min(dist(one, other) for one in found for other in taken) >= GAP * 0.9


def test_the_emptiest_side_comes_first() -> None:
    (first,) = place_around((0, 0), 1, [(0, 0), (-80, 0), (-60, 60), (-60, -60)])
    assert first == (GAP, 0)


def test_in_a_crowd_they_come_closer() -> None:
    crowd = [(x * 20.0, y * 20.0) for x in range(-60, 61) for y in range(-60, 61)]
    found = place_around((0, 0), 3, crowd)
    assert min(dist(one, other) for one in found for other in crowd) > 3


def test_paths_go_from_left_to_right_and_share_their_ends() -> None:
    places = place_paths([("a", "b", "z"), ("a", "c", "d", "z")])
    assert places["a"][0] == 0 < places["b"][0] < places["z"][0]
    assert places["c"][0] < places["d"][0] < places["z"][0]
    assert places["a"][1] == places["z"][1]
    assert places["b"][1] < places["c"][1] == places["d"][1]
    assert len(set(places.values())) == 5
    assert place_paths([]) == {}
