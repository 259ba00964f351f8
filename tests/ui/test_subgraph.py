"""What is shown of the claims."""

from __future__ import annotations

import pytest

from tests.ui.sample import sample_claims
from ui.subgraph import ClaimFilter, Edge, group_edges, select_subgraph

EVERY = frozenset({"asserted", "reported", "planned", "predicted", "possible", "denied", "hypothetical"})
MICROSOFT, OPENAI, ALTMAN = "Q2283", "Q21708200", "Q7407093"


@pytest.mark.parametrize(
    ("wanted", "articles"),
    [
        (ClaimFilter(), {1, 4, 6}),
        (ClaimFilter(statuses=EVERY), {1, 2, 3, 4, 6, 7, 8, 9}),
        (ClaimFilter(statuses=EVERY, relations=frozenset({"acquires"})), {6, 9}),
        (ClaimFilter(confidence=0.9), {1, 4}),
        (ClaimFilter(statuses=frozenset()), set()),
        (ClaimFilter(focus=MICROSOFT, hops=1), {1}),
        (ClaimFilter(focus=MICROSOFT, hops=2), {1, 4}),
        (ClaimFilter(focus="nobody"), set()),
    ],
)
def test_filters(wanted: ClaimFilter, articles: set[int]) -> None:
    shown = select_subgraph(sample_claims().values(), wanted)
    assert {int(claim.article[1:]) for claims in shown.edges.values() for claim in claims} == articles


def test_claims_without_object_are_no_edge() -> None:
    assert group_edges([sample_claims()[5]]) == {}


@pytest.mark.parametrize(
    ("symmetric", "edge"),
    [
        ((), Edge(MICROSOFT, "partnersWith", OPENAI, "predicted")),
        (("partnersWith",), Edge(OPENAI, "partnersWith", MICROSOFT, "predicted")),
    ],
)
def test_symmetric_relations_have_one_edge_whichever_way_they_are_told(symmetric: tuple[str, ...], edge: Edge) -> None:
    assert list(group_edges([sample_claims()[8]], symmetric)) == [edge]


def test_only_the_heaviest_entities_are_kept() -> None:
    shown = select_subgraph(sample_claims().values(), ClaimFilter(statuses=EVERY), limit=2)
    assert shown.nodes == (MICROSOFT, OPENAI)
    assert shown.nodes_found == 5
    assert shown.edges_found == 8
    assert {edge.ends for edge in shown.edges} == {frozenset((MICROSOFT, OPENAI))}


def test_the_entity_in_focus_is_kept_however_light() -> None:
    wanted = ClaimFilter(statuses=EVERY, focus=ALTMAN, hops=2)
    assert select_subgraph(sample_claims().values(), wanted, limit=1).nodes == (ALTMAN,)


def test_entities_that_the_cut_leaves_alone_are_not_shown() -> None:
    claims = sample_claims()
    # The two pairs of an entity each: the lighter end of the lighter pair is cut, and the other end goes with it.
    shown = select_subgraph([claims[1], claims[4], claims[6]], ClaimFilter(), limit=4)
    assert shown.nodes == (OPENAI, MICROSOFT, ALTMAN)
    assert shown.nodes_found == 5
