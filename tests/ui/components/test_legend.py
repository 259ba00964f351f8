"""The legend of the picture."""

from __future__ import annotations

import pytest

from kg.schema import load_schema
from ui.components.legend import draw_legend
from ui.components.palette import NODE_STYLES, STATUS_STYLES
from ui.strings import Words


@pytest.mark.parametrize(
    ("lang", "there", "absent"),
    [
        ("en", ["person", "denied", "Size: PageRank"], ["product", "planned"]),
        ("ja", ["人物", "否定", "大きさ：PageRank"], ["製品", "予定"]),
    ],
)
def test_what_is_in_the_picture_is_explained_and_nothing_else(lang: str, there: list[str], absent: list[str]) -> None:
    drawn = draw_legend({"Person"}, ["denied"], Words(lang, load_schema()), measure="PageRank")
    assert all(one in drawn for one in there)
    assert not any(f">{one}<" in drawn for one in absent)


def test_lines_and_shapes_are_those_of_the_picture() -> None:
    drawn = draw_legend(NODE_STYLES, STATUS_STYLES, Words("en", load_schema()))
    assert all(style.color in drawn for style in (*NODE_STYLES.values(), *STATUS_STYLES.values()))
    assert drawn.count("clip-path:polygon") == sum(bool(style.corners) for style in NODE_STYLES.values())
    assert drawn.count("repeating-linear-gradient") == sum(bool(style.dashes) for style in STATUS_STYLES.values())


def test_a_measure_is_text() -> None:
    assert "&lt;b&gt;" in draw_legend(["Person"], [], Words("en", load_schema()), measure="<b>")


def test_an_empty_picture_needs_no_legend() -> None:
    assert draw_legend([], [], Words("en", load_schema())) == ""
