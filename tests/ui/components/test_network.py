"""What is sent to the picture, and what is believed of what comes back."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.schema import load_schema
from ui.components.network import Action, Picture, PictureEdge, PictureNode, picture_data, read_action, read_actions
from ui.strings import LANGUAGES, Words

PICTURE = Picture(
    nodes=(
        PictureNode("a", "Apple", "Organization", 30.04, 1.23, -4.56, pinned=True, labelled=False, note="2 claims"),
        PictureNode("b", "<b>アップル</b>", "Product", 20, 0, 0),
    ),
    edges=(PictureEdge("e", "a", "b", "makes", "asserted", 2, directed=False, note="since 2024"),),
    layout="one",
    focus="a",
    chosen="e",
    highlighted=frozenset({"e", "b"}),
)
NUMBERS = st.integers() | st.floats()
JUNK = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text() | st.sampled_from(["a", "e", "pin", "choose", "expand"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["kind", "id", "x", "y", "number"]), inner),
)


def test_nodes_and_edges_are_rows_in_the_order_of_their_attributes() -> None:
    data = picture_data(PICTURE, Words("en", load_schema()), alt="Alt", height=400)
    sent: dict[str, Any] = json.loads(json.dumps(data))
    assert sent["nodes"] == [
        ["a", "Apple", "Organization", 30.0, 1.2, -4.6, True, False, "2 claims"],
        ["b", "<b>アップル</b>", "Product", 20, 0, 0, False, True, ""],
    ]
    assert sent["edges"] == [["e", "a", "b", "makes", "asserted", 2, False, "since 2024"]]
    told = {name: sent[name] for name in ("layout", "focus", "chosen", "highlighted", "alt", "height")}
    assert told == {
        "layout": "one",
        "focus": "a",
        "chosen": "e",
        "highlighted": ["b", "e"],
        "alt": "Alt",
        "height": 400,
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_type_and_status_of_the_schema_can_be_drawn_and_has_its_label(lang: str) -> None:
    schema = load_schema()
    data = picture_data(PICTURE, Words(lang, schema), alt="", height=400)
    for kind, terms in (("types", schema.types), ("statuses", schema.statuses)):
        assert {name: one["label"] for name, one in data[kind].items()} == {
            name: term.labels[lang] for name, term in terms.items()
        }
    assert all(data["words"].values())


@pytest.mark.parametrize(("lang", "said"), [("en", "{name}, {type}, edges: {count}"), ("ja", "{name}、{type}、")])
def test_javascript_fills_in_what_it_knows(lang: str, said: str) -> None:
    data = picture_data(PICTURE, Words(lang, load_schema()), alt="", height=400)
    assert data["words"]["announce_node"].startswith(said)


@pytest.mark.parametrize(
    ("said", "action"),
    [
        ({"kind": "choose", "id": "a"}, Action("choose", "a")),
        ({"kind": "choose", "id": "e"}, Action("choose", "e")),
        ({"kind": "expand", "id": "b"}, Action("expand", "b")),
        ({"kind": "pin", "id": "a", "x": 3, "y": -2.04}, Action("pin", "a", 3.0, -2.0)),
        ({"kind": "unpin", "id": "a", "x": 3, "y": 2}, Action("unpin", "a")),
        ({"kind": "undo", "id": ""}, Action("undo")),
        ({"kind": "clear", "id": "whatever"}, Action("clear")),
        ({"kind": "choose", "id": "c"}, None),
        ({"kind": "expand", "id": "e"}, None),
        ({"kind": "hide"}, None),
        ({"kind": "open", "id": ["a"]}, None),
        ({"kind": ["open"], "id": "a"}, None),
        ({"kind": "delete", "id": "a"}, None),
        ({"kind": "pin", "id": "a"}, None),
        ({"kind": "pin", "id": "a", "x": math.nan, "y": 0}, None),
        ({"kind": "pin", "id": "a", "x": 1e300, "y": 0}, None),
        ({"kind": "pin", "id": "a", "x": True, "y": 0}, None),
        ({"kind": "pin", "id": "a", "x": "1", "y": 0}, None),
        ("undo", None),
        (None, None),
    ],
)
def test_only_what_makes_sense_is_an_action(said: object, action: Action | None) -> None:
    assert read_action(said, PICTURE) == action


@given(JUNK)
def test_nothing_that_is_sent_breaks_the_page(said: object) -> None:
    action = read_action(said, PICTURE)
    assert action is None or action.id in {"", "a", "b", "e"}
    for number, one in read_actions([said], PICTURE, after=0):
        assert number > 0
        assert one is None or one.id in {"", "a", "b", "e"}
    assert read_actions(said, PICTURE, after=2**60) == []


def test_actions_are_done_in_their_order_and_none_twice() -> None:
    said: list[object] = [
        {"number": 4, "kind": "expand", "id": "a"},
        {"number": 2, "kind": "choose", "id": "b"},
        {"number": 3, "kind": "choose", "id": "a"},
        {"number": 3, "kind": "choose", "id": "a"},
        {"number": 5, "kind": "nonsense"},
        {"number": True, "kind": "undo"},
        {"kind": "undo"},
    ]
    assert read_actions(said, PICTURE, after=2) == [
        (3, Action("choose", "a")),
        (4, Action("expand", "a")),
        (5, None),
    ]
    assert read_actions(said, PICTURE, after=5) == []
