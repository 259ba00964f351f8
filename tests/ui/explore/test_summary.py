"""What an entity has to do with others."""

from __future__ import annotations

from tests.ui.explore.outlines import outline
from ui.explore.graph import build_graph
from ui.explore.summary import Line, find_contested, sum_up


def test_relations_come_with_the_others_those_with_the_most_claims_first() -> None:
    claims = [
        outline("a", "b"),
        outline("a", "c"),
        outline("a", "c", number=1),
        outline("d", "a"),
        outline("e", "a", "partnersWith"),
        outline("b", "c"),
    ]
    assert sum_up(build_graph(claims), "a", {"partnersWith"}) == [
        Line("acquires", False, ("c", "b"), 3),
        Line("acquires", True, ("d",), 1),
        Line("partnersWith", False, ("e",), 1),
    ]
    assert sum_up(build_graph(claims), "nobody") == []


def test_only_what_is_stated_and_denied_is_contested() -> None:
    stated, denied = outline("a", "b"), outline("b", "a", status="denied")
    others = [
        outline("a", "b", "sues"),
        outline("a", "b", "uses", status="denied"),
        outline("a", "b", status="planned"),
    ]
    assert find_contested([denied, *others, stated]) == (stated, denied)
    assert find_contested([stated, *others]) == ()
