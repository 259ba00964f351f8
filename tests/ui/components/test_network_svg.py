"""The picture as a file."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.schema import load_schema
from tests.ui.components.test_network import PICTURE
from ui.components.network import Picture, PictureEdge, PictureNode
from ui.components.network_svg import write_svg
from ui.components.palette import NODE_STYLES, STATUS_STYLES
from ui.strings import Words

SVG = "{http://www.w3.org/2000/svg}"
ENGLISH = Words("en", load_schema())
IDS = st.sampled_from("abcd")
TEXTS = st.text(max_size=40)
PLACES = st.floats(-1000, 1000)
NODES = st.builds(
    PictureNode, IDS, TEXTS, st.sampled_from([*NODE_STYLES, "Unheard"]), st.floats(5, 60), PLACES, PLACES, note=TEXTS
)
EDGES = st.builds(
    PictureEdge,
    *(TEXTS, IDS, IDS, TEXTS, st.sampled_from([*STATUS_STYLES, "unheard"]), st.integers(0, 50)),
    directed=st.booleans(),
)
PICTURES = st.builds(
    Picture,
    st.lists(NODES, unique_by=lambda node: node.id).map(tuple),
    st.lists(EDGES, unique_by=lambda edge: edge.id).map(tuple),
    st.just(""),
    focus=IDS,
    highlighted=st.frozensets(IDS),
)


def texts(svg: str) -> list[str]:
    """All that is written in a picture."""
    return [found.text or "" for found in ElementTree.fromstring(svg).iter(f"{SVG}text")]


@given(PICTURES)
def test_any_picture_is_well_formed_and_holds_no_markup_of_others(picture: Picture) -> None:
    found = ElementTree.fromstring(write_svg(picture, ENGLISH))
    assert {one.tag.removeprefix(SVG) for one in found.iter()} <= {
        *("svg", "title", "rect", "g", "path", "circle", "polygon", "text"),
    }
    assert "nan" not in write_svg(picture, ENGLISH)


@given(PICTURES)
def test_the_order_of_nodes_and_edges_changes_nothing(picture: Picture) -> None:
    turned = replace(picture, nodes=picture.nodes[::-1], edges=picture.edges[::-1])
    assert write_svg(turned, ENGLISH) == write_svg(picture, ENGLISH)


@pytest.mark.parametrize(
    ("lang", "written"), [("en", ["organization", "product", "asserted"]), ("ja", ["組織", "製品", "断定"])]
)
def test_names_and_legend_are_written(lang: str, written: list[str]) -> None:
    found = texts(write_svg(replace(PICTURE, chosen=""), Words(lang, load_schema())))
    assert found == ["Apple", "<b>アップル</b>", *written]


def test_names_that_would_overlap_are_left_out() -> None:
    nodes = (
        PictureNode("a", "Larger", "Person", 30, 0, 0),
        PictureNode("b", "Smaller", "Person", 20, 5, 5),
        PictureNode("c", "Unlabelled", "Person", 20, 300, 0, labelled=False),
    )
    assert texts(write_svg(Picture(nodes, (), ""), ENGLISH)) == ["Larger", "person"]


def test_a_path_stays_bright_while_the_rest_fades() -> None:
    nodes = tuple(PictureNode(name, name, "Person", 20, at * 100.0, 0) for at, name in enumerate("abc"))
    edges = (PictureEdge("e", "a", "b", "knows", "asserted", 1), PictureEdge("f", "b", "c", "knows", "asserted", 1))
    svg = write_svg(Picture(nodes, edges, "", highlighted=frozenset({"e"})), ENGLISH)
    groups = [found.get("opacity") for found in ElementTree.fromstring(svg).iter(f"{SVG}g") if found.get("opacity")]
    assert groups == ["0.8", "0.22", "1", "1", "0.22"]


def test_lines_between_the_same_two_do_not_lie_on_each_other() -> None:
    nodes = (PictureNode("a", "A", "Person", 20, 0, 0), PictureNode("b", "B", "Person", 20, 200, 0))
    edges = tuple(
        PictureEdge(name, source, target, name, "asserted", 1, directed=False)
        for name, source, target in (("e", "a", "b"), ("f", "a", "b"), ("g", "b", "a"))
    )
    svg = write_svg(Picture(nodes, edges, ""), ENGLISH)
    lines = [found.get("d", "") for found in ElementTree.fromstring(svg).iter(f"{SVG}path")][:3]
    middles = {line.split("Q")[1].split()[0] for line in lines}
    assert len(middles) == 3
