"""Who pulls strings."""

from __future__ import annotations

import pytest

from kg.network import Link, Standing, rank_standing

#: A chain of five, heaviest in its first tie.
CHAIN = [Link("a", "b", 3, 2.0), Link("b", "c", 1, 0.5), Link("c", "d", 1, 0.5), Link("d", "e", 1, 0.5)]


@pytest.mark.parametrize(
    ("entity", "weight", "betweenness", "reach"),
    [("a", 2.0, 0.0, 2), ("b", 2.5, 0.75, 3), ("c", 1.0, 1.0, 4), ("d", 1.0, 0.75, 3), ("e", 0.5, 0.0, 2)],
)
def test_each_measure_sees_another_thing(entity: str, weight: float, betweenness: float, reach: int) -> None:
    found = {one.entity_id: one for one in rank_standing(CHAIN)}[entity]
    assert (found.weight, found.betweenness, found.reach) == (weight, betweenness, reach)


def test_the_heaviest_come_first_and_ties_go_by_id() -> None:
    ranked = rank_standing(CHAIN)
    assert [one.entity_id for one in ranked] == ["b", "a", "c", "d", "e"]
    assert max(one.rank for one in ranked) == ranked[0].rank == 1.0


def test_the_same_two_may_come_more_than_once() -> None:
    assert rank_standing([Link("a", "b", 1, 0.5), Link("b", "a", 1, 0.25)])[0] == Standing("a", 0.75, 0.0, 1.0, 1)


def test_nothing_has_no_standing() -> None:
    assert rank_standing([]) == []
