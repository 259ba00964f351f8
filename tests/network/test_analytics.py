import networkx as nx
import pytest

from kg.network import rank_influence
from kg.network.analytics import weighted_degrees


def _star() -> nx.MultiDiGraph:
    network = nx.MultiDiGraph()
    for key, leaf in enumerate(("b", "c", "d")):
        network.add_edge("a", leaf, key=str(key), confidence=0.5)
    network.add_node("e")
    return network


def test_the_middle_of_a_star_comes_first_and_ties_go_by_id():
    ranked = rank_influence(_star())
    assert [one.entity_id for one in ranked] == ["a", "b", "c", "d", "e"]
    assert ranked[0].degree == 1.5
    assert ranked[0].betweenness == 0.5
    assert ranked[1].rank == ranked[3].rank > ranked[4].rank


def test_ranks_add_up_to_one():
    assert sum(one.rank for one in rank_influence(_star())) == pytest.approx(1.0, abs=1e-6)


def test_rank_of_two_linked_nodes_is_one_half_each():
    network = nx.MultiDiGraph()
    network.add_edge("a", "b", key="1", confidence=1.0)
    assert [one.rank for one in rank_influence(network)] == [0.5, 0.5]


def test_more_confident_claims_weigh_more():
    network = _star()
    network.add_edge("d", "a", key="again", confidence=0.9)
    assert [one.entity_id for one in rank_influence(network, limit=2)] == ["a", "d"]
    assert weighted_degrees(network) == {"a": 2.4, "b": 0.5, "c": 0.5, "d": 1.4, "e": 0.0}


def test_a_claim_of_an_entity_about_itself_counts_for_nobody():
    network = nx.MultiDiGraph()
    network.add_edge("a", "a", key="1", confidence=1.0)
    assert weighted_degrees(network) == {"a": 0.0}


def test_nothing_ranks_as_nothing():
    assert rank_influence(nx.MultiDiGraph()) == []
