"""What is drawn of a scene."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

import pytest

from kg.schema import load_schema
from tests.ui.explore.outlines import outline
from ui.components.network import Picture
from ui.explore import picture as drawing
from ui.explore.graph import build_graph
from ui.explore.picture import Sizes, make_picture
from ui.explore.scene import Scene, build_base, build_scene
from ui.explore.view import View
from ui.strings import Words

# Everybody has to do with everybody; the surest claims are those of the first letters.
PAIRS = ["".join(pair) for pair in combinations("abcdef", 2)]
GRAPH = build_graph(outline(*pair, confidence=0.9 - index / 100) for index, pair in enumerate(PAIRS))


def scene_of(view: View) -> Scene:
    """What a view shows."""

    def place(nodes: tuple[str, ...], links: tuple[tuple[str, str], ...]) -> Mapping[str, tuple[float, float]]:
        return {node: (index * 100.0, 0.0) for index, node in enumerate(nodes)}

    return build_scene(GRAPH, view, build_base(GRAPH, view, place))


def picture_of(view: View) -> Picture:
    """What is drawn of it."""
    return make_picture(scene_of(view), view, Sizes({}, {}, {}), {}, Words("en", load_schema()))


def lines(picture: Picture) -> list[str]:
    """The lines of a picture by the letters of their ends."""
    return [f"{edge.source}{edge.target}" for edge in picture.edges]


@pytest.mark.parametrize(
    ("view", "most", "drawn"),
    [
        (View(), 15, PAIRS),
        # The surest, and none of the entities without a line.
        (View(), 1, ["ab", "ac", "ad", "ae", "af"]),
        (View(), 7, ["ab", "ac", "ad", "ae", "af", "bc", "bd"]),
        # All of whatever is chosen.
        (View(chosen="f"), 1, ["ab", "ac", "ad", "ae", "af", "bf", "cf", "df", "ef"]),
        (View(chosen="d~acquires~e~asserted"), 1, ["ab", "ac", "ad", "ae", "af", "de"]),
    ],
)
def test_no_more_lines_than_can_be_told_apart(
    monkeypatch: pytest.MonkeyPatch, view: View, most: int, drawn: list[str]
) -> None:
    monkeypatch.setattr(drawing, "LINES", most)
    assert lines(picture_of(view)) == drawn
    # Whoever lists or saves what is shown has them all.
    assert len(scene_of(view).edges) == len(PAIRS)
