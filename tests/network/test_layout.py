"""Places of the nodes of a network."""

from itertools import combinations
from math import dist

import networkx as nx
import pytest

from kg.network.layout import LARGEST, place_nodes


def _ring(count: int, reverse: bool = False) -> nx.MultiDiGraph:
    pairs = [(f"n{one}", f"n{(one + 1) % count}") for one in range(count)]
    network = nx.MultiDiGraph()
    network.add_edges_from(reversed(pairs) if reverse else pairs)
    return network


def _scale_free(count: int) -> nx.MultiDiGraph:
    return nx.MultiDiGraph(nx.barabasi_albert_graph(count, 2, seed=1))


def _nearest(places: dict) -> list[float]:
    return [min(dist(one, other) for name, other in places.items() if name != own) for own, one in places.items()]


def test_places_are_the_same_each_time_and_in_any_order():
    assert place_nodes(_ring(20)) == place_nodes(_ring(20)) == place_nodes(_ring(20, reverse=True))


@pytest.mark.parametrize("network", [_ring(20), _scale_free(60), nx.path_graph(7, nx.MultiDiGraph)])
def test_places_fill_the_square_from_left_to_right_and_differ(network):
    places = place_nodes(network)
    assert len(set(places.values())) == len(network)
    assert all(-1 <= coordinate <= 1 for place in places.values() for coordinate in place)
    left, right = min(x for x, _ in places.values()), max(x for x, _ in places.values())
    assert right - left == pytest.approx(2, abs=1e-3)


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_nodes_have_places_too(count):
    places = place_nodes(nx.path_graph(count, nx.MultiDiGraph))
    assert len(set(places.values())) == count


def test_what_is_linked_is_near():
    network = _scale_free(100)
    places = place_nodes(network)
    linked = [dist(places[one], places[other]) for one, other in network.edges()]
    all_ = [dist(one, other) for one, other in combinations(places.values(), 2)]
    assert sum(linked) / len(linked) < 0.7 * sum(all_) / len(all_)


def test_hardly_any_nodes_lie_on_each_other():
    nearest = _nearest(place_nodes(_scale_free(300)))
    # Evenly spread, each would be about 2 / sqrt(300) = 0.115 from the next.
    assert sorted(nearest)[3] > 0.03


def test_two_clusters_lie_apart():
    network = nx.disjoint_union(nx.complete_graph(8), nx.complete_graph(8))
    network.add_edge(0, 8)
    places = place_nodes(nx.MultiDiGraph(network))
    sides = [sorted(places[node][0] for node in cluster) for cluster in (range(8), range(8, 16))]
    lower, upper = sorted(sides)
    assert lower[-1] < upper[0]


def test_an_entity_linked_to_itself_only_has_a_place():
    network = nx.MultiDiGraph([("a", "a")])
    assert place_nodes(network) == {"a": (0.0, 0.0)}


def test_as_many_as_somebody_waits_for_are_placed_and_no_more():
    places = place_nodes(_scale_free(LARGEST))
    assert len(set(places.values())) > 0.999 * LARGEST
    with pytest.raises(ValueError, match=f"at most {LARGEST}"):
        place_nodes(_ring(LARGEST + 1))
