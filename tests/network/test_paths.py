"""Paths between entities."""

from __future__ import annotations

import pytest

from kg.network import Link, find_paths


def links(*pairs: str, confidence: float = 0.9) -> list[Link]:
    """Links between entities of one letter each."""
    return [Link(pair[0], pair[1], 1, confidence) for pair in pairs]


@pytest.mark.parametrize(
    ("given", "count", "found"),
    [
        (("ab", "bc", "ac"), 3, ["ac", "abc"]),
        (("ba", "cb"), 3, ["abc"]),
        (("ab", "bc", "ad", "dc", "ae", "ec"), 3, ["abc", "adc", "aec"]),
        (("ab", "bc", "ad", "dc", "ae", "ec"), 2, ["abc", "adc"]),
        (("ab", "dc"), 3, []),
        ((), 3, []),
    ],
)
def test_the_shortest_come_first_and_ties_by_id(given: tuple[str, ...], count: int, found: list[str]) -> None:
    assert find_paths(links(*given), "a", "c", count=count) == [tuple(path) for path in found]


@pytest.mark.parametrize(("longest", "found"), [(5, ["abcdef"]), (4, []), (6, ["abcdef", "aghijkf"])])
def test_longer_paths_are_not_told(longest: int, found: list[str]) -> None:
    given = links("ab", "bc", "cd", "de", "ef", "ag", "gh", "hi", "ij", "jk", "kf")
    assert find_paths(given, "a", "f", longest=longest) == [tuple(path) for path in found]


def test_of_equally_long_paths_the_surer_comes_first() -> None:
    given = links("ab", "bc", confidence=0.2) + links("ad", "dc", confidence=0.9)
    assert find_paths(given, "a", "c") == [("a", "d", "c"), ("a", "b", "c")]


def test_more_claims_make_a_path_surer() -> None:
    given = links("ab", "bc", "ad", "dc", "cd", "da")
    assert find_paths(given, "a", "c", count=1) == [("a", "d", "c")]


def test_five_unsure_steps_are_shorter_than_six_sure_ones() -> None:
    unsure = links("ab", "bc", "cd", "de", "ez", confidence=0.0)
    sure = links("ap", "pq", "qr", "rs", "st", "tz", confidence=9.0)
    assert find_paths(unsure + sure, "a", "z", longest=6)[0] == tuple("abcdez")


@pytest.mark.parametrize(("start", "end"), [("a", "a"), ("a", "x"), ("x", "a"), ("x", "y")])
def test_without_two_known_ends_there_is_no_path(start: str, end: str) -> None:
    assert find_paths(links("ab"), start, end) == []


def test_the_order_of_links_does_not_matter() -> None:
    given = links("ab", "bc", "ad", "dc", "be", "ec", "db")
    assert find_paths(reversed(given), "a", "c") == find_paths(given, "a", "c")
