import networkx as nx
import pytest

from kg.network import LARGEST, place_nodes


def _ring(count: int, reverse: bool = False) -> nx.MultiDiGraph:
    pairs = [(f"n{one}", f"n{(one + 1) % count}") for one in range(count)]
    network = nx.MultiDiGraph()
    network.add_edges_from(reversed(pairs) if reverse else pairs)
    return network


def test_places_are_the_same_each_time_and_in_any_order():
    assert place_nodes(_ring(20)) == place_nodes(_ring(20)) == place_nodes(_ring(20, reverse=True))


def test_places_fill_the_square_and_differ():
    places = place_nodes(_ring(20))
    assert len(set(places.values())) == 20
    assert all(-1 <= coordinate <= 1 for place in places.values() for coordinate in place)


def test_no_nodes_have_no_places():
    assert place_nodes(nx.MultiDiGraph()) == {}


def test_as_many_as_can_be_placed_without_scipy_are_placed_and_no_more():
    assert len(place_nodes(_ring(LARGEST))) == LARGEST
    with pytest.raises(ValueError, match=f"at most {LARGEST}"):
        place_nodes(_ring(LARGEST + 1))
