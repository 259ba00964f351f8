"""What views show."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.ui.explore.outlines import graph_of
from ui.explore.graph import EvidenceGraph
from ui.explore.scene import Scene, build_base, build_scene, edges_of_path, paths_base
from ui.explore.view import View, expand, hide, pin, unpin

# A hub and its leaves, a chain that hangs on it, and two that have to do with nobody else.
GRAPH = graph_of("ha", "ha", "ha", "hb", "hb", "hc", "hd", "cx", "xy", "pq")


def place(nodes: tuple[str, ...], links: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[float, float]]:
    """All in a row."""
    return {node: (index * 100.0, 0.0) for index, node in enumerate(sorted(nodes))}


def scene_of(view: View, graph: EvidenceGraph = GRAPH) -> Scene:
    """What a view shows."""
    return build_scene(graph, view, build_base(graph, view, place))


@pytest.mark.parametrize(
    ("view", "shown", "found"),
    [
        (View(), "habcdxypq", 9),
        (View(focus="c"), "chx", 3),
        (View(focus="c", hops=2), "chxabdy", 7),
        (View(focus="nobody"), ["nobody"], 1),
        (View(limit=2), "ha", 9),
        # y would be there, had not its only neighbour been cut.
        (View(limit=4), "habc", 9),
        (View(focus="y", hops=2, limit=1), "y", 3),
        (View(hidden=("h", "nobody")), "abcdxypq", 9),
    ],
)
def test_entities_shown(view: View, shown: str, found: int) -> None:
    scene = scene_of(view)
    assert set(scene.places) == set(shown)
    assert scene.base.found == found


def test_only_edges_between_those_shown_are_shown() -> None:
    assert {(edge.subject, edge.object) for edge in scene_of(View(focus="c")).edges} == {("h", "c"), ("c", "x")}
    assert scene_of(View(hidden=("h",), focus="a")).edges == ()


def test_expanding_adds_the_heaviest_and_moves_nobody() -> None:
    before = scene_of(View(focus="c"))
    assert before.left("h") == ["a", "b", "d"]
    after = scene_of(expand(View(focus="c"), "h", 2))
    assert after.places.keys() - before.places.keys() == {"a", "b"}
    assert {node: after.places[node] for node in before.places} == before.places
    assert after.base.layout == before.base.layout
    assert after.left("h") == ["d"]
    again = scene_of(expand(expand(View(focus="c"), "h", 2), "h", 2))
    assert {node: again.places[node] for node in after.places} == after.places
    assert again.left("h") == []


def test_what_was_hidden_is_not_added_again() -> None:
    view = hide(expand(View(focus="c"), "h", 2), "a")
    assert "a" not in scene_of(expand(view, "h", 5)).places
    assert "a" not in scene_of(view).left("h")


def test_hiding_moves_nobody() -> None:
    view = expand(View(focus="c"), "h", 2)
    before, after = scene_of(expand(view, "h", 5)), scene_of(expand(hide(view, "a"), "h", 5))
    assert {node: before.places[node] for node in after.places} == after.places


def test_pins_hold_also_in_another_layout() -> None:
    view = pin(View(), "h", -7, 9)
    assert scene_of(view).places["h"] == (-7, 9)
    assert scene_of(View(limit=4, steps=view.steps)).places["h"] == (-7, 9)
    assert scene_of(unpin(view, "h")).places == scene_of(View()).places


def test_what_is_not_shown_is_neither_pinned_nor_expanded() -> None:
    view = expand(pin(View(focus="a"), "x", 1, 1), "c")
    assert scene_of(view).places == scene_of(View(focus="a")).places


def test_what_is_added_is_put_beside_where_it_was_added() -> None:
    view = pin(expand(pin(View(focus="c"), "h", 5000, 5000), "h", 1), "h", 0, 0)
    (x, y) = scene_of(view).places["a"]
    assert x > 4000 and y > 4000


def test_another_layout_has_another_name() -> None:
    names = {scene_of(view).base.layout for view in (View(), View(limit=2), View(focus="y"), View(focus="c"))}
    assert len(names) == 4


def test_a_path_is_stressed_among_the_others() -> None:
    paths = (("h", "c", "x"), ("h", "a"))
    scene = build_scene(GRAPH, View(path=1), paths_base(paths), paths[0])
    assert set(scene.places) == set("hcxa")
    assert scene.stressed == {"h", "c", "x", "h~acquires~c~asserted", "c~acquires~x~asserted"}


def test_steps_of_a_path_have_their_edges_whichever_way_round() -> None:
    steps = edges_of_path(GRAPH, ("x", "c", "h"))
    assert [[edge.key for edge in edges] for edges in steps] == [["c~acquires~x~asserted"], ["h~acquires~c~asserted"]]
    assert edges_of_path(GRAPH, ()) == []
