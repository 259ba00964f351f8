"""Stacks of kinds by month."""

from __future__ import annotations

from ui.timeline.stacks import OTHERS, stack_kinds


def test_kinds_are_counted_in_each_bar_the_most_frequent_first() -> None:
    stacks = stack_kinds([("2024-01-01", "b"), ("2024-01-31", "a"), ("2024-03-01", "a"), ("", "c")], 5)
    assert [bar.first for bar in stacks.bars] == ["2024-01-01", "2024-02-01", "2024-03-01"]
    assert stacks.kinds == (("a", 2), ("b", 1))
    assert stacks.counts == ((1, 1), (0, 0), (1, 0))


def test_what_is_left_over_is_counted_together() -> None:
    days = [("2024-01-01", kind) for kind in "aaabbcd"]
    assert stack_kinds(days, 3).kinds == (("a", 3), ("b", 2), (OTHERS, 2))
    assert stack_kinds([], 3).bars == ()
