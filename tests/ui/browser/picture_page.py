"""A page with a picture and nothing else, that does what it is told and writes down what it was told.

`?lang=ja` for Japanese, `?tab=1` for a picture in a tab that is closed at first, `?path=1` for a highlighted path.
"""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from kg.schema import load_schema
from tests.ui.sample import HOSTILE_NAME
from ui.components.network import Action, Picture, PictureEdge, PictureNode, draw_network
from ui.strings import Words

NODES = (
    PictureNode("hub", "OpenAI", "Organization", 40, 0, 0, note="12 claims"),
    PictureNode("right", "サム・アルトマン", "Person", 24, 200, 0),
    PictureNode("down", HOSTILE_NAME, "Product", 24, 0, 200),
    PictureNode("left", "Rapidus", "Organization", 24, -200, 0),
    PictureNode("far", "Tokyo", "Place", 24, -400, -40),
)
EDGES = (
    PictureEdge("e1", "right", "hub", "is an executive of", "asserted", 3),
    PictureEdge("e2", "right", "hub", "leaves", "denied", 1),
    PictureEdge("e3", "hub", "down", "makes", "planned", 1),
    PictureEdge("e4", "left", "hub", "partners with", "reported", 1, directed=False),
    PictureEdge("e5", "left", "far", "is based in", "possible", 1),
)
OFFSET = 37.0


def current() -> Picture:
    """The picture after all that was done."""
    done: list[Action] = st.session_state.done
    nodes = {node.id: node for node in NODES}
    edges = list(EDGES)
    chosen = ""
    for action in done:
        if action.kind == "choose":
            chosen = action.id
        elif action.kind == "clear":
            chosen = ""
        elif action.kind == "hide":
            del nodes[action.id]
        elif action.kind == "pin":
            nodes[action.id] = replace(nodes[action.id], x=action.x, y=action.y, pinned=True)
        elif action.kind == "unpin":
            nodes[action.id] = replace(nodes[action.id], pinned=False)
        elif action.kind == "expand":
            for number in range(3):
                name = f"{action.id}-{number}"
                nodes[name] = PictureNode(name, f"New {number}", "Group", 20, 60.0 * number - 60, 120)
                edges.append(PictureEdge(f"to-{name}", action.id, name, "employs", "asserted", 1))
    again = st.session_state.again
    placed = (replace(node, x=node.x + OFFSET * again, y=node.y) for node in nodes.values())
    highlighted = frozenset({"e4", "e5"}) if "path" in st.query_params else frozenset[str]()
    return Picture(tuple(placed), tuple(edges), f"layout {again}", focus="hub", chosen=chosen, highlighted=highlighted)


def do(action: Action) -> None:
    """Does what a visitor wants, or takes back what changed the picture last."""
    st.session_state.told.append(f"{action.kind} {action.id}".strip())
    if action.kind != "undo":
        st.session_state.done.append(action)
    elif st.session_state.done:
        st.session_state.done.pop()


@st.fragment
def show() -> None:
    """The picture, and under it what was told."""
    words = Words(st.query_params.get("lang", "en"), load_schema())
    draw_network(current(), words, key="picture", alt="A picture for tests", height=500, on_action=do)
    st.text("told: " + ", ".join(st.session_state.told))


st.set_page_config(layout="wide")
for name in ("done", "told"):
    st.session_state.setdefault(name, [])
st.session_state.setdefault("again", 0)
if "tab" in st.query_params:
    with st.tabs(["first", "second"])[1]:
        show()
else:
    show()
if st.button("again"):
    st.session_state.again += 1
    st.rerun()
