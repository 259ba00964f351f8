"""Measures of entities."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.network import MEASURES, Link, measure_entities
from kg.network.measures import MOST_EXACT

STAR = [Link("a", "b", 2, 1.2), Link("c", "a", 1, 0.5), Link("a", "d", 1, 0.5), Link("b", "a", 1, 0.3)]


@pytest.mark.parametrize(
    ("measure", "found"),
    [
        ("claims", {"a": 5, "b": 3, "c": 1, "d": 1}),
        ("neighbours", {"a": 3, "b": 1, "c": 1, "d": 1}),
        ("weight", {"a": 2.5, "b": 1.5, "c": 0.5, "d": 0.5}),
        ("betweenness", {"a": 1, "b": 0, "c": 0, "d": 0}),
    ],
)
def test_measures_of_a_star(measure: str, found: dict[str, float]) -> None:
    assert measure_entities(STAR, measure) == found


def test_the_well_linked_have_the_highest_rank() -> None:
    ranks = measure_entities(STAR, "rank")
    assert sorted(ranks, key=lambda node: -ranks[node])[:2] == ["a", "b"]
    assert ranks["c"] == ranks["d"]
    assert sum(ranks.values()) == pytest.approx(1, abs=1e-4)


@pytest.mark.parametrize("measure", sorted(MEASURES))
def test_order_and_emptiness_do_not_matter(measure: str) -> None:
    assert measure_entities(reversed(STAR), measure) == measure_entities(STAR, measure)
    assert measure_entities([], measure) == {}


def _links(graph: nx.Graph) -> list[Link]:
    return [Link(f"{one}", f"{other}", 1, 1.0) for one, other in graph.edges]


def test_betweenness_is_exact_as_long_as_that_is_quick() -> None:
    graph = nx.barabasi_albert_graph(189, 2, seed=3)
    exact = {f"{node}": value for node, value in nx.betweenness_centrality(graph).items()}
    assert measure_entities(_links(graph), "betweenness") == pytest.approx(exact, abs=1e-5)


def test_betweenness_of_many_is_close_to_that_from_all() -> None:
    graph = nx.barabasi_albert_graph(MOST_EXACT + 1, 2, seed=3)
    exact = nx.betweenness_centrality(graph)
    found = measure_entities(_links(graph), "betweenness")
    leaders = sorted(exact, key=lambda node: -exact[node])[:5]
    assert {f"{node}" for node in leaders} <= set(sorted(found, key=lambda node: -found[node])[:10])
