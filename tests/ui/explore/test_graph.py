"""Claims as edges."""

from __future__ import annotations

import pytest

from tests.ui.explore.outlines import graph_of, outline
from ui.explore.graph import Edge, build_graph, read_edge


@pytest.mark.parametrize("ends", [("", "b"), ("a", ""), ("a", "a")])
def test_only_claims_of_two_entities_are_edges(ends: tuple[str, str]) -> None:
    assert build_graph([outline(*ends)]).edges == {}


@pytest.mark.parametrize(
    ("symmetric", "edges"),
    [
        ((), ["a~partnersWith~b~asserted", "b~partnersWith~a~asserted"]),
        (("partnersWith",), ["a~partnersWith~b~asserted"]),
    ],
)
def test_symmetric_relations_have_one_edge_whichever_way_they_are_told(
    symmetric: tuple[str, ...], edges: list[str]
) -> None:
    claims = [outline("a", "b", "partnersWith"), outline("b", "a", "partnersWith")]
    graph = build_graph(claims, symmetric)
    assert [edge.key for edge in graph.edges] == edges
    assert sum(map(len, graph.edges.values())) == 2


def test_every_relation_and_status_is_an_edge_of_its_own() -> None:
    graph = build_graph([outline("a", "b"), outline("a", "b", status="denied"), outline("a", "b", "sues")])
    assert len(graph.edges) == len(graph.around["a"]) == 3
    assert graph.neighbours("a") == {"b": pytest.approx(2.7)}


def test_entities_come_by_their_weight_and_then_by_id() -> None:
    assert list(graph_of("xa", "xb", "xb", "ca").weights) == ["x", "a", "b", "c"]


@pytest.mark.parametrize(
    ("focus", "hops", "near"),
    [("a", 1, "ab"), ("b", 1, "abc"), ("a", 2, "abc"), ("a", 9, "abcd"), ("?", 2, "?")],
)
def test_neighbourhoods(focus: str, hops: int, near: str) -> None:
    assert graph_of("ab", "cb", "cd").within(focus, hops) == set(near)


def test_edges_among_some() -> None:
    graph = graph_of("ab", "bc", "ca", "cd")
    assert [(edge.subject, edge.object) for edge in graph.edges_among("abc")] == [("a", "b"), ("b", "c"), ("c", "a")]


@pytest.mark.parametrize(
    ("key", "edge"),
    [("a~sues~b~denied", Edge("a", "sues", "b", "denied")), ("a", None), ("", None), ("a~b~c", None)],
)
def test_edges_are_read_from_their_keys(key: str, edge: Edge | None) -> None:
    assert read_edge(key) == edge
    assert edge is None or edge.key == key


def test_links_for_measuring_add_up() -> None:
    (link,) = graph_of("ab", "ab").links()
    assert (link.one, link.other, link.claims, link.confidence) == ("a", "b", 2, pytest.approx(1.8))
